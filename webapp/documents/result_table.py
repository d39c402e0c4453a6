"""What a list found, as a table to keep: whose, what was asked, who took it, when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

Cell = str | int | date | None


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """One column of the table."""

    name: str
    width: int
    """In letters of a usual line; each kind of file makes of it what it can."""


@dataclass(frozen=True, slots=True)
class ResultTable:
    """The table with all that stands above and below it."""

    organ_in_charge: str
    """The agency above; may be empty."""
    organ_name: str
    """The agency, lines parted by a line feed."""
    title: str
    """«DANH SÁCH KẾ HOẠCH»."""
    facts: tuple[tuple[str, str], ...]
    """Name and words of what is told above the table."""
    columns: tuple[ResultColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    """A cell a column; days and counts stay what they are."""
    closing: str
    made_at: datetime
    """Vietnamese time."""

    def organ_lines(self) -> Iterator[str]:
        """Yield the agency above, then the agency on one line."""
        if self.organ_in_charge:
            yield self.organ_in_charge
        yield " ".join(self.organ_name.split())


def words_of(cell: Cell) -> str:
    """Return the cell as people read it."""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return "" if cell is None else str(cell)
