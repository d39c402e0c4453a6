"""Which drafting units a power to sign covers; a unit's papers include those of units under it."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.models.absences import AuthorityUnitRow
from webapp.db.models.organisations import SigningAuthorityRow, UnitRow
from webapp.domain.errors import InvalidInputError


def units_of(session: Session, authority_id: int) -> frozenset[int]:
    """Return the units that the power names; none: it covers the papers of every unit."""
    query = select(AuthorityUnitRow.unit_id).where(AuthorityUnitRow.authority_id == authority_id)
    return frozenset(session.scalars(query))


def covers(session: Session, authority_id: int, unit_id: int | None) -> bool:
    """Tell whether papers of the drafting unit may be signed by the power."""
    named = units_of(session, authority_id)
    return not named or unit_id is None or bool(named & set(_with_those_above(session, unit_id)))


def _with_those_above(session: Session, unit_id: int) -> Iterable[int]:
    unit = session.get(UnitRow, unit_id)
    while unit is not None:  # the database keeps units a tree, which ends
        yield unit.id
        unit = None if unit.parent_id is None else session.get(UnitRow, unit.parent_id)


def replace_units(session: Session, row: SigningAuthorityRow, unit_ids: frozenset[int]) -> None:
    """Write which units the power covers from now on; the caller records the event."""
    own = select(UnitRow.id).where(UnitRow.agency_id == row.agency_id, UnitRow.id.in_(unit_ids))
    if len(session.scalars(own).all()) != len(unit_ids):
        raise InvalidInputError("Đơn vị đã chọn không thuộc cơ quan này; chọn lại.", "unit_ids")
    before = select(AuthorityUnitRow).where(AuthorityUnitRow.authority_id == row.id)
    kept = {one.unit_id: one for one in session.scalars(before)}
    for unit_id in sorted(kept.keys() - unit_ids):
        session.delete(kept[unit_id])
    for unit_id in sorted(unit_ids - kept.keys()):
        session.add(AuthorityUnitRow(authority_id=row.id, unit_id=unit_id))
