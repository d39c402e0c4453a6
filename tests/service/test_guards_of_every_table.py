"""Which tables the database keeps from being deleted or written over, whoever writes.

Each gets a row that nothing but its triggers could refuse to change.
"""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import delete, event, insert, text, update
from sqlalchemy.exc import DBAPIError

from webapp.db.engine import make_engine
from webapp.db.models.declarative import Base

WRITTEN_ONCE = {
    "audit_events", "blobs", "briefs", "comment_mentions", "comment_turns", "comments",
    "dispatch_returns", "dispatches", "handovers", "line_files", "number_reservations",
    "plan_copies", "plan_links", "recall_answers", "register_closings", "revisions",
    "signed_copies", "workflow_versions",
}  # fmt: skip
NEVER_DELETED = (WRITTEN_ONCE - {"blobs"}) | {
    "access_grants", "audit_heads", "ballots", "calendar_days", "consultations", "dossier_papers",
    "explanations", "finding_dismissals", "outside_opinions", "plan_copy_pdfs", "plans", "polls",
    "recipients", "register_rows", "remarks", "series_years", "stand_ins", "steps",
}  # fmt: skip
ANYTHING = {
    bool: False, bytes: b"", date: date(2026, 3, 2), datetime: datetime(2026, 3, 2, tzinfo=UTC),
    float: 0.0, int: 7_007, str: "",
}  # fmt: skip


@pytest.fixture
def connection(database_url):
    """A transaction without rules for what is added; all of it is rolled back."""
    engine = make_engine(database_url)
    if engine.dialect.name == "sqlite":  # which reads this outside transactions alone
        event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA foreign_keys = OFF"))
    try:
        with engine.connect() as connection:
            add_rows(connection)
            yield connection
    finally:
        engine.dispose()


def add_rows(connection):
    on_sqlite = connection.dialect.name == "sqlite"
    for statement in _rules_of_sqlite(connection) if on_sqlite else _rules(connection):
        connection.execute(text(statement))
    for table in Base.metadata.sorted_tables:
        row = {one.name: a_value(one.type) for one in table.columns}
        connection.execute(insert(table).values(row))
    if not on_sqlite:
        connection.execute(text("SET session_replication_role = origin"))


def a_value(kind):
    return ANYTHING[getattr(kind, "impl_instance", kind).python_type]


def _rules_of_sqlite(connection):
    adding = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%BEFORE INSERT%'"
    yield "PRAGMA ignore_check_constraints = ON"
    yield from [f"DROP TRIGGER {name}" for name in connection.scalars(text(adding))]


def _rules(connection):
    checks = "SELECT conrelid::regclass, conname FROM pg_constraint WHERE contype IN ('c', 'f')"
    yield from [
        f"ALTER TABLE {table} DROP CONSTRAINT {name}"
        for table, name in connection.execute(text(checks))
        if table in Base.metadata.tables
    ]
    yield "SET session_replication_role = replica"


def is_refused(connection, statement):
    try:
        with connection.begin_nested():
            connection.execute(statement)
    except DBAPIError:
        return True
    return False


def test_no_row_of_a_kept_table_is_deleted(connection):
    tables = Base.metadata.tables.values()

    refused = {table.name for table in tables if is_refused(connection, delete(table))}

    assert refused == NEVER_DELETED


def test_no_row_that_is_written_once_is_written_over(connection):
    tables = Base.metadata.tables
    same = {name: {(first := next(iter(tables[name].columns))).name: first} for name in tables}

    refused = {
        name for name in tables if is_refused(connection, update(tables[name]).values(same[name]))
    }

    assert refused >= WRITTEN_ONCE
    assert "working_copies" not in refused
