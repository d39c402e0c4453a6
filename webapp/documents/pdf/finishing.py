"""A converted PDF on its way out: checked, titled, with remarks for the person who asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from webapp.documents.pdf.layout import layout_remarks
from webapp.documents.pdf.letters import TIMES, main_family, missing_letters, other_faces
from webapp.documents.pdf.printed import PrintedPage
from webapp.documents.pdf.reading import read_pages
from webapp.documents.pdf.structure import Structure, read_structure, with_title
from webapp.domain.errors import InvalidInputError
from webapp.domain.numbers_text import number_text
from webapp.domain.plan import Plan, plain

VIEW_COPY = (
    "Đây là bản xem: máy chủ không có phông Times New Roman nên PDF in bằng phông thay thế; "
    "bản đúng phông là tệp Word (.docx)."
)
"""Among the remarks of a PDF that is not in the face the decree asks for (PL1 I.4)."""
_LEVEL = "2B"


@dataclass(frozen=True, slots=True)
class FinishedPdf:
    """A PDF that may be handed out."""

    data: bytes
    pages: int
    remarks: tuple[str, ...]
    """Vietnamese sentences, VIEW_COPY first where it is one."""


def is_whole(data: bytes) -> bool:
    """Tell whether the bytes are a PDF with at least one page."""
    return read_structure(data) is not None


def finish(data: bytes, plan: Plan, *, archival: bool) -> FinishedPdf:
    """Return the plan's PDF ready to hand out; refuse one that cannot be read by everybody.

    `archival` asks for what PDF/A-2b needs; nobody certifies it here.
    """
    structure = read_structure(data)
    if structure is None:
        raise InvalidInputError("LibreOffice không tạo được tệp PDF; bấm «Thử lại».")
    pages = read_pages(data)
    for fault in _faults(structure, pages, archival=archival):
        raise InvalidInputError(fault)
    is_view_copy = main_family(pages) != TIMES
    return FinishedPdf(
        with_title(data, _title(plan, is_view_copy=is_view_copy), VIEW_COPY * is_view_copy),
        structure.pages,
        (*[VIEW_COPY] * is_view_copy, *layout_remarks(plan, pages), *other_faces(pages)),
    )


def _faults(structure: Structure, pages: Sequence[PrintedPage], *, archival: bool) -> Iterator[str]:
    if structure.strange_fonts:
        names = ", ".join(structure.strange_fonts)
        yield f"Phông {names} không cho nhúng vào PDF; dùng phông Times New Roman rồi làm lại."
    if missing := missing_letters(pages):
        yield missing
    if archival and (structure.level != _LEVEL or not structure.has_output_intent):
        yield (
            "LibreOffice trên máy chủ không tạo được PDF/A-2b; quản trị cài LibreOffice 7.4 trở "
            "lên, hoặc tải PDF thường."
        )


def _title(plan: Plan, *, is_view_copy: bool) -> str:
    number = "" if plan.code_number is None else number_text(plan.code_number)
    notation = f" số {number}/{plan.code_notation}" if number else ""
    start = "Bản xem – " if is_view_copy else ""
    return f"{start}{plan.document_type.capitalize()}{notation}: {plain(plan.subject)}"
