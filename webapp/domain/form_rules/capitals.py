"""Rules about capitals that need no dictionary of names (PL2)."""

import re
from collections.abc import Iterator

from webapp.domain.form_rules.findings import Finding, Rule, error, warning
from webapp.domain.form_rules.letters import LOWER, UPPER
from webapp.domain.form_rules.paper import Paper, Part, Passage

BODY_NAME = error(
    "ND30-PL2-IV.1", "PL2 IV.1a", "Tên cơ quan chỉ viết hoa chữ cái đầu của từ chỉ loại hình"
)
PEOPLES = warning(
    "ND30-PL2-IV.1-nhan-dan", "PL2 IV.1a", "Viết «Ủy ban nhân dân», «Hội đồng nhân dân»"
)
UNIT_NAME = error(
    "ND30-PL2-III.1a", "PL2 III.1a", "Danh từ chung chỉ đơn vị hành chính viết thường"
)
SMALL_WORD = warning("ND30-PL2-I", "PL2 I", "Từ nối trong câu không viết hoa")
CAPITAL_REFERENCE = error(
    "ND30-PL2-V.7-khoan-diem", "PL2 V.7", "Khoản, điểm được viện dẫn viết thường"
)
SMALL_REFERENCE = error(
    "ND30-PL2-V.7", "PL2 V.7", "Phần, chương, mục, tiểu mục, điều được viện dẫn viết hoa"
)

_IN_SENTENCE = rf"(?<=[{LOWER}{UPPER}0-9,][ ])"
_PATTERNS: tuple[tuple[re.Pattern[str], Rule, str], ...] = (
    (
        re.compile(r"\b(?:Ủy|Uỷ) Ban\b(?: Nhân [Dd]ân)?"),
        BODY_NAME,
        "Viết «Ủy ban», không viết hoa chữ «ban».",
    ),
    (
        re.compile(r"\bHội Đồng\b(?: Nhân [Dd]ân)?"),
        BODY_NAME,
        "Viết «Hội đồng», không viết hoa chữ «đồng».",
    ),
    (re.compile(r"\bNhân Dân\b"), BODY_NAME, "Viết «nhân dân» hoặc «Nhân dân»."),
    (
        re.compile(r"\b(?:Uỷ ban|Ủy ban|Hội đồng) Nhân dân\b"),
        PEOPLES,
        "Viết «Ủy ban nhân dân», «Hội đồng nhân dân».",
    ),
    (
        re.compile(
            rf"{_IN_SENTENCE}(?:Tỉnh|Thành phố(?! Hồ Chí Minh\b)) (?=[{UPPER}][{LOWER}]+ [{UPPER}])"
        ),
        UNIT_NAME,
        "Viết thường danh từ chung: «tỉnh», «thành phố» trước tên riêng.",
    ),
    (
        re.compile(rf"(?<=[{LOWER}{UPPER}][ ])(?:Và|Của) (?=[{LOWER}{UPPER}])"),
        SMALL_WORD,
        "Không viết hoa từ nối trong câu.",
    ),
    (
        re.compile(rf"{_IN_SENTENCE}(?:Khoản \d|Điểm (?:[a-zđ]\b|\d))"),
        CAPITAL_REFERENCE,
        "Viết thường «khoản», «điểm» khi viện dẫn.",
    ),
    (
        re.compile(
            r"\b(?:khoản \d+|điểm [a-zđ]),? (?:(?:khoản \d+),? )?(?:điều|mục|chương) [\dIVX]+"
            r"|\bđiều \d+(?:,? (?:mục|chương|của|Luật|Bộ luật|Nghị định|Thông tư|Quyết định))\b"
            r"|\b(?:Điều \d+|Mục \d+),? (?:mục|chương|phần) [\dIVX]+"
        ),
        SMALL_REFERENCE,
        "Viết hoa «Phần», «Chương», «Mục», «Điều» khi viện dẫn văn bản cụ thể.",
    ),
)
_NOT_TEXT = frozenset({Part.FILING_LINE})


def capitals_follow_the_decree(paper: Paper) -> Iterator[Finding]:
    """Look for capitals that are always wrong, and for those that are missing (PL2)."""
    for passage in paper.passages:
        if passage.part not in _NOT_TEXT:
            yield from _in(passage)


def _in(passage: Passage) -> Iterator[Finding]:
    for pattern, rule, advice in _PATTERNS:
        found = pattern.search(passage.text)
        if found:
            yield rule.at(passage.place, f"«{found.group().strip()}»: {advice}")


RULES = (capitals_follow_the_decree,)
