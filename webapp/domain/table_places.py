"""Where the cells of a table stand: which columns each covers, and what hangs down."""

from dataclasses import dataclass

from webapp.domain.plan import Cell, Table


@dataclass(frozen=True, slots=True)
class Place:
    """A cell where it stands in its row; without a cell, a place that one above still covers."""

    column: int
    span: int
    cell: Cell | None
    begins: bool = False
    """Whether the cell covers rows below."""


Covered = dict[int, tuple[int, int]]
"""Of each column where a cell from above hangs down: its span, and how many rows more."""


def places_of(row: tuple[Cell, ...], columns: int, covered: Covered) -> list[Place]:
    """Return the cells of a row from left to right; leave in `covered` what hangs below it."""
    cells = iter(row)
    places: list[Place] = []
    column = 0
    while column < columns:
        if hangs := covered.pop(column, None):
            cell, (span, rows) = None, hangs
        else:
            cell = next(cells, Cell())
            free = min((other for other in covered if other > column), default=columns) - column
            span, rows = min(cell.columns, free), cell.rows
        places.append(Place(column, span, cell, begins=cell is not None and rows > 1))
        if rows > 1:
            covered[column] = (span, rows - 1)
        column += span
    return places


def are_single(cells: list[Cell]) -> bool:
    """Tell whether every cell covers one place, and there are cells."""
    return bool(cells) and not [cell for cell in cells if cell.columns != 1 or cell.rows != 1]


def count_columns(table: Table) -> int:
    """Return how many columns the widest row needs, cells that hang down from above included."""
    if are_single([cell for row in table.rows for cell in row]):
        return max(map(len, table.rows))
    most, hanging = 1, list[tuple[int, int]]()
    for row in table.rows:
        own = sum([cell.columns for cell in row])
        most = max(most, own + sum([span for span, _ in hanging]) if hanging else own)
        hanging = [(span, rows - 1) for span, rows in hanging if rows > 1]
        hanging += [(cell.columns, cell.rows - 1) for cell in row if cell.rows > 1]
    return most
