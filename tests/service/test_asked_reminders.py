"""Reminders of questions put to one person, and of the silent members of a phiếu."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from tests.service import polled
from tests.service.builders import NOON, bring_to, take
from tests.service.detours import answer, put
from tests.service.polled import ask, the_members
from tests.service.records import state_of, told
from webapp.domain.opinions import Vote
from webapp.services import polls
from webapp.services.asked_reminders import remind

DAYS = [NOON + timedelta(days=days) for days in range(8)]
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = DAYS[:6]
_OWN = {"due_soon", "late", "late_of_other"}


def reminded(database, person):
    """Return what the person was told by reminders, without the name of the plan."""
    return [(kind, words.split("»: ")[1]) for kind, words in told(database, person) if kind in _OWN]


@pytest.fixture
def asked(database, rules, office, plan_id):
    """The signer asks the format checker on Monday, until Wednesday."""
    bring_to(database, rules, office, plan_id, "approval")
    due = WEDNESDAY.date()
    put(database, rules, office.signer, plan_id, office.format_checker, due_on=due)
    return plan_id


@pytest.mark.usefixtures("asked")
def test_who_is_asked_is_reminded_on_the_day_before_and_once(database, office):
    assert remind(database, MONDAY) == 0
    assert remind(database, TUESDAY) == 1
    assert (remind(database, TUESDAY), remind(database, WEDNESDAY)) == (0, 0)

    assert reminded(database, office.format_checker) == [
        (
            "due_soon",
            "câu hỏi của Phạm Quốc Toản đến hạn trả lời ngày 04/03/2026; mời anh/chị trả lời.",
        )
    ]
    assert reminded(database, office.signer) == []


def test_after_it_he_and_who_waits_for_him_are_told_once(database, office, asked):
    assert remind(database, THURSDAY) == 1
    assert remind(database, FRIDAY) == 0

    ((kind, words),) = reminded(database, office.format_checker)
    assert (kind, words[:45]) == ("late", "câu hỏi của Phạm Quốc Toản đã quá hạn trả lời")
    assert reminded(database, office.signer) == [
        (
            "late_of_other",
            "Ngô Thanh Mai chưa trả lời câu hỏi của Phạm Quốc Toản, quá hạn ngày 04/03/2026.",
        )
    ]
    assert state_of(database, asked) == "approval"


def test_the_head_of_his_unit_is_told_when_he_is_late(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "approval")
    due = WEDNESDAY.date()
    put(database, rules, office.signer, plan_id, office.drafter, due_on=due)

    remind(database, THURSDAY)

    for person in (office.unit_head, office.signer):
        assert [kind for kind, _ in reminded(database, person)] == ["late_of_other"]


def test_who_answered_is_left_in_peace(database, rules, office, asked):
    answer(database, rules, office.format_checker, asked)

    assert remind(database, THURSDAY) == 0


def test_a_question_without_a_date_or_of_a_step_that_was_left_is_not_reminded_of(
    database, rules, office, plan_id
):
    bring_to(database, rules, office, plan_id, "approval")
    put(database, rules, office.signer, plan_id, office.format_checker)
    due = WEDNESDAY.date()
    put(database, rules, office.signer, plan_id, office.unit_head, due_on=due)
    take(database, rules, office.format_checker, plan_id, "withdraw")

    assert remind(database, THURSDAY) == 0


@pytest.mark.usefixtures("asked")
def test_two_sweeps_at_once_remind_of_a_question_once(database, office):
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: remind(database, THURSDAY), range(2)))

    assert [kind for kind, _ in reminded(database, office.format_checker)] == ["late"]


@pytest.fixture
def poll(database, office, plan_id):
    """Two members are asked on Monday, until Friday."""
    members = the_members(database, office)
    return ask(database, office.drafter, plan_id, members), members


def test_silent_members_are_reminded_on_the_day_before_and_once(database, office, poll):
    poll_id, (first, second) = poll
    polled.answer(database, first, poll_id, Vote.AGREE)

    assert remind(database, WEDNESDAY) == 0
    assert remind(database, THURSDAY) == 1
    assert remind(database, FRIDAY) == 0

    assert reminded(database, first) == []
    assert reminded(database, second) == [
        (
            "due_soon",
            "phiếu lấy ý kiến của Lê Thị Hạnh đến hạn ngày 06/03/2026; mời anh/chị trả lời.",
        )
    ]
    assert reminded(database, office.drafter) == []


def test_after_the_last_day_the_others_read_all_the_silent_in_one_notice(database, office, poll):
    _, members = poll

    assert remind(database, SATURDAY) == 1
    assert remind(database, DAYS[7]) == 0

    for member in members:
        ((kind, words),) = reminded(database, member)
        assert kind == "late"
        assert words.endswith("anh/chị vẫn trả lời được, ý kiến sau hạn được ghi là muộn.")
    for person in (office.drafter, office.signer):
        ((kind, words),) = reminded(database, person)
        assert kind == "late_of_other"
        assert words == (
            "Hồ Văn Lâm, Trần Thị Lan chưa trả lời phiếu lấy ý kiến của Lê Thị Hạnh, "
            "quá hạn ngày 06/03/2026."
        )


def test_silence_stays_silence(database, office, plan_id, poll):
    del poll
    remind(database, SATURDAY)

    (shown,) = polled.page(database, office.drafter, plan_id, SATURDAY).polls
    assert "chưa trả lời 2/2" in shown.result.words()


def test_nobody_is_reminded_of_a_closed_phieu(database, office, poll):
    polls.close(database, office.drafter, poll[0], TUESDAY)

    assert (remind(database, THURSDAY), remind(database, SATURDAY)) == (0, 0)


def test_nobody_is_reminded_of_a_phieu_whose_plan_takes_no_answer(
    database, rules, office, plan_id, poll
):
    del poll
    take(database, rules, office.drafter, plan_id, "cancel")

    assert remind(database, THURSDAY) == 0
