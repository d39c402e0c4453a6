"""A single byte changed behind the application's back is found, wherever it matters."""

import shutil
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import IntegrityError

from tests.service.booking import TODAY, TOMORROW, allow, facts, keep, register, the_day
from tests.service.builders import NOON, a_plan, a_text, an_office, bring_to, take
from webapp.db.database import Database
from webapp.db.models.all import METADATA
from webapp.db.models.audit import AuditRow
from webapp.domain.backup_manifest import ChainHead
from webapp.domain.plan_json import content_hash
from webapp.services import audit, evidence, papers
from webapp.services.book_entries import BookEntry
from webapp.services.book_numbers import Dating
from webapp.services.paper_lines import PaperLine, enter_paper_line
from webapp.services.reservations import void_expired

GUARDED = {
    "audit_events": (
        "at", "actor_id", "actor_name", "action", "plan_id", "subject", "details",
        "previous_hash", "hash", "ordinal",
    ),
    "audit_heads": ("ordinal", "hash"),
    "blobs": ("sha256", "content"),
    "revisions": ("ordinal", "content_sha256"),
    "steps": ("decided_by", "decided_at", "revision_sha256"),
    "register_rows": ("number", "notation", "promulgated_on", "status"),
    "plans": ("state", "code_number", "promulgated_on"),
}  # fmt: skip
"""Columns of which no byte can change unseen."""
DECIDED = "steps.decision IN ('approved', 'returned')"


@pytest.fixture
def issued(database, rules, office):
    return an_issued_plan(database, rules, office)


def an_issued_plan(database, rules, office):
    """Take a plan all the way, saved once by an event that names its text's hash."""
    plan_id = a_plan(database, office)
    with database.transaction() as session:
        saved = {"revision": 1, "sha256": content_hash(a_text())}
        audit.record(session, office.drafter, "save", now=NOON, plan=plan_id, details=saved)
    return bring_to(database, rules, office, plan_id, "issued")


def faults(database):
    return [*audit.verify(database), *evidence.verify(database)]


def change(url, *statements):
    """Change rows as somebody with the database's own tools could, past triggers and keys."""
    engine = create_engine(url)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text("PRAGMA foreign_keys = OFF"))
            connection.execute(text("PRAGMA ignore_check_constraints = ON"))
            named = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            for name in connection.scalars(text(named)).all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            connection.execute(text("SET session_replication_role = replica"))
        for statement in statements:
            connection.execute(text(statement) if isinstance(statement, str) else statement)
        connection.commit()
    engine.dispose()


@pytest.mark.usefixtures("issued")
def test_what_was_not_touched_has_no_fault(database):
    assert faults(database) == []


def test_a_plan_that_went_back_and_on_has_no_fault(database, rules, office):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "format_check")
    take(database, rules, office.format_checker, plan_id, "return")
    take(database, rules, office.unit_head, plan_id, "pass_on")
    take(database, rules, office.drafter, plan_id, "submit")
    bring_to(database, rules, office, a_plan(database, office), "approval")

    assert faults(database) == []


def test_a_voided_number_has_no_fault_and_cannot_come_back(database, rules, office, issued):
    take(database, rules, office.clerk, issued, "void")
    assert faults(database) == []

    change(
        database.url,
        "UPDATE register_rows SET status = 'issued', void_reason = '', voided_at = NULL",
    )

    assert [one.message for one in evidence.verify(database)] == [
        "việc cấp hoặc hủy số 115/KH-UBND khác nhật ký"
    ]


def test_a_download_is_no_text_and_hides_no_changed_state(database, rules, office, issued):
    papers.download(database, rules, office.clerk, issued, None, now=NOON)
    assert faults(database) == []

    change(database.url, "UPDATE plans SET state = 'signed'")

    assert "trạng thái khác nhật ký" in [one.message for one in evidence.verify(database)]


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (
            "UPDATE blobs SET content = (SELECT content FROM blobs ORDER BY sha256 LIMIT 1)",
            "nội dung đã bị sửa",
        ),
        ("UPDATE plans SET state = 'voided'", "trạng thái khác nhật ký"),
        (
            "UPDATE revisions SET content = replace(content, 'tiết kiệm', 'tốn kém')",
            "lời văn của bản 1 đã bị sửa",
        ),
        ("UPDATE revisions SET content = '[]'", "lời văn của bản 1 đã bị sửa"),
        ("UPDATE revisions SET content = '{'", "lời văn của bản 1 đã bị sửa"),
        ("UPDATE revisions SET ordinal = 2", "thiếu bản 1"),
        ("UPDATE revisions SET content_sha256 = 'x'", "mã của bản 1 khác nhật ký"),
        (
            "UPDATE register_rows SET promulgated_on = '2026-03-01'",
            "ngày của dòng sổ số 115/KH-UBND khác nhật ký",
        ),
        (
            "UPDATE register_rows SET notation = 'KH-UBNĐ'",
            "dòng sổ số 115/KH-UBNĐ không có trong nhật ký",
        ),
        ("UPDATE register_rows SET promulgated_on = '2026-03-01'", "số hoặc ngày khác sổ đăng ký"),
        (
            "UPDATE steps SET decided_by = 2 WHERE step_key = 'approval'",
            "quyết định ở bước «approval» lần trình 1 không có trong nhật ký",
        ),
        (
            "UPDATE steps SET revision_sha256 = 'x' WHERE step_key = 'approval'",
            "quyết định ở bước «approval» lần trình 1 gắn với bản văn không có trong nhật ký",
        ),
    ],
)
@pytest.mark.usefixtures("issued")
def test_a_changed_record_is_named(database, statement, message):
    change(database.url, statement)

    assert message in [one.message for one in evidence.verify(database)]


@pytest.mark.usefixtures("issued")
def test_an_older_event_of_a_number_tells_the_day_by_its_own_moment(database):
    older = "UPDATE audit_events SET details = replace(details, '\"day\"', '\"then\"')"
    change(database.url, older)
    assert list(evidence.verify(database)) == []

    change(database.url, "UPDATE register_rows SET promulgated_on = '2026-03-01'")

    assert "ngày của dòng sổ số 115/KH-UBND khác nhật ký" in [
        one.message for one in evidence.verify(database)
    ]


@pytest.fixture
def book(sqlite_database):
    """A book with every kind of line: registered, kept for a day, crossed out, from paper."""
    office = an_office(sqlite_database, last_number=114)
    allow(sqlite_database, office, reserves_numbers=True)
    keep(sqlite_database, office, count=2)
    keep(sqlite_database, office, count=1, day=the_day(4))
    register(sqlite_database, office)
    void_expired(sqlite_database, TOMORROW)
    register(sqlite_database, office, now=TOMORROW, dating=Dating(TODAY))
    paper = PaperLine("5", facts(sqlite_database), the_day(1), BookEntry())
    enter_paper_line(sqlite_database, office.clerk, paper, NOON)
    return sqlite_database


def test_a_book_of_other_papers_has_no_fault(book):
    assert faults(book) == []


@pytest.mark.parametrize(
    ("where", "changed"),
    [
        ("number = 118", "number = 120"),
        ("number = 119", "promulgated_on = '2026-03-03'"),
        ("number = 118", "promulgated_on = '2026-03-03'"),
        ("number = 118", "status = 'reserved'"),
        ("number = 117", "status = 'issued'"),
        ("number = 115", "status = 'reserved'"),
        ("number = 5", "notation = 'KH'"),
    ],
)
def test_a_changed_line_of_another_paper_is_found(book, where, changed):
    change(book.url, f"UPDATE register_rows SET {changed} WHERE {where}")

    assert list(evidence.verify(book))


@pytest.mark.parametrize("details", ["[]", "{"])
@pytest.mark.usefixtures("issued")
def test_an_event_that_was_changed_into_nothing_says_nothing(database, details):
    change(database.url, f"UPDATE audit_events SET details = '{details}' WHERE action = 'create'")

    assert faults(database)
    assert list(evidence.verify(database)) == []


@pytest.mark.usefixtures("issued")
def test_an_inserted_event_is_found(database, office):
    change(
        database.url,
        "INSERT INTO audit_events (agency_id, ordinal, at, actor_name, action, subject, details,"
        " previous_hash, hash) SELECT agency_id, ordinal + 1, at, actor_name, 'x', '', '{}', hash,"
        f" 'y' FROM audit_events WHERE agency_id = {office.agency_id}"
        " ORDER BY ordinal DESC LIMIT 1",
    )

    assert {one.message for one in audit.verify(database)} == {
        "nội dung đã bị sửa",
        "phần cuối của nhật ký bị cắt",
    }


def test_a_chain_that_was_written_anew_does_not_hold_against_an_older_head(
    database, office, issued
):
    with database.reading() as session:
        noted = [
            ChainHead(row.agency_id, row.ordinal, row.hash)
            for row in session.scalars(select(AuditRow).where(AuditRow.plan_id == issued))
        ]
    assert audit.verify_against(database, [ChainHead(0, 0, ""), *noted]) == ()

    write_anew(database, office.agency_id)

    assert audit.verify(database) == ()
    assert audit.verify_against(database, noted[-1:]) == (
        audit.ChainFault(office.agency_id, noted[-1].ordinal, "khác với bản sao lưu"),
    )


def write_anew(database, agency_id):
    """Forge the whole chain: the first event is another, and every hash fits."""
    events, previous = METADATA.tables["audit_events"], ""
    with database.reading() as session:
        query = select(events).where(events.c.agency_id == agency_id).order_by(events.c.ordinal)
        rows = [dict(row) for row in session.execute(query).mappings()]
    for row in rows:
        row |= {"actor_name": "Ai đó", "previous_hash": previous}
        del row["hash"]
        row["hash"] = previous = audit._digest(row)  # noqa: SLF001 - a forger reads our code
    change(
        database.url,
        f"UPDATE audit_heads SET hash = '{previous}' WHERE agency_id = {agency_id}",
        f"DELETE FROM audit_events WHERE agency_id = {agency_id}",
        events.insert().values(rows),
    )


# --- any byte


def another(value, draw):
    """Return the value with one byte, digit or letter of it changed."""
    if value is None:
        return 1
    if isinstance(value, bytes):
        place = draw(st.integers(0, len(value) - 1))
        return value[:place] + bytes([value[place] ^ 1]) + value[place + 1 :]
    if isinstance(value, int):
        return value + draw(st.sampled_from([-1, 1, 1000]))
    # Any sign between the day and the hour reads as the same moment.
    places = st.integers(0, max(0, len(value) - 1)).filter(lambda i: value[i : i + 1] != " ")
    place = draw(places)
    old = value[place : place + 1]
    new = str((int(old) + 1) % 10) if old.isdigit() else "x" if old != "x" else "y"
    return value[:place] + new + value[place + 1 :]


@pytest.fixture
def whole(sqlite_url, rules, tmp_path):
    """A way to have the address of a new SQLite file with a plan that was issued."""
    database = Database(sqlite_url)
    office = an_office(database, last_number=114)
    an_issued_plan(database, rules, office)
    database.close()
    change(sqlite_url, "PRAGMA wal_checkpoint(TRUNCATE)")
    copies = (tmp_path / f"{i}.db" for i in count())

    def a_copy():
        path = next(copies)
        shutil.copy(sqlite_url.removeprefix("sqlite:///"), path)
        return f"sqlite:///{path}"

    return a_copy


@given(st.data())
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_changed_byte_of_a_guarded_field_is_found(whole, data):
    url = whole()
    table = data.draw(st.sampled_from(sorted(GUARDED)))
    column = data.draw(st.sampled_from(sorted(GUARDED[table])))
    engine = create_engine(url)
    with engine.connect() as connection:
        where = f"WHERE {DECIDED}" if table == "steps" else ""
        query = text(f"SELECT rowid, {column} FROM {table} {where} ORDER BY rowid")
        row_id, value = data.draw(st.sampled_from(connection.execute(query).all()))
    engine.dispose()

    changed = text(f"UPDATE {table} SET {column} = :value WHERE rowid = :row_id")
    try:
        change(url, changed.bindparams(value=another(value, data.draw), row_id=row_id))
    except IntegrityError:
        return  # two rows of one key: the database itself refuses

    database = Database(url)
    try:
        assert faults(database), (table, column, row_id, value)
    finally:
        database.close()


@pytest.mark.parametrize(
    ("table", "column"), [("audit_events", "at"), ("register_rows", "promulgated_on")]
)
def test_a_moment_that_is_none_any_more_is_a_fault(whole, table, column):
    url = whole()
    change(url, f"UPDATE {table} SET {column} = 'hôm qua'")

    database = Database(url)
    assert "có dòng không đọc được nữa" in [one.message for one in faults(database)]
    database.close()
