"""Headings of the text: on a line of their own, bold, indented like the text (PL1 II.6đ, V)."""

import re
from collections.abc import Iterator

from webapp.documents.layout.geometry import first_word_at
from webapp.documents.layout.roles import HEADINGS, TEXT, Labelled, Role
from webapp.documents.layout.sheet import Sheet
from webapp.documents.layout.telling import tell_each
from webapp.domain.form_rules.findings import Finding, error, warning
from webapp.domain.plan import BlockKind, MarkerKind

OWN_LINE = error(
    "ND30-PL1-II.6đ-dong-rieng",
    "PL1 II.6đ",
    "«Phần», «Chương», «Mục» và số thứ tự ở dòng riêng, tiêu đề ở dòng dưới",
)
CLAUSE_BOLD = error("ND30-PL1-II.6đ-clause-dam", "PL1 II.6đ", "Số thứ tự và tiêu đề khoản in đậm")
CLAUSE_LIGHT = warning(
    "TL-khoan-chua-dam", "PL1 II.6đ", "Số thứ tự và tiêu đề khoản ở dòng riêng in đậm"
)
CLAUSE_SMALL = error(
    "ND30-PL1-II.6đ-clause-hoa", "PL1 II.6đ", "Số thứ tự và tiêu đề khoản viết chữ in thường"
)
INDENT = error("ND30-PL1-II.6đ-lui-dong", "PL1 II.6đ", "Điều lùi đầu dòng 1 cm hoặc 1,27 cm")
CENTRED = warning(
    "TL-tieu-de-canh-giua", "PL1 II.6đ", "Mục I., khoản 1. lùi đầu dòng, không canh giữa"
)
RULES = (OWN_LINE, CLAUSE_BOLD, CLAUSE_LIGHT, CLAUSE_SMALL, INDENT, CENTRED)

_INDENTS = (567, 720)
_TOLERANCE = 34
_NAMED = re.compile(
    r"(?:phần|chương|mục|tiểu mục) (?:[ivxlc]+|\d{1,2})\s*[-–.:]\s*\w", re.IGNORECASE
)
_LONGEST = 100
"""Letters: a longer line is no title for certain."""
_CLOSED = (".", ";", ":", ",")


def check_headings(sheet: Sheet, lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    """Yield the faults of headings that their letters alone do not show."""
    headings = [one for one in lines if one.role in HEADINGS]
    total = len(headings)
    joined = (one for one in headings if _is_joined(one))
    yield from tell_each(OWN_LINE, joined, total, "viết liền tiêu đề")
    yield from _clauses(lines)
    tab = sheet.habits.tab
    articles = (one for one in headings if is_misplaced_article(one, tab))
    yield from tell_each(INDENT, articles, total, "lùi đầu dòng chưa đúng")
    yield from tell_each(CENTRED, filter(is_centred, headings), total, "canh giữa hoặc canh phải")


def is_centred(one: Labelled) -> bool:
    """Tell a heading away from the left that belongs there."""
    away = one.line.setting.align in {"center", "right"}
    return away and one.role in {Role.ROMAN, Role.CLAUSE}


def is_misplaced_article(one: Labelled, tab: int) -> bool:
    """Tell an article that does not begin 1 or 1.27 cm from the margin."""
    if one.role is not Role.ARTICLE or not one.line.first or one.line.setting.by_letters:
        return False
    begins = first_word_at(one.line, tab)
    left = one.line.setting.align in {"left", "justify"}
    return not left or all(abs(begins - wanted) > _TOLERANCE for wanted in _INDENTS)


def _is_joined(one: Labelled) -> bool:
    """Tell «Chương I. QUY ĐỊNH CHUNG», of which the title should be a line of its own."""
    if one.role is Role.HEADING:
        return bool(_NAMED.match(one.line.text))
    return one.role is Role.HEADING_TITLE and one.marked


def _clauses(lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    held = [one for one in lines if one.role is Role.CLAUSE]
    total = len(held)
    sure, unsure = light_clauses(lines)
    yield from tell_each(CLAUSE_BOLD, sure, total, "chưa in đậm")
    yield from tell_each(CLAUSE_LIGHT, unsure, total, "chưa in đậm")
    roman = any(one.role is Role.ROMAN for one in lines)
    capital = [one for one in held if roman and _is_capital(one)]
    yield from tell_each(CLAUSE_SMALL, capital, total, "viết hoa cả dòng")


def light_clauses(lines: tuple[Labelled, ...]) -> tuple[list[Labelled], list[Labelled]]:
    """Return the titles that are not bold: beside bold ones of their level, and the others."""
    held = [(place, one) for place, one in enumerate(lines) if one.role is Role.CLAUSE]
    bold_kinds = {_level(one) for _, one in held if _is_bold(one)}
    light = [one for place, one in held if not _is_bold(one) and _is_title(lines, place)]
    sure = [one for one in light if _level(one) in bold_kinds]
    return sure, [one for one in light if _level(one) not in bold_kinds]


def _level(one: Labelled) -> tuple[MarkerKind | None, int]:
    block = one.block
    return (block.marker.kind if block and block.marker else None, block.level if block else 0)


def _is_bold(one: Labelled) -> bool:
    words = [word for word in one.line.stretches if any(map(str.isalnum, word.text))]
    return all(word.letters.bold for word in words)


def _is_title(lines: tuple[Labelled, ...], place: int) -> bool:
    """Tell a title, which deeper text follows, from a short item of a list."""
    one = lines[place]
    text = one.line.text
    if text.endswith(_CLOSED) or len(text) > _LONGEST or one.block is None:
        return False
    below = next((other for other in lines[place + 1 :] if other.line.text), None)
    if below is None or below.block is None or below.role not in {*TEXT, Role.CLAUSE}:
        return False
    deeper = below.block.level > one.block.level or below.block.marker is None
    return deeper and below.block.kind is not BlockKind.TABLE


def _is_capital(one: Labelled) -> bool:
    printed = one.line.printed
    return len(printed) > _SHORT and printed == printed.upper()


_SHORT = 8
"""Letters: «1. UBND» is a name and no title in capitals."""
