"""Reads and draws the pages of a PDF with PDFium, which serves one thread at a time."""

import ctypes
import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO

import pypdfium2 as pdfium
from PIL import Image
from pypdfium2 import raw

from webapp.documents.pdf.printed import Box, Letter, Line, PlacedPage, PrintedPage
from webapp.domain.errors import InvalidInputError

DAMAGED = "Tệp PDF bị hỏng, không đọc được; làm lại tệp."
_ONE_AT_A_TIME = threading.Lock()
_LINE_ENDS = "\r\n"
_VIETNAMESE = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]")
"""Letters that fonts for Western Europe lack."""
_POINTS_OF_SHAPE = 10.0
_LONGEST_NAME = 200
_COLOURS = 64
"""Enough for black letters, a red mark and small pictures; a fifth of the bytes of all."""
_LONGEST_STRIP = 4
"""How many times as high as wide a picture may get: a foreign page could fill the memory."""
_FAST_OCTREE = 2
"""Pillow's name for the quick way to choose them."""


@dataclass(slots=True)
class _Shapes:
    """The letters by font and outline; a font without them draws one box for all."""

    found: dict[tuple[str, tuple[tuple[float, float], ...]], set[str]] = field(default_factory=dict)
    known: set[Letter] = field(default_factory=set)

    def boxes(self) -> set[Letter]:
        """Return the letters that look like another one."""
        return {
            Letter(character, font)
            for (font, _), alike in self.found.items()
            if len(alike) > 1
            for character in alike
        }


def read_pages(data: bytes) -> tuple[PrintedPage, ...]:
    """Return what stands on each page."""
    shapes = _Shapes()
    with opened(data) as document:
        pages = [_page(page, shapes) for page in document]
    boxes = shapes.boxes()
    return tuple(
        replace(page, boxes="".join(sorted({one.character for one in boxes & {*page.letters}})))
        for page in pages
    )


def read_places(data: bytes, most: int) -> tuple[PlacedPage, ...]:
    """Return where each character of the first so many pages stands."""
    with opened(data) as document:
        return tuple(_placed(document[number]) for number in range(min(most, len(document))))


def read_feet(data: bytes, places: Sequence[int]) -> tuple[tuple[float, float], ...]:
    """Return of some characters of the first page their size, and how high their line stands."""
    with opened(data) as document:
        text = document[0].get_textpage()
        x, y = ctypes.c_double(), ctypes.c_double()
        feet = []
        for place in places:
            raw.FPDFText_GetCharOrigin(text.raw, place, x, y)
            feet.append((raw.FPDFText_GetFontSize(text.raw, place), y.value))
        text.close()
        return tuple(feet)


def read_areas(data: bytes, areas: Iterable[Sequence[float]]) -> list[str]:
    """Return the letters in rectangles of the first page, without spaces."""
    with opened(data) as document:
        text = document[0].get_textpage()
        found = ["".join(str(text.get_text_bounded(*area)).split()) for area in areas]
        text.close()
        return found


def page_count(data: bytes) -> int:
    """Return how many pages there are."""
    with opened(data) as document:
        return len(document)


def picture_of(data: bytes, page: int, width: int) -> bytes:
    """Return a page, counted from 1, as a PNG so many pixels wide."""
    with opened(data) as document:
        saved = BytesIO()
        drawn(document[page - 1], width).quantize(_COLOURS, _FAST_OCTREE).save(saved, "PNG")
        return saved.getvalue()


def drawn(page: pdfium.PdfPage, width: int) -> Image.Image:
    """Return a page so many pixels wide, a strip no longer than the memory bears."""
    across, down = page.get_size()
    picture: Image.Image = page.render(
        scale=min(width / across, _LONGEST_STRIP * width / down)
    ).to_pil()
    return picture


@contextmanager
def opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    """Open the PDF while no other thread reads one; refuse what is broken."""
    with _ONE_AT_A_TIME:
        try:
            with closing(pdfium.PdfDocument(data)) as document:
                yield document
        except pdfium.PdfiumError as error:  # also of a page that the file only promises
            raise InvalidInputError(DAMAGED) from error


def _page(page: pdfium.PdfPage, shapes: _Shapes) -> PrintedPage:
    text = page.get_textpage()
    letters = _letters(text)
    lines = tuple(_line(text, places, letters) for places in _lines(letters))
    for place, letter in enumerate(letters):
        if letter not in shapes.known and _VIETNAMESE.match(letter.character):
            _note_shape(text, place, letter, shapes)
    height = page.get_height()
    text.close()
    page.close()
    return PrintedPage(height, lines, tuple(letters))


def _placed(page: pdfium.PdfPage) -> PlacedPage:
    text = page.get_textpage()
    rect = raw.FS_RECTF()
    characters, boxes = [], []
    for place in range(text.count_chars()):
        raw.FPDFText_GetLooseCharBox(text.raw, place, rect)
        characters.append(chr(raw.FPDFText_GetUnicode(text.raw, place)))
        boxes.append(Box(rect.left, rect.bottom, rect.right, rect.top))
    width, height = page.get_size()
    text.close()
    page.close()
    return PlacedPage(width, height, "".join(characters), tuple(boxes))


def _letters(text: pdfium.PdfTextPage) -> list[Letter]:
    """Return every character with its font, those that only part lines too."""
    name, flags = ctypes.create_string_buffer(_LONGEST_NAME), ctypes.c_int()
    names: dict[bytes, str] = {}
    letters = []
    for place in range(text.count_chars()):
        raw.FPDFText_GetFontInfo(text.raw, place, name, _LONGEST_NAME, flags)
        font = name.value
        if font not in names:
            names[font] = font.decode(errors="replace").rpartition("+")[2]
        letters.append(Letter(chr(raw.FPDFText_GetUnicode(text.raw, place)), names[font]))
    return letters


def _lines(letters: Sequence[Letter]) -> Iterator[range]:
    """Yield the places of the characters of each line."""
    start = 0
    for place, letter in enumerate([*letters, Letter("\n", "")]):
        if letter.character in _LINE_ENDS:
            if place > start:
                yield range(start, place)
            start = place + 1


def _line(text: pdfium.PdfTextPage, places: range, letters: Sequence[Letter]) -> Line:
    # Three places tell how high the line is; to ask at each takes longer than all the rest.
    some = {places[0], places[len(places) // 2], places[-1]}
    boxes = [text.get_charbox(place, loose=True) for place in some]
    return Line(
        "".join(letters[place].character for place in places),
        min(bottom for _, bottom, _, _ in boxes),
        max(top for _, _, _, top in boxes),
    )


def _note_shape(text: pdfium.PdfTextPage, place: int, letter: Letter, shapes: _Shapes) -> None:
    shapes.known.add(letter)
    font = raw.FPDFTextObj_GetFont(raw.FPDFText_GetTextObject(text.raw, place))
    if _has_outlines(font):
        shape = (letter.font, _shape(font, letter.character))
        shapes.found.setdefault(shape, set()).add(letter.character)


def _has_outlines(font: object) -> bool:
    """Tell whether the letters are kept as outlines; a Type 3 font draws them in another way."""
    size = ctypes.c_size_t()
    raw.FPDFFont_GetFontData(font, None, 0, size)
    return size.value > 0


def _shape(font: object, character: str) -> tuple[tuple[float, float], ...]:
    """Return the corners of the outline that the font has for the character."""
    path = raw.FPDFFont_GetGlyphPath(font, ord(character), ctypes.c_float(_POINTS_OF_SHAPE))
    x, y = ctypes.c_float(), ctypes.c_float()
    corners = []
    for number in range(raw.FPDFGlyphPath_CountGlyphSegments(path)):
        raw.FPDFPathSegment_GetPoint(raw.FPDFGlyphPath_GetGlyphPathSegment(path, number), x, y)
        corners.append((x.value, y.value))
    return tuple(corners)
