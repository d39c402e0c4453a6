"""Two people, or one who taps twice, at one dossier or one phiếu at the same moment."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, a_plan, an_office
from tests.service.dossier_files import FACTS, PDF, a_picture, attach
from tests.service.polled import ask, page, the_members
from webapp.db.database import Database
from webapp.db.models.dossier import DossierPaperRow
from webapp.domain.errors import DomainError
from webapp.domain.opinions import Vote
from webapp.services import audit, dossier_deeds, polls
from webapp.services.uploads import Upload

SPAWN = multiprocessing.get_context("spawn")


@pytest.fixture(autouse=True)
def _importable(monkeypatch, pytestconfig):
    """Let the processes import this module: they start with this process's sys.path."""
    monkeypatch.syspath_prepend(pytestconfig.rootpath)


def act_at_once(url, actor, deed, meeting):
    """Do what is asked at the same moment as the other process; return what came of it."""
    database = Database(url)
    meeting.wait(60)
    try:
        return do(database, actor, *deed)
    except DomainError as error:
        return f"refused: {error}"
    finally:
        database.close()


def do(database, actor, kind, target, value):
    if kind == "answer":
        return polls.answer(database, actor, target, value, "", now=NOON)
    if kind == "close":
        return polls.close(database, actor, target, NOON)
    file = Upload("a", value)
    if kind == "attach":
        return dossier_deeds.attach(database, actor, target, FACTS, file, now=NOON).message
    return dossier_deeds.replace(database, actor, target, FACTS, file, now=NOON).message


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


@pytest.fixture
def members(database, office):
    return the_members(database, office)


def rows(database):
    with database.reading() as session:
        return list(session.scalars(select(DossierPaperRow)))


def test_a_double_tap_adds_one_paper(database, database_url, office, plan_id):
    acts = [(office.drafter, ("attach", plan_id, PDF))] * 2

    again, done = both_at_once(database_url, acts)

    assert done.startswith("Đã thêm") or again.startswith("Đã thêm")
    assert "không cần thêm lại" in again + done
    assert len(rows(database)) == 1
    assert audit.verify(database) == ()


def test_two_new_versions_at_once_are_one(database, database_url, office, plan_id):
    first = attach(database, office.drafter, plan_id)
    acts = [(office.drafter, ("replace", first, data)) for data in (a_picture(), a_picture("JPEG"))]

    said = both_at_once(database_url, acts)

    assert [one.startswith("refused:") for one in said] == [True, False] or sorted(
        one.startswith("refused:") for one in said
    ) == [False, True]
    assert len(rows(database)) == 2


def test_a_double_tap_is_one_answer(database, database_url, office, plan_id, members):
    poll_id = ask(database, office.drafter, plan_id, members)
    acts = [(members[0], ("answer", poll_id, Vote.AGREE))] * 2

    said = both_at_once(database_url, acts)

    assert sorted("không cần làm lại" in one for one in said) == [False, True]
    assert page(database, office.drafter, plan_id).polls[0].result.counts[Vote.AGREE] == 1


def test_two_answers_of_one_member_are_the_first_alone(
    database, database_url, office, plan_id, members
):
    poll_id = ask(database, office.drafter, plan_id, members)
    acts = [(members[0], ("answer", poll_id, vote)) for vote in (Vote.AGREE, Vote.DISAGREE)]

    said = both_at_once(database_url, acts)

    assert sorted("chỉ trả lời một lần" in one for one in said) == [False, True]
    assert page(database, office.drafter, plan_id).polls[0].result.silent == 1


def test_an_answer_at_the_closing_is_in_time_or_late(
    database, database_url, office, plan_id, members
):
    poll_id = ask(database, office.drafter, plan_id, members)
    acts = [
        (members[0], ("answer", poll_id, Vote.AGREE)),
        (office.drafter, ("close", poll_id, None)),
    ]

    said = both_at_once(database_url, acts)

    poll = page(database, office.drafter, plan_id).polls[0]
    late = any("muộn" in one for one in said)
    assert poll.is_over
    assert (poll.result.late, poll.result.silent) == ((1, 2) if late else (0, 1))
    assert audit.verify(database) == ()
