"""Two people, or one who taps twice, set the same warning aside at the same moment."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, a_plan, an_office, version_of
from tests.service.faulty import REASON, bring_on, faulty_text, key_of, page_of
from webapp.db.database import Database
from webapp.db.models.findings import DismissalRow
from webapp.services import audit, dismissing
from webapp.services.dismissing import Dismissing

PATIENCE = 600
"""Seconds: a busy machine starts processes slowly."""
SPAWN = multiprocessing.get_context("spawn")


@pytest.fixture(autouse=True)
def _importable(monkeypatch, pytestconfig):
    """Let the processes import this module: they start with this process's sys.path."""
    monkeypatch.syspath_prepend(pytestconfig.rootpath)


def act_at_once(url, actor, deed, meeting):
    """Do what is asked at the same moment as the other process; return what came of it."""
    database = Database(url)
    meeting.wait(PATIENCE)
    try:
        if isinstance(deed, Dismissing):
            return dismissing.dismiss(database, actor, deed, NOON)
        plan_id, dismissal_id = deed
        return dismissing.restore(database, actor, plan_id, dismissal_id, NOON)
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
def wish(database, rules, office):
    """What anybody asks for who sets the warning of a plan in its format check aside."""
    plan_id = a_plan(database, office, faulty_text())
    bring_on(database, rules, office, plan_id, "format_check")
    key = key_of(page_of(database, rules, office.drafter, plan_id))
    return Dismissing(plan_id, version_of(database, plan_id), key, REASON)


def rows(database):
    with database.reading() as session:
        return list(session.scalars(select(DismissalRow)))


def test_a_double_tap_is_one_dismissal(database, database_url, office, wish):
    second, first = both_at_once(database_url, [(office.drafter, wish)] * 2)

    assert first.startswith("Đã bỏ qua cảnh báo")
    assert second == "Anh/chị đã bỏ qua cảnh báo này lúc 12:00 ngày 02/03/2026; không cần làm lại."
    assert len(rows(database)) == 1
    assert audit.verify(database) == ()


def test_drafter_and_checker_at_once_make_one_dismissal(database, database_url, office, wish):
    acts = [(office.drafter, wish), (office.format_checker, wish)]

    told, done = both_at_once(database_url, acts)

    (row,) = rows(database)
    name = "Lê Thị Hạnh" if row.person_id == office.drafter.person_id else "Ngô Thanh Mai"
    assert done.startswith("Đã bỏ qua cảnh báo")
    assert told.startswith(f"{name} đã bỏ qua cảnh báo này")


def test_a_warning_is_restored_once(database, database_url, office, wish):
    dismissing.dismiss(database, office.drafter, wish, NOON)
    deed = (wish.plan_id, rows(database)[0].id)

    said = both_at_once(database_url, [(office.drafter, deed)] * 2)

    assert said == [
        "Anh/chị đã khôi phục cảnh báo này lúc 12:00 ngày 02/03/2026; không cần làm lại.",
        "Đã khôi phục cảnh báo.",
    ]
