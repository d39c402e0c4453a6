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


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table with its cells as paragraphs."""

    rows: tuple[tuple[RawCell, ...], ...]
    widths: tuple[int, ...]
    """Of the columns, in twips; 0 where the file does not say."""
    header_rows: int
    section: int = 0
    nested: bool = False
    """Whether a table stands in one of its cells."""
    pictures: int = 0
    """How many stand in its cells, and are left out."""

    def columns(self) -> list[list[Paragraph]]:
        """Return the paragraphs column by column, as a reader takes a two-column layout."""
        found: dict[int, list[Paragraph]] = {}
        for row in self.rows:
            for cell in row:
                found.setdefault(cell.column, []).extend(cell.paragraphs)
        return [found[column] for column in sorted(found)]


Item = Paragraph | RawTable


@dataclass(frozen=True, slots=True)
class Story:
    """The whole text of a file."""

    items: tuple[Item, ...]
    sections: tuple[Section, ...]
