"""Paragraphs that a page break or the edge of a scan cut, made whole again.

A line goes on from the one before it where the sentence says so: the first part is not closed, and
the second begins in small letters or with a figure that is no mark, or the first part ends with a
word that wants another, or leaves a bracket or quotation open.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from webapp.domain.outline.body import block_of
from webapp.domain.outline.captions import is_caption
from webapp.domain.outline.headings import in_capitals
from webapp.domain.outline.lines import Line, joined_pieces
from webapp.domain.outline.markers import find_marker
from webapp.domain.plan import Block, BlockKind, Marker, MarkerKind, plain

_DANGLING = re.compile(
    r"(?:^|\s)(?:và|hoặc|của|các|những|với|trong|theo|tại|về|để|cho|là|do|từ|bằng|trên|dưới|giữa"
    r"|được|bị|sẽ|đã|đang|không|mỗi|từng|nhằm|bởi|tới|đến|khi|nếu|mà|vào|cùng|phải|cần|có|thuộc|–)$"
)
"""A word that wants another one behind it."""
_COUNTED = re.compile(r"(?:^|\s)(?:số|ngày|tháng|năm|quý|khoản|điểm|Điều|Chương|Mục)$")
_STARTS_ANEW = re.compile(r"(?:Căn cứ|Trên đây|Kế hoạch này|Thực hiện \w+ \w+ số)\b")
_BASE = re.compile(r"(?:Căn cứ|Thực hiện|Theo|Xét)\b[^;]*\bsố \d")
_CLOSED = re.compile(r"[.;:!?…][”\"’')\]]*$")
_LIST_AHEAD = re.compile(r"[:.!?…][”\"’')\]]*$")
_TABULAR = re.compile(r"\S\t|\|")
_OPEN = {"“": 1, "”": -1, "(": 1, ")": -1, "[": 1, "]": -1}
_LONGEST_HEADING = 260
_SHORT_TITLE = 40
_LEAST_CUT = 80
_LEAST_LONG = 3
_COUNTED_ON = {MarkerKind.ARABIC, MarkerKind.DECIMAL, MarkerKind.ROMAN, MarkerKind.LETTER}
_ITEMS = {MarkerKind.DASH, MarkerKind.PLUS}
_WHOLE_LINE = 0.9


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block, and the places where it was put together from parts."""

    block: Block
    joints: tuple[str, ...] = ()
    """The words at each place where a gap was closed."""
    wrapped: int = 0
    """How many line ends without a gap were taken out."""
    tabular: bool = False
    """Whether it came from cells that tabs or bars kept apart."""
    deeper: int = 0
    """How many levels deeper it stands than its mark tells."""


@dataclass(slots=True)
class _Growing:
    """A paragraph that may go on in the next line."""

    among_closed: bool = False
    """Whether the items before and after, with marks of this kind, are closed sentences."""
    lines: list[Line] = field(default_factory=list)
    length: int = 0
    open: int = 0
    joints: list[str] = field(default_factory=list)
    made: Block | None = None

    def take(self, line: Line) -> None:
        """Add a line and watch brackets and quotations."""
        if self.lines and line.gap:
            before = self.lines[-1].text.split()[-4:]
            self.joints.append(" ".join([*before, "/", *line.text.split()[:4]]))
        self.lines.append(line)
        self.length += len(line.text)
        self.open += sum(sign * line.text.count(letter) for letter, sign in _OPEN.items())
        self.made = None

    @property
    def last(self) -> str:
        """Return the words of the last line."""
        return self.lines[-1].text.rstrip()

    def block(self) -> Block:
        """Return what the lines make."""
        self.made = self.made or block_of(joined_pieces(self.lines))
        return self.made

    def is_heading(self) -> bool:
        """Tell whether the lines so far make a heading, or name a table or picture."""
        if self.length > _LONGEST_HEADING:
            return False
        block = self.block()
        return block.kind is BlockKind.HEADING or is_caption(plain(block.runs))

    def is_title(self) -> bool:
        """Tell whether the lines make a heading, proved by its look or by the items around."""
        proved = self.looks_titled() or not self.among_closed or self.length <= _SHORT_TITLE
        return proved and self.is_heading()

    def looks_titled(self) -> bool:
        """Tell whether every line is bold or in capitals."""
        return all(line.bold or in_capitals(line.text) for line in self.lines)

    def paragraph(self) -> Paragraph:
        """Return the finished paragraph."""
        wrapped = len(self.lines) - 1 - len(self.joints)
        tabular = any(_TABULAR.search(line.raw.strip()) for line in self.lines)
        return Paragraph(self.block(), tuple(self.joints), wrapped, tabular)


@dataclass(frozen=True, slots=True)
class _Habits:
    """How a paper is set: where its lines end, and whether it closes its paragraphs."""

    width: int
    """The length of a full line where lines are broken by hand; 0 where they are not."""
    closes: bool
    """Whether nearly every long paragraph ends with a stop or semicolon."""


def join(lines: list[Line]) -> list[Paragraph]:
    """Return the paragraphs that the lines make."""
    habits = _habits(lines)
    among_closed = set(_items_among_closed(lines))
    paragraphs: list[Paragraph] = []
    growing: _Growing | None = None
    for place, line in enumerate(lines):
        if growing and _goes_on(growing, line, habits):
            growing.take(line)
            continue
        if growing:
            paragraphs.append(growing.paragraph())
        growing = _Growing(place in among_closed)
        growing.take(line)
    return [*paragraphs, growing.paragraph()] if growing else paragraphs


def _items_among_closed(lines: list[Line]) -> Iterator[int]:
    """Yield the places of counted items whose neighbours of the same kind are closed sentences."""
    for kind in (MarkerKind.ARABIC, MarkerKind.DECIMAL):
        places = [place for place, line in enumerate(lines) if _kind_of(line) is kind]
        closed = [bool(_CLOSED.search(lines[place].text)) for place in places]
        firsts = [lines[place].text.startswith("1.") for place in places]
        for number, place in enumerate(places):
            before = closed[number - 1] if number and not firsts[number] else True
            last = number + 1 == len(places) or firsts[number + 1]
            if before and (last or closed[number + 1]) and not (last and firsts[number]):
                yield place


def _kind_of(line: Line) -> MarkerKind | None:
    found = find_marker(line.text)
    return found[0].kind if found else None


def _habits(lines: list[Line]) -> _Habits:
    pairs = [(one, two) for one, two in pairwise(lines) if not two.gap]
    broken = sum(
        not _CLOSED.search(one.text) and two.text[:1].islower() and not find_marker(two.text)
        for one, two in pairs
    )
    lengths = sorted(len(line.text) for line in lines)
    by_hand = broken >= 3 and broken * 5 >= len(pairs)  # noqa: PLR2004 - a fifth, and no accident
    width = lengths[len(lengths) * 19 // 20] if by_hand else 0
    long = [line.text for line in lines if len(line.text) >= _LEAST_CUT]
    closed = sum(bool(_CLOSED.search(text)) for text in long)
    return _Habits(width, closes=len(long) >= _LEAST_LONG and closed * 3 >= len(long) * 2)


def _goes_on(growing: _Growing, line: Line, habits: _Habits) -> bool:
    """Tell whether the line belongs to the paragraph before it."""
    if line.text == "./." or (growing.last.endswith("-") and not line.gap):
        return True
    marker = find_marker(line.text)
    if marker:
        return _mark_is_text(growing, line, marker[0], habits)
    if _runs_over(growing, line, habits):
        return True
    first = line.text.lstrip("“\"'‘")[:1]
    if not first or first in ",;.)/”%":
        return not _CLOSED.search(growing.last)
    if first.islower():
        return _goes_on_small(growing, line)
    return _goes_on_capital(growing, line, habits)


def _runs_over(growing: _Growing, line: Line, habits: _Habits) -> bool:
    """Tell a full line, broken by hand where the next word found no room."""
    last = growing.last
    if line.gap or not habits.width or last.endswith("./."):
        return False
    if growing.looks_titled() or _begins_anew(growing.lines[-1], line):
        return False
    share = 1.0 if _CLOSED.search(last) else _WHOLE_LINE
    return len(last) + len(line.text.split(maxsplit=1)[0]) >= share * habits.width


def _mark_is_text(growing: _Growing, line: Line, marker: Marker, habits: _Habits) -> bool:
    """Tell a mark from a figure or hyphen in the middle of a sentence."""
    if _CLOSED.search(growing.last):
        return False
    if marker.kind is MarkerKind.DASH:
        after = line.text.removeprefix(marker.text).strip()[:1]
        if not after.islower() or growing.last.endswith(","):
            return False
        return _runs_over(growing, line, habits) or not growing.is_heading()
    counts = marker.kind in _COUNTED_ON
    return counts and bool(_COUNTED.search(growing.last))


def _goes_on_small(growing: _Growing, line: Line) -> bool:
    """Tell whether a line that begins in small letters goes on."""
    last = growing.last
    if _LIST_AHEAD.search(last):
        return False
    if last.endswith(";"):
        return not growing.lines[0].text[:1].islower() and not line.text.endswith((";", ","))
    return line.bold or not growing.lines[-1].bold or not growing.is_heading()


def _goes_on_capital(growing: _Growing, line: Line, habits: _Habits) -> bool:
    """Tell whether a line that begins with a capital, a bracket or a figure goes on."""
    last = growing.last
    if in_capitals(line.text) and in_capitals(last):
        return not line.gap and not _CLOSED.search(last) and growing.is_heading()
    if _begins_anew(growing.lines[-1], line):
        return False
    if _CLOSED.search(last):
        return False
    counted = line.text[:1].isdigit() and bool(_COUNTED.search(last))
    if counted or _DANGLING.search(last) or last.endswith((",", "-")) or growing.open > 0:
        return True
    return not growing.is_title() and _is_cut(growing, line, habits)


def _begins_anew(before: Line, line: Line) -> bool:
    """Tell a new paragraph by its look or its first words."""
    if in_capitals(line.text) != in_capitals(before.text) or line.bold != before.bold:
        return True
    return bool(_STARTS_ANEW.match(line.text))


def _is_cut(growing: _Growing, line: Line, habits: _Habits) -> bool:
    """Tell a cut from an item that its writer did not close, by how the rest is written."""
    if not line.gap or not habits.closes:
        return False
    cites = _BASE.match(growing.lines[0].text) is not None
    sure = growing.among_closed or cites or not line.text[:1].isalpha()
    small = sure or _kind_of(growing.lines[0]) in _ITEMS
    return growing.length >= (_LEAST_CUT // 2 if small else _LEAST_CUT)
