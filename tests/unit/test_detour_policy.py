"""Questions before a decision, questions passed on, and opinions that come late."""

from dataclasses import replace

import pytest

from tests.unit.a_process import (
    CHECKER,
    HEAD,
    SIGNER,
    a_situation,
    an_actor,
    checker,
    clerk,
    decided,
    drafter,
    electronic,
    head,
    shipped,
    signer,
)
from webapp.domain.detours import Question, Transfer
from webapp.domain.people import Role
from webapp.domain.process import BESIDE_THE_WAY, Action, outcome
from webapp.domain.process_policy import is_waited_for, refusal

SHIPPED, ELECTRONIC = shipped(), electronic()
OTHER = an_actor(120, Role.FORMAT_CHECKER, unit_id=30)
SECOND = an_actor(121, Role.UNIT_HEAD, unit_id=20)
CLERK_WITHOUT_A_WORD = an_actor(122, Role.DRAFTER, unit_id=20)


def asked_by(person_id, state="format_check"):
    return a_situation(state, questions=(Question(person_id, 120, "Hồ Văn Lâm"),))


# --- a question before a decision


@pytest.mark.parametrize("action", [Action.APPROVE, Action.RETURN, Action.TRANSFER])
def test_a_decision_waits_for_the_reply_to_the_deciders_question(action):
    sentence = refusal(SHIPPED, asked_by(CHECKER), action, checker)

    assert sentence is not None
    assert sentence.startswith("Chờ Hồ Văn Lâm trả lời câu hỏi của anh/chị trước")


@pytest.mark.parametrize("action", [Action.APPROVE, Action.RETURN, Action.TRANSFER])
def test_anothers_question_stops_nobody(action):
    assert refusal(SHIPPED, asked_by(CHECKER), action, OTHER) is None


def test_the_step_waits_for_whoever_asked_all_the_same():
    step = SHIPPED.find("format_check")

    assert step is not None
    assert is_waited_for(SHIPPED, step, asked_by(CHECKER), checker)
    assert not is_waited_for(SHIPPED, step, asked_by(CHECKER), replace(checker, agency_id=2))


def test_more_than_one_person_may_be_asked():
    assert refusal(SHIPPED, asked_by(CHECKER), Action.CONSULT, checker) is None


def test_who_decided_already_asks_nobody():
    situation = a_situation("content", decisions=decided(("content", HEAD)))

    assert refusal(ELECTRONIC, situation, Action.CONSULT, head) is not None


# --- a question passed on


def passed_on(state, from_id, to_id):
    return a_situation(state, transfers=(Transfer(state, from_id, to_id),))


def test_who_passed_a_question_on_has_no_word_there_any_more():
    sentence = refusal(SHIPPED, passed_on("format_check", CHECKER, 120), Action.APPROVE, checker)

    assert sentence == (
        "Anh/chị đã chuyển bước «Kiểm tra thể thức» cho người khác xử lý; chờ người đó quyết định."
    )


def test_a_transfer_of_one_step_leaves_the_others_alone():
    situation = replace(
        a_situation("format_check"), transfers=(Transfer("content_check", CHECKER, 120),)
    )

    assert refusal(SHIPPED, situation, Action.APPROVE, checker) is None


def test_an_opinion_may_be_given_by_anybody_it_was_passed_on_to():
    situation = passed_on("opinion", SECOND.person_id, CLERK_WITHOUT_A_WORD.person_id)

    assert refusal(ELECTRONIC, situation, Action.APPROVE, CLERK_WITHOUT_A_WORD) is None
    assert refusal(ELECTRONIC, situation, Action.APPROVE, clerk) is not None


def test_a_check_passed_on_still_asks_for_the_role():
    situation = passed_on("format_check", CHECKER, CLERK_WITHOUT_A_WORD.person_id)

    assert refusal(SHIPPED, situation, Action.APPROVE, CLERK_WITHOUT_A_WORD) is not None


def test_the_drafter_gives_no_opinion_on_his_own_plan_even_when_it_is_passed_on_to_him():
    situation = passed_on("opinion", SECOND.person_id, drafter.person_id)

    assert refusal(ELECTRONIC, situation, Action.APPROVE, drafter) is not None


@pytest.mark.parametrize(
    ("state", "actor"), [("approval", signer), ("signature", clerk), ("numbering", clerk)]
)
def test_approval_signature_and_number_are_never_passed_on(state, actor):
    sentence = refusal(SHIPPED, a_situation(state), Action.TRANSFER, actor)

    assert sentence is not None
    assert refusal(SHIPPED, a_situation("draft"), Action.TRANSFER, actor) is not None


# --- an opinion that comes late


def unheard(state):
    return a_situation(state, unheard=frozenset({("opinion", SECOND.person_id), ("form", SIGNER)}))


@pytest.mark.parametrize("state", ["form", "content", "approval", "draft", "returned"])
def test_an_opinion_may_come_after_its_step_went_on(state):
    assert refusal(ELECTRONIC, unheard(state), Action.SPEAK_LATE, SECOND) is None


def test_a_missed_check_is_no_opinion():
    assert refusal(ELECTRONIC, unheard("approval"), Action.SPEAK_LATE, signer) is not None


def test_while_the_step_waits_an_opinion_is_not_late():
    assert refusal(ELECTRONIC, unheard("opinion"), Action.SPEAK_LATE, SECOND) is not None


@pytest.mark.parametrize("state", ["signature", "issue", "issued", "voided", "cancelled"])
def test_no_opinion_is_taken_once_the_plan_is_numbered_or_given_up(state):
    sentence = refusal(ELECTRONIC, unheard(state), Action.SPEAK_LATE, SECOND)

    assert sentence is not None
    assert sentence.startswith("Kế hoạch đã kết thúc")


@pytest.mark.parametrize("action", sorted(BESIDE_THE_WAY))
def test_what_is_done_beside_the_way_leaves_the_plan_where_it_is(action):
    assert outcome(SHIPPED, a_situation("approval"), action, signer).state == "approval"
