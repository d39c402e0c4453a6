"""What a signed paper is as PDF: pages that are pictures, how sharp, in colour, signed or not."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TypeGuard

import pikepdf
import pypdfium2 as pdfium
from PIL import Image
from pypdfium2 import raw

from webapp.documents.pdf.reading import drawn, opened
from webapp.domain.digital_signatures import DigitalSignature

_MOST_PAGES = 200
"""Looked at; a plan is shorter."""
_MOST_DRAWN = 20
"""Pages drawn to find a colour, from the last one back: there the seal is."""
_PICTURE = 0.5
"""The part of a page that pictures fill where it is a scan."""
_PIECE = 0.05
"""A smaller picture is an emblem or a speck and tells nothing of the scanner."""
_DRAWN_WIDTH = 400
_GREY, _APART = 128, 24
"""The middle of a channel of colour, and how far from it a colour is seen."""
_SPOTS = 40
"""Coloured spots of a drawn page from which on it is no accident."""
_DEEPEST = 20
"""Fields within fields of a form, as far as they are followed."""


@dataclass(frozen=True, slots=True)
class Scan:
    """The pages that are pictures."""

    pages: int
    dpi: int
    """Of the least sharp one; 0 where there is none."""
    is_coloured: bool
    words: str
    """The layer of text of all pages looked at."""


def read_scan(data: bytes) -> Scan:
    """Return which pages are pictures, and the words that can be read without looking."""
    with opened(data) as document:
        numbers = range(min(_MOST_PAGES, len(document)))
        sharpness = {number: _dpi(document[number]) for number in numbers}
        scanned = [number for number in numbers if sharpness[number]]
        last = reversed(scanned[-_MOST_DRAWN:])
        return Scan(
            pages=len(scanned),
            dpi=min((sharpness[number] for number in scanned), default=0),
            is_coloured=any(_shows_colour(document[number]) for number in last),
            words="\n".join(_words(document[number]) for number in numbers),
        )


def _dpi(page: pdfium.PdfPage) -> int:
    """Return how sharp the pictures are that fill the page; 0 where they do not."""
    width, height = page.get_size()
    filled, best = 0.0, 0
    for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = picture.get_bounds()
        part = (right - left) * (top - bottom) / (width * height)
        if part >= _PIECE:
            filled += part
            # Some scanners lay a sharp mask of the letters over a blurred ground.
            known = picture.get_metadata()
            best = max(best, round(min(known.horizontal_dpi, known.vertical_dpi)))
    return best if filled >= _PICTURE else 0


def _shows_colour(page: pdfium.PdfPage) -> bool:
    channels = drawn(page, _DRAWN_WIDTH).convert("YCbCr").split()
    return any(_far_from_grey(channel) >= _SPOTS for channel in channels[1:])


def _far_from_grey(channel: Image.Image) -> int:
    counts = channel.histogram()
    return sum(counts[: _GREY - _APART]) + sum(counts[_GREY + _APART :])


def _words(page: pdfium.PdfPage) -> str:
    text = page.get_textpage()
    words = text.get_text_bounded()
    text.close()
    return str(words)


def signatures_of(data: bytes) -> tuple[DigitalSignature, ...]:
    """Return the signatures that the file says it holds; none of them is verified here."""
    with pikepdf.open(BytesIO(data)) as pdf:
        form = pdf.Root.get("/AcroForm")
        fields = form.get("/Fields") if isinstance(form, pikepdf.Dictionary) else None
        return tuple(_signature(one, len(data)) for one in _signed(fields, _DEEPEST))


def _signed(fields: object, depth: int) -> Iterator[pikepdf.Dictionary]:
    if not isinstance(fields, pikepdf.Array) or not depth:
        return
    for one in fields:
        if not isinstance(one, pikepdf.Dictionary):
            continue
        value = one.get("/V")
        if one.get("/FT") == "/Sig" and _is_signature(value):
            yield value
        yield from _signed(one.get("/Kids"), depth - 1)


def _is_signature(value: object) -> TypeGuard[pikepdf.Dictionary]:
    """Tell a signature from a time stamp of the whole file, which no person makes."""
    return isinstance(value, pikepdf.Dictionary) and value.get("/Type") != "/DocTimeStamp"


def _signature(value: pikepdf.Dictionary, size: int) -> DigitalSignature:
    covered = value.get("/ByteRange")
    places = [int(one) for one in covered] if isinstance(covered, pikepdf.Array) else []
    whole = len(places) >= 2 and places[0] == 0 and sum(places[-2:]) == size  # noqa: PLR2004
    return DigitalSignature(str(value.get("/Name", "")).strip(), whole)
