"""How wide the room is that a line stands in: its cell, or the text between the margins."""

from webapp.documents.layout.sheet import Line, Section, Sheet
from webapp.documents.reading.wordml import Element, W, number, value, whole

TWIPS = 56.6929
"""In a millimetre."""
_CELL_MARGIN = 108
"""Twips: what Word keeps free at each side of a cell where the file says nothing."""


def room_of(sheet: Sheet, line: Line) -> int | None:
    """Return the twips between the edges of a line's room; None where the file does not say."""
    element = line.element
    if element is None or next(element.iterancestors(W + "txbxContent"), None) is not None:
        return None
    cell = next(element.iterancestors(W + "tc"), None)
    if cell is not None:
        return _room_of_cell(cell)
    return room_between_margins(sheet.sections[min(line.section, len(sheet.sections) - 1)])


def room_between_margins(section: Section) -> int:
    """Return the twips between the left and right margins of a section."""
    return round((section.width - section.left - section.right) * TWIPS)


def _room_of_cell(cell: Element) -> int | None:
    table = next(cell.iterancestors(W + "tbl"))
    width = _width_of_cell(cell, table)
    if not width:
        return None
    return width - _margin(cell, table, "left") - _margin(cell, table, "right")


def _width_of_cell(cell: Element, table: Element) -> int:
    """Return the columns of the grid that a cell takes: they are what Word last showed."""
    grid = [whole(one.get(W + "w", "")) or 0 for one in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    row = next(cell.iterancestors(W + "tr"))
    before = (one for one in row.iter(W + "tc") if one.getparent() is cell.getparent())
    first = number(row.find(W + "trPr"), "gridBefore") or 0
    for one in before:
        if one is cell:
            break
        first += _span(one)
    properties = cell.find(W + "tcPr")
    said = number(properties, "tcW", "w") if value(properties, "tcW", "type") == "dxa" else 0
    return sum(grid[first : first + _span(cell)]) or said or 0


def _span(cell: Element) -> int:
    return number(cell.find(W + "tcPr"), "gridSpan") or 1


def _margin(cell: Element, table: Element, side: str) -> int:
    """Return what a cell keeps free at a side: by its own word, or its table's."""
    for parent, name in ((cell.find(W + "tcPr"), "tcMar"), (table.find(W + "tblPr"), "tblCellMar")):
        margins = None if parent is None else parent.find(W + name)
        if (width := number(margins, side, "w")) is not None:
            return width
    return _CELL_MARGIN
