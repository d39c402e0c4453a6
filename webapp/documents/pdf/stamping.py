"""A mark on every page of a PDF that is handed out: what it says became of the paper.

The letters are drawn as outlines, so that no font is needed on the machine and none is missing in
the file. The bytes that are kept stay as they are; a signature in them does not cover the mark.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from pikepdf import Page, Pdf

_LETTERS = Path(__file__).with_name("stamp_letters.json")
_SIZE = 10.0
_EDGE, _ROOM = 8.0, 3.0
"""Points from the edge of the page to the frame, and from the frame to the words."""
_RED = "0.706 0.137 0.165"
_UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class _Letters:
    units: int
    shapes: dict[str, tuple[int, str]]
    """By letter: how far it goes on, and the operators that draw it."""

    def of(self, letter: str) -> tuple[int, str]:
        return self.shapes.get(letter) or self.shapes[_UNKNOWN]

    def width(self, words: str) -> float:
        return sum(self.of(letter)[0] for letter in words) / self.units


def stamped(data: bytes, words: str) -> bytes:
    """Return the PDF with the words in a red frame at the head of every page, and in its title."""
    with Pdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            _stamp(page, words)
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = f"{words} – {metadata.get('dc:title', '')}".rstrip(" –")
        saved = BytesIO()
        pdf.save(saved, deterministic_id=True)
        return saved.getvalue()


def _stamp(page: Page, words: str) -> None:
    box = page.cropbox
    left, bottom, right, top = (float(one) for one in box)
    turned = int(page.obj.get("/Rotate", 0)) % 360
    width, height = right - left, top - bottom
    matrix = {
        0: (1, 0, 0, 1, left, bottom),
        90: (0, 1, -1, 0, right, bottom),
        180: (-1, 0, 0, -1, right, top),
        270: (0, -1, 1, 0, left, top),
    }[turned]
    if turned in {90, 270}:
        width, height = height, width
    place = " ".join(_number(one) for one in matrix)
    page.contents_add(b"q\n", prepend=True)
    drawn = f"Q\nq {place} cm\n{_frame(words, width, height)}\nQ\n"
    page.contents_add(drawn.encode("ascii"))


def _frame(words: str, width: float, height: float) -> str:
    """Return what draws the words, as large as they fit, in a frame at the top of the page."""
    letters = _letters()
    room = width - 2 * (_EDGE + _ROOM)
    size = min(_SIZE, room / max(letters.width(words), 1.0))
    long = letters.width(words) * size
    x, y = (width - long) / 2, height - _EDGE - _ROOM - size
    frame = (x - _ROOM, y - _ROOM, long + 2 * _ROOM, size + 2 * _ROOM)
    around = " ".join(_number(one) for one in frame)
    spoken = "feff" + words.encode("utf-16-be").hex()
    scale, at = _number(size / letters.units), (_number(x), _number(y + size * 0.15))
    return "\n".join(
        (
            f"1 1 1 rg {around} re f",
            f"{_RED} RG 1 w {around} re S",
            f"{_RED} rg /Span <</ActualText <{spoken}>>> BDC",
            f"{scale} 0 0 {scale} {at[0]} {at[1]} cm",
            *_shapes(letters, words),
            "EMC",
        )
    )


def _shapes(letters: _Letters, words: str) -> list[str]:
    """Return each letter, and the step to the next."""
    lines = []
    for letter in words:
        advance, shape = letters.of(letter)
        lines.append(f"{shape} f" if shape else "")
        lines.append(f"1 0 0 1 {advance} 0 cm")
    return lines


def _number(value: float) -> str:
    return f"{value:.5f}".rstrip("0").rstrip(".")


@lru_cache(maxsize=1)
def _letters() -> _Letters:
    kept = json.loads(_LETTERS.read_text(encoding="utf-8"))
    return _Letters(
        kept["units_per_em"], {letter: (one[0], one[1]) for letter, one in kept["letters"].items()}
    )
