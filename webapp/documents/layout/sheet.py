"""A Word file as its pages show it: lines with their look, sections with their margins."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from webapp.documents.layout.cells import Cell
from webapp.documents.layout.letters import Letters
from webapp.documents.layout.settings import Setting
from webapp.documents.layout.shapes import Shape
from webapp.documents.reading.wordml import Element
from webapp.domain.text import squeeze

CENTRE_TAB, RIGHT_TAB = "\ue001", "\ue002"
"""Stand in the text of a stretch where Word sets what follows in the middle, or at the right."""
SOFT_HYPHEN = "\u00ad"
_UNSEEN = dict.fromkeys(map(ord, f"{SOFT_HYPHEN}\u200b\u200c\u200d\u2060\ufeff"))
_UNSEEN |= dict.fromkeys(map(ord, f"{CENTRE_TAB}{RIGHT_TAB}"), " ")
_ODD = re.compile("[" + "".join(map(chr, _UNSEEN)) + "]")
_MM = 56.6929
"""Twips in a millimetre."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of one look."""

    text: str
    letters: Letters
    run: Element | None = field(default=None, compare=False, repr=False)
    """Where it comes from, so that it can be changed; None outside a run."""

    @property
    def printed(self) -> str:
        """Return the words with the capitals that their look gives them."""
        return self.text.upper() if self.letters.caps or self.letters.small_caps else self.text


@dataclass(frozen=True, slots=True)
class Field:
    """A field whose result the page shows, such as the page number."""

    code: str
    letters: Letters
    nested: bool = False
    """Whether it stands inside another one, which may hide it."""


@dataclass(frozen=True, slots=True)
class Line:
    """What stands between two ends of a paragraph or two breaks in it."""

    stretches: tuple[Stretch, ...]
    setting: Setting
    text: str = ""
    """The words in regular Unicode with single spaces."""
    words: tuple[Stretch, ...] = ()
    """What is seen of it: stretches that hold more than blanks."""
    section: int = 0
    cell: Cell | None = None
    box: Shape | None = None
    """The shape that it stands in as text."""
    shapes: tuple[Shape, ...] = ()
    """What hangs on its paragraph."""
    fields: tuple[Field, ...] = ()
    mark: str = ""
    """The automatic number or sign before it, on the first line of its paragraph."""
    mark_letters: Letters | None = None
    first: bool = True
    """Whether its paragraph begins with it."""
    last: bool = True
    """Whether its paragraph ends with it."""
    starts_page: bool = False
    hidden: str = ""
    """Words of its paragraph that no page shows."""
    element: Element | None = field(default=None, compare=False, repr=False)
    """The paragraph that it comes from, so that it can be changed."""

    def holding(self, stretches: tuple[Stretch, ...]) -> "Line":
        """Return a line with these words; written out, for `replace` costs on every line."""
        return Line(
            stretches,
            self.setting,
            shown_text([one.text for one in stretches]),
            tuple([one for one in stretches if one.text and not one.text.isspace()]),
            section=self.section,
            cell=self.cell,
            box=self.box,
            shapes=self.shapes,
            fields=self.fields,
            mark=self.mark,
            mark_letters=self.mark_letters,
            first=self.first,
            last=self.last,
            starts_page=self.starts_page,
            hidden=self.hidden,
            element=self.element,
        )

    @property
    def raw(self) -> str:
        """Return the words with every blank, as they are written."""
        return "".join([one.text for one in self.stretches])

    @property
    def printed(self) -> str:
        """Return the words as the page shows them."""
        return shown_text([one.printed for one in self.stretches])

    @property
    def listed(self) -> bool:
        """Tell whether an automatic number or sign stands before it."""
        return bool(self.mark)

    @property
    def page_number(self) -> Field | None:
        """Return the field of the page number that stands in it."""
        return next((one for one in self.fields if one.code.upper().startswith("PAGE")), None)

    @property
    def size(self) -> float:
        """Return the largest size of its letters; that of its end where it is empty."""
        words = self.words or self.stretches
        return max((one.letters.size for one in words), default=0)


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of pages; lengths in millimetres."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    gutter: float = 0
    head: float = 0
    """From the edge of the paper to the head."""
    first_differs: bool = False
    """Whether its first page has a head and foot of its own."""
    starts_at: int | None = None
    number_format: str = "decimal"
    columns: int = 1
    bordered: bool = False
    """Whether lines frame its pages."""
    on_new_page: bool = True
    heads: dict[str, tuple[Line, ...]] = field(default_factory=dict)
    """Lines of the head by kind: default, first, even."""
    feet: dict[str, tuple[Line, ...]] = field(default_factory=dict)
    properties: Element | None = field(default=None, compare=False, repr=False)
    """Where it comes from, so that it can be changed."""

    @property
    def landscape(self) -> bool:
        """Tell whether the pages lie."""
        return self.width > self.height

    @property
    def text_width(self) -> float:
        """Return the twips between the margins."""
        return (self.width - self.left - self.right - self.gutter) * _MM

    @property
    def text_height(self) -> float:
        """Return the twips between the margins from top to bottom."""
        return (self.height - self.top - self.bottom) * _MM


@dataclass(frozen=True, slots=True)
class Habits:
    """What the settings of a file say."""

    mirrored: bool = False
    """Whether left and right margins change places on even pages."""
    even_differs: bool = False
    """Whether even pages have a head and foot of their own."""
    gutter_on_top: bool = False
    tab: int = 720
    """Twips between tab stops where a paragraph sets none."""
    background: str = ""
    """A colour of the page."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole file."""

    lines: tuple[Line, ...]
    sections: tuple[Section, ...]
    habits: Habits = Habits()
    notes: tuple[Line, ...] = ()
    """Of the footnotes."""
    breaks: int = 0
    """Page ends that the file itself notes: breaks by hand, and those of its last printing."""

    def heads_in_use(self, section: Section) -> dict[str, tuple[Line, ...]]:
        """Return the heads that pages of a section show, by kind."""
        return {kind: lines for kind, lines in section.heads.items() if self._shows(section, kind)}

    def feet_in_use(self, section: Section) -> dict[str, tuple[Line, ...]]:
        """Return the feet that pages of a section show, by kind."""
        return {kind: lines for kind, lines in section.feet.items() if self._shows(section, kind)}

    def _shows(self, section: Section, kind: str) -> bool:
        on = {"default": True, "first": section.first_differs, "even": self.habits.even_differs}
        return on.get(kind, False)

    def room(self, line: Line) -> float | None:
        """Return the twips that a line may take: of its cell, or between the margins."""
        if line.box is not None:
            return line.box.width
        if line.cell is not None:
            return line.cell.room
        width = self.sections[line.section].text_width
        return width if width > 0 else None


def shown_text(parts: Iterable[str]) -> str:
    """Return words in regular Unicode with single spaces, without what takes no room."""
    text = "".join(parts)
    if not text.isascii():
        text = text.translate(_UNSEEN) if _ODD.search(text) else text
        text = unicodedata.normalize("NFC", text)
    return squeeze(text)
