"""What the pages of a plan show of questions before a decision, transfers and late opinions."""

from collections.abc import Mapping
from dataclasses import replace
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
from webapp.services.handing_over import may_hand_over
from webapp.services.standing_in import in_place_name, place_sentence, places_of
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
    """Return what the reader sees and may do, as himself or for whom he stands in today."""
    reader = _Reader(session, workflow, situation, actor, vietnam_today(now))
    asker, passes_on = reader.who(Action.CONSULT), reader.who(Action.TRANSFER)
    deed = Deed(plan.id, plan.version, Action.CONSULT)

    def work_of(person: Actor) -> Work:
        return work_on(session, person, deed, plan, workflow, now=now)

    place = asker.standing_in if asker else None
    return Detours(
        questions=_questions(session, plan, reader),
        waits=reader.waits,
        people=_named(people_to_ask(work_of(asker))) if asker else (),
        ask_in_place_of=place.absent.person_id if place else None,
        ask_place=place_sentence(place) if place else "",
        takers=_takers(work_of(passes_on)) if passes_on else (),
        may_transfer=passes_on is not None,
        late_steps=reader.late_steps,
        may_change_signer=reader.who(Action.CHANGE_SIGNER) is not None,
        may_hand_over=may_hand_over(session, plan, workflow, situation, actor),
    )


class _Reader:
    """Somebody at a page: himself first, then in each of the places that he holds today."""

    def __init__(
        self, session: Session, workflow: Workflow, situation: Situation, actor: Actor, today: date
    ) -> None:
        self._workflow, self._situation, self.today = workflow, situation, today
        places = places_of(session, actor, today) if actor.reads_for else ()
        self._selves = (actor, *(replace(actor, standing_in=one) for one in places))

    def who(self, action: Action, person_id: int | None = None) -> Actor | None:
        """Return as whom he may do this; with `person_id` it is that person's to do."""
        for one in self._selves:
            is_meant = person_id in {None, one.answering.person_id}
            if is_meant and refusal(self._workflow, self._situation, action, one) is None:
                return one
        return None

    @property
    def waits(self) -> str:
        """Return the sentence while a decision that he may make waits for a reply."""
        sentences = (awaits_reply(self._situation, one.answering) for one in self._selves)
        return next(filter(None, sentences), "")

    @property
    def late_steps(self) -> tuple[LateStep, ...]:
        """Return the steps whose opinion is still missing."""
        return tuple(
            LateStep(step.key, step.label, *_place_of(one))
            for one in self._selves
            if refusal(self._workflow, self._situation, Action.SPEAK_LATE, one) is None
            for step in late_steps(self._workflow, self._situation, one.answering)
        )


def _place_of(actor: Actor | None) -> tuple[int | None, str]:
    """Return for whom he acts, and the sentence that says so; nothing where it is himself."""
    place = actor.standing_in if actor else None
    return (place.absent.person_id, place_sentence(place)) if place else (None, "")


def _takers(work: Work) -> tuple[PersonChoice, ...]:
    step = next(one for one in work.workflow.steps if one.key == work.plan.state)
    return _named(takers(work, step))


def _named(people: tuple[Actor, ...]) -> tuple[PersonChoice, ...]:
    return tuple(
        PersonChoice(one.person_id, ", ".join(filter(None, (one.full_name, one.position))))
        for one in people
    )


def _questions(session: Session, plan: PlanRow, reader: _Reader) -> tuple[QuestionItem, ...]:
    rows = [row for row in consultations.all_of(session, plan.id) if row.round == plan.round]
    names = plans.names_of(session, {one for row in rows for one in (row.asker_id, row.asked_id)})
    stood_in = consultations.names_of_stand_ins(session, rows)
    return tuple(_item(row, names, stood_in, reader) for row in rows)


def _item(
    row: ConsultationRow,
    names: Mapping[int, str],
    stood_in: Mapping[int | None, str],
    reader: _Reader,
) -> QuestionItem:
    is_open = row.answer == Answer.WAITING
    replies = reader.who(Action.REPLY, row.asked_id) if is_open else None
    takes_back = reader.who(Action.TAKE_BACK, row.asker_id) if is_open else None
    in_place_of, place = _place_of(replies or takes_back)
    return QuestionItem(
        id=row.id,
        asker=in_place_name(names[row.asker_id], stood_in.get(row.asker_stand_in_id)),
        asked=in_place_name(names[row.asked_id], stood_in.get(row.asked_stand_in_id)),
        kind_label=KIND_LABELS[QuestionKind(row.kind)],
        question=row.question,
        since=row.asked_at,
        due_on=row.due_on,
        late=is_open and row.due_on is not None and row.due_on < reader.today,
        is_open=is_open,
        answer_label=ANSWER_LABELS[Answer(row.answer)],
        words=row.words,
        ended_at=row.ended_at,
        may_reply=replies is not None,
        may_take_back=takes_back is not None,
        in_place_of=in_place_of,
        place=place,
    )
