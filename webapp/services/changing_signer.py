"""Another signer on a plan under way: a new signature block, the same words.

A decision is bound to the hash of a revision, and the hash covers the block. So the change
writes a revision that differs in the block alone, voids the format check, and binds the other
decisions of the round to the new revision by this rule: those who decided on content decided on
words that did not change. The event names both hashes and every decision that was bound anew, so
that nothing passes for having been given on a text that its maker never saw. Where any decision
does not fit the text as it stands, nothing is bound anew and the change is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.models.plans import PlanRow
from webapp.db.models.process import StepRow
from webapp.db.queries import plans
from webapp.domain import process_policy
from webapp.domain.errors import ForbiddenError, InvalidInputError
from webapp.domain.people import Actor
from webapp.domain.plan import Plan
from webapp.domain.plan_json import content_hash
from webapp.domain.process import Action, Outcome
from webapp.domain.reasons import short_reason
from webapp.domain.signer_policy import outcome_of_change
from webapp.services import audit, binding, falling, freshness, notices, transitions
from webapp.services.deeds import Deed, Work, work_on
from webapp.services.falling import Standing
from webapp.services.letterheads import (
    Chosen,
    authorities_in_force,
    block_lines,
    letterhead,
)
from webapp.services.opening import open_locked
from webapp.services.plan_access import open_plan
from webapp.services.plan_heads import head_of
from webapp.services.plan_pages import Choice, PlanHead
from webapp.services.plan_texts import add_revision, text_of
from webapp.services.rules import Rules
from webapp.services.situations import decisions_that_hold

LONGEST_REASON = 2000


@dataclass(frozen=True, slots=True)
class SignerChange:
    """Who is to sign instead, and why."""

    plan_id: int
    version: int
    """Of the plan that the page was made from."""
    authority_id: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class SignerPage:
    """The page that asks for it."""

    head: PlanHead
    block: tuple[str, ...]
    """The block as it stands, line by line."""
    choices: tuple[Choice, ...]
    """The other powers to sign that may be chosen today, each with its form and title."""
    voids: tuple[str, ...]
    """What falls with the change."""
    keeps: tuple[str, ...]
    """What holds on."""


def signer_page(
    database: Database, rules: Rules, actor: Actor, plan_id: int, now: datetime
) -> SignerPage:
    """Return the page, for whoever may change the signer now."""
    with database.reading() as session:
        plan = open_plan(session, actor, plan_id)
        deed = Deed(plan_id, plan.version, Action.CHANGE_SIGNER)
        work = work_on(session, actor, deed, plan, rules.workflow_of(session, plan), now=now)
        process_policy.require(work.workflow, work.situation, Action.CHANGE_SIGNER, actor)
        leads = outcome_of_change(work.workflow, work.situation) or Outcome(plan.state)
        held = _held(work)
        names = plans.names_of(session, {row.decided_by for row in held if row.decided_by})
        standing = Standing(plan, work.workflow, work.situation, work.questions.rows, names)
        voids = falling.foretold(standing, leads)
        said = falling.in_words(work.workflow, held, names)
        return SignerPage(
            head=head_of(session, plan, work.workflow, work.revision.ordinal),
            block=block_lines(text_of(work.revision).signer),
            choices=_choices(session, plan, now),
            voids=voids,
            keeps=tuple(one for one in said if one not in voids),
        )


def change_signer(
    database: Database, rules: Rules, actor: Actor, wish: SignerChange, now: datetime
) -> str:
    """Write the new block, void the format check, keep the rest; return one sentence."""
    with database.transaction() as session:
        deed = Deed(wish.plan_id, wish.version, Action.CHANGE_SIGNER, wish.reason.strip())
        work = open_locked(session, rules, actor, deed, now)
        done = freshness.already_done(session, actor, deed)
        if done:
            return done
        freshness.demand_fresh(session, actor, work.plan, wish.version)
        process_policy.require(work.workflow, work.situation, Action.CHANGE_SIGNER, work.actor)
        process_policy.require_reason(Action.CHANGE_SIGNER, deed.note)
        _demand_sane(work, wish)
        name = _change(work, wish.authority_id)
        return f"Đã đổi người ký thành {name}; chỉ kiểm tra thể thức phải làm lại."


def _demand_sane(work: Work, wish: SignerChange) -> None:
    short_reason(work.deed.note, "reason", LONGEST_REASON)
    if wish.authority_id in {None, work.plan.signing_authority_id}:
        raise InvalidInputError("Chọn một người ký khác.", "authority_id")
    if not binding.holds(work):
        raise ForbiddenError(
            "Nội dung khác bản đã được kiểm tra nên không đổi riêng người ký được; trả lại kế "
            "hoạch để trình lại (Điều 11)."
        )


def _change(work: Work, authority_id: int | None) -> str:
    """Do it; return the new signer's name."""
    before = work.revision
    old = text_of(before)
    new = _with_signer(work, old, authority_id)
    work.plan.signing_authority_id = authority_id
    leads = outcome_of_change(work.workflow, work.situation)
    if leads is None:
        flag_modified(work.plan, "state_since")  # pages made before this are stale
    else:
        transitions.ask_again(work, leads)
    revision = add_revision(
        work.session, work.plan, new, work.actor, ordinal=before.ordinal + 1, now=work.now
    )
    bound = [row for row in _held(work) if row.round == work.plan.round]
    for row in bound:
        row.revision_sha256 = revision.content_sha256
    _tell(work, bound, new.signer.full_name)
    names = plans.names_of(work.session, {row.decided_by for row in bound if row.decided_by})
    details = {
        "from_signer": old.signer.full_name,
        "to_signer": new.signer.full_name,
        "note": work.deed.note,
        "page_version": work.deed.version,
        "round": work.plan.round,
        "revision": revision.ordinal,
        "from_sha256": before.content_sha256,
        "sha256": revision.content_sha256,
        "voided": work.questions.fallen,
        "bound_anew": list(falling.in_words(work.workflow, bound, names)),
    }
    action = Action.CHANGE_SIGNER.value
    audit.record(work.session, work.actor, action, now=work.now, plan=work.plan, details=details)
    return new.signer.full_name


def _with_signer(work: Work, old: Plan, authority_id: int | None) -> Plan:
    """Return the text with the block of the other power to sign, and nothing else changed."""
    plan = work.plan
    chosen = Chosen(plan.unit_id, authority_id, plan.advisory_body_id, plan.document_type_id)
    try:
        head = letterhead(work.session, plan.agency_id, chosen, vietnam_today(work.now))
    except InvalidInputError as error:
        raise InvalidInputError(str(error), "authority_id") from error
    new = replace(old, signer=head.signer)
    if content_hash(new) == content_hash(old):
        raise InvalidInputError(
            "Khối chữ ký của người này giống khối chữ ký hiện có; chọn người ký khác.",
            "authority_id",
        )
    return new


def _held(work: Work) -> Sequence[StepRow]:
    return decisions_that_hold(work.questions.rows)


def _choices(session: Session, plan: PlanRow, now: datetime) -> tuple[Choice, ...]:
    today = vietnam_today(now)
    found = authorities_in_force(session, plan.agency_id, today, plan.unit_id)
    return tuple(
        Choice(row.id, f"{name}, {row.position}, {row.form.upper()}.")
        for row, name in found
        if row.id != plan.signing_authority_id and row.advisory_body_id == plan.advisory_body_id
    )


def _tell(work: Work, bound: Sequence[StepRow], name: str) -> None:
    people = work.others({work.plan.drafter_id, *(row.decided_by for row in bound)})
    sentence = (
        f"người ký đổi thành {name}; kiểm tra nội dung và ý kiến vẫn có hiệu lực, kiểm tra thể "
        "thức làm lại."
    )
    notices.tell(work.session, work.plan, people, "changed", message=sentence, now=work.now)
