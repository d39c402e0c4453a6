"""What failed for want of room is told apart from what failed otherwise."""

import errno

import pytest
from psycopg.errors import DiskFull, UniqueViolation
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

from webapp.services.readiness import found_no_room


def test_a_full_sqlite_file_has_no_room(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path}/small.db")
    with engine.connect() as connection, pytest.raises(OperationalError) as full:
        connection.exec_driver_sql("PRAGMA max_page_count = 4")
        connection.exec_driver_sql("CREATE TABLE kept (data BLOB)")
        connection.exec_driver_sql("INSERT INTO kept VALUES (zeroblob(100000))")
    engine.dispose()

    assert found_no_room(full.value)


@pytest.mark.parametrize(
    ("error", "no_room"),
    [
        (OperationalError("INSERT", None, DiskFull()), True),
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OperationalError("INSERT", None, UniqueViolation()), False),
        (PermissionError(errno.EACCES, "Permission denied"), False),
        (ZeroDivisionError(), False),
    ],
)
def test_room_is_missed_where_database_or_machine_say_so(error, no_room):
    assert found_no_room(error) is no_room
