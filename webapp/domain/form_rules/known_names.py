"""Rules about names whose capitals are missing, and units whose noun has one too many (PL2)."""

import re
from collections.abc import Iterator

from webapp.domain.form_rules.findings import Finding, error, warning
from webapp.domain.form_rules.letters import UPPER
from webapp.domain.form_rules.paper import Paper, Part, Passage
from webapp.domain.form_rules.quotes import each, quoted

GOVERNMENT = error(
    "ND30-PL2-V.3-chinh-phu", "PL2 V.3", "Viết «Thủ tướng Chính phủ», «Chủ tịch Quốc hội»"
)
BODY = warning(
    "ND30-PL2-IV.1-to-chuc", "PL2 IV.1a", "Viết hoa từ chỉ chức năng, lĩnh vực: Ban Chỉ đạo"
)
UNIT = warning(
    "ND30-PL2-III.1a-don-vi", "PL2 III.1a", "Viết thường «tỉnh», «xã» khi không kèm tên riêng"
)

_OF_GOVERNMENT = {
    "Thủ tướng chính phủ": "Thủ tướng Chính phủ",
    "Phó Thủ tướng chính phủ": "Phó Thủ tướng Chính phủ",
    "Chủ tịch quốc hội": "Chủ tịch Quốc hội",
    "Văn phòng chính phủ": "Văn phòng Chính phủ",
    "Văn phòng quốc hội": "Văn phòng Quốc hội",
}
_BODIES = {
    "Ban chỉ đạo": "Ban Chỉ đạo",
    "Ban thường vụ": "Ban Thường vụ",
    "Ban chấp hành": "Ban Chấp hành",
    "Ban chỉ huy": "Ban Chỉ huy",
    "Bộ chỉ huy": "Bộ Chỉ huy",
    "Mặt trận tổ quốc": "Mặt trận Tổ quốc",
    "Liên đoàn lao động": "Liên đoàn Lao động",
    "Hội nông dân": "Hội Nông dân",
    "Hội cựu chiến binh": "Hội Cựu chiến binh",
    "Hội phụ nữ": "Hội Phụ nữ",
    "Hội liên hiệp phụ nữ": "Hội Liên hiệp Phụ nữ",
    "Đoàn thanh niên": "Đoàn Thanh niên",
}
"""Names as offices slip into writing them, and as PL2 IV.1a does."""
_ANY = re.compile(
    "(?:"
    + "|".join(sorted(map(re.escape, (*_OF_GOVERNMENT, *_BODIES)), key=len, reverse=True))
    + r")\b"
)
_UNIT = re.compile(
    r"(?:UBND|HĐND|MTTQ|[Nn]hân dân|Công an) (?P<word>Tỉnh|Xã|Phường|Huyện)\b"
    rf"(?! [{UPPER}0-9])"
)


def known_names_have_their_capitals(paper: Paper) -> Iterator[Finding]:
    """Write «Ban Chỉ đạo» with the capital of its function, «UBND tỉnh» without one."""
    for passage in paper.passages:
        if passage.part is not Part.FILING_LINE:
            yield from _names(passage)


def _names(passage: Passage) -> Iterator[Finding]:
    for found in each(_ANY, passage.text):
        words = found.group()
        rule, names = (GOVERNMENT, _OF_GOVERNMENT) if words in _OF_GOVERNMENT else (BODY, _BODIES)
        right = names[words]
        yield quoted(rule, passage, found.span(), f"Viết «{right}».", right)
    for found in each(_UNIT, passage.text):
        right = found["word"].lower()
        begin = found.start("word") - found.start()
        whole = found.group()[:begin] + right
        yield quoted(UNIT, passage, found.span(), f"Viết «{whole}».", whole)


RULES = (known_names_have_their_capitals,)
