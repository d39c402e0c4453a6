"""The way of a plan: every deed on it in one transaction; the only writer of a plan's state."""

from datetime import datetime

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.plans import PlanRow
from webapp.domain import process, process_policy
from webapp.domain.errors import (
    DomainError,
    ForbiddenError,
    InvalidInputError,
    PasswordNeededError,
)
from webapp.domain.people import Actor
from webapp.domain.process import ACTION_LABELS, STAYS, Action
from webapp.domain.workflow import (
    AskPassword,
    PlanState,
    is_numbered,
    next_state,
)
from webapp.services import (
    assignments,
    audit,
    binding,
    consulting,
    deed_events,
    falling,
    form_waivers,
    freshness,
    moved_notices,
    notices,
    password_again,
    receiving,
    registering,
    remarks,
    signed_numbers,
    signed_with_deed,
    signing,
    submission,
    taking_effect,
)
from webapp.services.deeds import Deed, Outcome, Work, work_on
from webapp.services.form_waivers import Passed
from webapp.services.opening import open_locked
from webapp.services.plan_access import workflow_of
from webapp.services.registering import Numbered
from webapp.services.rules import Rules

__all__ = [
    "Deed",
    "Outcome",
    "ask_again",
    "bring_home",
    "pass_overdue_opinions",
    "refresh_assignees",
    "take_step",
    "void_round_for_change",
]

LONGEST_NOTE = 2000
refresh_assignees = assignments.refresh_assignees

_FORWARD = frozenset(
    {Action.APPROVE, Action.RECEIVE, Action.RECORD_SIGNATURE, Action.NUMBER, Action.ISSUE}
)
_NOT_HERE = STAYS | {Action.EDIT, Action.HAND_OVER}


def take_step(
    database: Database,
    rules: Rules,
    actor: Actor,
    deed: Deed,
    now: datetime,
    *,
    password_given: bool = False,
) -> Outcome:
    """Do the deed with all that belongs to it, or refuse it and change nothing.

    One refusal changes something: approvals that do not fit the current text return the plan
    by rule (Điều 11.2). `password_given`: the caller has just found the password right, once
    for several deeds of one request.
    """
    _demand_sane(deed)
    looked = signed_with_deed.looked_at(database, actor, deed, now)
    right = password_given or password_again.is_right(database, actor, deed.password, now)
    with database.transaction() as session:
        work = open_locked(session, rules, actor, deed, now)
        done = freshness.already_done(session, actor, deed)
        if done:
            label, subject = deed_events.label_of(work), work.plan.subject
            return Outcome(work.plan.state, label, done, work.plan.code_number, subject=subject)
        freshness.demand_fresh(session, actor, work.plan, deed.version)
        process_policy.require(work.workflow, work.situation, deed.action, work.actor)
        work = remarks.as_said(work)
        process_policy.require_reason(deed.action, work.deed.note)
        _demand_password(work, right=right)
        end = _return_by_rule(work) or signed_with_deed.keep_with(work, looked, _act(work, rules))
    if isinstance(end, DomainError):
        raise end
    return signed_numbers.after(database, actor, deed, end, now)


def void_round_for_change(
    session: Session, plan: PlanRow, actor: Actor, now: datetime
) -> list[str]:
    """Bring a plan whose text changes during the checks back to draft (Điều 11.2).

    The caller asked the policy for `edit`, and records the event with what fell, which this
    returns.
    """
    if plan.state == PlanState.DRAFT:
        return []
    deed = Deed(plan.id, plan.version, Action.EDIT)
    workflow = workflow_of(session, plan.workflow_sha256)
    work = work_on(session, actor, deed, plan, workflow, now=now)
    step, asked = workflow.find(plan.state), work.asked
    _move(work, process.edit_outcome(work.situation))
    moved_notices.tell_moved(work, step, asked)
    return work.questions.fallen


def ask_again(work: Work, leads: process.Outcome) -> None:
    """Bring a plan whose signer changes to the step that is asked again; its words stay.

    The caller asked the policy for `change_signer`, and records the event of the change.
    """
    _move(work, leads)


def bring_home(work: Work) -> None:
    """Bring a plan that is handed over to its new drafter, be it with the unit's head or not.

    The caller asked the policy for `hand_over`, and records the event.
    """
    _move(work, process.Outcome(PlanState.DRAFT))


def pass_overdue_opinions(database: Database, now: datetime) -> int:
    """Take on the plans whose optional opinion is past its deadline; return how many.

    A sweep: a crash loses nothing, a repeat does nothing more.
    """
    with database.reading() as session:
        late = assignments.with_late_opinion(session, vietnam_today(now))
    return sum(_pass_overdue(database, plan_id, now) for plan_id in late)


def _pass_overdue(database: Database, plan_id: int, now: datetime) -> bool:
    with database.transaction() as session:
        plan = session.get_one(PlanRow, plan_id, with_for_update=LOCKED)
        workflow = workflow_of(session, plan.workflow_sha256)
        nobody = Actor(0, audit.SYSTEM_NAME, plan.agency_id, None, "", frozenset())
        deed = Deed(plan.id, plan.version, Action.APPROVE)
        work = work_on(session, nobody, deed, plan, workflow, now=now)
        step, today = workflow.find(plan.state), vietnam_today(now)
        late = all(
            row.due_on is not None and row.due_on < today for row in work.questions.waiting()
        )
        if step is None or not assignments.is_optional(step) or not late:
            return False
        before = plan.state
        _move(work, process.Outcome(next_state(workflow, before, _outliving(work))))
        details = {"from": before, "to": plan.state, "round": plan.round, "step": step.label}
        audit.record(session, None, "pass_overdue", now=now, plan=plan, details=details)
        return True


def _demand_sane(deed: Deed) -> None:
    if deed.action in _NOT_HERE:
        raise InvalidInputError("Thao tác này không có ở đây; tải lại trang rồi chọn lại.")
    if len(deed.note) > LONGEST_NOTE:
        raise InvalidInputError(f"Ý kiến dài quá {LONGEST_NOTE} ký tự; rút gọn lại.", "note")


def _demand_password(work: Work, *, right: bool) -> None:
    step = work.workflow.find(work.plan.state)
    if step is None or work.deed.action not in _FORWARD:
        return
    if right:
        if step.ask_password is AskPassword.ONCE_IN_15_MINUTES:
            password_again.note_given(work.session, work.actor, work.now)
    elif process.password_needed(step, work.actor.password_given_at, work.now):
        raise PasswordNeededError(
            f"Nhập lại mật khẩu để «{ACTION_LABELS[work.deed.action]}» văn bản này."
        )


def _return_by_rule(work: Work) -> DomainError | None:
    """Return the plan when its approvals do not fit its text any more; then, the refusal."""
    if work.deed.action not in _FORWARD or binding.holds(work):
        return None
    if is_numbered(work.workflow, work.plan.state):
        return ForbiddenError(
            "Nội dung khác bản đã được duyệt (Điều 11); hủy số, nêu rõ lý do, rồi lập văn bản mới."
        )
    before = work.plan.state
    _move(work, process.edit_outcome(work.situation))
    moved_notices.tell_returned_by_rule(work)
    details: dict[str, object] = {"from": before, "to": work.plan.state, "round": work.plan.round}
    details["voided"] = work.questions.fallen
    audit.record(
        work.session, None, "return_by_rule", now=work.now, plan=work.plan, details=details
    )
    return ForbiddenError(
        "Nội dung khác bản đã được kiểm tra, duyệt nên văn bản đã trở về người soạn thảo "
        "(Điều 11); người soạn thảo trình lại."
    )


def _act(work: Work, rules: Rules) -> Outcome:
    before, asked = work.plan.state, work.asked
    step = work.workflow.find(before)
    leads = falling.leads_of(work)
    numbered, passed = _prepare(work, rules)
    if _is_complete(work):
        moved = work.deed.action in _FORWARD or work.deed.action is Action.SUBMIT
        if moved and step is not None:
            remarks.take_up(work, step)
        _move(work, leads, mover=work.actor.person_id if moved else None)
        moved_notices.tell_moved(work, step, asked)
        taking_effect.tell_target(work, before)
    else:
        flag_modified(work.plan, "state_since")  # pages made before this decision are stale
    outcome = deed_events.outcome_of(work, step, numbered)
    deed_events.record(work, before, step.label if step else "", numbered, passed)
    return outcome


def _prepare(work: Work, rules: Rules) -> tuple[Numbered | None, Passed | None]:
    """Do what the deed brings besides the move."""
    action = work.deed.action
    taking_effect.demand_standing_target(work)
    match action:
        case Action.SUBMIT:
            submission.demand_ready(work, rules)
            remarks.demand_answered(work)
            submission.begin_round(work, rules)
            remarks.send(work)
        case Action.RETURN:
            remarks.write(work)
        case Action.VOID:
            registering.void_number(work)
        case Action.RECEIVE:
            receiving.demand_receipt(work)
        case Action.RECORD_SIGNATURE:
            signing.record_signature(work)
        case Action.APPROVE:
            signing.demand_power_to_sign(work)
    passed = form_waivers.passed_over(work)
    if action in _FORWARD:
        binding.agree(work, passed)
    return registering.number_plan(work) if action is Action.NUMBER else None, passed


def _is_complete(work: Work) -> bool:
    """Tell whether the deed is all that its step waits for."""
    step = work.workflow.find(work.plan.state)
    if step is None or work.deed.action not in _FORWARD:
        return True
    situation = work.situation
    asked = assignments.count_of_asked(work.workflow, step, situation, work.people)
    return process.step_complete(step, situation.decisions, asked)


def _move(work: Work, leads: process.Outcome, *, mover: int | None = None) -> None:
    """Leave the present state for the one the policy names."""
    falling.void(work, leads)
    work.questions.close(work.now)
    consulting.close_open(work)
    if leads.voids_signature or leads.state == PlanState.DRAFT:
        work.plan.signed_on = None
    work.plan.state_since = work.now
    work.plan.last_mover_id = mover
    _enter(work, leads.state)


def _enter(work: Work, state: str) -> None:
    """Write the state and ask those who decide there; an empty group blocks, it never approves."""
    plan = work.plan
    plan.state = str(state)
    while assignments.skips(work.workflow, work.situation, work.people):
        plan.state = str(next_state(work.workflow, plan.state, _outliving(work)))
    step = work.workflow.find(plan.state)
    if step is None:
        return
    people = assignments.able(work.workflow, step, work.situation, work.people)
    work.questions.ask(step, people, work.now)
    told = [one for one in people if one.person_id != work.actor.person_id]
    until = work.questions.due_on
    notices.tell_waiting(work.session, plan, step, told, due_on=until, now=work.now)
    if not people:
        notices.tell_blocked(work.session, plan, step, work.people, now=work.now)


def _outliving(work: Work) -> frozenset[str]:
    """Return the steps whose decisions outlive a change of the text."""
    kept = process.decisions_after_change(work.workflow, work.situation.decisions)
    return frozenset(decision.step_key for decision in kept)
