"""What people are told: their inbox, marking it read, and the sweep that delivers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Integer, bindparam, func, select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.plans import PlanRow
from webapp.db.models.process import NotificationRow
from webapp.domain.people import Actor


@dataclass(frozen=True, slots=True)
class InboxItem:
    """One notification."""

    id: int
    kind: str
    message: str
    plan_id: int | None
    subject: str
    """The plan's, as it reads now."""
    anchor: str | None
    """Where on its page the link leads."""
    about: str | None
    """Without a plan: the thing whose page the link opens, «grant:7»."""
    created_at: datetime
    read: bool


@dataclass(frozen=True, slots=True)
class Inbox:
    """A page of notifications, newest first."""

    items: tuple[InboxItem, ...]
    next_before_id: int | None


PAGE = 25
_BATCH = 500
_OWN = (
    NotificationRow.person_id == bindparam("person_id"),
    NotificationRow.agency_id == bindparam("agency_id"),
)
# Built once: putting a statement together costs more than running it.
_NEWEST = (
    select(
        NotificationRow.id,
        NotificationRow.kind,
        NotificationRow.message,
        NotificationRow.plan_id,
        func.coalesce(PlanRow.subject, ""),
        NotificationRow.anchor,
        NotificationRow.about,
        NotificationRow.created_at,
        NotificationRow.read_at.is_not(None),
    )
    .outerjoin(PlanRow, PlanRow.id == NotificationRow.plan_id)
    .where(*_OWN)
    .order_by(NotificationRow.id.desc())
    .limit(bindparam("most", type_=Integer))
)
_NEWEST_BEFORE = _NEWEST.where(NotificationRow.id < bindparam("before_id"))


def inbox(database: Database, actor: Actor, before_id: int | None = None) -> Inbox:
    """Return the person's notifications in the agency he works in, newest first."""
    with database.reading() as session:
        items = latest(session, actor, PAGE + 1, before_id)
        more = items[PAGE - 1].id if len(items) > PAGE else None
        return Inbox(items[:PAGE], more)


def latest(
    session: Session, actor: Actor, limit: int, before_id: int | None = None
) -> tuple[InboxItem, ...]:
    """Return the newest notifications, from below `before_id`."""
    whose = {"person_id": actor.person_id, "agency_id": actor.agency_id, "most": limit}
    if before_id is None:
        rows = session.execute(_NEWEST, whose)
    else:
        rows = session.execute(_NEWEST_BEFORE, {**whose, "before_id": before_id})
    return tuple(InboxItem(*row) for row in rows)


def mark_read(
    database: Database, actor: Actor, notification_ids: Collection[int] | None, now: datetime
) -> int:
    """Mark the person's own notifications read, all of them for None; return how many were new."""
    with database.transaction() as session:
        query = select(NotificationRow).where(*_own(actor), NotificationRow.read_at.is_(None))
        if notification_ids is not None:
            query = query.where(NotificationRow.id.in_(notification_ids))
        rows = session.scalars(query).all()
        for row in rows:
            row.read_at = now
        return len(rows)


def deliver_unsent(database: Database, now: datetime) -> int:
    """Mark what waits as delivered and return how many: a row in the inbox is the delivery."""
    with database.transaction() as session:
        unsent = (
            select(NotificationRow)
            .where(NotificationRow.sent_at.is_(None))
            .order_by(NotificationRow.id)
            .limit(_BATCH)
            .with_for_update(skip_locked=True, **LOCKED)
        )
        rows = session.scalars(unsent).all()
        for row in rows:
            row.sent_at = now
        return len(rows)


def _own(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    return (
        NotificationRow.person_id == actor.person_id,
        NotificationRow.agency_id == actor.agency_id,
    )
