"""What was built once, put into the database of each later test as it was.

Bringing a plan to a state takes a hundred statements, and hundreds of tests begin there. The first
of them does it by the services; where another asks for the same of a database with the same
content, it gets the content that came of it.
"""

import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Callable, Hashable
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import Any, TypeVar, cast

import psycopg
from psycopg import sql
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.engine import sqlite_file
from webapp.db.models.all import METADATA

Outcome = TypeVar("Outcome")

_COUNTERS = (slice(24, 28), slice(92, 100))
"""Where SQLite counts in its first page how often a file was written."""
_JOURNAL = slice(18, 20)
"""Where it says how the file is to be opened: 2 with a log beside it, 1 without."""


@dataclass(frozen=True)
class _Known:
    outcome: Any
    content: Any
    arguments: object
    """Kept, so that no later object may be taken for one of these."""


_KNOWN: dict[Hashable, _Known] = {}


def once(
    database: Database, key: Hashable, work: Callable[[], Outcome], arguments: object = None
) -> Outcome:
    """Do the work, or put what came of it when the content and the key were the same before.

    Its outcome must be a value that nobody changes, and nothing but the database may change.
    """
    kind: Any = _Sqlite if sqlite_file(database.url) else _Postgres
    before = kind.read(database)
    place = (kind, kind.digest(before), key)
    known = _KNOWN.get(place)
    if known is None:
        outcome = work()
        _KNOWN[place] = _Known(outcome, kind.packed(before, kind.read(database)), arguments)
        return outcome
    kind.put(database, known.content)
    return cast("Outcome", known.outcome)


class _Sqlite:
    """The whole file, page by page: no trigger has a say, and rows stand where they stood."""

    @staticmethod
    def read(database: Database) -> bytes:
        with database.reading() as session:
            connection = cast("sqlite3.Connection", _driver(session))
            return connection.serialize()

    @staticmethod
    def digest(content: bytes) -> bytes:
        page = bytearray(content[:100])
        for counter in _COUNTERS:
            page[counter] = bytes(counter.stop - counter.start)
        digest = blake2b(page, digest_size=16)
        digest.update(memoryview(content)[100:])
        return digest.digest()

    @staticmethod
    def packed(before: bytes, after: bytes) -> bytes:
        del before
        content = bytearray(after)
        content[_JOURNAL] = b"\1\1"
        return zlib.compress(content, 1)

    @staticmethod
    def put(database: Database, content: bytes) -> None:
        with (
            closing(sqlite3.connect(":memory:")) as source,
            closing(sqlite3.connect(cast("str", sqlite_file(database.url)))) as target,
        ):
            source.deserialize(zlib.decompress(content))
            source.backup(target)


class _Postgres:
    """The rows of each table as the server writes them, and what its sequences count."""

    @staticmethod
    def read(database: Database) -> dict[str, list[str]]:
        found = defaultdict(list)
        with database.reading() as session:
            connection = cast("psycopg.Connection[tuple[str, str]]", _driver(session))
            for name, row in connection.execute(_all_rows()):
                found[name].append(row)
        return dict(found)

    @staticmethod
    def digest(content: dict[str, list[str]]) -> bytes:
        # Sorted: where the server puts a row depends on what lay there before.
        rows = "\0".join(sorted(f"{name}\1{row}" for name in content for row in content[name]))
        return blake2b(rows.encode(), digest_size=16).digest()

    @staticmethod
    def packed(before: dict[str, list[str]], after: dict[str, list[str]]) -> sql.Composed:
        """Return the statements that make one content of the other."""
        changed = [
            name for name in sorted({*before, *after}) if before.get(name) != after.get(name)
        ]
        return sql.SQL("; ").join(
            [
                sql.SQL("SET LOCAL session_replication_role = replica"),  # no trigger forbids
                *(_changes(name, before.get(name, []), after.get(name, [])) for name in changed),
            ]
        )

    @staticmethod
    def put(database: Database, content: sql.Composed) -> None:
        with database.transaction() as session:
            cast("psycopg.Connection", _driver(session)).execute(content)


_SEQUENCES = ""


@cache
def _all_rows() -> bytes:
    parts = [f"SELECT '{name}', one::text FROM {name} one" for name in METADATA.tables]
    counted = "SELECT '', sequencename || ' ' || last_value FROM pg_sequences WHERE last_value > 0"
    return " UNION ALL ".join([*parts, counted]).encode()


def _changes(name: str, before: list[str], after: list[str]) -> sql.Composable:
    if name == _SEQUENCES:
        counts = (one.split(" ") for one in after)
        return sql.SQL("; ").join(
            sql.SQL("SELECT setval({}, {})").format(sequence, int(last))
            for sequence, last in counts
        )
    kept = len(before) if after[: len(before)] == before else 0
    table = sql.Identifier(name)
    written = "INSERT INTO {table} SELECT * FROM unnest({rows}::{table}[])"
    template = sql.SQL(written if kept else f"DELETE FROM {{table}}; {written}")
    return template.format(table=table, rows=sql.Literal(after[kept:]))


def _driver(session: Session) -> object:
    return session.connection().connection.driver_connection
