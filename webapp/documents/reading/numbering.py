"""Automatic numbering of Word counted out: the mark that a reader sees before a paragraph."""

import re
from dataclasses import dataclass, field

from webapp.documents.reading.styles import Styles, indent_of
from webapp.documents.reading.symbols import is_sign_font, signs
from webapp.documents.reading.wordml import Element, W, has, number, value, whole
from webapp.domain.outline.markers import to_roman

_PLACE = re.compile(r"%([1-9])")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LEVELS, _STEP = 9, 360
_MOST_LETTERS = 30
_MINUS = "\u2212"
"""What the hyphen of the font Symbol looks like; as a bullet it is the dash of any list."""


@dataclass(slots=True)
class _Level:
    """How one level of a list counts."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    """The level whose step lets this one begin anew; None means any above, 0 means none."""
    legal: bool = False
    style: str = ""
    font: str = ""
    indent: int | None = None


@dataclass(slots=True)
class _List:
    """One `w:num`: which counters it shares, its levels, and what it starts anew."""

    counters: int
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of one file, counted while the file is read from top to bottom."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[int, Element] = {}
        self._instances: dict[int, Element] = {}
        self._lists: dict[int, _List | None] = {}
        self._counts: dict[int, dict[int, int]] = {}
        self._started: set[tuple[int, int]] = set()
        if root is not None:
            self._abstract = _by_id(root, "abstractNum", "abstractNumId")
            self._instances = _by_id(root, "num", "numId")

    def mark(self, found: tuple[int, int | None] | None, style: str) -> str:
        """Return the mark of the next paragraph of a list; empty where a reader sees none."""
        if found is None or not found[0]:
            return ""
        counted = self._list(found[0])
        if counted is None:
            return ""
        level = self._level(counted, found[1], style)
        if level not in counted.levels:
            return ""
        self._step(found[0], counted, level)
        return self._written(counted, level)

    def indent(self, found: tuple[int, int | None] | None, style: str) -> int | None:
        """Return where the lines of a list begin, in twips; None for what is in no list."""
        counted = self._list(found[0]) if found and found[0] else None
        if found is None or counted is None:
            return None
        level = self._level(counted, found[1], style)
        given = counted.levels[level].indent if level in counted.levels else None
        return _STEP * level if given is None else given

    def _list(self, name: int) -> _List | None:
        if name not in self._lists:
            self._lists[name] = self._read(name)
        return self._lists[name]

    def _read(self, name: int) -> _List | None:
        instance = self._instances.get(name)
        key = number(instance, "abstractNumId")
        if instance is None or key is None or key not in self._abstract:
            return None
        key, abstract = self._followed(key)
        levels = {level: _read_level(one) for level, one in _levels(abstract)}
        starts: dict[int, int] = {}
        for override in instance.iter(W + "lvlOverride"):
            level = whole(override.get(W + "ilvl", "")) or 0
            begin = number(override, "startOverride")
            if begin is not None:
                starts[level] = begin
            for _, one in _levels(override):
                levels[level] = _read_level(one)
        return _List(key, levels, starts)

    def _followed(self, key: int) -> tuple[int, Element]:
        """Return the list that really holds the levels: a style of lists may stand between."""
        abstract = self._abstract[key]
        linked = self._styles.numbering_of_list_style(value(abstract, "numStyleLink"))
        target = number(self._instances.get(linked or 0), "abstractNumId")
        if target is not None and target in self._abstract:
            return target, self._abstract[target]
        return key, abstract

    def _level(self, counted: _List, level: int | None, style: str) -> int:
        if level is not None:
            return level
        linked = (place for place, one in counted.levels.items() if style and one.style == style)
        return next(linked, 0)

    def _step(self, name: int, counted: _List, level: int) -> None:
        """Count one paragraph, and let deeper levels begin anew."""
        counts = self._counts.setdefault(counted.counters, {})
        own = counted.levels[level]
        if level in counted.starts and (name, level) not in self._started:
            counts[level] = counted.starts[level]
        else:
            counts[level] = counts[level] + 1 if level in counts else own.start
        self._started.add((name, level))
        for deeper in [place for place in counts if place > level]:
            restart = counted.levels[deeper].restart if deeper in counted.levels else None
            if restart is None or (restart and level < restart):
                del counts[deeper]

    def _written(self, counted: _List, level: int) -> str:
        own = counted.levels[level]
        if own.format == "bullet":
            text = own.text.strip()
            shown = signs(text, own.font) if is_sign_font(own.font) else _bullet(text)
            return "-" if shown == _MINUS else shown
        counts = self._counts[counted.counters]

        def numeral(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            one = counted.levels.get(place, _Level())
            legal = own.legal and one.format != "none"
            return _numeral(counts.get(place, one.start), "decimal" if legal else one.format)

        return _PLACE.sub(numeral, own.text).strip()


def _by_id(root: Element, name: str, key: str) -> dict[int, Element]:
    pairs = ((whole(one.get(W + key, "")), one) for one in root.findall(W + name))
    return {found: one for found, one in pairs if found is not None}


def _levels(parent: Element) -> list[tuple[int, Element]]:
    found = ((whole(one.get(W + "ilvl", "")), one) for one in parent.findall(W + "lvl"))
    return [(level, one) for level, one in found if level is not None and level < _LEVELS]


def _read_level(element: Element) -> _Level:
    start = number(element, "start")
    fonts = element.find(f"{W}rPr/{W}rFonts")
    return _Level(
        start=0 if start is None else start,
        format=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText"),
        restart=number(element, "lvlRestart"),
        legal=has(element, "isLgl"),
        style=value(element, "pStyle"),
        indent=indent_of(element.find(W + "pPr")),
        font="" if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or "",
    )


def _bullet(text: str) -> str:
    """Return a bullet; the letter o of Courier New is a ring, and private signs are points."""
    if text == "o":
        return "◦"
    return "•" if text and "\ue000" <= text[0] <= "\uf8ff" else text


def _numeral(count: int, form: str) -> str:
    if form == "none":
        return ""
    if form in {"upperRoman", "lowerRoman"}:
        roman = to_roman(count) or str(count)
        return roman.lower() if form == "lowerRoman" else roman
    if form in {"upperLetter", "lowerLetter"} and 0 < count <= _MOST_LETTERS * len(_LETTERS):
        times, place = divmod(count - 1, len(_LETTERS))
        letters = _LETTERS[place] * (times + 1)
        return letters.upper() if form == "upperLetter" else letters
    return f"{count:02}" if form == "decimalZero" else str(count)
