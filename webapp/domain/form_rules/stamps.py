"""Rules about urgency, secrecy and the drafter's mark (PL1 III.2, III.3)."""

import re
from collections.abc import Iterator

from webapp.domain.form_rules.findings import Finding, error, warning
from webapp.domain.form_rules.paper import WORDING, Paper, Part
from webapp.domain.form_rules.quotes import Words, quoted, whole
from webapp.domain.plan import PRIORITIES, BlockKind
from webapp.domain.text import squeeze

PRIORITY = error("ND30-PL1-III.2b", "PL1 III.2b", "Mức độ khẩn là khẩn, thượng khẩn hoặc hỏa tốc")
SECRECY = error("ND30-PL1-III.2a", "PL1 III.2a", "Độ mật là mật, tối mật hoặc tuyệt mật")
SECRET = warning("L117-2025-mat", "Luật 117/2025/QH15", "Văn bản mật không soạn trên máy nối mạng")
STAMP_TYPED = warning(
    "ND30-PL1-III.2-danh-may", "PL1 III.2", "Dấu chỉ độ mật, mức độ khẩn không gõ vào nội dung"
)
TYPER = error("ND30-PL1-III.3", "PL1 III.3", "Ký hiệu người soạn thảo viết bằng chữ in hoa")

_PRIORITIES = frozenset({*PRIORITIES, "HOẢ TỐC"})
_SECRECIES = frozenset({"mật", "tối mật", "tuyệt mật"})
_STAMP = re.compile(
    r"\W*(?:MẬT|TỐI MẬT|TUYỆT MẬT|KHẨN|THƯỢNG KHẨN|H(?:ỎA|OẢ) TỐC"
    r"|Độ mật\s*:.{0,20}|Độ khẩn\s*:.{0,20})\W*"
)


def urgency_and_secrecy_are_known(paper: Paper) -> Iterator[Finding]:
    """Know three levels of each (PL1 III.2a, III.2b)."""
    level = paper.plan.priority
    if level.strip().upper() not in _PRIORITIES:
        yield whole(
            PRIORITY,
            Words("priority", level),
            f"Không có mức độ khẩn «{level}»; chọn Khẩn, Thượng khẩn hoặc Hỏa tốc.",
        )
    secrecy = Words("secrecy", paper.plan.secrecy.strip())
    if not secrecy.text:
        return
    if secrecy.text.lower() not in _SECRECIES:
        yield whole(SECRECY, secrecy, f"Không có độ mật «{secrecy.text}»; kiểm tra lại.")
    yield whole(SECRET, secrecy, "Văn bản mật soạn trên máy riêng, không nối mạng.")


def stamps_are_not_typed(paper: Paper) -> Iterator[Finding]:
    """Point at a stamp that stands as a line of the text."""
    for passage in paper.of(Part.SUBJECT, Part.LEGAL_BASES, *WORDING):
        alone = passage.is_paragraph or passage.kind is BlockKind.HEADING  # capitals, like a title
        if alone and _STAMP.fullmatch(squeeze(passage.text)):
            span = (0, len(passage.text))
            yield quoted(STAMP_TYPED, passage, span, "Bỏ dòng này; chọn ở ô riêng, in bằng dấu.")


def drafters_mark_is_in_capitals(paper: Paper) -> Iterator[Finding]:
    """Write the mark of who typed in capitals (PL1 III.3)."""
    mark = Words("typer_notation", paper.plan.typer_notation.strip())
    if mark.text != mark.text.upper():
        right = mark.text.upper()
        yield quoted(TYPER, mark, (0, len(mark.text)), f"Viết «{right}».", right)


RULES = (urgency_and_secrecy_are_known, stamps_are_not_typed, drafters_mark_is_in_capitals)
