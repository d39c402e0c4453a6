"""The members of an agency as its administrator sees them, with what waits to be confirmed."""

from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from webapp.db.database import Database
from webapp.db.models.organisations import MembershipRow, PersonRow, UnitRow
from webapp.db.queries import absences
from webapp.domain.access_grants import Grant, Place
from webapp.domain.people import Actor, Role
from webapp.services import access_grants
from webapp.services.access_grants import GrantView
from webapp.services.setting_changes import demand_administrator


@dataclass(frozen=True, slots=True)
class PersonView:
    """A member of the agency as the pages of administration show him."""

    person_id: int
    username: str
    full_name: str
    email: str
    unit_id: int | None
    unit_name: str
    position: str
    roles: frozenset[Role]
    active: bool
    shared: bool
    """He belongs to other agencies too: his name and password are not ours to change."""
    version: int
    pending: GrantView | None = None
    """What he was given and nobody confirmed yet."""

    @property
    def wanted(self) -> Place:
        """Return his place as it will be once what waits is confirmed."""
        grant = self.pending.grant if self.pending else Grant()
        return grant.given_to(Place(self.active, self.unit_id, self.roles))


def people(database: Database, actor: Actor) -> tuple[PersonView, ...]:
    """Return the agency's members, the active ones first, by unit and name."""
    demand_administrator(actor)
    another = aliased(MembershipRow)
    elsewhere = exists().where(
        another.person_id == MembershipRow.person_id, another.agency_id != MembershipRow.agency_id
    )
    with database.reading() as session:
        rows = session.execute(
            select(MembershipRow, PersonRow, UnitRow.name, elsewhere)
            .join(PersonRow, PersonRow.id == MembershipRow.person_id)
            .outerjoin(UnitRow, UnitRow.id == MembershipRow.unit_id)
            .where(MembershipRow.agency_id == actor.agency_id)
            .order_by(MembershipRow.active.desc(), UnitRow.name, PersonRow.full_name, PersonRow.id)
        )
        pending = {
            row.person_id: access_grants.view_of(session, row)
            for row in absences.grants_to_confirm(session, actor.agency_id)
        }
        return tuple(
            PersonView(
                person_id=person.id,
                username=person.username,
                full_name=person.full_name,
                email=person.email,
                unit_id=membership.unit_id,
                unit_name=unit_name or "",
                position=membership.position,
                roles=frozenset(Role(one.role) for one in membership.roles),
                active=membership.active,
                shared=person.installation_admin or works_elsewhere,
                version=membership.version,
                pending=pending.get(person.id),
            )
            for membership, person, unit_name, works_elsewhere in rows
        )
