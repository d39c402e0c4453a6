"""What a paragraph and its letters finally look like, after defaults, theme and styles."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from webapp.documents.reading.wordml import Element, W, has, is_on, number, value, whole

Values = Mapping[str, Any]

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MOST_BASES = 20
_TOGGLES = {"b": "bold", "i": "italic", "caps": "caps", "smallCaps": "small_caps"}
_SLOTS = {"ascii": "font", "hAnsi": "other_font"}
_PLAIN_SIZE = 10.0
"""Points; what Word takes where nothing says a size."""
_SINGLE = 240
_EDGES = ("top", "bottom")
_ALIGNS = {"both": "justify", "start": "left", "end": "right"}


@dataclass(frozen=True, slots=True)
class Letters:
    """The look of a run."""

    font: str = ""
    """Of ASCII letters; empty where the file names none."""
    other_font: str = ""
    """Of the letters with marks."""
    size: float = _PLAIN_SIZE
    """Points."""
    bold: bool = False
    italic: bool = False
    underline: bool = False
    caps: bool = False
    color: str = ""
    """Six hexadecimal digits; empty for the automatic black."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The look of a paragraph; lengths in twips."""

    align: str = "left"
    left: int = 0
    right: int = 0
    first_line: int = 0
    """Negative for a hanging indent."""
    before: int = 0
    after: int = 0
    line: int = _SINGLE
    """In 240ths of a line, or twips where `exact`."""
    exact: bool = False
    """Whether the line spacing is a fixed or a least height."""
    ruled_above: bool = False
    ruled_below: bool = False
    contextual: bool = False
    """No gap to a neighbour of the same style."""
    style: str = ""


class Formatting:
    """Resolves the formatting of one file."""

    def __init__(
        self, styles: Element | None, numbering: Element | None, theme: Element | None
    ) -> None:
        self._styles = _by_id(styles, "style", "styleId")
        self._levels = _levels(numbering)
        self._fonts = _theme_fonts(theme)
        defaults = None if styles is None else styles.find(W + "docDefaults")
        self._run_defaults = self._run_values(_inner(defaults, "rPrDefault", "rPr"))
        self._paragraph_defaults = _paragraph_values(_inner(defaults, "pPrDefault", "pPr"))
        self._default_style = _default_style(styles)
        self._chains: dict[tuple[str, str], list[Values]] = {}

    def paragraph(self, properties: Element | None, table_style: str = "") -> Setting:
        """Return the look of a paragraph with these properties, in a table of the style."""
        style = value(properties, "pStyle") or self._default_style
        merged: dict[str, Any] = dict(self._paragraph_defaults)
        for values in (*self._chain(table_style, "pPr"), *self._chain(style, "pPr")):
            merged |= values
        direct = _paragraph_values(properties)
        merged |= self._of_list(direct, merged)
        merged |= direct
        return _setting(merged, style)

    def letters(
        self, run: Element | None, paragraph: Element | None, table_style: str = ""
    ) -> Letters:
        """Return the look of a run with these properties, in a paragraph with those."""
        style = value(paragraph, "pStyle") or self._default_style
        levels = (
            self._flattened(table_style),
            self._flattened(style),
            self._flattened(value(run, "rStyle")),
        )
        direct = self._run_values(run)
        merged: dict[str, Any] = dict(self._run_defaults)
        for values in (*levels, direct):
            merged |= values
        for name in _TOGGLES.values():
            merged[name] = _toggled(name, self._run_defaults, levels, direct)
        return _letters(merged)

    def _flattened(self, style: str) -> dict[str, Any]:
        merged: dict[str, Any] = {}
        for values in self._chain(style, "rPr"):
            merged |= values
        return merged

    def _chain(self, style: str, kind: str) -> list[Values]:
        """Return what a style and those it is based on say, the farthest first."""
        key = (style, kind)
        if key not in self._chains:
            found = [one.find(W + kind) for one in self._bases(style)]
            read = self._run_values if kind == "rPr" else _paragraph_values
            self._chains[key] = [read(one) for one in reversed(found) if one is not None]
        return self._chains[key]

    def _bases(self, style: str) -> Iterator[Element]:
        for _ in range(_MOST_BASES):
            element = self._styles.get(style)
            if element is None:
                return
            yield element
            style = value(element, "basedOn")

    def _of_list(self, direct: Values, styled: Values) -> Values:
        """Return the indents of the list level; a style's own indents go before its list's."""
        if "list" in direct:
            return self._levels.get(direct["list"], {})
        indented = any(name in styled for name in ("left", "first_line"))
        return {} if indented or "list" not in styled else self._levels.get(styled["list"], {})

    def _run_values(self, properties: Element | None) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for child in () if properties is None else properties:
            name = str(child.tag).removeprefix(W)
            if name in _TOGGLES:
                found[_TOGGLES[name]] = is_on(child)
            elif name == "u":
                found["underline"] = child.get(W + "val", "single") != "none"
            elif name == "sz":
                found["size"] = (whole(child.get(W + "val", "")) or 0) / 2
            elif name == "color":
                found["color"] = child.get(W + "val", "auto")
            elif name == "rFonts":
                found |= self._fonts_of(child)
        return found

    def _fonts_of(self, element: Element) -> dict[str, str]:
        """Return the fonts of both slots; one of the theme goes before one that is named."""
        found: dict[str, str] = {}
        for slot, name in _SLOTS.items():
            themed = self._fonts.get(element.get(f"{W}{slot}Theme", "")[:5])
            font = themed or element.get(W + slot)
            if font:
                found[name] = font
        return found


def _toggled(
    name: str, defaults: Values, levels: tuple[dict[str, Any], ...], direct: Values
) -> bool:
    """Tell whether a switch is on: styles turn each other off, direct formatting decides."""
    if name in direct:
        return bool(direct[name])
    on = sum(bool(values.get(name)) for values in levels) % 2 == 1
    return on or bool(defaults.get(name))


def _letters(merged: Values) -> Letters:
    color = merged.get("color", "auto")
    return Letters(
        font=merged.get("font", ""),
        other_font=merged.get("other_font", merged.get("font", "")),
        size=merged.get("size", _PLAIN_SIZE),
        bold=merged["bold"],
        italic=merged["italic"],
        underline=merged.get("underline", False),
        caps=merged["caps"],
        color="" if color in {"auto", "000000"} else color,
    )


def _setting(merged: Values, style: str) -> Setting:
    rule, align = merged.get("rule", "auto"), str(merged.get("align", "left"))
    return Setting(
        align=_ALIGNS.get(align, align),
        left=merged.get("left", 0),
        right=merged.get("right", 0),
        first_line=merged.get("first_line", 0),
        before=merged.get("before", 0),
        after=merged.get("after", 0),
        line=merged.get("line", _SINGLE),
        exact=rule != "auto",
        ruled_above=merged.get("ruled_top", False),
        ruled_below=merged.get("ruled_bottom", False),
        contextual=merged.get("contextual", False),
        style=style,
    )


def _paragraph_values(properties: Element | None) -> dict[str, Any]:
    if properties is None:
        return {}
    found: dict[str, Any] = {}
    if align := value(properties, "jc"):
        found["align"] = align
    found |= _spacing(properties.find(W + "spacing"))
    found |= _indents(properties.find(W + "ind"))
    borders = properties.find(W + "pBdr")
    for edge in _EDGES if borders is not None else ():
        kind = value(borders, edge)
        if kind:
            found[f"ruled_{edge}"] = kind not in {"nil", "none"}
    numbered = properties.find(W + "numPr")
    if numbered is not None and (name := number(numbered, "numId")) is not None:
        found["list"] = (name, number(numbered, "ilvl") or 0)
    if properties.find(W + "contextualSpacing") is not None:
        found["contextual"] = has(properties, "contextualSpacing")
    return found


def _spacing(element: Element | None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if element is None:
        return found
    for name in ("before", "after", "line"):
        length = whole(element.get(W + name, ""))
        if length is not None:
            found[name] = length
        if element.get(f"{W}{name}Autospacing") in {"1", "true", "on"}:
            found[name] = _SINGLE
    if "line" in found:
        found["rule"] = element.get(W + "lineRule", "auto")
    return found


def _indents(element: Element | None) -> dict[str, int]:
    found: dict[str, int] = {}
    if element is None:
        return found
    for name, others in {"left": ("left", "start"), "right": ("right", "end")}.items():
        for other in others:
            length = whole(element.get(W + other, ""))
            if length is not None:
                found[name] = length
    first, hanging = (whole(element.get(W + name, "")) for name in ("firstLine", "hanging"))
    if first is not None:
        found["first_line"] = first
    if hanging is not None:
        found["first_line"] = -hanging
    return found


def _levels(root: Element | None) -> dict[tuple[int, int], dict[str, Any]]:
    """Return what each level of each list says about its paragraphs."""
    found: dict[tuple[int, int], dict[str, Any]] = {}
    if root is None:
        return found
    abstract = _by_id(root, "abstractNum", "abstractNumId")
    for listed in root.iter(W + "num"):
        name = whole(listed.get(W + "numId", ""))
        levels = abstract.get(value(listed, "abstractNumId"))
        for level in () if levels is None else levels.iter(W + "lvl"):
            place = whole(level.get(W + "ilvl", "")) or 0
            found[name or 0, place] = _indents(_inner(level, "pPr", "ind"))
    return found


def _theme_fonts(root: Element | None) -> dict[str, str]:
    """Return the Latin fonts of the theme under the beginnings of their names in Word."""
    found: dict[str, str] = {}
    for name in ("major", "minor") if root is not None else ():
        latin = None if root is None else root.find(f".//{_A}{name}Font/{_A}latin")
        if latin is not None:
            found[name] = latin.get("typeface", "")
    return found


def _by_id(root: Element | None, tag: str, key: str) -> dict[str, Element]:
    elements = () if root is None else root.iter(W + tag)
    return {element.get(W + key, ""): element for element in elements}


def _default_style(styles: Element | None) -> str:
    for style in () if styles is None else styles.iter(W + "style"):
        default = style.get(W + "default", "0") in {"1", "true", "on"}
        if default and style.get(W + "type") == "paragraph":
            return style.get(W + "styleId", "")
    return ""


def _inner(element: Element | None, *names: str) -> Element | None:
    return None if element is None else element.find("/".join(W + name for name in names))
