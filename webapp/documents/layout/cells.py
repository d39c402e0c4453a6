"""Cells of a table as the page shows them: where they stand, how wide, with which lines."""

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.documents.layout.formatting import Formatting, TableLook
from webapp.documents.reading.grids import skipped_before, span_of, unwrapped
from webapp.documents.reading.wordml import Element, W, number, value, whole

SIDES = ("top", "bottom", "left", "right")
_OTHER_NAMES = {"left": "start", "right": "end"}
_NO_LINE = frozenset({"", "nil", "none"})
_USUAL_MARGIN = 108
"""Twips left and right in a cell where nothing says another."""
_BITS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100,
         "noHBand": 0x200, "noVBand": 0x400}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """The cell that a line stands in; lengths in twips."""

    table: int
    row: int
    column: int
    """All three counted from 0."""
    columns: int = 1
    """Of the grid, that it covers."""
    columns_of_table: int = 1
    room: float | None = None
    """Between its margins; None where the file does not say."""
    start: float | None = None
    """From the left edge of the text to where its words may begin."""
    lines: tuple[str, ...] = ("", "", "", "")
    """The kinds of lines around it: above, below, left, right; empty for none."""

    @property
    def framed(self) -> bool:
        """Tell whether lines stand on every side of it."""
        return all(self.lines)


class TableReader:
    """Tells of each cell of one table where it stands and how its text looks by the style."""

    def __init__(
        self, element: Element, place: int, formatting: Formatting, text_width: float
    ) -> None:
        self._place = place
        properties = element.find(W + "tblPr")
        self._style = value(properties, "tblStyle")
        self._properties = [
            *([] if properties is None else [properties]),
            *formatting.table_properties(self._style),
        ]
        self._grid = _grid(element)
        self._rows = list(unwrapped(element, "tr"))
        self._columns = max([len(self._grid), *map(_columns_of, self._rows)], default=0)
        self._looks = _looks(properties)
        self._left = self._left_edge(properties, text_width)
        self._usual_lines: dict[tuple[bool, ...], tuple[str, ...]] = {}

    def cells(self) -> Iterator[tuple[Element, Cell, TableLook]]:
        """Yield each cell with its place and the part of the style that it takes."""
        for row, element in enumerate(self._rows):
            column = skipped_before(element)
            for one in unwrapped(element, "tc"):
                columns = span_of(one)
                yield one, self._cell(one, row, column, columns), self._look(row, column, columns)
                column += columns

    def _cell(self, element: Element, row: int, column: int, columns: int) -> Cell:
        properties = element.find(W + "tcPr")
        outer = self._width(properties, column, columns)
        margins = [self._margin(properties, side) for side in ("left", "right")]
        before = self._grid[:column]
        placed = self._left is not None and len(before) == column
        return Cell(
            self._place,
            row,
            column,
            columns,
            self._columns,
            None if outer is None else outer - sum(margins),
            (self._left or 0) + sum(before) + margins[0] if placed else None,
            self._lines(properties, row, column, columns),
        )

    def _width(self, properties: Element | None, column: int, columns: int) -> float | None:
        own = number(properties, "tcW", "w")
        if own and value(properties, "tcW", "type") in {"dxa", ""}:
            return own
        covered = self._grid[column : column + columns]
        return sum(covered) if len(covered) == columns and all(covered) else None

    def _margin(self, properties: Element | None, side: str) -> int:
        own = None if properties is None else properties.find(W + "tcMar")
        places = (own, *(one.find(W + "tblCellMar") for one in self._properties))
        for place in places:
            for name in (side, _OTHER_NAMES[side]):
                length = number(place, name, "w")
                if length is not None:
                    return length
        return _USUAL_MARGIN

    def _lines(
        self, properties: Element | None, row: int, column: int, columns: int
    ) -> tuple[str, ...]:
        """Return the kinds of lines around a cell: its own, else the table's or the style's."""
        outer = (
            row == 0,
            row == len(self._rows) - 1,
            column == 0,
            column + columns >= self._columns,
        )
        if outer not in self._usual_lines:
            self._usual_lines[outer] = tuple(map(self._usual_line, SIDES, outer))
        own = None if properties is None else properties.find(W + "tcBorders")
        if own is None:
            return self._usual_lines[outer]
        return tuple(
            _shown(_kind(own, side) or usual)
            for side, usual in zip(SIDES, self._usual_lines[outer], strict=True)
        )

    def _usual_line(self, side: str, at_edge: bool) -> str:  # noqa: FBT001 - mapped over
        inner = "insideH" if side in {"top", "bottom"} else "insideV"
        kinds = (
            _kind(one.find(W + "tblBorders"), side if at_edge else inner)
            for one in self._properties
        )
        return _shown(next(filter(None, kinds), ""))

    def _left_edge(self, properties: Element | None, text_width: float) -> float | None:
        """Return where the table begins; None for one that floats or whose width is unknown."""
        if properties is not None and properties.find(W + "tblpPr") is not None:
            return None
        align = value(properties, "jc")
        if align in {"center", "right", "end"}:
            free = text_width - sum(self._grid)
            return (free / 2 if align == "center" else free) if all(self._grid) else None
        return number(properties, "tblInd", "w") or 0

    def _look(self, row: int, column: int, columns: int) -> TableLook:
        looks, last_row = self._looks, len(self._rows) - 1
        first, last = column == 0, column + columns >= self._columns
        conditions = [
            *self._bands(row, column),
            *(["firstRow"] if looks["firstRow"] and row == 0 else []),
            *(["lastRow"] if looks["lastRow"] and row == last_row else []),
            *(["firstCol"] if looks["firstColumn"] and first else []),
            *(["lastCol"] if looks["lastColumn"] and last else []),
        ]
        return self._style, tuple(conditions)

    def _bands(self, row: int, column: int) -> Iterator[str]:
        rows = row - self._looks["firstRow"]
        columns = column - self._looks["firstColumn"]
        if not self._looks["noVBand"] and columns >= 0:
            yield f"band{columns % 2 + 1}Vert"
        if not self._looks["noHBand"] and rows >= 0:
            yield f"band{rows % 2 + 1}Horz"


def _looks(properties: Element | None) -> dict[str, bool]:
    """Return which conditions a table turns on; one that says nothing turns on none."""
    element = None if properties is None else properties.find(W + "tblLook")
    if element is None:
        return {name: name.startswith("no") for name in _BITS}
    try:
        bits = int(element.get(W + "val", "0"), 16)
    except ValueError:
        bits = 0
    said = {name: element.get(W + name) for name in _BITS}
    return {
        name: bool(bits & bit) if said[name] is None else said[name] in {"1", "true", "on"}
        for name, bit in _BITS.items()
    }


def _grid(element: Element) -> list[int]:
    columns = element.find(W + "tblGrid")
    return [] if columns is None else [max(0, whole(one.get(W + "w", "")) or 0) for one in columns]


def _columns_of(row: Element) -> int:
    return skipped_before(row) + sum(map(span_of, unwrapped(row, "tc")))


def _shown(kind: str) -> str:
    return "" if kind in _NO_LINE else kind


def _kind(borders: Element | None, side: str) -> str:
    return value(borders, side) or value(borders, _OTHER_NAMES.get(side, side))
