"""The numbers that pictures and footnotes get while a paper is made, in the order of the paper."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import count

FIRST_PICTURE = 1001
"""Drawings of a text are numbered from here, as docxtpl does."""
FIRST_NOTE = 2
"""Lower ids are taken by the lines that Word draws above the notes."""


@dataclass(slots=True)
class Numbers:
    """What one paper has numbered so far."""

    pictures: Iterator[int] = field(default_factory=partial(count, FIRST_PICTURE))
    notes: list[str] = field(default_factory=list)
    """The words of the footnotes; a part of their own shows them."""

    def of_note(self, words: str) -> int:
        """Return the id of a new footnote with these words."""
        self.notes.append(words)
        return FIRST_NOTE + len(self.notes) - 1
