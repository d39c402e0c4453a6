"""Whom plans wait for, and the questions before a decision: one read for all plans of a page."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session

from webapp.db.models.detours import ConsultationRow
from webapp.db.models.organisations import PersonRow
from webapp.db.models.plans import PlanRow
from webapp.db.models.process import StepRow


@dataclass(frozen=True, slots=True)
class WaitLine:
    """One open question of a step; nobody's where the group is empty."""

    plan_id: int
    full_name: str | None
    since: datetime
    due_on: date | None


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question that somebody put at the plan's present step, before he decides there."""

    plan_id: int
    asker_id: int
    asked_name: str
    answer: str


# Built once: putting a statement together costs more than running it.
_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_AT_STEPS = (
    select(StepRow.plan_id, PersonRow.full_name, StepRow.since, StepRow.due_on)
    .outerjoin(PersonRow, PersonRow.id == StepRow.assignee_id)
    .where(StepRow.plan_id.in_(_IDS), StepRow.decision == "waiting")
    .order_by(StepRow.id)
)
_QUESTIONS = (
    select(
        ConsultationRow.plan_id,
        ConsultationRow.asker_id,
        PersonRow.full_name,
        ConsultationRow.answer,
    )
    .join(PlanRow, PlanRow.id == ConsultationRow.plan_id)
    .join(PersonRow, PersonRow.id == ConsultationRow.asked_id)
    .where(
        ConsultationRow.plan_id.in_(_IDS),
        ConsultationRow.round == PlanRow.round,
        ConsultationRow.step_key == PlanRow.state,
    )
    .order_by(ConsultationRow.id)
)


def at_steps(session: Session, ids: Collection[int]) -> list[WaitLine]:
    """Return what the plans wait for, in the order the people were asked."""
    return [WaitLine(*row) for row in session.execute(_AT_STEPS, {"ids": ids})]


def questions_at_steps(session: Session, ids: Collection[int]) -> list[QuestionLine]:
    """Return the questions of the present round and step, answered ones too, oldest first."""
    return [QuestionLine(*row) for row in session.execute(_QUESTIONS, {"ids": ids})]
