"""A copy that was changed behind the application's back is found."""

import pytest

from tests.service.builders import bring_to
from tests.service.copied import a_copies_series, copy
from tests.service.test_evidence import change, faults


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


@pytest.fixture
def copied(database, rules, office, plan_id):
    a_copies_series(database, office)
    bring_to(database, rules, office, plan_id, "issued")
    copy(database, rules, office, plan_id)


@pytest.mark.usefixtures("copied")
@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("UPDATE plan_copies SET amount = 9", "bản sao số 03/SY-UBND khác nhật ký"),
        ("UPDATE plan_copies SET kind = 'trich_sao'", "bản sao số 03/SY-UBND khác nhật ký"),
        (
            "UPDATE plan_copies SET source_sha256 = word_sha256",
            "bản sao số 03/SY-UBND khác nhật ký",
        ),
        (
            "UPDATE register_rows SET recipients = 'x' WHERE number = 3",
            "bản sao số 03/SY-UBND khác nhật ký",
        ),
        ("DELETE FROM plan_copies", "thiếu bản sao số 03/SY-UBND"),
        (
            "UPDATE register_rows SET number = 4 WHERE number = 3",
            "bản sao số 04/SY-UBND không có trong nhật ký",
        ),
    ],
)
def test_a_changed_copy_is_found(database, statement, message):
    assert faults(database) == []

    change(database.url, statement)

    assert message in {one.message for one in faults(database)}
