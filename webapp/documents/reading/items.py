"""What a Word file holds, in the order of reading, before anybody asks what it means."""

from dataclasses import dataclass

from webapp.documents.reading.styles import ParagraphStyle
from webapp.domain.plan import Picture, Runs, plain

PAGE_BREAK = "\f"
"""Stands in the text of a run where the page ends; regular text never holds it."""


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of pages that lie one way."""

    number: int
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph with its look and the mark that a reader sees before it."""

    runs: Runs
    mark: str
    """The automatic number, or empty."""
    style: ParagraphStyle
    align: str = ""
    starts_page: bool = False
    section: int = 0
    indent: int = 0
    """How far from the margin its first line begins, in twips."""
    picture: Picture | None = None
    """A picture stands on a line of its own, without words."""

    @property
    def text(self) -> str:
        """Return the words, the mark included."""
        words = plain(self.runs)
        return f"{self.mark} {words}" if self.mark else words

    @property
    def centred(self) -> bool:
        """Tell whether it stands in the middle of its column."""
        return self.align == "center"


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell where it stands."""

    column: int
    columns: int
    rows: int
    paragraphs: tuple[Paragraph, ...]
    items: "tuple[Item, ...]" = ()
    """The same with its tables, where a table stands among them."""

    @property
    def held(self) -> "tuple[Item, ...]":
        """Return the paragraphs, and the tables between them."""
        return self.items or self.paragraphs


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table with its cells as paragraphs."""

    rows: tuple[tuple[RawCell, ...], ...]
    widths: tuple[int, ...]
    """Of the columns, in twips; 0 where the file does not say."""
    header_rows: int
    section: int = 0
    pictures: int = 0
    """How many stand in its cells, and are left out."""

    def columns(self) -> list[list[Paragraph]]:
        """Return the paragraphs column by column, as a reader takes a two-column layout.

        A cell across all columns parts those above it from those below.
        """
        bands: list[dict[int, list[Paragraph]]] = [{}]
        for row in self.rows:
            across = len(row) == 1 and row[0].columns > 1
            if across:
                bands.append({})
            for cell in row:
                bands[-1].setdefault(cell.column, []).extend(cell.paragraphs)
            if across:
                bands.append({})
        return [band[column] for band in bands for column in sorted(band)]


Item = Paragraph | RawTable


@dataclass(frozen=True, slots=True)
class Story:
    """The whole text of a file."""

    items: tuple[Item, ...]
    sections: tuple[Section, ...]
