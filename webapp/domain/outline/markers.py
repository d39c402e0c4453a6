"""The marks that begin a heading or a paragraph: how they are written, found and counted.

PL1 II.6đ names Phần, Chương, Mục, Tiểu mục, Điều, khoản `1.` and điểm `a)` by the Vietnamese
alphabet; PL1 V.6b the roman `I.`; `1.1.`, `(1)`, `-` and `+` are practice.
"""

import re
from typing import NamedTuple

from webapp.domain.plan import Marker, MarkerKind

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The order of điểm: no f, j, w, z, and đ after d (PL1 II.6đ)."""

_PATTERNS: tuple[tuple[MarkerKind, re.Pattern[str]], ...] = (
    (MarkerKind.PART, re.compile(r"(?:Phần|PHẦN)\s(?:thứ\s\w+|THỨ\s\w+|[IVXLC]+|\d{1,2}|[A-H])\b")),
    (MarkerKind.CHAPTER, re.compile(r"(?:Chương|CHƯƠNG)\s(?:[IVXLC]+|\d{1,2})\b")),
    (MarkerKind.SUBSECTION, re.compile(r"(?:Tiểu mục|TIỂU MỤC)\s(?:[IVXLC]+|\d{1,2})\b")),
    (MarkerKind.SECTION, re.compile(r"(?:Mục|MỤC)\s(?:[IVXLC]+|\d{1,2})\b")),
    (MarkerKind.ARTICLE, re.compile(r"(?:Điều|ĐIỀU)\s\d{1,3}[a-zđ]?\b")),
    (MarkerKind.ROMAN, re.compile(r"[IVXL]{1,7}(?:[.)/:]|\s?[-–](?=\s))")),
    (MarkerKind.ROMAN, re.compile(r"(?:I{1,3}|IV|VIII?|IX)(?=\s)")),
    (MarkerKind.PART, re.compile(r"[A-HĐ][.)/]")),
    (MarkerKind.DECIMAL, re.compile(r"[1-9]\d?(?:\.[1-9]\d?){1,4}[.)/]?(?!\d)")),
    (MarkerKind.ARABIC, re.compile(r"[1-9]\d{0,2}[./]")),
    (MarkerKind.PAREN, re.compile(r"\((?:[1-9]\d{0,2}|[ivx]{1,4}|[a-zđ])\)|[1-9]\d{0,2}\)")),
    (MarkerKind.LETTER, re.compile(r"[a-zđ]\d?\)|[a-zđ]\.(?=\s)")),
    (MarkerKind.DASH, re.compile("[-–—\u2212•·●▪◦‣➢*\uf0b7\uf02d\uf0a7\uf0d8]")),
    (MarkerKind.PLUS, re.compile(r"\+")),
)
_NAMED = frozenset({MarkerKind.PART, MarkerKind.CHAPTER, MarkerKind.SECTION, MarkerKind.SUBSECTION})
_ANY = re.compile("|".join(pattern.pattern for _, pattern in _PATTERNS))
_LONGEST = 60
"""No mark is longer; the search need not see the whole paragraph."""
_RANKS = {kind: 10 * place for place, kind in enumerate(MarkerKind, start=1)}
_SPLIT = re.compile(r"(?P<before>.*?)(?<!\w)(?P<numeral>[IVXLC]+|\d+|[A-Za-zđĐ])(?P<after>\W*)")
_LETTER_SPLIT = re.compile(r"(?P<before>\(?)(?P<numeral>[a-zđ])(?P<after>\W+)")
_DECIMAL_SPLIT = re.compile(r"(?P<before>[\d.]+\.)(?P<numeral>\d+)(?P<after>\W*)")
_ROMAN_DIGITS = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_MOST_ROMAN = 89
_SAME_SIGNS = ("-–—\u2212\uf02d", "•·●\uf0b7", "▪\uf0a7", "➢\uf0d8")
_DASH, _PLUS, _DECIMAL = MarkerKind.DASH, MarkerKind.PLUS, MarkerKind.DECIMAL
_SIGNS = {sign: signs[0] for signs in _SAME_SIGNS for sign in signs}


class Mark(NamedTuple):
    """A mark cut in three, so that the numeral can be counted on."""

    before: str
    numeral: str
    after: str


def find_marker(text: str, *, whole: bool = True) -> tuple[Marker, int] | None:
    """Return the mark that begins the text and how many characters it takes with its spaces.

    `whole` tells that the text ends here; where it goes on, its end ends no mark.
    """
    head = text[:_LONGEST]
    if not _ANY.match(head):
        return None
    ends = whole and len(text) <= _LONGEST
    for kind, pattern in _PATTERNS:
        if (match := pattern.match(head)) and (end := _end(kind, match, ends=ends)) is not None:
            spaces = len(head) - len(head[end:].lstrip(" \t")) - end
            return Marker(kind, head[:end]), end + spaces
    return None


def _end(kind: MarkerKind, match: re.Match[str], *, ends: bool) -> int | None:
    """Return where the mark ends if what follows allows it to be one."""
    end = match.end()
    if kind in _NAMED or kind is MarkerKind.ARTICLE:
        return _end_of_named(kind, match, ends=ends)
    rest = match.string[end:]
    if kind is MarkerKind.ROMAN and not from_roman(match[0].rstrip(".)/:-– ")):
        return None
    if not rest:
        return end if ends and match[0][-1] not in "/0123456789" else None
    fits = _followed_by_text if rest[0] in " \t" else _followed_tightly
    return end if fits(kind, match[0], rest) else None


def _end_of_named(kind: MarkerKind, match: re.Match[str], *, ends: bool) -> int | None:
    """Tell «Chương I» as a title from «Chương II Luật …» as the rest of a sentence."""
    text, end = match.string, match.end()
    if match[0][-1] in ".)/":
        return end if _in_capitals(text[end:]) else None
    if text[end : end + 1] in {".", ":"} and (text[end + 1 : end + 2] in " \t" or ends):
        return end + 1
    rest = text[end:].strip()
    if kind is not MarkerKind.ARTICLE and (_in_capitals(text[end:]) or rest[:1] in {"-", "–"}):
        return end
    return end if not rest and ends else None


def _followed_by_text(kind: MarkerKind, mark: str, rest: str) -> bool:
    """Tell a mark from a number or letter that a sentence happens to begin with."""
    first = rest.strip()[:1]
    if kind is MarkerKind.ROMAN and mark[-1] in "IVXL":
        return _in_capitals(rest)
    if kind is MarkerKind.DECIMAL and mark[-1] not in ".)":
        return first.isupper() or first in '“"'
    return first.isalpha() if mark.endswith("/") else True


def _followed_tightly(kind: MarkerKind, mark: str, rest: str) -> bool:
    """Tell «1.Mục tiêu» and «-Rà soát» from «1.000», «30/CT» and «v.v.»."""
    if kind is MarkerKind.ROMAN:
        return mark[-1] in ".)" and rest[:2].isalpha() and len(rest) > 1
    if kind in {MarkerKind.ARABIC, MarkerKind.DECIMAL}:
        return mark[-1] in ".)" and rest[0].isupper()
    if kind in {MarkerKind.DASH, MarkerKind.PLUS, MarkerKind.LETTER}:
        return mark != "*" and rest[0].isalpha() and "/" not in rest.split(maxsplit=1)[0]
    return rest[0].isupper()


def _in_capitals(rest: str) -> bool:
    """Tell whether the next word is written in capitals."""
    words = rest.split(maxsplit=1)
    return rest[:1] in {" ", "\t"} and bool(words) and len(words[0]) > 1 and words[0].isupper()


def rank(marker: Marker) -> int:
    """Return how deep the mark stands in the order of PL1 II.6đ; a larger number is deeper."""
    depth = _RANKS[marker.kind]
    return depth + len(components(marker)) if marker.kind is _DECIMAL else depth


def item_sign(marker: Marker) -> str:
    """Return the sign of an item, whichever way it is drawn; empty for marks that count."""
    if marker.kind is not _DASH and marker.kind is not _PLUS:
        return ""
    return _SIGNS.get(marker.text, marker.text)


def components(marker: Marker) -> tuple[int, ...]:
    """Return the numbers of a mark such as `4.2.`; empty for other marks."""
    if marker.kind is not _DECIMAL:
        return ()
    return tuple(int(digits) for digits in re.findall(r"\d+", marker.text))


def cut(marker: Marker) -> Mark | None:
    """Return the mark in three parts, or None where it has no numeral to count on."""
    if marker.kind in {MarkerKind.DASH, MarkerKind.PLUS}:
        return None
    special = {MarkerKind.DECIMAL: _DECIMAL_SPLIT, MarkerKind.LETTER: _LETTER_SPLIT}
    match = special.get(marker.kind, _SPLIT).fullmatch(marker.text)
    return Mark(*match.groups()) if match else None


def value(mark: Mark) -> int | None:
    """Return the number that a numeral stands for."""
    numeral = mark.numeral
    if numeral.isdigit():
        return int(numeral)
    if numeral.isupper() and (number := from_roman(numeral)):
        return number
    place = LETTERS.find(numeral.lower())
    return place + 1 if place >= 0 else None


def counted(mark: Mark, number: int) -> str | None:
    """Return the mark written with another number, in its own style."""
    numeral = _numeral(mark.numeral, number)
    return None if numeral is None else mark.before + numeral + mark.after


def _numeral(model: str, number: int) -> str | None:
    if model.isdigit():
        return str(number)
    if model.isupper() and from_roman(model):
        return to_roman(number)
    if number > len(LETTERS):
        return None
    letter = LETTERS[number - 1]
    return letter.upper() if model.isupper() else letter


def to_roman(number: int) -> str | None:
    """Return a number in roman numerals, up to 89."""
    if number > _MOST_ROMAN:
        return None
    written = ""
    for worth, digits in _ROMAN_DIGITS:
        written += digits * (number // worth)
        number %= worth
    return written


def from_roman(numeral: str) -> int:
    """Return what a roman numeral is worth; 0 for one that is not written as numerals are."""
    return _ROMANS.get(numeral, 0)


_ROMANS = {str(to_roman(number)): number for number in range(1, _MOST_ROMAN + 1)}
