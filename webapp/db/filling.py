"""Fill an empty database with the rows of another, of either kind, in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Integer, Table, func, inspect, select, text

from webapp.db import portable, schema
from webapp.db.engine import make_engine, sqlite_file

_FILLED_BY_MIGRATIONS = ("document_types",)
_FOREIGN_KEYS = text(
    "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)"
    " FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"
    " ORDER BY 1, 2"
)
_TRIGGERS = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
_OWN_TRIGGERS = text(
    "SELECT t.tgrelid::regclass::text, quote_ident(t.tgname) FROM pg_trigger t"
    " JOIN pg_class c ON c.oid = t.tgrelid"
    " WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace ORDER BY 1, 2"
)
_SERIAL = text("SELECT pg_get_serial_sequence(quote_ident(:table), :column)")


@contextmanager
def one_transaction(url: str) -> Iterator[Connection]:
    """Open the one transaction of a restore: all of it stays, or the database is as before."""
    path = sqlite_file(url)
    if path:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = make_engine(url)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def first_filled_table(connection: Connection) -> str:
    """Return a table that has rows of somebody's, or nothing when the database is empty."""
    for name, table in portable.tables_of(connection).items():
        if name not in _FILLED_BY_MIGRATIONS and _has_rows(connection, table):
            return name
    return ""


def make_tables(connection: Connection, url: str, revision: str) -> None:
    """Give an empty database the tables of the revision, and no row."""
    if inspect(connection).has_table("alembic_version"):
        schema.downgrade(url, "base", connection)
    schema.upgrade(url, revision, connection)
    tables = portable.tables_of(connection)
    for name in _FILLED_BY_MIGRATIONS:
        if name in tables:
            connection.execute(tables[name].delete())


@contextmanager
def rules_put_aside(connection: Connection) -> Iterator[None]:
    """Let rows come in any order, into closed books too; at the end every rule is there again.

    PostgreSQL looks at every foreign key then, and raises DBAPIError; see `dangling_keys`.
    """
    on_sqlite = connection.dialect.name == "sqlite"
    statements = _rules_of_sqlite(connection) if on_sqlite else _rules_of_postgresql(connection)
    for away, _ in statements:
        connection.exec_driver_sql(away)
    yield
    for _, back in statements:
        connection.exec_driver_sql(back)


def _rules_of_sqlite(connection: Connection) -> list[tuple[str, str]]:
    """Return how each trigger goes and comes back; foreign keys wait for the commit."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    triggers = connection.execute(_TRIGGERS).all()
    return [(f"DROP TRIGGER {name}", definition) for name, definition in triggers]


def _rules_of_postgresql(connection: Connection) -> list[tuple[str, str]]:
    keys = [
        (
            f"ALTER TABLE {table} DROP CONSTRAINT {name}",
            f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}",
        )
        for table, name, definition in connection.execute(_FOREIGN_KEYS)
    ]
    triggers = [
        (
            f"ALTER TABLE {table} DISABLE TRIGGER {name}",
            f"ALTER TABLE {table} ENABLE TRIGGER {name}",
        )
        for table, name in connection.execute(_OWN_TRIGGERS)
    ]
    return [*keys, *triggers]


def dangling_keys(connection: Connection) -> tuple[str, ...]:
    """Return the tables with a row that points to nothing; PostgreSQL has looked by itself."""
    if connection.dialect.name != "sqlite":
        return ()
    found = connection.execute(text("PRAGMA foreign_key_check")).all()
    return tuple(sorted({row[0] for row in found}))


def set_counters(connection: Connection) -> int:
    """Let ids go on after the largest; return how many counters there are (SQLite has none)."""
    count = 0
    for table, column, sequence in _sequences(connection):
        largest = connection.scalar(select(func.max(table.columns[column])))
        connection.execute(
            text("SELECT setval(:sequence, :value, :used)"),
            {"sequence": sequence, "value": largest or 1, "used": largest is not None},
        )
        count += 1
    return count


def _sequences(connection: Connection) -> Iterator[tuple[Table, str, str]]:
    if connection.dialect.name != "postgresql":
        return
    for name, table in portable.tables_of(connection).items():
        for column in table.columns:
            if isinstance(column.type, Integer):
                place = {"table": name, "column": column.name}
                sequence = connection.scalar(_SERIAL, place)
                if sequence:
                    yield table, column.name, sequence


def _has_rows(connection: Connection, table: Table) -> bool:
    return connection.execute(select(table).limit(1)).first() is not None
