"""The head of the paper: no empty lines inside it, Quốc hiệu on one line (PL1 II.1 to 5)."""

from collections.abc import Iterator

from webapp.documents.fixing.blanks import is_bare, remove, stands_between_paragraphs
from webapp.documents.fixing.letters import pair
from webapp.documents.fixing.paper import Edit, Paper, edit
from webapp.documents.fixing.paragraphs import set_indents, set_single
from webapp.documents.fixing.properties import first_child, of_paragraph, put
from webapp.documents.layout import head_places
from webapp.documents.layout.geometry import rows_of, width_of
from webapp.documents.layout.header_rules import first_of
from webapp.documents.layout.roles import Labelled, Role
from webapp.documents.layout.sheet import Line
from webapp.documents.reading.wordml import Element, W, number, value, whole

_SPARE = 1.03
"""Of the width of a line: how letters fall differs between programs."""
_LITTLE = 0.1
"""Of the room: a line of several rows hardly gets another one for it."""
_LARGER, _SMALLER = 13, 12
_SIGNS = (-1, 1)
"""What the two columns of a head lose and win."""


def fix_neighbours(paper: Paper) -> Iterator[Edit]:
    """Take out empty lines between what belongs together, and set it at single line spacing."""
    for rule, one, between in head_places.neighbours(paper.lines):
        blanks = [other.line.element for other in between if head_places.is_blank(other)]
        taken = [element for element in blanks if _take(element)]
        wide = one.role is not Role.SUBJECT and head_places.is_wide(one.line)
        if wide and one.line.element is not None:
            set_single(one.line.element)
        if taken or wide:
            yield edit(rule, one, "cách dòng trên → dòng đơn")


def fix_broken_nation(paper: Paper) -> Iterator[Edit]:
    """Give Quốc hiệu room for one line: from the column at its left, or by its smaller size."""
    nation = first_of(paper.lines, Role.NATION)
    if nation is None or len(paper.companions(nation.line)) > 1:
        return
    room = paper.sheet.room(nation.line)
    wide = width_of(nation.line.stretches) * _SPARE
    if room is None or rows_of(nation.line, room) == 1:
        return
    if _widen(paper, nation.line, round(wide - _free(nation.line, room)) + 1):
        yield edit(head_places.BROKEN, nation, "xuống dòng → một dòng (cho ô rộng hơn)")
    elif nation.line.size == _LARGER and wide * _SMALLER / _LARGER <= _free(nation.line, room):
        yield from pair(paper, head_places.BROKEN, _SMALLER)


def _free(line: Line, room: float) -> float:
    return room - line.setting.left - line.setting.right


def _take(element: Element | None) -> bool:
    if element is None or not is_bare(element) or not stands_between_paragraphs(element):
        return False
    remove(element)
    return True


def _widen(paper: Paper, line: Line, missing: int) -> bool:
    """Move the edge between two columns to the left, where the words at the left have room."""
    table = None if line.element is None else next(line.element.iterancestors(W + "tbl"), None)
    if table is None or line.cell is None or line.cell.column != 1 or not _is_plain(table):
        return False
    beside = [one for one in paper.lines if _is_in(one, line.cell.table)]
    left = [one for one in beside if one.line.cell is not None and one.line.cell.column == 0]
    spare = min((_spare(paper, one) for one in left), default=0.0)
    if spare < missing:
        return False
    _move_edge(table, missing)
    for one in beside:
        _recentre(one.line, missing)
    return True


def _is_in(one: Labelled, table: int) -> bool:
    return one.line.cell is not None and one.line.cell.table == table


def _is_plain(table: Element) -> bool:
    """Tell a table of two columns in each row, whose widths are known."""
    grid = [whole(one.get(W + "w", "")) for one in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    rows = [row.findall(W + "tc") for row in table.iterfind(W + "tr")]
    spanned = any(value(cell.find(W + "tcPr"), "gridSpan") for row in rows for cell in row)
    return not spanned and all(grid) and {len(grid), *map(len, rows)} == {len(_SIGNS)}


def _spare(paper: Paper, one: Labelled) -> float:
    """Return how much narrower the room of a line may be for it to stay as it is."""
    line, room = one.line, paper.sheet.room(one.line)
    if room is None:
        return 0.0
    if not line.text:
        return room
    if rows_of(line, room) > 1:
        return room * _LITTLE
    return _free(line, room) - width_of(line.stretches) * _SPARE


def _move_edge(table: Element, missing: int) -> None:
    grid = table.findall(f"{W}tblGrid/{W}gridCol")
    for row in table.iterfind(W + "tr"):
        for column, change, cell in zip(grid, _SIGNS, row.findall(W + "tc"), strict=True):
            properties = first_child(cell, "tcPr")
            own = (
                number(properties, "tcW", "w")
                if value(properties, "tcW", "type") == "dxa"
                else None
            )
            width = own or whole(column.get(W + "w", "")) or 0
            put(properties, "tcW", w=width + change * missing, type="dxa")
    for column, change in zip(grid, _SIGNS, strict=True):
        column.set(W + "w", str((whole(column.get(W + "w", "")) or 0) + change * missing))


def _recentre(line: Line, missing: int) -> None:
    """Let a border that is a rule keep its length in a cell that got wider or narrower."""
    setting, cell = line.setting, line.cell
    ruled = setting.above or setting.below
    if not ruled or cell is None or line.element is None or not setting.left + setting.right:
        return
    half = missing // 2 if cell.column else -(missing // 2)
    left, right = max(0, setting.left + half), max(0, setting.right + half)
    set_indents(of_paragraph(line.element), left, right, setting.first_line)
