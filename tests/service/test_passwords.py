import runpy
from dataclasses import replace

import pytest
from argon2 import PasswordHasher

from tests.service.builders import NOON, PASSWORD, a_person, an_agency
from tests.service.meeting import wish
from webapp.db.models.organisations import PersonRow
from webapp.domain.people import Role
from webapp.services import accounts, passwords
from webapp.services.accounts import SignIn

NEW = "hoa-sen-trong-dam-2026"
OLDER = PasswordHasher(time_cost=1, memory_cost=16, parallelism=1)


@pytest.fixture
def agency_id(database):
    return an_agency(database)


def hash_of(database, person):
    with database.reading() as session:
        return session.get_one(PersonRow, person.person_id).password_hash


def signed_in(database):
    return accounts.sign_in(database, SignIn("hanh", PASSWORD, "10.0.0.1", "Firefox"), NOON)


def test_an_outdated_hash_is_renewed_by_the_right_password(database, agency_id):
    before = OLDER.hash(PASSWORD)
    hanh = a_person(database, agency_id, Role.DRAFTER, username="hanh", password_hash=before)

    signed_in(database)

    assert hash_of(database, hanh) != before
    assert signed_in(database).person_id == hanh.person_id


def test_a_hash_of_today_stays_as_it_is(database, agency_id):
    hanh = a_person(database, agency_id, Role.DRAFTER, username="hanh")
    before = hash_of(database, hanh)

    signed_in(database)

    assert hash_of(database, hanh) == before


def test_two_devices_sign_in_at_once_while_the_hash_is_renewed(database, at_once):
    before = OLDER.hash(PASSWORD)
    a_person(database, an_agency(database), Role.DRAFTER, username="hanh", password_hash=before)
    there = SignIn("hanh", PASSWORD, "10.0.0.2", "Chrome")

    told = at_once(
        wish(accounts.sign_in, replace(there, browser="Firefox"), NOON),
        wish(accounts.sign_in, there, NOON),
    )

    assert len({one.token for one in told}) == 2


def test_passwords_are_hashed_by_the_recipe_of_owasp():
    as_shipped = runpy.run_path(passwords.__file__)

    assert as_shipped["hash_password"](NEW).startswith("$argon2id$v=19$m=19456,t=2,p=1$")
