"""The background sweeps: they look at rows, so a crash loses nothing and a repeat harms nothing."""

import logging
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import redis
from huey import Huey, RedisHuey, SqliteHuey, crontab
from huey.serializer import SignedSerializer

from webapp.adapters.mail import Post
from webapp.db.database import Database
from webapp.jobs.outages import quiet_outages
from webapp.services import (
    asked_reminders,
    checked_pages,
    copy_files,
    dispatch_letters,
    dossier_pages,
    mailing,
    moved_deadlines,
    notifications,
    old_pictures,
    old_sign_ins,
    pdf_making,
    recall_reminders,
    reminders,
    reservations,
    transitions,
    uploads,
)
from webapp.services.rules import Rules

_LOG = logging.getLogger(__name__)
_NAME = "banhanh"
_ONE_MINUTE_LATE = 60
"""Seconds after which a wake-up is worth nothing: the minute's own sweep has run."""
_LOOKS = 1.0
"""Seconds between two looks at a queue in a file: somebody waits for his PDF."""


@dataclass(frozen=True, slots=True)
class Letters:
    """Where letters are handed over, and what their links begin with."""

    post: Post
    base_url: str


@dataclass(frozen=True, slots=True)
class Jobs:
    """The queue and the two ways to sweep."""

    queue: Huey
    kick: Callable[[], None]
    """Wakes the worker; call it after a commit. A queue that is down delays, it never fails."""
    sweep: Callable[[], None]
    """Sweeps at once, in this process."""
    deliver: Callable[[], int]
    """Delivers what people are told, in this process; returns how many notifications."""
    make_pdfs: Callable[[], int]
    """Makes the PDF files that wait, in this process; returns how many were tried."""


def make_queue(redis_url: str, folder: Path, key: str) -> Huey:
    """Return the queue: on Redis when its address is given, else a file in the folder.

    Messages are pickled, and opening one runs what it says: so only those signed with the key are.
    """
    signed = SignedSerializer(secret=key, salt=_NAME)
    if redis_url:
        return RedisHuey(_NAME, url=redis_url, results=False, serializer=signed)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = str(folder / "jobs.db")
    return SqliteHuey(_NAME, filename=file, results=False, serializer=signed)


def build_jobs(
    queue: Huey,
    database: Database,
    rules: Rules,
    now: Callable[[], datetime],
    letters: Letters | None = None,
) -> Jobs:
    """Put the sweeps on the queue: each once a minute, however many workers, and when kicked.

    PDF files and mail servers take their time, so they have sweeps of their own.
    """

    def sweep() -> None:
        _look_at_deadlines(database, now())
        _drop_what_is_old(database, now())
        reservations.void_expired(database, now())

    @_one_at_a_time
    def deliver() -> int:
        if letters is None:
            return notifications.deliver_unsent(database, now())
        return _send_letters(database, letters, now)

    @_one_at_a_time
    def make_pdfs() -> int:
        pdf_making.ask_for_issued(database, rules, now())
        return sum(iter(lambda: _make_some_pdfs(database, now()), 0))

    sweeps = {"sweep": sweep, "letters": deliver, "pdfs": make_pdfs}
    woken = [_on_queue(queue, name, work, now) for name, work in sweeps.items()]

    def kick() -> None:
        try:
            for wake in woken:
                wake()
        except (redis.RedisError, sqlite3.Error) as error:
            _LOG.warning("the queue took no wake-up, the next minute's sweep delivers: %s", error)

    return Jobs(queue, kick, sweep, deliver, make_pdfs)


def _send_letters(database: Database, letters: Letters, now: Callable[[], datetime]) -> int:
    """Send what carries papers to their places, then what people are told."""
    dispatch_letters.deliver(database, letters.post, letters.base_url, now)
    return mailing.deliver(database, letters.post, letters.base_url, now)


def _look_at_deadlines(database: Database, now: datetime) -> None:
    """Move deadlines before anybody is passed over or reminded by them."""
    moved_deadlines.move(database, now)
    transitions.pass_overdue_opinions(database, now)
    reminders.remind(database, now)
    asked_reminders.remind(database, now)
    recall_reminders.remind(database, now)


def _drop_what_is_old(database: Database, now: datetime) -> None:
    """Forget what was kept for a term; none of it belongs to the record."""
    uploads.delete_old(database, now)
    old_pictures.drop_old(database, now)
    old_sign_ins.drop_old(database, now)


def _one_at_a_time(work: Callable[[], int]) -> Callable[[], int]:
    """Leave it to a thread that is at it, which then does it once more: it may have looked before.

    Else what was committed while it worked would wait for the next minute.
    """
    at_work, wanted = threading.Lock(), threading.Event()

    def alone() -> int:
        done = 0
        wanted.set()
        while wanted.is_set() and at_work.acquire(blocking=False):
            try:
                wanted.clear()
                done += work()
            finally:
                at_work.release()
        return done

    return alone


def _make_some_pdfs(database: Database, now: datetime) -> int:
    """Make some of plans, their dossiers, their copies, then of checked files; return the count."""
    plans = pdf_making.make_waiting(database, now) + dossier_pages.make_waiting(database, now)
    copies = copy_files.make_waiting(database, now)
    return plans + copies + checked_pages.make_waiting(database, now)


def _on_queue(
    queue: Huey, name: str, work: Callable[[], object], now: Callable[[], datetime]
) -> Callable[[], object]:
    """Have the workers do it each minute; return what puts it on the queue once more."""
    waits = f"{name}_waits"

    def in_worker() -> None:
        queue.storage.delete_data(waits)  # what is committed from here on needs a wake-up again
        work()

    def each_minute() -> None:
        if _is_first(queue, name, now()):
            in_worker()

    queue.periodic_task(crontab(minute="*"), name=f"{name}_each_minute")(each_minute)
    once = queue.task(name=f"{name}_when_kicked", expires=_ONE_MINUTE_LATE)(in_worker)

    def wake() -> None:
        # A wake-up that was lost with its worker is forgotten by the sweep of the next minute.
        if queue.put_if_empty(waits, data=True):
            once()

    return wake


def _is_first(queue: Huey, name: str, now: datetime) -> bool:
    """Tell whether no other worker has swept in this minute: the clock of each of them rings."""
    minute = int(now.timestamp()) // 60
    queue.storage.delete_counter(f"{name}_{minute - 2}")
    return bool(queue.storage.incr(f"{name}_{minute}") == 1)


def work(jobs: Jobs) -> None:
    """Sweep once, then do what the queue says; a signal to end lets it finish what is in hand."""
    quiet_outages()
    jobs.sweep()  # what a crash left undone
    jobs.deliver()
    consumer = jobs.queue.create_consumer(
        workers=2, max_delay=_LOOKS, check_worker_health=True, graceful_signal="TERM"
    )
    consumer.run()
