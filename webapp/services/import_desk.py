"""A paper that was read: it waits a day, is shown as the draft it would make, becomes it once."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from json import loads

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.audit import AuditRow
from webapp.db.models.papers import UploadRow
from webapp.db.models.plans import PlanRow
from webapp.db.queries import plans
from webapp.domain.errors import NotFoundError
from webapp.domain.people import Actor
from webapp.domain.plan import Plan
from webapp.services import papers, uploads
from webapp.services.drafting import Saved, Target, draft_of_import, import_into
from webapp.services.importing import Imported, from_kept, to_keep
from webapp.services.rules import Rules

_GONE = "Văn bản đã đọc chỉ được giữ một ngày và nay không còn; hãy tải lên lại."


@dataclass(frozen=True, slots=True)
class Waiting:
    """A paper that waits for the person's word on its report."""

    upload_id: int
    digest: str
    """Names the paper for sure: numbers of dropped uploads may come again."""
    name: str
    """Of the file; empty for pasted text."""
    imported: Imported
    draft: Plan
    """What taking it over would make, with the report whose places name its blocks."""


def keep(
    database: Database,
    actor: Actor,
    plan_id: int | None,
    name: str,
    imported: Imported,
    *,
    now: datetime,
) -> int:
    """Let the paper wait, as it was read; refuse one that could not be taken over."""
    with database.reading() as session:
        draft_of_import(session, actor, plan_id, imported, now)
    with database.transaction() as session:
        return uploads.keep(session, actor, uploads.PLAN, name, to_keep(imported), now=now)


def look(
    database: Database, actor: Actor, plan_id: int | None, upload_id: int, now: datetime
) -> Waiting:
    """Return the waiting paper, and the draft it would make; nothing is changed."""
    with database.reading() as session:
        upload, imported = _fetched(session, actor, upload_id, now)
        draft = draft_of_import(session, actor, plan_id, imported, now)
        digest = sha256(upload.data).hexdigest()
        return Waiting(upload_id, digest, upload.name, imported, draft)


def preview(
    database: Database,
    rules: Rules,
    actor: Actor,
    plan_id: int | None,
    upload_id: int,
    *,
    now: datetime,
) -> bytes:
    """Return the paper of the draft that the waiting paper would make."""
    with database.reading() as session:
        _, imported = _fetched(session, actor, upload_id, now)
        draft = draft_of_import(session, actor, plan_id, imported, now)
        row = session.get_one(PlanRow, plan_id) if plan_id is not None else None
        body_id = row.advisory_body_id if row else None
        return papers.draft_paper(session, rules, actor, draft, plan_id, body_id=body_id, now=now)


def take_over(
    database: Database,
    actor: Actor,
    target: Target,
    upload_id: int,
    digest: str,
    *,
    now: datetime,
) -> Saved:
    """Take the waiting paper over; a second tap leads to what the first one made.

    The paper is named by its hash too.
    """
    with database.reading() as session:
        upload, imported = _fetched(session, actor, upload_id, now)
        if sha256(upload.data).hexdigest() != digest:
            raise NotFoundError(_GONE)
    with database.transaction() as session:
        since = locked(session, upload_id).created_at
        made = _made(session, actor, target, digest, since)
        return made or import_into(session, actor, target, imported, now=now, upload=digest)


def locked(session: Session, upload_id: int) -> UploadRow:
    """Return the waiting paper's row; of two taps at once the second waits here."""
    row = session.get(UploadRow, upload_id, with_for_update=LOCKED)
    if row is None:
        raise NotFoundError(_GONE)
    return row


def _fetched(
    session: Session, actor: Actor, upload_id: int, now: datetime
) -> tuple[uploads.Upload, Imported]:
    try:
        upload = uploads.fetch(session, actor, uploads.PLAN, upload_id, now)
    except NotFoundError as error:
        raise NotFoundError(_GONE) from error
    return upload, from_kept(upload.data)


def _made(
    session: Session, actor: Actor, target: Target, digest: str, since: datetime
) -> Saved | None:
    """Return what an earlier tap made of the same paper in the same place."""
    events = (
        select(PlanRow, AuditRow.details)
        .join(AuditRow, AuditRow.plan_id == PlanRow.id)
        .where(PlanRow.agency_id == actor.agency_id, AuditRow.actor_id == actor.person_id)
        .where(AuditRow.action == "import", AuditRow.at >= since)
    )
    if target.plan_id is not None:
        events = events.where(PlanRow.id == target.plan_id)
    else:
        events = events.where(PlanRow.drafter_id == actor.person_id, PlanRow.created_at >= since)
    for plan, details in session.execute(events):
        if loads(details).get("upload") == digest:
            ordinal = plans.current_revision(session, plan.id).ordinal
            message = "Văn bản này đã được đưa vào bản soạn."
            return Saved(plan.id, plan.version, ordinal, plan.state, changed=False, message=message)
    return None
