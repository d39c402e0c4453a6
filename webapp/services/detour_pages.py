"""What the pages of a plan show of questions before a decision, transfers and late opinions."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.models.detours import ConsultationRow
from webapp.db.models.plans import PlanRow
from webapp.db.queries import consultations, plans
from webapp.domain.detour_policy import awaits_reply, late_steps
from webapp.domain.detours import ANSWER_LABELS, Answer, QuestionKind
from webapp.domain.people import Actor
from webapp.domain.process import Action, Situation
from webapp.domain.process_policy import refusal
from webapp.domain.workflow import Workflow
from webapp.services.consulting import people_to_ask
from webapp.services.deeds import Deed, Work, work_on
from webapp.services.detour_values import Detours, LateStep, PersonChoice, QuestionItem
from webapp.services.transferring import takers

KIND_LABELS = {
    QuestionKind.BEFORE_ME: "xin đồng ý trước khi quyết định",
    QuestionKind.ASK: "hỏi trước khi quyết định",
}


def detours_of(
    session: Session,
    plan: PlanRow,
    workflow: Workflow,
    situation: Situation,
    actor: Actor,
    *,
    now: datetime,
) -> Detours:
    """Return what the reader sees and may do."""

    def may(action: Action) -> bool:
        return refusal(workflow, situation, action, actor) is None

    asks, passes_on = may(Action.CONSULT), may(Action.TRANSFER)
    work = None
    if asks or passes_on:
        deed = Deed(plan.id, plan.version, Action.CONSULT)
        work = work_on(session, actor, deed, plan, workflow, now=now)
    return Detours(
        questions=_questions(session, plan, actor, vietnam_today(now)),
        waits=awaits_reply(situation, actor) or "",
        people=_named(people_to_ask(work)) if work and asks else (),
        takers=_takers(work) if work and passes_on else (),
        late_steps=tuple(
            LateStep(step.key, step.label) for step in late_steps(workflow, situation, actor)
        )
        if may(Action.SPEAK_LATE)
        else (),
        may_change_signer=may(Action.CHANGE_SIGNER),
    )


def _takers(work: Work) -> tuple[PersonChoice, ...]:
    step = next(one for one in work.workflow.steps if one.key == work.plan.state)
    return _named(takers(work, step))


def _named(people: tuple[Actor, ...]) -> tuple[PersonChoice, ...]:
    return tuple(
        PersonChoice(one.person_id, ", ".join(filter(None, (one.full_name, one.position))))
        for one in people
    )


def _questions(
    session: Session, plan: PlanRow, actor: Actor, today: date
) -> tuple[QuestionItem, ...]:
    rows = [row for row in consultations.all_of(session, plan.id) if row.round == plan.round]
    names = plans.names_of(session, {one for row in rows for one in (row.asker_id, row.asked_id)})
    return tuple(_item(row, names, actor, today) for row in rows)


def _item(
    row: ConsultationRow, names: Mapping[int, str], actor: Actor, today: date
) -> QuestionItem:
    is_open = row.answer == Answer.WAITING
    return QuestionItem(
        id=row.id,
        asker=names[row.asker_id],
        asked=names[row.asked_id],
        kind_label=KIND_LABELS[QuestionKind(row.kind)],
        question=row.question,
        since=row.asked_at,
        due_on=row.due_on,
        late=is_open and row.due_on is not None and row.due_on < today,
        is_open=is_open,
        answer_label=ANSWER_LABELS[Answer(row.answer)],
        words=row.words,
        ended_at=row.ended_at,
        may_reply=is_open and row.asked_id == actor.person_id,
        may_take_back=is_open and row.asker_id == actor.person_id,
    )
