"""A return to an earlier step, and what a deed makes void: shown before, recorded after."""

from dataclasses import replace

import pytest

from tests.service.builders import NOON, bring_to, take, version_of
from tests.service.records import (
    decisions,
    last_event,
    state_of,
    the_plan,
    told,
    told_last,
    waiting_for,
)
from webapp.domain.errors import InvalidInputError
from webapp.services import drafting, drafting_desk
from webapp.services.reading_plan import plan_page

CHECK_BY_HEAD = "«Kiểm tra nội dung» của Vũ Đình Khôi"
CHECK_OF_FORM = "«Kiểm tra thể thức» của Ngô Thanh Mai"
APPROVAL = "«Duyệt bản thảo» của Phạm Quốc Toản"
SIGNATURE = "chữ ký ghi nhận ngày 02/03/2026"


def button(database, rules, actor, plan_id, action):
    page = plan_page(database, rules, actor, plan_id, NOON)
    return next(one for one in page.actions if one.action == action)


def back_to(database, rules, actor, plan_id, target):
    return take(database, rules, actor, plan_id, "return", target=target)


# --- a return to an earlier step


def test_the_earlier_steps_that_hold_may_be_chosen(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "approval")

    targets = button(database, rules, office.signer, plan_id, "return").targets

    assert [(one.key, one.voids) for one in targets] == [
        ("content_check", (CHECK_BY_HEAD, CHECK_OF_FORM)),
        ("format_check", (CHECK_OF_FORM,)),
    ]


def test_the_plan_waits_at_the_chosen_step_again_and_its_text_stays(
    database, rules, office, plan_id
):
    bring_to(database, rules, office, plan_id, "approval")

    done = back_to(database, rules, office.signer, plan_id, "format_check")

    assert done.state == "format_check"
    assert waiting_for(database, plan_id) == [office.format_checker.person_id]
    assert decisions(database, plan_id) == [
        ("content_check", "approved"),
        ("format_check", "voided"),
        ("approval", "returned"),
        ("format_check", "waiting"),
    ]
    assert the_plan(database, plan_id).round == 1


def test_it_goes_on_from_there_to_whoever_returned_it(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "approval")
    back_to(database, rules, office.signer, plan_id, "content_check")

    take(database, rules, office.unit_head, plan_id, "approve")
    take(database, rules, office.format_checker, plan_id, "approve")

    assert take(database, rules, office.signer, plan_id, "approve").state == "signature"


def test_those_whose_decision_fell_and_the_drafter_are_told_why(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "approval")

    back_to(database, rules, office.signer, plan_id, "content_check")

    where = "Phạm Quốc Toản trả lại ở bước «Duyệt bản thảo», trở về bước «Kiểm tra nội dung»"
    for person in (office.drafter, office.format_checker):
        assert told_last(database, person)[1].endswith(f"{where}: Đề nghị xem lại mục II")
    assert [kind for kind, _ in told(database, office.unit_head)][-2:] == ["waiting", "returned"]


def test_the_event_says_where_it_went_and_what_fell(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "approval")

    back_to(database, rules, office.signer, plan_id, "content_check")

    _, action, details = last_event(database, plan_id)
    assert (action, details["target"]) == ("return", "Kiểm tra nội dung")
    assert details["voided"] == [CHECK_BY_HEAD, CHECK_OF_FORM]


def test_a_return_from_the_clerk_goes_back_to_the_signer_and_voids_the_signature(
    database, rules, office, plan_id
):
    bring_to(database, rules, office, plan_id, "numbering")
    targets = button(database, rules, office.clerk, plan_id, "return").targets
    assert [one.key for one in targets] == ["content_check", "format_check", "approval"]

    done = back_to(database, rules, office.clerk, plan_id, "approval")

    assert done.state == "approval"
    assert the_plan(database, plan_id).signed_on is None
    assert last_event(database, plan_id)[2]["voided"] == [
        APPROVAL,
        "«Ký văn bản» của Đỗ Minh Châu",
        SIGNATURE,
    ]


@pytest.mark.parametrize("target", ["approval", "signature", "nowhere"])
def test_a_later_step_is_no_target(database, rules, office, plan_id, target):
    bring_to(database, rules, office, plan_id, "approval")

    with pytest.raises(InvalidInputError) as refused:
        back_to(database, rules, office.signer, plan_id, target)

    assert refused.value.field == "target"
    assert state_of(database, plan_id) == "approval"


def test_the_first_step_returns_to_the_drafter_alone(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "content_check")

    assert button(database, rules, office.unit_head, plan_id, "return").targets == ()


# --- shown before, recorded after


@pytest.mark.parametrize(
    ("state", "who", "action"),
    [
        ("content_check", "unit_head", "return"),
        ("format_check", "format_checker", "return"),
        ("approval", "signer", "return"),
        ("numbering", "clerk", "return"),
        ("content_check", "drafter", "withdraw"),
        ("format_check", "unit_head", "withdraw"),
        ("approval", "format_checker", "withdraw"),
        ("numbering", "clerk", "withdraw"),
    ],
)
def test_what_falls_is_said_before_and_recorded_after(
    database, rules, office, plan_id, state, who, action
):
    bring_to(database, rules, office, plan_id, state)
    actor = getattr(office, who)
    before = button(database, rules, actor, plan_id, action).voids

    take(database, rules, actor, plan_id, action)

    assert tuple(last_event(database, plan_id)[2].get("voided", ())) == before


def test_the_return_of_the_signer_names_both_checks(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "approval")

    voids = button(database, rules, office.signer, plan_id, "return").voids

    assert voids == (CHECK_BY_HEAD, CHECK_OF_FORM)


def test_voiding_a_number_names_it(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "issued")

    assert button(database, rules, office.clerk, plan_id, "void").voids == ("số 115/KH-UBND",)


def test_a_deed_that_moves_on_voids_nothing(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "approval")

    assert button(database, rules, office.signer, plan_id, "approve").voids == ()


def test_the_drafting_page_says_what_saving_another_text_voids(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "format_check")

    page = drafting_desk.editing(database, office.drafter, plan_id, NOON)

    assert page.voids == (CHECK_BY_HEAD,)


def test_saving_another_text_records_what_fell(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "format_check")
    page = drafting_desk.editing(database, office.drafter, plan_id, NOON)
    version = version_of(database, plan_id)
    other = replace(page.fields, opening="Ủy ban nhân dân xã ban hành Kế hoạch như sau:")

    drafting.save(database, office.drafter, plan_id, version, other, now=NOON)

    assert last_event(database, plan_id)[2]["voided"] == [CHECK_BY_HEAD]


def test_a_draft_voids_nothing_and_says_nothing(database, office, plan_id):
    assert drafting_desk.editing(database, office.drafter, plan_id, NOON).voids == ()


def test_the_history_tells_of_the_return_and_of_what_fell(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "approval")
    back_to(database, rules, office.signer, plan_id, "format_check")

    item = plan_page(database, rules, office.signer, plan_id, NOON).history[0]

    assert item.sentence == (
        "Phạm Quốc Toản trả lại ở bước «Duyệt bản thảo», về bước «Kiểm tra thể thức»."
    )
    assert item.voided == (CHECK_OF_FORM,)
