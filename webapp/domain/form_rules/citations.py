"""Find the documents that a text cites: type, number, and the dates and issuers beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from webapp.domain.form_rules.letters import LOWER, UPPER

_TYPES = (
    "Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết liên tịch|Nghị quyết|Quyết định|Chỉ thị"
    "|Thông tư liên tịch|Thông tư|Thông tri|Kết luận|Kế hoạch phối hợp|Kế hoạch liên tịch"
    "|Kế hoạch|Chương trình phối hợp|Chương trình hành động|Chương trình|Công văn|Công điện"
    "|Thông báo kết luận|Thông báo|Hướng dẫn liên ngành|Hướng dẫn|Quy định|Quy chế phối hợp"
    "|Quy chế|Đề án|Báo cáo|Tờ trình|Phương án|Lệnh|Văn bản"
)
_REACH = 300
"""Date and issuer stand this near; bounded, so that a hostile text costs no time."""
_LAWS = frozenset({"Bộ luật", "Luật", "Pháp lệnh"})
_LETTERS = rf"[{UPPER}][{LOWER}{UPPER}0-9]*"
_NUMBER = rf"\d+[ ]?(?:/[ ]?\d{{4}}[ ]?)?[-/][ ]?{_LETTERS}(?:[-/&.][ ]?{_LETTERS})*"

CITED = re.compile(rf"\b(?P<type>{_TYPES})(?P<so>[ ]+số:?)?[ ]+(?P<number>{_NUMBER})")
"""A document cited with its number; «số» may be missing."""
CITED_SMALL = re.compile(
    r"\b(?:[Tt]heo|tại|của|và|hiện|khai|bởi|với|trong|các|thế|bỏ|hành)[ ]"
    r"(?P<type>nghị định|nghị quyết|quyết định|chỉ thị|thông tư|kết luận|công văn|kế hoạch"
    rf"|thông báo|quy định|hướng dẫn|chương trình)[ ]+số[ ]+(?P<number>{_NUMBER})",
)
"""A type in small letters behind a joining word, so that «Thông báo kết luận số …» is none."""
LAW_NAMED = re.compile(
    r"^\W*(?:(?:Căn cứ|Thực hiện|Theo|Triển khai)[ ]+)?(?:các[ ]+)?"
    r"(?P<type>Bộ luật|Luật|Pháp lệnh)\b"
)
LAW_NUMBER = re.compile(r"\bsố[ ]+(?P<number>\d+/(?:\d{4}/)?(?:QH|PL)[-\w]*)")
DATE = re.compile(
    r"ngày[ ]*\d{1,2}[ ]*(?:[/.-][ ]*\d{1,2}[ ]*[/.-][ ]*\d{4}\b|tháng[ ]*\d{1,2}[ ]*năm[ ]*\d{4})"
)
ISSUER = re.compile(r"\b(?:của|giữa|do)\b")
_DIGITS = re.compile(r"\d+")
_TYPE_WORD = re.compile(rf"\b(?:{_TYPES})\b")
_NUMBERED = re.compile(r"\d[ ]?[-/]")
_CLAUSE_END = re.compile(rf";|[.?!](?=\s+[{UPPER}])|[.?!]\s*$|\n")


@dataclass(frozen=True, slots=True)
class Citation:
    """One document cited with its number, and the rest of the clause behind the number."""

    type: str
    number: str
    has_so: bool
    behind: str
    is_nested: bool
    """True when another document is cited before it in the clause: it is part of that subject."""
    start: int
    """Where the type begins in the passage."""
    number_start: int

    @property
    def is_law(self) -> bool:
        """Tell whether it is a law or an ordinance."""
        return self.type in _LAWS

    @property
    def key(self) -> str:
        """Return what names the document, whatever the spacing."""
        return re.sub(r"\s", "", self.number).upper()

    @property
    def end(self) -> int:
        """Return where the number ends in the passage."""
        return self.number_start + len(self.number)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a passage up to a semicolon or full stop, and what it cites."""

    text: str
    start: int
    """Where it begins in the passage."""
    citations: tuple[Citation, ...] = ()


def read_date(words: str) -> date | None:
    """Return the day that the first three numbers of a date name; None where there is none."""
    day, month, year = (int(digits) for digits in _DIGITS.findall(words)[:3])
    try:
        return date(year, month, day)
    except ValueError:
        return None


def clauses(text: str) -> Iterator[Clause]:
    """Yield the clauses of a text, parted by semicolons and full stops."""
    start = 0
    for end in _CLAUSE_END.finditer(text):
        yield _clause(text[start : end.start()], start)
        start = end.end()
    yield _clause(text[start:], start)


def numbered_clauses(text: str) -> Iterator[Clause]:
    """Yield the clauses in which a number of a document may stand."""
    if _NUMBERED.search(text):
        yield from (clause for clause in clauses(text) if _NUMBERED.search(clause.text))


def law_with_number(clause: str) -> re.Match[str] | None:
    """Return the number that a law or an ordinance is cited with, if it is."""
    for found in LAW_NUMBER.finditer(clause):
        before = [
            word.group()
            for word in _TYPE_WORD.finditer(clause, max(found.start() - _REACH, 0), found.start())
        ]
        if before and before[-1] in _LAWS:
            return found
    return None


def _clause(text: str, start: int) -> Clause:
    found = tuple(
        Citation(
            type=one["type"],
            number=one["number"],
            has_so=one["so"] is not None,
            behind=text[one.end() : one.end() + _REACH],
            is_nested=i > 0,
            start=start + one.start(),
            number_start=start + one.start("number"),
        )
        for i, one in enumerate(CITED.finditer(text))
    )
    return Clause(text, start, found)
