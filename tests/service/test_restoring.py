"""A backup brought to an empty database of either kind: all of it, or nothing."""

import json
import multiprocessing
import zipfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from hashlib import sha256

import pytest
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.exc import DBAPIError

from tests.conftest import a_blank_url
from tests.service.booking import MIDNIGHT, register
from tests.service.builders import (
    NOON,
    PASSWORD,
    a_person,
    a_plan,
    an_office,
    bring_to,
    take,
    the_way,
)
from tests.service.test_backups import rewritten
from tests.service.test_races import register_one
from webapp.db import portable
from webapp.db.database import Database
from webapp.db.models.numbers import RegisterRow, SeriesYearRow
from webapp.db.models.organisations import PersonRow, SignInRow
from webapp.db.models.plans import BlobRow
from webapp.db.schema import check, upgrade
from webapp.domain.backup_manifest import DamagedBackupError
from webapp.domain.errors import InvalidInputError
from webapp.services import accounts, audit, backups, book_hash, restoring
from webapp.services.closing import Closing, close_book

SPAWN = multiprocessing.get_context("spawn")
WRITERS = 2


@pytest.fixture(autouse=True)
def _importable(monkeypatch, pytestconfig):
    """Let the processes import this module: they start with this process's sys.path."""
    monkeypatch.syspath_prepend(pytestconfig.rootpath)


@pytest.fixture
def anywhere(blank_url):
    """A database without any table, of each kind."""
    database = Database(blank_url)
    yield database
    database.close()


@pytest.fixture
def elsewhere(request, database_url, tmp_path):
    """A database without any table, of the kind that is backed up."""
    with a_blank_url(request, database_url.partition(":")[0].partition("+")[0], tmp_path) as url:
        database = Database(url)
        yield database
        database.close()


@pytest.fixture
def place(tmp_path):
    return tmp_path / "kept"


def digests(url):
    """Return a hash of every table's rows."""
    with portable.one_state(url) as connection:
        return {
            name: sha256(b"".join(portable.lines_of(connection, table))).hexdigest()
            for name, table in portable.tables_of(connection).items()
        }


def write_until(url, office, stop):
    """Number letters until told to stop."""
    database = Database(url)
    while not stop.is_set():
        with database.transaction() as session:
            register_one(session, office, fails=False)
    database.close()


def numbers_of(database):
    with database.reading() as session:
        query = select(RegisterRow.number).order_by(RegisterRow.number)
        return list(session.scalars(query))


def test_what_is_restored_is_what_was_there(database, rules, office, anywhere, place):
    bring_to(database, rules, office, a_plan(database, office), "issued")
    a_plan(database, office)
    made = backups.make(database.url, place, NOON)

    restored = restoring.restore(anywhere, made.path)

    assert digests(anywhere.url) == digests(database.url)
    assert (restored.manifest, restored.upgraded_to) == (made.manifest, "")
    assert audit.verify(anywhere) == ()
    check(anywhere.url)


def test_blobs_are_equal_byte_for_byte(database, rules, office, elsewhere, place):
    bring_to(database, rules, office, a_plan(database, office), "approval")

    restoring.restore(elsewhere, backups.make(database.url, place, NOON).path)

    with elsewhere.reading() as session:
        kept = session.execute(select(BlobRow.sha256, BlobRow.content)).all()
    assert len(kept) == 2
    assert all(sha256(content).hexdigest() == digest for digest, content in kept)


def test_a_backup_among_writers_is_one_state_of_them(
    database, database_url, office, elsewhere, place
):
    with SPAWN.Manager() as manager, ProcessPoolExecutor(WRITERS, mp_context=SPAWN) as pool:
        stop = manager.Event()
        jobs = [pool.submit(write_until, database_url, office, stop) for _ in range(WRITERS)]
        while not numbers_of(database):
            assert not any(job.done() for job in jobs)
        made = [backups.make(database_url, place / f"{i}.zip", NOON) for i in range(4)]
        stop.set()
        assert [job.result() for job in jobs] == [None] * WRITERS

    restoring.restore(elsewhere, made[-1].path)

    numbers = numbers_of(elsewhere)
    assert audit.verify(elsewhere) == ()
    assert numbers == list(range(115, 115 + len(numbers)))
    assert len(numbers) < len(numbers_of(database))
    with elsewhere.reading() as session:
        assert session.scalars(select(SeriesYearRow.last_number)).one() == numbers[-1]


def test_people_go_on_where_the_backup_stopped(database, rules, office, elsewhere, place):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "numbering")
    restoring.restore(elsewhere, backups.make(database.url, place, NOON).path)

    bring_on(elsewhere, rules, office, plan_id)
    another = bring_to(elsewhere, rules, office, a_plan(elsewhere, office), "issued")

    assert another > plan_id
    assert numbers_of(elsewhere) == [115, 116]
    assert audit.verify(elsewhere) == ()


def bring_on(database, rules, office, plan_id):
    """Number the plan that waits for its number."""
    actor, action, more = the_way(office)[-1]
    take(database, rules, actor, plan_id, action, **more)


def test_a_closed_book_comes_back_closed(database, office, elsewhere, place):
    last = register(database, office)
    wanted = Closing(office.series_id, 2026, 1, confirmed=True)
    close_book(database, office.clerk, wanted, MIDNIGHT)
    restoring.restore(elsewhere, backups.make(database.url, place, NOON).path)

    assert numbers_of(elsewhere) == [115]
    assert book_hash.verify_closed(elsewhere) == ()
    with pytest.raises(DBAPIError):
        run(elsewhere.url, f"UPDATE register_rows SET note = 'x' WHERE id = {last.row_id}")
    with pytest.raises(DBAPIError):
        run(elsewhere.url, "UPDATE audit_events SET action = 'x'")


def test_new_rows_get_new_ids(database, office, elsewhere, place):
    restoring.restore(elsewhere, backups.make(database.url, place, NOON).path)

    person = a_person(elsewhere, office.agency_id)

    assert person.person_id > office.administrator.person_id


def test_people_sign_in_with_their_password_and_old_sessions_are_gone(
    database, office, elsewhere, place
):
    with database.reading() as session:
        name = session.get_one(PersonRow, office.clerk.person_id).username
    accounts.sign_in(database, accounts.SignIn(name, PASSWORD), NOON)

    restoring.restore(elsewhere, backups.make(database.url, place, NOON).path)

    with elsewhere.reading() as session:
        assert session.scalar(select(func.count()).select_from(SignInRow)) == 0
    opened = accounts.sign_in(elsewhere, accounts.SignIn(name, PASSWORD), NOON)
    assert opened.person_id == office.clerk.person_id


@pytest.mark.usefixtures("office_here")
def test_an_upgraded_empty_database_counts_as_empty(sqlite_database, anywhere, place):
    upgrade(anywhere.url)

    restoring.restore(anywhere, backups.make(sqlite_database.url, place, NOON).path)

    assert digests(anywhere.url) == digests(sqlite_database.url)


@pytest.fixture
def office_here(sqlite_database):
    """An agency on SQLite, for tests that look at the destination alone."""
    return an_office(sqlite_database)


@pytest.mark.usefixtures("office")
def test_a_database_with_data_is_kept(database, place):
    made = backups.make(database.url, place, NOON)
    before = digests(database.url)

    with pytest.raises(InvalidInputError, match="đã có dữ liệu"):
        restoring.restore(database, made.path)

    assert digests(database.url) == before


def test_a_backup_of_a_newer_version_is_refused(sqlite_url, anywhere, place):
    made = backups.make(sqlite_url, place, NOON)
    with_manifest(made.path, schema="9999")

    with pytest.raises(InvalidInputError, match="phiên bản mới hơn"):
        restoring.restore(anywhere, made.path)


def with_manifest(path, **changes):
    """Change the archive's manifest, as a program with other tables would write it."""
    rewritten(
        path, backups.MANIFEST, lambda data: json.dumps({**json.loads(data), **changes}).encode()
    )


def run(url, *statements):
    """Write past the application, as somebody with the database's own tools could."""
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))
    finally:
        engine.dispose()


OLD_ROW = (
    "INSERT INTO agencies (id, name, parent_name, short_name, abbreviation, place, collective,"
    " head_title, return_directly, blank_date, version)"
    " VALUES (7, 'XÃ', '', 'Xã', 'UBND', 'Xã', 'UBND', 'CHỦ TỊCH', 0, 'day', 1)"
)


def test_an_older_backup_is_brought_to_the_tables_of_today(tmp_path, anywhere, place):
    old = f"sqlite:///{tmp_path}/old.db"
    upgrade(old, "0019")
    run(old, OLD_ROW)
    made = backups.make(old, place, NOON)
    upgrade(old)

    restored = restoring.restore(anywhere, made.path)

    assert restored.manifest.schema == "0019"
    assert restored.upgraded_to > "0019"
    assert digests(anywhere.url) == digests(old)
    check(anywhere.url)


def rest_of(url):
    """Return what a refused restore left: no table, or tables without rows of anybody."""
    with portable.one_state(url) as connection:
        return list(portable.tables_of(connection))


def test_a_row_that_points_to_nothing_stops_the_restore(sqlite_database, anywhere, place):
    an_office(sqlite_database)
    run(sqlite_database.url, "DELETE FROM agencies")
    made = backups.make(sqlite_database.url, place, NOON)

    with pytest.raises(DamagedBackupError, match="không có gì được ghi"):
        restoring.restore(anywhere, made.path)

    assert rest_of(anywhere.url) == []


def test_a_table_that_the_version_does_not_know_stops_the_restore(sqlite_url, anywhere, place):
    run(sqlite_url, "CREATE TABLE strange (id INTEGER PRIMARY KEY)")
    made = backups.make(sqlite_url, place, NOON)

    with pytest.raises(DamagedBackupError, match="bảng lạ «strange»"):
        restoring.restore(anywhere, made.path)

    assert rest_of(anywhere.url) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda rows: [*reversed(rows)], "khác bản sao lưu"),
        (lambda rows: [*rows[1:], rows[1]], "không nhận được bản sao lưu"),
    ],
    ids=["order", "twice"],
)
def test_rows_that_come_back_otherwise_stop_the_restore(sqlite_url, anywhere, place, change, said):
    made = backups.make(sqlite_url, place, NOON)
    name = backups.part_of("document_types")
    with zipfile.ZipFile(made.path) as packed:
        names, *rows = packed.read(name).splitlines(keepends=True)
    mixed_up = b"".join([names, *change(rows)])
    parts = [asdict(part) for part in made.manifest.parts]
    for part in parts:
        if part["table"] == "document_types":
            part["sha256"] = sha256(mixed_up).hexdigest()
    rewritten(made.path, name, lambda _: mixed_up)
    with_manifest(made.path, parts=parts)

    with pytest.raises(DamagedBackupError, match=said):
        restoring.restore(anywhere, made.path)

    assert rest_of(anywhere.url) == []


def test_the_key_comes_out_as_it_went_in(sqlite_url, place):
    made = backups.make(sqlite_url, place, NOON, key="k" * 40)

    assert restoring.key_of(made.path) == "k" * 40
