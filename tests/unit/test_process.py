"""Deeds and what they lead to."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.unit.a_process import (
    CHECKER,
    CLERK,
    DRAFTER,
    HEAD,
    SIGNER,
    a_situation,
    an_actor,
    checker,
    clerk,
    decided,
    drafter,
    electronic,
    head,
    shipped,
    signer,
)
from webapp.domain.people import Role
from webapp.domain.process import (
    ACTION_LABELS,
    Action,
    Outcome,
    decisions_after_change,
    forward_action,
    outcome,
    password_needed,
    step_complete,
)
from webapp.domain.workflow import AskPassword, Mode, PlanState, Step, StepKind

NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
PAPER = shipped()
DIGITAL = electronic()


def a_step(**changes) -> Step:
    given = {"key": "y_kien", "label": "Ý kiến", "kind": StepKind.OPINION, "role": Role.UNIT_HEAD}
    return Step(**(given | changes))


@pytest.mark.parametrize(
    ("state", "action", "actor", "expected"),
    [
        ("draft", Action.SUBMIT, drafter, "content_check"),
        ("content_check", Action.APPROVE, head, "format_check"),
        ("format_check", Action.APPROVE, checker, "approval"),
        ("approval", Action.APPROVE, signer, "signature"),
        ("signature", Action.RECORD_SIGNATURE, clerk, "numbering"),
        ("numbering", Action.NUMBER, clerk, PlanState.ISSUED),
        ("returned", Action.PASS_ON, head, PlanState.DRAFT),
        ("issued", Action.VOID, clerk, PlanState.VOIDED),
        ("draft", Action.CANCEL, drafter, PlanState.CANCELLED),
        ("issued", Action.CLONE, drafter, PlanState.ISSUED),
    ],
)
def test_each_deed_leads_to_its_state(state, action, actor, expected):
    result = outcome(PAPER, a_situation(state), action, actor)

    assert result == Outcome(expected)


def test_a_returned_plan_goes_to_the_unit_head_and_its_round_is_void():
    situation = a_situation("format_check", decisions=decided(("content_check", HEAD)))

    result = outcome(PAPER, situation, Action.RETURN, checker)

    assert result == Outcome(PlanState.RETURNED, voids_decisions=True)


def test_the_head_of_the_unit_returns_straight_to_the_drafter():
    result = outcome(PAPER, a_situation("content_check"), Action.RETURN, head)

    assert result.state == PlanState.DRAFT


def test_the_agency_may_let_returned_plans_skip_the_head():
    situation = a_situation("approval", return_directly=True)

    result = outcome(PAPER, situation, Action.RETURN, signer)

    assert result.state == PlanState.DRAFT


def test_a_step_may_return_to_the_drafter():
    result = outcome(DIGITAL, a_situation("form"), Action.RETURN, clerk)

    assert result.state == PlanState.DRAFT


def test_a_return_after_the_signature_voids_the_signature():
    situation = a_situation("numbering", signature_recorded=True)

    result = outcome(PAPER, situation, Action.RETURN, clerk)

    assert result == Outcome(PlanState.RETURNED, voids_decisions=True, voids_signature=True)


def test_the_drafter_withdraws_to_the_draft():
    situation = a_situation("content_check", last_mover_id=DRAFTER)

    result = outcome(PAPER, situation, Action.WITHDRAW, drafter)

    assert result == Outcome(PlanState.DRAFT)


def test_the_signer_withdraws_to_his_own_step():
    trail = decided(("content_check", HEAD), ("format_check", CHECKER), ("approval", SIGNER))
    situation = a_situation("signature", decisions=trail, last_mover_id=SIGNER)

    result = outcome(PAPER, situation, Action.WITHDRAW, signer)

    assert result == Outcome("approval", withdrawn=trail[-1])


def test_the_clerk_withdraws_the_record_of_a_signature():
    trail = decided(("approval", SIGNER), ("signature", CLERK))
    situation = a_situation(
        "numbering", decisions=trail, last_mover_id=CLERK, signature_recorded=True
    )

    result = outcome(PAPER, situation, Action.WITHDRAW, clerk)

    assert result == Outcome("signature", voids_signature=True, withdrawn=trail[-1])


def test_an_opinion_of_an_earlier_round_is_not_withdrawn_by_the_drafter():
    situation = a_situation("form", decisions=decided(("opinion", HEAD)), last_mover_id=DRAFTER)

    result = outcome(DIGITAL, situation, Action.WITHDRAW, drafter)

    assert result == Outcome(PlanState.DRAFT)


@pytest.mark.parametrize("state", ["content_check", "format_check"])
def test_saving_during_the_checks_voids_them_and_brings_the_plan_back(state):
    result = outcome(PAPER, a_situation(state), Action.EDIT, drafter)

    assert result == Outcome(PlanState.DRAFT, voids_decisions=True)


def test_saving_a_draft_voids_nothing():
    result = outcome(PAPER, a_situation("draft"), Action.EDIT, drafter)

    assert result == Outcome(PlanState.DRAFT)


def test_an_opinion_that_outlives_a_change_is_not_asked_for_again():
    kept = decisions_after_change(DIGITAL, decided(("opinion", HEAD), ("form", CLERK)))
    situation = a_situation("draft", decisions=kept)

    result = outcome(DIGITAL, situation, Action.SUBMIT, drafter)

    assert kept == decided(("opinion", HEAD))
    assert result.state == "form"


@pytest.mark.parametrize(
    ("kind", "action"),
    [
        (StepKind.CONTENT_CHECK, Action.APPROVE),
        (StepKind.OPINION, Action.APPROVE),
        (StepKind.SIGNATURE, Action.RECORD_SIGNATURE),
        (StepKind.NUMBERING, Action.NUMBER),
        (StepKind.ISSUE, Action.ISSUE),
    ],
)
def test_each_kind_of_step_has_its_forward_deed(kind, action):
    assert forward_action(a_step(kind=kind)) is action


@pytest.mark.parametrize(
    ("changes", "agreed", "asked", "complete"),
    [
        ({"mode": Mode.ANY}, 0, 3, False),
        ({"mode": Mode.ANY}, 1, 3, True),
        ({"mode": Mode.ANY}, 0, 0, False),
        ({"mode": Mode.ALL}, 2, 3, False),
        ({"mode": Mode.ALL}, 3, 3, True),
        ({"mode": Mode.ALL}, 0, 0, False),
        ({"mode": Mode.SHARE, "share": 0.5}, 1, 3, False),
        ({"mode": Mode.SHARE, "share": 0.5}, 2, 3, True),
        ({"mode": Mode.SHARE, "share": 0.5}, 2, 4, True),
        ({"mode": Mode.SHARE, "share": 0.5}, 0, 0, False),
        ({"mode": Mode.OPTIONAL}, 0, 3, False),
        ({"mode": Mode.OPTIONAL}, 1, 3, True),
        ({"mode": Mode.OPTIONAL}, 0, 0, True),
    ],
)
def test_a_step_is_complete_when_enough_have_agreed(changes, agreed, asked, complete):
    decisions = decided(*(("y_kien", 300 + i) for i in range(agreed)), ("khac", 300))

    assert step_complete(a_step(**changes), decisions, asked) is complete


def test_one_person_agreeing_twice_counts_once():
    decisions = decided(("y_kien", 300), ("y_kien", 300))

    assert not step_complete(a_step(mode=Mode.ALL), decisions, 2)


def test_only_an_optional_step_ends_with_its_deadline():
    assert step_complete(a_step(mode=Mode.OPTIONAL), (), 3, overdue=True)
    assert not step_complete(a_step(mode=Mode.ANY), (), 3, overdue=True)


@pytest.mark.parametrize(
    ("ask", "given_at", "needed"),
    [
        (AskPassword.NEVER, None, False),
        (AskPassword.ALWAYS, NOON, True),
        (AskPassword.ONCE_IN_15_MINUTES, None, True),
        (AskPassword.ONCE_IN_15_MINUTES, NOON - timedelta(minutes=14, seconds=59), False),
        (AskPassword.ONCE_IN_15_MINUTES, NOON - timedelta(minutes=15), True),
    ],
)
def test_the_password_is_asked_again_as_the_step_says(ask, given_at, needed):
    assert password_needed(a_step(ask_password=ask), given_at, NOON) is needed


def test_the_shipped_workflow_asks_for_the_password_at_approval_and_numbering():
    asking = {step.key: step.ask_password for step in PAPER.steps}

    assert asking["approval"] is AskPassword.ALWAYS
    assert asking["numbering"] is AskPassword.ONCE_IN_15_MINUTES
    assert asking["content_check"] is AskPassword.NEVER


def test_every_action_has_its_word():
    assert set(ACTION_LABELS) == set(Action)


def test_a_person_without_roles_is_not_the_head_of_his_unit():
    stranger = an_actor(HEAD)

    result = outcome(PAPER, a_situation("approval"), Action.RETURN, stranger)

    assert result.state == PlanState.RETURNED
