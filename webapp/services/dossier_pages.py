"""The sweep that makes the pages of Word files in dossiers, so that every reader sees them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters import libreoffice
from webapp.db.database import Database
from webapp.db.models.dossier import DossierPagesRow, DossierPaperRow
from webapp.db.models.plans import BlobRow
from webapp.documents.known_files import PDF_TYPE, SUFFIXES
from webapp.documents.pdf.finishing import is_whole
from webapp.documents.pdf.reading import page_count
from webapp.services import blobs, pdf_queue

_MOST_BYTES = 50_000_000
_BATCH = 5
"""Few, so that nobody waits long behind a file on which LibreOffice hangs."""
_NOT_INSTALLED = (
    "Máy chủ chưa có LibreOffice nên chưa xem được các trang ở đây; hãy tải tệp về để đọc. "
    "Quản trị cài gói libreoffice-writer và fonts-liberation2, các trang sẽ tự có sau đó."
)


@dataclass(frozen=True, slots=True)
class _Task:
    id: int
    suffix: str
    data: bytes


def make_waiting(database: Database, now: datetime) -> int:
    """Make the pages of some files that wait; return how many were tried, 0 when none is left."""
    if libreoffice.find_soffice() is None:
        pdf_queue.say_what_is_missing(database, DossierPagesRow, _NOT_INSTALLED)
        return 0
    with database.transaction() as session:
        rows = pdf_queue.claim(session, DossierPagesRow, _BATCH, now)
        tasks = [_task(session, row) for row in rows]
    for suffix in sorted({task.suffix for task in tasks}):
        some = [task for task in tasks if task.suffix == suffix]
        files = [task.data for task in some]
        made = libreoffice.convert_all(files, suffix, libreoffice.PDF, _is_usable)
        for task, pdf in zip(some, made, strict=True):
            _note_end(database, task, pdf, now)
    return len(tasks)


def _task(session: Session, row: DossierPagesRow) -> _Task:
    query = (
        select(DossierPaperRow.media_type, BlobRow.content)
        .join(BlobRow, BlobRow.sha256 == DossierPaperRow.sha256)
        .where(DossierPaperRow.id == row.paper_id)
    )
    media_type, data = session.execute(query).one()
    return _Task(row.id, SUFFIXES[media_type], data)


def _is_usable(pdf: bytes) -> bool:
    return len(pdf) <= _MOST_BYTES and is_whole(pdf)


def _note_end(database: Database, task: _Task, pdf: bytes | None, now: datetime) -> None:
    with pdf_queue.ending(database, DossierPagesRow, task.id) as (session, row):
        if row is None:
            return
        if pdf is None:
            row.becomes("failed", pdf_queue.NOT_CONVERTED)
            return
        row.sha256 = blobs.keep(session, pdf, PDF_TYPE, now)
        row.becomes("ready")
        row.pages, row.made_at = page_count(pdf), now
