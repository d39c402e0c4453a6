"""Acting in an absent person's place: whose word it is, and what it can never be."""

from dataclasses import replace

import pytest

from tests.unit.a_process import (
    CHECKER,
    DRAFTER,
    HEAD,
    a_situation,
    an_actor,
    checker,
    drafter,
    electronic,
    head,
    in_place_of,
    shipped,
    signer,
)
from webapp.domain.people import Role
from webapp.domain.process import Action, Decision, outcome
from webapp.domain.process_policy import refusal

WORKFLOW = shipped()
DEPUTY = an_actor(301, Role.DRAFTER)
FOR_HEAD = in_place_of(head, DEPUTY)


def test_the_word_counts_as_the_absent_persons():
    assert FOR_HEAD.answering.person_id == HEAD
    assert head.answering is head


def test_the_stand_in_needs_no_role_of_his_own():
    situation = a_situation("content_check")

    assert refusal(WORKFLOW, situation, Action.APPROVE, DEPUTY) is not None
    assert refusal(WORKFLOW, situation, Action.APPROVE, FOR_HEAD) is None


def test_the_absent_persons_limits_hold_for_his_stand_in():
    of_another_unit = in_place_of(replace(head, unit_id=20), DEPUTY)

    sentence = refusal(WORKFLOW, a_situation("content_check"), Action.APPROVE, of_another_unit)

    assert sentence is not None
    assert sentence.startswith("Nội dung do lãnh đạo đơn vị soạn thảo")


@pytest.mark.parametrize("action", [Action.APPROVE, Action.RETURN])
def test_nobody_approves_the_draft_in_the_signers_place(action):
    sentence = refusal(WORKFLOW, a_situation("approval"), action, in_place_of(signer, DEPUTY))

    assert sentence is not None
    assert "chọn người ký khác có thẩm quyền KT. hoặc TUQ." in sentence


@pytest.mark.parametrize(
    ("workflow", "state", "absent"),
    [(WORKFLOW, "content_check", head), (WORKFLOW, "format_check", checker)],
)
def test_the_drafter_checks_his_plan_in_nobodys_place(workflow, state, absent):
    sentence = refusal(workflow, a_situation(state), Action.APPROVE, in_place_of(absent, drafter))

    assert sentence is not None
    assert "kể cả khi xử lý thay" in sentence


def test_the_drafter_gives_no_opinion_in_anothers_place():
    sentence = refusal(
        electronic(), a_situation("opinion"), Action.APPROVE, in_place_of(head, drafter)
    )

    assert sentence is not None
    assert "kể cả khi xử lý thay" in sentence


def test_who_made_a_check_for_another_does_not_make_the_other_check_for_himself():
    checked = (Decision("content_check", HEAD, clicked_by=CHECKER),)
    situation = a_situation("format_check", decisions=checked)

    sentence = refusal(WORKFLOW, situation, Action.APPROVE, checker)

    assert sentence is not None
    assert "phải do người khác thực hiện" in sentence


def test_who_was_absent_at_one_check_does_not_make_the_other():
    both = replace(checker, person_id=HEAD)
    checked = (Decision("content_check", HEAD, clicked_by=301),)
    situation = a_situation("format_check", decisions=checked)

    assert refusal(WORKFLOW, situation, Action.APPROVE, both) is not None


def test_one_person_makes_no_two_checks_through_two_absent_people():
    checked = (Decision("content_check", HEAD, clicked_by=301),)
    situation = a_situation("format_check", decisions=checked)

    sentence = refusal(WORKFLOW, situation, Action.APPROVE, in_place_of(checker, DEPUTY))

    assert sentence is not None
    assert "phải do người khác thực hiện" in sentence


def test_a_stand_in_has_no_stand_in():
    chain = in_place_of(in_place_of(head, checker), an_actor(302, *Role))

    sentence = refusal(WORKFLOW, a_situation("content_check"), Action.APPROVE, chain)

    assert sentence is not None
    assert "không giao lại" in sentence


def test_what_is_returned_for_the_head_of_the_unit_goes_straight_to_the_drafter():
    leads = outcome(WORKFLOW, a_situation("content_check"), Action.RETURN, FOR_HEAD)

    assert leads.state == "draft"


def test_the_stand_in_takes_back_what_he_himself_passed_on():
    situation = a_situation(
        "format_check",
        decisions=(Decision("content_check", HEAD, clicked_by=301),),
        last_mover_id=301,
    )

    assert refusal(WORKFLOW, situation, Action.WITHDRAW, DEPUTY) is None
    leads = outcome(WORKFLOW, situation, Action.WITHDRAW, DEPUTY)
    assert leads.state == "content_check"
    assert leads.withdrawn is not None
    assert leads.withdrawn.made_by == 301


def test_another_persons_draft_is_not_edited_in_his_place():
    for_drafter = in_place_of(an_actor(DRAFTER, Role.DRAFTER), DEPUTY)

    sentence = refusal(WORKFLOW, a_situation("draft"), Action.SUBMIT, for_drafter)

    assert sentence is not None
    assert sentence.startswith("«Trình» không làm thay")
