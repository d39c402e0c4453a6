"""The files of copies on their way out: the sweep that makes their PDF, and the downloads."""

from dataclasses import dataclass
from datetime import datetime

from slugify import slugify
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters import libreoffice
from webapp.db.database import Database
from webapp.db.models.copies import CopyPdfRow, CopyRow
from webapp.db.models.numbers import RegisterRow
from webapp.db.models.plans import BlobRow, PlanRow
from webapp.documents.known_files import PDF_TYPE
from webapp.documents.pdf.copying import with_block_page, with_corner
from webapp.documents.pdf.finishing import is_whole
from webapp.documents.pdf.reading import page_count
from webapp.documents.pdf.structure import with_title
from webapp.domain.copies import KIND_LABELS, CopyForm, CopyKind
from webapp.domain.errors import ForbiddenError, NotFoundError
from webapp.domain.numbers_text import number_text
from webapp.domain.people import Actor
from webapp.services import audit, blobs, pdf_queue
from webapp.services.copies import demand_copyable
from webapp.services.handed_out import handed_out
from webapp.services.numbering import number_and_notation
from webapp.services.papers import WORD, Download, slug_of
from webapp.services.plan_access import open_plan

_BATCH = 10
_NOT_FOUND = "Văn bản không có bản sao này; mở trang văn bản để xem các bản hiện có."
_VOID = "Số của bản sao này đã hủy nên không tải về được; xem lý do trong sổ đăng ký."
_NOT_MADE = "Bản sao này chưa có tệp ở dạng đó; mở trang văn bản để xem."
_NOT_INSTALLED = (
    "Máy chủ chưa có LibreOffice nên chưa làm được PDF của bản sao; quản trị cài gói "
    "libreoffice-writer và fonts-liberation2, PDF sẽ tự có sau đó."
)


@dataclass(frozen=True, slots=True)
class _Task:
    id: int
    docx: bytes
    base: bytes | None
    form: CopyForm
    title: str


def make_waiting(database: Database, now: datetime) -> int:
    """Make the PDF of some copies that wait; return how many were tried, 0 when none is left."""
    if libreoffice.find_soffice() is None:
        pdf_queue.say_what_is_missing(database, CopyPdfRow, _NOT_INSTALLED)
        return 0
    with database.transaction() as session:
        rows = pdf_queue.claim(session, CopyPdfRow, _BATCH, now)
        tasks = [_task(session, row) for row in rows]
    if tasks:
        files = [task.docx for task in tasks]
        made = libreoffice.convert_all(files, ".docx", libreoffice.PDF, is_whole)
        for task, pdf in zip(tasks, made, strict=True):
            _note_end(database, task, pdf, now)
    return len(tasks)


def _task(session: Session, row: CopyPdfRow) -> _Task:
    copy = session.get_one(CopyRow, row.copy_id)
    line = session.get_one(RegisterRow, copy.register_row_id)
    base = session.get_one(BlobRow, row.base_sha256).content if row.base_sha256 else None
    label = KIND_LABELS[CopyKind(copy.kind)]
    return _Task(
        id=row.id,
        docx=session.get_one(BlobRow, row.source_sha256).content,
        base=base,
        form=CopyForm(copy.form),
        title=f"{label} số {number_and_notation(line.number, line.notation)}",
    )


def _finished(task: _Task, pdf: bytes) -> bytes:
    """Lay the made page on the signed file, where the copy is of that."""
    if task.base is None:
        return with_title(pdf, task.title, "")
    laid = with_block_page if task.form is CopyForm.PAPER else with_corner
    return laid(task.base, pdf, task.title)


def _note_end(database: Database, task: _Task, pdf: bytes | None, now: datetime) -> None:
    finished = None if pdf is None else _finished(task, pdf)
    with pdf_queue.ending(database, CopyPdfRow, task.id) as (session, row):
        if row is None:
            return
        if finished is None:
            row.becomes("failed", pdf_queue.NOT_CONVERTED)
            return
        row.sha256 = blobs.keep(session, finished, PDF_TYPE, now)
        row.becomes("ready")
        row.pages, row.made_at = page_count(finished), now


@dataclass(frozen=True, slots=True)
class WantedFile:
    """Which file of which copy."""

    plan_id: int
    made_id: int
    kind: str = "pdf"
    """pdf, word."""


def try_again(database: Database, actor: Actor, wanted: WantedFile, now: datetime) -> None:
    """Have the worker make a PDF anew that failed."""
    with database.transaction() as session:
        copy, line = _open(session, actor, wanted)
        demand_copyable(session, actor, session.get_one(PlanRow, copy.plan_id))
        row = _pdf_of(session, copy)
        if row.state == "failed":
            pdf_queue.try_again(row)
        audit.record(
            session, actor, "ask_copy_pdf", now=now, plan=copy.plan_id, details=_details(line)
        )


def copy_file(database: Database, actor: Actor, wanted: WantedFile, now: datetime) -> Download:
    """Return the file of a copy, and record who took it."""
    with database.transaction() as session:
        copy, line = _open(session, actor, wanted)
        in_word = wanted.kind == "word"
        digest = copy.word_sha256 if in_word else _pdf_of(session, copy).sha256
        if digest is None:
            raise NotFoundError(_NOT_MADE)
        details = {**_details(line), "file": wanted.kind, "file_sha256": digest}
        audit.record(session, actor, "download_copy", now=now, plan=copy.plan_id, details=details)
        blob = session.get_one(BlobRow, digest)
        ending, media = (".docx", WORD) if in_word else (".pdf", PDF_TYPE)
        file = Download(_file_name(session, copy, line, ending), blob.content, media)
        return handed_out(session, copy.plan_id, file)


def _open(session: Session, actor: Actor, wanted: WantedFile) -> tuple[CopyRow, RegisterRow]:
    """Return a copy that stands, to whoever may read the plan in its agency."""
    plan = open_plan(session, actor, wanted.plan_id)
    copy = session.get(CopyRow, wanted.made_id)
    if copy is None or copy.plan_id != plan.id:
        raise NotFoundError(_NOT_FOUND)
    line = session.get_one(RegisterRow, copy.register_row_id)
    if line.status == "void":
        raise ForbiddenError(_VOID)
    return copy, line


def _pdf_of(session: Session, copy: CopyRow) -> CopyPdfRow:
    return session.scalars(select(CopyPdfRow).where(CopyPdfRow.copy_id == copy.id)).one()


def _details(line: RegisterRow) -> dict[str, object]:
    return {"copy": number_and_notation(line.number, line.notation)}


def _file_name(session: Session, copy: CopyRow, line: RegisterRow, ending: str) -> str:
    """Return `03-SY-UBND-2026-sao-y-….docx`."""
    subject = slug_of(session.get_one(PlanRow, copy.plan_id).subject)
    notation = slugify(line.notation, lowercase=False)
    kind = slugify(KIND_LABELS[CopyKind(copy.kind)])
    return f"{number_text(line.number)}-{notation}-{line.year}-{kind}-{subject}{ending}"
