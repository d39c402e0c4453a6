"""What pages show of questions, transfers, late opinions, and how the history tells of them."""

from datetime import date, timedelta

import pytest

from tests.service.builders import NOON, a_person, bring_to, take
from tests.service.detours import QUESTION, REASON, answer, late, pass_to, put, questions
from tests.service.test_transition_groups import CHECK, an_opinion, rules_with
from webapp.domain.people import Role
from webapp.services.consulting import take_back
from webapp.services.reading_decision import decision_page
from webapp.services.reading_desk import desk
from webapp.services.reading_plan import plan_page
from webapp.services.transitions import pass_overdue_opinions


@pytest.fixture
def at_approval(database, rules, office, plan_id):
    return bring_to(database, rules, office, plan_id, "approval")


@pytest.fixture
def expert(database, office):
    return a_person(
        database, office.agency_id, Role.DRAFTER, full_name="Hồ Văn Lâm", position="Kế toán"
    )


def detours(database, rules, actor, plan_id, *, now=NOON):
    return plan_page(database, rules, actor, plan_id, now).detours


def told(database, rules, office, plan_id):
    """Return the newest sentence of the history."""
    return plan_page(database, rules, office.clerk, plan_id, NOON).history[0].sentence


# --- questions


def test_who_decides_may_choose_among_his_colleagues(database, rules, office, at_approval, expert):
    shown = detours(database, rules, office.signer, at_approval)

    labels = {one.id: one.label for one in shown.people}
    assert labels[expert.person_id] == "Hồ Văn Lâm, Kế toán"
    assert labels[office.clerk.person_id] == "Đỗ Minh Châu"
    assert office.signer.person_id not in labels
    assert shown.takers == ()


def test_others_are_offered_nothing(database, rules, office, at_approval):
    shown = detours(database, rules, office.clerk, at_approval)

    assert (shown.people, shown.takers, shown.late_steps, shown.waits) == ((), (), (), "")


def test_the_page_says_who_asked_whom_and_until_when(database, rules, office, at_approval, expert):
    put(database, rules, office.signer, at_approval, expert, due_on=date(2026, 3, 3))

    item = detours(database, rules, office.clerk, at_approval).questions[0]
    assert (item.asker, item.asked, item.question) == ("Phạm Quốc Toản", "Hồ Văn Lâm", QUESTION)
    assert (item.due_on, item.late, item.is_open) == (date(2026, 3, 3), False, True)
    assert (item.may_reply, item.may_take_back) == (False, False)
    after = detours(database, rules, office.clerk, at_approval, now=NOON + timedelta(days=2))
    assert after.questions[0].late


def test_each_side_has_its_button(database, rules, office, at_approval, expert):
    put(database, rules, office.signer, at_approval, expert)

    asked = detours(database, rules, expert, at_approval).questions[0]
    asker = detours(database, rules, office.signer, at_approval)
    assert (asked.may_reply, asked.may_take_back) == (True, False)
    assert (asker.questions[0].may_reply, asker.questions[0].may_take_back) == (False, True)
    assert asker.waits.startswith("Chờ Hồ Văn Lâm trả lời")


def test_the_decision_page_shows_the_reply(database, rules, office, at_approval, expert):
    put(database, rules, office.signer, at_approval, expert)
    answer(database, rules, expert, at_approval, "disagree", "Chưa được giao")

    item = decision_page(database, rules, office.signer, at_approval, NOON).detours.questions[0]

    assert (item.answer_label, item.words, item.is_open) == (
        "Không đồng ý",
        "Chưa được giao",
        False,
    )


def test_questions_of_an_earlier_round_are_left_to_the_history(
    database, rules, office, at_approval, expert
):
    put(database, rules, office.signer, at_approval, expert)
    answer(database, rules, expert, at_approval)
    take(database, rules, office.signer, at_approval, "return")
    take(database, rules, office.unit_head, at_approval, "pass_on")

    bring_to(database, rules, office, at_approval, "approval")

    assert detours(database, rules, office.signer, at_approval).questions == ()


def test_the_desk_of_the_person_asked_holds_the_question(
    database, rules, office, at_approval, expert
):
    put(database, rules, office.signer, at_approval, expert, due_on=date(2026, 3, 3))

    item = desk(database, expert, NOON + timedelta(days=2)).waiting[0]

    assert item.question_id == questions(database, at_approval)[0].id
    assert item.step_label == "Trả lời câu hỏi"
    assert item.why == "Phạm Quốc Toản hỏi anh/chị và chờ trả lời rồi mới quyết định."
    assert item.late


def test_a_replied_question_leaves_the_desk(database, rules, office, at_approval, expert):
    put(database, rules, office.signer, at_approval, expert)
    answer(database, rules, expert, at_approval)

    assert desk(database, expert, NOON).waiting == ()


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("ask", "Phạm Quốc Toản hỏi Hồ Văn Lâm trước khi quyết định."),
        ("before_me", "Phạm Quốc Toản xin đồng ý của Hồ Văn Lâm trước khi quyết định."),
    ],
)
def test_the_history_tells_of_a_question(
    database, rules, office, at_approval, expert, kind, sentence
):
    put(database, rules, office.signer, at_approval, expert, kind=kind)

    assert told(database, rules, office, at_approval) == sentence


def test_the_history_tells_of_the_reply_and_of_a_question_taken_back(
    database, rules, office, at_approval, expert
):
    put(database, rules, office.signer, at_approval, expert)
    answer(database, rules, expert, at_approval)
    said = told(database, rules, office, at_approval)
    assert said == "Hồ Văn Lâm trả lời Phạm Quốc Toản: đồng ý."
    put(database, rules, office.signer, at_approval, expert)
    last = questions(database, at_approval)[-1].id

    take_back(database, rules, office.signer, at_approval, last, now=NOON)

    assert told(database, rules, office, at_approval) == (
        "Phạm Quốc Toản rút câu hỏi gửi Hồ Văn Lâm."
    )


# --- transfers and late opinions on the strip


def aside_of(database, rules, office, plan_id, key):
    page = plan_page(database, rules, office.format_checker, plan_id, NOON)
    return next(step.asides for step in page.steps if step.key == key)


def test_the_strip_and_the_history_tell_of_a_transfer(database, rules, office, plan_id):
    second = a_person(database, office.agency_id, Role.FORMAT_CHECKER, full_name="Hồ Văn Lâm")
    bring_to(database, rules, office, plan_id, "format_check")
    offered = detours(database, rules, office.format_checker, plan_id).takers
    assert [one.label for one in offered] == ["Hồ Văn Lâm"]

    pass_to(database, rules, office.format_checker, plan_id, second)

    assert aside_of(database, rules, office, plan_id, "format_check") == (
        f"Ngô Thanh Mai đã chuyển cho Hồ Văn Lâm: {REASON}",
    )
    assert told(database, rules, office, plan_id) == (
        "Ngô Thanh Mai chuyển bước «Kiểm tra thể thức» cho Hồ Văn Lâm."
    )


@pytest.fixture
def opinion_rules(tmp_path):
    more = an_opinion("any", "deadline_days = 1")
    return rules_with(tmp_path, f"[[steps]]\n{CHECK}", more)


def to_opinion(database, rules, office, plan_id):
    take(database, rules, office.drafter, plan_id, "submit")
    take(database, rules, office.unit_head, plan_id, "approve")


def test_the_strip_marks_a_late_opinion(database, opinion_rules, office, plan_id):
    quick = a_person(database, office.agency_id, Role.CLERK, full_name="Mai Đức Anh")
    to_opinion(database, opinion_rules, office, plan_id)
    take(database, opinion_rules, quick, plan_id, "approve")
    offered = detours(database, opinion_rules, office.clerk, plan_id).late_steps
    assert [(one.key, one.label) for one in offered] == [("opinion", "Ý kiến văn phòng")]

    late(database, opinion_rules, office.clerk, plan_id)

    assert aside_of(database, opinion_rules, office, plan_id, "opinion") == (
        "Ý kiến muộn của Đỗ Minh Châu, 12:00 ngày 02/03/2026: Nên lùi hạn sang quý IV",
    )


@pytest.mark.parametrize(("days", "asides"), [(1, ()), (2, ("Đỗ Minh Châu cho ý kiến sau hạn.",))])
def test_an_opinion_after_its_deadline_is_marked_though_the_step_waited(
    database, opinion_rules, office, plan_id, days, asides
):
    to_opinion(database, opinion_rules, office, plan_id)

    take(database, opinion_rules, office.clerk, plan_id, "approve", now=NOON + timedelta(days=days))

    assert aside_of(database, opinion_rules, office, plan_id, "opinion") == asides


def test_the_history_tells_that_an_opinion_was_not_waited_for(database, office, plan_id, tmp_path):
    more = an_opinion("optional", "deadline_days = 1")
    rules = rules_with(tmp_path, f"[[steps]]\n{CHECK}", more)
    to_opinion(database, rules, office, plan_id)

    pass_overdue_opinions(database, NOON + timedelta(days=2))

    assert told(database, rules, office, plan_id) == (
        "Hệ thống cho qua vì quá hạn cho ý kiến ở bước «Ý kiến văn phòng»."
    )
