"""A Word file as its pages show it: lines with their look, sections with their margins."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from webapp.documents.layout.formatting import Formatting, Letters, Setting
from webapp.documents.reading.package import Package, open_package
from webapp.documents.reading.story import refuse_too_long
from webapp.documents.reading.wordml import (
    ALTERNATE,
    Element,
    W,
    content_of,
    has,
    is_on,
    number,
    value,
)
from webapp.domain.text import squeeze

_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MM = 56.6929
"""Twips in a millimetre."""
_UNSEEN = frozenset(
    f"{W}{name}"
    for name in (
        "del",
        "moveFrom",
        "delText",
        "rPr",
        "pPr",
        "sdtPr",
        "footnoteReference",
    )
)
_FIELDS = frozenset({W + "instrText", W + "fldSimple"})
_TEXTS = {W + "t": "", W + "br": "\n", W + "cr": "\n", W + "tab": "\t", W + "noBreakHyphen": "-"}
_PAGE_FIELD = re.compile(r"\s*PAGE\b(?!REF)", re.IGNORECASE)
_DRAWN_LINE = re.compile(r"(?:line|(?:straight)?connector\d?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of one look."""

    text: str
    letters: Letters
    run: Element | None = field(default=None, compare=False, repr=False)
    """Where it comes from, so that it can be changed; None outside a run."""


@dataclass(frozen=True, slots=True)
class Line:
    """What stands between two ends of a paragraph or two breaks in it."""

    stretches: tuple[Stretch, ...]
    setting: Setting
    section: int = 0
    cell: tuple[int, int, int] | None = None
    """Table, row and column, counted from 0."""
    drawn_rule: bool = False
    """A line drawn as a shape hangs on the paragraph."""
    page_number: bool = False
    listed: bool = False
    """An automatic number stands before it."""
    element: Element | None = field(default=None, compare=False, repr=False)
    """The paragraph that it comes from, so that it can be changed."""

    @property
    def text(self) -> str:
        """Return the words with single spaces."""
        return squeeze("".join(one.text for one in self.stretches))

    @property
    def words(self) -> tuple[Stretch, ...]:
        """Return what is seen of it: stretches that hold more than blanks."""
        return tuple(one for one in self.stretches if one.text.strip())


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of pages; lengths in millimetres."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    first_differs: bool
    """Whether its first page has a head and foot of its own."""
    starts_at: int | None
    heads: dict[str, tuple[Line, ...]] = field(default_factory=dict)
    """Lines of the head by kind: default, first, even."""
    feet: dict[str, tuple[Line, ...]] = field(default_factory=dict)
    properties: Element | None = field(default=None, compare=False, repr=False)
    """Where it comes from, so that it can be changed."""

    @property
    def landscape(self) -> bool:
        """Tell whether the pages lie."""
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole file."""

    lines: tuple[Line, ...]
    sections: tuple[Section, ...]


def read_sheet(data: bytes) -> Sheet:
    """Return how the file looks; refuse one that cannot be read safely."""
    return sheet_of(open_package(data))


def sheet_of(package: Package) -> Sheet:
    """Return how an opened file looks, with references into its parts."""
    main = package.main()
    body = main.find(W + "body")
    refuse_too_long(main if body is None else body)
    return _Reader(package).read(main if body is None else body)


class _Reader:
    """Walks the parts of one file."""

    def __init__(self, package: Package) -> None:
        self._package = package
        parts = (package.part(kind) for kind in ("styles", "numbering", "theme"))
        self._formatting = Formatting(*parts)
        self._sections: list[Section] = []
        self._heads: dict[str, dict[str, tuple[Line, ...]]] = {"header": {}, "footer": {}}
        self._tables = 0

    def read(self, body: Element) -> Sheet:
        lines = tuple(self._lines(body, None, ""))
        last = body.find(W + "sectPr")
        if last is not None or not self._sections:
            self._end_section(last)
        return Sheet(lines, tuple(self._sections))

    def _lines(
        self, parent: Element, cell: tuple[int, int, int] | None, table_style: str
    ) -> Iterator[Line]:
        for child in content_of(parent):
            if child.tag == W + "p":
                yield from self._paragraph(child, cell, table_style)
            elif child.tag == W + "tbl":
                yield from self._table(child)
            elif child.tag not in _UNSEEN:
                yield from self._lines(child, cell, table_style)

    def _table(self, table: Element) -> Iterator[Line]:
        place, self._tables = self._tables, self._tables + 1
        style = value(table.find(W + "tblPr"), "tblStyle")
        for row, element in enumerate(_inside(table, "tr")):
            column = 0
            for one in _inside(element, "tc"):
                yield from self._lines(one, (place, row, column), style)
                column += number(one.find(W + "tcPr"), "gridSpan") or 1

    def _paragraph(
        self, element: Element, cell: tuple[int, int, int] | None, table_style: str
    ) -> Iterator[Line]:
        properties = element.find(W + "pPr")
        setting = self._formatting.paragraph(properties, table_style)
        read = _Stretches(self._formatting, properties, table_style)
        read.walk(element)
        whole = Line(
            (),
            setting,
            len(self._sections),
            cell,
            drawn_rule=read.drawn,
            page_number=read.page_number,
            listed=properties is not None and properties.find(W + "numPr") is not None,
            element=element,
        )
        for box in read.boxes:
            yield from self._lines(box, cell, table_style)
        for stretches in _between_breaks(read.stretches):
            yield replace(whole, stretches=stretches)
        section = None if properties is None else properties.find(W + "sectPr")
        if section is not None and cell is None:
            self._end_section(section)

    def _end_section(self, properties: Element | None) -> None:
        for kind, lines in self._heads.items():
            self._heads[kind] = {**lines, **self._referred(properties, kind)}
        self._sections.append(
            Section(
                width=_length(properties, "pgSz", "w"),
                height=_length(properties, "pgSz", "h"),
                top=_length(properties, "pgMar", "top"),
                bottom=_length(properties, "pgMar", "bottom"),
                left=_length(properties, "pgMar", "left"),
                right=_length(properties, "pgMar", "right"),
                first_differs=has(properties, "titlePg"),
                starts_at=number(properties, "pgNumType", "start"),
                heads=self._heads["header"],
                feet=self._heads["footer"],
                properties=properties,
            )
        )

    def _referred(self, properties: Element | None, kind: str) -> dict[str, tuple[Line, ...]]:
        found: dict[str, tuple[Line, ...]] = {}
        for reference in () if properties is None else properties.iter(f"{W}{kind}Reference"):
            root = self._package.related(reference.get(_RELATION_ID, ""))
            if root is not None:
                kind_of_page = reference.get(W + "type", "default")
                found[kind_of_page] = tuple(self._lines(root, None, ""))
        return found


class _Stretches:
    """Collects the words of one paragraph."""

    def __init__(
        self, formatting: Formatting, properties: Element | None, table_style: str
    ) -> None:
        self._formatting = formatting
        self._paragraph = properties
        self._table_style = table_style
        self._in_run: Element | None = None
        self.stretches: list[Stretch] = []
        self.boxes: list[Element] = []
        self.drawn = False
        self.page_number = False

    def walk(self, parent: Element, letters: Letters | None = None) -> None:
        """Take the words below an element, those that a tracked change took out left aside."""
        for child in parent:
            self._take(child, letters)

    def _take(self, child: Element, letters: Letters | None) -> None:
        tag = str(child.tag)
        if tag == W + "r":
            self._run(child)
        elif tag in _TEXTS:
            self._add(_text_of(child), letters)
        elif tag == W + "txbxContent":
            self.boxes.append(child)
        elif tag in _FIELDS:
            self._field(child, letters)
        elif tag == ALTERNATE:
            self.walk(_first(child), letters)
        elif tag not in _UNSEEN:
            self.drawn = self.drawn or _is_drawn_line(child)
            self.walk(child, letters)

    def _run(self, run: Element) -> None:
        properties = run.find(W + "rPr")
        hidden = None if properties is None else properties.find(W + "vanish")
        if hidden is not None and is_on(hidden):
            return
        letters = self._formatting.letters(properties, self._paragraph, self._table_style)
        self._in_run = run
        self.walk(run, letters)

    def _field(self, element: Element, letters: Letters | None) -> None:
        code = element.get(W + "instr") or element.text or ""
        self.page_number = self.page_number or bool(_PAGE_FIELD.match(code))
        if element.tag == W + "fldSimple":
            self.walk(element, letters)

    def _add(self, text: str, letters: Letters | None) -> None:
        if text:
            run = self._in_run if letters else None
            self.stretches.append(Stretch(text, letters or Letters(), run))


def _text_of(element: Element) -> str:
    if element.tag == W + "t":
        return element.text or ""
    return "" if element.get(W + "type") == "page" else _TEXTS[str(element.tag)]


def _first(alternate: Element) -> Element:
    """Return the branch of an alternate that counts; the other draws the same again."""
    return next(iter(alternate), alternate)


def _is_drawn_line(element: Element) -> bool:
    name = str(element.tag).rpartition("}")[2]
    return bool(_DRAWN_LINE.fullmatch(element.get("prst", "") if name == "prstGeom" else name))


def _between_breaks(stretches: list[Stretch]) -> Iterator[tuple[Stretch, ...]]:
    kept: list[Stretch] = []
    for one in stretches:
        first, *others = one.text.split("\n")
        kept.append(replace(one, text=first))
        for other in others:
            yield tuple(kept)
            kept = [replace(one, text=other)]
    yield tuple(kept)


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, those in content controls too."""
    for child in content_of(parent):
        if child.tag == W + tag:
            yield child
        elif child.tag not in _UNSEEN and child.tag != W + "tbl":
            yield from _inside(child, tag)


def _length(properties: Element | None, name: str, side: str) -> float:
    return (number(properties, name, side) or 0) / _MM
