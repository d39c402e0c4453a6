import threading

import pytest
from sqlalchemy import select, text

from tests.service.builders import NOON, an_agency
from webapp.db import turns
from webapp.db.database import Database
from webapp.db.models.audit import AuditRow
from webapp.db.models.organisations import AgencyRow
from webapp.services import audit


def rename(session, agency_id, name):
    session.get_one(AgencyRow, agency_id).short_name = name
    audit.record(session, None, "save_agency", now=NOON)


def name_of(database, agency_id):
    with database.reading() as session:
        return session.get_one(AgencyRow, agency_id).short_name


def test_a_reader_sees_nothing_of_a_change_that_is_not_committed(database):
    agency_id = an_agency(database, short_name="UBND xã An Phước")

    with database.transaction() as session:
        rename(session, agency_id, "UBND xã Bình An")
        seen = name_of(database, agency_id)

    assert seen == "UBND xã An Phước"
    assert name_of(database, agency_id) == "UBND xã Bình An"


def test_a_failed_transaction_changes_nothing(database):
    agency_id = an_agency(database, short_name="UBND xã An Phước")

    with pytest.raises(ZeroDivisionError), database.transaction() as session:
        rename(session, agency_id, "UBND xã Bình An")
        raise ZeroDivisionError

    assert name_of(database, agency_id) == "UBND xã An Phước"


def test_threads_take_turns_to_write(database):
    agency_id = an_agency(database, short_name="0")

    def count_up():
        for _ in range(5):
            with database.transaction() as session:
                query = select(AgencyRow).where(AgencyRow.id == agency_id).with_for_update()
                row = session.scalars(query).one()
                row.short_name = str(int(row.short_name) + 1)
                audit.record(session, None, "save_agency", now=NOON)

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert name_of(database, agency_id) == "20"


def test_a_transaction_inside_another_is_found_out(sqlite_database, monkeypatch):
    monkeypatch.setattr(turns, "_PATIENCE", 0.01)

    with (
        pytest.raises(TimeoutError, match="does not end"),
        sqlite_database.transaction(),
        sqlite_database.transaction(),
    ):
        pass

    assert an_agency(sqlite_database)  # the turn was given back


def test_sqlite_is_set_up_to_survive_a_power_cut(sqlite_database):
    with sqlite_database.transaction() as session:
        ask = session.connection().exec_driver_sql
        settings = {
            name: ask(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }

    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_moments_come_back_in_utc(database):
    an_agency(database)

    with database.reading() as session:
        (event,) = session.scalars(select(AuditRow)).all()

    assert (event.at, event.at.utcoffset().total_seconds()) == (NOON, 0)


def test_a_database_in_memory_needs_no_turns():
    database = Database("sqlite://")

    with database.transaction() as session:
        assert session.connection().execute(text("SELECT 1")).scalar_one() == 1
    database.close()
