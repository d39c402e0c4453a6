"""Refused access: told in the log, and bounded so that nobody can fill it."""

from datetime import timedelta

import pytest

from tests.service.builders import NOON, a_person, an_agency
from webapp.domain.errors import ForbiddenError
from webapp.domain.people import Role
from webapp.services import audit, notifications, refused_access
from webapp.services.refused_access import PER_HOUR, SHOWN, Refusal

MINUTE = timedelta(minutes=1)


@pytest.fixture
def agency_id(database):
    return an_agency(database)


@pytest.fixture
def hanh(database, agency_id):
    return a_person(database, agency_id, Role.DRAFTER)


@pytest.fixture
def keeper(database, agency_id):
    return a_person(database, agency_id, Role.ADMINISTRATOR, full_name="Phạm Văn Bảo")


def asked(route="admin.home", status=403, path="/quan-tri", address="10.0.0.1"):
    return Refusal(route, status, "GET", path, address)


def told(database, keeper):
    return refused_access.refusals(database, keeper)


def test_the_administrator_reads_who_was_refused_what_and_from_where(database, hanh, keeper):
    refused_access.note(database, hanh, asked(), NOON)

    (one,) = told(database, keeper)

    assert (one.at, one.name, one.status, one.method) == (NOON, "Lê Thị Hạnh", 403, "GET")
    assert (one.path, one.address, one.silenced) == ("/quan-tri", "10.0.0.1", False)
    assert audit.verify(database) == ()


def test_the_same_is_told_once_a_minute_and_another_page_at_once(database, hanh, keeper):
    for seconds in (0, 30, 59, 61):
        refused_access.note(database, hanh, asked(), NOON + timedelta(seconds=seconds))
    assert [one.at - NOON for one in told(database, keeper)] == [61 * MINUTE / 60, MINUTE * 0]

    refused_access.note(database, hanh, asked("plans.show", 404), NOON + MINUTE)
    refused_access.note(database, hanh, asked(address="10.0.0.2"), NOON + MINUTE)

    assert len(told(database, keeper)) == 4


def test_another_row_of_the_same_kind_is_not_told_within_the_minute(database, hanh, keeper):
    for number in range(5):
        path = f"/ke-hoach/{number}"
        refused_access.note(database, hanh, asked("plans.show", 404, path), NOON)

    assert [one.path for one in told(database, keeper)] == ["/ke-hoach/0"]


def test_after_so_many_in_an_hour_the_log_says_that_it_tells_no_more(database, hanh, keeper):
    for number in range(PER_HOUR + 5):
        refused_access.note(database, hanh, asked(f"room.{number}"), NOON + number * MINUTE / 60)

    found = told(database, keeper)
    assert len(found) == PER_HOUR
    assert [one.silenced for one in found] == [True] + [False] * (PER_HOUR - 1)

    refused_access.note(database, hanh, asked(), NOON + 61 * MINUTE)
    assert len(told(database, keeper)) == PER_HOUR + 1


def notices(database, keeper):
    items = notifications.inbox(database, keeper).items
    return [(one.about, one.message) for one in items]


def test_of_much_in_an_hour_the_administrators_get_one_notice(database, hanh, keeper):
    for number in range(PER_HOUR - 1):
        refused_access.note(database, hanh, asked(f"room.{number}"), NOON)
    assert notices(database, keeper) == []

    refused_access.note(database, hanh, asked("room.last"), NOON)

    ((about, words),) = notices(database, keeper)
    assert about == "refused:"
    assert "Lê Thị Hạnh bị từ chối nhiều lần hoặc gửi quá nhiều" in words


def test_of_forms_sent_too_often_three_times_too_and_once_an_hour(
    database, hanh, keeper, agency_id
):
    for minutes in (0, 1):
        refused_access.note(database, hanh, asked("plans.attach", 429), NOON + minutes * MINUTE)
    refused_access.note(database, hanh, asked(), NOON + 2 * MINUTE)
    assert notices(database, keeper) == []

    for minutes in (3, 4):
        refused_access.note(database, hanh, asked("plans.attach", 429), NOON + minutes * MINUTE)
    other = a_person(database, agency_id, Role.CLERK)
    for minutes in range(3):
        refused_access.note(database, other, asked("plans.attach", 429), NOON + minutes * MINUTE)
    assert len(notices(database, keeper)) == 1

    for minutes in range(70, 73):
        refused_access.note(database, hanh, asked("plans.attach", 429), NOON + minutes * MINUTE)
    assert len(notices(database, keeper)) == 2


def test_one_who_tries_much_does_not_hide_another(database, hanh, keeper, agency_id):
    for number in range(PER_HOUR):
        refused_access.note(database, hanh, asked(f"room.{number}"), NOON)
    other = a_person(database, agency_id, Role.CLERK, full_name="Trần Thị Cúc")

    refused_access.note(database, other, asked(), NOON)

    assert told(database, keeper)[0].name == "Trần Thị Cúc"


def test_an_agency_writes_no_more_than_its_administrator_can_read(
    database, hanh, keeper, monkeypatch
):
    monkeypatch.setattr(refused_access, "SHOWN", 3)
    for number in range(5):
        refused_access.note(database, hanh, asked(f"room.{number}"), NOON)
    assert len(told(database, keeper)) == 3

    refused_access.note(database, hanh, asked("room.7"), NOON + 60 * MINUTE)
    assert told(database, keeper)[0].at == NOON + 60 * MINUTE
    assert SHOWN > PER_HOUR


def test_an_endless_address_is_cut(database, hanh, keeper):
    refused_access.note(database, hanh, asked(path="/" + "a" * 999), NOON)

    assert len(told(database, keeper)[0].path) == 200


def test_others_do_not_read_it_and_another_agency_has_its_own(database, hanh):
    refused_access.note(database, hanh, asked(), NOON)
    elsewhere = a_person(database, an_agency(database, short_name="B"), Role.ADMINISTRATOR)

    assert told(database, elsewhere) == ()
    with pytest.raises(ForbiddenError):
        told(database, hanh)
