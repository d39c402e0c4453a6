"""Signed papers as scanners and signing programs make them."""

from io import BytesIO
from time import gmtime

import pikepdf
from PIL import Image, ImageDraw

from tests.service.builders import NOON
from webapp.services import signed_files
from webapp.services.trust_anchors import add_anchor
from webapp.services.uploads import Upload


def a_scan(pages=1, *, dpi=200, seal=True, size=(400, 560)) -> bytes:
    """Return pages that are pictures; a seal is red."""
    saved = BytesIO()
    sheets = [Image.new("RGB", size, "white") for _ in range(pages)]
    for sheet in sheets:
        ImageDraw.Draw(sheet).line((40, 60, 360, 60), fill="black", width=6)
    if seal:
        ImageDraw.Draw(sheets[0]).ellipse((220, 300, 360, 440), outline="red", width=8)
    made = dict.fromkeys(("creationDate", "modDate"), gmtime(0))  # the same pages, the same bytes
    sheets[0].save(saved, "PDF", resolution=dpi, save_all=True, append_images=sheets[1:], **made)
    return saved.getvalue()


def a_signed_pdf(name="Phạm Quốc Toản", *, whole=True, ranged=True, nested=False) -> bytes:
    """Return a page without a picture that says it is signed; the signature signs nothing."""
    first = _signed(name, 1000, ranged=ranged, nested=nested)
    size = len(first) - 10 if whole else 1000
    return _signed(name, size, ranged=ranged, nested=nested)


def _signed(name, size, *, ranged, nested) -> bytes:
    saved = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.Room = pdf.make_stream(b"." * 1000 + bytes(range(256)))  # four digits of bytes
        value = pikepdf.Dictionary(Type=pikepdf.Name.Sig)
        if name:
            value.Name = pikepdf.String(name)
        if ranged:
            value.ByteRange = pikepdf.Array([0, 5, 10, size])
        field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T=pikepdf.String("ky"), V=value)
        unsigned = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T=pikepdf.String("trong"))
        fields = [unsigned, pikepdf.Name.Odd, field]
        if nested:
            fields = [pikepdf.Dictionary(Kids=pikepdf.Array(fields))]
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(fields))
        pdf.save(saved, compress_streams=False, static_id=True)
    return saved.getvalue()


def hand_in(database, actor, plan_id, data=None, *, now=NOON) -> str:
    """Hand a file in; return what the clerk is told."""
    file = Upload("bản ký.pdf", a_scan() if data is None else data)
    return signed_files.add(database, actor, plan_id, file, now)


def trust(database, actor, data: bytes) -> str:
    """Have the agency trust an authority's certificate; return its name."""
    return add_anchor(database, actor, Upload("goc.cer", data), NOON)
