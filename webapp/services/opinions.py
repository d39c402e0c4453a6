"""The opinions on a plan as one list: of offices, of its steps, of members asked by a phiếu."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.models.detours import ConsultationRow
from webapp.db.models.dossier import DossierPaperRow
from webapp.db.models.opinions import BallotRow, ExplanationRow, OutsideOpinionRow, PollRow
from webapp.db.models.plans import PlanRow
from webapp.db.models.process import StepRow
from webapp.db.queries import consultations, plans
from webapp.domain.detours import ANSWER_LABELS, GIVEN, QuestionKind
from webapp.domain.detours import Answer as Given
from webapp.domain.opinions import (
    SILENT_LABEL,
    STANCE_LABELS,
    VOTE_LABELS,
    Answer,
    OutsideFacts,
    Result,
    Stance,
    Vote,
    counted,
)
from webapp.domain.people import Actor
from webapp.domain.process import Action
from webapp.domain.process_policy import refusal
from webapp.domain.workflow import StepKind, Workflow
from webapp.services.assignments import WAITING
from webapp.services.plan_access import NO_SUBJECT, open_to_read, workflow_of
from webapp.services.situations import people_of, situation_at, steps_of
from webapp.services.standing_in import in_place_name

OUTSIDE, STEP, BALLOT, QUESTION = "outside", "step", "ballot", "question"
_SAID = {"approved", "late", "returned"}


@dataclass(frozen=True, slots=True)
class OpinionItem:
    """What one office or person said, and what became of it."""

    source: str
    """outside, step, ballot, question."""
    id: int
    who: str
    answer: str
    """«Thống nhất», «Không đồng ý», «Chưa trả lời»."""
    text: str
    about: str
    """«số 12/CAX ngày 02/03/2026»; the step; who asked; empty."""
    at: datetime | None
    late: bool
    explanation: str
    explanation_version: int
    """0 while there is none."""
    paper_id: int | None = None
    paper_title: str = ""
    facts: OutsideFacts | None = None
    """Of an office: what the form begins with."""
    version: int = 0
    question: str = ""
    """What he was asked; empty where he was asked for the whole text."""

    @property
    def may_be_explained(self) -> bool:
        """Tell whether there is something to take over or to answer."""
        return self.answer != SILENT_LABEL and self.answer != STANCE_LABELS[Stance.SILENT]


@dataclass(frozen=True, slots=True)
class PollItem:
    """A phiếu lấy ý kiến with its answers."""

    id: int
    question: str
    due_on: date
    opened_by: str
    opened_at: datetime
    closed_by: str
    closed_at: datetime | None
    is_over: bool
    result: Result | None
    """None while it may not be seen: who has to answer yet is not to lean on what others said."""
    answered: int
    """How many members have answered, whatever they said."""
    members: int
    answers: tuple[OpinionItem, ...]
    """Empty where the result may not be seen."""
    ordinal_text: int | None
    """The revision that was asked about."""
    may_answer: bool
    may_close: bool

    @property
    def words(self) -> str:
        """Return the result in words, or how many have answered where it may not be seen."""
        if self.result is None:
            return f"đã trả lời {self.answered}/{self.members}"
        return self.result.words()


@dataclass(frozen=True, slots=True)
class Opinions:
    """Everything said of one plan."""

    plan_id: int
    subject: str
    outside: tuple[OpinionItem, ...]
    steps: tuple[OpinionItem, ...]
    questions: tuple[OpinionItem, ...]
    """Answers to what somebody asked before he decided."""
    polls: tuple[PollItem, ...]
    may_collect: bool
    may_poll: bool

    @property
    def count(self) -> int:
        """Return how many opinions there are, silence left out."""
        return sum(one.may_be_explained for one in self.everything)

    @property
    def everything(self) -> tuple[OpinionItem, ...]:
        """Return all of them, the silent members of a phiếu among them."""
        asked = (one for poll in self.polls for one in poll.answers)
        return (*self.outside, *self.steps, *self.questions, *asked)

    @property
    def outside_words(self) -> str:
        """Return «thống nhất 1, có ý kiến 2, không trả lời 0»; empty where no office was asked."""
        answers = [one.answer for one in self.outside]
        told = (f"{label.lower()} {answers.count(label)}" for label in STANCE_LABELS.values())
        return ", ".join(told) if answers else ""

    @property
    def waiting(self) -> tuple[PollItem, ...]:
        """Return the polls that the reader has not answered."""
        return tuple(one for one in self.polls if one.may_answer)

    def find(self, source: str, opinion_id: int) -> OpinionItem | None:
        """Return one of them."""
        wanted = (source, opinion_id)
        return next((one for one in self.everything if (one.source, one.id) == wanted), None)


def opinions_page(database: Database, actor: Actor, plan_id: int, now: datetime) -> Opinions:
    """Return what was said of a plan that the actor may read."""
    with database.reading() as session:
        return opinions_of(session, actor, open_to_read(session, actor, plan_id), now)


def opinions_of(session: Session, actor: Actor, plan: PlanRow, now: datetime) -> Opinions:
    """Return what was said of the plan, oldest first in each part."""
    workflow, rows = workflow_of(session, plan.workflow_sha256), steps_of(session, plan.id)
    situation = situation_at(session, plan)
    collects = refusal(workflow, situation, Action.COLLECT, actor) is None
    opinion_steps = {one.key: one.label for one in workflow.steps if one.kind is StepKind.OPINION}
    reader = _Reader(session, plan, actor, vietnam_today(now))
    return Opinions(
        plan_id=plan.id,
        subject=plan.subject or NO_SUBJECT,
        outside=tuple(reader.outside()),
        steps=tuple(reader.at_steps(rows, opinion_steps)),
        questions=tuple(reader.questions(workflow)),
        polls=tuple(reader.polls(open_=plan_takes_answers(plan))),
        may_collect=collects,
        may_poll=refusal(workflow, situation, Action.POLL, actor) is None,
    )


TAKES_ANSWERS = PlanRow.code_number.is_(None) & (PlanRow.state != "cancelled")
"""The same as a condition of a query."""


def plan_takes_answers(plan: PlanRow) -> bool:
    """Tell whether an answer may still be given: until the plan has its number or is dropped."""
    return plan.code_number is None and plan.state != "cancelled"


def is_over(poll: PollRow, today: date) -> bool:
    """Tell whether the time to answer is over: it was closed, or its last day is past."""
    return poll.closed_at is not None or poll.due_on < today


class _Reader:
    """Reads the parts of one plan's opinions."""

    def __init__(self, session: Session, plan: PlanRow, actor: Actor, today: date) -> None:
        self.session, self.plan, self.actor, self.today = session, plan, actor, today
        self.people = {one.person_id: one for one in people_of(session, plan.agency_id)}
        query = select(ExplanationRow).where(ExplanationRow.plan_id == plan.id)
        self.explained = {(row.source, row.source_id): row for row in session.scalars(query)}

    def outside(self) -> Iterator[OpinionItem]:
        """Yield those of offices."""
        query = (
            select(OutsideOpinionRow, DossierPaperRow.title)
            .outerjoin(DossierPaperRow, DossierPaperRow.id == OutsideOpinionRow.paper_id)
            .where(
                OutsideOpinionRow.plan_id == self.plan.id, OutsideOpinionRow.dropped_at.is_(None)
            )
            .order_by(OutsideOpinionRow.id)
        )
        for row, title in self.session.execute(query):
            said = self.explained.get((OUTSIDE, row.id))
            yield OpinionItem(
                source=OUTSIDE,
                id=row.id,
                who=row.office,
                answer=STANCE_LABELS[Stance(row.stance)],
                text=row.text,
                about=_paper_words(row.paper_number, row.paper_date),
                at=row.entered_at,
                late=False,
                explanation=said.text if said else "",
                explanation_version=said.version if said else 0,
                paper_id=row.paper_id,
                paper_title=title or "",
                facts=facts_of(row),
                version=row.version,
            )

    def at_steps(self, rows: Sequence[StepRow], labels: dict[str, str]) -> Iterator[OpinionItem]:
        """Yield those of steps that ask for an opinion."""
        for row in rows:
            if row.step_key not in labels or row.decision not in _SAID:
                continue
            said = self.explained.get((STEP, row.id))
            agreed = STANCE_LABELS[Stance.REMARKS if row.note else Stance.AGREES]
            yield OpinionItem(
                source=STEP,
                id=row.id,
                who=self._decider(row),
                answer="Trả lại" if row.decision == "returned" else agreed,
                text=row.note,
                about=labels[row.step_key],
                at=row.decided_at,
                late=row.decision == "late",
                explanation=said.text if said else "",
                explanation_version=said.version if said else 0,
            )

    def questions(self, workflow: Workflow) -> Iterator[OpinionItem]:
        """Yield the answers to questions; what the drafter knows is no opinion on his own text."""
        labels = {one.key: one.label for one in workflow.steps}
        rows = consultations.all_of(self.session, self.plan.id)
        stood_in = consultations.names_of_stand_ins(self.session, rows)
        for row in rows:
            if row.answer not in GIVEN or row.asked_id == self.plan.drafter_id:
                continue
            said = self.explained.get((QUESTION, row.id))
            asks, step = _ASKS[QuestionKind(row.kind)], labels.get(row.step_key, "")
            yield OpinionItem(
                source=QUESTION,
                id=row.id,
                who=in_place_name(self._who(row.asked_id), stood_in.get(row.asked_stand_in_id)),
                answer=ANSWER_LABELS[Given(row.answer)],
                text=row.words,
                about=f"{self._name(row.asker_id)} {asks} ở bước «{step}»",
                at=row.ended_at,
                late=_is_late(row),
                explanation=said.text if said else "",
                explanation_version=said.version if said else 0,
                question=row.question,
            )

    def polls(self, *, open_: bool) -> Iterator[PollItem]:
        """Yield each phiếu with its answers."""
        query = select(PollRow).where(PollRow.plan_id == self.plan.id).order_by(PollRow.id)
        for poll in self.session.scalars(query):
            rows = self._ballots(poll.id)
            own = next((row for row in rows if row.person_id == self.actor.person_id), None)
            over = is_over(poll, self.today)
            shown = over or not open_ or self._sees(poll, own)
            yield PollItem(
                id=poll.id,
                question=poll.question,
                due_on=poll.due_on,
                opened_by=self._name(poll.opened_by),
                opened_at=poll.opened_at,
                closed_by=self._name(poll.closed_by) if poll.closed_by else "",
                closed_at=poll.closed_at,
                is_over=over,
                result=_result(rows) if shown else None,
                answered=sum(row.vote is not None for row in rows),
                members=len(rows),
                answers=tuple(self._answer(row) for row in rows) if shown else (),
                ordinal_text=plans.ordinal_of(self.session, self.plan.id, poll.revision_sha256),
                may_answer=open_ and own is not None and own.vote is None,
                may_close=not over and poll.opened_by == self.actor.person_id,
            )

    def _sees(self, poll: PollRow, own: BallotRow | None) -> bool:
        """Tell whether the reader sees the answers while others may still be given.

        Whoever decides on the plan now decides knowing them, unless he is to answer himself.
        """
        if self.actor.person_id in {poll.opened_by, self.plan.drafter_id}:
            return True
        return own.vote is not None if own is not None else self._decides()

    def _decides(self) -> bool:
        steps = steps_of(self.session, self.plan.id)
        asked = {one.assignee_id for one in steps if one.decision == WAITING}
        return self.actor.person_id in asked

    def _ballots(self, poll_id: int) -> list[BallotRow]:
        query = select(BallotRow).where(BallotRow.poll_id == poll_id).order_by(BallotRow.id)
        return list(self.session.scalars(query))

    def _answer(self, row: BallotRow) -> OpinionItem:
        said = self.explained.get((BALLOT, row.id))
        return OpinionItem(
            source=BALLOT,
            id=row.id,
            who=self._who(row.person_id),
            answer=VOTE_LABELS[Vote(row.vote)] if row.vote else SILENT_LABEL,
            text=row.text,
            about="",
            at=row.answered_at,
            late=row.late,
            explanation=said.text if said else "",
            explanation_version=said.version if said else 0,
        )

    def _decider(self, row: StepRow) -> str:
        clicked = row.decided_by or 0
        if row.stand_in_id is None or row.assignee_id is None:
            return self._who(clicked)
        return in_place_name(self._who(row.assignee_id), self._name(clicked))

    def _who(self, person_id: int) -> str:
        """Return «Vũ Đình Khôi, Trưởng phòng»."""
        person = self.people.get(person_id)
        position = person.position if person else ""
        return f"{self._name(person_id)}, {position}" if position else self._name(person_id)

    def _name(self, person_id: int) -> str:
        person = self.people.get(person_id)
        if person is not None:
            return person.full_name
        return plans.names_of(self.session, [person_id])[person_id]


def _result(rows: Sequence[BallotRow]) -> Result:
    return counted(Answer(Vote(row.vote) if row.vote else None, row.late) for row in rows)


_ASKS = {QuestionKind.BEFORE_ME: "xin đồng ý", QuestionKind.ASK: "hỏi ý kiến"}


def _is_late(row: ConsultationRow) -> bool:
    """Tell whether the answer came after the day it was asked for."""
    ended, due_on = row.ended_at, row.due_on
    return ended is not None and due_on is not None and vietnam_today(ended) > due_on


def facts_of(row: OutsideOpinionRow) -> OutsideFacts:
    """Return what was entered of an office's opinion."""
    return OutsideFacts(
        row.office, Stance(row.stance), row.text, row.paper_number, row.paper_date, row.paper_id
    )


def _paper_words(number: str, dated: date | None) -> str:
    known = (f"số {number}" if number else "", f"ngày {dated:%d/%m/%Y}" if dated else "")
    return " ".join(one for one in known if one)
