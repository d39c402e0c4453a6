"""The background work on both kinds of queue, as the worker does it."""

import shutil
import subprocess
import time

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, a_person, an_agency, save
from webapp.adapters.mail import Post
from webapp.db.models.process import NotificationRow
from webapp.jobs.sweeps import Letters, build_jobs, make_queue


@pytest.fixture
def redis_url(tmp_path):
    """Address of a running Redis server."""
    if shutil.which("redis-server") is None:
        pytest.skip("redis-server is not installed")
    socket = tmp_path / "redis.sock"
    command = ["redis-server", "--port", "0", "--unixsocket", str(socket), "--save", ""]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            while not socket.exists():
                assert server.poll() is None, "redis-server ended at once"
                time.sleep(0.01)
            yield f"unix://{socket}"
        finally:
            server.terminate()


@pytest.fixture(params=["file", "redis"])
def queue(request, tmp_path):
    """A queue of either kind."""
    url = request.getfixturevalue("redis_url") if request.param == "redis" else ""
    made = make_queue(url, tmp_path / "var")
    yield made
    if request.param == "redis":
        made.storage.pool.disconnect()


def an_unsent_notification(database):
    agency_id = an_agency(database)
    person = a_person(database, agency_id)
    save(
        database,
        lambda _: NotificationRow(
            agency_id=agency_id,
            person_id=person.person_id,
            kind="returned",
            message="Kế hoạch bị trả lại.",
            created_at=NOON,
        ),
    )


def sent_at(database):
    with database.reading() as session:
        return session.scalars(select(NotificationRow.sent_at)).one()


def test_a_kick_puts_each_sweep_on_the_queue_once_and_the_worker_delivers(
    sqlite_database, rules, queue
):
    an_unsent_notification(sqlite_database)
    jobs = build_jobs(queue, sqlite_database, rules, lambda: NOON)

    jobs.kick()

    assert sent_at(sqlite_database) is None
    tasks = [jobs.queue.dequeue() for _ in range(3)]
    assert [task.name for task in tasks] == [
        "sweep_when_kicked",
        "letters_when_kicked",
        "pdfs_when_kicked",
    ]
    assert jobs.queue.dequeue() is None
    jobs.queue.execute(tasks[1])
    assert sent_at(sqlite_database) == NOON


def test_the_sweeps_run_every_minute_without_a_kick(sqlite_database, rules, queue):
    jobs = build_jobs(queue, sqlite_database, rules, lambda: NOON)

    due = jobs.queue.read_periodic(NOON)

    assert {task.name for task in due} == {
        "sweep_each_minute",
        "letters_each_minute",
        "pdfs_each_minute",
    }


def test_a_second_sweep_finds_nothing_to_do(database, rules, tmp_path):
    an_unsent_notification(database)
    jobs = build_jobs(make_queue("", tmp_path), database, rules, lambda: NOON)

    assert (jobs.deliver(), jobs.deliver()) == (1, 0)


def test_with_a_mail_server_what_cannot_be_written_to_stands_in_the_inbox(
    database, rules, tmp_path
):
    an_unsent_notification(database)
    nobody = Letters(Post("127.0.0.1", 1, "ban-hanh@xa.example"), "https://ban-hanh.example")
    jobs = build_jobs(make_queue("", tmp_path), database, rules, lambda: NOON, nobody)

    assert jobs.deliver() == 0

    assert sent_at(database) == NOON


def test_a_queue_that_is_down_fails_no_request(sqlite_database, rules, tmp_path, caplog):
    queue = make_queue(f"unix://{tmp_path}/nobody.sock", tmp_path)
    jobs = build_jobs(queue, sqlite_database, rules, lambda: NOON)

    jobs.kick()

    assert "next minute's sweep" in caplog.text
