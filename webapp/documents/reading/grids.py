"""The grid of a Word table: which cell covers which columns and rows."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from webapp.documents.reading.items import Paragraph, RawCell
from webapp.documents.reading.wordml import Element, W, content_of, has, number, value, whole

MOST_COLUMNS = 50


@dataclass(slots=True)
class _Open:
    """A cell that may still grow downwards."""

    row: int
    place: int
    columns: int
    rows: int = 1


@dataclass(slots=True)
class Grid:
    """Rows of cells, filled from top to bottom."""

    rows: list[list[RawCell]] = field(default_factory=list)
    _hanging: dict[int, _Open] = field(default_factory=dict)
    """Of each column: the latest cell that begins a merge downwards."""

    def begin_row(self) -> None:
        """Begin the next row."""
        self.rows.append([])

    def skip(self, column: int, columns: int) -> None:
        """Leave columns empty that a row does not reach."""
        for offset in range(columns):
            self.rows[-1].append(RawCell(column + offset, 1, 1, ()))
            self._hanging.pop(column + offset, None)

    def widen(self, columns: int, paragraphs: tuple[Paragraph, ...]) -> bool:
        """Let the last cell of the row cover more columns; tell whether there is one."""
        row = self.rows[-1]
        if not row:
            return False
        last = row[-1]
        hidden = tuple(paragraph for paragraph in paragraphs if paragraph.text.strip())
        wider = last.columns + columns
        row[-1] = replace(last, columns=wider, paragraphs=(*last.paragraphs, *hidden))
        if last.column in self._hanging:
            self._hanging[last.column].columns = wider
        return True

    def put(self, cell: RawCell, merge: str) -> None:
        """Put a cell; `merge` says whether it begins a merge, goes on with one, or neither."""
        above = self._hanging.get(cell.column)
        if merge == "continue" and above and above.columns == cell.columns:
            above.rows += 1
            self._grow(above, cell.paragraphs)
            return
        self._hanging.pop(cell.column, None)
        if merge:
            place = _Open(len(self.rows) - 1, len(self.rows[-1]), cell.columns)
            self._hanging[cell.column] = place
        self.rows[-1].append(cell)

    def _grow(self, above: _Open, paragraphs: tuple[Paragraph, ...]) -> None:
        """Let a cell cover one row more; words that hide in what it covers come along."""
        row = self.rows[above.row]
        cell = row[above.place]
        hidden = tuple(paragraph for paragraph in paragraphs if paragraph.text.strip())
        row[above.place] = replace(cell, rows=above.rows, paragraphs=(*cell.paragraphs, *hidden))


def merge_of(cell: Element) -> str:
    """Return `restart`, `continue` or nothing, as the properties of a cell say."""
    properties = cell.find(W + "tcPr")
    merge = None if properties is None else properties.find(W + "vMerge")
    return "" if merge is None else merge.get(W + "val", "continue")


def goes_on_left(cell: Element) -> bool:
    """Tell a cell that an older Word merged with the one on its left."""
    properties = cell.find(W + "tcPr")
    merge = None if properties is None else properties.find(W + "hMerge")
    return merge is not None and merge.get(W + "val", "continue") == "continue"


def span_of(cell: Element) -> int:
    """Return how many columns a cell covers."""
    return max(1, number(cell.find(W + "tcPr"), "gridSpan") or 1)


def skipped_before(row: Element) -> int:
    """Return how many columns a row leaves out at its beginning."""
    return max(0, number(row.find(W + "trPr"), "gridBefore") or 0)


def is_deleted(row: Element) -> bool:
    """Tell whether a tracked change took the row out."""
    properties = row.find(W + "trPr")
    return properties is not None and properties.find(W + "del") is not None


def repeats(row: Element) -> bool:
    """Tell whether a row is repeated on each page."""
    return has(row.find(W + "trPr"), "tblHeader")


def unwrapped(parent: Element, name: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, content controls opened."""
    for child in content_of(parent):
        if child.tag == W + name:
            yield child
        elif child.tag not in {W + "tblPr", W + "trPr", W + "tblGrid", W + "sdtPr", W + "del"}:
            yield from unwrapped(child, name)


def widths_of(table: Element, columns: int) -> tuple[int, ...]:
    """Return the widths of the columns: of the grid, or of the first row that says them all."""
    grid = table.find(W + "tblGrid")
    given = [] if grid is None else [_width(one.get(W + "w", "")) for one in grid]
    if len(given) == columns and all(given):
        return tuple(given)
    for row in unwrapped(table, "tr"):
        cells = list(unwrapped(row, "tc"))
        own = [_width(value(cell.find(W + "tcPr"), "tcW", "w")) for cell in cells]
        if len(own) == columns and all(own):
            return tuple(own)
    return (0,) * columns


def _width(text: str) -> int:
    return max(0, whole(text) or 0)
