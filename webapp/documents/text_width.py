"""How wide a line of Times New Roman is, so that a rule gets its length without a drawing."""

import unicodedata
from enum import Enum

_OTHER = 500
"""For a letter that no table names; the width of most small letters."""
_HORN = "\N{COMBINING HORN}"


def _table(rows: dict[int, str]) -> dict[str, int]:
    return {letter: width for width, letters in rows.items() for letter in letters}


class Face(Enum):
    """The faces that are measured, with the advance widths of their letters in 1/1000 em."""

    BOLD = _table(
        {
            220: "|",
            250: " ,.",
            278: "'/\\ilı",
            333: "!()-:;[]`fjt‘’",
            389: "Is",
            394: "{}",
            400: "°",
            444: "cerz",
            500: "#$*0123456789?J_agovxy–“”«»§",
            520: "~",
            554: "ơ",
            555: '"',
            556: "Sbdhknpquđ",
            570: "+<=>",
            581: "^",
            600: "ư",
            611: "FP",
            667: "BELTZ",
            722: "ACDNRUVXYwĐ",
            778: "GHKOQƠ",
            796: "Ư",
            833: "&m",
            930: "@",
            944: "M",
            1000: "%W…",
        }
    )
    ITALIC = _table(
        {
            214: "'",
            250: " ,.",
            275: "|",
            278: "/\\fijltı",
            333: "!()-:;I`‘’",
            389: "[]rsz",
            400: "{}°",
            420: '"',
            422: "^",
            444: "Jcekvxy",
            500: "#$*0123456789?S_abdghnopquđ–«»§",
            534: "ơ",
            541: "~",
            545: "ư",
            556: "LTYZ“”",
            611: "ABEFPRVX",
            667: "CKNw",
            675: "+<=>",
            722: "DGHOQUmĐƠ",
            754: "Ư",
            778: "&",
            833: "%MW",
            889: "…",
            920: "@",
        }
    )


def width(text: str, face: Face, size: float) -> float:
    """Return how many twips one line of the text takes at the size in points."""
    return sum(_width_of(letter, face.value) for letter in text) * size / 50


def _width_of(letter: str, widths: dict[str, int]) -> int:
    known = widths.get(letter)
    return known if known is not None else widths.get(_without_marks(letter), _OTHER)


def _without_marks(letter: str) -> str:
    """Return the letter that carries the marks: they take no room, the horn of ơ and ư does."""
    base, *marks = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", base + _HORN) if _HORN in marks else base


def widest_line(text: str, face: Face, size: float, room: float) -> float:
    """Return the twips of the longest line after the text is broken into lines of `room` twips."""
    widest = line = 0.0
    space = width(" ", face, size)
    for word in text.split():
        longer = line + space + width(word, face, size) if line else width(word, face, size)
        line = longer if longer <= room else width(word, face, size)
        widest = max(widest, line)
    return min(widest, room)
