"""Whose turn it is, since when and until when: one line about each plan of a list."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from webapp.db.queries import waits as queries
from webapp.db.queries.plans import PlanLine
from webapp.domain.detours import GIVEN, Answer
from webapp.domain.workflow import PlanState

_MOST_NAMES = 3
_NOBODY = "phân công người xử lý"
_RETURNED = "lãnh đạo đơn vị soạn thảo"


@dataclass(frozen=True, slots=True)
class Wait:
    """What one plan waits for."""

    who: str
    """Reads on after «chờ»: «Vũ Đình Khôi», «Lê An, Hồ Lâm, Đỗ Châu và 2 người khác»."""
    since: datetime | None = None
    until: date | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a plan is, as lists know it."""

    plan_id: int
    state: str
    since: datetime
    drafter_name: str


def standing_of(line: PlanLine) -> Standing:
    """Return where the plan of the line is."""
    return Standing(line.id, line.state, line.state_since, line.drafter_name)


def waits_on(session: Session, plans: Collection[Standing], today: date) -> dict[int, Wait]:
    """Return what the plans wait for, by id; nothing for those that have ended."""
    ids = [one.plan_id for one in plans]
    asked: dict[int, list[queries.WaitLine]] = {}
    for line in queries.at_steps(session, ids):
        asked.setdefault(line.plan_id, []).append(line)
    questions = _open_questions(queries.questions_at_steps(session, list(asked)))
    found = {one: _at_step(lines, questions.get(one, ()), today) for one, lines in asked.items()}
    for one in plans:
        if one.state == PlanState.DRAFT:
            found[one.plan_id] = Wait(f"{one.drafter_name} soạn thảo", one.since)
        elif one.state == PlanState.RETURNED:
            found[one.plan_id] = Wait(_RETURNED, one.since)
    return found


def replies_for(session: Session, ids: Collection[int], reader_id: int) -> dict[int, str]:
    """Return, by plan, what became of the questions that the reader put before he decides."""
    found: dict[int, list[str]] = {}
    for line in queries.questions_at_steps(session, ids):
        if line.asker_id != reader_id:
            continue
        if line.answer in GIVEN:
            sentence = f"{line.asked_name} đã trả lời câu hỏi của anh/chị."
        elif line.answer == Answer.WAITING:
            sentence = f"Anh/chị đã hỏi {line.asked_name} và chờ trả lời."
        else:
            continue
        found.setdefault(line.plan_id, []).append(sentence)
    return {plan_id: " ".join(sentences) for plan_id, sentences in found.items()}


def _open_questions(lines: Sequence[queries.QuestionLine]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for line in lines:
        if line.answer == Answer.WAITING:
            found.setdefault(line.plan_id, []).append(line.asked_name)
    return found


def _at_step(lines: Sequence[queries.WaitLine], questions: Sequence[str], today: date) -> Wait:
    names = [one.full_name for one in lines if one.full_name is not None]
    who = _named(names) if names else _NOBODY
    until = min((one.due_on for one in lines if one.due_on is not None), default=None)
    return Wait(
        who=f"{who} (chờ {_named(questions)} trả lời câu hỏi)" if questions else who,
        since=min(one.since for one in lines),
        until=until,
        late=until is not None and until < today,
    )


def _named(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMES])
    more = len(names) - _MOST_NAMES
    return f"{shown} và {more} người khác" if more > 0 else shown
