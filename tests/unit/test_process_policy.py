"""Rules of the policy that the matrix of the shipped workflow does not show."""

from dataclasses import replace

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
from webapp.domain.errors import ForbiddenError, InvalidInputError
from webapp.domain.people import Role
from webapp.domain.plan import Medium
from webapp.domain.process import Action, answers_for_form
from webapp.domain.process_policy import (
    allowed_actions,
    people_waited_for,
    people_who_may_decide,
    refusal,
    require,
    require_reason,
)
from webapp.domain.reasons import sound_reason
from webapp.domain.signing_order import Original, SigningRules

PAPER = shipped()
DIGITAL = electronic()
both_checks = an_actor(HEAD, Role.UNIT_HEAD, Role.FORMAT_CHECKER)
deputy = an_actor(301, Role.UNIT_HEAD)


def test_a_refused_deed_is_raised_with_its_sentence():
    with pytest.raises(ForbiddenError, match="Chỉ người soạn thảo được trình"):
        require(PAPER, a_situation("draft"), Action.SUBMIT, head)


def test_an_allowed_deed_passes():
    require(PAPER, a_situation("draft"), Action.SUBMIT, drafter)

    assert refusal(PAPER, a_situation("draft"), Action.SUBMIT, drafter) is None


@pytest.mark.parametrize("action", [Action.RETURN, Action.VOID, Action.CANCEL])
def test_a_deed_that_undoes_needs_a_reason(action):
    with pytest.raises(InvalidInputError, match="Ghi lý do") as caught:
        require_reason(action, " \n ")

    assert caught.value.field == "reason"
    require_reason(action, "Sai căn cứ")


def test_a_reason_is_trimmed_and_of_a_readable_length():
    assert sound_reason(" Theo mẫu \n", "Ghi lý do.", "reason") == "Theo mẫu"
    assert sound_reason("x" * 500, "Ghi lý do.", "reason") == "x" * 500
    for wrong, said in ((" ", "Ghi lý do."), ("x" * 501, "Lý do dài quá 500 ký tự")):
        with pytest.raises(InvalidInputError, match=said) as caught:
            sound_reason(wrong, "Ghi lý do.", "waiver")
        assert caught.value.field == "waiver"


@pytest.mark.parametrize(
    ("workflow", "state", "action", "answers"),
    [
        (PAPER, "draft", Action.SUBMIT, True),
        (PAPER, "format_check", Action.APPROVE, True),
        (PAPER, "format_check", Action.RETURN, False),
        (PAPER, "content_check", Action.APPROVE, False),
        (PAPER, "approval", Action.APPROVE, False),
        (PAPER, "draft", Action.APPROVE, False),
        (DIGITAL, "form", Action.APPROVE, True),
        (DIGITAL, "content", Action.APPROVE, False),
    ],
)
def test_who_submits_and_who_checks_the_form_answer_for_it(workflow, state, action, answers):
    assert answers_for_form(workflow, state, action) is answers


def test_a_checker_dismisses_by_the_kind_of_his_step():
    assert refusal(DIGITAL, a_situation("form"), Action.DISMISS, clerk) is None
    assert refusal(DIGITAL, a_situation("content"), Action.DISMISS, head) is not None
    both = an_actor(HEAD, Role.UNIT_HEAD, Role.FORMAT_CHECKER)
    after_content = a_situation("format_check", decisions=decided(("content_check", HEAD)))
    assert refusal(PAPER, after_content, Action.DISMISS, both) is not None


def test_an_approval_needs_no_reason():
    require_reason(Action.APPROVE, "")

    assert refusal(PAPER, a_situation("content_check"), Action.APPROVE, head) is None


def test_one_person_does_not_take_both_checks():
    situation = a_situation("format_check", decisions=decided(("content_check", HEAD)))

    sentence = refusal(PAPER, situation, Action.APPROVE, both_checks)

    assert sentence == (
        "Anh/chị đã quyết định ở bước «Kiểm tra nội dung»; bước «Kiểm tra thể thức» phải do "
        "người khác thực hiện (Điều 12)."
    )


def test_one_person_takes_both_checks_where_the_workflow_says_so():
    clerk_and_head = an_actor(HEAD, Role.UNIT_HEAD, Role.CLERK)
    situation = a_situation("content", decisions=decided(("opinion", 9), ("form", HEAD)))

    assert refusal(DIGITAL, situation, Action.APPROVE, clerk_and_head) is None


def test_a_decision_of_a_step_unknown_to_the_workflow_hinders_nobody():
    situation = a_situation("format_check", decisions=decided(("bo_sung", CHECKER)))

    assert refusal(PAPER, situation, Action.APPROVE, checker) is None


def test_nobody_decides_twice_at_one_step():
    situation = a_situation("content", decisions=decided(("content", HEAD)))

    sentence = refusal(DIGITAL, situation, Action.APPROVE, head)

    assert sentence == "Anh/chị đã quyết định ở bước này; chờ những người còn lại."
    assert refusal(DIGITAL, situation, Action.APPROVE, deputy) is None


def test_nobody_withdraws_once_the_next_person_has_decided():
    situation = a_situation(
        "content", decisions=decided(("form", CLERK), ("content", HEAD)), last_mover_id=CLERK
    )

    sentence = refusal(DIGITAL, situation, Action.WITHDRAW, clerk)

    assert sentence == "Bước sau đã có người quyết định; đề nghị người đang xử lý trả lại."


def test_a_plan_without_a_designated_signer_is_approved_by_nobody():
    situation = a_situation("approval", signer_person_id=None)

    assert refusal(PAPER, situation, Action.APPROVE, signer) is not None


def test_the_designated_signer_who_lost_the_role_does_not_approve():
    situation = a_situation("approval")

    assert refusal(PAPER, situation, Action.APPROVE, an_actor(SIGNER, Role.DRAFTER)) is not None


def test_the_drafter_gives_no_opinion_on_his_own_plan():
    drafting_head = an_actor(DRAFTER, Role.UNIT_HEAD, unit_id=20)
    other_head = an_actor(302, Role.UNIT_HEAD, unit_id=20)

    assert refusal(DIGITAL, a_situation("opinion"), Action.APPROVE, drafting_head) is not None
    assert refusal(DIGITAL, a_situation("opinion"), Action.APPROVE, other_head) is None


@pytest.mark.parametrize("action", [Action.RETURN, Action.WITHDRAW, Action.EDIT])
@pytest.mark.parametrize("state", ["signature", "issue"])
def test_a_numbered_plan_is_neither_returned_nor_withdrawn_nor_edited(state, action):
    all_roles = an_actor(DRAFTER, *Role)
    situation = a_situation(state, last_mover_id=DRAFTER)

    sentence = refusal(DIGITAL, situation, action, all_roles)

    assert sentence is not None
    assert sentence.startswith("Kế hoạch đã có số")


def test_a_numbered_plan_that_waits_for_its_issue_may_be_voided_or_issued():
    situation = a_situation("issue", last_mover_id=CLERK)

    allowed = set(allowed_actions(DIGITAL, situation, clerk))

    assert allowed == {Action.ISSUE, Action.VOID, Action.COMMENT}


def test_an_electronic_paper_is_issued_when_the_file_is_there_that_the_agency_asks_for():
    wanted = Original(Medium.ELECTRONIC, SigningRules(file_before_issue=True))
    situation = a_situation("issue", last_mover_id=CLERK, original=wanted)
    there = replace(situation, original=replace(wanted, has_numbered_file=True))

    assert "phát hành, gửi đi khi" in (refusal(DIGITAL, situation, Action.ISSUE, clerk) or "")
    assert refusal(DIGITAL, there, Action.ISSUE, clerk) is None


@pytest.mark.parametrize(
    ("state", "start"),
    [
        ("approval", "Kế hoạch đang chờ duyệt; đề nghị người duyệt trả lại"),
        ("signature", "Kế hoạch đã được duyệt; phải trả lại trước khi sửa"),
        ("numbering", "Kế hoạch đã được duyệt; phải trả lại trước khi sửa"),
        ("issued", "Kế hoạch đã có số"),
        ("returned", "Kế hoạch bị trả lại đang ở lãnh đạo đơn vị"),
        ("cancelled", "Dự thảo đã bỏ"),
    ],
)
def test_a_closed_text_says_how_to_open_it(state, start):
    sentence = refusal(PAPER, a_situation(state), Action.EDIT, drafter)

    assert sentence is not None
    assert sentence.startswith(start)


def test_a_deed_at_the_wrong_time_names_the_state():
    sentence = refusal(PAPER, a_situation("content_check"), Action.NUMBER, clerk)

    assert sentence == (
        "Kế hoạch đang ở trạng thái «Chờ kiểm tra nội dung» nên không thể «Cấp số»; "
        "tải lại trang để xem việc cần làm."
    )


PEOPLE = (drafter, head, deputy, checker, signer, clerk)


@pytest.mark.parametrize(
    ("state", "waited_for"),
    [
        ("draft", (drafter,)),
        ("returned", (head, deputy)),
        ("content_check", (head, deputy)),
        ("format_check", (checker,)),
        ("approval", (signer,)),
        ("numbering", (clerk,)),
        ("issued", ()),
    ],
)
def test_the_plan_waits_for_those_who_may_act(state, waited_for):
    assert people_waited_for(PAPER, a_situation(state), PEOPLE) == waited_for


def test_who_has_decided_is_counted_but_not_waited_for():
    situation = a_situation("content", decisions=decided(("content", HEAD)))

    assert people_who_may_decide(DIGITAL, situation, PEOPLE) == (head, deputy)
    assert people_waited_for(DIGITAL, situation, PEOPLE) == (deputy,)


def test_people_of_another_agency_are_never_waited_for():
    stranger = an_actor(400, *Role, agency_id=2)

    assert people_who_may_decide(PAPER, a_situation("content_check"), [stranger]) == ()
