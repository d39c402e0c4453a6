"""Reminders before and after a deadline: rows by a sweep, each question reminded of once."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from webapp.adapters.calendar import working_days_after
from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.plans import PlanRow
from webapp.db.models.process import ReminderRow, StepRow
from webapp.domain.deadlines import Reminder, reminder_for, superiors
from webapp.services import notices
from webapp.services.assignments import WAITING
from webapp.services.plan_access import workflow_of
from webapp.services.situations import people_of, situation_of

_BATCH = 100


def remind(database: Database, now: datetime) -> int:
    """Tell some of those whose deadline is near or past; return of how many questions."""
    today = vietnam_today(now)
    next_day = working_days_after(today, 1)
    late, soon = StepRow.due_on < today, StepRow.due_on.between(today, next_day)
    open_questions = select(StepRow.id).where(
        StepRow.decision == WAITING,
        StepRow.assignee_id.is_not(None),
        (late & ~_told(Reminder.LATE)) | (soon & ~_told(Reminder.SOON)),
    )
    with database.reading() as session:
        ids = session.scalars(open_questions.order_by(StepRow.due_on).limit(_BATCH)).all()
    for step_id in ids:
        with database.transaction() as session:
            _remind_of(session, step_id, now)
    return len(ids)


def _told(kind: Reminder) -> ColumnElement[bool]:
    return exists().where(ReminderRow.step_id == StepRow.id, ReminderRow.kind == kind.value)


def _remind_of(session: Session, step_id: int, now: datetime) -> None:
    # Whoever answers at this moment, or another worker, is waited for here.
    row = session.get_one(StepRow, step_id, with_for_update=LOCKED)
    kind = _open_reminder(session, row, vietnam_today(now))
    if kind is None:
        return
    session.add(ReminderRow(step_id=step_id, kind=kind.value, told_at=now))
    plan = session.get_one(PlanRow, row.plan_id)
    steps = workflow_of(session, plan.workflow_sha256).steps
    label = next(step.label for step in steps if step.key == row.step_key)
    _tell(session, plan, label, row, kind, now=now)


def _open_reminder(session: Session, row: StepRow, today: date) -> Reminder | None:
    if row.decision != WAITING or row.due_on is None:
        return None
    kind = reminder_for(row.due_on, today, working_days_after(today, 1))
    told = kind is not None and session.get(ReminderRow, (row.id, kind.value)) is not None
    return None if told else kind


def _tell(
    session: Session, plan: PlanRow, label: str, row: StepRow, kind: Reminder, *, now: datetime
) -> None:
    people = {one.person_id: one for one in people_of(session, plan.agency_id)}
    asked = people.get(row.assignee_id or 0)
    if asked is None:
        return
    day = f"{row.due_on:%d/%m/%Y}"
    words = {
        Reminder.SOON: f"bước «{label}» đến hạn ngày {day}; mời anh/chị xử lý.",
        Reminder.LATE: f"bước «{label}» đã quá hạn ngày {day}; mời anh/chị xử lý.",
    }
    notices.tell(session, plan, [asked.person_id], kind.value, message=words[kind], now=now)
    if kind is Reminder.LATE:
        above = superiors(asked, people.values(), situation_of(session, plan, ()))
        others = {one.person_id for one in above} | {plan.drafter_id}
        sentence = f"{asked.full_name} chưa xử lý bước «{label}», quá hạn ngày {day}."
        notices.tell(
            session, plan, others - {asked.person_id}, "late_of_other", message=sentence, now=now
        )
