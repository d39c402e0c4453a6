"""The drafter's answers to the remarks of a return, before he submits the plan again."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.models.plans import PlanRow
from webapp.db.models.remarks import RemarkRow
from webapp.db.queries import plans
from webapp.domain.differences import Differences, compare_plans
from webapp.domain.errors import NotFoundError, StalePageError
from webapp.domain.people import Actor
from webapp.domain.plan import Plan
from webapp.domain.process import Action
from webapp.domain.remarks import Answer, sound_answer
from webapp.services import audit
from webapp.services.plan_access import plan_to, workflow_of
from webapp.services.plan_heads import head_of
from webapp.services.plan_pages import PlanHead
from webapp.services.plan_texts import text_of
from webapp.services.returns import ReturnItem, open_rows, returns_of

_NOTHING_OPEN = (
    "Văn bản này không còn ý kiến nào chờ trả lời; mở trang văn bản để xem các lần trả lại."
)


@dataclass(frozen=True, slots=True)
class OpenReturns:
    """The returns that the next submission answers, beside what became of the text."""

    plan_id: int
    returns: tuple[ReturnItem, ...]
    stamp: str
    """Of the answers as they stand; another stamp means that they changed since."""
    since_ordinal: int
    """The text that was returned first."""
    differences: Differences
    """Since then, as saved."""

    @property
    def count(self) -> int:
        """Return how many remarks there are."""
        return sum(len(one.remarks) for one in self.returns)

    @property
    def answered(self) -> int:
        """Return how many of them have their answer."""
        return sum(one.answered for one in self.returns)


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """The page of the answers."""

    head: PlanHead
    open: OpenReturns


@dataclass(frozen=True, slots=True)
class Answering:
    """What the drafter sends: a kind and a text by the id of the remark."""

    plan_id: int
    stamp: str
    answers: Mapping[int, tuple[str, str]] = field(default_factory=dict)


def answer_page(database: Database, actor: Actor, plan_id: int) -> AnswerPage:
    """Return the page of a plan whose remarks the actor may answer now."""
    with database.reading() as session:
        plan = plan_to(session, actor, plan_id, Action.ANSWER)
        revision = plans.current_revision(session, plan.id)
        found = open_returns(session, plan, text_of(revision))
        if found is None:
            raise NotFoundError(_NOTHING_OPEN)
        workflow = workflow_of(session, plan.workflow_sha256)
        return AnswerPage(head_of(session, plan, workflow, revision.ordinal), found)


def open_returns(session: Session, plan: PlanRow, text: Plan) -> OpenReturns | None:
    """Return what is to be answered, `text` being the present one; None where nothing is."""
    rows = open_rows(session, plan.id)
    if not rows:
        return None
    found = returns_of(session, plan.id, workflow_of(session, plan.workflow_sha256), text)
    since = min(row.revision_ordinal for row in rows)
    returned = plans.revision(session, plan.id, since)
    return OpenReturns(
        plan_id=plan.id,
        returns=tuple(one for one in found if one.sent_at is None),
        stamp=_stamp(rows),
        since_ordinal=since,
        differences=compare_plans(text_of(returned), text) if returned else Differences(),
    )


def save_answers(database: Database, actor: Actor, wish: Answering, now: datetime) -> str:
    """Keep the answers with their event; return one sentence that says what is still missing.

    What is sent twice is kept once. Answers that changed since the page was made are not lost
    to it: it is refused.
    """
    with database.transaction() as session:
        plan = plan_to(session, actor, wish.plan_id, Action.ANSWER, lock=True)
        rows = open_rows(session, plan.id)
        if not rows:
            raise NotFoundError(_NOTHING_OPEN)
        changed = _changed(rows, wish)
        if changed:
            if wish.stamp != _stamp(rows):
                raise StalePageError(
                    "Trả lời vừa được lưu từ một cửa sổ khác; xem bản đã lưu rồi lưu lại."
                )
            for row, answer in changed:
                _keep(row, answer, actor, now)
            done = sum(row.answer is not None for row in rows)
            details = {"answered": done, "of": len(rows), "round": plan.round}
            audit.record(session, actor, "answer", now=now, plan=plan, details=details)
        return _sentence(rows)


def _changed(rows: Iterable[RemarkRow], wish: Answering) -> list[tuple[RemarkRow, Answer]]:
    """Return the remarks whose answer is another than the one that stands."""
    answers = [
        (row, sound_answer(row.ordinal, *wish.answers[row.id]))
        for row in rows
        if row.id in wish.answers
    ]
    return [
        (row, new) for row, new in answers if (row.answer, row.answer_text) != (new.kind, new.text)
    ]


def _keep(row: RemarkRow, answer: Answer, actor: Actor, now: datetime) -> None:
    row.answer = answer.kind.value if answer.kind else None
    row.answer_text = answer.text
    row.answered_by = actor.person_id if answer.kind else None
    row.answered_at = now if answer.kind else None


def _sentence(rows: list[RemarkRow]) -> str:
    missing = [str(row.ordinal) for row in rows if row.answer is None]
    if missing:
        done = len(rows) - len(missing)
        return f"Đã lưu trả lời {done} trong {len(rows)} ý kiến; còn ý kiến {', '.join(missing)}."
    return f"Đã lưu trả lời cả {len(rows)} ý kiến; có thể trình lại văn bản."


def _stamp(rows: Iterable[RemarkRow]) -> str:
    values = [(row.id, row.answer, row.answer_text) for row in rows]
    return sha256(json.dumps(values).encode()).hexdigest()[:16]
