"""Every row that an event tells of is held against the hash that the event told."""

from datetime import timedelta

import pytest
from sqlalchemy import (
    Boolean,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    create_engine,
    inspect,
    select,
    text,
    update,
)

from tests.service.builders import NOON, a_plan, an_agency, an_office, bring_to
from tests.service.test_evidence import change
from webapp.db.database import Database
from webapp.db.models.all import METADATA
from webapp.db.models.declarative import Base, UtcDateTime
from webapp.db.models.organisations import AgencyRow
from webapp.db.models.recipients import RecipientGroupRow, RecipientRow
from webapp.db.newest_seals import Heard, newest_seals
from webapp.db.schema import upgrade
from webapp.db.seals import CHAIN, COUNTED, LATER, forms
from webapp.services import audit, seals
from webapp.services.seal_words import PLACES
from webapp.services.seals import SealFault, Unsealed

NOT_HELD = {
    "alembic_version": "says which tables there are",
    "asked_reminders": "a sweep's note of whom it reminded",
    "blobs": "a file is held against its key, its hash",
    "checked_files": "a report about an upload, dropped after a day",
    "counted_calendar": "a sweep's note",
    "dispatch_letters": "a queue",
    "document_types": "filled by migrations, changed by nobody",
    "dossier_pages": "made again of the file that it shows",
    "notifications": "a queue, and what is read",
    "pdf_papers": "made again of the paper that it shows",
    "plan_copy_pdfs": "made again of the copy that it shows",
    "plan_words": "made again of the texts",
    "recall_reminders": "a sweep's note",
    "register_words": "made again of the lines",
    "reminders": "a sweep's note",
    "sign_in_failures": "dropped after a day",
    "sign_ins": "open devices",
    "uploads": "dropped after a day",
    "working_copies": "typed and not saved",
}
"""Tables that no event tells the rows of, and why."""
FIRST = "0044"
"""The migration from which on events tell hashes of rows."""


def found_in(database):
    return list(seals.verify(database))


def test_each_table_is_held_or_says_why_not():
    held = {form.table.name for form in forms()}

    assert held | CHAIN | set(NOT_HELD) == {*METADATA.tables, "alembic_version"}
    assert not held & set(NOT_HELD)
    assert set(PLACES) == held


def test_each_column_of_a_table_is_held_but_those_that_count():
    for form in forms():
        left_out = {one.name for one in form.table.columns} - {one.name for one in form.columns}
        assert left_out == COUNTED.get(form.table.name, set())


def test_a_later_column_says_what_older_rows_hold(tmp_path):
    """Else the seals of all rows from before would be wrong from the migration on."""
    url = f"sqlite:///{tmp_path}/first.db"
    upgrade(url, FIRST)
    engine = create_engine(url)
    then = inspect(engine)
    for form in forms():
        if not then.has_table(form.table.name):
            continue
        known = {one["name"] for one in then.get_columns(form.table.name)}
        later = {one.name for one in form.columns if one.name not in known and not one.nullable}
        assert later == set(LATER.get(form.table.name, {}))
    engine.dispose()


# --- any column of any table


SAMPLES = (
    (Boolean, True),
    (UtcDateTime, NOON),
    (DateTime, NOON),
    (Date, NOON.date()),
    (Integer, 1),
    (LargeBinary, b"x"),
)


def a_sample(column):
    return next((value for kind, value in SAMPLES if isinstance(column.type, kind)), "x")


@pytest.fixture(scope="module")
def filled(migrated_file, tmp_path_factory):
    """A row in every table, all of them told by one event; no trigger is left to mind."""
    path = tmp_path_factory.mktemp("filled") / "banhanh.db"
    path.write_bytes(migrated_file.read_bytes())
    url = f"sqlite:///{path}"
    change(url, "DELETE FROM document_types")
    database = Database(url)
    with database.transaction() as session:
        for pragma in ("ignore_check_constraints", "defer_foreign_keys"):
            session.connection().exec_driver_sql(f"PRAGMA {pragma} = ON")
        for model in sorted((one.class_ for one in Base.registry.mappers), key=str):
            if model.__tablename__ not in CHAIN:
                columns = model.__table__.columns
                session.add(model(**{one.key: a_sample(one) for one in columns}))
        audit.record(session, None, "built", now=NOON)
    yield database
    database.close()


def test_rows_that_nobody_touched_have_no_fault(filled):
    assert audit.verify(filled) == ()
    assert found_in(filled) == []


def key_of(table, values):
    return ".".join(str(values[column.name]) for column in table.primary_key)


def another(column, value):
    """Return another value of the kind that the database holds there."""
    if isinstance(column.type, Boolean | Integer):
        return value + 1
    return value[:-1] + ("1" if value.endswith("0") else "0")


def emptied(column, value):
    return None if column.nullable else value


def changed_everywhere(connection, ordinal, turn):
    """Change the column with the ordinal of each table; yield what has to be found."""
    for form in forms():
        table, column = form.table, form.columns[ordinal % len(form.columns)]
        values = connection.execute(text(f"SELECT * FROM {table}")).mappings().one()
        new = {column.name: turn(column, values[column.name])}
        connection.execute(text(f"UPDATE {table} SET {column.name} = :{column.name}"), new)
        before = f"{PLACES[table.name]} {key_of(table, values)}"
        if new[column.name] == values[column.name]:
            continue
        if not column.primary_key:
            yield SealFault(before, "khác nhật ký")
            continue
        yield SealFault(before, "bị mất")
        if table.name not in COUNTED:
            after = f"{PLACES[table.name]} {key_of(table, {**values, **new})}"
            yield SealFault(after, "không có trong nhật ký")


def put_back(connection):
    for form in forms():
        values = {one.name: a_sample(one) for one in form.table.columns}
        connection.execute(update(form.table).values(values))


@pytest.mark.parametrize("turn", [another, emptied])
def test_a_change_of_any_column_is_found_and_named(filled, turn):
    """By turns the first column of each table, the second …: a look for each would take long."""
    engine = create_engine(filled.url)
    with engine.connect() as connection:
        connection.execute(text("PRAGMA ignore_check_constraints = ON"))
        for ordinal in range(max(len(form.columns) for form in forms())):
            expected = set(changed_everywhere(connection, ordinal, turn))
            connection.commit()
            assert set(found_in(filled)) == expected, ordinal
            put_back(connection)
            connection.commit()
    engine.dispose()


# --- rows that go, come, and change again


@pytest.fixture
def office_and_plan(database, rules):
    office = an_office(database, last_number=114)
    return office, bring_to(database, rules, office, a_plan(database, office), "issued")


@pytest.mark.usefixtures("office_and_plan")
def test_a_plan_on_its_whole_way_has_no_fault(database):
    assert found_in(database) == []


def test_a_row_that_went_or_came_past_the_log_is_found(sqlite_database):
    an_agency(sqlite_database)
    copied = ", ".join(one.name for one in AgencyRow.__table__.columns if one.name != "id")
    change(
        sqlite_database.url,
        f"INSERT INTO agencies (id, {copied}) SELECT 7, {copied} FROM agencies",
        "DELETE FROM agencies WHERE id = 1",
    )

    assert found_in(sqlite_database) == [
        SealFault("cơ quan 7", "không có trong nhật ký"),
        SealFault("cơ quan 1", "bị mất"),
    ]


def grouped(database, *names):
    with database.transaction() as session:
        for row in session.scalars(select(RecipientGroupRow)):
            session.delete(row)
        session.add_all(RecipientGroupRow(recipient_id=1, name=name) for name in names)
        audit.record(session, None, "built", now=NOON)


def test_a_row_that_was_deleted_and_came_again_by_the_log_has_no_fault(database):
    agency_id = an_agency(database)
    with database.transaction() as session:
        session.add(RecipientRow(id=1, agency_id=agency_id, name="UBND tỉnh", folded="ubnd tinh"))
        audit.record(session, None, "built", now=NOON)
    grouped(database, "Các thôn")
    grouped(database, "Các ngành")
    assert found_in(database) == []
    grouped(database, "Các thôn")
    assert found_in(database) == []
    grouped(database)

    assert found_in(database) == []


# --- older rows


@pytest.fixture
def older(sqlite_database):
    """An agency that was written when events told no hashes."""
    an_agency(sqlite_database)
    change(sqlite_database.url, "UPDATE audit_events SET sealed = NULL")
    return sqlite_database


def test_a_row_from_before_is_no_fault_but_is_counted(older):
    (found,) = found_in(older)

    assert isinstance(found, Unsealed)
    assert found.place == "agencies:1"


def test_a_row_from_before_is_held_once_its_hash_was_written_down(older):
    assert seals.seal_the_rest(older, NOON) == 1
    assert found_in(older) == []
    assert audit.verify(older)[1:] == ()  # the first event is the one that lost its column

    change(older.url, "UPDATE agencies SET place = 'An Phươc'")

    assert found_in(older) == [SealFault("cơ quan 1", "khác nhật ký")]


def test_once_hashes_are_written_down_no_row_is_from_before(older):
    seals.seal_the_rest(older, NOON)
    change(older.url, "UPDATE agencies SET id = 2")

    assert SealFault("cơ quan 2", "không có trong nhật ký") in found_in(older)
    assert seals.seal_the_rest(older, NOON) == 0


@pytest.mark.parametrize("nonsense", ["{", "[]"])
def test_an_event_whose_hashes_cannot_be_read_tells_none(older, nonsense):
    change(older.url, f"UPDATE audit_events SET sealed = '{nonsense}'")

    assert found_in(older) == [SealFault("cơ quan 1", "không có trong nhật ký")]


# --- which word holds


def newest(*heard):
    with newest_seals() as told:
        told.hear(heard)
        return told.take(["people:1"]).get("people:1")


LATER_ON = NOON + timedelta(minutes=1)


def test_within_a_chain_the_later_event_holds_whatever_its_time():
    assert newest(Heard("people:1", 1, LATER_ON, "a"), Heard("people:1", 1, NOON, "b")) == {"b"}


def test_between_chains_the_count_of_changes_holds_before_the_time():
    assert newest(Heard("people:1", 1, LATER_ON, "4:a"), Heard("people:1", 2, NOON, "5:b")) == {
        "5:b"
    }


def test_between_chains_the_time_holds_where_changes_are_not_counted():
    assert newest(Heard("people:1", 1, LATER_ON, "a"), Heard("people:1", 2, NOON, "b")) == {"a"}


def test_of_one_time_either_word_holds():
    assert newest(Heard("people:1", 1, NOON, "a"), Heard("people:1", 2, NOON, "b")) == {"a", "b"}
