"""Confirmations of a recall: each place that has the paper says what became of it (Điều 18.4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.plans import PlanRow
from webapp.db.models.recalls import RecallAnswerRow
from webapp.db.models.recipients import DispatchReturnRow, DispatchRow
from webapp.db.queries import plans
from webapp.domain.chain import LinkKind
from webapp.domain.dispatching import (
    CHANNEL_LABELS,
    Channel,
    DirectoryAction,
    Receipt,
    may,
    require,
)
from webapp.domain.errors import ForbiddenError, InvalidInputError
from webapp.domain.people import Actor
from webapp.domain.process import LONGEST_REASON
from webapp.domain.recalling import (
    ANSWER_LABELS,
    STATUS_CODES,
    RecallAnswer,
    Said,
    answers_by,
    demand_sound,
)
from webapp.domain.text import clean, squeeze
from webapp.services import audit
from webapp.services.dispatches import dispatches_of, returns_of, the_dispatch
from webapp.services.followers import Followed, standing_of
from webapp.services.numbering import number_text_of
from webapp.services.outgoing import PaperKey
from webapp.services.plan_access import open_plan
from webapp.services.recall_values import Recall, RecallItem, RecallWord

LONGEST_NAME = 100
_NOT_RECALLED = "Kế hoạch chưa bị thu hồi nên chưa có gì để nơi nhận xác nhận."


@dataclass(frozen=True, slots=True)
class RecallRecording:
    """What the form brings."""

    dispatch_id: int
    answer: str
    day: date | None
    said_by: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class RecallPage:
    """The form about one place."""

    plan_id: int
    number_text: str
    subject: str
    by: str
    since: date
    item: RecallItem
    answers: tuple[tuple[str, str], ...]
    """What the place may say, with its label."""
    today: date


def record_answer(database: Database, actor: Actor, wanted: RecallRecording, now: datetime) -> int:
    """Add what a place said; return the plan's id. What was said before stays."""
    require(DirectoryAction.RECORD, actor)
    said = _said(wanted)
    with database.transaction() as session:
        dispatch = the_dispatch(session, actor, wanted.dispatch_id)
        plan = session.get_one(PlanRow, _plan_of(dispatch), with_for_update=LOCKED)  # one at a time
        recall = _demand_recalled(session, plan)
        known = [RecallAnswer(one.answer) for one in answers_to(session, [dispatch.id])]
        since, today = _since(recall), vietnam_today(now)
        demand_sound(said, Channel(dispatch.channel), since, today, known)
        row = RecallAnswerRow(
            dispatch_id=dispatch.id,
            answer=said.answer,
            day=said.day,
            said_by=said.by,
            note=said.note,
            recorded_by=actor.person_id,
            recorded_at=now,
        )
        session.add(row)
        audit.write_ahead(session)
        details = {
            "recall_answer": row.id,
            "dispatch": dispatch.id,
            "place": dispatch.name,
            "answer": said.answer,
            "status": STATUS_CODES.get(said.answer, ""),
            "day": said.day.isoformat(),
            "said_by": said.by,
            "note": said.note,
        }
        audit.record(session, actor, "recall_answer", now=now, plan=plan, details=details)
        return plan.id


def recall_on(session: Session, actor: Actor, plan: PlanRow) -> Recall | None:
    """Return the card of a recalled plan; None of any other, and outside its agency."""
    recall = recall_of(session, plan.id)
    if recall is None or plan.agency_id != actor.agency_id:
        return None
    rows = holders_of(session, plan.id)
    return Recall(
        by=recall.follower.named,
        by_plan_id=recall.plan_id,
        since=_since(recall),
        items=tuple(_items(session, rows)),
        may_record=may(DirectoryAction.RECORD, actor),
    )


def recall_page(database: Database, actor: Actor, dispatch_id: int, now: datetime) -> RecallPage:
    """Return the form about one place for whoever may record what it said."""
    require(DirectoryAction.RECORD, actor)
    with database.reading() as session:
        row = the_dispatch(session, actor, dispatch_id)
        plan = open_plan(session, actor, _plan_of(row))
        recall = _demand_recalled(session, plan)
        (item,) = _items(session, [row])
        return RecallPage(
            plan_id=plan.id,
            number_text=number_text_of(plan.code_number, plan.code_notation),
            subject=plan.subject,
            by=recall.follower.named,
            since=_since(recall),
            item=item,
            answers=tuple(
                (one.value, ANSWER_LABELS[one]) for one in answers_by(Channel(row.channel))
            ),
            today=vietnam_today(now),
        )


def recall_of(session: Session, plan_id: int) -> Followed | None:
    """Return the issued paper that recalls the plan."""
    found = standing_of(session, plan_id).followed
    return next(
        (one for one in found if one.is_issued and one.follower.kind is LinkKind.RECALLS), None
    )


def holders_of(session: Session, plan_id: int) -> list[DispatchRow]:
    """Return what was sent of the plan and not refused on arrival: who has it."""
    rows = dispatches_of(session, PaperKey(plan_id))
    newest: dict[int, DispatchReturnRow] = {
        one.dispatch_id: one for one in returns_of(session, [row.id for row in rows])
    }
    refused = {key for key, one in newest.items() if one.receipt == Receipt.REFUSED}
    return [row for row in rows if row.id not in refused]


def answers_to(session: Session, dispatch_ids: Sequence[int]) -> Sequence[RecallAnswerRow]:
    """Return what the places said, oldest first."""
    query = select(RecallAnswerRow).where(RecallAnswerRow.dispatch_id.in_(dispatch_ids))
    return session.scalars(query.order_by(RecallAnswerRow.id)).all()


def _said(wanted: RecallRecording) -> Said:
    if wanted.answer not in set(RecallAnswer) or wanted.day is None:
        field = "day" if wanted.answer in set(RecallAnswer) else "answer"
        raise InvalidInputError("Chọn kết quả và ghi ngày.", field)
    by, note = squeeze(clean(wanted.said_by).text), squeeze(clean(wanted.note).text)
    if len(by) > LONGEST_NAME:
        raise InvalidInputError(f"Rút gọn: tối đa {LONGEST_NAME} ký tự.", "said_by")
    if len(note) > LONGEST_REASON:
        raise InvalidInputError(f"Rút gọn: tối đa {LONGEST_REASON} ký tự.", "note")
    return Said(RecallAnswer(wanted.answer), wanted.day, by, note)


def _plan_of(dispatch: DispatchRow) -> int:
    if dispatch.plan_id is None:  # only a plan is recalled
        raise ForbiddenError(_NOT_RECALLED)
    return dispatch.plan_id


def _demand_recalled(session: Session, plan: PlanRow) -> Followed:
    recall = recall_of(session, plan.id)
    if recall is None:
        raise ForbiddenError(_NOT_RECALLED)
    return recall


def _since(recall: Followed) -> date:
    """Return the day of the recalling paper; an issued one has its day."""
    return recall.follower.day or date.min


def _items(session: Session, rows: Sequence[DispatchRow]) -> Iterable[RecallItem]:
    said: dict[int, list[RecallAnswerRow]] = {}
    for one in answers_to(session, [row.id for row in rows]):
        said.setdefault(one.dispatch_id, []).insert(0, one)
    names = plans.names_of(session, {one.recorded_by for some in said.values() for one in some})
    for row in rows:
        yield RecallItem(
            dispatch_id=row.id,
            name=row.name,
            channel_label=CHANNEL_LABELS[Channel(row.channel)],
            sent_on=row.sent_on,
            words=tuple(_word(one, names[one.recorded_by]) for one in said.get(row.id, ())),
        )


def _word(row: RecallAnswerRow, who: str) -> RecallWord:
    label = ANSWER_LABELS[RecallAnswer(row.answer)]
    return RecallWord(row.answer, label, row.day, row.said_by, row.note, who, row.recorded_at)
