"""Which parts of a table a cell belongs to: each may give its words a look of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from webapp.documents.reading.wordml import Element, W, hexadecimal, number, value

_FLAGS = {
    "firstRow": 0x0020,
    "lastRow": 0x0040,
    "firstColumn": 0x0080,
    "lastColumn": 0x0100,
    "noHBand": 0x0200,
    "noVBand": 0x0400,
}
"""The switches of `w:tblLook`, and their bits in its older form."""
_ON = frozenset({"1", "true", "on"})


class CellLook(NamedTuple):
    """What a cell gets from the style of its table."""

    style: str = ""
    parts: tuple[str, ...] = ()
    """The parts of the table that it belongs to; each goes over those before it."""


NO_CELL = CellLook()


@dataclass(frozen=True, slots=True)
class TableParts:
    """A table with a style, seen as rows, columns, bands and corners."""

    style: str
    switches: frozenset[str]
    rows: int
    row_band: int = 1
    """Rows of one band."""
    column_band: int = 1

    def cell(self, place: tuple[int, int], *, first: bool, last: bool) -> CellLook:
        """Return the look of a cell in a row and column; of its row, is it the first, the last."""
        return CellLook(self.style, tuple(self._parts(*place, first=first, last=last)))

    def _parts(self, row: int, column: int, *, first: bool, last: bool) -> Iterator[str]:
        """Yield the parts in the order in which they go over each other (ISO 29500-1, 17.7.6)."""
        yield "wholeTable"
        top, bottom = self._is("firstRow", row == 0), self._is("lastRow", row == self.rows - 1)
        left, right = self._is("firstColumn", first), self._is("lastColumn", last)
        if "noVBand" not in self.switches and not left and not right:
            place = (column - ("firstColumn" in self.switches)) // self.column_band
            yield f"band{1 + place % 2}Vert"
        if "noHBand" not in self.switches and not top and not bottom:
            place = (row - ("firstRow" in self.switches)) // self.row_band
            yield f"band{1 + place % 2}Horz"
        edges = {
            "firstRow": top,
            "lastRow": bottom,
            "firstCol": left,
            "lastCol": right,
            "nwCell": top and left,
            "neCell": top and right,
            "swCell": bottom and left,
            "seCell": bottom and right,
        }
        yield from (name for name, belongs in edges.items() if belongs)

    def _is(self, switch: str, there: bool) -> bool:  # noqa: FBT001 - reads as a sentence
        return there and switch in self.switches


def style_of(table: Element) -> str:
    """Return the name of a table's style."""
    return value(table.find(W + "tblPr"), "tblStyle")


def switches_of(table: Element) -> frozenset[str]:
    """Return the parts that a table lets its style show."""
    properties = table.find(W + "tblPr")
    look = None if properties is None else properties.find(W + "tblLook")
    if look is None:
        return frozenset()
    bits = hexadecimal(look.get(W + "val", ""))
    given = {name: look.get(W + name) for name in _FLAGS}
    return frozenset(
        name
        for name, bit in _FLAGS.items()
        if (given[name] in _ON if given[name] is not None else bits & bit)
    )


def band_of(style: Element, name: str) -> int:
    """Return how many rows or columns make a band; 0 where a style does not say."""
    return max(0, number(style.find(W + "tblPr"), f"tblStyle{name}BandSize") or 0)
