"""Deadlines counted anew when the working days change: a sweep over what waits."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.calendar import Calendar
from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.calendar import CountedCalendarRow
from webapp.db.models.plans import PlanRow
from webapp.db.models.process import ReminderRow, StepRow
from webapp.db.upsert import insert_if_absent
from webapp.domain.deadlines import Reminder
from webapp.domain.workflow import Step, Workflow
from webapp.services import audit, notices
from webapp.services.assignments import WAITING
from webapp.services.plan_access import workflow_of
from webapp.services.working_calendar import calendar_of

_COUNTED = (StepRow.decision == WAITING) & StepRow.due_on.is_not(None)
"""A step that has a deadline has it for each of its rows."""
_SETTLES = timedelta(minutes=10)
"""Longer than any transaction lasts: one that read the old calendar may commit after the change."""
_ONLY = 1
"""The key of the one row."""


def move(database: Database, now: datetime) -> int:
    """Count the deadlines of all steps that wait; return on how many plans one moved.

    It compares rows with the calendar of this moment, so it misses no change of a library, a
    file or an entered day, and a repeat moves nothing. A calendar that everything was counted by
    is not looked at again. A date that a person typed is in no step.
    """
    with database.reading() as session:
        calendar = calendar_of(session)
        if _is_settled(session.get(CountedCalendarRow, _ONLY), calendar.digest):
            return 0
        plan_ids = _to_move(session, calendar)
    moved = sum(_move_on(database, plan_id, now) for plan_id in plan_ids)
    _note_counted(database, calendar.digest, now)
    return moved


def _is_settled(counted: CountedCalendarRow | None, digest: str) -> bool:
    if counted is None or counted.digest != digest:
        return False
    return counted.last_at - counted.first_at >= _SETTLES


def _note_counted(database: Database, digest: str, now: datetime) -> None:
    """Say that all deadlines were counted by it, for the first time or once more."""
    with database.transaction() as session:
        values = {"digest": digest, "first_at": now, "last_at": now}
        insert_if_absent(session, CountedCalendarRow, id=_ONLY, **values)
        row = session.get_one(CountedCalendarRow, _ONLY, with_for_update=LOCKED)
        if row.digest != digest:
            row.digest, row.first_at = digest, now
        row.last_at = now


def _to_move(session: Session, calendar: Calendar) -> list[int]:
    query = (
        select(StepRow.plan_id, StepRow.step_key, StepRow.since, StepRow.due_on)
        .add_columns(PlanRow.workflow_sha256)
        .join(PlanRow, PlanRow.id == StepRow.plan_id)
        .where(_COUNTED)
    )
    counted: dict[tuple[str | None, str, date], date] = {}
    moved: set[int] = set()
    for plan_id, key, since, due_on, sha256 in session.execute(query):
        day = vietnam_today(since)
        case = (sha256, key, day)
        if case not in counted:
            counted[case] = _due(_step(workflow_of(session, sha256), key), day, calendar)
        if counted[case] != due_on:
            moved.add(plan_id)
    return sorted(moved)  # an ORDER BY would be worth a walk through all steps to SQLite


def _step(workflow: Workflow, key: str) -> Step:
    return next(step for step in workflow.steps if step.key == key)


def _due(step: Step, since: date, calendar: Calendar) -> date:
    return calendar.working_days_after(since, step.deadline_days or 0)


def _move_on(database: Database, plan_id: int, now: datetime) -> bool:
    with database.transaction() as session:
        plan = session.get_one(PlanRow, plan_id, with_for_update=LOCKED)
        workflow, calendar = workflow_of(session, plan.workflow_sha256), calendar_of(session)
        moved: dict[str, tuple[date, date]] = {}
        rows = [(row, _step(workflow, row.step_key)) for row in _waiting(session, plan_id)]
        dates = [(row, step, _due(step, vietnam_today(row.since), calendar)) for row, step in rows]
        # Another worker may have been first: what it moved is left as it is.
        for row, step, new in [one for one in dates if one[0].due_on != one[2]]:
            moved[step.label] = (row.due_on or new, new)
            _move_row(session, plan, row, step, new, now=now)
        for label, (old, new) in moved.items():
            details = {"step": label, "from": str(old), "to": str(new)}
            audit.record(session, None, "move_deadline", now=now, plan=plan, details=details)
        return bool(moved)


def _waiting(session: Session, plan_id: int) -> Sequence[StepRow]:
    query = select(StepRow).where(StepRow.plan_id == plan_id, _COUNTED).order_by(StepRow.id)
    return session.scalars(query.with_for_update(**LOCKED)).all()


def _move_row(
    session: Session, plan: PlanRow, row: StepRow, step: Step, new: date, *, now: datetime
) -> None:
    old, row.due_on = row.due_on or new, new
    _forget_reminders(session, row, new, now)
    if new < old and row.assignee_id is not None:
        message = (
            f"hạn bước «{step.label}» chuyển sớm hơn, từ {old:%d/%m/%Y} thành {new:%d/%m/%Y}, "
            "vì ngày nghỉ, ngày làm bù thay đổi."
        )
        people = [row.assignee_id]
        notices.tell(session, plan, people, "deadline_moved", message=message, now=now)


def _forget_reminders(session: Session, row: StepRow, due_on: date, now: datetime) -> None:
    """Let people be reminded of the new date; who was late and still is has been told."""
    still_late = due_on < vietnam_today(now)
    for told in session.scalars(select(ReminderRow).where(ReminderRow.step_id == row.id)):
        if not still_late or told.kind != Reminder.LATE:
            session.delete(told)
