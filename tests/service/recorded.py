"""Rows that were built once, put into the empty database of each later test as they are."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.sql import quoted_name

from webapp.db.database import Database
from webapp.db.models.all import METADATA
from webapp.db.models.organisations import AgencyRow, DocumentTypeRow

Rows = Sequence[tuple[str, Sequence[dict[str, Any]]]]
"""Each table's rows, tables that others point to first."""


def is_empty(database: Database) -> bool:
    """Tell whether there is no agency yet."""
    with database.reading() as session:
        return session.scalars(select(AgencyRow.id)).first() is None


def record(database: Database) -> Rows:
    """Return all rows but those that the migrations wrote."""
    tables = [one for one in METADATA.sorted_tables if one is not DocumentTypeRow.__table__]
    with database.reading() as session:
        found = [(one.name, session.execute(select(one)).mappings().all()) for one in tables]
    return [(name, [dict(row) for row in rows]) for name, rows in found if rows]


def put(database: Database, recorded: Rows) -> None:
    """Write the rows as they were; their audit events are among them."""
    with database.transaction() as session:
        connection = session.connection()
        for name, rows in recorded:
            connection.execute(METADATA.tables[name].insert(), rows)
            if connection.dialect.name == "postgresql" and "id" in rows[0]:
                _go_on_after(connection, name, max(row["id"] for row in rows))


def _go_on_after(connection: Connection, table: str, last: int) -> None:
    """Let PostgreSQL count on from the last number; SQLite does so by itself."""
    sequence = func.pg_get_serial_sequence(quoted_name(table, quote=False), "id")
    connection.execute(select(func.setval(sequence, last)))
