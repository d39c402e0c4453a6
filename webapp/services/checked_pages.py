"""The sweep that makes the pages of checked files: a PDF, and where each finding stands on it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.adapters import libreoffice
from webapp.db.database import Database
from webapp.db.models.papers import CheckedFileRow
from webapp.db.models.plans import BlobRow
from webapp.documents.pdf.finishing import is_whole
from webapp.documents.pdf.marks import marks_of
from webapp.documents.pdf.reading import page_count, read_places
from webapp.documents.reading.document import read_docx
from webapp.services import blobs, pdf_queue
from webapp.services.check_reports import Sheet, from_kept, marks_to_keep
from webapp.services.pdf_papers import PDF_TYPE

MOST_PAGES = 100
"""Shown as pictures; what stands farther back is in the list of findings alone."""
_MOST_BYTES = 50_000_000
_BATCH = 5
"""Few, so that nobody waits long behind a file on which LibreOffice hangs."""
_NOT_INSTALLED = (
    "Máy chủ chưa có LibreOffice nên chưa có hình các trang; kết quả kiểm tra vẫn đầy đủ. "
    "Quản trị cài gói libreoffice-writer và fonts-liberation2, hình sẽ tự có sau đó."
)


@dataclass(frozen=True, slots=True)
class _Task:
    id: int
    docx: bytes
    report: str


@dataclass(frozen=True, slots=True)
class _Made:
    pdf: bytes
    pages: int
    marks: str


def make_waiting(database: Database, now: datetime) -> int:
    """Make the pages of some files that wait; return how many were tried, 0 when none is left."""
    if libreoffice.find_soffice() is None:
        pdf_queue.say_what_is_missing(database, CheckedFileRow, _NOT_INSTALLED)
        return 0
    with database.transaction() as session:
        rows = pdf_queue.claim(session, CheckedFileRow, _BATCH, now)
        tasks = [_task(session, row) for row in rows]
    if tasks:
        files = [task.docx for task in tasks]
        made = libreoffice.convert_all(files, ".docx", libreoffice.PDF, _is_usable)
        for task, pdf in zip(tasks, made, strict=True):
            _note_end(database, task, _with_marks(task, pdf) if pdf else None, now)
    return len(tasks)


def _task(session: Session, row: CheckedFileRow) -> _Task:
    return _Task(row.id, session.get_one(BlobRow, row.source_sha256).content, row.report)


def _is_usable(pdf: bytes) -> bool:
    return len(pdf) <= _MOST_BYTES and is_whole(pdf)


def _with_marks(task: _Task, pdf: bytes) -> _Made:
    pages = read_places(pdf, MOST_PAGES)
    marks = marks_of(read_docx(task.docx), from_kept(task.report).findings, pages)
    sheets = [Sheet(page.width, page.height) for page in pages]
    return _Made(pdf, page_count(pdf), marks_to_keep(sheets, marks))


def _note_end(database: Database, task: _Task, end: _Made | None, now: datetime) -> None:
    with pdf_queue.ending(database, CheckedFileRow, task.id) as (session, row):
        if row is None:
            return
        if end is None:
            row.becomes("failed", pdf_queue.NOT_CONVERTED)
            return
        row.sha256 = blobs.keep(session, end.pdf, PDF_TYPE, now)
        row.becomes("ready")
        row.pages, row.made_at, row.marks = end.pages, now, end.marks
