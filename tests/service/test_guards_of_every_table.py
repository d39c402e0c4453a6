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

ANOTHER = {
    bool: True, bytes: b"x", date: date(2026, 3, 3), datetime: datetime(2026, 3, 3, tzinfo=UTC),
    float: 1.0, int: 7_008, str: "khác",
}  # fmt: skip
WAITING = {"answer", "outcome"}
MOMENT = ANOTHER[datetime]
CHANGES_ONCE: dict[str, tuple[dict[str, object], set[str]]] = {
    "access_grants": ({"outcome": "confirmed"}, {"decided_at", "decided_by", "reason"}),
    "ballots": ({"vote": "agree"}, {"answered_at", "late", "text"}),
    "calendar_days": ({"ended_at": MOMENT}, {"end_reason", "ended_by"}),
    "consultations": ({"answer": "agree"}, {"asked_stand_in_id", "due_on", "ended_at", "words"}),
    "dossier_papers": ({"removed_at": MOMENT}, {"removal_reason", "removed_by"}),
    "finding_dismissals": ({"revoked_at": MOMENT}, {"revoked_by"}),
    "polls": ({"closed_at": MOMENT}, {"closed_by"}),
    "remarks": (
        {"sent_at": MOMENT},
        {"answer", "answer_text", "answered_at", "answered_by", "sent_ordinal"},
    ),
    "stand_ins": (
        {"confirmed_at": MOMENT},
        {"confirmed_by", "end_reason", "ended_at", "ended_by", "version"},
    ),
}
"""What ends or answers such a row, and the other columns that may come with it."""


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
        row = {one.name: None if one.nullable else a_value(one) for one in table.columns}
        row |= dict.fromkeys(WAITING & {*row}, "waiting")
        connection.execute(insert(table).values(row))
    if not on_sqlite:
        connection.execute(text("SET session_replication_role = origin"))


def a_value(column, values=ANYTHING):
    kind = column.type
    return values[getattr(kind, "impl_instance", kind).python_type]


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
    """Try it, and take it back."""
    tried = connection.begin_nested()
    try:
        connection.execute(statement)
    except DBAPIError:
        return True
    finally:
        tried.rollback()
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


def test_a_row_that_is_ended_keeps_what_it_said(connection):
    for name, (end, with_it) in CHANGES_ONCE.items():
        table = Base.metadata.tables[name]
        left = {
            one.name
            for one in table.columns
            if one.name not in {"id", *end}
            and not is_refused(
                connection, update(table).values({**end, one.name: a_value(one, ANOTHER)})
            )
        }

        assert left == with_it, name
