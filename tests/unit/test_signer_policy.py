"""Another signer while a plan is on its way: what falls, and who is asked again."""

from tests.unit.a_process import (
    CHECKER,
    CLERK,
    HEAD,
    a_situation,
    checker,
    decided,
    electronic,
    shipped,
)
from webapp.domain.process import Action
from webapp.domain.process_policy import refusal
from webapp.domain.signer_policy import outcome_of_change

SHIPPED, ELECTRONIC = shipped(), electronic()
BOTH = decided(("content_check", HEAD), ("format_check", CHECKER))


def test_the_format_check_falls_and_nothing_else():
    outcome = outcome_of_change(SHIPPED, a_situation("approval", decisions=BOTH))

    assert outcome is not None
    assert outcome.state == "format_check"
    assert outcome.voided_steps == {"format_check"}
    assert not outcome.voids_decisions


def test_a_check_of_content_after_that_of_form_is_kept():
    situation = a_situation("approval", decisions=decided(("form", CLERK), ("content", HEAD)))

    outcome = outcome_of_change(ELECTRONIC, situation)

    assert outcome is not None
    assert (outcome.state, outcome.voided_steps) == ("form", frozenset({"form"}))


def test_where_no_form_was_checked_the_plan_stays():
    assert outcome_of_change(SHIPPED, a_situation("content_check")) is None


def test_the_new_signer_is_asked_where_the_old_one_was():
    outcome = outcome_of_change(SHIPPED, a_situation("approval"))

    assert outcome is not None
    assert (outcome.state, outcome.voided_steps) == ("approval", frozenset())


def test_a_checker_changes_it_at_his_own_step_alone():
    assert refusal(SHIPPED, a_situation("format_check"), Action.CHANGE_SIGNER, checker) is None
    assert refusal(SHIPPED, a_situation("approval"), Action.CHANGE_SIGNER, checker) is not None
