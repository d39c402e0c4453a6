"""What a paragraph and its letters finally look like, after defaults, theme and styles."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from webapp.documents.layout.letters import (
    TOGGLES,
    Letters,
    ThemeFonts,
    Values,
    letters_of,
    run_values,
)
from webapp.documents.layout.settings import (
    Setting,
    indents,
    paragraph_values,
    setting_of,
    tabs_of,
)
from webapp.documents.reading.wordml import Element, W, content_key, value, whole

_MOST_BASES = 20
_WHOLE = "wholeTable"
TableLook = tuple[str, tuple[str, ...]] | None
"""A table style and the conditions of a cell in it, the stronger ones last; None outside."""


@dataclass(slots=True)
class _Level:
    """One level of a list."""

    indents: dict[str, int] = field(default_factory=dict)
    tabs: dict[int, str] = field(default_factory=dict)
    letters: Values = field(default_factory=dict)
    """Of the mark alone."""
    style: str = ""


class Formatting:
    """Resolves the formatting of one file; remembers what was asked: most lines look alike."""

    def __init__(
        self, styles: Element | None, numbering: Element | None, theme: Element | None
    ) -> None:
        self._theme = ThemeFonts(theme)
        self._styles = _by_id(styles, "style", "styleId")
        self._levels = self._read_levels(numbering)
        defaults = None if styles is None else styles.find(W + "docDefaults")
        self._run_defaults = run_values(_inner(defaults, "rPrDefault", "rPr"), self._theme)
        self._paragraph_defaults = paragraph_values(_inner(defaults, "pPrDefault", "pPr"))
        self.default_style = _default_style(styles, "paragraph")
        self.default_table_style = _default_style(styles, "table")
        self._chains: dict[tuple[str, str, str], list[Values]] = {}
        self._settings: dict[tuple[tuple[object, ...], TableLook], Setting] = {}
        self._letters: dict[tuple[tuple[object, ...], str, TableLook], Letters] = {}

    def paragraph(self, properties: Element | None, table: TableLook = None) -> Setting:
        """Return the look of a paragraph with these properties, in such a cell."""
        key = (content_key(properties), table)
        if key not in self._settings:
            self._settings[key] = self._paragraph(properties, table)
        return self._settings[key]

    def letters(
        self, run: Element | None, paragraph_style: str, table: TableLook = None
    ) -> Letters:
        """Return the look of a run with these properties, in a paragraph of that style."""
        key = (content_key(run), paragraph_style, table)
        if key not in self._letters:
            direct = run_values(run, self._theme)
            self._letters[key] = self._merged(direct, value(run, "rStyle"), paragraph_style, table)
        return self._letters[key]

    def mark(self, setting: Setting, properties: Element | None) -> Letters:
        """Return the look of the mark that a list puts before a paragraph."""
        own = None if properties is None else properties.find(W + "rPr")
        level = self._level(setting.listed, setting.style)
        direct = {**run_values(own, self._theme), **level.letters}
        return self._merged(direct, value(own, "rStyle"), setting.style, None)

    def table_properties(self, style: str) -> Iterator[Element]:
        """Yield what a table style says of tables as a whole, the nearest first."""
        for one in self._bases(style or self.default_table_style):
            found = one.find(W + "tblPr")
            if found is not None:
                yield found

    def _merged(
        self, direct: Values, character: str, paragraph_style: str, table: TableLook
    ) -> Letters:
        levels = (
            _joined(self._of_table(table, "rPr")),
            _joined(self._chain(paragraph_style or self.default_style, "rPr")),
            _joined(self._chain(character, "rPr")),
        )
        merged: dict[str, Any] = dict(self._run_defaults)
        for values in (*levels, direct):
            merged |= values
        for name in TOGGLES.values():
            merged[name] = _toggled(name, self._run_defaults, levels, direct)
        return letters_of(merged)

    def _paragraph(self, properties: Element | None, table: TableLook) -> Setting:
        style = value(properties, "pStyle") or self.default_style
        merged: dict[str, Any] = dict(self._paragraph_defaults)
        for values in (*self._of_table(table, "pPr"), *self._chain(style, "pPr")):
            merged |= values
        direct = paragraph_values(properties)
        level = self._level(direct.get("list") or merged.get("list"), style)
        indented = any(name in merged for name in ("left", "first_line"))
        if "list" in direct or not indented:
            merged |= level.indents
        merged |= direct
        tabs = dict(level.tabs)
        for one in reversed(list(self._bases(style))):
            tabs |= tabs_of(one.find(W + "pPr"))
        return setting_of(merged, style, tabs | tabs_of(properties))

    def _level(self, listed: tuple[int, int | None] | None, style: str) -> _Level:
        name, place = listed or (0, None)
        if place is None:  # the level whose own style this is, else the first
            levels = (one for (num, _), one in self._levels.items() if num == name)
            linked = next((one for one in levels if one.style and one.style == style), None)
            return linked or self._levels.get((name, 0), _Level())
        return self._levels.get((name, place), _Level())

    def _of_table(self, table: TableLook, kind: str) -> list[Values]:
        if table is None:
            return []
        name, conditions = table[0] or self.default_table_style, table[1]
        return [
            values
            for condition in (_WHOLE, *conditions)
            for values in self._chain(name, kind, condition)
        ]

    def _chain(self, style: str, kind: str, condition: str = _WHOLE) -> list[Values]:
        """Return what a style and those it is based on say, the farthest first."""
        key = (style, kind, condition)
        if key not in self._chains:
            places = [_under(one, condition) for one in self._bases(style)]
            found = [None if one is None else one.find(W + kind) for one in places]
            self._chains[key] = [
                run_values(one, self._theme) if kind == "rPr" else paragraph_values(one)
                for one in reversed(found)
                if one is not None
            ]
        return self._chains[key]

    def _bases(self, style: str) -> Iterator[Element]:
        for _ in range(_MOST_BASES):
            element = self._styles.get(style)
            if element is None:
                return
            yield element
            style = value(element, "basedOn")

    def _read_levels(self, root: Element | None) -> dict[tuple[int, int], _Level]:
        found: dict[tuple[int, int], _Level] = {}
        abstract = _by_id(root, "abstractNum", "abstractNumId")
        for listed in () if root is None else root.iter(W + "num"):
            name = whole(listed.get(W + "numId", "")) or 0
            shared = abstract.get(value(listed, "abstractNumId"))
            for parent in (shared, listed):
                for level in () if parent is None else parent.iter(W + "lvl"):
                    place = whole(level.get(W + "ilvl", "")) or 0
                    found[name, place] = _Level(
                        indents(_inner(level, "pPr", "ind")),
                        tabs_of(level.find(W + "pPr")),
                        run_values(level.find(W + "rPr"), self._theme),
                        value(level, "pStyle"),
                    )
        return found


def _toggled(
    name: str, defaults: Values, levels: tuple[dict[str, Any], ...], direct: Values
) -> bool:
    """Tell whether a switch is on: styles turn each other off, direct formatting decides."""
    if name in direct:
        return bool(direct[name])
    on = False
    for values in levels:
        on ^= bool(values.get(name))
    return on or bool(defaults.get(name))


def _joined(chain: list[Values]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for values in chain:
        merged |= values
    return merged


def _under(style: Element, condition: str) -> Element | None:
    """Return where a style says what holds under a condition of its cells."""
    if condition == _WHOLE:
        return style
    parts = style.iterfind(W + "tblStylePr")
    return next((one for one in parts if one.get(W + "type") == condition), None)


def _by_id(root: Element | None, tag: str, key: str) -> dict[str, Element]:
    elements = () if root is None else root.iter(W + tag)
    return {element.get(W + key, ""): element for element in elements}


def _default_style(styles: Element | None, kind: str) -> str:
    for style in () if styles is None else styles.iter(W + "style"):
        default = style.get(W + "default", "0") in {"1", "true", "on"}
        if default and style.get(W + "type") == kind:
            return style.get(W + "styleId", "")
    return ""


def _inner(element: Element | None, *names: str) -> Element | None:
    return None if element is None else element.find("/".join(W + name for name in names))
