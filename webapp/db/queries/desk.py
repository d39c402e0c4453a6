"""What waits for a person, and the plans he drafts."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Exists, Select, bindparam, exists, func, literal, null, or_, select
from sqlalchemy.orm import Session

from webapp.db.models.detours import ConsultationRow
from webapp.db.models.organisations import PersonRow, UnitRow
from webapp.db.models.plans import OPEN, PlanRow, WorkingCopyRow
from webapp.db.models.process import StepRow
from webapp.db.models.remarks import RemarkRow
from webapp.db.probes import there_is
from webapp.db.queries import absences, consultations, polls
from webapp.domain.workflow import PlanState

MOST = 200
"""Lines of one part of the desk; a person with more works from the list."""
_NAMES = (PersonRow.full_name, func.coalesce(UnitRow.name, ""))
_HAS_TALK = or_(
    there_is(RemarkRow.plan_id == PlanRow.id),
    there_is(
        ConsultationRow.plan_id == PlanRow.id,
        ConsultationRow.asker_id == bindparam("person_id"),
    ),
)


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A plan that waits for the person."""

    plan_id: int
    subject: str
    step_key: str
    workflow_sha256: str | None
    since: datetime
    due_on: date | None
    drafter_name: str
    unit_name: str
    has_talk: bool
    """It was returned once, or the person asked somebody about it."""


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
    open_remarks: int
    """Of a return, without an answer."""


@dataclass(frozen=True, slots=True)
class Filled:
    """Which parts of the desk hold anything: most of them are empty on most days."""

    returned: bool
    drafted: bool
    questions: bool
    polls: bool
    powers: bool
    stand_ins: bool
    grants: bool


# Built once: putting a statement together costs more than running it.
_WAITING = (
    select(
        PlanRow.id,
        PlanRow.subject,
        StepRow.step_key,
        PlanRow.workflow_sha256,
        StepRow.since,
        StepRow.due_on,
        *_NAMES,
        _HAS_TALK,
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
        PlanRow.id,
        PlanRow.subject,
        PlanRow.state,
        PlanRow.workflow_sha256,
        PlanRow.state_since,
        null(),
        *_NAMES,
        _HAS_TALK,
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
        PlanRow.id,
        PlanRow.subject,
        PlanRow.state,
        PlanRow.workflow_sha256,
        PlanRow.state_since,
        exists().where(
            WorkingCopyRow.plan_id == PlanRow.id,
            WorkingCopyRow.person_id == bindparam("person_id"),
        ),
        select(func.min(StepRow.due_on))
        .where(StepRow.plan_id == PlanRow.id, StepRow.decision == "waiting")
        .scalar_subquery(),
        select(func.count())
        .select_from(RemarkRow)
        .where(RemarkRow.plan_id == PlanRow.id, RemarkRow.answer.is_(None))
        .scalar_subquery(),
    )
    .where(
        PlanRow.agency_id == bindparam("agency_id"),
        PlanRow.drafter_id == bindparam("person_id"),
        OPEN,
    )
    .order_by(PlanRow.id.desc())
    .limit(MOST)
)


def _any_of(rows: Select[*tuple[Any, ...]]) -> Exists:
    return rows.with_only_columns(literal(1)).order_by(None).limit(None).exists()


_FILLED = select(
    _any_of(_RETURNED),
    _any_of(_DRAFTED),
    _any_of(consultations.ASKED),
    _any_of(polls.UNANSWERED),
    _any_of(absences.POWERS_TO_CONFIRM),
    _any_of(absences.PROPOSED),
    _any_of(absences.GRANTS_TO_CONFIRM),
)


def filled(
    session: Session, agency_id: int, person_id: int, unit_id: int | None, today: date
) -> Filled:
    """Return which parts of the desk hold anything; `unit_id` is the unit that the person heads."""
    values = {"agency_id": agency_id, "person_id": person_id, "unit_id": unit_id, "since": today}
    return Filled(*session.execute(_FILLED, values).one())


def waiting_for(session: Session, agency_id: int, person_id: int) -> list[WaitingLine]:
    """Return the plans at a step that asks the person, the ones due first before the others."""
    rows = session.execute(_WAITING, {"agency_id": agency_id, "person_id": person_id})
    return [WaitingLine(*row) for row in rows]


def returned_to_unit(
    session: Session, agency_id: int, person_id: int, unit_id: int
) -> list[WaitingLine]:
    """Return the plans that were sent back and wait for the head of the unit."""
    values = {"agency_id": agency_id, "person_id": person_id, "unit_id": unit_id}
    return [WaitingLine(*row) for row in session.execute(_RETURNED, values)]


def drafted_by(session: Session, agency_id: int, person_id: int) -> list[OwnLine]:
    """Return the person's plans that have not ended, newest first."""
    rows = session.execute(_DRAFTED, {"agency_id": agency_id, "person_id": person_id})
    return [OwnLine(*row) for row in rows]
