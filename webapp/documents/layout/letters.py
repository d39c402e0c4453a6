"""What a run says about its letters, and what letters finally look like."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from webapp.documents.reading.wordml import Element, W, is_on, whole

Values = Mapping[str, Any]

PLAIN_SIZE = 10.0
"""Points; what Word takes where nothing says a size."""
TOGGLES = {
    "b": "bold",
    "i": "italic",
    "caps": "caps",
    "smallCaps": "small_caps",
    "strike": "struck",
    "dstrike": "struck_twice",
    "vanish": "hidden",
    "outline": "outline",
    "shadow": "shadow",
    "emboss": "emboss",
    "imprint": "imprint",
}
"""Switches by their element: styles turn each other off, direct formatting decides."""

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_EFFECTS = ("outline", "shadow", "emboss", "imprint")
_SLOTS = {"ascii": "font", "hAnsi": "other_font", "cs": "complex_font"}
_THEMED = {"ascii": "asciiTheme", "hAnsi": "hAnsiTheme", "cs": "cstheme"}
_PARTS = {"HAnsi": "latin", "Ascii": "latin", "Bidi": "cs", "EastAsia": "ea"}
_BLACK_OF_THEME = frozenset({"text1", "dark1", "tx1", "dk1"})
_NO_FILL = frozenset({"", "auto", "none", "ffffff"})
_NORMAL = 100


@dataclass(frozen=True, slots=True)
class Letters:
    """The look of a run."""

    font: str = ""
    """Of ASCII letters; empty where the file names none, or none that is known."""
    other_font: str = ""
    """Of the letters with marks."""
    size: float = PLAIN_SIZE
    """Points."""
    bold: bool = False
    italic: bool = False
    underline: bool = False
    caps: bool = False
    color: str = ""
    """Six hexadecimal digits; empty for the automatic black."""
    small_caps: bool = False
    struck: bool = False
    hidden: bool = False
    effects: bool = False
    """Outlined, with a shadow, raised or sunk like a relief."""
    background: str = ""
    """A highlight or a fill behind the letters."""
    spacing: int = 0
    """Twips added between the letters."""
    scale: int = _NORMAL
    """Per cent of the letters' own width."""
    raised: bool = False
    """Superscript, subscript, or moved by hand."""
    framed: bool = False
    """A line goes round it."""


class ThemeFonts:
    """The fonts that names such as `minorHAnsi` stand for."""

    def __init__(self, theme: Element | None) -> None:
        self._fonts: dict[str, str] = {}
        for name in ("major", "minor") if theme is not None else ():
            for part in ("latin", "ea", "cs"):
                found = None if theme is None else theme.find(f".//{_A}{name}Font/{_A}{part}")
                if found is not None:
                    self._fonts[name + part] = found.get("typeface", "")

    def of(self, name: str) -> str:
        """Return the font; empty where the theme leaves the choice to the language."""
        return self._fonts.get(name[:5] + _PARTS.get(name[5:], ""), "")


def run_values(properties: Element | None, theme: ThemeFonts) -> dict[str, Any]:
    """Return what one place says about runs; what it does not say is missing."""
    found: dict[str, Any] = {}
    for child in () if properties is None else properties:
        name = str(child.tag).removeprefix(W)
        if name in TOGGLES:
            found[TOGGLES[name]] = is_on(child)
        elif name in _READERS:
            found |= _READERS[name](child)
        elif name == "rFonts":
            found |= _fonts(child, theme)
    return found


def _fonts(element: Element, theme: ThemeFonts) -> dict[str, str]:
    """Return the fonts of the slots; one of the theme goes before one that is named."""
    found: dict[str, str] = {}
    for slot, name in _SLOTS.items():
        themed, named = element.get(W + _THEMED[slot]), element.get(W + slot)
        if themed is not None:
            found[name] = theme.of(themed)
        elif named:
            found[name] = named
    return found


def _color(element: Element) -> dict[str, str]:
    themed = element.get(W + "themeColor", "")
    changed = element.get(W + "themeTint") or element.get(W + "themeShade")
    black = themed in _BLACK_OF_THEME and not changed
    return {"color": "auto" if black else element.get(W + "val", "auto")}


def _fill(element: Element) -> dict[str, str]:
    solid = element.get(W + "val") == "solid"
    fill = element.get(W + ("color" if solid else "fill"), "")
    return {"fill": "" if fill.lower() in _NO_FILL else fill}


def _highlight(element: Element) -> dict[str, str]:
    name = element.get(W + "val", "none")
    return {"highlight": "" if name in {"none", "white"} else name}


def _number(name: str, element: Element) -> dict[str, int]:
    number = whole(element.get(W + "val", "").rstrip("%"))
    return {} if number is None else {name: number}


_READERS: dict[str, Callable[[Element], dict[str, Any]]] = {
    "u": lambda one: {"underline": one.get(W + "val", "single") != "none"},
    "sz": lambda one: {"size": (whole(one.get(W + "val", "")) or 0) / 2},
    "szCs": lambda one: {"complex_size": (whole(one.get(W + "val", "")) or 0) / 2},
    "bCs": lambda one: {"complex_bold": is_on(one)},
    "iCs": lambda one: {"complex_italic": is_on(one)},
    "cs": lambda one: {"complex": is_on(one)},
    "rtl": lambda one: {"complex": is_on(one)},
    "color": _color,
    "shd": _fill,
    "highlight": _highlight,
    "spacing": lambda one: _number("spacing", one),
    "w": lambda one: _number("scale", one),
    "position": lambda one: _number("position", one),
    "bdr": lambda one: {"framed": one.get(W + "val", "none") not in {"none", "nil"}},
    "vertAlign": lambda one: {"raised": one.get(W + "val", "baseline") != "baseline"},
}


def letters_of(merged: Values) -> Letters:
    """Return the look for what all places together say."""
    color = merged.get("color", "auto")
    font, bold, italic = merged.get("font", ""), merged["bold"], merged["italic"]
    other, size = merged.get("other_font", font), merged.get("size", PLAIN_SIZE)
    if merged.get("complex"):  # Word then takes the properties of right-to-left text
        font = other = merged.get("complex_font", "")
        size = merged.get("complex_size", PLAIN_SIZE)
        bold, italic = merged.get("complex_bold", False), merged.get("complex_italic", False)
    return Letters(
        font=font,
        other_font=other,
        size=size,
        bold=bold,
        italic=italic,
        underline=merged.get("underline", False),
        caps=merged["caps"],
        color="" if color in {"auto", "000000"} else color,
        small_caps=merged["small_caps"],
        struck=merged["struck"] or merged["struck_twice"],
        hidden=merged["hidden"],
        effects=any(merged[name] for name in _EFFECTS),
        background=merged.get("highlight") or merged.get("fill", ""),
        spacing=merged.get("spacing", 0),
        scale=merged.get("scale", _NORMAL),
        raised=merged.get("raised", False) or bool(merged.get("position", 0)),
        framed=merged.get("framed", False),
    )
