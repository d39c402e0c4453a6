"""Reads and draws the pages of a PDF with PDFium, which serves one thread at a time."""

import ctypes
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pypdfium2 as pdfium
from pypdfium2 import raw

from webapp.documents.pdf.printed import Letter, Line, PrintedPage
from webapp.domain.errors import InvalidInputError

_ONE_AT_A_TIME = threading.Lock()
_LINE_ENDS = "\r\n"
_VIETNAMESE = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]")
"""Letters that fonts for Western Europe lack."""
_POINTS_OF_SHAPE = 10.0
_LONGEST_NAME = 200
_COLOURS = 64
"""Enough for black letters, a red mark and small pictures; a fifth of the bytes of all."""
_FAST_OCTREE = 2
"""Pillow's name for the quick way to choose them."""

Shapes = dict[tuple[str, tuple[tuple[float, float], ...]], set[str]]
"""The letters by font and outline; a font without them draws one box for all."""


def read_pages(data: bytes) -> tuple[PrintedPage, ...]:
    """Return what stands on each page."""
    with _opened(data) as document:
        return tuple(_page(page) for page in document)


def picture_of(data: bytes, page: int, width: int) -> bytes:
    """Return a page, counted from 1, as a PNG that is so many pixels wide."""
    with _opened(data) as document:
        sheet = document[page - 1]
        drawn = sheet.render(scale=width / sheet.get_width())
        saved = BytesIO()
        drawn.to_pil().quantize(_COLOURS, _FAST_OCTREE).save(saved, "PNG")
        return saved.getvalue()


@contextmanager
def _opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    with _ONE_AT_A_TIME:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            raise InvalidInputError("Tệp PDF bị hỏng, không đọc được; làm lại tệp.") from error
        try:
            yield document
        finally:
            document.close()


def _page(page: pdfium.PdfPage) -> PrintedPage:
    text = page.get_textpage()
    lines: list[Line] = []
    letters: list[Letter] = []
    shapes: Shapes = {}
    for places in _lines(text):
        drawn = [_letter(text, place) for place in places]
        letters += drawn
        _note_shapes(text, places, drawn, shapes)
        lines.append(_line(text, places, drawn))
    boxes = sorted(set().union(*(alike for alike in shapes.values() if len(alike) > 1)))
    height = page.get_height()
    text.close()
    page.close()
    return PrintedPage(height, tuple(lines), tuple(letters), "".join(boxes))


def _lines(text: pdfium.PdfTextPage) -> Iterator[list[int]]:
    """Yield the places of the characters of each line."""
    places: list[int] = []
    for place in range(text.count_chars()):
        if chr(raw.FPDFText_GetUnicode(text.raw, place)) not in _LINE_ENDS:
            places.append(place)
        elif places:
            yield places
            places = []
    if places:
        yield places


def _letter(text: pdfium.PdfTextPage, place: int) -> Letter:
    name, flags = ctypes.create_string_buffer(_LONGEST_NAME), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text.raw, place, name, _LONGEST_NAME, flags)
    font = name.value.decode(errors="replace").rpartition("+")[2]
    return Letter(chr(raw.FPDFText_GetUnicode(text.raw, place)), font)


def _line(text: pdfium.PdfTextPage, places: list[int], drawn: list[Letter]) -> Line:
    boxes = [text.get_charbox(place, loose=True) for place in places]
    return Line(
        "".join(letter.character for letter in drawn),
        min(bottom for _, bottom, _, _ in boxes),
        max(top for _, _, _, top in boxes),
    )


def _note_shapes(
    text: pdfium.PdfTextPage, places: list[int], drawn: list[Letter], shapes: Shapes
) -> None:
    known = {(font, character) for (font, _), all_ in shapes.items() for character in all_}
    for place, letter in zip(places, drawn, strict=True):
        if not _VIETNAMESE.match(letter.character) or (letter.font, letter.character) in known:
            continue
        font = raw.FPDFTextObj_GetFont(raw.FPDFText_GetTextObject(text.raw, place))
        if _has_outlines(font):
            shape = (letter.font, _shape(font, letter.character))
            shapes.setdefault(shape, set()).add(letter.character)


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
