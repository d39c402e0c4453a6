from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.service.builders import (
    NOON,
    a_membership,
    a_person,
    a_plan,
    a_text,
    an_office,
    bring_to,
    take,
)
from tests.service.statements import statements
from webapp.domain.people import Role
from webapp.services import drafting_desk, notifications, reading


def desk_of(database, actor, now=NOON):
    return reading.desk(database, actor, now)


def waiting(database, actor, now=NOON):
    return [(one.plan_id, one.step_label) for one in desk_of(database, actor, now).waiting]


def test_a_plan_waits_at_the_desk_of_the_one_it_asks(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "content_check")

    (item,) = desk_of(database, office.unit_head).waiting

    assert (item.plan_id, item.step_label) == (plan_id, "Kiểm tra nội dung")
    assert item.why == "Anh/chị là lãnh đạo đơn vị soạn thảo, kiểm tra nội dung (Điều 12)."
    assert (item.drafter_name, item.unit_name) == ("Lê Thị Hạnh", "Phòng Văn hóa - Xã hội")
    assert (item.since, item.due_on, item.late) == (NOON, date(2026, 3, 4), False)
    assert waiting(database, office.format_checker) == []


@pytest.mark.parametrize(
    ("state", "who", "why"),
    [
        ("format_check", "format_checker", "kiểm tra thể thức"),
        ("approval", "signer", "được chọn ký văn bản này"),
        ("signature", "clerk", "khi có chữ ký"),
        ("numbering", "clerk", "cấp số và đăng ký"),
    ],
)
def test_every_step_says_why_it_waits(database, rules, office, plan_id, state, who, why):
    bring_to(database, rules, office, plan_id, state)

    (item,) = desk_of(database, getattr(office, who)).waiting

    assert why in item.why


def test_what_is_late_is_said_and_counted(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "content_check")
    a_week_later = NOON + timedelta(days=7)

    assert desk_of(database, office.unit_head, a_week_later).waiting[0].late is True
    assert desk_of(database, office.unit_head, a_week_later).late_count == 1
    assert desk_of(database, office.drafter, a_week_later).running[0].late is True
    assert desk_of(database, office.drafter, a_week_later).late_count == 1
    assert desk_of(database, office.unit_head).late_count == 0


def test_the_plan_that_is_due_first_stands_first(database, rules, office):
    later = bring_to(
        database, rules, office, a_plan(database, office), "content_check", now=NOON + timedelta(2)
    )
    first = bring_to(database, rules, office, a_plan(database, office), "content_check")

    assert [plan for plan, _ in waiting(database, office.unit_head)] == [first, later]


def test_a_returned_plan_waits_for_the_head_of_its_unit(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "format_check")
    take(database, rules, office.format_checker, plan_id, "return")
    other_head = a_person(database, office.agency_id, Role.UNIT_HEAD)

    (item,) = desk_of(database, office.unit_head).waiting

    assert (item.plan_id, item.step_label) == (plan_id, "Chuyển người soạn thảo")
    assert item.why.startswith("Dự thảo bị trả lại")
    assert waiting(database, other_head) == []
    assert [one.state for one in desk_of(database, office.drafter).drafts] == ["returned"]


def test_own_drafts_and_own_running_plans_are_apart(database, rules, office):
    draft = a_plan(database, office, a_text(subject=()))
    running = bring_to(database, rules, office, a_plan(database, office), "approval")
    bring_to(database, rules, office, a_plan(database, office), "issued")

    desk = desk_of(database, office.drafter)

    assert [(one.plan_id, one.subject) for one in desk.drafts] == [(draft, "(chưa có trích yếu)")]
    assert [(one.plan_id, one.state_label) for one in desk.running] == [(running, "Chờ duyệt")]
    assert desk.may_draft is True
    assert desk_of(database, office.clerk).may_draft is False


def test_a_draft_with_unsaved_typing_says_so(database, office, plan_id):
    drafting_desk.autosave(database, office.drafter, plan_id, {"subject": "gõ dở"}, 1, now=NOON)

    (draft,) = desk_of(database, office.drafter).drafts

    assert draft.has_working_copy is True


def test_the_desk_shows_one_agency_at_a_time(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "format_check")
    other = an_office(database, short_name="UBND xã Tân Lập")
    a_membership(database, office.format_checker.person_id, other.agency_id, Role.FORMAT_CHECKER)
    elsewhere = replace(office.format_checker, agency_id=other.agency_id)

    assert waiting(database, elsewhere) == []
    assert desk_of(database, elsewhere).notifications == ()


def test_the_newest_notifications_lie_on_the_desk(database, rules, office):
    for _ in range(6):
        bring_to(database, rules, office, a_plan(database, office), "content_check")

    desk = desk_of(database, office.unit_head)

    assert len(desk.notifications) == 5
    assert "Kiểm tra nội dung" in desk.notifications[0].message


def test_the_desk_asks_the_database_as_often_for_25_plans_as_for_one(database, rules, office):
    def asked(more, actor):
        for _ in range(more):
            bring_to(database, rules, office, a_plan(database, office), "content_check")
        desk_of(database, actor)  # reads the workflow, which is kept
        return len(statements(database, lambda: desk_of(database, actor)))

    assert (asked(1, office.unit_head), asked(0, office.drafter)) == (3, 6)
    assert (asked(24, office.unit_head), asked(0, office.drafter)) == (3, 6)


def test_notifications_come_newest_first_page_by_page(database, rules, office):
    for _ in range(27):
        bring_to(database, rules, office, a_plan(database, office), "content_check")

    first = notifications.inbox(database, office.unit_head)
    second = notifications.inbox(database, office.unit_head, first.next_before_id)

    ids = [one.id for one in (*first.items, *second.items)]
    assert (len(first.items), len(second.items)) == (25, 2)
    assert ids == sorted(ids, reverse=True)
    assert second.next_before_id is None
    assert first.items[0].subject.startswith("Tuyên truyền")


def test_a_person_marks_his_own_notifications_read(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "format_check")
    (mine,) = notifications.inbox(database, office.format_checker).items
    (theirs, *_) = notifications.inbox(database, office.unit_head).items

    changed = notifications.mark_read(database, office.format_checker, [mine.id, theirs.id], NOON)

    assert changed == 1
    assert notifications.inbox(database, office.format_checker).items[0].read is True
    assert notifications.inbox(database, office.unit_head).items[0].read is False
    assert notifications.mark_read(database, office.unit_head, None, NOON) == 1
    assert all(one.read for one in notifications.inbox(database, office.unit_head).items)


def test_the_sweep_delivers_each_notification_once(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "format_check")

    first = notifications.deliver_unsent(database, NOON)

    assert first > 0
    assert notifications.deliver_unsent(database, NOON) == 0
