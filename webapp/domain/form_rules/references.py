"""Rules about citing parts of a document: «điểm a khoản 2 Điều 103» (PL2 V.7)."""

import re
from collections.abc import Callable, Iterator

from webapp.domain.form_rules.findings import Finding, Rule, error, hint
from webapp.domain.form_rules.letters import LOWER, UPPER
from webapp.domain.form_rules.paper import Paper, Passage
from webapp.domain.form_rules.quotes import each, quoted

CAPITAL_REFERENCE = error(
    "ND30-PL2-V.7-khoan-diem", "PL2 V.7", "Khoản, điểm được viện dẫn viết thường"
)
SMALL_REFERENCE = error(
    "ND30-PL2-V.7", "PL2 V.7", "Phần, chương, mục, tiểu mục, điều được viện dẫn viết hoa"
)
COMMA = hint(
    "TL-dau-phay-vien-dan", "PL2 V.7", "Giữa điểm, khoản, điều được viện dẫn không có dấu phẩy"
)

_IN_SENTENCE = rf"(?<=[{LOWER}{UPPER}0-9,][ ])"
_WHERE = r"(?:[Đđ]iều|[Mm]ục|[Cc]hương|[Pp]hần)"
_SMALL = re.compile(r"\b(?:điều|tiểu mục|mục|chương|phần)(?= (?:\d|[IVX]+\b))")


def _lower(words: str) -> str:
    return words.replace("Khoản", "khoản").replace("Điểm", "điểm")


def _upper(words: str) -> str:
    return _SMALL.sub(lambda found: found.group().capitalize(), words)


def _without_commas(words: str) -> str:
    return words.replace(",", "")


_PATTERNS: tuple[tuple[re.Pattern[str], Rule, str, Callable[[str], str]], ...] = (
    (
        re.compile(
            rf"{_IN_SENTENCE}(?:Khoản \d{{1,2}}(?=,? {_WHERE}\b|[.;)]|$| (?:của|này)\b)"
            rf"|Điểm [a-zđ]\b(?=\)|,? (?:khoản|Khoản|{_WHERE})\b|[.;]|$))"
        ),
        CAPITAL_REFERENCE,
        "Viết thường «khoản», «điểm» khi viện dẫn.",
        _lower,
    ),
    (
        re.compile(
            r"\b(?:khoản \d+|điểm [a-zđ]),? (?:(?:khoản \d+),? )?(?:điều|mục|chương) [\dIVX]+"
            r"|\bđiều \d+(?:,? (?:mục|chương|của|Luật|Bộ luật|Nghị định|Thông tư|Quyết định))\b"
            r"|\b(?:tại|theo) điều \d+\b"
            r"|\b(?:Điều \d+|Mục \d+),? (?:mục|chương|phần) [\dIVX]+"
        ),
        SMALL_REFERENCE,
        "Viết hoa «Phần», «Chương», «Mục», «Điều» khi viện dẫn văn bản cụ thể.",
        _upper,
    ),
    (
        re.compile(
            r"\b[Đđ]iểm [a-zđ], [Kk]hoản \d+(?:,? Điều \d+)?|\b[Kk]hoản \d+, Điều \d+"
            r"|\bĐiều \d+, (?=(?:Bộ luật|Luật|Nghị định|Thông tư|Quyết định)\b)"
        ),
        COMMA,
        "Bỏ dấu phẩy, như «điểm a khoản 2 Điều 103».",
        _without_commas,
    ),
)
_REFERRED = re.compile(r"điều|khoản|điểm", re.IGNORECASE)


def parts_are_cited_as_the_decree_does(paper: Paper) -> Iterator[Finding]:
    """Write phần, chương, mục, điều with a capital, khoản and điểm without."""
    for passage in paper.passages:
        if _REFERRED.search(passage.text):
            yield from _in(passage)


def _in(passage: Passage) -> Iterator[Finding]:
    for pattern, rule, advice, corrected in _PATTERNS:
        for found in each(pattern, passage.text):
            yield quoted(rule, passage, found.span(), advice, corrected(found.group()))


RULES = (parts_are_cited_as_the_decree_does,)
