"""What somebody does in an absent person's place, and what the history says of it."""

from datetime import UTC, date, datetime

import pytest

from tests.service.builders import (
    NOON,
    a_person,
    bring_to,
    save,
    take,
)
from tests.service.places import DOCUMENT, confirmed, in_place, seen, the
from tests.service.records import last_event, state_of, steps, told_last
from webapp.db.models.organisations import MembershipRow
from webapp.domain.errors import (
    ForbiddenError,
    PasswordNeededError,
)
from webapp.domain.people import Role
from webapp.services import reading, stand_ins
from webapp.services.reading_desk import desk
from webapp.services.reading_lists import PlanFilter


@pytest.fixture
def deputy(database, office):
    """A deputy of the unit's head, who has no role of his own at the steps."""
    return a_person(
        database, office.agency_id, Role.DRAFTER, full_name="Hồ Văn Lâm", unit_id=office.unit_id
    )


@pytest.fixture
def waiting(database, rules, office, plan_id):
    """The plan waits for the head of the unit."""
    return bring_to(database, rules, office, plan_id, "content_check")


def test_he_decides_and_everything_says_for_whom(database, rules, office, deputy, waiting):
    stand_in_id = confirmed(database, office, office.unit_head, deputy)

    in_place(database, rules, deputy, office.unit_head, waiting, "approve")

    assert state_of(database, waiting) == "format_check"
    row = next(one for one in steps(database, waiting) if one.decision == "approved")
    assert (row.assignee_id, row.decided_by) == (office.unit_head.person_id, deputy.person_id)
    assert row.stand_in_id == stand_in_id
    name, action, details = last_event(database, waiting)
    assert (name, action) == ("Hồ Văn Lâm", "approve")
    assert (details["in_place_of_name"], details["document"]) == ("Vũ Đình Khôi", DOCUMENT)
    page = reading.plan_page(database, rules, office.drafter, waiting, NOON)
    assert page.history[0].sentence == (
        f"Hồ Văn Lâm xử lý thay Vũ Đình Khôi (theo {DOCUMENT}) đồng ý ở bước «Kiểm tra nội dung»."
    )
    strip = next(one for one in page.steps if one.key == "content_check")
    assert strip.who == "Hồ Văn Lâm (xử lý thay Vũ Đình Khôi)"
    assert told_last(database, office.unit_head) == (
        "in_place",
        (
            "Kế hoạch «Tuyên truyền, phổ biến pháp luật trên địa bàn xã năm 2026»: "
            "Hồ Văn Lâm đã «Đồng ý» thay anh/chị."
        ),
    )


def test_his_desk_and_the_page_say_for_whom(database, rules, office, deputy, waiting):
    confirmed(database, office, office.unit_head, deputy)
    me = seen(database, deputy)

    found = desk(database, me, NOON)
    assert found.places == (f"Vũ Đình Khôi, theo {DOCUMENT}",)
    assert [(one.plan_id, one.in_place_of) for one in found.waiting] == [(waiting, "Vũ Đình Khôi")]
    page = reading.decision_page(database, rules, me, waiting, NOON)
    approve = next(one for one in page.actions if one.action == "approve")
    assert approve.in_place_of == office.unit_head.person_id
    assert approve.place == f"Anh/chị xử lý thay Vũ Đình Khôi theo {DOCUMENT}."


def test_his_own_word_comes_first(database, rules, office, waiting):
    second = a_person(
        database, office.agency_id, Role.UNIT_HEAD, full_name="Tạ Thị Nhàn", unit_id=office.unit_id
    )
    confirmed(database, office, office.unit_head, second)

    page = reading.plan_page(database, rules, seen(database, second), waiting, NOON)

    assert all(one.in_place_of is None for one in page.actions)


def test_a_clerk_stands_in_for_a_checker_and_keeps_his_own_buttons(
    database, rules, office, plan_id
):
    confirmed(database, office, office.format_checker, office.clerk)
    bring_to(database, rules, office, plan_id, "format_check")
    me = seen(database, office.clerk)

    page = reading.plan_page(database, rules, me, plan_id, NOON)

    places = {one.action: one.in_place_of for one in page.actions}
    assert places["approve"] == office.format_checker.person_id
    in_place(database, rules, office.clerk, office.format_checker, plan_id, "return")
    assert state_of(database, plan_id) == "returned"


def test_a_plan_that_waits_for_nobody_in_his_places_shows_no_deed(
    database, rules, office, deputy, plan_id
):
    confirmed(database, office, office.unit_head, deputy)

    page = reading.plan_page(database, rules, seen(database, deputy), plan_id, NOON)

    assert all(one.in_place_of is None for one in page.actions)


def test_both_are_told_of_what_waits(database, rules, office, deputy, plan_id):
    confirmed(database, office, office.unit_head, deputy)

    take(database, rules, office.drafter, plan_id, "submit")

    assert told_last(database, office.unit_head)[0] == "waiting"
    kind, message = told_last(database, deputy)
    assert kind == "waiting"
    assert message.startswith("Xử lý thay Vũ Đình Khôi. Kế hoạch «Tuyên truyền")


def test_he_passes_a_returned_plan_on(database, rules, office, deputy, plan_id):
    confirmed(database, office, office.unit_head, deputy)
    bring_to(database, rules, office, plan_id, "format_check")
    take(database, rules, office.format_checker, plan_id, "return")
    me = seen(database, deputy)
    assert [one.step_label for one in desk(database, me, NOON).waiting] == [
        "Chuyển người soạn thảo"
    ]

    in_place(database, rules, deputy, office.unit_head, plan_id, "pass_on")

    assert state_of(database, plan_id) == "draft"


def test_the_approval_stays_the_signers_own(database, rules, office, deputy, plan_id):
    confirmed(database, office, office.signer, deputy)
    bring_to(database, rules, office, plan_id, "approval")

    assert desk(database, seen(database, deputy), NOON).waiting == ()
    with pytest.raises(ForbiddenError, match="không xử lý thay được"):
        in_place(database, rules, deputy, office.signer, plan_id, "approve")


def test_the_drafter_checks_nothing_in_anybodys_place(database, rules, office, waiting):
    confirmed(database, office, office.unit_head, office.drafter)

    with pytest.raises(ForbiddenError, match="kể cả khi xử lý thay"):
        in_place(database, rules, office.drafter, office.unit_head, waiting, "approve")


def test_one_person_makes_no_two_checks_through_standing_in(
    database, rules, office, deputy, waiting
):
    confirmed(database, office, office.unit_head, deputy)
    confirmed(database, office, office.format_checker, deputy)
    in_place(database, rules, deputy, office.unit_head, waiting, "approve")

    with pytest.raises(ForbiddenError, match="phải do người khác thực hiện"):
        in_place(database, rules, deputy, office.format_checker, waiting, "approve")


def test_the_absent_person_decides_no_second_time(database, rules, office, deputy, waiting):
    confirmed(database, office, office.unit_head, deputy)
    in_place(database, rules, deputy, office.unit_head, waiting, "approve")

    with pytest.raises(ForbiddenError):
        take(database, rules, office.unit_head, waiting, "approve")


def test_the_password_is_his_own(database, rules, office, deputy, plan_id):
    confirmed(database, office, office.clerk, deputy)
    bring_to(database, rules, office, plan_id, "numbering")

    with pytest.raises(PasswordNeededError):
        in_place(database, rules, deputy, office.clerk, plan_id, "number", password="")
    in_place(database, rules, deputy, office.clerk, plan_id, "number")

    assert state_of(database, plan_id) == "issued"


def test_he_takes_back_what_he_passed_on(database, rules, office, deputy, waiting):
    confirmed(database, office, office.unit_head, deputy)
    in_place(database, rules, deputy, office.unit_head, waiting, "approve")

    take(database, rules, deputy, waiting, "withdraw")

    assert state_of(database, waiting) == "content_check"
    take(database, rules, office.unit_head, waiting, "approve")
    row = [one for one in steps(database, waiting) if one.decision == "approved"][-1]
    assert (row.decided_by, row.stand_in_id) == (office.unit_head.person_id, None)


@pytest.mark.parametrize(
    ("moment", "allowed"),
    [
        (datetime(2026, 3, 3, 16, 59, tzinfo=UTC), False),
        (datetime(2026, 3, 3, 17, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 6, 16, 59, tzinfo=UTC), True),
        (datetime(2026, 3, 6, 17, 0, tzinfo=UTC), False),
    ],
)
def test_it_begins_and_ends_at_midnight_in_vietnam(
    database, rules, office, deputy, waiting, moment, allowed
):
    stand_in_id = confirmed(database, office, office.unit_head, deputy, valid_from=date(2026, 3, 4))
    assert the(database, office, stand_in_id).state == "coming"

    assert bool(seen(database, deputy, moment).reads_for) is allowed
    if allowed:
        in_place(database, rules, deputy, office.unit_head, waiting, "approve", now=moment)
    else:
        with pytest.raises(ForbiddenError, match="không còn xử lý thay người này"):
            in_place(database, rules, deputy, office.unit_head, waiting, "approve", now=moment)


def test_what_ends_between_page_and_click_is_refused(database, rules, office, deputy, waiting):
    stand_in_id = confirmed(database, office, office.unit_head, deputy)
    me = seen(database, deputy)
    reading.decision_page(database, rules, me, waiting, NOON)
    stand_ins.end_stand_in(database, office.unit_head, stand_in_id, 2, "", now=NOON)

    with pytest.raises(ForbiddenError, match="không còn xử lý thay"):
        in_place(database, rules, me, office.unit_head, waiting, "approve")

    assert state_of(database, waiting) == "content_check"


def test_an_absent_person_who_left_leaves_no_place(database, rules, office, deputy, waiting):
    confirmed(database, office, office.unit_head, deputy)

    def leave(session):
        query = session.query(MembershipRow).filter_by(person_id=office.unit_head.person_id)
        row = query.one()
        row.active = False
        return row

    save(database, leave)

    with pytest.raises(ForbiddenError, match="không còn xử lý thay"):
        in_place(database, rules, deputy, office.unit_head, waiting, "approve")


def test_he_reads_what_the_absent_was_asked_and_later_what_he_decided(
    database, rules, office, plan_id
):
    other = a_person(database, office.agency_id, Role.DRAFTER, full_name="Tạ Thị Nhàn")
    stand_in_id = confirmed(database, office, office.unit_head, other)
    bring_to(database, rules, office, plan_id, "content_check")

    with pytest.raises(ForbiddenError):
        reading.plan_page(database, rules, other, plan_id, NOON)
    reading.plan_page(database, rules, seen(database, other), plan_id, NOON)
    found = reading.plan_list(database, seen(database, other), PlanFilter(), NOON)
    assert [one.plan_id for one in found.items] == [plan_id]
    in_place(database, rules, other, office.unit_head, plan_id, "approve")
    stand_ins.end_stand_in(database, office.unit_head, stand_in_id, 2, "", now=NOON)

    reading.plan_page(database, rules, seen(database, other), plan_id, NOON)
