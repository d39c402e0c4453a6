"""Real processes that ask, reply, pass on and return at the same moment, on both databases."""

import pytest

from tests.service.builders import (
    NOON,
    PASSWORD,
    a_person,
    an_authority,
    bring_to,
    version_of,
)
from tests.service.detours import QUESTION, REASON, put, questions
from tests.service.meeting import one_refused, wish
from tests.service.records import decisions, state_of
from webapp.domain.people import Role
from webapp.domain.process import Action
from webapp.services import audit
from webapp.services.changing_signer import SignerChange, change_signer
from webapp.services.consulting import Asking, Reply, ask, reply, take_back
from webapp.services.transferring import Transferring, transfer
from webapp.services.transitions import Deed, take_step


@pytest.fixture
def second(database, office):
    return a_person(database, office.agency_id, Role.FORMAT_CHECKER, full_name="Hồ Văn Lâm")


def test_a_transfer_and_a_decision_at_once_are_one_of_them(
    database, at_once, rules, office, second, plan_id
):
    bring_to(database, rules, office, plan_id, "format_check")
    version = version_of(database, plan_id)

    said = at_once(
        wish(
            transfer,
            office.format_checker,
            Transferring(plan_id, version, second.person_id, REASON),
            NOON,
        ),
        wish(take_step, second, Deed(plan_id, version, Action.APPROVE), NOON),
    )

    assert one_refused(said)
    made = {decision for key, decision in decisions(database, plan_id) if key == "format_check"}
    assert ("transferred" in made) != ("approved" in made)
    assert audit.verify(database) == ()


def test_a_question_and_its_own_decision_at_once_are_one_of_them(
    database, at_once, rules, office, second, plan_id
):
    bring_to(database, rules, office, plan_id, "approval")
    version = version_of(database, plan_id)

    said = at_once(
        wish(ask, office.signer, Asking(plan_id, version, "ask", second.person_id, QUESTION), NOON),
        wish(
            take_step,
            office.signer,
            Deed(plan_id, version, Action.APPROVE, password=PASSWORD),
            NOON,
        ),
    )

    assert one_refused(said)
    asked = bool(questions(database, plan_id))
    assert state_of(database, plan_id) == ("approval" if asked else "signature")


def test_a_reply_and_a_taking_back_at_once_end_the_question_once(
    database, at_once, rules, office, second, plan_id
):
    bring_to(database, rules, office, plan_id, "approval")
    put(database, rules, office.signer, plan_id, second)
    question = questions(database, plan_id)[0]

    replied, taken = at_once(
        wish(reply, second, Reply(plan_id, question.id, "agree"), NOON),
        wish(take_back, office.signer, plan_id, question.id, now=NOON),
    )

    answer = questions(database, plan_id)[0].answer
    if answer == "agree":
        assert replied == "Đã gửi trả lời; người hỏi được báo ngay."
        assert taken.endswith("không cần rút nữa.")
    else:
        assert answer == "taken_back"
        assert replied.startswith("refused: Phạm Quốc Toản đã rút câu hỏi lúc")
        assert taken == "Đã rút câu hỏi; anh/chị quyết định được ngay."


def test_a_double_tap_on_a_reply_is_one_reply(database, at_once, rules, office, second, plan_id):
    bring_to(database, rules, office, plan_id, "approval")
    put(database, rules, office.signer, plan_id, second)
    answer = Reply(plan_id, questions(database, plan_id)[0].id, "agree")
    tap = wish(reply, second, answer, NOON)

    said = sorted(at_once(tap, tap))

    assert said[0].startswith("Anh/chị đã trả lời lúc 12:00")
    assert said[1] == "Đã gửi trả lời; người hỏi được báo ngay."


def test_a_return_to_a_step_and_an_approval_at_once_are_one_of_them(
    database, at_once, rules, office, second, plan_id
):
    bring_to(database, rules, office, plan_id, "format_check")
    version = version_of(database, plan_id)
    back = Deed(plan_id, version, Action.RETURN, note=REASON, target="content_check")

    said = at_once(
        wish(take_step, office.format_checker, back, NOON),
        wish(take_step, second, Deed(plan_id, version, Action.APPROVE), NOON),
    )

    assert one_refused(said)
    returned = ("format_check", "returned") in decisions(database, plan_id)
    assert state_of(database, plan_id) == ("content_check" if returned else "approval")


def test_another_signer_and_the_approval_at_once_are_one_of_them(
    database, at_once, rules, office, plan_id
):
    deputy = a_person(database, office.agency_id, Role.SIGNER, full_name="Hồ Văn Lâm")
    power = an_authority(database, office.agency_id, deputy.person_id, position="PHÓ CHỦ TỊCH")
    bring_to(database, rules, office, plan_id, "approval")
    version = version_of(database, plan_id)

    said = at_once(
        wish(change_signer, office.drafter, SignerChange(plan_id, version, power, REASON), NOON),
        wish(
            take_step,
            office.signer,
            Deed(plan_id, version, Action.APPROVE, password=PASSWORD),
            NOON,
        ),
    )

    assert one_refused(said)
    changed = ("format_check", "voided") in decisions(database, plan_id)
    assert state_of(database, plan_id) == ("format_check" if changed else "signature")
