"""What stands on the pages of a PDF, as plain values."""

import unicodedata
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and where it stands, in points from the foot of its page."""

    text: str
    bottom: float
    top: float


class Letter(NamedTuple):
    """One character and the font that draws it: `LiberationSerif-Bold`."""

    character: str
    font: str


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One page."""

    height: float
    """In points."""
    lines: tuple[Line, ...]
    """In the order in which they were drawn: cell after cell in a table."""
    letters: tuple[Letter, ...]
    boxes: str = ""
    """Vietnamese letters whose font has no shape of their own for them."""

    @property
    def text(self) -> str:
        """Return the words of the page without anything between them."""
        return squeezed("".join(line.text for line in self.lines))


class Box(NamedTuple):
    """Where a character stands, in points from the left edge and the foot of its page."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """One page with the place of each character."""

    width: float
    """In points."""
    height: float
    characters: str
    """In the order in which they were drawn; line ends part the lines."""
    boxes: tuple[Box, ...]
    """One for each character."""


def squeezed(text: str) -> str:
    """Return letters and digits alone: breaks, spaces and capitals differ between two papers."""
    composed = unicodedata.normalize("NFC", text).casefold()
    return "".join(character for character in composed if character.isalnum())
