"""How wide a line of Times New Roman is, so that a rule gets its length without a drawing."""

import unicodedata

_OTHER = 500
"""For a letter that no table names; the width of most small letters."""
_HORN = "\N{COMBINING HORN}"
_Line = tuple[float, list[str]]
"""The twips that a line takes, and its words."""


class Face(dict[str, int]):
    """The advance widths of one face in 1/1000 em, by letter."""

    def __missing__(self, letter: str) -> int:
        """Return the width of the letter that carries the marks: they take no room."""
        parted = unicodedata.normalize("NFD", letter)
        horn = _HORN if _HORN in parted else ""
        bare = unicodedata.normalize("NFC", parted[0] + horn)
        self[letter] = found = self.get(bare, _OTHER)
        return found


def _face(rows: dict[int, str]) -> Face:
    return Face({letter: width for width, letters in rows.items() for letter in letters})


REGULAR = _face(
    {
        180: "'",
        200: "|",
        250: " ,.",
        278: "/:;\\ijlt",
        333: "!()-I[]`fr‘’",
        389: "Js",
        400: "°",
        408: '"',
        444: "?acez“”",
        469: "^",
        480: "{}",
        500: "#$*0123456789_bdghknopquvxyđ–«»§",
        529: "ơ",
        541: "~",
        542: "ư",
        556: "FPS",
        564: "+<=>",
        611: "ELTZ",
        667: "BCR",
        722: "ADGHKNOQUVXYwĐƠ",
        776: "Ư",
        778: "&m",
        833: "%",
        889: "M",
        921: "@",
        944: "W",
        1000: "—…",
    }
)
BOLD = _face(
    {
        220: "|",
        250: " ,.",
        278: "'/\\il",
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
ITALIC = _face(
    {
        214: "'",
        250: " ,.",
        275: "|",
        278: "/\\fijlt",
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
    return sum(map(face.__getitem__, text)) * size / 50


def lines_of(text: str, face: Face, size: float, room: float) -> list[str]:
    """Return the text broken into lines of `room` twips, each as full as it can be."""
    return _texts(_broken(_measured(text, face, size), width(" ", face, size), room))


def balanced_lines(text: str, face: Face, size: float, room: float) -> list[str]:
    """Return the text in as few lines as fit, all about as long as each other."""
    words, space = _measured(text, face, size), width(" ", face, size)
    best = _broken(words, space, room)
    narrower, step = room, room / 50
    while len(best) > 1 and narrower > step:
        narrower -= step
        lines = _broken(words, space, narrower)
        if len(lines) > len(best):
            break
        best = lines
    return _texts(best)


def widest_line(text: str, face: Face, size: float, room: float) -> float:
    """Return the twips of the longest line after the text is broken into lines of `room` twips."""
    lines = _broken(_measured(text, face, size), width(" ", face, size), room)
    return min(max((used for used, _ in lines), default=0.0), room)


def _measured(text: str, face: Face, size: float) -> list[tuple[float, str]]:
    return [(width(word, face, size), word) for word in text.split()]


def _broken(words: list[tuple[float, str]], space: float, room: float) -> list[_Line]:
    """Return the lines of the words, each with the twips that it takes."""
    lines: list[_Line] = []
    for alone, word in words:
        if lines and (longer := lines[-1][0] + space + alone) <= room:
            lines[-1][1].append(word)
            lines[-1] = longer, lines[-1][1]
        else:
            lines.append((alone, [word]))
    return lines


def _texts(lines: list[_Line]) -> list[str]:
    return [" ".join(words) for _, words in lines]
