"""Bản đã ký, đóng dấu: handed in by the clerk, checked on arrival, kept with its hash, taken."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.models.plans import BlobRow, PlanRow
from webapp.db.models.signed_copies import SignedCopyRow
from webapp.documents.known_files import PDF_TYPE
from webapp.domain.errors import NotFoundError
from webapp.domain.people import Actor
from webapp.domain.process import Action
from webapp.domain.process_policy import refusal
from webapp.domain.stages import Stage
from webapp.services import audit
from webapp.services.end_marks import mark_for
from webapp.services.handed_out import marked
from webapp.services.papers import Download, paper_of, slug_of
from webapp.services.plan_access import NO_SUBJECT, NO_WORKFLOW, open_to_read, plan_to
from webapp.services.signed_copies import signed_copies_of
from webapp.services.signed_keeping import details_of, keep, look
from webapp.services.signed_numbers import told_of_filling
from webapp.services.situations import situation_at
from webapp.services.trust_anchors import roots_of
from webapp.services.uploads import Upload
from webapp.services.views import record_reading

_NO_COPY = "Văn bản không có bản đã ký này; mở trang văn bản để xem các bản hiện có."


@dataclass(frozen=True, slots=True)
class AddingPage:
    """What the page says that asks for the file."""

    plan_id: int
    subject: str
    has_one: bool
    """The new file follows another."""
    refused: str
    """Why the reader may not hand in any; may be empty."""


def adding_page(database: Database, actor: Actor, plan_id: int) -> AddingPage:
    """Return what is said before a file is chosen."""
    with database.reading() as session:
        plan = open_to_read(session, actor, plan_id)
        situation = situation_at(session, plan)
        copies = signed_copies_of(session, actor, plan, situation)
        return AddingPage(
            plan_id=plan_id,
            subject=plan.subject or NO_SUBJECT,
            has_one=copies.newest is not None,
            refused=refusal(NO_WORKFLOW, situation, Action.ADD_SIGNED, actor) or "",
        )


def add(database: Database, actor: Actor, plan_id: int, file: Upload | None, now: datetime) -> str:
    """Keep the file as the newest signed copy; return a sentence for the clerk."""
    with database.reading() as session:  # who may not is told so before a long look at the file
        plan_to(session, actor, plan_id, Action.ADD_SIGNED)
        roots = roots_of(session, actor.agency_id)
    looked = look(file, roots, now)
    with database.transaction() as session:
        plan = plan_to(session, actor, plan_id, Action.ADD_SIGNED, lock=True)
        told = keep(session, actor, plan, looked, now)
    return f"{told} {told_of_filling(database, actor, plan_id, now)}".rstrip()


def taken(
    database: Database,
    actor: Actor,
    plan_id: int,
    copy_id: int,
    now: datetime,
    *,
    original: bool = False,
) -> Download:
    """Return the file to keep, and record who took it.

    `original` asks for the kept bytes of a paper that is over, without its mark.
    """
    with database.transaction() as session:
        row, file = _file(session, actor, plan_id, copy_id, original=original)
        details = {**details_of(row), **({"original": True} if original else {})}
        audit.record(session, actor, "download_signed", now=now, plan=plan_id, details=details)
        return file


def opened(database: Database, actor: Actor, plan_id: int, copy_id: int, now: datetime) -> Download:
    """Return the file to be shown by the browser; keep in the log that the person read it."""
    with database.reading() as session:
        row, file = _file(session, actor, plan_id, copy_id)
        details = {"paper": f"signed_copy:{row.id}", **details_of(row)}
    record_reading(database, actor, plan_id, details, now)
    return file


def _file(
    session: Session, actor: Actor, plan_id: int, copy_id: int, *, original: bool = False
) -> tuple[SignedCopyRow, Download]:
    plan = open_to_read(session, actor, plan_id)
    row = session.get(SignedCopyRow, copy_id)
    if row is None or row.plan_id != plan_id:
        raise NotFoundError(_NO_COPY)
    data, name = session.get_one(BlobRow, row.sha256).content, _name(session, plan, row)
    mark = mark_for(session, actor, plan, original=original)
    return row, marked(Download(name, data, PDF_TYPE), mark)


def _name(session: Session, plan: PlanRow, row: SignedCopyRow) -> str:
    """Return `115-KH-UBND-2026-…-da-ky.pdf`; without the number before there is one."""
    if plan.code_number is None:
        return f"da-ky-{slug_of(plan.subject)}-ban-{row.ordinal}.pdf"
    return paper_of(session, plan, Stage.ISSUED).file_name("-da-ky.pdf")
