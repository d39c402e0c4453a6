"""Styles of a Word file: what a run finally looks like, what a paragraph inherits."""

from dataclasses import dataclass, field
from functools import reduce
from typing import NamedTuple

from webapp.documents.reading.table_styles import (
    NO_CELL,
    CellLook,
    TableParts,
    band_of,
    style_of,
    switches_of,
)
from webapp.documents.reading.wordml import Element, W, has, is_on, number, value, whole

_TOGGLES = {
    f"{W}{name}": name for name in ("b", "i", "caps", "smallCaps", "vanish", "strike", "dstrike")
}
_HEADING_STYLE = ("heading ", "tiêu đề ")
_CONTENTS = "toc "
"""How Word names the styles of a table of contents."""
_MOST_BASES = 20
_SMALL, _LEAST_MOVE = 20, 2
"""In half points."""


class Look(NamedTuple):
    """What a reader sees of a run."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    sub: bool = False
    sup: bool = False
    caps: bool = False
    hidden: bool = False
    font: str = ""
    struck: bool = False


@dataclass(slots=True)
class _Properties:
    """What one place says about runs; what it does not say is missing."""

    toggles: dict[str, bool] = field(default_factory=dict)
    underline: str = ""
    raised: str = ""
    font: str = ""
    style: str = ""

    def over(self, base: "_Properties") -> "_Properties":
        """Return these on top of those of the style they are based on."""
        return _Properties(
            {**base.toggles, **self.toggles},
            self.underline or base.underline,
            self.raised or base.raised,
            self.font or base.font,
        )


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph gets from its style."""

    id: str
    heading: int = 0
    """1 to 9 for the built-in headings and for an outline level."""
    align: str = ""
    numbering: tuple[int, int | None] | None = None
    """The list and its level; the level is told by the list where it is None."""
    page_break_before: bool = False
    indent: int = 0
    """Where the first line begins, in twips."""
    contents: bool = False
    """Whether it is a line of a table of contents."""


_NOTHING = _Properties()
_PLAIN_LOOK = Look()


class Styles:
    """The styles of one file."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._defaults = _NOTHING
        self.default_paragraph = ""
        self._runs: dict[str, _Properties] = {}
        self._paragraphs: dict[str, ParagraphStyle] = {}
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        for style in root.iter(W + "style"):
            name = style.get(W + "styleId", "")
            self._elements[name] = style
            default = style.get(W + "default", "0") in {"1", "true", "on"}
            if default and style.get(W + "type") == "paragraph":
                self.default_paragraph = name
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        if defaults is not None:
            self._defaults = _properties(defaults)

    def paragraph(self, name: str) -> ParagraphStyle:
        """Return what a paragraph style gives, the styles it is based on included."""
        if name not in self._paragraphs:
            self._paragraphs[name] = self._paragraph(name)
        return self._paragraphs[name]

    def numbering_of_list_style(self, name: str) -> int | None:
        """Return the list that a style of lists stands for."""
        style = self._elements.get(name)
        inner = None if style is None else style.find(f"{W}pPr/{W}numPr")
        return number(inner, "numId")

    def table_parts(self, table: Element, rows: int) -> TableParts | None:
        """Return a table as its style sees it; None where the style gives no letters a look."""
        name = style_of(table)
        bases = self._bases(name)
        if not any(next(style.iter(W + "rPr"), None) is not None for style in bases):
            return None
        bands = (
            next(filter(None, (band_of(style, kind) for style in bases)), 1)
            for kind in ("Row", "Col")
        )
        return TableParts(name, switches_of(table), rows, *bands)

    def look(
        self, properties: Element | None, paragraph_style: str, cell: CellLook = NO_CELL
    ) -> Look:
        """Return the look of a run: its own properties, its style, the paragraph's, the cell's."""
        own = _NOTHING if properties is None else _properties(properties)
        levels = (
            self._run_properties(own.style) if own.style else _NOTHING,
            self._run_properties(paragraph_style or self.default_paragraph),
            self._cell_properties(cell) if cell.style else _NOTHING,
        )
        styled = reduce(_Properties.over, (*levels, self._defaults))
        toggled = {name: self._toggle(name, own, levels) for name in _TOGGLES.values()}
        return _look(own.over(styled), toggled)

    def _toggle(self, name: str, own: _Properties, levels: tuple[_Properties, ...]) -> bool:
        """Tell whether a switch is on: styles turn each other off, direct formatting decides."""
        if name in own.toggles:
            return own.toggles[name]
        styled = sum(level.toggles.get(name, False) for level in levels) % 2 == 1
        return styled or self._defaults.toggles.get(name, False)

    def _cell_properties(self, cell: CellLook) -> _Properties:
        """Return what the style of a table gives a cell: as a whole, and by its parts."""
        found = self._run_properties(cell.style)
        for part in cell.parts:
            found = self._part_properties(cell.style, part).over(found)
        return found

    def _part_properties(self, style: str, part: str) -> _Properties:
        key = f"{style}\n{part}"
        if key not in self._runs:
            inner = (
                one.find(W + "rPr")
                for base in self._bases(style)
                for one in base.findall(W + "tblStylePr")
                if one.get(W + "type") == part
            )
            read = (_properties(one) for one in inner if one is not None)
            self._runs[key] = reduce(_Properties.over, read, _NOTHING)
        return self._runs[key]

    def _run_properties(self, name: str) -> _Properties:
        if name not in self._runs:
            found = _NOTHING
            for style in self._bases(name):
                inner = style.find(W + "rPr")
                if inner is not None:
                    found = found.over(_properties(inner))
            self._runs[name] = found
        return self._runs[name]

    def _bases(self, name: str) -> list[Element]:
        """Return a style and those it is based on, the nearest first."""
        found: list[Element] = []
        while name in self._elements and len(found) < _MOST_BASES:
            found.append(self._elements[name])
            name = value(found[-1], "basedOn")
        return found

    def _paragraph(self, name: str) -> ParagraphStyle:
        bases = self._bases(name or self.default_paragraph)
        inner = [found for style in bases if (found := style.find(W + "pPr")) is not None]
        aligns = (value(one, "jc") for one in inner)
        numbers = (numbering_of(one) for one in inner)
        return ParagraphStyle(
            name or self.default_paragraph,
            heading=_heading(bases, inner),
            align=next(filter(None, aligns), ""),
            numbering=next((one for one in numbers if one is not None), None),
            indent=next((one for one in map(indent_of, inner) if one is not None), 0),
            contents=any(value(one, "name").lower().startswith(_CONTENTS) for one in bases[:1]),
            page_break_before=any(has(one, "pageBreakBefore") for one in inner[:1]),
        )


def direct_look(properties: Element | None) -> Look:
    """Return what the run alone says, for papers whose styles give the rest again."""
    if properties is None:
        return _PLAIN_LOOK
    own = _properties(properties)
    return _look(own, own.toggles)


def numbering_of(properties: Element) -> tuple[int, int | None] | None:
    """Return the list and level that paragraph properties name; list 0 means none."""
    inner = properties.find(W + "numPr")
    if inner is None:
        return None
    found = number(inner, "numId")
    level = number(inner, "ilvl")
    return None if found is None and level is None else (found or 0, level)


def indent_of(properties: Element | None) -> int | None:
    """Return where the first line of a paragraph begins, in twips; None where nothing says it."""
    inner = None if properties is None else properties.find(W + "ind")
    if inner is None:
        return None
    left = whole(inner.get(W + "left") or inner.get(W + "start") or "") or 0
    first = whole(inner.get(W + "firstLine", "")) or 0
    return left + first - (whole(inner.get(W + "hanging", "")) or 0)


def _heading(bases: list[Element], inner: list[Element]) -> int:
    for style in bases[:2]:
        name = value(style, "name").lower()
        if name.startswith(_HEADING_STYLE) and name[-1:].isdigit():
            return int(name[-1])
    outline = next((n for one in inner if (n := number(one, "outlineLvl")) is not None), 9)
    return outline + 1 if outline < 9 else 0  # noqa: PLR2004 - level 9 is body text


def _properties(element: Element) -> _Properties:
    found = _Properties()
    for child in element:
        tag = child.tag
        if tag in _TOGGLES:
            found.toggles[_TOGGLES[tag]] = is_on(child)
        elif tag == W + "u":
            found.underline = child.get(W + "val", "single")
        elif tag == W + "vertAlign":
            found.raised = child.get(W + "val", "")
        elif tag == W + "position":
            found.raised = found.raised or _moved(child, element)
        elif tag == W + "rFonts":
            found.font = child.get(W + "ascii") or child.get(W + "hAnsi") or ""
        elif tag == W + "rStyle":
            found.style = child.get(W + "val", "")
    return found


def _moved(position: Element, properties: Element) -> str:
    """Tell small letters that are raised or lowered by hand, as converters write «m2»."""
    by, size = whole(position.get(W + "val", "")) or 0, number(properties, "sz")
    if size is None or size > _SMALL or abs(by) < _LEAST_MOVE:
        return ""
    return "superscript" if by > 0 else "subscript"


def _look(found: _Properties, toggles: dict[str, bool]) -> Look:
    on = {name for name, switched in toggles.items() if switched}
    return Look(
        bold="b" in on,
        italic="i" in on,
        underline=found.underline not in {"", "none"},
        sub=found.raised == "subscript",
        sup=found.raised == "superscript",
        caps="caps" in on or "smallCaps" in on,
        hidden="vanish" in on,
        font=found.font,
        struck="strike" in on or "dstrike" in on,
    )
