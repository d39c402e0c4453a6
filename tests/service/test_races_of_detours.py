"""Real processes that ask, reply, pass on and return at the same moment, on both databases."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from threading import Barrier

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
from tests.service.records import decisions, state_of
from webapp.adapters.folders import templates_folder, workflows_folder
from webapp.db.database import Database
from webapp.domain.errors import DomainError
from webapp.domain.people import Role
from webapp.domain.process import Action
from webapp.services import audit
from webapp.services.changing_signer import SignerChange, change_signer
from webapp.services.consulting import Asking, Reply, ask, reply, take_back
from webapp.services.rules import Rules
from webapp.services.transferring import Transferring, transfer
from webapp.services.transitions import Deed, take_step

SPAWN = multiprocessing.get_context("spawn")


@pytest.fixture(autouse=True)
def _importable(monkeypatch, pytestconfig):
    """Let the processes import this module: they start with this process's sys.path."""
    monkeypatch.syspath_prepend(pytestconfig.rootpath)


def do(database, rules, actor, wish):
    """Do what is wished; return what the person is told."""
    match wish:
        case Deed():
            return take_step(database, rules, actor, wish, NOON).message
        case Asking():
            return ask(database, rules, actor, wish, NOON)
        case Reply():
            return reply(database, rules, actor, wish, NOON)
        case Transferring():
            return transfer(database, rules, actor, wish, NOON)
        case SignerChange():
            return change_signer(database, rules, actor, wish, NOON)
    plan_id, question_id = wish
    return take_back(database, rules, actor, plan_id, question_id, now=NOON)


def act_at_once(url, actor, wish, meeting):
    """Do what is asked at the same moment as the other process; return what came of it."""
    database = Database(url)
    rules = Rules.load(workflows_folder(), templates_folder())
    meeting.wait(60)
    try:
        return do(database, rules, actor, wish)
    except DomainError as refusal:
        return f"refused: {refusal}"
    finally:
        database.close()


def both_at_once(url, *acts):
    with SPAWN.Manager() as manager, ProcessPoolExecutor(2, mp_context=SPAWN) as pool:
        meeting: Barrier = manager.Barrier(2)
        jobs = [pool.submit(act_at_once, url, actor, wish, meeting) for actor, wish in acts]
        return [job.result() for job in jobs]


def one_refused(said):
    return [one.startswith("refused: ") for one in said].count(True) == 1


@pytest.fixture
def second(database, office):
    return a_person(database, office.agency_id, Role.FORMAT_CHECKER, full_name="Hồ Văn Lâm")


def test_a_transfer_and_a_decision_at_once_are_one_of_them(
    database, database_url, rules, office, second, plan_id
):
    bring_to(database, rules, office, plan_id, "format_check")
    version = version_of(database, plan_id)

    said = both_at_once(
        database_url,
        (office.format_checker, Transferring(plan_id, version, second.person_id, REASON)),
        (second, Deed(plan_id, version, Action.APPROVE)),
    )

    assert one_refused(said)
    made = {decision for key, decision in decisions(database, plan_id) if key == "format_check"}
    assert ("transferred" in made) != ("approved" in made)
    assert audit.verify(database) == ()


def test_a_question_and_its_own_decision_at_once_are_one_of_them(
    database, database_url, rules, office, second, plan_id
):
    bring_to(database, rules, office, plan_id, "approval")
    version = version_of(database, plan_id)

    said = both_at_once(
        database_url,
        (office.signer, Asking(plan_id, version, "ask", second.person_id, QUESTION)),
        (office.signer, Deed(plan_id, version, Action.APPROVE, password=PASSWORD)),
    )

    assert one_refused(said)
    asked = bool(questions(database, plan_id))
    assert state_of(database, plan_id) == ("approval" if asked else "signature")


def test_a_reply_and_a_taking_back_at_once_end_the_question_once(
    database, database_url, rules, office, second, plan_id
):
    bring_to(database, rules, office, plan_id, "approval")
    put(database, rules, office.signer, plan_id, second)
    question = questions(database, plan_id)[0]

    replied, taken = both_at_once(
        database_url,
        (second, Reply(plan_id, question.id, "agree")),
        (office.signer, (plan_id, question.id)),
    )

    answer = questions(database, plan_id)[0].answer
    if answer == "agree":
        assert replied == "Đã gửi trả lời; người hỏi được báo ngay."
        assert taken.endswith("không cần rút nữa.")
    else:
        assert answer == "taken_back"
        assert replied.startswith("refused: Phạm Quốc Toản đã rút câu hỏi lúc")
        assert taken == "Đã rút câu hỏi; anh/chị quyết định được ngay."


def test_a_double_tap_on_a_reply_is_one_reply(
    database, database_url, rules, office, second, plan_id
):
    bring_to(database, rules, office, plan_id, "approval")
    put(database, rules, office.signer, plan_id, second)
    wish = Reply(plan_id, questions(database, plan_id)[0].id, "agree")

    said = sorted(both_at_once(database_url, (second, wish), (second, wish)))

    assert said[0].startswith("Anh/chị đã trả lời lúc 12:00")
    assert said[1] == "Đã gửi trả lời; người hỏi được báo ngay."


def test_a_return_to_a_step_and_an_approval_at_once_are_one_of_them(
    database, database_url, rules, office, second, plan_id
):
    bring_to(database, rules, office, plan_id, "format_check")
    version = version_of(database, plan_id)
    back = Deed(plan_id, version, Action.RETURN, note=REASON, target="content_check")

    said = both_at_once(
        database_url,
        (office.format_checker, back),
        (second, Deed(plan_id, version, Action.APPROVE)),
    )

    assert one_refused(said)
    returned = ("format_check", "returned") in decisions(database, plan_id)
    assert state_of(database, plan_id) == ("content_check" if returned else "approval")


def test_another_signer_and_the_approval_at_once_are_one_of_them(
    database, database_url, rules, office, plan_id
):
    deputy = a_person(database, office.agency_id, Role.SIGNER, full_name="Hồ Văn Lâm")
    power = an_authority(database, office.agency_id, deputy.person_id, position="PHÓ CHỦ TỊCH")
    bring_to(database, rules, office, plan_id, "approval")
    version = version_of(database, plan_id)

    said = both_at_once(
        database_url,
        (office.drafter, SignerChange(plan_id, version, power, REASON)),
        (office.signer, Deed(plan_id, version, Action.APPROVE, password=PASSWORD)),
    )

    assert one_refused(said)
    changed = ("format_check", "voided") in decisions(database, plan_id)
    assert state_of(database, plan_id) == ("format_check" if changed else "signature")
