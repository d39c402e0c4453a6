"""Whose turn it is, why, since when and until when: in the lists and on the desk."""

from datetime import date, timedelta

from tests.service.builders import (
    NOON,
    a_person,
    a_plan,
    a_text,
    a_unit,
    bring_to,
    take,
    words,
)
from tests.service.detours import answer, put, questions
from tests.service.statements import statements
from webapp.domain.people import Role
from webapp.services import consulting, reading
from webapp.services.reading_lists import PlanFilter

A_WEEK_LATER = NOON + timedelta(days=7)


def listed(database, actor, now=NOON, **wishes):
    return reading.plan_list(database, actor, PlanFilter(**wishes), now).items


def wait_of(database, actor, plan_id, now=NOON):
    return next(one.wait for one in listed(database, actor, now) if one.plan_id == plan_id)


def news(database, actor, plan_id):
    found = reading.desk(database, actor, NOON).waiting
    return next(one.news for one in found if one.plan_id == plan_id)


def test_the_list_says_for_whom_a_plan_waits_since_when_and_until_when(
    database, rules, office, plan_id
):
    bring_to(database, rules, office, plan_id, "content_check")

    wait = wait_of(database, office.drafter, plan_id)

    assert (wait.who, wait.since) == ("Vũ Đình Khôi", NOON)
    assert (wait.until, wait.late) == (date(2026, 3, 4), False)
    assert wait_of(database, office.drafter, plan_id, A_WEEK_LATER).late is True


def test_a_draft_waits_for_its_drafter(database, office, plan_id):
    wait = wait_of(database, office.drafter, plan_id)

    assert (wait.who, wait.since, wait.until) == ("Lê Thị Hạnh soạn thảo", NOON, None)


def test_a_returned_plan_waits_for_the_head_of_its_unit(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "format_check")
    take(database, rules, office.format_checker, plan_id, "return")

    assert wait_of(database, office.drafter, plan_id).who == "lãnh đạo đơn vị soạn thảo"


def test_an_issued_plan_waits_for_nobody(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "issued")

    assert wait_of(database, office.drafter, plan_id) is None


def test_of_many_people_three_are_named(database, rules, office, plan_id):
    for count in range(4):
        a_person(database, office.agency_id, Role.FORMAT_CHECKER, full_name=f"Hồ Văn {count}")
    bring_to(database, rules, office, plan_id, "format_check")

    who = wait_of(database, office.drafter, plan_id).who

    assert who == "Ngô Thanh Mai, Hồ Văn 0, Hồ Văn 1 và 2 người khác"


def test_a_step_without_people_waits_for_somebody_to_be_named(database, rules, office):
    without_head = a_unit(database, office.agency_id, "Phòng Kinh tế", "KT")
    text = a_text(unit="KT", filing_line=words("Lưu: VT, KT."))
    plan_id = a_plan(database, office, text, unit_id=without_head)
    bring_to(database, rules, office, plan_id, "content_check")

    assert wait_of(database, office.drafter, plan_id).who == "phân công người xử lý"


def test_an_open_question_is_what_the_plan_waits_for(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "approval")
    put(database, rules, office.signer, plan_id, office.unit_head)

    who = wait_of(database, office.drafter, plan_id).who

    assert who == "Phạm Quốc Toản (chờ Vũ Đình Khôi trả lời câu hỏi)"
    answer(database, rules, office.unit_head, plan_id)
    assert wait_of(database, office.drafter, plan_id).who == "Phạm Quốc Toản"


def test_only_plans_past_their_deadline_are_listed_where_that_is_asked(database, rules, office):
    late = bring_to(database, rules, office, a_plan(database, office), "content_check")
    bring_to(database, rules, office, a_plan(database, office), "content_check", now=A_WEEK_LATER)
    a_plan(database, office, a_text(subject=words("Dự thảo")))

    found = listed(database, office.drafter, A_WEEK_LATER, late=True)

    assert [one.plan_id for one in found] == [late]
    assert listed(database, office.drafter, late=True) == ()


def test_the_drafter_reads_on_his_desk_whose_turn_it_is(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "format_check")
    draft = a_plan(database, office)

    desk = reading.desk(database, office.drafter, NOON)

    assert [one.wait.who for one in desk.running if one.wait] == ["Ngô Thanh Mai"]
    assert [(one.plan_id, one.wait) for one in desk.drafts] == [(draft, None)]


def test_the_list_asks_the_database_as_often_for_many_plans_as_for_one(database, rules, office):
    def asked(more):
        for _ in range(more):
            bring_to(database, rules, office, a_plan(database, office), "content_check")
        return statements(database, lambda: listed(database, office.drafter))

    assert len(asked(1)) == len(asked(4))


# --- what the asker reads on his desk


def test_the_desk_says_that_a_question_was_answered(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "approval")
    put(database, rules, office.signer, plan_id, office.unit_head)
    assert news(database, office.signer, plan_id) == "Anh/chị đã hỏi Vũ Đình Khôi và chờ trả lời."

    answer(database, rules, office.unit_head, plan_id)

    assert news(database, office.signer, plan_id) == "Vũ Đình Khôi đã trả lời câu hỏi của anh/chị."


def test_a_question_that_was_taken_back_or_put_by_another_is_no_news(
    database, rules, office, plan_id
):
    second = a_person(database, office.agency_id, Role.FORMAT_CHECKER, full_name="Hồ Văn Lâm")
    bring_to(database, rules, office, plan_id, "format_check")
    put(database, rules, second, plan_id, office.unit_head)
    put(database, rules, office.format_checker, plan_id, office.clerk)
    question_id = questions(database, plan_id)[-1].id
    consulting.take_back(database, rules, office.format_checker, plan_id, question_id, now=NOON)

    assert news(database, office.format_checker, plan_id) == ""
