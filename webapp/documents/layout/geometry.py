"""Where words stand on the page, how wide and how high they are; lengths in twips."""

import re
from collections.abc import Iterable, Iterator

from webapp.documents.layout.settings import SINGLE
from webapp.documents.layout.sheet import CENTRE_TAB, RIGHT_TAB, Line, Sheet, Stretch
from webapp.documents.text_width import BOLD, ITALIC, REGULAR, width

_TABS = re.compile(f"([\t{CENTRE_TAB}{RIGHT_TAB}])")
_OF_SIZE = 1.15
"""Of the size: how high a single line of Times New Roman is."""
_POINT = 20
_ROUND = 20
"""Twips: letters fall a little differently in each program."""


def width_of(stretches: Iterable[Stretch]) -> float:
    """Return how wide the words are on one line."""
    total = 0.0
    for one in stretches:
        letters = one.letters
        face = BOLD if letters.bold else ITALIC if letters.italic else REGULAR
        size = letters.size * (2 / 3 if letters.raised else 1)
        total += width(one.printed, face, size) * letters.scale / 100
        total += letters.spacing * len(one.text)
    return total


def span_of(line: Line, room: float, tab: int) -> tuple[float, float] | None:
    """Return where the words begin and end, from the left edge; None where they take two rows."""
    text = line.raw.strip()
    if not text or room <= 0:
        return None
    setting = line.setting
    if setting.align in {"center", "right"}:
        return _of_moved(line, room)
    begins, ends = setting.left + setting.first_line, 0.0
    first: float | None = None
    place = float(begins)
    for sign, part in _parts(line):
        wide = width_of(part)
        place = _after_tab(sign, place, wide, line, room=room, tab=tab)
        if any(one.text.strip() for one in part):
            first = place + _blank_before(part) if first is None else first
            ends = place + wide
        place += wide
    if first is None or ends > room + _ROUND:
        return None
    return first, ends


def _of_moved(line: Line, room: float) -> tuple[float, float] | None:
    setting, text = line.setting, line.raw
    if _TABS.search(text):
        return None
    wide = width_of(line.stretches) - _blank_before(line.stretches[::-1], at_end=True)
    free = room - setting.left - setting.first_line - setting.right - wide
    if free < -_ROUND:
        return None
    before = free / 2 if setting.align == "center" else free
    start = setting.left + setting.first_line + before
    return start + _blank_before(line.stretches), start + wide


def _blank_before(stretches: Iterable[Stretch], *, at_end: bool = False) -> float:
    """Return how wide the blanks before the first word are, or behind the last."""
    total = 0.0
    for one in stretches:
        bare = one.text.rstrip() if at_end else one.text.lstrip()
        blanks = one.text[len(bare) :] if at_end else one.text[: len(one.text) - len(bare)]
        total += len(blanks) * one.letters.size * 5
        if bare:
            break
    return total


def _parts(line: Line) -> Iterator[tuple[str, list[Stretch]]]:
    """Yield what stands between the tabs, each with the tab before it."""
    sign, kept = "", list[Stretch]()
    for one in line.stretches:
        for piece in _TABS.split(one.text):
            if _TABS.fullmatch(piece):
                yield sign, kept
                sign, kept = piece, []
            elif piece:
                kept.append(Stretch(piece, one.letters))
    yield sign, kept


def _after_tab(sign: str, place: float, wide: float, line: Line, *, room: float, tab: int) -> float:
    """Return where words begin behind a tab."""
    if not sign:
        return place
    if sign in {CENTRE_TAB, RIGHT_TAB}:
        return (room - wide) / (2 if sign == CENTRE_TAB else 1)
    stops = [*line.setting.tabs]
    if line.setting.first_line < 0:
        stops.append((line.setting.left, "left"))
    stop, kind = min((one for one in stops if one[0] > place + 1), default=(0, ""))
    if not kind:
        return (place // tab + 1) * tab
    if kind in {"center", "right", "end"}:
        return max(place, stop - wide / (2 if kind == "center" else 1))
    return stop


def first_word_at(line: Line, tab: int) -> float:
    """Return where the first word of a paragraph begins that starts at the left."""
    place = float(line.setting.left + line.setting.first_line)
    begins = next((one.text for one in line.stretches if one.text), "")
    if line.mark or not begins[:1].isspace():
        return place
    for sign, part in _parts(line):
        place = _after_tab(sign, place, 0.0, line, room=0.0, tab=tab)
        place += _blank_before(part)
        if any(one.text.strip() for one in part):
            break
    return place


def row_height(line: Line) -> float:
    """Return how high one row of a line is."""
    single = line.size * _OF_SIZE * _POINT
    setting = line.setting
    if setting.exact:
        return setting.line
    if setting.least:
        return max(single, setting.line)
    return single * setting.line / SINGLE


def rows_of(line: Line, room: float | None) -> int:
    """Return how many rows the words of a line take."""
    if not line.text or room is None or room <= 0:
        return 1
    setting = line.setting
    free = max(room - setting.left - setting.right, room / 4)
    return int((width_of(line.stretches) + max(0, setting.first_line)) // free) + 1


def flow_of(sheet: Sheet, lines: Iterable[Line]) -> float:
    """Return how much the lines take one below the other, the cells of a row side by side."""
    total = 0.0
    rows: dict[tuple[int, int], dict[int, float]] = {}
    for line in lines:
        height, cell = height_of(sheet, line), line.cell
        if line.box is not None:
            continue
        if cell is None:
            total += height
        else:
            columns = rows.setdefault((cell.table, cell.row), {})
            columns[cell.column] = columns.get(cell.column, 0) + height
    return total + sum(max(columns.values()) for columns in rows.values())


def height_of(sheet: Sheet, line: Line) -> float:
    """Return how much of the page a line takes, the gaps around its paragraph included."""
    setting = line.setting
    gaps = (setting.before if line.first else 0) + (setting.after if line.last else 0)
    return row_height(line) * rows_of(line, sheet.room(line)) + gaps
