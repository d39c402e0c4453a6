"""Deadlines counted anew when the working days change."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, PASSWORD, a_plan, bring_to, take, version_of
from tests.service.calendars import (
    SATURDAY,
    TUESDAY,
    WEDNESDAY,
    add,
    an_installation_admin,
    end_last,
)
from tests.service.detours import put, questions
from tests.service.polled import DUE, ask, page, the_members
from tests.service.records import last_event, state_of, steps, told, told_last
from webapp.db.models.process import StepRow
from webapp.domain.process import Action
from webapp.domain.working_days import DayKind
from webapp.services import audit
from webapp.services.moved_deadlines import move
from webapp.services.reading_plan import plan_page
from webapp.services.reminders import remind
from webapp.services.transitions import Deed, take_step

A_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def submitted(database, rules, office, plan_id):
    """The content check is asked for on Monday 2 March and due on Wednesday."""
    take(database, rules, office.drafter, plan_id, "submit")
    return plan_id


@pytest.fixture
def admin(database, office):
    return an_installation_admin(database, office)


def due(database, plan_id):
    return [row.due_on for row in steps(database, plan_id)]


def set_due(database, plan_id, day):
    with database.transaction() as session:
        (row,) = session.scalars(select(StepRow).where(StepRow.plan_id == plan_id))
        row.due_on = day
        audit.record(session, None, "planted", now=NOON)


def test_a_free_day_between_moves_what_waits(database, admin, plan_id):
    add(database, admin)

    assert move(database, NOON) == 1

    assert due(database, plan_id) == [date(2026, 3, 5)]
    who, action, details = last_event(database, plan_id)
    assert (who, action) == ("Hệ thống", "move_deadline")
    assert details == {"step": "Kiểm tra nội dung", "from": "2026-03-04", "to": "2026-03-05"}


def test_every_plan_that_waits_is_moved(database, rules, office, admin, plan_id):
    another = bring_to(database, rules, office, a_plan(database, office), "content_check")
    on_its_way = bring_to(database, rules, office, a_plan(database, office), "approval")
    add(database, admin, WEDNESDAY)

    assert move(database, NOON) == 3

    assert [due(database, one)[-1] for one in (plan_id, another, on_its_way)] == [
        date(2026, 3, 5)
    ] * 3


def test_a_second_sweep_moves_nothing(database, admin, plan_id):
    add(database, admin)
    move(database, NOON)

    assert move(database, NOON) == 0

    with database.reading() as session:
        events = [one.action for one in audit.events_of(session, plan_id)]
    assert events.count("move_deadline") == 1


def test_a_calendar_that_did_not_change_moves_nothing(database, plan_id):
    assert move(database, NOON) == 0

    assert due(database, plan_id) == [WEDNESDAY]


def test_a_calendar_that_everything_was_counted_by_is_not_counted_again(database, admin, plan_id):
    for minutes in (0, 9, 11):
        move(database, NOON + timedelta(minutes=minutes))
    set_due(database, plan_id, TUESDAY)

    assert move(database, NOON + A_DAY) == 0

    add(database, admin)
    assert move(database, NOON + A_DAY) == 1
    assert due(database, plan_id) == [date(2026, 3, 5)]


def test_who_read_the_old_calendar_and_came_late_is_still_moved(database, plan_id):
    move(database, NOON)
    set_due(database, plan_id, TUESDAY)  # as a transaction did that began before the change

    assert move(database, NOON + timedelta(minutes=9)) == 1

    assert due(database, plan_id) == [WEDNESDAY]


def test_a_day_that_is_taken_back_is_a_change_too(database, admin, plan_id):
    for minutes in (0, 11):
        move(database, NOON + timedelta(minutes=minutes))
    add(database, admin)
    assert move(database, NOON + timedelta(minutes=12)) == 1
    end_last(database, admin)

    assert move(database, NOON + timedelta(minutes=13)) == 1

    assert due(database, plan_id) == [WEDNESDAY]


def test_a_new_step_is_counted_by_the_calendar_of_the_moment(
    database, rules, office, admin, plan_id
):
    add(database, admin)
    take(database, rules, office.unit_head, plan_id, "approve")

    assert due(database, plan_id)[-1] == WEDNESDAY  # one working day after Monday


def test_a_deadline_that_comes_earlier_is_told(database, office, admin, plan_id):
    add(database, admin)
    move(database, NOON)
    assert [kind for kind, _ in told(database, office.unit_head)] == ["waiting"]

    end_last(database, admin)
    move(database, NOON)

    assert due(database, plan_id) == [WEDNESDAY]
    kind, message = told_last(database, office.unit_head)
    assert kind == "deadline_moved"
    assert message.endswith(
        "hạn bước «Kiểm tra nội dung» chuyển sớm hơn, từ 05/03/2026 thành 04/03/2026, "
        "vì ngày nghỉ, ngày làm bù thay đổi."
    )


def test_the_history_tells_of_it_and_no_page_grows_stale(database, rules, office, admin, plan_id):
    before = plan_page(database, rules, office.unit_head, plan_id, NOON).head.version
    add(database, admin)
    move(database, NOON)

    shown = plan_page(database, rules, office.unit_head, plan_id, NOON)

    assert shown.head.version == before
    assert shown.history[0].sentence == (
        "Hệ thống chuyển hạn bước «Kiểm tra nội dung» từ 04/03/2026 sang 05/03/2026 "
        "vì ngày nghỉ, ngày làm bù thay đổi."
    )
    assert take(database, rules, office.unit_head, plan_id, "approve").state == "format_check"


def test_a_double_tap_is_told_so_though_the_next_deadline_moved(
    database, rules, office, admin, plan_id
):
    version = version_of(database, plan_id)
    deed = Deed(plan_id, version, Action.APPROVE, password=PASSWORD)
    take_step(database, rules, office.unit_head, deed, NOON)
    add(database, admin)
    assert move(database, NOON) == 1

    again = take_step(database, rules, office.unit_head, deed, NOON)

    assert again.message == "Anh/chị đã «Đồng ý» lúc 12:00 ngày 02/03/2026; không cần làm lại."


def test_what_was_answered_keeps_its_date(database, rules, office, admin, plan_id):
    take(database, rules, office.unit_head, plan_id, "approve")
    before = due(database, plan_id)[0]
    add(database, admin)

    move(database, NOON)

    assert due(database, plan_id)[0] == before
    assert due(database, plan_id)[-1] == WEDNESDAY


def test_dates_that_people_typed_are_never_moved(database, rules, office, admin, plan_id):
    poll_id = ask(database, office.drafter, plan_id, the_members(database, office))
    put(database, rules, office.unit_head, plan_id, office.drafter, due_on=WEDNESDAY)
    add(database, admin)

    move(database, NOON)

    assert questions(database, plan_id)[0].due_on == WEDNESDAY
    (poll,) = page(database, office.drafter, plan_id).polls
    assert (poll.id, poll.due_on) == (poll_id, DUE)


def test_a_saturday_that_is_worked_brings_a_deadline_nearer(
    database, rules, office, admin, plan_id
):
    friday = NOON + 4 * A_DAY
    take(database, rules, office.unit_head, plan_id, "approve", now=friday)
    assert due(database, plan_id)[-1] == date(2026, 3, 9)

    add(database, admin, SATURDAY, DayKind.WORKED)
    move(database, friday)

    assert due(database, plan_id)[-1] == SATURDAY
    assert told_last(database, office.format_checker)[0] == "deadline_moved"


def test_he_is_reminded_of_the_new_date_and_never_twice_of_the_same(database, office, admin):
    tuesday, wednesday = NOON + A_DAY, NOON + 2 * A_DAY
    remind(database, tuesday)
    add(database, admin, WEDNESDAY)
    move(database, tuesday)

    assert remind(database, tuesday) == 1  # the next working day is Thursday now
    assert remind(database, wednesday) == 0

    reminded = [words.split(" ngày ")[-1] for _, words in told(database, office.unit_head)]
    assert [one[:10] for one in reminded[1:]] == ["04/03/2026", "05/03/2026"]


def test_a_delay_that_ends_is_told_again_when_it_begins_anew(database, office, admin):
    thursday = NOON + 3 * A_DAY
    remind(database, thursday)
    add(database, admin, TUESDAY, now=thursday)
    add(database, admin, WEDNESDAY, now=thursday)
    move(database, thursday)  # due on Friday now

    assert remind(database, thursday) == 1
    assert told_last(database, office.unit_head)[0] == "due_soon"
    remind(database, NOON + 7 * A_DAY)
    assert told_last(database, office.unit_head)[0] == "late"
    assert remind(database, NOON + 8 * A_DAY) == 0


def test_a_late_one_that_stays_late_is_not_told_again(database, admin):
    friday = NOON + 4 * A_DAY
    remind(database, friday)
    add(database, admin, TUESDAY, now=friday)

    assert move(database, friday) == 1  # from Wednesday to Thursday

    assert remind(database, friday) == 0


def test_nothing_is_approved_by_time_that_moves(database, admin, plan_id):
    add(database, admin)
    move(database, NOON + 30 * A_DAY)

    assert state_of(database, plan_id) == "content_check"
