"""Plans that an agency submitted to the one above it, where it is a unit: read from below."""

from dataclasses import dataclass
from heapq import merge
from itertools import islice

from sqlalchemy import ColumnElement, Select, or_, select, true
from sqlalchemy.orm import Session, aliased

from webapp.db.models.organisations import AgencyRow, MembershipRow, UnitRow
from webapp.db.models.plans import PlanRow
from webapp.db.models.process import StepRow
from webapp.db.probes import there_is
from webapp.db.queries.visibility import Reader


@dataclass(frozen=True, slots=True)
class UnitAbove:
    """A unit of another agency that is the reader's own, or stands below such a one."""

    id: int
    agency_id: int


def is_submitter(session: Session, agency_id: int) -> bool:
    """Tell whether the agency is a unit of another."""
    tied = select(UnitRow.id).where(UnitRow.own_agency_id == agency_id).limit(1)
    return session.scalar(tied) is not None


def page(session: Session, reader: Reader, before_id: int | None, most: int) -> list[int]:
    """Return ids of such plans, newest first: each unit's by its index, then merged."""
    rows = session.execute(_units(reader.agency_id))
    units = [UnitAbove(unit_id, agency_id) for unit_id, agency_id in rows]
    found = (list(session.scalars(_of_unit(unit, reader, before_id, most))) for unit in units)
    return list(islice(merge(*found, reverse=True), most))


def issuers(session: Session, ids: list[int]) -> dict[int, str]:
    """Return the short name of the agency that issues each plan."""
    rows = session.execute(
        select(PlanRow.id, AgencyRow.short_name)
        .join(AgencyRow, AgencyRow.id == PlanRow.agency_id)
        .where(PlanRow.id.in_(ids))
    )
    return {row[0]: row[1] for row in rows}


def _units(agency_id: int) -> Select[int, int]:
    """Select the units that are the agency, and the two levels that may stand below them."""
    above, top = aliased(UnitRow), aliased(UnitRow)
    own = (one.own_agency_id == agency_id for one in (UnitRow, above, top))
    return (
        select(UnitRow.id, UnitRow.agency_id)
        .outerjoin(above, above.id == UnitRow.parent_id)
        .outerjoin(top, top.id == above.parent_id)
        .where(or_(*own))
        .order_by(UnitRow.id)
    )


def _of_unit(unit: UnitAbove, reader: Reader, before_id: int | None, most: int) -> Select[int]:
    older = PlanRow.id < before_id if before_id is not None else true()
    return (
        select(PlanRow.id)
        .where(
            PlanRow.agency_id == unit.agency_id,
            PlanRow.unit_id == unit.id,
            PlanRow.round > 0,
            _has_to_know(reader),
            older,
        )
        .order_by(PlanRow.id.desc())
        .limit(most)
    )


def _has_to_know(reader: Reader) -> ColumnElement[bool]:
    if reader.reads_all:
        return true()
    asked = there_is(StepRow.plan_id == PlanRow.id, StepRow.assignee_id == reader.person_id)
    member = there_is(
        MembershipRow.unit_id == PlanRow.unit_id,
        MembershipRow.person_id == reader.person_id,
        MembershipRow.active,
    )
    return or_(PlanRow.drafter_id == reader.person_id, asked, member)
