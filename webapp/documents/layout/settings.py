"""What a paragraph says about its place on the page, and how it is finally set."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from webapp.documents.reading.wordml import Element, W, has, number, value, whole

Values = Mapping[str, Any]

SINGLE = 240
"""Twips of a line, and what `line` is for single spacing."""
_ALIGNS = {
    "both": "justify",
    "distribute": "justify",
    "mediumKashida": "justify",
    "lowKashida": "justify",
    "highKashida": "justify",
    "thaiDistribute": "justify",
    "start": "left",
    "end": "right",
}
_EDGES = ("top", "bottom", "left", "right")
_NO_LINE = frozenset({"", "nil", "none"})
_NO_FILL = frozenset({"", "auto", "none", "ffffff"})
_ON = frozenset({"1", "true", "on"})


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
    line: int = SINGLE
    """In 240ths of a line, or twips where `exact` or `least`."""
    exact: bool = False
    """Whether the line spacing is a fixed height."""
    least: bool = False
    """Whether it is a height that lines reach at least."""
    above: str = ""
    """The kind of line that borders it, such as `single`; empty for none."""
    below: str = ""
    boxed: bool = False
    """Whether lines border it on every side."""
    contextual: bool = False
    """No gap to a neighbour of the same style."""
    style: str = ""
    tabs: tuple[tuple[int, str], ...] = ()
    """Where its own tab stops stand and of which kind they are, from left to right."""
    listed: tuple[int, int | None] | None = None
    """The list that numbers it, and the level."""
    framed: str = ""
    """`center` for a frame in the middle, another word for other frames, empty for none."""
    filled: bool = False
    starts_page: bool = False
    by_letters: bool = False
    """Whether an indent is given in letters, whose width no rule knows."""


def paragraph_values(properties: Element | None) -> dict[str, Any]:
    """Return what one place says about a paragraph; what it does not say is missing."""
    if properties is None:
        return {}
    found: dict[str, Any] = {}
    if align := value(properties, "jc"):
        found["align"] = align
    found |= _spacing(properties.find(W + "spacing"))
    found |= indents(properties.find(W + "ind"))
    found |= _borders(properties.find(W + "pBdr"))
    found |= _numbered(properties.find(W + "numPr"))
    found |= _frame(properties.find(W + "framePr"))
    fill = value(properties, "shd", "fill").lower()
    if properties.find(W + "shd") is not None:
        found["filled"] = fill not in _NO_FILL
    for name, switch in {"contextual": "contextualSpacing", "page": "pageBreakBefore"}.items():
        if properties.find(W + switch) is not None:
            found[name] = has(properties, switch)
    return found


def _spacing(element: Element | None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if element is None:
        return found
    for name in ("before", "after", "line"):
        length = whole(element.get(W + name, ""))
        if length is not None:
            found[name] = length
        in_lines = whole(element.get(f"{W}{name}Lines", ""))
        if in_lines:
            found[name] = in_lines * SINGLE // 100
        if element.get(f"{W}{name}Autospacing") in _ON:
            found[name] = SINGLE
    if "line" in found:
        found["rule"] = element.get(W + "lineRule", "auto")
    return found


def indents(element: Element | None) -> dict[str, int]:
    """Return the indents that an element names."""
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
    in_letters = any(
        whole(element.get(f"{W}{name}Chars", "")) for name in ("firstLine", "hanging", "left")
    )
    if in_letters or first is not None or hanging is not None:
        found["by_letters"] = in_letters
    return found


def _borders(element: Element | None) -> dict[str, str]:
    kinds = {} if element is None else {edge: value(element, edge) for edge in _EDGES}
    return {
        f"ruled_{edge}": "" if kind in _NO_LINE else kind for edge, kind in kinds.items() if kind
    }


def _numbered(element: Element | None) -> dict[str, Any]:
    name = number(element, "numId")
    return {} if name is None else {"list": (name, number(element, "ilvl"))}


def _frame(element: Element | None) -> dict[str, str]:
    if element is None or element.get(W + "dropCap", "none") != "none":
        return {}
    return {"framed": element.get(W + "xAlign") or "placed"}


def tabs_of(properties: Element | None) -> dict[int, str]:
    """Return the tab stops that one place sets, `clear` where it takes one away."""
    stops = None if properties is None else properties.find(W + "tabs")
    places = () if stops is None else tuple(stops)
    found = ((whole(one.get(W + "pos", "")), one.get(W + "val", "left")) for one in places)
    return {place: kind for place, kind in found if place is not None}


def setting_of(merged: Values, style: str, tabs: Mapping[int, str]) -> Setting:
    """Return the look for what all places together say."""
    rule, align = merged.get("rule", "auto"), str(merged.get("align", "left"))
    edges = [merged.get(f"ruled_{edge}", "") for edge in _EDGES]
    listed = merged.get("list")
    return Setting(
        align=_ALIGNS.get(align, align),
        left=merged.get("left", 0),
        right=merged.get("right", 0),
        first_line=merged.get("first_line", 0),
        before=merged.get("before", 0),
        after=merged.get("after", 0),
        line=merged.get("line", SINGLE),
        exact=rule == "exact",
        least=rule == "atLeast",
        above=edges[0],
        below=edges[1],
        boxed=all(edges),
        contextual=merged.get("contextual", False),
        style=style,
        tabs=tuple(sorted((place, kind) for place, kind in tabs.items() if kind != "clear")),
        listed=listed if listed and listed[0] else None,
        framed=merged.get("framed", ""),
        filled=merged.get("filled", False),
        starts_page=merged.get("page", False),
        by_letters=merged.get("by_letters", False),
    )
