"""Rows by the million, past the services: indexes are dropped before and made afterwards."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice, repeat

import psycopg
from sqlalchemy import ColumnDefault, Index, Table

from webapp.db.engine import make_engine, sqlite_file
from webapp.db.filling import set_counters
from webapp.db.models.all import METADATA

Cell = str | int | None
Row = tuple[Cell, ...]
_AT_ONCE = 5_000
_LOADING = ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -400000")
_SETTINGS = ("session_replication_role = replica", "TimeZone = 'UTC'", "work_mem = '256MB'",
             "maintenance_work_mem = '512MB'", "synchronous_commit = off")  # fmt: skip


Lists = Iterable[tuple[tuple[int, str], Sequence[int]]]
"""Beginnings of rows, each with the numbers that end them."""


class Writer:
    """Writes rows into tables; a row holds the named columns, defaults fill in the others."""

    def __init__(self, into: "_Sqlite | _Postgresql") -> None:
        self._into = into

    def write(self, name: str, columns: str, rows: Iterable[Row]) -> None:
        """Write the rows; `columns` are names parted by spaces."""
        named = columns.split()
        rest = [
            one
            for one in METADATA.tables[name].columns
            if one.name not in named and one.default is not None
        ]
        same = tuple(_plain(one.default) for one in rest)
        self._into.put(name, [*named, *(one.name for one in rest)], (row + same for row in rows))

    def write_lists(self, name: str, columns: str, lists: Lists) -> None:
        """Write a row for each number of each list."""
        self._into.put_lists(name, columns.split(), lists)


class _Sqlite:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, name: str, columns: list[str], rows: Iterable[Row]) -> None:
        marks = ", ".join("?" for _ in columns)
        statement = f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})"
        self._connection.executemany(statement, rows)

    def put_lists(self, name: str, columns: list[str], lists: Lists) -> None:
        rows = (zip(*map(repeat, begin), ids, strict=False) for begin, ids in lists)
        self.put(name, columns, chain.from_iterable(rows))


class _Postgresql:
    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    def put(self, name: str, columns: list[str], rows: Iterable[Row]) -> None:
        rest = iter(rows)
        some = iter(lambda: "".join(map(_line, islice(rest, _AT_ONCE))), "")
        self._copy(name, columns, some)

    def put_lists(self, name: str, columns: list[str], lists: Lists) -> None:
        lines = (_lines(_line(begin)[:-1], ids) for begin, ids in lists)
        self._copy(name, columns, lines)

    def _copy(self, name: str, columns: list[str], parts: Iterable[str]) -> None:
        statement = f"COPY {name} ({', '.join(columns)}) FROM STDIN"
        with self._connection.cursor().copy(statement.encode()) as copy:
            for part in parts:
                copy.write(part)


def _lines(begin: str, ids: Sequence[int]) -> str:
    return "".join([f"{begin}\t{one}\n" for one in ids])


@contextmanager
def writing(url: str) -> Iterator[Writer]:
    """Yield the writer; afterwards every index is there and the database is cleaned up."""
    path = sqlite_file(url)
    indexes = [index for table in METADATA.sorted_tables for index in _indexes(table)]
    _each(url, indexes, Index.drop)
    if path:
        with sqlite3.connect(path) as connection:
            for setting in _LOADING:
                connection.execute(f"PRAGMA {setting}")
            with without_triggers(connection):
                yield Writer(_Sqlite(connection))
        connection.close()
        _each(url, indexes, Index.create)
        return
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as server:
        for one in _SETTINGS:
            server.execute(f"SET {one}".encode())
        yield Writer(_Postgresql(server))
        _each(url, indexes, Index.create)
        engine = make_engine(url)
        with engine.begin() as counting:
            set_counters(counting)
        engine.dispose()
        server.execute("VACUUM ANALYZE")


@contextmanager
def without_triggers(connection: sqlite3.Connection) -> Iterator[None]:
    """Take the triggers away for the while, as a replica's role does on PostgreSQL."""
    kept = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    triggers = kept.fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    yield
    for _, statement in triggers:
        connection.execute(statement)


def _indexes(table: Table) -> list[Index]:
    return sorted(table.indexes, key=lambda one: str(one.name))


def _each(url: str, indexes: list[Index], do: Callable[..., None]) -> None:
    engine = make_engine(url)
    with engine.begin() as connection:
        for index in indexes:
            do(index, connection)
    engine.dispose()


def _plain(default: object) -> Cell:
    value = default.arg if isinstance(default, ColumnDefault) else None
    assert isinstance(value, str | int), default
    return int(value) if isinstance(value, bool) else value


def _line(row: Row) -> str:
    cells = ("\\N" if one is None else str(one).replace("\\", "\\\\") for one in row)
    return "\t".join(cells) + "\n"
