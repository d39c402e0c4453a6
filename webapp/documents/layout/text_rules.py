"""The text as it is printed: alignment, indents, gaps, sizes, kind of letters (PL1 II.6e)."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from webapp.documents.layout.geometry import first_word_at, row_height, rows_of, width_of
from webapp.documents.layout.roles import HEADINGS, TEXT, Labelled, Role
from webapp.documents.layout.settings import Setting
from webapp.documents.layout.sheet import Line, Sheet
from webapp.documents.layout.telling import MOST_PLACES, points, tell_each
from webapp.domain.form_rules.findings import Finding, error, hint, warning

JUSTIFIED = error("ND30-PL1-II.6e-canh-deu", "PL1 II.6e", "Nội dung canh đều cả hai lề")
INDENTED = error("ND30-PL1-II.6e-lui-dong", "PL1 II.6e", "Chữ đầu dòng lùi vào 1 cm hoặc 1,27 cm")
TYPED_INDENT = hint(
    "TL-lui-dong-bang-dau-cach",
    "PL1 II.6e",
    "Lùi đầu dòng bằng định dạng, không bằng phím cách, Tab",
)
BLOCK_INDENT = warning("TL-lui-ca-doan", "PL1 II.6e", "Các dòng sau của đoạn sát lề trái, lề phải")
GAP = error("ND30-PL1-II.6e-cach-doan", "PL1 II.6e", "Khoảng cách giữa các đoạn tối thiểu 6 pt")
SPACING = error("ND30-PL1-II.6e-gian-dong", "PL1 II.6e", "Giãn dòng từ dòng đơn đến 1,5 lines")
ONE_SIZE = error("ND30-PL1-II.6e-cung-co", "PL1 II.6e", "Nội dung cùng một cỡ chữ 13 hoặc 14")
UPRIGHT = warning("ND30-PL1-II.6e-dung", "PL1 II.6e", "Nội dung kiểu chữ đứng")
LIGHT = warning(
    "ND30-PL1-II.6đ-khoan-dam", "PL1 II.6đ", "Khoản, điểm và đoạn không có tiêu đề không in đậm"
)
SMALL = warning("ND30-PL1-II.6e-hoa", "PL1 II.6e", "Nội dung bằng chữ in thường")
EMPTY = hint("TL-doan-trong-giay", "PL1 II.6e", "Không dùng đoạn trống để giãn cách")
BASE_LISTED = warning(
    "ND30-PL1-II.6a-gach-dau-dong", "PL1 II.6a", "Căn cứ không gạch đầu dòng, không đánh số"
)
RULES = (
    JUSTIFIED, INDENTED, TYPED_INDENT, BLOCK_INDENT, GAP, SPACING, ONE_SIZE, UPRIGHT, LIGHT, SMALL,
    EMPTY, BASE_LISTED,
)  # fmt: skip

_INDENTS = (567, 720)
_TOLERANCE = 34
"""Twips; 0.6 mm."""
_BLOCK = 284
"""Twips: 5 mm from a margin is seen."""
_LEAST_GAP = 118
"""Twips: 6 pt, less what a program loses when it rounds."""
_LEAST_LINE, _MOST_LINE = 238, 363
"""240ths of a line, rounded in the same way."""
_LEAST_HEIGHT, _MOST_HEIGHT = 1.08, 1.76
"""Of the size: below it the marks of letters touch, above it lines are wider than 1.5."""
_SHORT = 90
"""Letters; where a file does not say how wide its pages are, fewer fill no row."""
_SURELY = 1.05
"""Of the room between the margins: so wide a text takes a second row in every program."""
_LONG, _WHOLE_BOLD = 60, 150
"""Letters: a shorter paragraph may be a title."""
_SIZES = (12.75, 14.25)
_POINT = 20
_REMARK = re.compile(r"(?:Nguồn|Ghi chú|Đơn vị)\s*:", re.IGNORECASE)
"""Beginnings of what stands under or above a table."""
_BRACKETS = ("(", "“", '"', "«", "*", "[", "Ghi chú")
"""Beginnings of remarks and quotations, which are set in italics."""
_SPACED = HEADINGS | {*TEXT} - {Role.HEADING_TITLE}
_FLOWING = HEADINGS | {*TEXT}
SIZED = (Role.ARTICLE, Role.CLAUSE)
"""What has the size of the text beside the text itself."""


def check_text(sheet: Sheet, lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    """Yield the faults of the text."""
    text = [one for one in lines if one.role in TEXT and flows(one)]
    begun = [one for one in text if one.line.first]
    yield from _settings(sheet, text, begun)
    yield from _letters(text, begun)
    capital = (one for one in lines if _is_capital_text(one) and flows(one))
    yield from tell_each(SMALL, capital, len(begun), "viết hoa cả đoạn")
    yield from _sizes([*text, *(one for one in lines if one.role in SIZED)])
    yield from tell_each(GAP, _close(lines), len(begun), "cách đoạn trên dưới 6 pt")
    listed = (one for one in begun if one.role is Role.LEGAL_BASE and one.line.mark)
    yield from tell_each(BASE_LISTED, listed, len(begun), "có dấu đầu dòng tự động")
    yield from _empty(lines)


def flows(one: Labelled) -> bool:
    """Tell the text from what stands in a table, and from remarks beside it."""
    alone = one.line.cell is None and one.line.box is None and not one.piece
    return alone and not _REMARK.match(one.line.text)


def _settings(sheet: Sheet, text: list[Labelled], begun: list[Labelled]) -> Iterator[Finding]:
    uneven = (one for one in text if not is_justified(sheet, one.line))
    yield from tell_each(JUSTIFIED, uneven, len(text), "chưa canh đều")
    tab = sheet.habits.tab
    indented = (one for one in begun if not is_indented(one, tab))
    yield from tell_each(INDENTED, indented, len(begun), "lùi đầu dòng chưa đúng")
    typed = (one for one in begun if is_typed(one, tab))
    yield from tell_each(TYPED_INDENT, typed, len(begun), "lùi đầu dòng bằng phím cách, Tab")
    pushed = (one for one in begun if is_pushed(sheet, one) and is_indented(one, tab))
    yield from tell_each(BLOCK_INDENT, pushed, len(begun), "lùi cả đoạn khỏi lề")
    wide = (one for one in text if not is_spaced(one.line))
    yield from tell_each(SPACING, wide, len(text), "giãn dòng chưa đúng")


def _letters(text: list[Labelled], begun: list[Labelled]) -> Iterator[Finding]:
    total = len(begun)
    slanted = (one for one in text if is_slanted(one))
    yield from tell_each(UPRIGHT, slanted, total, "in nghiêng cả đoạn")
    bold = (one for one in begun if one.role is not Role.LEGAL_BASE and _is_bold_text(one))
    yield from tell_each(LIGHT, bold, total, "in đậm cả đoạn")


def is_justified(sheet: Sheet, line: Line) -> bool:
    """Tell whether both margins are even; a line that fills no row shows nothing of it."""
    if line.setting.align == "justify":
        return True
    room = sheet.room(line)
    wide = width_of(line.stretches)
    return len(line.text) < _SHORT if room is None else wide < room * _SURELY


def is_indented(one: Labelled, tab: int) -> bool:
    """Tell whether the first line begins 1 or 1.27 cm from the margin, be it by a list's indent."""
    line = one.line
    begins = _begins(one, tab)
    if line.setting.by_letters or line.setting.align not in {"left", "justify"}:
        return True
    if one.role is Role.LEGAL_BASE and abs(begins) <= _TOLERANCE:
        return True  # the decree asks for the indent of the text alone
    return any(abs(begins - wanted) <= _TOLERANCE for wanted in _INDENTS)


def is_typed(one: Labelled, tab: int) -> bool:
    """Tell an indent of the right width that is made of blanks."""
    blanks = _blanks(one)
    if "\t" not in blanks and len(blanks) <= 1:
        return False
    return is_indented(one, tab)


def _begins(one: Labelled, tab: int) -> float:
    """Return where a paragraph begins; the tabs that show how deep an item stands do not count."""
    if one.nested and not _blanks(one):
        return one.line.setting.left + one.line.setting.first_line
    return first_word_at(one.line, tab)


def _blanks(one: Labelled) -> str:
    raw = one.line.raw.removeprefix("\t" * one.nested)
    return raw[: len(raw) - len(raw.lstrip())]


def is_pushed(sheet: Sheet, one: Labelled) -> bool:
    """Tell whether all rows of a paragraph stand away from a margin."""
    line = one.line
    if line.mark or line.setting.by_letters or rows_of(line, sheet.room(line)) == 1:
        return False
    return line.setting.left > _BLOCK or line.setting.right > _BLOCK


def is_spaced(line: Line) -> bool:
    """Tell whether the lines are between single and one and a half apart."""
    setting = line.setting
    if not setting.exact and not setting.least:
        return _LEAST_LINE <= setting.line <= _MOST_LINE
    size = line.size * _POINT
    least = 0 if setting.least else size * _LEAST_HEIGHT
    return least <= row_height(line) <= size * _MOST_HEIGHT


def is_slanted(one: Labelled) -> bool:
    """Tell a paragraph in italics as a whole; above the body it may be a căn cứ."""
    text = one.line.text
    if not one.place.startswith(("body", "closing")) or len(text) < _LONG:
        return False
    return not text.startswith(_BRACKETS) and _all(one, "italic")


def _is_bold_text(one: Labelled) -> bool:
    text = one.line.text
    return len(text) >= _WHOLE_BOLD and text.endswith((".", ";")) and _all(one, "bold")


def _is_capital_text(one: Labelled) -> bool:
    printed = one.line.printed
    closed = one.role is Role.HEADING and printed.endswith((".", ";"))  # no title ends so
    if len(printed) < _LONG or not (closed or one.role is Role.PARAGRAPH):
        return False
    small = any(word.letters.small_caps for word in one.line.words)
    return printed == printed.upper() and not small


def _all(one: Labelled, name: str) -> bool:
    words = [word for word in one.line.words if any(map(str.isalpha, word.text))]
    return bool(words) and all(getattr(word.letters, name) for word in words)


def _close(lines: tuple[Labelled, ...]) -> Iterator[Labelled]:
    return (below for above, below in pairwise(lines) if is_close(above, below))


def is_close(above: Labelled, below: Labelled) -> bool:
    """Tell whether a paragraph of the text stands closer than 6 pt to the one above it."""
    if above.role not in _SPACED or below.role not in _SPACED:
        return False
    first, second = above.line, below.line
    if first.cell or second.cell or first.box or second.box or first.element is second.element:
        return False
    gap = gap_between(first.setting, second.setting)
    return gap < _LEAST_GAP and not _is_title_below(above, below)


def gap_between(above: Setting, below: Setting) -> int:
    """Return the twips between two paragraphs; a style may leave none to its own kind."""
    alike = above.style == below.style
    after = 0 if above.contextual and alike else above.after
    return after + (0 if below.contextual and alike else below.before)


def _is_title_below(above: Labelled, below: Labelled) -> bool:
    """Tell a title, which stands right under its «Phần I» (PL1 II.6đ), or goes on in a line."""
    titles = {Role.HEADING_LABEL, Role.HEADING_TITLE}
    return above.role in titles and below.role is Role.HEADING_TITLE


def _sizes(text: list[Labelled]) -> Iterator[Finding]:
    letters = Counter[float]()
    for one in text:
        for word in one.line.words:
            letters[word.letters.size] += len(word.text)
    if not letters:
        return
    usual = letters.most_common(1)[0][0]
    odd = (
        one
        for one in text
        if any(
            _is_odd(word.text, word.letters.size, usual) and not word.letters.raised
            for word in one.line.words
        )
    )
    yield from tell_each(
        ONE_SIZE, odd, len(text), f"có chữ khác cỡ {points(usual)}", f"đặt cùng cỡ {points(usual)}"
    )


def _is_odd(text: str, size: float, usual: float) -> bool:
    """Tell a size that is allowed by itself; of others the rule on sizes speaks."""
    allowed = _SIZES[0] <= size <= _SIZES[1]
    return size != usual and allowed and any(map(str.isalnum, text))


def _empty(lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    found = list(empty_lines(lines))
    if len(found) > MOST_PLACES:
        message = f"{len(found)} đoạn trống dùng để giãn cách; bỏ đi, đặt cách đoạn."
        yield EMPTY.at("body", message)
        return
    for one in found:
        yield EMPTY.at(one.place or "body", "Đoạn trống dùng để giãn cách; bỏ đi, đặt cách đoạn.")


def empty_lines(lines: tuple[Labelled, ...]) -> Iterator[Labelled]:
    """Yield the empty paragraphs that stand between paragraphs of the text."""
    held: list[Labelled] = []
    inside = False
    for one in lines:
        if one.role in _FLOWING:
            yield from held if inside else ()
            held, inside = [], True
        elif one.role is Role.BLANK and one.line.cell is None and _is_empty(one.line):
            held.append(one)
        else:
            held, inside = [], False


def _is_empty(line: Line) -> bool:
    return not line.shapes and not line.starts_page
