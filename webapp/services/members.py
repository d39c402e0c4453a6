"""Who works in an agency in which role, whatever it is asked for."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.models.organisations import MembershipRoleRow, MembershipRow, PersonRow
from webapp.domain.people import Role


def members_with(session: Session, agency_id: int, role: Role) -> frozenset[int]:
    """Return who holds the role in the agency now."""
    query = (
        select(MembershipRow.person_id)
        .join(MembershipRoleRow, MembershipRoleRow.membership_id == MembershipRow.id)
        .join(PersonRow, PersonRow.id == MembershipRow.person_id)
        .where(
            MembershipRow.agency_id == agency_id,
            MembershipRow.active,
            PersonRow.active,
            MembershipRoleRow.role == role,
        )
    )
    return frozenset(session.scalars(query))
