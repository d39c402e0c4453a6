"""A draft given to another drafter, with its open remarks and what was typed and not saved.

Both answer for the text from then on: whoever drafted a plan never checks it.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.models.organisations import UnitRow
from webapp.db.models.plans import HandoverRow, PlanRow, WorkingCopyRow
from webapp.db.queries import plans
from webapp.domain import process_policy
from webapp.domain.errors import InvalidInputError
from webapp.domain.handover_policy import may_take
from webapp.domain.people import Actor, Role
from webapp.domain.process import Action, Situation
from webapp.domain.process_policy import refusal
from webapp.domain.reasons import sound_reason
from webapp.domain.unit_tree import with_those_below
from webapp.domain.workflow import PlanState, Workflow
from webapp.services import audit, freshness, notices, transitions
from webapp.services.deeds import Deed, Work, work_on
from webapp.services.detour_values import PersonChoice
from webapp.services.opening import open_locked
from webapp.services.plan_access import open_plan
from webapp.services.plan_heads import head_of
from webapp.services.plan_pages import PlanHead
from webapp.services.plan_texts import give_typing
from webapp.services.returns import open_count
from webapp.services.rules import Rules
from webapp.services.situations import people_of

NO_REASON = "Ghi lý do giao người khác soạn thảo."


@dataclass(frozen=True, slots=True)
class HandingOver:
    """Who is to draft on, and why."""

    plan_id: int
    version: int
    """Of the plan that the page was made from."""
    to_id: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """The page that asks for it."""

    head: PlanHead
    people: tuple[PersonChoice, ...]
    """Who may take it; empty where the unit has no other drafter."""
    open_remarks: int
    """How many remarks pass on with it."""
    typed_at: datetime | None
    """When the drafter typed last what he did not save; None: nothing is left unsaved."""


def may_hand_over(
    session: Session, plan: PlanRow, workflow: Workflow, situation: Situation, actor: Actor
) -> bool:
    """Tell whether the actor may give the draft to another."""
    known = _with_head(session, plan, situation)
    return refusal(workflow, known, Action.HAND_OVER, actor) is None


def handover_page(
    database: Database, rules: Rules, actor: Actor, plan_id: int, now: datetime
) -> HandoverPage:
    """Return the page, for whoever may hand the draft over now."""
    with database.reading() as session:
        plan = open_plan(session, actor, plan_id)
        deed = Deed(plan_id, plan.version, Action.HAND_OVER)
        work = work_on(session, actor, deed, plan, rules.workflow_of(session, plan), now=now)
        _require(work)
        typed = session.get(WorkingCopyRow, (plan.id, plan.drafter_id))
        return HandoverPage(
            head=head_of(session, plan, work.workflow, work.revision.ordinal),
            people=tuple(PersonChoice(one.person_id, _label(one)) for one in takers(work)),
            open_remarks=open_count(session, plan.id),
            typed_at=typed.saved_at if typed else None,
        )


def hand_over(
    database: Database, rules: Rules, actor: Actor, wish: HandingOver, now: datetime
) -> str:
    """Give the draft to the other drafter; return one sentence."""
    with database.transaction() as session:
        deed = Deed(wish.plan_id, wish.version, Action.HAND_OVER, wish.reason.strip())
        work = open_locked(session, rules, actor, deed, now)
        done = freshness.already_done(session, actor, deed)
        if done:
            return done
        freshness.demand_fresh(session, actor, work.plan, wish.version)
        _require(work)
        sound_reason(deed.note, NO_REASON, "reason")
        taker = next((one for one in takers(work) if one.person_id == wish.to_id), None)
        if taker is None:
            raise InvalidInputError("Chọn một chuyên viên khác của đơn vị soạn thảo.", "to_id")
        _give(work, taker)
        return f"Đã giao {taker.full_name} soạn thảo văn bản này."


def takers(work: Work) -> tuple[Actor, ...]:
    """Return those who may draft the plan on."""
    units = _units_from(work.session, work.plan)
    return tuple(one for one in work.people if may_take(work.situation, units, one))


def _require(work: Work) -> None:
    known = _with_head(work.session, work.plan, work.situation)
    process_policy.require(work.workflow, known, Action.HAND_OVER, work.actor)


def _with_head(session: Session, plan: PlanRow, situation: Situation) -> Situation:
    """Return the situation that knows whether anybody leads the drafting unit."""
    if situation.state not in {PlanState.DRAFT, PlanState.RETURNED}:
        return situation
    people = people_of(session, plan.agency_id)
    heads = [one for one in people if one.has(Role.UNIT_HEAD) and one.unit_id == plan.unit_id]
    return replace(situation, unit_has_head=plan.unit_id is not None and bool(heads))


def _units_from(session: Session, plan: PlanRow) -> frozenset[int | None]:
    """Return the drafting unit and every unit below it."""
    rows = session.execute(
        select(UnitRow.id, UnitRow.parent_id).where(UnitRow.agency_id == plan.agency_id)
    )
    return with_those_below({row.id: row.parent_id for row in rows}, plan.unit_id)


def _give(work: Work, taker: Actor) -> None:
    plan, session, actor = work.plan, work.session, work.actor
    before, state = plan.drafter_id, plan.state
    old = plans.names_of(session, [before])[before]
    typed = give_typing(session, plan.id, before, taker.person_id)
    plan.drafter_id = taker.person_id
    transitions.bring_home(work)
    session.add(
        HandoverRow(
            plan_id=plan.id,
            from_id=before,
            to_id=taker.person_id,
            handed_by=actor.person_id,
            reason=work.deed.note,
            handed_at=work.now,
        )
    )
    _tell(work, before, taker, old)
    details = {
        "from": state,
        "to": plan.state,
        "from_drafter": old,
        "to_drafter": taker.full_name,
        "note": work.deed.note,
        "typed": typed,
        "round": plan.round,
        "page_version": work.deed.version,
    }
    action = Action.HAND_OVER.value
    audit.record(session, actor, action, now=work.now, plan=plan, details=details)


def _tell(work: Work, before: int, taker: Actor, old: str) -> None:
    who, why = work.actor.full_name, work.deed.note
    count = open_count(work.session, work.plan.id)
    answers = f", còn {count} ý kiến phải trả lời" if count else ""
    sentences = {
        taker.person_id: f"{who} giao anh/chị soạn thảo thay {old}{answers}: {why}",
        before: f"{who} giao {taker.full_name} soạn thảo thay anh/chị: {why}",
    }
    for person_id, sentence in sentences.items():
        told = work.others([person_id])
        notices.tell(work.session, work.plan, told, "handed_over", message=sentence, now=work.now)


def _label(person: Actor) -> str:
    return f"{person.full_name}, {person.position}" if person.position else person.full_name
