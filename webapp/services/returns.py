"""What returns said and what was answered, as pages show it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.db.models.process import StepRow
from webapp.db.models.remarks import RemarkRow
from webapp.db.queries import plans
from webapp.domain.plan import Plan
from webapp.domain.remarks import ANSWER_LABELS, AnswerKind, OpenRemark
from webapp.domain.workflow import Workflow
from webapp.services.remark_places import RemarkPlace, RemarkPlaces


@dataclass(frozen=True, slots=True)
class RemarkItem:
    """One remark with its answer."""

    id: int
    ordinal: int
    text: str
    quote: str
    at: RemarkPlace
    """What it is about, in the text of now."""
    answer: str
    """fixed or kept; empty while it is open."""
    answer_label: str
    """«Đã sửa»."""
    answer_text: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class TakenUp:
    """The decision at an earlier step to which the plan went back: it stands for the answers."""

    who: str
    step_label: str
    at: datetime | None
    note: str


@dataclass(frozen=True, slots=True)
class ReturnItem:
    """One return: who sent the plan back, with which remarks."""

    person_id: int
    who: str
    step_label: str
    at: datetime
    revision_ordinal: int
    """The text that was returned."""
    remarks: tuple[RemarkItem, ...]
    answered_by: str
    """Who answers for the drafting; empty while nothing is answered."""
    sent_at: datetime | None
    """When the plan was submitted with the answers; None while they may change."""
    taken_up: TakenUp | None = None
    """Where the plan went back to a step alone: what was decided there; None while it waits."""

    @property
    def answered(self) -> int:
        """Return how many remarks have their answer."""
        return sum(bool(one.answer) for one in self.remarks)


def rows_of(session: Session, plan_id: int) -> Sequence[RemarkRow]:
    """Return every remark of the plan, the returns in the order they were made."""
    query = select(RemarkRow).where(RemarkRow.plan_id == plan_id)
    return session.scalars(query.order_by(RemarkRow.created_at, RemarkRow.id)).all()


def open_rows(session: Session, plan_id: int) -> list[RemarkRow]:
    """Return the remarks that the next submission has to answer."""
    return [row for row in rows_of(session, plan_id) if row.sent_at is None]


def open_of(rows: Iterable[RemarkRow], names: dict[int, str]) -> list[OpenRemark]:
    """Return the remarks as the domain names them in a sentence."""
    return [OpenRemark(row.ordinal, names[row.person_id]) for row in rows]


def returns_of(
    session: Session, plan_id: int, workflow: Workflow, text: Plan
) -> tuple[ReturnItem, ...]:
    """Return the returns of the plan with their remarks as they stand in the text, newest first."""
    rows = rows_of(session, plan_id)
    if not rows:
        return ()
    decided = _decided_at_steps(session, plan_id)
    people = {one for row in rows for one in _people(row)}
    names = plans.names_of(session, people | {row.decided_by for row in decided if row.decided_by})
    groups = [list(mine) for _, mine in groupby(rows, key=lambda row: row.step_id)]
    places = RemarkPlaces(session, plan_id, text)
    return tuple(
        replace(
            _item(mine, names, workflow, places),
            taken_up=_taken_up(mine[0], decided, names, workflow),
        )
        for mine in reversed(groups)
    )


def returns_to_read(returns: Iterable[ReturnItem], reader_id: int) -> tuple[ReturnItem, ...]:
    """Return what a decision has to look at: the last submission's answers, and his own remarks.

    A return that nobody answered yet belongs to it: the plan went back to an earlier step only.
    """
    found = list(returns)
    last = max((one.sent_at for one in found if one.sent_at), default=None)
    own = next((one for one in found if one.person_id == reader_id), None)
    return tuple(one for one in found if one.sent_at in {None, last} or one is own)


def open_count(session: Session, plan_id: int) -> int:
    """Return how many remarks of the plan wait for an answer."""
    query = select(func.count()).where(RemarkRow.plan_id == plan_id, RemarkRow.answer.is_(None))
    return session.scalar(query) or 0


def news_for(session: Session, since: Mapping[int, datetime], reader_id: int) -> dict[int, str]:
    """Return, by plan, who sent it to where it waits now, and whose remarks were answered since.

    `since` says when the plan came to the reader; a return of his own that was answered since he
    decided last comes before one of somebody else.
    """
    found = _by_plan(session, since)
    return {**_news_in(session, _sent(found), reader_id), **_sent_back(session, found, since)}


def news_to_each(session: Session, plan_id: int, readers: Iterable[int]) -> dict[int, str]:
    """Return the same about one plan, by reader."""
    answered = _sent(_by_plan(session, [plan_id]))
    found = {reader: _news_in(session, answered, reader) for reader in readers if answered}
    return {reader: news[plan_id] for reader, news in found.items() if news}


def _by_plan(session: Session, plan_ids: Collection[int]) -> dict[int, list[RemarkRow]]:
    """Return the remarks, those of this transaction too, by plan."""
    query = select(RemarkRow).where(RemarkRow.plan_id.in_(plan_ids))
    found: dict[int, list[RemarkRow]] = {}
    for row in session.scalars(query.order_by(RemarkRow.created_at, RemarkRow.id)):
        found.setdefault(row.plan_id, []).append(row)
    return found


def _sent(found: dict[int, list[RemarkRow]]) -> dict[int, list[RemarkRow]]:
    """Return of these the remarks whose answer was sent."""
    sent = {plan_id: [row for row in rows if row.sent_at] for plan_id, rows in found.items()}
    return {plan_id: rows for plan_id, rows in sent.items() if rows}


def _sent_back(
    session: Session, found: dict[int, list[RemarkRow]], since: Mapping[int, datetime]
) -> dict[int, str]:
    back = [
        [row for row in rows if not row.sent_at and row.created_at == since[plan_id]]
        for plan_id, rows in found.items()
    ]
    back = [rows for rows in back if rows]
    names = plans.names_of(session, {rows[0].person_id for rows in back}) if back else {}
    return {
        rows[0].plan_id: f"{names[rows[0].person_id]} trả lại kèm {len(rows)} ý kiến."
        for rows in back
    }


def _news_in(
    session: Session, answered: dict[int, list[RemarkRow]], reader_id: int
) -> dict[int, str]:
    if not answered:
        return {}
    seen = _decided_last(session, answered, reader_id)
    news = {
        plan_id: _newest(rows, reader_id, seen.get(plan_id)) for plan_id, rows in answered.items()
    }
    people = {one for rows in news.values() for row in rows for one in _people(row)}
    names = plans.names_of(session, people)
    return {plan_id: _news(rows, names, reader_id) for plan_id, rows in news.items() if rows}


def _decided_last(
    session: Session, plan_ids: Iterable[int], person_id: int
) -> dict[int, datetime | None]:
    query = (
        select(StepRow.plan_id, func.max(StepRow.decided_at))
        .where(StepRow.plan_id.in_(plan_ids), StepRow.decided_by == person_id)
        .group_by(StepRow.plan_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def _newest(rows: list[RemarkRow], reader_id: int, seen: datetime | None) -> list[RemarkRow]:
    """Return the remarks of the newest answered return that the reader did not decide on yet."""
    fresh = [row for row in rows if seen is None or row.sent_at is None or row.sent_at >= seen]
    mine = [row for row in fresh if row.person_id == reader_id] or fresh
    return [row for row in mine if row.step_id == mine[-1].step_id]


def _people(row: RemarkRow) -> tuple[int, int]:
    return row.person_id, row.answered_by or row.person_id


def _news(rows: list[RemarkRow], names: dict[int, str], reader_id: int) -> str:
    whose, who = _people(rows[-1])
    of_whom = "anh/chị" if whose == reader_id else names[whose]
    return f"{names[who]} đã trả lời {len(rows)} ý kiến của {of_whom}."


def _decided_at_steps(session: Session, plan_id: int) -> Sequence[StepRow]:
    """Return the plan's agreements, those that fell later too, in the order they were given."""
    query = select(StepRow).where(
        StepRow.plan_id == plan_id, StepRow.decision.in_(["approved", "voided"])
    )
    return session.scalars(query.order_by(StepRow.decided_at, StepRow.id)).all()


def _taken_up(
    first: RemarkRow, decided: Sequence[StepRow], names: dict[int, str], workflow: Workflow
) -> TakenUp | None:
    """Return the first agreement to a question that the return itself put, in its round."""
    for row in decided:
        asked_by_it = row.id > first.step_id and row.since >= first.created_at
        if asked_by_it and row.round == first.round and row.decided_by is not None:
            step = workflow.find(row.step_key)
            label = step.label if step else row.step_key
            return TakenUp(names[row.decided_by], label, row.decided_at, row.note)
    return None


def _item(
    rows: list[RemarkRow], names: dict[int, str], workflow: Workflow, places: RemarkPlaces
) -> ReturnItem:
    first = rows[0]
    step = workflow.find(first.step.step_key)
    answered_by = [row.answered_by for row in rows if row.answered_by is not None]
    return ReturnItem(
        person_id=first.person_id,
        who=names[first.person_id],
        step_label=step.label if step else first.step.step_key,
        at=first.created_at,
        revision_ordinal=first.revision_ordinal,
        remarks=tuple(_remark(row, places) for row in rows),
        answered_by=names[answered_by[-1]] if answered_by else "",
        sent_at=first.sent_at,
    )


def _remark(row: RemarkRow, places: RemarkPlaces) -> RemarkItem:
    return RemarkItem(
        id=row.id,
        ordinal=row.ordinal,
        text=row.text,
        quote=row.quote,
        at=places.of(row),
        answer=row.answer or "",
        answer_label=ANSWER_LABELS[AnswerKind(row.answer)] if row.answer else "",
        answer_text=row.answer_text,
        answered_at=row.answered_at,
    )
