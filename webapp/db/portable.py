"""Rows as lines of JSON that mean the same on either database.

A table is a line with the names of its columns, then a line for each row in the order of its key.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    DateTime,
    LargeBinary,
    MetaData,
    String,
    Table,
    collate,
    select,
)

from webapp.db.engine import make_engine, reading_engine

LEFT_OUT = ("alembic_version", "sign_ins", "sign_in_failures")
"""The version stands in the manifest. Sign-in sessions are not brought back: one that was revoked
after the backup would live again."""
_AT_ONCE = 500
_FILES_AT_ONCE = 8
"""Rows that are held in memory: a row with a file may be large."""


@contextmanager
def one_state(url: str) -> Iterator[Connection]:
    """Open a connection that sees one state of all tables, whoever writes meanwhile."""
    engine = make_engine(url)
    try:
        with reading_engine(engine).connect() as connection:
            yield connection
    finally:
        engine.dispose()


def tables_of(connection: Connection) -> dict[str, Table]:
    """Return the tables as they are in the database, whatever its version."""
    found = MetaData()
    found.reflect(connection)
    return {name: found.tables[name] for name in sorted(found.tables) if name not in LEFT_OUT}


def lines_of(connection: Connection, table: Table) -> Generator[bytes, None, None]:
    """Yield a table's lines; the same rows give the same bytes on either database."""
    yield _line([column.name for column in table.columns])
    query = select(table).order_by(*(_in_byte_order(connection, key) for key in table.primary_key))
    some = {"yield_per": _at_once(table)}
    with connection.execute(query, execution_options=some) as rows:
        for row in rows:
            yield _line([_plain(value) for value in row])


def load(connection: Connection, table: Table, lines: Iterable[bytes]) -> None:
    """Insert the rows of a table's lines."""
    rest = iter(lines)
    names = json.loads(next(rest))
    columns = [table.columns[name] for name in names]
    readers = [_reader_of(column) for column in columns]
    while batch := list(islice(rest, _at_once(table))):
        rows = [_row(names, readers, json.loads(line)) for line in batch]
        connection.execute(table.insert(), rows)


def _row(
    names: Sequence[str], readers: Sequence[Callable[[Any], object]], values: Sequence[Any]
) -> dict[str, object]:
    return {
        name: None if value is None else read(value)
        for name, read, value in zip(names, readers, values, strict=True)
    }


def _at_once(table: Table) -> int:
    has_files = any(isinstance(column.type, LargeBinary) for column in table.columns)
    return _FILES_AT_ONCE if has_files else _AT_ONCE


def _in_byte_order(connection: Connection, column: Column[Any]) -> Any:  # noqa: ANN401 - an expression
    """SQLite compares text byte by byte; PostgreSQL does so when it is told."""
    if connection.dialect.name == "postgresql" and isinstance(column.type, String):
        return collate(column, "C")
    return column


def _line(values: Sequence[object]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value
        return aware.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return b64encode(value).decode("ascii")
    return value


def _reader_of(column: Column[Any]) -> Callable[[Any], object]:
    for kind, read in _READERS:
        if isinstance(column.type, kind):
            return read
    return _as_it_is


def _as_it_is(value: Any) -> object:  # noqa: ANN401 - what JSON holds
    return value


_READERS: tuple[tuple[type, Callable[[Any], object]], ...] = (
    (DateTime, datetime.fromisoformat),
    (Date, date.fromisoformat),
    (LargeBinary, b64decode),
)
