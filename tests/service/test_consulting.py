"""A question to one person before another decides: it comes back to the one who asked."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.service.builders import (
    NOON,
    a_person,
    a_plan,
    an_office,
    bring_to,
    take,
    version_of,
)
from tests.service.detours import QUESTION, answer, put, questions
from tests.service.records import last_event, state_of, told, told_last, waiting_for
from webapp.domain.errors import (
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    StalePageError,
)
from webapp.domain.people import Role
from webapp.services import audit
from webapp.services.consulting import Asking, Reply, ask, reply, take_back
from webapp.services.plan_access import open_plan
from webapp.services.reading_lists import PlanFilter, plan_list


@pytest.fixture
def at_approval(database, rules, office, plan_id):
    return bring_to(database, rules, office, plan_id, "approval")


@pytest.fixture
def expert(database, office):
    """Somebody of another unit, who has nothing to do with the plan."""
    return a_person(database, office.agency_id, Role.DRAFTER, full_name="Hồ Văn Lâm")


# --- asked


def test_the_person_asked_is_told_by_whom_and_what(database, rules, office, at_approval, expert):
    said = put(database, rules, office.signer, at_approval, expert)

    assert said == "Đã hỏi Hồ Văn Lâm; văn bản trở lại với anh/chị khi có trả lời."
    kind, message = told_last(database, expert)
    assert kind == "question"
    assert message.endswith(f"Phạm Quốc Toản hỏi anh/chị trước khi quyết định: {QUESTION}")


def test_a_question_is_an_event_and_leaves_the_plan_where_it_is(
    database, rules, office, at_approval, expert
):
    put(database, rules, office.signer, at_approval, expert)

    name, action, details = last_event(database, at_approval)
    assert (name, action) == ("Phạm Quốc Toản", "consult")
    assert (details["asked"], details["note"]) == ("Hồ Văn Lâm", QUESTION)
    assert state_of(database, at_approval) == "approval"
    assert waiting_for(database, at_approval) == [office.signer.person_id]


def test_a_question_keeps_the_text_it_was_asked_about(database, rules, office, at_approval, expert):
    put(database, rules, office.signer, at_approval, expert, due_on=date(2026, 3, 4))

    row = questions(database, at_approval)[0]
    assert (row.step_key, row.round, row.due_on) == ("approval", 1, date(2026, 3, 4))
    assert len(row.revision_sha256) == 64


@pytest.mark.parametrize("action", ["approve", "return"])
def test_the_decision_waits_for_the_reply(database, rules, office, at_approval, expert, action):
    put(database, rules, office.signer, at_approval, expert)

    with pytest.raises(ForbiddenError, match="Chờ Hồ Văn Lâm trả lời câu hỏi của anh/chị trước"):
        take(database, rules, office.signer, at_approval, action)


def test_older_pages_are_stale_after_a_question(database, rules, office, at_approval, expert):
    before = version_of(database, at_approval)

    put(database, rules, office.signer, at_approval, expert)

    assert version_of(database, at_approval) == before + 1


def test_a_second_tap_on_a_question_is_one_question(database, rules, office, at_approval, expert):
    wish = Asking(at_approval, version_of(database, at_approval), "ask", expert.person_id, QUESTION)
    ask(database, rules, office.signer, wish, NOON)

    again = ask(database, rules, office.signer, wish, NOON)

    assert again.startswith("Anh/chị đã «Hỏi trước khi quyết định» lúc 12:00")
    assert len(questions(database, at_approval)) == 1


def test_a_stale_page_asks_nobody(database, rules, office, at_approval, expert):
    wish = Asking(at_approval, 1, "ask", expert.person_id, QUESTION)

    with pytest.raises(StalePageError):
        ask(database, rules, office.signer, wish, NOON)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "order"}, "kind"),
        ({"question": "  "}, "question"),
        ({"question": "x" * 2001}, "question"),
        ({"due_on": date(2026, 3, 1)}, "due_on"),
    ],
)
def test_a_question_says_what_it_lacks(database, rules, office, at_approval, expert, wrong, field):
    with pytest.raises(InvalidInputError) as refused:
        put(database, rules, office.signer, at_approval, expert, **wrong)

    assert refused.value.field == field


def test_a_question_may_be_due_today(database, rules, office, at_approval, expert):
    put(database, rules, office.signer, at_approval, expert, due_on=NOON.date())

    assert questions(database, at_approval)[0].due_on == NOON.date()


def test_nobody_asks_himself(database, rules, office, at_approval):
    with pytest.raises(InvalidInputError, match="Chọn một người khác"):
        put(database, rules, office.signer, at_approval, office.signer)


def test_nobody_asks_a_person_of_another_agency(database, rules, office, at_approval):
    elsewhere = an_office(database, short_name="UBND xã Bình An")

    with pytest.raises(InvalidInputError, match="Chọn một người khác"):
        put(database, rules, office.signer, at_approval, elsewhere.clerk)


def test_who_may_read_no_plan_is_not_asked(database, rules, office, at_approval):
    without_role = a_person(database, office.agency_id, full_name="Trần Văn Bốn")

    with pytest.raises(InvalidInputError, match="Chọn một người khác"):
        put(database, rules, office.signer, at_approval, without_role)


def test_the_drafter_agrees_to_nothing_of_his_own_but_may_be_asked(
    database, rules, office, at_approval
):
    with pytest.raises(InvalidInputError, match="văn bản của chính mình"):
        put(database, rules, office.signer, at_approval, office.drafter, kind="before_me")

    put(database, rules, office.signer, at_approval, office.drafter, kind="ask")
    answer(database, rules, office.drafter, at_approval, "opinion", "Đã được giao tháng 01")

    assert questions(database, at_approval)[0].words == "Đã được giao tháng 01"


def test_one_person_has_one_question_of_another_at_a_time(
    database, rules, office, at_approval, expert
):
    put(database, rules, office.signer, at_approval, expert)

    with pytest.raises(InvalidInputError, match="chưa trả lời; rút câu hỏi cũ"):
        put(database, rules, office.signer, at_approval, expert, kind="before_me")


def test_several_people_may_be_asked_and_each_is_waited_for(
    database, rules, office, at_approval, expert
):
    put(database, rules, office.signer, at_approval, office.clerk, kind="before_me")
    put(database, rules, office.signer, at_approval, expert)
    answer(database, rules, expert, at_approval)

    with pytest.raises(ForbiddenError, match="Chờ Đỗ Minh Châu trả lời"):
        take(database, rules, office.signer, at_approval, "approve")


def test_who_does_not_decide_asks_nobody(database, rules, office, at_approval, expert):
    with pytest.raises(ForbiddenError, match="Chỉ người đang được chờ quyết định"):
        put(database, rules, office.unit_head, at_approval, expert)


# --- the right to read


def test_the_person_asked_may_read_the_plan_and_finds_it(
    database, rules, office, at_approval, expert
):
    with database.reading() as session, pytest.raises(ForbiddenError):
        open_plan(session, expert, at_approval)

    put(database, rules, office.signer, at_approval, expert)

    with database.reading() as session:
        assert open_plan(session, expert, at_approval).id == at_approval
    found = plan_list(database, expert, PlanFilter(), NOON)
    assert [item.plan_id for item in found.items] == [at_approval]


def test_who_is_not_asked_neither_reads_nor_finds_it(database, rules, office, at_approval, expert):
    put(database, rules, office.signer, at_approval, office.clerk)

    with database.reading() as session, pytest.raises(ForbiddenError):
        open_plan(session, expert, at_approval)
    assert plan_list(database, expert, PlanFilter(), NOON).items == ()


# --- replied to


def test_the_reply_brings_the_plan_back_to_the_asker(database, rules, office, at_approval, expert):
    put(database, rules, office.signer, at_approval, expert)

    said = answer(database, rules, expert, at_approval, "disagree", "Chưa được giao")

    assert said == "Đã gửi trả lời; người hỏi được báo ngay."
    kind, message = told_last(database, office.signer)
    assert kind == "replied"
    assert message.endswith(
        "Hồ Văn Lâm đã trả lời câu hỏi của anh/chị, không đồng ý: Chưa được giao"
    )
    assert take(database, rules, office.signer, at_approval, "approve").state == "signature"


def test_a_reply_is_an_event_with_its_words(database, rules, office, at_approval, expert):
    put(database, rules, office.signer, at_approval, expert)
    answer(database, rules, expert, at_approval, "opinion", "Cần hỏi Phòng Tài chính")

    name, action, details = last_event(database, at_approval)
    assert (name, action) == ("Hồ Văn Lâm", "reply")
    assert (details["answer"], details["note"]) == ("opinion", "Cần hỏi Phòng Tài chính")
    assert details["asker"] == "Phạm Quốc Toản"


def test_a_second_tap_on_a_reply_is_told_so(database, rules, office, at_approval, expert):
    put(database, rules, office.signer, at_approval, expert)
    answer(database, rules, expert, at_approval)

    again = answer(database, rules, expert, at_approval, "disagree", "Nhầm")

    assert again == "Anh/chị đã trả lời lúc 12:00 ngày 02/03/2026; không cần làm lại."
    assert questions(database, at_approval)[0].answer == "agree"


@pytest.mark.parametrize(
    ("said", "words", "field"),
    [
        ("perhaps", "", "answer"),
        ("waiting", "", "answer"),
        ("disagree", " ", "words"),
        ("opinion", "", "words"),
        ("agree", "x" * 2001, "words"),
    ],
)
def test_a_reply_says_what_it_lacks(
    database, rules, office, at_approval, expert, said, words, field
):
    put(database, rules, office.signer, at_approval, expert)

    with pytest.raises(InvalidInputError) as refused:
        answer(database, rules, expert, at_approval, said, words)

    assert refused.value.field == field


def test_nobody_replies_for_another(database, rules, office, at_approval, expert):
    put(database, rules, office.signer, at_approval, expert)

    with pytest.raises(NotFoundError, match="Không có câu hỏi này"):
        answer(database, rules, office.clerk, at_approval)


def test_a_question_of_another_plan_is_not_found(database, rules, office, at_approval, expert):
    put(database, rules, office.signer, at_approval, expert)
    other = bring_to(database, rules, office, a_plan(database, office), "approval")
    question_id = questions(database, at_approval)[0].id

    with pytest.raises(NotFoundError):
        reply(database, rules, expert, Reply(other, question_id, "agree"), NOON)
    with pytest.raises(NotFoundError):
        take_back(database, rules, office.signer, other, 999, now=NOON)


# --- taken back


def back(database, rules, actor, plan_id, *, now=NOON):
    question_id = questions(database, plan_id)[-1].id
    return take_back(database, rules, actor, plan_id, question_id, now=now)


def test_a_question_may_be_taken_back_and_frees_the_decision(
    database, rules, office, at_approval, expert
):
    put(database, rules, office.signer, at_approval, expert)

    said = back(database, rules, office.signer, at_approval)

    assert said == "Đã rút câu hỏi; anh/chị quyết định được ngay."
    assert told_last(database, expert)[1].endswith(
        "Phạm Quốc Toản đã rút câu hỏi, anh/chị không cần trả lời nữa."
    )
    assert last_event(database, at_approval)[1] == "take_back"
    assert take(database, rules, office.signer, at_approval, "approve").state == "signature"


def test_nobody_takes_anothers_question_back(database, rules, office, at_approval, expert):
    put(database, rules, office.signer, at_approval, expert)

    with pytest.raises(NotFoundError):
        back(database, rules, office.clerk, at_approval)


def test_a_reply_to_a_question_taken_back_is_refused_in_a_sentence(
    database, rules, office, at_approval, expert
):
    put(database, rules, office.signer, at_approval, expert)
    back(database, rules, office.signer, at_approval)

    with pytest.raises(
        StalePageError, match="Phạm Quốc Toản đã rút câu hỏi lúc 12:00 ngày 02/03/2026; không cần"
    ):
        answer(database, rules, expert, at_approval)


@pytest.mark.parametrize(
    ("end", "sentence"),
    [
        (answer, "Hồ Văn Lâm đã trả lời lúc 12:00 ngày 02/03/2026; không cần rút nữa."),
        (back, "Phạm Quốc Toản đã rút câu hỏi lúc 12:00 ngày 02/03/2026; không cần rút nữa."),
    ],
)
def test_what_ended_is_not_taken_back(database, rules, office, at_approval, expert, end, sentence):
    put(database, rules, office.signer, at_approval, expert)
    end(database, rules, expert if end is answer else office.signer, at_approval)

    assert back(database, rules, office.signer, at_approval) == sentence


# --- the plan leaves the step


def test_a_question_ends_with_its_step(database, rules, office, at_approval, expert):
    put(database, rules, office.signer, at_approval, expert)

    take(database, rules, office.format_checker, at_approval, "withdraw")

    assert questions(database, at_approval)[0].answer == "not_needed"
    assert told_last(database, expert)[1].endswith(
        "văn bản đã qua bước có câu hỏi cho anh/chị, không cần trả lời nữa."
    )
    with pytest.raises(StalePageError, match="Văn bản đã qua bước có câu hỏi này lúc 12:00"):
        answer(database, rules, expert, at_approval)


def test_only_open_questions_end_with_the_step(database, rules, office, at_approval, expert):
    put(database, rules, office.signer, at_approval, expert)
    answer(database, rules, expert, at_approval)
    before = told(database, expert)

    take(database, rules, office.signer, at_approval, "approve")

    assert questions(database, at_approval)[0].answer == "agree"
    assert told(database, expert) == before


def test_a_question_taken_back_at_the_step_stays_so(database, rules, office, at_approval, expert):
    put(database, rules, office.signer, at_approval, expert)
    back(database, rules, office.signer, at_approval)

    take(database, rules, office.signer, at_approval, "return")

    assert questions(database, at_approval)[0].answer == "taken_back"


def test_who_left_the_agency_asks_nobody(database, rules, office, at_approval, expert):
    gone = replace(office.signer, person_id=9999)

    with pytest.raises(ForbiddenError, match="không còn làm việc"):
        put(database, rules, gone, at_approval, expert)


def test_the_chain_of_events_holds_after_all_of_it(database, rules, office, at_approval, expert):
    put(database, rules, office.signer, at_approval, expert)
    answer(database, rules, expert, at_approval, now=NOON + timedelta(hours=1))

    assert audit.verify(database) == ()
