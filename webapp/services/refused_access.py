"""Pages and deeds that somebody asked for and was refused: in the log, told once a minute.

Of many in an hour, and of forms sent too often, the administrators get a notice.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.models.audit import OF_NO_PLAN, AuditRow
from webapp.db.models.process import NotificationRow
from webapp.domain.people import Actor, Role
from webapp.services import audit
from webapp.services.members import members_with
from webapp.services.notices import tell_about_settings
from webapp.services.setting_changes import demand_administrator

REFUSED = "refused"
SHOWN = 200
"""So many events are looked at before a new one is written, and shown to the administrator."""
TOO_OFTEN = 429
"""The status of a form that was sent too often in a minute."""
_ALARM, _ABOUT = "refused_often", "refused:"
_TOO_OFTEN_IN_AN_HOUR = 3
AGAIN_AFTER = timedelta(minutes=1)
PER_HOUR = 20
"""Of one person: who tries one address after the other does not fill the log."""
_HOUR = timedelta(hours=1)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was asked for and not given; holds no words that somebody typed."""

    route: str
    status: int
    method: str
    path: str
    address: str
    """From which place in the network."""


@dataclass(frozen=True, slots=True)
class RefusalView:
    """A refusal as the administrator reads it."""

    at: datetime
    name: str
    status: int
    method: str
    path: str
    address: str
    silenced: bool
    """It was the person's last of the hour: what he tried until its end is not told."""


def note(database: Database, actor: Actor, refusal: Refusal, now: datetime) -> None:
    """Write the refusal down unless it was just told, or the log has enough of the person."""
    with database.reading() as session:
        of_all, own, just_told = _recent(session, actor, now)
    told = {**_told(refusal), "last_of_hour": own == PER_HOUR - 1}
    if own >= PER_HOUR or of_all >= SHOWN or any(_same(one, told) for one in just_told):
        return
    with database.transaction() as session:
        if told["last_of_hour"] or _sends_too_often(session, actor, told, now):
            _alarm(session, actor, now)
        audit.record(session, actor, REFUSED, now=now, subject=REFUSED, details=told)


def refusals(database: Database, actor: Actor) -> tuple[RefusalView, ...]:
    """Return the newest refusals in the agency, the latest first."""
    demand_administrator(actor)
    with database.reading() as session:
        return tuple(_view(row) for row in session.scalars(_newest(actor.agency_id)))


def _recent(session: Session, actor: Actor, now: datetime) -> tuple[int, int, Sequence[str]]:
    """Count what was told in the last hour, of all and of the actor; return his last minute's."""
    newest = _newest(actor.agency_id).subquery()
    own = newest.c.actor_id == actor.person_id
    counts = select(func.count(), func.count().filter(own)).where(newest.c.at > now - _HOUR)
    of_all, of_him = session.execute(counts).one()
    just_told = select(newest.c.details).where(own, newest.c.at > now - AGAIN_AFTER)
    return of_all, of_him, session.scalars(just_told).all()


def _newest(agency_id: int) -> Select[AuditRow]:
    return (
        select(AuditRow)
        .where(AuditRow.agency_id == agency_id, AuditRow.subject == REFUSED, OF_NO_PLAN)
        .order_by(AuditRow.ordinal.desc())
        .limit(SHOWN)
    )


def _sends_too_often(
    session: Session, actor: Actor, told: dict[str, object], now: datetime
) -> bool:
    """Tell whether this is the third time in an hour that the person is told to wait."""
    if told["status"] != TOO_OFTEN:
        return False
    newest = _newest(actor.agency_id).subquery()
    own = newest.c.actor_id == actor.person_id
    before = session.scalars(select(newest.c.details).where(own, newest.c.at > now - _HOUR))
    times = [one for one in before if json.loads(one)["status"] == TOO_OFTEN]
    return len(times) == _TOO_OFTEN_IN_AN_HOUR - 1


def _alarm(session: Session, actor: Actor, now: datetime) -> None:
    """Tell the administrators, once an hour; the list tells them the rest."""
    people = members_with(session, actor.agency_id, Role.ADMINISTRATOR)
    earlier = select(NotificationRow.id).where(
        NotificationRow.agency_id == actor.agency_id,
        NotificationRow.person_id.in_(people),
        NotificationRow.kind == _ALARM,
        NotificationRow.created_at > now - _HOUR,
    )
    if session.scalar(earlier.limit(1)) is None:
        message = (
            f"Trong một giờ, {actor.full_name} bị từ chối nhiều lần hoặc gửi quá nhiều; "
            "xem «Truy cập bị từ chối»."
        )
        tell_about_settings(
            session, actor.agency_id, people, _ALARM, message=message, now=now, about=_ABOUT
        )


def _told(refusal: Refusal) -> dict[str, object]:
    return {
        "route": refusal.route,
        "status": refusal.status,
        "method": refusal.method,
        "path": refusal.path[:_LONGEST],
        "address": refusal.address[:_LONGEST],
    }


def _same(told_before: str, told: dict[str, object]) -> bool:
    details = json.loads(told_before)
    return all(details[name] == told[name] for name in ("route", "status", "address"))


def _view(row: AuditRow) -> RefusalView:
    details = json.loads(row.details)
    return RefusalView(
        at=row.at,
        name=row.actor_name,
        status=details["status"],
        method=details["method"],
        path=details["path"],
        address=details["address"],
        silenced=details["last_of_hour"],
    )
