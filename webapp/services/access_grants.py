"""What people were given and nobody confirmed yet: rows that open nothing, and who is told."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.models.access_grants import AccessGrantRow
from webapp.db.models.organisations import (
    AgencyRow,
    MembershipRoleRow,
    MembershipRow,
    PersonRow,
    UnitRow,
)
from webapp.domain.access_grants import Grant, Place, others
from webapp.domain.people import ROLE_LABELS, Actor, Role
from webapp.services import notices
from webapp.services.authority_views import leaders_of
from webapp.services.members import members_with
from webapp.services.setting_changes import assign, demand_administrator

WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class GrantView:
    """What a person was given, as pages show it."""

    id: int
    person_id: int
    full_name: str
    agency: str
    """Short name."""
    words: str
    """«vào làm việc trong cơ quan; vai trò Văn thư»."""
    grant: Grant
    entered_by: str
    entered_at: datetime


def confirmers_of(session: Session, agency_id: int, today: date) -> frozenset[int]:
    """Return who confirms rights: administrators, the agency's head, the chánh văn phòng."""
    return members_with(session, agency_id, Role.ADMINISTRATOR) | leaders_of(
        session, agency_id, today
    )


def second_people(database: Database, actor: Actor, now: datetime) -> tuple[str, ...]:
    """Return the names of those who confirm what the actor gives; none: it holds at once."""
    demand_administrator(actor)
    with database.reading() as session:
        confirmers = confirmers_of(session, actor.agency_id, vietnam_today(now))
        return names_of(session, confirmers - {actor.person_id})


def waiting_of(session: Session, agency_id: int, person_id: int) -> AccessGrantRow | None:
    """Return what waits for the person in the agency; there is one at most."""
    query = select(AccessGrantRow).where(
        AccessGrantRow.agency_id == agency_id,
        AccessGrantRow.person_id == person_id,
        AccessGrantRow.outcome == WAITING,
    )
    return session.scalars(query).one_or_none()


def is_waited_for(session: Session, person_id: int) -> bool:
    """Tell whether something waits for the person anywhere."""
    return bool(_all_of(session, person_id))


def own_waiting(database: Database, actor: Actor) -> tuple[GrantView, ...]:
    """Return what waits for the person himself, in all his agencies."""
    with database.reading() as session:
        return tuple(view_of(session, row) for row in _all_of(session, actor.person_id))


def _all_of(session: Session, person_id: int) -> list[AccessGrantRow]:
    query = select(AccessGrantRow).where(
        AccessGrantRow.person_id == person_id, AccessGrantRow.outcome == WAITING
    )
    return list(session.scalars(query.order_by(AccessGrantRow.id)))


def grant_of(row: AccessGrantRow | None) -> Grant:
    """Return what the row gives; no row gives nothing."""
    if row is None:
        return Grant()
    return Grant(row.joins, row.unit_id, frozenset(Role(one) for one in row.roles.split()))


def place_of(membership: MembershipRow) -> Place:
    """Return what the membership opens, if it is active."""
    held = frozenset(Role(one.role) for one in membership.roles)
    return Place(bool(membership.active), membership.unit_id, held)


def write_place(membership: MembershipRow, place: Place) -> dict[str, object]:
    """Let the membership open this from now on; return what changed, for the audit event."""
    changes: dict[str, object] = dict(
        assign(membership, {"active": place.active, "unit_id": place.unit_id})
    )
    held = {one.role for one in membership.roles}
    if held != place.roles:
        changes["roles"] = [sorted(held), sorted(place.roles)]
        stays = [one for one in membership.roles if one.role in place.roles]
        new = [MembershipRoleRow(role=role) for role in sorted(place.roles - held)]
        membership.roles = stays + new
    return changes


def decide(row: AccessGrantRow, actor: Actor, outcome: str, now: datetime) -> None:
    """Write what became of it; the caller records the event."""
    row.outcome, row.decided_by, row.decided_at = outcome, actor.person_id, now


def add(
    session: Session, actor: Actor, person_id: int, grant: Grant, now: datetime
) -> AccessGrantRow:
    """Let the grant wait; the caller dropped what waited before, and records the event."""
    row = AccessGrantRow(
        agency_id=actor.agency_id,
        person_id=person_id,
        joins=grant.joins,
        unit_id=grant.unit_id,
        roles=" ".join(sorted(grant.roles)),
        entered_by=actor.person_id,
        entered_at=now,
    )
    session.add(row)
    return row


def tell_who_may_confirm(session: Session, row: AccessGrantRow, now: datetime) -> None:
    """Tell those who may confirm it that it waits for them."""
    confirmers = confirmers_of(session, row.agency_id, vietnam_today(now))
    message = f"{named(session, row)} chờ anh/chị xác nhận; trước đó quyền này không có hiệu lực."
    notices.tell_about_settings(
        session,
        row.agency_id,
        others(confirmers, row.person_id, row.entered_by),
        "to_confirm",
        message=message,
        now=now,
        about=about(row),
    )


def view_of(session: Session, row: AccessGrantRow) -> GrantView:
    """Return the grant as pages show it."""
    return GrantView(
        id=row.id,
        person_id=row.person_id,
        full_name=name_of(session, row.person_id),
        agency=session.get_one(AgencyRow, row.agency_id).short_name,
        words=words_of(session, grant_of(row)),
        grant=grant_of(row),
        entered_by=name_of(session, row.entered_by),
        entered_at=row.entered_at,
    )


def named(session: Session, row: AccessGrantRow) -> str:
    """Return the grant as a sentence begins with it."""
    person = name_of(session, row.person_id)
    return f"Quyền mới của {person} ({words_of(session, grant_of(row))})"


def words_of(session: Session, grant: Grant) -> str:
    """Return what it gives, in words."""
    parts = []
    if grant.joins:
        parts.append("vào làm việc trong cơ quan")
    if grant.unit_id is not None:
        parts.append(f"vào {session.get_one(UnitRow, grant.unit_id).name}")
    if grant.roles:
        parts.append(f"vai trò {', '.join(role_words(grant.roles))}")
    return "; ".join(parts)


def role_words(roles: frozenset[Role]) -> list[str]:
    """Return the names of the roles, in the order of the process."""
    return [ROLE_LABELS[role] for role in Role if role in roles]


def about(row: AccessGrantRow) -> str:
    """Return where the link of a notice about it leads."""
    return f"grant:{row.id}"


def name_of(session: Session, person_id: int) -> str:
    """Return the person's full name."""
    return session.get_one(PersonRow, person_id).full_name


def names_of(session: Session, people: frozenset[int]) -> tuple[str, ...]:
    """Return full names in order."""
    return tuple(sorted(name_of(session, one) for one in people))
