"""Reminders of places that say nothing of a recalled plan: told to văn thư by a sweep."""

from datetime import date, datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.plans import PlanLinkRow, PlanRow
from webapp.db.models.recalls import RecallAnswerRow, RecallReminderRow
from webapp.db.models.recipients import DispatchRow
from webapp.domain.chain import LinkKind
from webapp.domain.people import Role
from webapp.domain.recalling import DAYS_OF_SILENCE
from webapp.domain.workflow import PlanState
from webapp.services import notices
from webapp.services.members import members_with
from webapp.services.recall_answers import answers_to, holders_of, recall_of
from webapp.services.working_calendar import calendar_of

_BATCH = 100
_NAMED = 3


def remind(database: Database, now: datetime) -> int:
    """Tell văn thư of silent places of some recalled plans; return of how many plans."""
    today = vietnam_today(now)
    with database.reading() as session:
        waiting = _waiting(session, today)
    told = 0
    for plan_id in waiting:
        with database.transaction() as session:
            told += _remind_of(session, plan_id, now)
    return told


def _waiting(session: Session, today: date) -> list[int]:
    """Return recalled plans that may be due: working days are never fewer than days."""
    later = aliased(PlanRow)
    silent = exists().where(
        DispatchRow.plan_id == PlanLinkRow.target_id,
        ~exists().where(RecallAnswerRow.dispatch_id == DispatchRow.id),
    )
    told = exists().where(
        RecallReminderRow.plan_id == PlanLinkRow.target_id, RecallReminderRow.next_on > today
    )
    query = (
        select(PlanLinkRow.target_id)
        .join(later, later.id == PlanLinkRow.plan_id)
        .where(
            PlanLinkRow.kind == LinkKind.RECALLS,
            later.state == PlanState.ISSUED,
            later.promulgated_on <= today - timedelta(days=DAYS_OF_SILENCE),
            silent,
            ~told,
        )
    )
    return list(session.scalars(query.order_by(later.promulgated_on, later.id).limit(_BATCH)))


def _remind_of(session: Session, plan_id: int, now: datetime) -> int:
    # Whoever records an answer at this moment, or another worker, is waited for here.
    plan = session.get_one(PlanRow, plan_id, with_for_update=LOCKED)
    today = vietnam_today(now)
    names = _silent_names(session, plan_id)
    if not names or not _is_due(session, plan_id, today):
        return 0
    next_on = calendar_of(session).working_days_after(today, DAYS_OF_SILENCE)
    session.add(RecallReminderRow(plan_id=plan_id, told_at=now, next_on=next_on))
    shown = ", ".join(names[:_NAMED]) + (" và nơi khác" if len(names) > _NAMED else "")
    message = (
        f"còn {len(names)} nơi nhận chưa xác nhận việc thu hồi ({shown}); đôn đốc rồi ghi kết quả "
        "ở trang kế hoạch."
    )
    clerks = members_with(session, plan.agency_id, Role.CLERK)
    notices.tell(session, plan, clerks, "recall_silent", message=message, now=now)
    return 1


def _silent_names(session: Session, plan_id: int) -> list[str]:
    rows = holders_of(session, plan_id)
    said = {one.dispatch_id for one in answers_to(session, [row.id for row in rows])}
    return list(dict.fromkeys(row.name for row in rows if row.id not in said))


def _is_due(session: Session, plan_id: int, today: date) -> bool:
    told = select(RecallReminderRow.next_on).where(RecallReminderRow.plan_id == plan_id)
    last = session.scalar(told.order_by(RecallReminderRow.id.desc()).limit(1))
    if last is not None:
        return last <= today
    recall = recall_of(session, plan_id)
    since = recall.follower.day if recall is not None else None
    days = calendar_of(session)
    return since is not None and days.working_days_after(since, DAYS_OF_SILENCE) <= today
