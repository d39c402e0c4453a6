"""One comment sent twice at once, one thread closed by two people at once."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select

from tests.service.builders import NOON, a_plan, an_office
from webapp.db.database import Database
from webapp.db.models.comments import CommentResolutionRow, CommentRow
from webapp.services import audit, comments
from webapp.services.comments import NewComment

PATIENCE = 600
"""Seconds: a busy machine starts processes slowly."""
SPAWN = multiprocessing.get_context("spawn")
SAYING = NewComment("Ghi rõ thời hạn.", "subject")


@pytest.fixture(autouse=True)
def _importable(monkeypatch, pytestconfig):
    """Let the processes import this module: they start with this process's sys.path."""
    monkeypatch.syspath_prepend(pytestconfig.rootpath)


def act_at_once(url, actor, deed, meeting):
    """Do what is asked at the same moment as the other process; return what came of it."""
    database = Database(url)
    meeting.wait(PATIENCE)
    plan_id, what = deed
    try:
        if isinstance(what, NewComment):
            return comments.add_comment(database, actor, plan_id, what, now=NOON).message
        return comments.resolve_thread(database, actor, plan_id, what, now=NOON)
    finally:
        database.close()


def both_at_once(url, acts):
    with SPAWN.Manager() as manager, ProcessPoolExecutor(2, mp_context=SPAWN) as pool:
        meeting: Barrier = manager.Barrier(2)
        jobs = [pool.submit(act_at_once, url, actor, deed, meeting) for actor, deed in acts]
        return sorted(job.result() for job in jobs)


@pytest.fixture
def office(database):
    return an_office(database)


@pytest.fixture
def plan_id(database, office):
    return a_plan(database, office)


def count(database, row):
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(row))


def test_a_double_tap_is_one_comment(database, database_url, office, plan_id):
    told = both_at_once(database_url, [(office.unit_head, (plan_id, SAYING))] * 2)

    assert sorted(told) == [
        "Trao đổi này đã gửi rồi; không cần gửi lại.",
        "Đã gửi trao đổi.",
    ]
    assert count(database, CommentRow) == 1
    assert audit.verify(database) == ()


def test_author_and_drafter_close_a_thread_once(database, database_url, office, plan_id):
    said = comments.add_comment(database, office.unit_head, plan_id, SAYING, now=NOON)
    deed = (plan_id, said.comment_id)

    told = both_at_once(database_url, [(office.unit_head, deed), (office.drafter, deed)])
    assert sorted(told) == [
        "Trao đổi này đã xong từ 12:00 ngày 02/03/2026; không cần làm lại.",
        "Đã đánh dấu trao đổi này xong.",
    ]
    assert count(database, CommentResolutionRow) == 1
    assert audit.verify(database) == ()
