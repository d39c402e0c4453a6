"""The sweep that makes plans' PDF files: claims rows, converts outside any transaction, notes."""

import json
import logging
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webapp.adapters import libreoffice
from webapp.db.database import Database
from webapp.db.models.numbers import RegisterRow
from webapp.db.models.papers import PdfRow
from webapp.db.models.plans import BlobRow, PlanRow, RevisionRow
from webapp.db.probes import there_is
from webapp.documents.pdf.finishing import FinishedPdf, finish, is_whole
from webapp.documents.pdf.form_fields import with_fields
from webapp.domain.errors import InvalidInputError
from webapp.domain.plan import Medium, Plan
from webapp.domain.stages import Stage
from webapp.domain.workflow import PlanState
from webapp.services import blobs, papers, pdf_queue
from webapp.services.papers import numbered_text
from webapp.services.pdf_papers import PDF_TYPE, PdfKind, ask_for
from webapp.services.plan_texts import text_of
from webapp.services.rules import Rules

_LOG = logging.getLogger(__name__)
_LOOKED_BACK_AT = 500
_FARTHEST = 20
_BATCH = 20
_TARGETS = {PdfKind.PDF: libreoffice.PDF, PdfKind.ARCHIVAL: libreoffice.PDF_A}
_NOT_INSTALLED = (
    "Máy chủ chưa có LibreOffice nên chưa làm được PDF; quản trị cài gói libreoffice-writer và "
    "fonts-liberation2, PDF sẽ tự có sau đó. Tệp .docx vẫn tải được."
)


@dataclass(frozen=True, slots=True)
class _Task:
    id: int
    kind: PdfKind
    docx: bytes
    plan: Plan
    stage: Stage

    @property
    def is_to_sign(self) -> bool:
        """Tell whether the leader signs this very file with a token."""
        electronic = self.plan.medium is Medium.ELECTRONIC
        return electronic and self.stage is Stage.SIGNING and self.kind is PdfKind.PDF


def ask_for_issued(database: Database, rules: Rules, now: datetime) -> int:
    """Ask for the PDF of issued plans that have none, oldest first; return how many."""
    with database.reading() as session:
        plan_ids = _issued_without_pdf(session)
    return sum(_ask_for_issued(database, rules, plan_id, now) for plan_id in plan_ids)


def make_waiting(database: Database, now: datetime) -> int:
    """Make some of the PDF files that wait; return how many were tried, 0 when none is left."""
    if libreoffice.find_soffice() is None:
        pdf_queue.say_what_is_missing(database, PdfRow, _NOT_INSTALLED)
        return 0
    with database.transaction() as session:
        tasks = [_task(session, row) for row in pdf_queue.claim(session, PdfRow, _BATCH, now)]
    for kind, target in _TARGETS.items():
        some = [task for task in tasks if task.kind is kind]
        files = [task.docx for task in some]
        made = libreoffice.convert_all(files, ".docx", target, is_whole) if files else []
        for task, data in zip(some, made, strict=True):
            _note_end(database, task, _finished(task, data), now)
    return len(tasks)


def _ask_for_issued(database: Database, rules: Rules, plan_id: int, now: datetime) -> bool:
    try:
        with database.transaction() as session:
            paper = papers.paper_of(session, session.get_one(PlanRow, plan_id), Stage.ISSUED)
            ask_for(session, rules, None, paper, PdfKind.PDF, now=now)
    except InvalidInputError as error:  # the other plans shall have theirs
        _LOG.warning("plan %s cannot be rendered: %s", plan_id, error)
        return False
    return True


def _issued_without_pdf(session: Session) -> list[int]:
    """Return plans that were numbered last, back to where nothing is missing any more.

    Who wants the PDF of a plan that lies farther back asks for it on the plan's page.
    """
    has_one = there_is(PdfRow.plan_id == PlanRow.id, PdfRow.stage == Stage.ISSUED)
    query = (
        select(RegisterRow.id, PlanRow.id, or_(has_one, PlanRow.state != PlanState.ISSUED))
        .join(PlanRow, PlanRow.id == RegisterRow.plan_id)
        .order_by(RegisterRow.id.desc())
        .limit(_LOOKED_BACK_AT)
    )
    missing: list[int] = []
    before = None
    for _ in range(_FARTHEST):
        rows = session.execute(
            query if before is None else query.where(RegisterRow.id < before)
        ).all()
        without = [plan_id for _, plan_id, done in rows if not done]
        missing += without
        if not without:
            break
        before = rows[-1][0]
    return missing[::-1]


def _task(session: Session, row: PdfRow) -> _Task:
    revision = session.get_one(RevisionRow, row.revision_id)
    plan = session.get_one(PlanRow, row.plan_id)
    text = numbered_text(plan, revision) if row.stage == Stage.ISSUED else text_of(revision)
    docx = session.get_one(BlobRow, row.source_sha256).content
    return _Task(row.id, PdfKind(row.kind), docx, text, Stage(row.stage))


def _finished(task: _Task, data: bytes | None) -> FinishedPdf | str:
    """Return the finished PDF, or why there is none."""
    if data is None:
        return pdf_queue.NOT_CONVERTED
    try:
        done = finish(data, task.plan, archival=task.kind is PdfKind.ARCHIVAL)
        if not task.is_to_sign:
            return done
        return replace(done, data=with_fields(done.data, task.plan.signer.full_name))
    except InvalidInputError as error:
        return str(error)


def _note_end(database: Database, task: _Task, end: FinishedPdf | str, now: datetime) -> None:
    with pdf_queue.ending(database, PdfRow, task.id) as (session, row):
        if row is None:
            return
        if isinstance(end, str):
            row.becomes("failed", end)
            return
        row.sha256 = blobs.keep(session, end.data, PDF_TYPE, now)
        row.becomes("ready")
        row.pages, row.made_at = end.pages, now
        row.remarks = json.dumps(end.remarks, ensure_ascii=False)
