"""The papers of a plan as .docx bytes: preview, draft, signing copy, issued original."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Download:
    """A file to send."""

    file_name: str
    """ASCII, readable: `115-KH-UBND-2022-thuc-hien-quy-che-dan-chu-co-so.docx`."""
    data: bytes
    media_type: str
