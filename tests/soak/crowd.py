"""The processes of an office: web, worker, people; any of them is killed and started again."""

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random

import psycopg

from tests.soak.people import Job, Place

FORKED = multiprocessing.get_context("forkserver")
"""A clean process that has read the program once: a new life begins without delay."""
_STARTING = 15.0
"""Seconds: whoever is killed while it starts proves nothing."""
_SOME_LINES = 150
BANHANH = str(Path(sys.executable).parent / "banhanh")


class Program:
    """`banhanh serve` or `banhanh worker` with all that it started."""

    def __init__(self, what: str, env: Mapping[str, str], log: Path) -> None:
        self.what, self._env, self._log = what, env, log
        self.start()

    def start(self) -> None:
        with self._log.open("ab") as log:
            self._since = time.monotonic()
            self._process = subprocess.Popen(
                [BANHANH, self.what],
                env=dict(self._env), stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    @property
    def at_work(self) -> bool:
        """Tell whether it had the time to start."""
        return time.monotonic() - self._since > _STARTING

    def kill(self) -> None:
        """End it as a power cut does, unless that was done."""
        if self._process.returncode is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


class Person:
    """A process of `people.py`; each life has a ledger of its own."""

    def __init__(self, job: Job, place: Place, what: str, seed: int) -> None:
        self._job, self._place, self.what, self._seed = job, place, what, seed
        self._lives = count(1)
        self.start()

    def start(self) -> None:
        FORKED.set_forkserver_preload([self._job.__module__])
        life = next(self._lives)
        name = f"{self.what}.{life}"
        self._ledger = self._place.folder / name
        self._process = FORKED.Process(
            target=self._job, args=(self._place, name, self._seed * 1000 + life), daemon=True
        )
        self._process.start()

    @property
    def at_work(self) -> bool:
        """Tell whether this life has done some deeds."""
        return self._ledger.exists() and self._ledger.stat().st_size > _SOME_LINES

    def kill(self) -> None:
        self._process.kill()
        self._process.join()


@dataclass
class Backend:
    """A process of PostgreSQL: when one is killed the server throws all out and recovers."""

    address: str
    chance: Random
    what: str = "database"
    _since: float = field(default_factory=time.monotonic)

    @property
    def at_work(self) -> bool:
        """Tell whether it had the time to recover, and people to come back."""
        return time.monotonic() - self._since > _STARTING

    def start(self) -> None:
        """Leave it to PostgreSQL."""

    def kill(self) -> None:
        query = (
            "SELECT pid FROM pg_stat_activity"
            " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() ORDER BY pid"
        )
        try:
            with psycopg.connect(self.address, connect_timeout=5) as connection:
                pids = [pid for (pid,) in connection.execute(query)]
        except psycopg.OperationalError:
            return  # it recovers from the kill before
        self._since = time.monotonic()
        if pids:
            os.kill(self.chance.choice(pids), signal.SIGKILL)


@dataclass
class Crowd:
    """All of them, and how often each was killed."""

    members: list[Program | Person | Backend]
    chance: Random
    kills: dict[str, int] = field(default_factory=dict)

    def trouble(self, calm: float, goes_on: Callable[[], bool]) -> None:
        """Kill one after the other, and start it again, as long as it goes on."""
        while goes_on():
            time.sleep(self.chance.uniform(0, 2 * calm))
            at_work = [member for member in self.members if member.at_work]
            if not at_work:
                continue
            member = self.chance.choice(at_work)
            member.kill()
            kind = member.what.partition("-")[0]
            self.kills[kind] = self.kills.get(kind, 0) + 1
            member.start()

    def end(self) -> None:
        """Kill them all: the last cut."""
        for member in self.members:
            if not isinstance(member, Backend):
                member.kill()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
