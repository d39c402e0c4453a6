"""Reminders before and after a deadline: rows by a sweep, each question reminded of once."""

from datetime import date, datetime, time

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from webapp.adapters.clock import VIETNAM, vietnam_today
from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.plans import PlanRow
from webapp.db.models.process import ReminderRow, StepRow
from webapp.db.probes import there_is
from webapp.domain.deadlines import Reminder, reminder_for
from webapp.services import late_notices
from webapp.services.assignments import WAITING
from webapp.services.late_notices import Words
from webapp.services.plan_access import workflow_of
from webapp.services.working_calendar import calendar_of

_BATCH = 100


def remind(database: Database, now: datetime) -> int:
    """Tell some of those whose deadline is near or past; return of how many questions."""
    today = vietnam_today(now)
    with database.reading() as session:
        ids = session.scalars(_to_tell(today, calendar_of(session).working_days_after(today, 1)))
        waiting = ids.all()
    for step_id in waiting:
        with database.transaction() as session:
            _remind_of(session, step_id, now)
    return len(waiting)


def _to_tell(today: date, next_day: date) -> Select[int]:
    # Whoever is asked today was told the deadline with the question.
    midnight = datetime.combine(today, time(), VIETNAM)
    late = StepRow.due_on < today
    soon = StepRow.due_on.between(today, next_day) & (StepRow.since < midnight)
    return (
        select(StepRow.id)
        .where(
            StepRow.decision == WAITING,
            StepRow.assignee_id.is_not(None),
            (late & ~_told(Reminder.LATE)) | (soon & ~_told(Reminder.SOON)),
        )
        .order_by(StepRow.due_on)
        .limit(_BATCH)
    )


def _told(kind: Reminder) -> ColumnElement[bool]:
    return there_is(ReminderRow.step_id == StepRow.id, ReminderRow.kind == kind.value)


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
    kind = reminder_for(row.due_on, today, calendar_of(session).working_days_after(today, 1))
    told = kind is not None and session.get(ReminderRow, (row.id, kind.value)) is not None
    return None if told else kind


def _tell(
    session: Session, plan: PlanRow, label: str, row: StepRow, kind: Reminder, *, now: datetime
) -> None:
    day = f"{row.due_on:%d/%m/%Y}"
    words = Words(
        soon=f"bước «{label}» đến hạn ngày {day}; mời anh/chị xử lý.",
        late=f"bước «{label}» đã quá hạn ngày {day}; mời anh/chị xử lý.",
        of_others=f"chưa xử lý bước «{label}», quá hạn ngày {day}.",
    )
    asked, drafter = [row.assignee_id or 0], [plan.drafter_id]
    late_notices.tell(session, plan, asked, kind, words, concerned=drafter, now=now)
