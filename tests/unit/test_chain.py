"""Which paper may follow an issued plan, who begins it, and what is left of a recalled one."""

from datetime import date

import pytest

from tests.unit.a_process import (
    a_situation,
    an_actor,
    checker,
    clerk,
    drafter,
    head,
    shipped,
)
from webapp.domain.chain import ACTIONS, ENDING, Follower, LinkKind, mark_of
from webapp.domain.people import Role
from webapp.domain.process import Action
from webapp.domain.process_policy import allowed_actions, refusal

WORKFLOW = shipped()
NOTICE = "Thông báo số 12/TB-UBND ngày 05 tháng 3 năm 2026"
stranger = an_actor(300, Role.DRAFTER, unit_id=20)


def said(action, actor, **changes):
    return refusal(WORKFLOW, a_situation("issued", **changes), action, actor)


def test_a_paper_of_another_unit_is_followed_by_that_unit():
    assert said(Action.AMEND, stranger) == (
        "Văn bản sửa đổi, thay thế do người soạn thảo và lãnh đạo đơn vị soạn thảo lập; báo đơn "
        "vị đó."
    )
    assert said(Action.RECALL, checker) == (
        "Văn bản đính chính, thu hồi do người soạn thảo, lãnh đạo đơn vị soạn thảo hoặc văn thư "
        "lập; báo một trong những người đó."
    )


@pytest.mark.parametrize("kind", sorted(ENDING))
def test_nothing_ends_a_plan_while_another_paper_is_about_to(kind):
    assert said(ACTIONS[kind], head, ending_open="dự thảo thông báo") == (
        "Đang có dự thảo thông báo thay thế hoặc thu hồi kế hoạch này; hoàn tất hoặc bỏ dự thảo "
        "đó trước."
    )


def test_a_plan_that_is_about_to_be_ended_may_still_be_amended_and_corrected():
    ending = {"ending_open": "dự thảo kế hoạch"}

    assert said(Action.AMEND, drafter, **ending) is None
    assert said(Action.CORRECT, clerk, **ending) is None


@pytest.mark.parametrize("action", sorted(ACTIONS.values()))
def test_a_replaced_plan_has_no_other_paper_after_it(action):
    sentence = said(action, drafter, replaced_by="Kế hoạch số 9/KH-UBND")

    assert sentence == (
        "Kế hoạch đã được thay thế bởi Kế hoạch số 9/KH-UBND; mở văn bản đó để xử lý tiếp."
    )


def test_nothing_is_done_to_a_recalled_plan_but_begin_a_new_one_from_its_words():
    all_roles = an_actor(101, *Role)

    allowed = allowed_actions(WORKFLOW, a_situation("issued", recalled_by=NOTICE), all_roles)

    assert allowed == (Action.CLONE,)
    assert said(Action.VOID, all_roles, recalled_by=NOTICE) == (
        f"Kế hoạch đã thu hồi theo {NOTICE} nên được giữ nguyên cùng dữ liệu, không sửa được "
        "nữa; chỉ mở để xem."
    )


@pytest.mark.parametrize(
    ("kind", "begins"),
    [
        (LinkKind.AMENDS, "Được sửa đổi, bổ sung bởi"),
        (LinkKind.REPLACES, "Đã bị thay thế bởi"),
        (LinkKind.CORRECTS, "Được đính chính bởi"),
        (LinkKind.RECALLS, "Đã thu hồi theo"),
    ],
)
def test_the_mark_names_the_later_paper_with_number_and_date(kind, begins):
    follower = Follower(kind, "Thông báo", "12/TB-UBND", date(2026, 3, 5))

    assert mark_of(follower) == f"{begins} {NOTICE}"


def test_a_paper_without_a_number_is_named_by_its_type():
    assert Follower(LinkKind.RECALLS, "Thông báo", "", None).named == "Thông báo"
