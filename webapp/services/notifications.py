"""What people are told: their inbox, marking it read, and the sweep that delivers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from webapp.db.database import Database
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
    created_at: datetime
    read: bool


@dataclass(frozen=True, slots=True)
class Inbox:
    """A page of notifications, newest first."""

    items: tuple[InboxItem, ...]
    next_before_id: int | None
    unread: int


PAGE = 25
_BATCH = 500


def inbox(database: Database, actor: Actor, before_id: int | None = None) -> Inbox:
    """Return the person's notifications in the agency he works in, newest first."""
    with database.reading() as session:
        items = latest(session, actor, PAGE + 1, before_id)
        more = items[PAGE - 1].id if len(items) > PAGE else None
        return Inbox(items[:PAGE], more, unread_count(session, actor))


def latest(
    session: Session, actor: Actor, limit: int, before_id: int | None = None
) -> tuple[InboxItem, ...]:
    """Return the newest notifications, from below `before_id`."""
    query = (
        select(NotificationRow, PlanRow.subject)
        .outerjoin(PlanRow, PlanRow.id == NotificationRow.plan_id)
        .where(*_own(actor))
        .order_by(NotificationRow.id.desc())
        .limit(limit)
    )
    if before_id is not None:
        query = query.where(NotificationRow.id < before_id)
    return tuple(_item(row, subject) for row, subject in session.execute(query))


def unread_count(session: Session, actor: Actor) -> int:
    """Return how many notifications the person has not read, 100 at most."""
    newest = select(NotificationRow.id).where(*_own(actor), NotificationRow.read_at.is_(None))
    counted = select(func.count()).select_from(newest.limit(100).subquery())
    return session.scalars(counted).one()


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
            .with_for_update(skip_locked=True)
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


def _item(row: NotificationRow, subject: str | None) -> InboxItem:
    return InboxItem(
        id=row.id,
        kind=row.kind,
        message=row.message,
        plan_id=row.plan_id,
        subject=subject or "",
        created_at=row.created_at,
        read=row.read_at is not None,
    )
