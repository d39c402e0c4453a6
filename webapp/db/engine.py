"""Engines for both databases: how a connection is set up and how a transaction begins."""

import contextlib
import os
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url

_SQLITE_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # a number already stamped on paper survives a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # INSERT OR REPLACE deletes too
    "PRAGMA busy_timeout = 15000",  # milliseconds; writers queue instead of failing
)


def make_engine(url: str) -> Engine:
    """Return an engine whose transactions are ready for writing from their first statement."""
    place = make_url(url)
    if place.get_backend_name() != "sqlite":
        return create_engine(place, pool_pre_ping=True)
    engine = create_engine(place)
    event.listen(engine, "do_connect", _make_own_file)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def reading_engine(engine: Engine) -> Engine:
    """Return the engine for transactions that read one state of the data, whoever writes meanwhile.

    SQLite does so by itself; PostgreSQL would show each statement another state.
    """
    if engine.dialect.name == "sqlite":
        return engine.execution_options(banhanh_begin="BEGIN")
    return engine.execution_options(postgresql_readonly=True, isolation_level="REPEATABLE READ")


def sqlite_file(url: str) -> str | None:
    """Return the path of the file behind an SQLite address, or None for another database."""
    place: URL = make_url(url)
    return place.database if place.get_backend_name() == "sqlite" else None


def _make_own_file(dialect: object, record: object, args: list[str], values: object) -> None:
    """Let our own account alone read a new file; SQLite gives those beside it the same rights.

    A file that is there keeps the rights that its owner gave it.
    """
    del dialect, record, values
    with contextlib.suppress(OSError):  # SQLite says better why it cannot be
        if args[0] != ":memory:":
            os.close(os.open(args[0], os.O_CREAT | os.O_EXCL, 0o600))


def _set_up_sqlite(connection: Any, record: object) -> None:  # noqa: ANN401 - the driver's own type
    del record
    # The driver's own BEGIN comes too late (before the first change, deferred), which ends in
    # «database is locked» without waiting; transactions begin in `_begin_sqlite` alone.
    connection.isolation_level = None
    for setting in _SQLITE_SETTINGS:
        connection.execute(setting)


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(
        connection.get_execution_options().get("banhanh_begin", "BEGIN IMMEDIATE")
    )
