"""Phiếu lấy ý kiến thành viên: one answer each, silence shown as silence, late ones marked."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import update

from tests.service.builders import NOON, a_person, an_office, bring_to
from tests.service.polled import DUE, LATE, POLICE, QUESTION, answer, ask, enter, page, the_members
from tests.service.records import told, told_last
from webapp.db.guards import OWN_STATEMENT
from webapp.db.models.organisations import MembershipRow
from webapp.domain.errors import (
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    StalePageError,
)
from webapp.domain.opinions import Asked, Vote
from webapp.domain.people import Role
from webapp.services import opinion_papers, polls, reading

LAST_MINUTE = NOON + timedelta(days=4, hours=11, minutes=59)
"""23:59 in Vietnam on the last day."""


@pytest.fixture
def members(database, office):
    return the_members(database, office)


@pytest.fixture
def poll_id(database, office, plan_id, members):
    return ask(database, office.drafter, plan_id, members)


def the_poll(database, actor, plan_id, now=NOON):
    (poll,) = page(database, actor, plan_id, now).polls
    return poll


# --- opening


def test_each_member_is_told_and_may_read_the_plan(database, plan_id, poll_id, members):
    kind, message = told_last(database, members[0])
    poll = the_poll(database, members[0], plan_id)

    assert kind == "poll"
    assert "Lê Thị Hạnh lấy ý kiến anh/chị, trả lời đến hết 06/03/2026." in message
    assert (poll.id, poll.question, poll.due_on, poll.ordinal_text) == (poll_id, QUESTION, DUE, 1)
    assert (poll.may_answer, poll.may_close) == (True, False)
    assert page(database, members[0], plan_id).waiting == (poll,)


def test_who_is_not_asked_reads_nothing_more(database, office, plan_id, poll_id):
    other = a_person(database, office.agency_id, Role.UNIT_HEAD)

    with pytest.raises(ForbiddenError):
        page(database, other, plan_id)
    with pytest.raises(ForbiddenError):
        answer(database, other, poll_id)
    with pytest.raises(ForbiddenError, match="không hỏi anh/chị"):
        answer(database, office.signer, poll_id)


def test_the_form_offers_the_people_of_the_agency(database, office, plan_id, members):
    form = polls.poll_form(database, office.drafter, plan_id)

    labels = {one.person_id: one.label for one in form.members}
    assert labels[members[0].person_id] == "Hồ Văn Lâm, Ủy viên"
    assert labels[office.signer.person_id] == "Phạm Quốc Toản"


def test_whoever_the_plan_waits_for_may_ask_too(database, rules, office, plan_id, members):
    bring_to(database, rules, office, plan_id, "approval")

    ask(database, office.signer, plan_id, members)

    assert the_poll(database, office.drafter, plan_id).opened_by == "Phạm Quốc Toản"
    with pytest.raises(ForbiddenError):
        ask(database, office.unit_head, plan_id, members)


def test_a_second_tap_leads_to_the_same_poll(database, office, plan_id, poll_id, members):
    asked = Asked(QUESTION, DUE, frozenset(one.person_id for one in members))

    again = polls.ask(database, office.drafter, plan_id, asked, NOON)

    assert again == (poll_id, "Phiếu này đã mở; không cần mở lại.")


def test_the_same_question_to_others_is_another_poll(database, office, plan_id, poll_id):
    assert ask(database, office.drafter, plan_id, [office.signer]) != poll_id


def test_somebody_of_another_agency_is_not_asked(database, office, plan_id):
    stranger = an_office(database, short_name="UBND xã Bình Phước").signer

    with pytest.raises(InvalidInputError, match="không còn làm việc") as refused:
        ask(database, office.drafter, plan_id, [stranger])

    assert refused.value.field == "members"


# --- answering


def test_the_result_stands_over_the_number_of_members(database, office, plan_id, members):
    poll_id = ask(database, office.drafter, plan_id, [*members, office.signer])
    answer(database, members[0], poll_id)
    answer(database, office.signer, poll_id, Vote.OTHER, "Lùi một tuần.")

    poll = the_poll(database, office.drafter, plan_id)

    assert poll.result.words() == (
        "đồng ý 1/3, không đồng ý 0/3, ý kiến khác 1/3, chưa trả lời 1/3"
    )
    assert {one.who: one.answer for one in poll.answers} == {
        "Phạm Quốc Toản": "Ý kiến khác",
        "Hồ Văn Lâm, Ủy viên": "Đồng ý",
        "Trần Thị Lan, Ủy viên": "Chưa trả lời",
    }
    assert page(database, office.drafter, plan_id).count == 2


def test_each_answers_once(database, plan_id, poll_id, members):
    assert answer(database, members[0], poll_id) == "Đã ghi nhận: đồng ý."

    assert answer(database, members[0], poll_id) == (
        "Anh/chị đã trả lời lúc 12:00 ngày 02/03/2026; không cần làm lại."
    )
    with pytest.raises(StalePageError, match="chỉ trả lời một lần"):
        answer(database, members[0], poll_id, Vote.DISAGREE)
    poll = the_poll(database, members[0], plan_id)
    assert not poll.may_answer
    assert poll.result.counts[Vote.AGREE] == 1


def test_the_opener_is_told_when_all_have_answered(database, office, poll_id, members):
    answer(database, members[0], poll_id)
    assert "poll_full" not in [kind for kind, _ in told(database, office.drafter)]

    answer(database, members[1], poll_id)

    assert told_last(database, office.drafter)[0] == "poll_full"


def test_the_last_day_lasts_until_midnight_in_vietnam(database, office, plan_id, poll_id, members):
    answer(database, members[0], poll_id, now=LAST_MINUTE)
    said = answer(database, members[1], poll_id, now=LAST_MINUTE + timedelta(minutes=1))

    poll = the_poll(database, office.drafter, plan_id, LATE)
    assert said == "Đã ghi nhận: đồng ý. Trả lời sau hạn được lưu và ghi rõ là muộn."
    assert [one.late for one in poll.answers] == [False, True]
    assert poll.result.words().endswith("chưa trả lời 1/2, trả lời muộn 1")


def test_after_the_deadline_nobody_is_taken_for_agreeing(database, office, plan_id, poll_id):
    poll = the_poll(database, office.drafter, plan_id, LATE)

    assert poll.is_over
    assert not poll.may_close
    assert poll.result.words().endswith("chưa trả lời 2/2")
    assert polls.close(database, office.drafter, poll_id, LATE) == (
        "Phiếu đã hết hạn trả lời; không cần đóng."
    )


def test_an_answer_needs_a_choice(database, poll_id, members):
    with pytest.raises(InvalidInputError, match="Chọn một"):
        polls.answer(database, members[0], poll_id, None, "", now=NOON)


def test_a_numbered_plan_takes_no_answer(database, rules, office, plan_id, poll_id, members):
    bring_to(database, rules, office, plan_id, "issued")

    with pytest.raises(ForbiddenError, match="đã có số"):
        answer(database, members[0], poll_id)
    assert not the_poll(database, members[0], plan_id).may_answer


def test_a_poll_that_is_not_there_is_not_found(database, office):
    with pytest.raises(NotFoundError):
        answer(database, office.signer, 999)


def test_it_waits_on_the_desk_of_each_member_until_he_answered(
    database, office, plan_id, poll_id, members
):
    late = polls_on_desk(database, members[0], LATE)

    assert [(one.plan_id, one.poll_id, one.asker, one.late) for one in late] == [
        (plan_id, poll_id, "Lê Thị Hạnh", True)
    ]
    assert not polls_on_desk(database, members[1])[0].late
    answer(database, members[0], poll_id)
    polls.close(database, office.drafter, poll_id, NOON)
    assert polls_on_desk(database, members[0]) == ()
    assert polls_on_desk(database, members[1]) == ()


def polls_on_desk(database, actor, now=NOON):
    return reading.desk(database, actor, now).polls


# --- who sees the answers while others are still awaited


def test_who_has_not_answered_sees_only_how_many_have(database, plan_id, poll_id, members):
    answer(database, members[0], poll_id, Vote.OTHER, "Lùi một tuần.")

    said = page(database, members[1], plan_id)

    (poll,) = said.polls
    assert (poll.words, poll.result, poll.answers) == ("đã trả lời 1/2", None, ())
    assert said.count == 0


def test_his_own_answer_opens_those_of_the_others(database, plan_id, poll_id, members):
    answer(database, members[0], poll_id, Vote.OTHER, "Lùi một tuần.")
    answer(database, members[1], poll_id)

    texts = [one.text for one in the_poll(database, members[1], plan_id).answers]
    assert texts == ["Lùi một tuần.", ""]


def test_a_reader_who_is_not_asked_waits_for_the_end(
    database, rules, office, plan_id, poll_id, members
):
    answer(database, members[0], poll_id)
    bring_to(database, rules, office, plan_id, "format_check")
    before = the_poll(database, office.unit_head, plan_id)

    polls.close(database, office.drafter, poll_id, NOON)

    assert before.result is None
    assert the_poll(database, office.unit_head, plan_id).words.startswith("đồng ý 1/2")


def test_whoever_decides_on_the_plan_now_decides_knowing_the_answers(
    database, rules, office, plan_id, poll_id, members
):
    answer(database, members[0], poll_id, Vote.OTHER, "Lùi một tuần.")
    bring_to(database, rules, office, plan_id, "content_check")

    texts = [one.text for one in the_poll(database, office.unit_head, plan_id).answers]

    assert texts == ["Lùi một tuần.", ""]


def test_who_opened_it_sees_the_answers_on_a_plan_of_another(
    database, rules, office, plan_id, members
):
    bring_to(database, rules, office, plan_id, "approval")
    poll_id = ask(database, office.signer, plan_id, members)
    answer(database, members[0], poll_id)

    for reader in (office.signer, office.drafter):
        assert the_poll(database, reader, plan_id).result is not None


def test_the_files_and_the_history_tell_no_vote_before_his_own(
    database, rules, plan_id, poll_id, members
):
    answer(database, members[0], poll_id, Vote.OTHER, "Lùi một tuần.")
    reader = members[1]

    table = opinion_papers.opinion_table(database, reader, plan_id, NOON).data
    sheet = opinion_papers.poll_sheet(database, reader, plan_id, poll_id, NOON).data
    history = reading.plan_page(database, rules, reader, plan_id, NOON).history

    for file in (table, sheet):
        xml = ZipFile(BytesIO(file)).read("word/document.xml").decode()
        assert "rả lời 1/2" in xml
        assert "Lùi một tuần" not in xml
        assert "ý kiến khác 1/2" not in xml
    assert not [one for one in history if "ý kiến khác" in one.sentence]


# --- closing


def test_who_opened_it_closes_it_and_later_answers_are_late(
    database, office, plan_id, poll_id, members
):
    answer(database, members[0], poll_id)
    assert the_poll(database, office.drafter, plan_id).may_close

    said = polls.close(database, office.drafter, poll_id, NOON)
    answer(database, members[1], poll_id)

    poll = the_poll(database, office.drafter, plan_id)
    assert said == "Đã đóng phiếu; người chưa trả lời vẫn được tính là chưa trả lời."
    assert (poll.closed_by, poll.is_over) == ("Lê Thị Hạnh", True)
    assert [one.late for one in poll.answers] == [False, True]
    assert polls.close(database, office.drafter, poll_id, NOON).startswith("Phiếu đã đóng lúc")


def test_nobody_else_closes_it(database, poll_id, members):
    with pytest.raises(ForbiddenError, match="Chỉ người mở phiếu"):
        polls.close(database, members[0], poll_id, NOON)


def test_somebody_who_left_keeps_his_name(database, office, plan_id, poll_id, members):
    answer(database, members[0], poll_id)
    with database.transaction() as session:
        gone = update(MembershipRow).where(MembershipRow.person_id == members[0].person_id)
        session.execute(gone.values(active=False), execution_options=OWN_STATEMENT)

    poll = the_poll(database, office.drafter, plan_id)

    assert "Hồ Văn Lâm" in [one.who for one in poll.answers]


def test_the_text_asked_about_is_told(database, office, plan_id, poll_id):
    enter(database, office.drafter, plan_id, replace(POLICE, text="Khác."))

    assert the_poll(database, office.drafter, plan_id).ordinal_text == 1
    del poll_id
