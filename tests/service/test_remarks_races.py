"""Two windows of one drafter answer the same remarks, or answer and submit, at the same moment."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, a_plan, an_office, answer_all, bring_to, take, version_of
from webapp.adapters.folders import templates_folder, workflows_folder
from webapp.db.database import Database
from webapp.db.models.remarks import RemarkRow
from webapp.domain.errors import DomainError
from webapp.domain.process import Action
from webapp.services import audit
from webapp.services.answering import Answering, answer_page, save_answers
from webapp.services.rules import Rules
from webapp.services.transitions import Deed, take_step

SPAWN = multiprocessing.get_context("spawn")


@pytest.fixture(autouse=True)
def _importable(monkeypatch, pytestconfig):
    """Let the processes import this module: they start with this process's sys.path."""
    monkeypatch.syspath_prepend(pytestconfig.rootpath)


def act_at_once(url, actor, wish, meeting):
    """Do what is asked at the same moment as the other process; return what came of it."""
    database = Database(url)
    rules = Rules.load(workflows_folder(), templates_folder())
    meeting.wait(60)
    try:
        if isinstance(wish, Answering):
            return save_answers(database, actor, wish, NOON)
        return take_step(database, rules, actor, wish, NOON).message
    except DomainError as refusal:
        return f"refused: {refusal}"
    finally:
        database.close()


def both_at_once(url, actor, wishes):
    with SPAWN.Manager() as manager, ProcessPoolExecutor(2, mp_context=SPAWN) as pool:
        meeting: Barrier = manager.Barrier(2)
        jobs = [pool.submit(act_at_once, url, actor, wish, meeting) for wish in wishes]
        return sorted(job.result() for job in jobs)


@pytest.fixture
def office(database):
    return an_office(database)


@pytest.fixture
def plan_id(database, rules, office):
    """A plan on the drafter's desk with one remark."""
    plan_id = bring_to(database, rules, office, a_plan(database, office), "content_check")
    take(database, rules, office.unit_head, plan_id, "return", note="Thiếu căn cứ")
    return plan_id


def the_remark(database):
    with database.reading() as session:
        return session.scalars(select(RemarkRow)).one()


def an_answer(database, office, plan_id, text):
    stamp = answer_page(database, office.drafter, plan_id).open.stamp
    return Answering(plan_id, stamp, {the_remark(database).id: ("kept", text)})


def test_of_two_windows_one_answer_is_kept(database, database_url, office, plan_id):
    wishes = [an_answer(database, office, plan_id, text) for text in ("Một", "Hai")]

    refused, done = both_at_once(database_url, office.drafter, wishes)

    assert done.startswith("Đã lưu trả lời cả 1 ý kiến")
    assert refused.startswith("refused: Trả lời vừa được lưu từ một cửa sổ khác")
    assert the_remark(database).answer_text in {"Một", "Hai"}
    assert audit.verify(database) == ()


def test_no_answer_slips_past_the_submission(database, database_url, office, plan_id):
    answer_all(database, office.drafter, plan_id)
    changed = an_answer(database, office, plan_id, "Lý do khác")
    submission = Deed(plan_id, version_of(database, plan_id), Action.SUBMIT)

    said = both_at_once(database_url, office.drafter, [changed, submission])

    remark = the_remark(database)
    assert remark.sent_at == NOON
    saved = any(one.startswith("Đã lưu trả lời") for one in said)
    assert remark.answer_text == ("Lý do khác" if saved else "Theo ý kiến đã thống nhất")
