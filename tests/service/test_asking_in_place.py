"""Questions asked, replied to and taken back in the place of somebody who is absent."""

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from tests.service.builders import NOON, a_person, a_plan, bring_to, version_of
from tests.service.detours import QUESTION, answer, put, questions
from tests.service.places import DOCUMENT, confirmed, in_place, seen
from tests.service.polled import ask as ask_members
from tests.service.records import last_event, state_of, told, told_last
from webapp.db.guards import OWN_STATEMENT
from webapp.db.models.detours import ConsultationRow
from webapp.domain.errors import ForbiddenError, NotFoundError
from webapp.domain.opinions import Vote
from webapp.domain.people import Role
from webapp.services import consulting, opinions, polls, reading
from webapp.services.consulting import Reply
from webapp.services.reading_desk import desk


@pytest.fixture
def deputy(database, office):
    """Somebody without a role at the steps, who stands in for the head of the unit."""
    person = a_person(
        database, office.agency_id, Role.DRAFTER, full_name="Hồ Văn Lâm", unit_id=office.unit_id
    )
    confirmed(database, office, office.unit_head, person)
    return person


@pytest.fixture
def waiting(database, rules, office):
    """The plan waits for the head of the unit."""
    return bring_to(database, rules, office, a_plan(database, office), "content_check")


@pytest.fixture
def asked(database, rules, office):
    """The signer asked the head of the unit before he decides."""
    plan_id = bring_to(database, rules, office, a_plan(database, office), "approval")
    put(database, rules, office.signer, plan_id, office.unit_head)
    return plan_id


def put_for_him(database, rules, office, deputy, plan_id):
    return put(
        database, rules, deputy, plan_id, office.clerk, in_place_of=office.unit_head.person_id
    )


def reply_for_him(database, rules, office, actor, plan_id):
    question = questions(database, plan_id)[-1]
    wish = Reply(plan_id, question.id, "agree", in_place_of=office.unit_head.person_id)
    return consulting.reply(database, rules, actor, wish, NOON)


def history(database, rules, reader, plan_id):
    return reading.plan_page(database, rules, reader, plan_id, NOON).history[0].sentence


def test_he_asks_for_the_absent_person(database, rules, office, deputy, waiting):
    put_for_him(database, rules, office, deputy, waiting)

    (row,) = questions(database, waiting)
    assert row.asker_id == office.unit_head.person_id
    assert row.asker_stand_in_id is not None
    assert last_event(database, waiting)[2]["document"] == DOCUMENT
    assert history(database, rules, office.drafter, waiting) == (
        f"Hồ Văn Lâm xử lý thay Vũ Đình Khôi (theo {DOCUMENT}) hỏi Đỗ Minh Châu trước khi quyết "
        "định."
    )


def test_the_person_asked_and_the_absent_one_are_told(database, rules, office, deputy, waiting):
    put_for_him(database, rules, office, deputy, waiting)

    assert told_last(database, office.clerk)[1].endswith(
        f"Hồ Văn Lâm xử lý thay Vũ Đình Khôi hỏi anh/chị trước khi quyết định: {QUESTION}"
    )
    assert told_last(database, office.unit_head)[1].endswith(
        "Hồ Văn Lâm đã «Hỏi trước khi quyết định» thay anh/chị."
    )


def test_his_page_offers_it_and_waits_for_the_reply_then(database, rules, office, deputy, waiting):
    me = seen(database, deputy)
    before = reading.plan_page(database, rules, me, waiting, NOON).detours
    put_for_him(database, rules, office, deputy, waiting)

    after = reading.plan_page(database, rules, me, waiting, NOON)

    assert before.ask_in_place_of == office.unit_head.person_id
    assert before.ask_place == f"Anh/chị xử lý thay Vũ Đình Khôi theo {DOCUMENT}."
    assert {deputy.person_id, office.unit_head.person_id}.isdisjoint(
        {one.id for one in before.people}
    )
    assert "Đỗ Minh Châu" in after.detours.waits
    (question,) = after.detours.questions
    assert question.asker == "Hồ Văn Lâm (xử lý thay Vũ Đình Khôi)"
    assert (question.may_take_back, question.in_place_of) == (True, office.unit_head.person_id)
    with pytest.raises(ForbiddenError, match="Chờ Đỗ Minh Châu"):
        in_place(database, rules, deputy, office.unit_head, waiting, "approve")


def test_the_reply_frees_the_decision_and_both_are_told(database, rules, office, deputy, waiting):
    put_for_him(database, rules, office, deputy, waiting)
    answer(database, rules, office.clerk, waiting)

    for person in (office.unit_head, deputy):
        assert told_last(database, person)[0] == "replied"
    in_place(database, rules, deputy, office.unit_head, waiting, "approve")
    assert state_of(database, waiting) == "format_check"


def test_he_takes_a_question_of_the_absent_person_back(database, rules, office, deputy, waiting):
    put(database, rules, office.unit_head, waiting, office.clerk)
    (row,) = questions(database, waiting)
    absent = office.unit_head.person_id

    consulting.take_back(database, rules, deputy, waiting, row.id, now=NOON, in_place_of=absent)

    assert questions(database, waiting)[0].answer == "taken_back"
    assert "Hồ Văn Lâm xử lý thay Vũ Đình Khôi" in told_last(database, office.clerk)[1]


def test_he_replies_for_the_absent_person_at_any_step(database, rules, office, deputy, asked):
    reply_for_him(database, rules, office, deputy, asked)

    (row,) = questions(database, asked)
    assert (row.answer, row.asked_id) == ("agree", office.unit_head.person_id)
    assert row.asked_stand_in_id is not None
    assert "Hồ Văn Lâm xử lý thay Vũ Đình Khôi đã trả lời" in told_last(database, office.signer)[1]
    (shown,) = reading.plan_page(database, rules, office.signer, asked, NOON).detours.questions
    assert shown.asked == "Hồ Văn Lâm (xử lý thay Vũ Đình Khôi)"
    (opinion,) = opinions.opinions_page(database, office.drafter, asked, NOON).questions
    assert opinion.who == "Hồ Văn Lâm (xử lý thay Vũ Đình Khôi)"
    assert history(database, rules, office.drafter, asked) == (
        f"Hồ Văn Lâm xử lý thay Vũ Đình Khôi (theo {DOCUMENT}) trả lời Phạm Quốc Toản: đồng ý."
    )


def test_his_desk_leads_him_to_the_question(database, rules, office, deputy, asked):
    me = seen(database, deputy)

    (item,) = desk(database, me, NOON).waiting

    (question,) = reading.decision_page(database, rules, me, asked, NOON).detours.questions
    assert (item.question_id, item.in_place_of) == (question.id, "Vũ Đình Khôi")
    assert (question.may_reply, question.in_place_of) == (True, office.unit_head.person_id)


def test_without_the_place_it_is_not_his_question(database, rules, deputy, asked):
    with pytest.raises(NotFoundError, match="Không có câu hỏi này"):
        answer(database, rules, deputy, asked)


def test_the_drafter_replies_for_nobody_about_his_own_plan(database, rules, office, asked):
    confirmed(database, office, office.unit_head, office.drafter)

    with pytest.raises(ForbiddenError, match="cho ý kiến về kế hoạch của chính mình"):
        reply_for_him(database, rules, office, office.drafter, asked)


def test_nobody_replies_in_a_place_that_is_over(database, rules, office, asked):
    with pytest.raises(ForbiddenError, match="không còn xử lý thay"):
        reply_for_him(database, rules, office, office.clerk, asked)


def test_a_stand_in_gives_no_ballot_of_a_member(database, office, deputy):
    plan_id = a_plan(database, office)
    poll_id = ask_members(database, office.drafter, plan_id, [office.unit_head, office.signer])
    me = seen(database, deputy)

    with pytest.raises(ForbiddenError, match="không trả lời thay được"):
        polls.answer(database, me, poll_id, Vote.AGREE, "", now=NOON)
    assert all(kind != "in_place" for kind, _ in told(database, office.unit_head))


def test_the_database_keeps_in_whose_place_it_was_asked(database, rules, office, deputy, waiting):
    put_for_him(database, rules, office, deputy, waiting)

    with (
        pytest.raises(DBAPIError, match="keeps what was asked"),
        database.transaction() as session,
    ):
        session.execute(
            update(ConsultationRow).values(asker_stand_in_id=None),
            execution_options=OWN_STATEMENT,
        )
    assert version_of(database, waiting) > 1
