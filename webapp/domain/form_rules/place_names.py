"""Rules about names of the country and its administrative units (PL2 III.1)."""

import re
from collections.abc import Iterator

from webapp.domain.form_rules.findings import Finding, Rule, error, warning
from webapp.domain.form_rules.letters import LOWER, UPPER
from webapp.domain.form_rules.paper import Paper, Passage
from webapp.domain.form_rules.quotes import each, quoted

UNIT_NAME = error(
    "ND30-PL2-III.1a", "PL2 III.1a", "Danh từ chung chỉ đơn vị hành chính viết thường"
)
PROPER_NAME = error(
    "ND30-PL2-III.1a-ten-rieng", "PL2 III.1a", "Tên riêng của tỉnh, thành phố viết hoa mọi âm tiết"
)
NUMBERED = warning(
    "ND30-PL2-III.1b", "PL2 III.1b", "Viết hoa «Quận», «Phường» trước số: Quận 1, Phường 4"
)
SPECIAL = error("ND30-PL2-III.1c", "PL2 III.1c", "Viết «Thủ đô Hà Nội», «Thành phố Hồ Chí Minh»")
COUNTRY = error("ND30-PL2-III.1-viet-nam", "PL2 III.1", "Viết «Việt Nam»")

_PROVINCES = frozenset((
    "an giang", "bà rịa", "bạc liêu", "bắc giang", "bắc kạn", "bắc ninh", "bến tre", "bình dương",
    "bình định", "bình phước", "bình thuận", "cà mau", "cao bằng", "cần thơ", "đà nẵng",
    "đắk lắk", "đắk nông", "điện biên", "đồng nai", "đồng tháp", "gia lai", "hà giang", "hà nam",
    "hà nội", "hà tĩnh", "hải dương", "hải phòng", "hậu giang", "hòa bình", "hưng yên",
    "khánh hòa", "kiên giang", "kon tum", "lai châu", "lạng sơn", "lào cai", "lâm đồng",
    "long an", "nam định", "nghệ an", "ninh bình", "ninh thuận", "phú thọ", "phú yên",
    "quảng bình", "quảng nam", "quảng ngãi", "quảng ninh", "quảng trị", "sóc trăng", "sơn la",
    "tây ninh", "thái bình", "thái nguyên", "thanh hóa", "tiền giang", "trà vinh", "tuyên quang",
    "vĩnh long", "vĩnh phúc", "yên bái",
))  # fmt: skip
_UNIT = re.compile(
    r"(?P<word>Tỉnh|Thành phố)(?! (?:Hồ Chí Minh|Điện Biên Phủ)\b)"
    rf"(?= [{UPPER}][{LOWER}]+ [{UPPER}])"
    rf"(?:(?<=[{LOWER}{UPPER}0-9,] Tỉnh)|(?<=[{LOWER}{UPPER}0-9,] Thành phố))"
)
_PROPER = re.compile(
    rf"(?:tỉnh|thành phố) (?P<word>[{UPPER}][{LOWER}]+ [{LOWER}]+)(?![{LOWER}{UPPER}])"
)
_SPECIALS: tuple[tuple[re.Pattern[str], Rule, str], ...] = (
    (re.compile(r"[Tt]hủ (?:Đô\b|đô (?=Hà Nội\b))(?<!Thủ đô )"), SPECIAL, "Thủ đô"),
    (re.compile(r"thành phố Hồ Chí Minh\b"), SPECIAL, "Thành phố Hồ Chí Minh"),
    (re.compile(r"[Vv]iệt nam\b(?! (?:nữ|giới)\b)"), COUNTRY, "Việt Nam"),
)
_NUMBERED = re.compile(r"(?P<word>quận|phường) \d{1,2}(?=[,.;)]|$)")
_ONE_UNIT = re.compile(r"\b(?:tại|thuộc|UBND|[ỦU][ỷy] ban nhân dân|Công an) $")
_SEVERAL = re.compile(r"\bcác $")


def places_are_written_as_the_decree_does(paper: Paper) -> Iterator[Finding]:
    """Write the common noun small and the proper name with capitals (PL2 III.1)."""
    for passage in paper.passages:
        yield from _units(passage)
        for pattern, rule, right in _SPECIALS:
            for found in each(pattern, passage.text):
                if not _SEVERAL.search(passage.text, 0, found.start()):
                    span = (found.start(), found.start() + len(right))
                    yield quoted(rule, passage, span, f"Viết «{right}».", right)


def _units(passage: Passage) -> Iterator[Finding]:
    for found in each(_UNIT, passage.text):
        right = found["word"].lower()
        advice = f"Viết thường danh từ chung «{right}» trước tên riêng."
        yield quoted(UNIT_NAME, passage, found.span("word"), advice, right)
    for found in each(_PROPER, passage.text):
        if found["word"].lower() in _PROVINCES:
            right = found["word"].title()
            yield quoted(PROPER_NAME, passage, found.span("word"), f"Viết «{right}».", right)
    for found in each(_NUMBERED, passage.text):
        if not _ONE_UNIT.search(passage.text, 0, found.start()):
            continue
        span = (found.start("word"), found.end())
        right = passage.text[span[0] : span[1]].capitalize()
        yield quoted(NUMBERED, passage, span, f"Viết «{right}».", right)


RULES = (places_are_written_as_the_decree_does,)
