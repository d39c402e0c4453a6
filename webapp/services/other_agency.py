"""A link that leads into another agency of the same person: told to nobody else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.models.organisations import PersonRow
from webapp.db.models.process import NotificationRow
from webapp.domain.errors import ForbiddenError, NotFoundError
from webapp.domain.people import Actor
from webapp.domain.register_book import BookAction, BookRules, refusal
from webapp.services import accounts
from webapp.services.line_access import row_of
from webapp.services.plan_access import open_to_read


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What an address names, and the agency of the person in which he may open it."""

    what: str
    """«Kế hoạch này»."""
    agency_id: int
    agency: str


def elsewhere(
    database: Database, actor: Actor, named: Mapping[str, object], now: datetime
) -> Elsewhere | None:
    """Return where else the actor may open what the address names; None: nowhere."""
    found = next((one for one in _THINGS if one in named), None)
    if found is None:
        return None
    what, opens = _THINGS[found]
    with database.reading() as session:
        person = session.get_one(PersonRow, actor.person_id)
        for membership, agency in accounts.places_of(session, actor.person_id):
            there = accounts.actor_at(session, person, membership, None, now)
            if agency.id != actor.agency_id and opens(session, there, int(str(named[found]))):
                return Elsewhere(what, agency.id, agency.short_name)
    return None


def _plan(session: Session, there: Actor, plan_id: int) -> bool:
    try:
        open_to_read(session, there, plan_id)
    except (ForbiddenError, NotFoundError):
        return False
    return True


def _line(session: Session, there: Actor, row_id: int) -> bool:
    try:
        row_of(session, there, row_id)
    except NotFoundError:
        return False
    return refusal(BookAction.READ, there, BookRules()) is None


def _told_of(thing: str) -> Callable[[Session, Actor, int], bool]:
    """Return the test whether the person was told there of the thing, as letters name it."""

    def opens(session: Session, there: Actor, thing_id: int) -> bool:
        told = select(NotificationRow.id).where(
            NotificationRow.person_id == there.person_id,
            NotificationRow.agency_id == there.agency_id,
            NotificationRow.about == f"{thing}:{thing_id}",
        )
        return session.scalar(told.limit(1)) is not None

    return opens


_THINGS: Mapping[str, tuple[str, Callable[[Session, Actor, int], bool]]] = {
    "plan_id": ("Kế hoạch này", _plan),
    "row_id": ("Dòng này của sổ văn bản đi", _line),
    "authority_id": ("Thẩm quyền ký này", _told_of("authority")),
    "stand_in_id": ("Việc xử lý thay này", _told_of("stand_in")),
    "grant_id": ("Thay đổi quyền này", _told_of("grant")),
}
"""By the arguments of addresses: those that letters lead to."""
