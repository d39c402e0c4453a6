"""Reads about stand-ins, and about what waits for a confirmation.

Built once: putting a statement together costs more than running it.
"""

from datetime import date

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from webapp.db.models.absences import StandInRow
from webapp.db.models.access_grants import AccessGrantRow
from webapp.db.models.organisations import SigningAuthorityRow

_IN_FORCE = (
    StandInRow.agency_id == bindparam("agency_id"),
    StandInRow.valid_from <= bindparam("today"),
    StandInRow.valid_until >= bindparam("today"),
    StandInRow.confirmed_at.is_not(None),
    StandInRow.ended_at.is_(None),
)
_FOR_WHOM = (
    select(StandInRow.id, StandInRow.absent_id, StandInRow.document)
    .where(*_IN_FORCE, StandInRow.stand_in_id == bindparam("person_id"))
    .order_by(StandInRow.id)
)
_BY_WHOM = select(StandInRow.absent_id, StandInRow.stand_in_id).where(
    *_IN_FORCE, StandInRow.absent_id.in_(bindparam("absent", expanding=True))
)
_OPEN = (
    select(StandInRow)
    .where(
        StandInRow.agency_id == bindparam("agency_id"),
        StandInRow.ended_at.is_(None),
        StandInRow.valid_until >= bindparam("since"),
    )
    .order_by(StandInRow.valid_from, StandInRow.id)
)
PROPOSED = _OPEN.where(StandInRow.confirmed_at.is_(None))
_LISTED = (
    select(StandInRow)
    .where(StandInRow.agency_id == bindparam("agency_id"))
    .order_by(StandInRow.valid_until.desc(), StandInRow.id.desc())
    .limit(100)
)
_LISTED_OF = _LISTED.where(
    or_(
        StandInRow.absent_id == bindparam("person_id"),
        StandInRow.stand_in_id == bindparam("person_id"),
    )
)
POWERS_TO_CONFIRM = (
    select(SigningAuthorityRow)
    .where(
        SigningAuthorityRow.agency_id == bindparam("agency_id"),
        SigningAuthorityRow.active,
        SigningAuthorityRow.confirmed_at.is_(None),
    )
    .order_by(SigningAuthorityRow.id)
)
GRANTS_TO_CONFIRM = (
    select(AccessGrantRow)
    .where(AccessGrantRow.agency_id == bindparam("agency_id"), AccessGrantRow.outcome == "waiting")
    .order_by(AccessGrantRow.id)
)


def in_whose_place(
    session: Session, agency_id: int, person_id: int, today: date
) -> list[tuple[int, int, str]]:
    """Return id, absent person and document of each place the person holds today."""
    values = {"agency_id": agency_id, "person_id": person_id, "today": today}
    return [(row.id, row.absent_id, row.document) for row in session.execute(_FOR_WHOM, values)]


def who_stands_in(
    session: Session, agency_id: int, absent: frozenset[int], today: date
) -> dict[int, int]:
    """Return who handles the papers of each of the people today, where somebody does."""
    values = {"agency_id": agency_id, "absent": sorted(absent), "today": today}
    return {row[0]: row[1] for row in session.execute(_BY_WHOM, values)}


def open_stand_ins(session: Session, agency_id: int, since: date) -> list[StandInRow]:
    """Return those that are neither ended nor over on the day, confirmed or not."""
    return list(session.scalars(_OPEN, {"agency_id": agency_id, "since": since}))


def proposed_stand_ins(session: Session, agency_id: int, today: date) -> list[StandInRow]:
    """Return those that wait for somebody to confirm them."""
    return list(session.scalars(PROPOSED, {"agency_id": agency_id, "since": today}))


def listed_stand_ins(
    session: Session, agency_id: int, person_id: int | None = None
) -> list[StandInRow]:
    """Return the last ones of the agency, or of one person, those that end last first."""
    if person_id is None:
        return list(session.scalars(_LISTED, {"agency_id": agency_id}))
    return list(session.scalars(_LISTED_OF, {"agency_id": agency_id, "person_id": person_id}))


def powers_to_confirm(session: Session, agency_id: int) -> list[SigningAuthorityRow]:
    """Return the powers to sign that wait for somebody to confirm them."""
    return list(session.scalars(POWERS_TO_CONFIRM, {"agency_id": agency_id}))


def grants_to_confirm(session: Session, agency_id: int) -> list[AccessGrantRow]:
    """Return the rights that wait for somebody to confirm them."""
    return list(session.scalars(GRANTS_TO_CONFIRM, {"agency_id": agency_id}))
