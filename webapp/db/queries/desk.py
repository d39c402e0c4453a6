"""What waits for a person, and the plans he drafts."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import Session

from webapp.db.models.organisations import PersonRow, UnitRow
from webapp.db.models.plans import PlanRow, WorkingCopyRow
from webapp.db.models.process import StepRow
from webapp.domain.workflow import PlanState

MOST = 200
"""Lines of one part of the desk; a person with more works from the list."""

ENDED = (PlanState.ISSUED, PlanState.VOIDED, PlanState.CANCELLED)
"""States of a plan that waits for nobody any more."""
_NAMES = (
    PersonRow.full_name.label("drafter_name"),
    func.coalesce(UnitRow.name, "").label("unit_name"),
)


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A plan that waits for the person."""

    plan_id: int
    subject: str
    step_key: str
    workflow_sha256: str | None
    drafter_name: str
    unit_name: str
    since: datetime
    due_on: date | None


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A plan that the person drafts."""

    plan_id: int
    subject: str
    state: str
    workflow_sha256: str | None
    state_since: datetime
    has_working_copy: bool
    due_on: date | None


# Built once: putting a statement together costs more than running it.
_WAITING = (
    select(
        PlanRow.id.label("plan_id"),
        PlanRow.subject,
        StepRow.step_key,
        PlanRow.workflow_sha256,
        StepRow.since,
        StepRow.due_on,
        *_NAMES,
    )
    .join(PlanRow, PlanRow.id == StepRow.plan_id)
    .join(PersonRow, PersonRow.id == PlanRow.drafter_id)
    .outerjoin(UnitRow, UnitRow.id == PlanRow.unit_id)
    .where(
        StepRow.agency_id == bindparam("agency_id"),
        StepRow.assignee_id == bindparam("person_id"),
        StepRow.decision == "waiting",
        StepRow.step_key == PlanRow.state,
    )
    .order_by(StepRow.due_on.is_(None), StepRow.due_on, StepRow.since)
    .limit(MOST)
)
_RETURNED = (
    select(
        PlanRow.id.label("plan_id"),
        PlanRow.subject,
        PlanRow.state.label("step_key"),
        PlanRow.workflow_sha256,
        PlanRow.state_since.label("since"),
        *_NAMES,
    )
    .join(PersonRow, PersonRow.id == PlanRow.drafter_id)
    .outerjoin(UnitRow, UnitRow.id == PlanRow.unit_id)
    .where(
        PlanRow.agency_id == bindparam("agency_id"),
        PlanRow.state == PlanState.RETURNED.value,
        PlanRow.unit_id == bindparam("unit_id"),
    )
    .order_by(PlanRow.state_since)
    .limit(MOST)
)
_DRAFTED = (
    select(
        PlanRow.id.label("plan_id"),
        PlanRow.subject,
        PlanRow.state,
        PlanRow.workflow_sha256,
        PlanRow.state_since,
        exists()
        .where(
            WorkingCopyRow.plan_id == PlanRow.id,
            WorkingCopyRow.person_id == bindparam("person_id"),
        )
        .label("has_working_copy"),
        select(func.min(StepRow.due_on))
        .where(StepRow.plan_id == PlanRow.id, StepRow.decision == "waiting")
        .scalar_subquery()
        .label("due_on"),
    )
    .where(
        PlanRow.agency_id == bindparam("agency_id"),
        PlanRow.drafter_id == bindparam("person_id"),
        PlanRow.state.not_in([state.value for state in ENDED]),
    )
    .order_by(PlanRow.id.desc())
    .limit(MOST)
)


def waiting_for(session: Session, agency_id: int, person_id: int) -> list[WaitingLine]:
    """Return the plans at a step that asks the person, the ones due first before the others."""
    rows = session.execute(_WAITING, {"agency_id": agency_id, "person_id": person_id})
    return [WaitingLine(**row) for row in rows.mappings()]


def returned_to_unit(session: Session, agency_id: int, unit_id: int) -> list[WaitingLine]:
    """Return the plans that were sent back and wait for the head of the unit."""
    rows = session.execute(_RETURNED, {"agency_id": agency_id, "unit_id": unit_id})
    return [WaitingLine(**row, due_on=None) for row in rows.mappings()]


def drafted_by(session: Session, agency_id: int, person_id: int) -> list[OwnLine]:
    """Return the person's plans that have not ended, newest first."""
    rows = session.execute(_DRAFTED, {"agency_id": agency_id, "person_id": person_id})
    return [OwnLine(**row) for row in rows.mappings()]
