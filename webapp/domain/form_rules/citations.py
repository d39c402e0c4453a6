"""Find the documents that a text cites: type, number, and the dates and issuers beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
ISSUER = re.compile(r"\b(?:của|giữa)\b")
_TYPE_WORD = re.compile(rf"\b(?:{_TYPES})\b")
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

    @property
    def is_law(self) -> bool:
        """Tell whether it is a law or an ordinance."""
        return self.type in _LAWS

    @property
    def key(self) -> str:
        """Return what names the document, whatever the spacing."""
        return re.sub(r"\s", "", self.number).upper()


def clauses(text: str) -> Iterator[str]:
    """Yield the clauses of a text, parted by semicolons and full stops."""
    start = 0
    for end in _CLAUSE_END.finditer(text):
        yield text[start : end.start()]
        start = end.end()
    yield text[start:]


def citations(clause: str) -> tuple[Citation, ...]:
    """Return the documents that one clause cites, in order."""
    return tuple(
        Citation(
            type=found["type"],
            number=found["number"],
            has_so=found["so"] is not None,
            behind=clause[found.end() : found.end() + _REACH],
            is_nested=i > 0,
        )
        for i, found in enumerate(CITED.finditer(clause))
    )


def law_with_number(clause: str) -> str | None:
    """Return the number that a law or an ordinance is cited with, if it is."""
    for found in LAW_NUMBER.finditer(clause):
        before = [
            word.group()
            for word in _TYPE_WORD.finditer(clause, max(found.start() - _REACH, 0), found.start())
        ]
        if before and before[-1] in _LAWS:
            return found["number"]
    return None
