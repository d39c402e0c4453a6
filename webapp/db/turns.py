"""Turns to write: on SQLite the writers of all processes queue here and wake without delay.

SQLite alone would have them poll with growing pauses, which leaves the file idle between two.
"""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_PATIENCE = 15.0
"""Seconds that a thread waits for the others of its own process."""


class Turns:
    """The queue of one database's writers; without a file nobody waits."""

    def __init__(self, database_file: str | None) -> None:
        self._path = f"{database_file}-turns" if database_file else ""
        self._own_threads = threading.Lock()

    @contextmanager
    def take(self) -> Iterator[None]:
        """Wait for the turn and hold it; a process that dies gives its turn back."""
        if not self._path:
            yield
            return
        if not self._own_threads.acquire(timeout=_PATIENCE):
            raise TimeoutError("no turn to write: a transaction of this process does not end")
        try:
            yield from self._hold()
        finally:
            self._own_threads.release()

    def _hold(self) -> Iterator[None]:
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
        finally:
            os.close(file)
