"""Reads a Word file as its pages show it: walks every part once, look and place noted."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from webapp.documents.layout.cells import Cell, TableReader
from webapp.documents.layout.formatting import Formatting, TableLook
from webapp.documents.layout.paragraphs import Inner, Inside
from webapp.documents.layout.settings import Setting
from webapp.documents.layout.shapes import Shape
from webapp.documents.layout.sheet import (
    Habits,
    Line,
    Section,
    Sheet,
    Stretch,
    shown_text,
)
from webapp.documents.reading.numbering import Numbering
from webapp.documents.reading.package import Package, open_package
from webapp.documents.reading.story import refuse_too_long
from webapp.documents.reading.styles import Styles
from webapp.documents.reading.wordml import Element, W, content_of, has, number, value

_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MM = 56.6929
_NOT_TEXT = frozenset(
    f"{W}{name}"
    for name in ("del", "moveFrom", "rPr", "pPr", "sdtPr", "sdtEndPr", "tblPr", "trPr", "tcPr",
                 "tblGrid", "sectPr")
)  # fmt: skip
_NEXT_PAGE = frozenset({"", "nextPage", "oddPage", "evenPage"})


def read_sheet(data: bytes) -> Sheet:
    """Return how the file looks; refuse one that cannot be read safely."""
    return sheet_of(open_package(data))


def sheet_of(package: Package) -> Sheet:
    """Return how an opened file looks, with references into its parts."""
    main = package.main()
    body = main.find(W + "body")
    refuse_too_long(main if body is None else body)
    return _Reader(package).read(main, main if body is None else body)


@dataclass(frozen=True, slots=True)
class _Where:
    """What lines stand in."""

    cell: Cell | None = None
    look: TableLook = None
    box: Shape | None = None


class _Reader:
    """Walks the parts of one file."""

    def __init__(self, package: Package) -> None:
        self._package = package
        styles, numbering = package.part("styles"), package.part("numbering")
        self._formatting = Formatting(styles, numbering, package.part("theme"))
        self._inside = Inside(self._formatting)
        self._numbering = Numbering(numbering, Styles(styles))
        self._sections: list[Section] = []
        self._section = 0
        self._tables = 0
        self._breaks = 0
        self._after_break = False

    def read(self, main: Element, body: Element) -> Sheet:
        """Return the sheet of the main part."""
        self._sections = [_section(one) for one in _section_ends(body)]
        heads: dict[str, tuple[Line, ...]] = {}
        feet: dict[str, tuple[Line, ...]] = {}
        for place, section in enumerate(self._sections):
            self._section = place
            heads = {**heads, **self._referred(section.properties, "header")}
            feet = {**feet, **self._referred(section.properties, "footer")}
            self._sections[place] = replace(section, heads=heads, feet=feet)
        self._section = self._tables = self._breaks = 0
        lines = tuple(self._lines(body, _Where()))
        notes = tuple(
            line
            for root in self._package.parts("footnotes")
            for line in self._lines(root, _Where())
        )
        habits = _habits(self._package.part("settings"), main)
        return Sheet(lines, tuple(self._sections), habits, notes, self._breaks)

    def _referred(self, properties: Element | None, kind: str) -> dict[str, tuple[Line, ...]]:
        found: dict[str, tuple[Line, ...]] = {}
        for reference in () if properties is None else properties.iter(f"{W}{kind}Reference"):
            root = self._package.related(reference.get(_RELATION_ID, ""))
            if root is not None:
                kind_of_page = reference.get(W + "type", "default")
                found[kind_of_page] = tuple(self._lines(root, _Where()))
        return found

    def _lines(self, parent: Element, where: _Where) -> Iterator[Line]:
        for child in content_of(parent):
            if child.tag == W + "p":
                yield from self._paragraph(child, where)
            elif child.tag == W + "tbl":
                yield from self._table(child)
            elif child.tag not in _NOT_TEXT:
                yield from self._lines(child, where)

    def _table(self, table: Element) -> Iterator[Line]:
        place, self._tables = self._tables, self._tables + 1
        width = self._sections[self._section].text_width
        for element, cell, look in TableReader(table, place, self._formatting, width).cells():
            yield from self._lines(element, _Where(cell, look))

    def _paragraph(self, element: Element, where: _Where) -> Iterator[Line]:
        properties = element.find(W + "pPr")
        setting = self._formatting.paragraph(properties, where.look)
        inside = self._inside.read(element, setting.style, where.look)
        for shape in inside.shapes:
            for box in shape.boxes:
                yield from self._lines(box, replace(where, box=shape))
        if not inside.stretches:  # an empty line is as high as its end
            own = None if properties is None else properties.find(W + "rPr")
            letters = self._formatting.letters(own, setting.style, where.look)
            inside.stretches.append(Stretch("", letters))
        yield from self._parted(self._whole(element, setting, inside, where), inside.stretches)
        section = None if properties is None else properties.find(W + "sectPr")
        if section is not None and where.cell is None:
            self._section = min(self._section + 1, len(self._sections) - 1)
            self._after_break = self._sections[self._section].on_new_page

    def _whole(self, element: Element, setting: Setting, inside: Inner, where: _Where) -> Line:
        """Return a paragraph as one line that holds no words yet."""
        mark = self._numbering.mark(setting.listed, setting.style) if setting.listed else ""
        starts_page = self._after_break or inside.breaks_before or setting.starts_page
        self._breaks += inside.breaks
        self._after_break = inside.breaks_after
        return Line(
            (),
            setting,
            section=self._section,
            cell=where.cell,
            box=where.box,
            shapes=tuple(inside.shapes),
            fields=tuple(inside.fields),
            mark=mark,
            mark_letters=self._formatting.mark(setting, element.find(W + "pPr")) if mark else None,
            hidden=shown_text(inside.hidden),
            starts_page=starts_page,
            element=element,
        )

    def _parted(self, whole: Line, stretches: list[Stretch]) -> Iterator[Line]:
        """Yield the lines of a paragraph; the mark and the new page belong to the first."""
        parts = list(_between_breaks(stretches))
        if len(parts) == 1:
            yield whole.holding(parts[0])
            return
        for place, part in enumerate(parts):
            yield replace(
                whole.holding(part),
                first=place == 0,
                last=place == len(parts) - 1,
                starts_page=whole.starts_page and place == 0,
                mark=whole.mark if place == 0 else "",
            )


def _between_breaks(stretches: list[Stretch]) -> Iterator[tuple[Stretch, ...]]:
    kept: list[Stretch] = []
    for one in stretches:
        if "\n" not in one.text:
            kept.append(one)
            continue
        first, *others = one.text.split("\n")
        kept.append(replace(one, text=first))
        for other in others:
            yield tuple(kept)
            kept = [replace(one, text=other)]
    yield tuple(kept)


def _section_ends(body: Element) -> list[Element | None]:
    """Return the properties of the sections in their order; of one alone where none is named."""
    paragraphs = (one.find(f"{W}pPr/{W}sectPr") for one in body.iter(W + "p"))
    found: list[Element | None] = [
        one for one in paragraphs if one is not None and not _is_in_cell(one)
    ]
    last = body.find(W + "sectPr")
    return [*found, last] if last is not None or not found else found


def _is_in_cell(element: Element) -> bool:
    return next(element.iterancestors(W + "tc"), None) is not None


def _section(properties: Element | None) -> Section:
    def length(name: str, side: str) -> float:
        return abs(number(properties, name, side) or 0) / _MM

    return Section(
        width=length("pgSz", "w"),
        height=length("pgSz", "h"),
        top=length("pgMar", "top"),
        bottom=length("pgMar", "bottom"),
        left=length("pgMar", "left"),
        right=length("pgMar", "right"),
        gutter=length("pgMar", "gutter"),
        head=length("pgMar", "header"),
        first_differs=has(properties, "titlePg"),
        starts_at=number(properties, "pgNumType", "start"),
        number_format=value(properties, "pgNumType", "fmt") or "decimal",
        columns=number(properties, "cols", "num") or 1,
        bordered=properties is not None and properties.find(W + "pgBorders") is not None,
        on_new_page=value(properties, "type") in _NEXT_PAGE,
        properties=properties,
    )


def _habits(settings: Element | None, main: Element) -> Habits:
    background = main.find(W + "background")
    shown = has(settings, "displayBackgroundShape") and background is not None
    return Habits(
        mirrored=has(settings, "mirrorMargins"),
        even_differs=has(settings, "evenAndOddHeaders"),
        gutter_on_top=has(settings, "gutterAtTop"),
        tab=number(settings, "defaultTabStop") or 720,
        background=background.get(W + "color", "") if shown and background is not None else "",
    )
