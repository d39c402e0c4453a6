"""The fields of the drafting form: plain text in outline notation, to a Plan and back."""

from dataclasses import dataclass

SUBJECT_LIMIT = 500
"""PL6 II: the exchange standard's Subject holds 500 characters."""
LINE_LIMIT = 300
FIELD_LIMIT = 100_000
BODY_LIMIT = 1_000_000


@dataclass(frozen=True, slots=True)
class DraftFields:
    """What the drafting form holds; text fields carry emphasis in outline notation."""

    subject: str = ""
    legal_bases: str = ""
    """One căn cứ a line."""
    opening: str = ""
    """One paragraph a line."""
    body: str = ""
    """Outline text."""
    closing: str = ""
    """One paragraph a line."""
    to_places: str = ""
    """One recipient a line, without the dash."""
    filing_line: str = ""
    """«Lưu: VT, NV.»"""
    promulgation_place: str = ""
    unit_id: int | None = None
    signing_authority_id: int | None = None
    priority: str = ""
    """Empty, `KHẨN`, `THƯỢNG KHẨN` or `HỎA TỐC`."""
    medium: str = "paper"
    """`paper` or `electronic`."""
