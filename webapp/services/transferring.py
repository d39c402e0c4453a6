"""A question of a step that the person asked passes on to another; he has no word there then."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm.attributes import flag_modified

from webapp.db.database import Database
from webapp.domain import detour_policy, process_policy
from webapp.domain.detours import Transfer
from webapp.domain.errors import InvalidInputError
from webapp.domain.people import Actor
from webapp.domain.process import Action
from webapp.domain.process_policy import is_waited_for
from webapp.domain.reasons import short_reason
from webapp.domain.workflow import Mode, Step
from webapp.services import audit, freshness, notices
from webapp.services.deeds import Deed, Work
from webapp.services.opening import open_locked
from webapp.services.rules import Rules

LONGEST_REASON = 2000


@dataclass(frozen=True, slots=True)
class Transferring:
    """To whom the question goes, and why."""

    plan_id: int
    version: int
    """Of the plan that the page was made from."""
    to_id: int | None
    reason: str


def transfer(
    database: Database, rules: Rules, actor: Actor, wish: Transferring, now: datetime
) -> str:
    """Pass the actor's question on with its deadline; return one sentence."""
    reason = wish.reason.strip()
    with database.transaction() as session:
        deed = Deed(wish.plan_id, wish.version, Action.TRANSFER, reason)
        work = open_locked(session, rules, actor, deed, now)
        done = freshness.already_done(session, actor, deed)
        if done:
            return done
        freshness.demand_fresh(session, actor, work.plan, wish.version)
        process_policy.require(work.workflow, work.situation, Action.TRANSFER, work.actor)
        process_policy.require_reason(Action.TRANSFER, reason)
        short_reason(reason, "reason", LONGEST_REASON)
        step = next(one for one in work.workflow.steps if one.key == work.plan.state)
        taker = next((one for one in takers(work, step) if one.person_id == wish.to_id), None)
        if taker is None:
            raise InvalidInputError(
                "Chọn một người khác được phép xử lý bước này theo quy trình.", "to_id"
            )
        _pass_on(work, step, taker)
        return f"Đã chuyển bước «{step.label}» cho {taker.full_name}."


def takers(work: Work, step: Step) -> tuple[Actor, ...]:
    """Return those who may take the actor's question over.

    Where each of the group counts, one who is asked already has a word of his own to give.
    """
    counted = work.asked if step.mode in {Mode.ALL, Mode.SHARE} else frozenset[int]()
    return tuple(
        one
        for one in work.people
        if one.person_id not in {work.actor.person_id, *counted} and _may_take(work, step, one)
    )


def _may_take(work: Work, step: Step, one: Actor) -> bool:
    situation = work.situation
    # Who passed the question on himself may take it back, and an opinion may be anybody's.
    others = tuple(
        t for t in situation.transfers if (t.step_key, t.from_id) != (step.key, one.person_id)
    )
    if detour_policy.goes_to_anybody(step):
        others += (Transfer(step.key, work.actor.person_id, one.person_id),)
    hoped_for = replace(situation, transfers=others)
    return bool(one.roles) and is_waited_for(work.workflow, step, hoped_for, one)


def _pass_on(work: Work, step: Step, taker: Actor) -> None:
    deed, actor = work.deed, work.actor
    work.questions.ask_also(taker.person_id).since = work.now
    row = work.questions.decide(actor, "transferred", deed.note, work.now)
    row.transferred_to = taker.person_id
    flag_modified(work.plan, "state_since")  # pages made before this are stale
    _tell(work, taker, f"{actor.full_name} chuyển anh/chị xử lý bước «{step.label}»: {deed.note}")
    _tell(work, actor, f"bước «{step.label}» của anh/chị đã chuyển cho {taker.full_name} xử lý.")
    details = {
        "step": step.label,
        "to": taker.full_name,
        "round": work.plan.round,
        "note": deed.note,
        "page_version": deed.version,
    }
    audit.record(
        work.session, actor, Action.TRANSFER.value, now=work.now, plan=work.plan, details=details
    )


def _tell(work: Work, person: Actor, sentence: str) -> None:
    kind = "transferred" if person == work.actor else "waiting"
    notices.tell(work.session, work.plan, [person.person_id], kind, message=sentence, now=work.now)
