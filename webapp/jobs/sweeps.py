"""The background sweeps: they look at rows, so a crash loses nothing and a repeat harms nothing."""

import logging
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import redis
from huey import Huey, RedisHuey, SqliteHuey, crontab

from webapp.db.database import Database
from webapp.services import notifications, transitions, uploads

_LOG = logging.getLogger(__name__)
_NAME = "banhanh"
_ONE_MINUTE_LATE = 60
"""Seconds after which a wake-up is worth nothing: the minute's own sweep has run."""


@dataclass(frozen=True, slots=True)
class Jobs:
    """The queue and the two ways to sweep."""

    queue: Huey
    kick: Callable[[], None]
    """Wakes the worker; call it after a commit. A queue that is down delays, it never fails."""
    sweep: Callable[[], int]
    """Sweeps at once, in this process; returns how many notifications were delivered."""


def make_queue(redis_url: str, folder: Path) -> Huey:
    """Return the queue: on Redis when its address is given, else a file in the folder."""
    if redis_url:
        return RedisHuey(_NAME, url=redis_url, results=False)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return SqliteHuey(_NAME, filename=str(folder / "jobs.db"), results=False)


def build_jobs(queue: Huey, database: Database, now: Callable[[], datetime]) -> Jobs:
    """Put the sweeps on the queue: one each minute, one for each kick."""

    def sweep() -> int:
        transitions.pass_overdue_opinions(database, now())
        uploads.delete_old(database, now())
        return notifications.deliver_unsent(database, now())

    def sweep_in_worker() -> None:
        sweep()

    woken = queue.task(name="sweep_when_kicked", expires=_ONE_MINUTE_LATE)(sweep_in_worker)
    queue.periodic_task(crontab(minute="*"), name="sweep_each_minute")(sweep_in_worker)

    def kick() -> None:
        try:
            woken()
        except (redis.RedisError, sqlite3.Error) as error:
            _LOG.warning("the queue took no wake-up, the next minute's sweep delivers: %s", error)

    return Jobs(queue, kick, sweep)


def work(jobs: Jobs) -> None:
    """Sweep once, then do what the queue says, until a signal ends the process."""
    jobs.sweep()  # what a crash left undone
    jobs.queue.create_consumer(workers=1, check_worker_health=True).run()
