"""A deed answers the notices that asked for it: who has done all his work has none of them new."""

from datetime import timedelta

import pytest

from tests.service.builders import NOON, a_person, bring_to, save, take
from tests.service.places import confirmed, in_place
from webapp.db.models.process import NotificationRow
from webapp.domain.people import Role
from webapp.services.notifications import inbox

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


@pytest.fixture
def waiting(database, rules, office, plan_id):
    return bring_to(database, rules, office, plan_id, "content_check")


def new(database, person):
    return [one.kind for one in inbox(database, person).items if not one.read]


def test_who_decides_has_no_new_notice_that_asks_for_it(database, rules, office, waiting):
    assert new(database, office.unit_head) == ["waiting"]

    take(database, rules, office.unit_head, waiting, "approve", now=LATER)

    assert new(database, office.unit_head) == []
    assert new(database, office.format_checker) == ["waiting"]


def test_talk_in_the_text_stays_new(database, rules, office, waiting):
    values = {"agency_id": office.agency_id, "person_id": office.unit_head.person_id}
    save(
        database,
        lambda _: NotificationRow(
            **values,
            plan_id=waiting,
            kind="mentioned",
            message="Nhờ xem giúp.",
            anchor="trao-doi-1",
            created_at=NOON,
        ),
    )

    take(database, rules, office.unit_head, waiting, "approve", now=LATER)

    assert new(database, office.unit_head) == ["mentioned"]


def test_the_absent_person_is_told_of_the_deed_and_asked_no_more(database, rules, office, waiting):
    deputy = a_person(database, office.agency_id, Role.DRAFTER, unit_id=office.unit_id)
    confirmed(database, office, office.unit_head, deputy)

    in_place(database, rules, deputy, office.unit_head, waiting, "approve", now=LATER)

    told = new(database, office.unit_head)
    assert ("in_place" in told, "waiting" in told) == (True, False)
