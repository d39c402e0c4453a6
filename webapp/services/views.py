"""Who looked at which text of a plan, and when: kept in the log, once an hour and text."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.models.audit import AuditRow
from webapp.db.models.plans import PlanRow, RevisionRow
from webapp.domain.people import Actor
from webapp.domain.process import Action
from webapp.services import audit
from webapp.services.history import READ_PAPER, VIEW

_AGAIN_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Look:
    """A look at one text of the plan."""

    ordinal: int
    at: datetime


def looks_of(session: Session, actor: Actor, plan_id: int) -> list[Look]:
    """Return when the person looked at the plan, newest first."""
    events = session.scalars(
        select(AuditRow)
        .where(
            AuditRow.plan_id == plan_id,
            AuditRow.actor_id == actor.person_id,
            AuditRow.action == VIEW,
        )
        .order_by(AuditRow.ordinal.desc())
    )
    return [Look(json.loads(event.details)["revision"], event.at) for event in events]


def earlier_look(session: Session, actor: Actor, plan_id: int, ordinal: int) -> Look | None:
    """Return the newest text before the one of that ordinal that the person saw.

    The text itself does not count: the changes stay on the page until he decides.
    """
    looks = [one for one in looks_of(session, actor, plan_id) if one.ordinal < ordinal]
    return max(looks, key=lambda one: (one.ordinal, one.at), default=None)


def submission_before(session: Session, plan: PlanRow) -> int | None:
    """Return the ordinal of the text that was submitted the time before the last; None at first."""
    query = (
        select(AuditRow)
        .where(AuditRow.plan_id == plan.id, AuditRow.action == Action.SUBMIT.value)
        .order_by(AuditRow.ordinal.desc())
        .limit(2)
    )
    events = session.scalars(query).all()
    if len(events) < 2:  # noqa: PLR2004 - the last submission and the one before
        return None
    sha256 = json.loads(events[1].details)["revision_sha256"]
    return session.scalar(
        select(func.max(RevisionRow.ordinal)).where(
            RevisionRow.plan_id == plan.id, RevisionRow.content_sha256 == sha256
        )
    )


def record_view(
    database: Database, actor: Actor, plan_id: int, ordinal: int, now: datetime
) -> None:
    """Keep that the person looked at this text, unless he did within the hour."""
    with database.reading() as session:
        looks = looks_of(session, actor, plan_id)
    if any(look.ordinal == ordinal and now - look.at < _AGAIN_AFTER for look in looks):
        return
    with database.transaction() as session:
        audit.record(session, actor, VIEW, now=now, plan=plan_id, details={"revision": ordinal})


def record_reading(
    database: Database, actor: Actor, plan_id: int, paper: dict[str, object], now: datetime
) -> None:
    """Keep that the person read a paper of the dossier, unless he did within the hour."""
    with database.reading() as session:
        read = session.scalars(
            select(AuditRow.details).where(
                AuditRow.plan_id == plan_id,
                AuditRow.actor_id == actor.person_id,
                AuditRow.action == READ_PAPER,
                AuditRow.at > now - _AGAIN_AFTER,
            )
        ).all()
    if any(json.loads(details)["paper"] == paper["paper"] for details in read):
        return
    with database.transaction() as session:
        audit.record(session, actor, READ_PAPER, now=now, plan=plan_id, details=paper)
