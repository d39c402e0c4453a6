"""The words of a PDF as one stream that can be searched, each sign with its place on the page."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from webapp.documents.pdf.printed import Box, PlacedPage

_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_GAP_OF_CELLS = 24.0
"""Points: wider than any space between words, so what follows is another cell."""
_UNSEEN = ("Z", "C")
"""Categories of signs that print nothing: spaces, and the hyphen of a broken word."""


class Area(NamedTuple):
    """A rectangle on a page, in points from its top left corner."""

    x: float
    y: float
    width: float
    height: float


class Spot(NamedTuple):
    """A printed character."""

    page: int
    """Counted from 0."""
    line: int
    place: int


@dataclass(frozen=True, slots=True)
class PrintedText:
    """Every sign in the order of the pages, composed, without spaces."""

    pages: Sequence[PlacedPage]
    text: str
    """With its capitals."""
    small: str
    """The same in small letters, sign for sign."""
    spots: Sequence[Spot]
    """Where each sign of `text` stands."""
    words: str
    """Letters and digits alone, in small letters."""
    word_places: Sequence[int]
    """The place of each of them in `text`."""

    def find(self, sought: str, start: int = 0, stop: int | None = None) -> range | None:
        """Return the first place of the words as they are, else in other letters, else bare."""
        key = normal(sought)
        end = len(self.text) if stop is None else min(stop, len(self.text))
        for printed, wanted in ((self.text, key), (self.small, _small(key))):
            place = printed.find(wanted, start, end) if key else -1
            if place >= 0:
                return range(place, place + len(key))
        return self._find_words(_small("".join(filter(str.isalnum, key))), start, end)

    def _find_words(self, words: str, start: int, end: int) -> range | None:
        if not words:
            return None
        first, last = bisect_left(self.word_places, start), bisect_left(self.word_places, end)
        place = self.words.find(words, first, last)
        if place < 0:
            return None
        return range(self.word_places[place], self.word_places[place + len(words) - 1] + 1)

    def areas(self, found: range) -> tuple[int, tuple[Area, ...]]:
        """Return the page on which a stretch begins, and a rectangle for each of its lines there.

        The page is counted from 1.
        """
        spots = self.spots[found.start : found.stop]
        page = spots[0].page
        lines = groupby((s for s in spots if s.page == page), key=lambda spot: spot.line)
        sheet = self.pages[page]
        areas = (_around(sheet, [sheet.boxes[s.place] for s in some]) for _, some in lines)
        return page + 1, tuple(areas)

    def whole_lines(self, found: range) -> range:
        """Return the stretch with the rest of its first and last line, as far as the next gap."""
        start, stop = found.start, found.stop
        while start > 0 and self._go_on(start - 1):
            start -= 1
        while stop < len(self.spots) and self._go_on(stop - 1):
            stop += 1
        return range(start, stop)

    def _go_on(self, place: int) -> bool:
        """Tell whether the next sign is of the same line, and of the same cell."""
        one, other = self.spots[place], self.spots[place + 1]
        if (one.page, one.line) != (other.page, other.line):
            return False
        boxes = self.pages[one.page].boxes
        return boxes[other.place].left - boxes[one.place].right < _GAP_OF_CELLS


def read_stream(pages: Sequence[PlacedPage]) -> PrintedText:
    """Return the words of the pages; the number at the head of a page is none of them."""
    signs: list[str] = []
    spots: list[Spot] = []
    for number, page in enumerate(pages):
        for line, start, text in _lines(page.characters):
            for sign, place in _signs(text):
                signs.append(sign)
                spots.append(Spot(number, line, start + place))
    word_places = [place for place, sign in enumerate(signs) if sign.isalnum()]
    text = "".join(signs)
    small = _small(text)
    words = "".join(small[place] for place in word_places)
    return PrintedText(pages, text, small, spots, words, word_places)


def normal(text: str) -> str:
    """Return a text as the stream has it."""
    return "".join(sign for sign, _ in _signs(text))


def _small(text: str) -> str:
    """Return the text in small letters, as long as it was."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(map(_small_sign, text))


def _small_sign(sign: str) -> str:
    small = sign.lower()
    return small if len(small) == 1 else sign


def _lines(characters: str) -> Iterator[tuple[int, int, str]]:
    """Yield number, start and text of each line."""
    start = 0
    for number, line in enumerate(characters.split("\n")):
        if number or not line.strip().isdigit():
            yield number, start, line
        start += len(line) + 1


def _signs(text: str) -> Iterator[tuple[str, int]]:
    """Yield each sign that is seen, with the place of the character it comes from."""
    place = 0
    for cluster in _clusters(text):
        for sign in unicodedata.normalize("NFC", cluster).translate(_DASHES):
            if unicodedata.category(sign)[0] not in _UNSEEN:
                yield sign, place
        place += len(cluster)


def _clusters(text: str) -> Iterable[str]:
    """Yield each letter with the accents that follow it."""
    begun = ""
    for character in text:
        if begun and not unicodedata.combining(character):
            yield begun
            begun = ""
        begun += character
    if begun:
        yield begun


def _around(page: PlacedPage, boxes: Sequence[Box]) -> Area:
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    bottom, top = min(box.bottom for box in boxes), max(box.top for box in boxes)
    return Area(left, page.height - top, right - left, top - bottom)
