"""The newest seal of every row, on disk while rows are looked at: there may be millions."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from webapp.db.seals import GONE

_TABLE = """
CREATE TABLE seals (place TEXT, chain INTEGER, at TEXT, seal TEXT, PRIMARY KEY (place, chain))
WITHOUT ROWID
"""
_SET_UP = (
    "PRAGMA cache_size = -65536",  # 64 MB
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    _TABLE,
    "BEGIN",  # never ended: else each row by itself is written to the file
)
_HEAR = "INSERT OR REPLACE INTO seals VALUES (?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Heard:
    """What one event says of one row."""

    place: str
    chain: int
    at: datetime
    seal: str


class NewestSeals:
    """Hears the events of each chain in their order; then asked for rows, and for those left."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        for statement in _SET_UP:
            connection.execute(statement)

    def hear(self, some: Iterable[Heard]) -> None:
        """Take what events say: a later one of the same chain holds instead of an earlier."""
        rows = ((one.place, one.chain, one.at.isoformat(), one.seal) for one in some)
        self._connection.executemany(_HEAR, rows)

    def take(self, places: Collection[str]) -> dict[str, set[str]]:
        """Return and forget the seals that may hold for each place that an event tells of."""
        marks = ",".join("?" * len(places))
        named = f"FROM seals WHERE place IN ({marks})"
        query = f"SELECT place, at, seal {named}"
        found = defaultdict(list)
        for place, at, seal in self._connection.execute(query, [*places]):
            found[place].append((at, seal))
        self._connection.execute(f"DELETE {named}", [*places])
        return {place: _newest(told) for place, told in found.items()}

    def left(self) -> Iterator[str]:
        """Yield the places not asked for whose newest seal is that of a row."""
        rows = self._connection.execute("SELECT place, at, seal FROM seals ORDER BY place")
        for place, told in groupby(rows, itemgetter(0)):
            if GONE not in _newest([(at, seal) for _, at, seal in told]):
                yield place


@contextmanager
def newest_seals() -> Iterator[NewestSeals]:
    """Open an empty place that is dropped at the end."""
    with closing(sqlite3.connect("", isolation_level=None)) as connection:
        yield NewestSeals(connection)


def _newest(told: Collection[tuple[str, str]]) -> set[str]:
    """Choose among the last words of several chains: by the row's own count, else by the time."""
    latest = max(_order(at, seal) for at, seal in told)
    return {seal for at, seal in told if _order(at, seal) == latest}


def _order(at: str, seal: str) -> tuple[int, str]:
    count, counted, _ = seal.partition(":")
    return int(count) if counted and count.isdigit() else 0, at
