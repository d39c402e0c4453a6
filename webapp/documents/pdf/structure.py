"""The structure of a PDF: pages, embedded fonts, what PDF/A asks for, and its title."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Pdf

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_PART, _CONFORMANCE = "pdfaid:part", "pdfaid:conformance"


@dataclass(frozen=True, slots=True)
class Structure:
    """What a reader of the file finds before any page is drawn."""

    pages: int
    strange_fonts: tuple[str, ...]
    """Names of the fonts that are not in the file."""
    level: str
    """«2B» where its metadata say PDF/A-2b; empty for a plain PDF."""
    has_output_intent: bool
    """A colour profile in the file says what its colours mean (PDF/A)."""


def read_structure(data: bytes) -> Structure | None:
    """Return the structure; None where the bytes are no whole PDF with at least one page."""
    try:
        with Pdf.open(BytesIO(data)) as pdf:
            return _structure(pdf) if len(pdf.pages) else None
    except pikepdf.PdfError:
        return None


def with_title(data: bytes, title: str, description: str) -> bytes:
    """Return the PDF with a title that readers show; what PDF/A asks for stays true."""
    with Pdf.open(BytesIO(data)) as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = title
            metadata["dc:description"] = description
        pdf.Root.Lang = "vi-VN"
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        saved = BytesIO()
        pdf.save(saved, deterministic_id=True)
        return saved.getvalue()


def _structure(pdf: Pdf) -> Structure:
    with pdf.open_metadata() as metadata:
        level = f"{metadata.get(_PART, '')}{metadata.get(_CONFORMANCE, '')}"
    return Structure(
        pages=len(pdf.pages),
        strange_fonts=tuple(sorted({name for name, inside in _fonts(pdf) if not inside})),
        level=level,
        has_output_intent=any(
            intent.get("/S") == Name.GTS_PDFA1 and "/DestOutputProfile" in intent
            for intent in pdf.Root.get("/OutputIntents", ())
        ),
    )


def _fonts(pdf: Pdf) -> Iterator[tuple[str, bool]]:
    """Yield the name of each font, and whether its letters are in the file."""
    for thing in pdf.objects:
        if not isinstance(thing, Dictionary) or thing.get("/Type") != Name.Font:
            continue
        if thing.get("/Subtype") in {Name.Type0, Name.Type3}:
            continue  # the one points to a font of this list, the other is drawn in the file
        descriptor = thing.get("/FontDescriptor", Dictionary())
        name = str(thing.get("/BaseFont", "?")).lstrip("/").rpartition("+")[2]
        yield name, any(file in descriptor for file in _FILES)
