"""The right to read a plan as a condition, the same as domain/reading_rights.py says it."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, false, or_, true

from webapp.db.models.detours import ConsultationRow
from webapp.db.models.plans import PlanRow
from webapp.db.models.process import StepRow
from webapp.db.probes import there_is
from webapp.domain.people import Actor
from webapp.domain.reading_rights import OPEN_STATES, reads_all


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks, as the queries need him."""

    agency_id: int
    person_id: int
    unit_id: int | None
    reads_all: bool
    has_role: bool = True
    """Without any role in the agency a person reads nothing there."""
    reads_for: frozenset[int] = frozenset()
    """People in whose place he acts today."""

    @classmethod
    def of(cls, actor: Actor) -> "Reader":
        """Return the actor as a reader."""
        return cls(
            actor.agency_id,
            actor.person_id,
            actor.unit_id,
            reads_all(actor),
            bool(actor.roles),
            actor.reads_for,
        )


def visible_to(reader: Reader) -> ColumnElement[bool]:
    """Return the condition that leaves the plans of the agency that the reader may open."""
    own_agency = PlanRow.agency_id == reader.agency_id
    if not reader.has_role:
        return false()
    if reader.reads_all:
        return own_agency
    people = [reader.person_id, *sorted(reader.reads_for)]
    asked = there_is(
        StepRow.plan_id == PlanRow.id,
        StepRow.assignee_id.in_(people) | (StepRow.decided_by == reader.person_id),
    )
    by_others = there_is(
        ConsultationRow.plan_id == PlanRow.id, ConsultationRow.asked_id.in_(people)
    )
    unit = PlanRow.unit_id == reader.unit_id if reader.unit_id is not None else ~true()
    return and_(
        own_agency,
        or_(
            PlanRow.state.in_(sorted(OPEN_STATES)),
            PlanRow.drafter_id == reader.person_id,
            unit,
            asked,
            by_others,
        ),
    )
