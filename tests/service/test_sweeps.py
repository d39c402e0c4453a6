"""The background work on both kinds of queue, as the worker does it."""

from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from huey.serializer import SignedSerializer
from sqlalchemy import select

from tests.service.builders import NOON, a_person, an_agency, save
from webapp.adapters.mail import Post
from webapp.db.models.process import NotificationRow
from webapp.jobs.sweeps import Letters, build_jobs, make_queue


@pytest.fixture(params=["file", "redis"])
def queue(request, tmp_path):
    """A queue of either kind."""
    url = request.getfixturevalue("redis_url") if request.param == "redis" else ""
    made = make_queue(url, tmp_path / "var", "k")
    made.storage.flush_all()
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


def test_a_message_that_was_not_signed_with_the_key_is_not_opened(queue, tmp_path):
    class Planted:
        def __reduce__(self):
            return (Path.touch, (tmp_path / "opened",))

    queue.storage.enqueue(SignedSerializer("another key", "banhanh").serialize(Planted()))

    with pytest.raises(ValueError, match="mismatch"):
        queue.dequeue()
    assert not (tmp_path / "opened").exists()


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


def waiting(queue):
    """Take all that is on the queue."""
    return list(iter(queue.dequeue, None))


def test_many_kicks_wake_the_worker_once(sqlite_database, rules, queue):
    jobs = build_jobs(queue, sqlite_database, rules, lambda: NOON)

    for _ in range(5):
        jobs.kick()

    assert len(waiting(queue)) == 3


def test_what_is_kicked_while_a_sweep_runs_is_swept_after_it(sqlite_database, rules, queue):
    jobs = build_jobs(queue, sqlite_database, rules, lambda: NOON)
    jobs.kick()
    for task in waiting(queue):
        queue.execute(task)

    jobs.kick()

    assert len(waiting(queue)) == 3


def test_a_wake_up_that_was_lost_with_its_worker_is_forgotten_within_the_minute(
    sqlite_database, rules, queue
):
    jobs = build_jobs(queue, sqlite_database, rules, lambda: NOON)
    jobs.kick()
    waiting(queue)
    for task in queue.read_periodic(NOON):
        queue.execute(task)

    jobs.kick()

    assert len(waiting(queue)) == 3


def test_of_two_workers_whose_clocks_ring_one_sweeps(sqlite_database, rules, queue):
    minute = [NOON]
    jobs = build_jobs(queue, sqlite_database, rules, lambda: minute[0])
    (letters,) = (one for one in queue.read_periodic(NOON) if one.name == "letters_each_minute")
    queue.execute(letters)
    an_unsent_notification(sqlite_database)

    queue.execute(letters)
    assert sent_at(sqlite_database) is None
    minute[0] = NOON + timedelta(minutes=1)
    queue.execute(letters)

    assert sent_at(sqlite_database) == minute[0]
    assert jobs.deliver() == 0


def test_what_is_committed_while_letters_are_sent_does_not_wait_for_the_next_minute(
    sqlite_database, rules, tmp_path
):
    looks = []

    def a_wake_up_while_at_work():
        looks.append(NOON)
        if len(looks) == 1:
            second = Thread(target=jobs.deliver)
            second.start()
            second.join()
        return NOON

    queue = make_queue("", tmp_path, "k")
    jobs = build_jobs(queue, sqlite_database, rules, a_wake_up_while_at_work)
    jobs.deliver()

    assert len(looks) == 2


def test_a_second_sweep_finds_nothing_to_do(database, rules, tmp_path):
    an_unsent_notification(database)
    jobs = build_jobs(make_queue("", tmp_path, "k"), database, rules, lambda: NOON)

    assert (jobs.deliver(), jobs.deliver()) == (1, 0)


def test_with_a_mail_server_what_cannot_be_written_to_stands_in_the_inbox(
    database, rules, tmp_path
):
    an_unsent_notification(database)
    nobody = Letters(Post("127.0.0.1", 1, "ban-hanh@xa.example"), "https://ban-hanh.example")
    jobs = build_jobs(make_queue("", tmp_path, "k"), database, rules, lambda: NOON, nobody)

    assert jobs.deliver() == 0

    assert sent_at(database) == NOON


def test_a_queue_that_is_down_fails_no_request(sqlite_database, rules, tmp_path, caplog):
    queue = make_queue(f"unix://{tmp_path}/nobody.sock", tmp_path, "k")
    jobs = build_jobs(queue, sqlite_database, rules, lambda: NOON)

    jobs.kick()

    assert "next minute's sweep" in caplog.text
