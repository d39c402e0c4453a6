"""The text and the foot as they are printed: alignment, indents, gaps, lists (PL1 II.6e, II.9)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from webapp.documents.layout.formatting import Setting
from webapp.documents.layout.looks import short
from webapp.documents.layout.roles import Labelled, Role
from webapp.documents.layout.sheet import Line
from webapp.domain.form_rules.findings import Finding, Rule, error, hint

JUSTIFIED = error("ND30-PL1-II.6e-canh-deu", "PL1 II.6e", "Nội dung canh đều cả hai lề")
INDENTED = error("ND30-PL1-II.6e-lui-dong", "PL1 II.6e", "Chữ đầu dòng lùi vào 1 cm hoặc 1,27 cm")
GAP = error("ND30-PL1-II.6e-cach-doan", "PL1 II.6e", "Khoảng cách giữa các đoạn tối thiểu 6 pt")
SPACING = error("ND30-PL1-II.6e-gian-dong", "PL1 II.6e", "Giãn dòng từ dòng đơn đến 1,5 lines")
ONE_SIZE = error("ND30-PL1-II.6e-cung-co", "PL1 II.6e", "Nội dung cùng một cỡ chữ 13 hoặc 14")
EMPTY = hint("TL-doan-trong-giay", "PL1 II.6e", "Không dùng đoạn trống để giãn cách")
ITEM_END = error(
    "ND30-PL1-II.9d-cuoi-dong", "PL1 II.9d", "Mỗi nơi nhận gạch đầu dòng, cuối dòng chấm phẩy"
)
FILING_END = error("ND30-PL1-II.9d-cuoi-luu", "PL1 II.9d", "Dòng «Lưu» kết thúc bằng dấu chấm")
LABEL_COLON = error("ND30-PL1-II.9d-hai-cham", "PL1 II.9d", "Sau chữ «Nơi nhận» có dấu hai chấm")
RULES = (
    JUSTIFIED, INDENTED, GAP, SPACING, ONE_SIZE, EMPTY, ITEM_END, FILING_END, LABEL_COLON,
)  # fmt: skip

_INDENTS = (567, 720)
_TOLERANCE = 34
"""Twips; 0.6 mm."""
_LONG = 90
"""Letters; a shorter paragraph fills no line, so that nobody sees whether it is justified."""
_LEAST_GAP, _SINGLE, _MOST = 120, 240, 360
_SINGLE_HEIGHT = 1.08
"""Of the size: below it letters with two marks touch the line above."""
_MOST_HEIGHT = 1.75
_MOST_PLACES = 6
"""Above it one finding speaks for the whole text."""
_TEXT = (Role.PARAGRAPH, Role.LEGAL_BASE)


def check_text(lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    """Yield the faults of the text and the foot."""
    text = [one for one in lines if one.role in _TEXT and one.line.cell is None]
    yield from _each(
        JUSTIFIED, (one for one in text if not is_justified(one.line)), "chưa canh đều"
    )
    yield from _each(
        INDENTED, (one for one in text if not is_indented(one)), "lùi đầu dòng chưa đúng"
    )
    yield from _each(GAP, _close(lines), "cách đoạn trên dưới 6 pt")
    yield from _each(
        SPACING, (one for one in text if not is_spaced(one.line)), "giãn dòng chưa đúng"
    )
    yield from _sizes(text)
    yield from _empty(lines)
    for one in lines:
        yield from _foot(one)


def _each(rule: Rule, found: Iterable[Labelled], fault: str) -> Iterator[Finding]:
    """Yield a finding at each line, or one for all where nearly every line has it."""
    faulty = list(found)
    if len(faulty) > _MOST_PLACES:
        first = short(faulty[0].line.text)
        yield rule.at(
            "body", f"{len(faulty)} đoạn {fault}, đoạn đầu tiên «{first}»; {_wanted(rule)}."
        )
        return
    for one in faulty:
        yield rule.at(one.place or "body", f"«{short(one.line.text)}» {fault}; {_wanted(rule)}.")


def _wanted(rule: Rule) -> str:
    return rule.title[:1].lower() + rule.title[1:]


def is_justified(line: Line) -> bool:
    """Tell whether both edges are even, as far as anybody can see."""
    return line.setting.align == "justify" or len(line.text) < _LONG


def is_indented(one: Labelled) -> bool:
    """Tell whether the first line begins 1 or 1.27 cm from the margin, be it by a list's indent."""
    setting = one.line.setting
    begins = setting.left + setting.first_line
    if one.role is Role.LEGAL_BASE and begins <= _TOLERANCE:
        return True  # the decree asks for the indent of the text alone
    return any(abs(begins - wanted) <= _TOLERANCE for wanted in _INDENTS)


def is_spaced(line: Line) -> bool:
    """Tell whether the lines are between single and one and a half apart."""
    setting = line.setting
    if not setting.exact:
        return _SINGLE <= setting.line <= _MOST
    size = max((word.letters.size for word in line.words), default=0)
    return size * _SINGLE_HEIGHT <= setting.line / 20 <= size * _MOST_HEIGHT


def is_close(above: Labelled, below: Labelled) -> bool:
    """Tell whether a paragraph of the text stands closer than 6 pt to the one above it."""
    if above.role not in _TEXT or below.role not in _TEXT:
        return False
    first, second = above.line.setting, below.line.setting
    if above.line.cell or below.line.cell or first is second:
        return False
    return gap_between(first, second) < _LEAST_GAP


def gap_between(above: Setting, below: Setting) -> int:
    """Return the twips between two paragraphs; Word leaves none where a style says so."""
    same = above.contextual and below.contextual and above.style == below.style
    return 0 if same else above.after + below.before


def _close(lines: tuple[Labelled, ...]) -> Iterator[Labelled]:
    return (below for above, below in pairwise(lines) if is_close(above, below))


def _sizes(text: list[Labelled]) -> Iterator[Finding]:
    letters = Counter[float]()
    for one in text:
        for word in one.line.words:
            letters[word.letters.size] += len(word.text)
    if not letters:
        return
    usual = letters.most_common(1)[0][0]
    odd = [one for one in text if any(word.letters.size != usual for word in one.line.words)]
    yield from _each(ONE_SIZE, odd, f"có chữ khác cỡ {usual:g}")


def _empty(lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    between = [
        one
        for above, one, below in zip(lines, lines[1:], lines[2:], strict=False)
        if one.role is Role.BLANK and above.role in _TEXT and below.role in _TEXT
    ]
    yield from (
        EMPTY.at(one.place or "body", "Đoạn trống dùng để giãn cách; bỏ đi, đặt cách đoạn.")
        for one in between
    )


def _foot(one: Labelled) -> Iterator[Finding]:
    text = one.line.text
    if one.role is Role.TO_PLACES_LABEL and not text.rstrip().endswith(":"):
        yield LABEL_COLON.at(one.place, f"«{short(text)}» thiếu dấu hai chấm; ghi «Nơi nhận:».")
    if one.role is Role.TO_PLACE and not (
        (one.line.listed or text.startswith("-")) and text.endswith(";")
    ):
        yield ITEM_END.at(one.place, f"«{short(text)}»: gạch đầu dòng và kết thúc bằng chấm phẩy.")
    if one.role is Role.FILING_LINE and not text.endswith("."):
        yield FILING_END.at(one.place, f"«{short(text)}» chưa có dấu chấm cuối; thêm dấu chấm.")
