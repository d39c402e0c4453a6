"""The fields of the PDF that the leader signs: for number and date, and for the two signatures.

Where they stand is read from the page itself. Nothing is drawn while they are empty.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from webapp.documents.pdf.printed import Box, PlacedPage
from webapp.documents.pdf.reading import DAMAGED, page_count, read_areas, read_feet, read_places
from webapp.domain.errors import InvalidInputError
from webapp.domain.signed_form import AGENCY, DAY, FIELDS, LEADER, MONTH, NUMBER, YEAR

DRAWN_BY = {"/TiRo": "/SoDung", "/TiIt": "/SoNghieng"}
"""The fonts named in the fields, which every reader has, and those in the file that draw for them.
"""
_STYLES = {"/SoDung": "upright", "/SoNghieng": "italic"}
_DIGITS = Path(__file__).with_name("digits.json")
"""Outlines of Liberation Serif (SIL Open Font License), which is as wide as Times New Roman."""
DIGIT_WIDTH = 0.5
"""Of the size of the letters, as in Times New Roman."""
DROP = 0.25
"""How far a field reaches below the line of the letters, by their size."""
_HEIGHT = 1.2
_NUMBER = re.compile(r"Số:(\s+)/")
_DATE = re.compile(r"ngày(\s+)tháng(?:(\s+)| [0-9]{1,2} )năm")
_PRINTED = re.compile(r"ngày\s+tháng\s+([0-9]{1,2})?\s*năm\s+([0-9]{4})?")
_NOWHERE = (-1, -1)
_RECIPIENTS = "Nơi nhận:"
_LABELS = {
    NUMBER: "Số văn bản", DAY: "Ngày ban hành", MONTH: "Tháng ban hành",
    LEADER: "Chữ ký số của người ký", AGENCY: "Chữ ký số của cơ quan",
}  # fmt: skip
_SEAL = 102.0
"""Points: room for the picture of a seal in its real size (PL1 II.8a)."""
_HAND = 150.0
"""Points: room for the picture of the signature."""
_PRINTED_TOO, _CENTRED, RIGHT = 4, 1, 2
"""How PDF counts: the field is printed; its text stands in the middle, or at the right edge."""
_TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def "
    b"1 begincodespacerange <00> <ff> endcodespacerange "
    b"1 beginbfrange <30> <39> <0030> endbfrange endcmap end end"
)
_MOST_ROOM = 150.0
"""Points between the office and the name: with more between them, they are none of one block."""
_OVER = 1 / 3
"""The part of the signature that the seal covers, from the left (PL1 II.8a)."""


@dataclass(frozen=True, slots=True)
class _Place:
    name: str
    page: int
    box: Box
    size: float = 0.0
    """Of the letters; 0 for a signature."""


def with_fields(data: bytes, signer: str) -> bytes:
    """Return the PDF with empty fields for what it leaves open and for the signatures.

    A blank that is not found gets no field: it is filled and signed as its tools allow.
    """
    pages = read_places(data, page_count(data))
    places = [*_blanks(data, pages[0]), *_signatures(pages, signer)]
    with Pdf.open(BytesIO(data)) as pdf:
        fields = Array(pdf.make_indirect(_field(pdf, place)) for place in places)
        for field, place in zip(fields, places, strict=True):
            page = pdf.pages[place.page].obj
            page.Annots = Array([*page.get("/Annots", ()), field])
        pdf.Root.AcroForm = Dictionary(Fields=fields, DR=Dictionary(Font=_fonts(pdf)))
        saved = BytesIO()
        pdf.save(saved, deterministic_id=True)
        return saved.getvalue()


def read_form(data: bytes, words: str) -> dict[str, str]:
    """Return what the PDF says of number and date: in its fields, else as printed.

    Of a field counts what it shows: a tool may keep one value and draw another, or none. Empty
    where it is no paper with a field for the number; refused where its fields are damaged.
    """
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            filled = _filled(pdf)
    except pikepdf.PdfError as error:
        raise InvalidInputError(DAMAGED) from error
    if not filled:
        return {}
    printed = _PRINTED.search(words)
    on_page = zip((MONTH, YEAR), printed.groups(""), strict=True) if printed else ()
    return {**{name: text for name, text in on_page if text}, **filled}


def _filled(pdf: Pdf) -> dict[str, str]:
    """Return what the fields say; empty without one for the number."""
    fields = dict(_fields_of(pdf))
    if NUMBER not in fields:
        return {}
    kept = {name: _value(field) for name, field in fields.items()}
    return {**kept, **_shown(pdf, [fields[name] for name, value in kept.items() if value])}


def _fields_of(pdf: Pdf) -> Iterator[tuple[str, Dictionary]]:
    form = pdf.Root.get("/AcroForm")
    fields = form.get("/Fields") if isinstance(form, Dictionary) else None
    for one in fields if isinstance(fields, Array) else ():
        if isinstance(one, Dictionary) and one.get("/FT") == Name.Tx and _has_place(one):
            name = str(one.get("/T", ""))
            if name in FIELDS:
                yield name, one


def _has_place(field: Dictionary) -> bool:
    sides = field.get("/Rect")
    if not isinstance(sides, Array) or len(sides) != len(Box._fields):
        return False
    return all(isinstance(one, int | Decimal) for one in sides)


def _value(field: Dictionary) -> str:
    value = field.get("/V", "")
    return str(value).strip() if isinstance(value, String | str) else "?"


def _shown(pdf: Pdf, fields: Sequence[Dictionary]) -> dict[str, str]:
    """Return the digits, or the emptiness, that filled fields show on the first page."""
    areas = {str(one.T): [float(side) for side in one.Rect] for one in fields if "/AP" in one}
    if not areas:
        return {}
    pdf.flatten_annotations("print")
    for page in pdf.pages:
        page.obj.Annots = Array()
    saved = BytesIO()
    pdf.save(saved)
    texts = dict(zip(areas, read_areas(saved.getvalue(), areas.values()), strict=True))
    return {name: text for name, text in texts.items() if not text or text.isdigit()}


def _blanks(data: bytes, page: PlacedPage) -> Iterator[_Place]:
    """Find the room between the letters around each blank."""
    number, day = _NUMBER.search(page.characters), _DATE.search(page.characters)
    spans = {
        NUMBER: number.span(1) if number else _NOWHERE,
        DAY: day.span(1) if day else _NOWHERE,
        MONTH: day.span(2) if day else _NOWHERE,
    }
    found = {name: span for name, span in spans.items() if span != _NOWHERE}
    feet = read_feet(data, [begin - 1 for begin, _ in found.values()])
    for (name, (begin, end)), (size, line) in zip(found.items(), feet, strict=True):
        left, right, low = page.boxes[begin - 1].right, page.boxes[end].left, line - DROP * size
        yield _Place(name, 0, Box(left, low, right, low + _HEIGHT * size), size)


def _signatures(pages: tuple[PlacedPage, ...], signer: str) -> Iterator[_Place]:
    """Find the room between the office and the name, on the page of «Nơi nhận»."""
    for number, page in enumerate(pages):
        begins = page.characters.find(_RECIPIENTS)
        named = page.characters.find(signer, begins) if begins >= 0 and signer else -1
        if named >= 0:
            boxes = page.boxes[named : named + len(signer)]
            yield from _around(page, number, boxes)
            return


def _around(page: PlacedPage, number: int, name: tuple[Box, ...]) -> Iterator[_Place]:
    middle = (name[0].left + name[-1].right) / 2
    top = max(box.top for box in name)
    above = [
        box.bottom
        for sign, box in zip(page.characters, page.boxes, strict=True)
        if not sign.isspace() and box.bottom > top and box.left - 20 < middle < box.right + 20
    ]
    if not above or min(above) - top > _MOST_ROOM:
        return
    left, height = middle - _HAND / 2, min(above)
    yield _Place(LEADER, number, Box(left, top, left + _HAND, height))
    right, centre = left + _HAND * _OVER, (top + height) / 2
    seal = Box(right - _SEAL, centre - _SEAL / 2, right, centre + _SEAL / 2)
    yield _Place(AGENCY, number, seal)


def _field(pdf: Pdf, place: _Place) -> Dictionary:
    box = [round(one, 2) for one in place.box]
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, F=_PRINTED_TOO, T=String(place.name),
        TU=String(_LABELS[place.name]), Rect=Array(box), P=pdf.pages[place.page].obj,
    )  # fmt: skip
    field.AP = Dictionary(N=_nothing(pdf, box))
    if not place.size:
        field.FT = Name.Sig
        return field
    font = "/TiRo" if place.name == NUMBER else "/TiIt"
    field.FT, field.V = Name.Tx, String("")
    field.DA = String(f"{font} {place.size:g} Tf 0 g")
    field.Q = RIGHT if place.name == NUMBER else _CENTRED
    return field


def _nothing(pdf: Pdf, box: list[float]) -> Object:
    """Return what an empty field looks like."""
    nothing = pdf.make_stream(b"")
    nothing.Type, nothing.Subtype = Name.XObject, Name.Form
    nothing.BBox = Array([0, 0, round(box[2] - box[0], 2), round(box[3] - box[1], 2)])
    return nothing


def _fonts(pdf: Pdf) -> Dictionary:
    fonts = Dictionary()
    for name, face in (("/TiRo", "/Times-Roman"), ("/TiIt", "/Times-Italic")):
        fonts[name] = pdf.make_indirect(
            Dictionary(
                Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(face),
                Encoding=Name.WinAnsiEncoding,
            )
        )  # fmt: skip
    for name, style in _STYLES.items():
        fonts[name] = pdf.make_indirect(_drawn(pdf, _digits()["shapes"][style]))
    return fonts


def _drawn(pdf: Pdf, shapes: dict[str, str]) -> Dictionary:
    """Return a font whose digits are drawn in the file itself."""
    units = _digits()["units_per_em"]
    advance = units * DIGIT_WIDTH
    names = [f"/d{digit}" for digit in shapes]
    drawn = {
        name: pdf.make_stream(f"{advance:g} 0 0 {-units} {units} {units} d1 {shape} f".encode())
        for name, shape in zip(names, shapes.values(), strict=True)
    }
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, -units, units, units]),
        FontMatrix=Array([1 / units, 0, 0, 1 / units, 0, 0]), CharProcs=Dictionary(drawn),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([ord("0"), *map(Name, names)])),
        FirstChar=ord("0"), LastChar=ord("9"), Widths=Array([advance] * len(names)),
        Resources=Dictionary(), ToUnicode=pdf.make_stream(_TO_UNICODE),
    )  # fmt: skip


@lru_cache(maxsize=1)
def _digits() -> dict[str, Any]:
    return dict(json.loads(_DIGITS.read_text(encoding="utf-8")))
