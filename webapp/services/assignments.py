"""Step rows: who is asked to decide, until when, and what became of the question."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.locks import LOCKED
from webapp.db.models.plans import PlanRow
from webapp.db.models.process import StepRow
from webapp.db.queries import consultations
from webapp.domain.people import Actor
from webapp.domain.process import Situation
from webapp.domain.process_policy import is_waited_for
from webapp.domain.workflow import Mode, Step, Workflow
from webapp.services import audit, notices
from webapp.services.plan_access import workflow_of
from webapp.services.situations import people_of, situation_of, steps_of
from webapp.services.working_calendar import calendar_of

WAITING = "waiting"


class Questions:
    """The step rows of one plan, in memory, so that changes are seen before they are flushed."""

    def __init__(self, session: Session, plan: PlanRow) -> None:
        self._session = session
        self._plan = plan
        self.rows = list(steps_of(session, plan.id))
        self.consultations = consultations.open_on(session, plan.id)
        """Those that were open when the deed began, each with the name of the person asked."""
        self.fallen: list[str] = []
        """What the deed made void, in words, once it did."""

    def waiting(self) -> list[StepRow]:
        """Return the rows that nobody answered yet."""
        return [row for row in self.rows if row.decision == WAITING]

    @property
    def due_on(self) -> date | None:
        """Return the last day to decide the question that waits; its rows share it."""
        return next((row.due_on for row in self.waiting()), None)

    def ask(self, step: Step, people: Iterable[Actor], now: datetime) -> None:
        """Open one row for each of the people, or one for nobody, which blocks the plan."""
        visit = 1 + max((row.visit for row in self._of_round(step.key)), default=0)
        asked: list[int | None] = [one.person_id for one in people]
        until = due_on(self._session, step, now)
        for person_id in asked or [None]:
            self._add(
                StepRow(
                    agency_id=self._plan.agency_id,
                    plan_id=self._plan.id,
                    round=self._plan.round,
                    step_key=step.key,
                    visit=visit,
                    assignee_id=person_id,
                    since=now,
                    due_on=until,
                    decision=WAITING,
                    note="",
                )
            )

    def decide(self, actor: Actor, decision: str, note: str, now: datetime) -> StepRow:
        """Write the actor's decision on his row, or on that of the person he stands in for."""
        row = self.ask_also(actor.answering.person_id)
        row.stand_in_id = actor.standing_in.stand_in_id if actor.standing_in else None
        row.decision, row.note = decision, note
        row.decided_by, row.decided_at = actor.person_id, now
        return row

    def ask_also(self, person_id: int | None) -> StepRow:
        """Return the person's row of the question that waits: his own, reopened, or a new one."""
        like = self.waiting()[-1]
        for row in self._of_round(like.step_key):
            if row.visit == like.visit and row.assignee_id == person_id:
                row.decision, row.decided_at, row.decided_by = WAITING, None, None
                row.stand_in_id = None
                row.waiver_reason = row.waived_errors = row.transferred_to = None
                return row
        return self._add(
            StepRow(
                agency_id=like.agency_id,
                plan_id=like.plan_id,
                round=like.round,
                step_key=like.step_key,
                visit=like.visit,
                assignee_id=person_id,
                since=like.since,
                due_on=like.due_on,
                decision=WAITING,
                note="",
            )
        )

    def close(self, now: datetime) -> None:
        """Ask nobody any more: the others of a group, or a step that is left."""
        for row in self.waiting():
            row.decision, row.decided_at = "not_needed", now

    def void(self, keep: frozenset[str]) -> None:
        """Void the approvals of a round that is over, except those of the steps to keep."""
        for row in self.rows:
            if row.decision == "approved" and row.step_key not in keep:
                row.decision = "voided"

    def take_back(self, step_key: str, person_id: int, now: datetime) -> None:
        """Take back the one approval that moved the plan on."""
        for row in self._of_round(step_key):
            if row.decision == "approved" and row.decided_by == person_id:
                row.decision, row.decided_at = "withdrawn", now

    def passed_on(self, step_key: str) -> list[StepRow]:
        """Return the rows of the step whose question went to another in this round."""
        return [row for row in self._of_round(step_key) if row.transferred_to is not None]

    def _of_round(self, step_key: str) -> list[StepRow]:
        return [
            row for row in self.rows if row.round == self._plan.round and row.step_key == step_key
        ]

    def _add(self, row: StepRow) -> StepRow:
        self._session.add(row)
        self.rows.append(row)
        return row


def able(
    workflow: Workflow, step: Step, situation: Situation, people: Iterable[Actor]
) -> tuple[Actor, ...]:
    """Return those who can still decide at the present step; none means the plan is blocked."""
    return tuple(one for one in people if is_waited_for(workflow, step, situation, one))


def count_of_asked(
    workflow: Workflow, step: Step, situation: Situation, people: Iterable[Actor]
) -> int:
    """Return how many the step counts: those who can decide and those who did."""
    decided = {d.person_id for d in situation.decisions if d.step_key == step.key}
    return len(decided | {one.person_id for one in able(workflow, step, situation, people)})


def skips(workflow: Workflow, situation: Situation, people: Iterable[Actor]) -> bool:
    """Tell whether the present step waits for nobody and need not: an opinion without people."""
    step = workflow.find(situation.state)
    if step is None or step.mode is not Mode.OPTIONAL:
        return False
    return not able(workflow, step, situation, people)


def due_on(session: Session, step: Step, now: datetime) -> date | None:
    """Return the last day to decide, counted in working days in Vietnam."""
    if step.deadline_days is None:
        return None
    return calendar_of(session).working_days_after(vietnam_today(now), step.deadline_days)


def with_late_opinion(session: Session, today: date) -> list[int]:
    """Return the plans at an optional opinion of which somebody is past his deadline."""
    late = (
        select(PlanRow.id, PlanRow.workflow_sha256, PlanRow.state)
        .join(StepRow, StepRow.plan_id == PlanRow.id)
        .where(StepRow.decision == WAITING, StepRow.due_on < today)
        .distinct()
        .order_by(PlanRow.id)
    )
    return [
        plan_id
        for plan_id, sha256, state in session.execute(late)
        if is_optional(workflow_of(session, sha256).find(state))
    ]


def is_optional(step: Step | None) -> bool:
    """Tell whether the plan goes on without whoever says nothing there."""
    return step is not None and step.mode is Mode.OPTIONAL


def refresh_assignees(session: Session, agency_id: int, now: datetime) -> None:
    """Ask those who hold the roles now; the caller changed memberships and records the event."""
    audit.write_ahead(session)
    people = people_of(session, agency_id)
    waited_for = select(StepRow.plan_id).where(
        StepRow.agency_id == agency_id, StepRow.decision == WAITING
    )
    plans = select(PlanRow).where(PlanRow.id.in_(waited_for)).order_by(PlanRow.id)
    for plan in session.scalars(plans.with_for_update(**LOCKED)):
        _refresh(session, plan, people, now)


def _without_lost_transfers(
    session: Session,
    plan: PlanRow,
    questions: Questions,
    step: Step,
    people: tuple[Actor, ...],
) -> Situation:
    """Give a question back to whoever passed it on to somebody who cannot answer it any more."""
    workflow = workflow_of(session, plan.workflow_sha256)
    situation = situation_of(session, plan, questions.rows)
    for row in reversed(questions.passed_on(step.key)):
        decided = {one.person_id for one in situation.decisions if one.step_key == step.key}
        right = {one.person_id for one in able(workflow, step, situation, people)}
        if row.transferred_to not in right | decided:
            row.decision, row.transferred_to = "not_needed", None
            situation = situation_of(session, plan, questions.rows)
    return situation


def _refresh(session: Session, plan: PlanRow, people: tuple[Actor, ...], now: datetime) -> None:
    workflow = workflow_of(session, plan.workflow_sha256)
    step = workflow.find(plan.state)
    if step is None:
        return
    questions = Questions(session, plan)
    situation = _without_lost_transfers(session, plan, questions, step, people)
    right = {one.person_id: one for one in able(workflow, step, situation, people)}
    before = {row.assignee_id for row in questions.waiting()}
    after: set[int | None] = {*right} or {None}
    for person_id in sorted(after - before, key=lambda one: one or 0):
        questions.ask_also(person_id)
    for row in questions.waiting():
        if row.assignee_id not in after:
            row.decision, row.decided_at = "not_needed", now
    newly = [one for person_id, one in right.items() if person_id not in before]
    notices.tell_waiting(session, plan, step, newly, due_on=questions.due_on, now=now)
    if not right and None not in before:
        notices.tell_blocked(session, plan, step, people, now=now)
