"""Reminders of questions put to one person, and of the silent members of a phiếu; each once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.detours import ConsultationRow
from webapp.db.models.opinions import BallotRow, PollRow
from webapp.db.models.organisations import PersonRow
from webapp.db.models.plans import PlanRow
from webapp.db.models.process import AskedReminderRow
from webapp.db.probes import there_is
from webapp.domain.deadlines import Reminder
from webapp.domain.detours import Answer
from webapp.services import late_notices
from webapp.services.late_notices import Words
from webapp.services.opinions import TAKES_ANSWERS
from webapp.services.working_calendar import calendar_of

QUESTION, BALLOT = "question", "ballot"
_BATCH = 100


@dataclass(frozen=True, slots=True)
class _Days:
    """The days by which a reminder is due."""

    today: date
    next_working_day: date

    def near(self, kind: Reminder, column: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
        """Return the condition on the last day to answer."""
        if kind is Reminder.LATE:
            return column < self.today
        return column.between(self.today, self.next_working_day)


def remind(database: Database, now: datetime) -> int:
    """Tell some of those who have not answered; return of how many questions and phiếu.

    The phiếu ends with its last day, a question with its step: neither is answered by time.
    """
    today = vietnam_today(now)
    with database.reading() as session:
        days = _Days(today, calendar_of(session).working_days_after(today, 1))
        cases = [(kind, *case) for kind in Reminder for case in _open(session, kind, days)]
    for kind, source, row_id in cases:
        with database.transaction() as session:
            if source == QUESTION:
                _remind_of_question(session, row_id, kind, now)
            else:
                _remind_of_poll(session, row_id, kind, now)
    return len(cases)


def _open(session: Session, kind: Reminder, days: _Days) -> Iterable[tuple[str, int]]:
    questions = select(ConsultationRow.id).where(
        _unanswered(kind), days.near(kind, ConsultationRow.due_on)
    )
    polls = (
        select(PollRow.id)
        .join(PlanRow, PlanRow.id == PollRow.plan_id)
        .where(PollRow.closed_at.is_(None), TAKES_ANSWERS, days.near(kind, PollRow.due_on))
        .where(there_is(BallotRow.poll_id == PollRow.id, _silent(kind)))
    )
    for source, query in ((QUESTION, questions), (BALLOT, polls)):
        yield from ((source, one) for one in session.scalars(query.limit(_BATCH)).all())


def _unanswered(kind: Reminder) -> ColumnElement[bool]:
    waits = ConsultationRow.answer == Answer.WAITING.value
    return waits & ~_told(QUESTION, ConsultationRow.id, kind)


def _silent(kind: Reminder) -> ColumnElement[bool]:
    return BallotRow.vote.is_(None) & ~_told(BALLOT, BallotRow.id, kind)


def _told(source: str, row_id: InstrumentedAttribute[int], kind: Reminder) -> ColumnElement[bool]:
    return there_is(
        AskedReminderRow.source == source,
        AskedReminderRow.source_id == row_id,
        AskedReminderRow.kind == kind.value,
    )


def _remind_of_question(session: Session, row_id: int, kind: Reminder, now: datetime) -> None:
    # Whoever answers at this moment, or another worker, is waited for here.
    locked = select(ConsultationRow).where(ConsultationRow.id == row_id)
    session.scalars(locked.with_for_update(**LOCKED)).one()
    rows = session.scalars(locked.where(_unanswered(kind))).all()
    for row in rows:
        asker = session.get_one(PersonRow, row.asker_id).full_name
        day = f"{row.due_on:%d/%m/%Y}"
        words = Words(
            soon=f"câu hỏi của {asker} đến hạn trả lời ngày {day}; mời anh/chị trả lời.",
            late=f"câu hỏi của {asker} đã quá hạn trả lời ngày {day}; mời anh/chị trả lời.",
            of_others=f"chưa trả lời câu hỏi của {asker}, quá hạn ngày {day}.",
        )
        plan = session.get_one(PlanRow, row.plan_id)
        _note(session, QUESTION, [row.id], kind, now)
        asked, asker_ids = [row.asked_id], [row.asker_id]
        late_notices.tell(session, plan, asked, kind, words, concerned=asker_ids, now=now)


def _remind_of_poll(session: Session, poll_id: int, kind: Reminder, now: datetime) -> None:
    poll = session.get_one(PollRow, poll_id)
    locked = select(BallotRow).where(BallotRow.poll_id == poll_id).order_by(BallotRow.id)
    session.scalars(locked.with_for_update(**LOCKED)).all()
    rows = session.scalars(locked.where(_silent(kind))).all()
    opener = session.get_one(PersonRow, poll.opened_by).full_name
    day = f"{poll.due_on:%d/%m/%Y}"
    words = Words(
        soon=f"phiếu lấy ý kiến của {opener} đến hạn ngày {day}; mời anh/chị trả lời.",
        late=(
            f"phiếu lấy ý kiến của {opener} đã quá hạn ngày {day}; anh/chị vẫn trả lời được, "
            "ý kiến sau hạn được ghi là muộn."
        ),
        of_others=f"chưa trả lời phiếu lấy ý kiến của {opener}, quá hạn ngày {day}.",
    )
    plan = session.get_one(PlanRow, poll.plan_id)
    _note(session, BALLOT, [row.id for row in rows], kind, now)
    members = [row.person_id for row in rows]
    late_notices.tell(session, plan, members, kind, words, concerned=[poll.opened_by], now=now)


def _note(session: Session, source: str, ids: Iterable[int], kind: Reminder, now: datetime) -> None:
    session.add_all(
        AskedReminderRow(source=source, source_id=one, kind=kind.value, told_at=now) for one in ids
    )
