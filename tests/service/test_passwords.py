import runpy
from dataclasses import replace

import pytest
from argon2 import PasswordHasher

from tests.service.builders import NOON, PASSWORD, a_person, an_agency
from tests.service.meeting import wish
from webapp.db.models.organisations import PersonRow
from webapp.domain.errors import InvalidInputError
from webapp.domain.people import Role
from webapp.services import accounts, passwords
from webapp.services.accounts import SignIn
from webapp.services.passwords import check_strength

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


@pytest.mark.parametrize(
    "password",
    [NEW, "sen no ben ho tay", "Mười-hai-chữ", "🌾 lúa chín vàng 🌾", "kho-doan-" * 14],
)
def test_any_sign_may_stand_in_a_password_and_none_must(password):
    check_strength(password, "hanh.lt")


@pytest.mark.parametrize("password", ["hoa-sen-26.", "hoa sen   26.", "hoa-sen-trong-dam" * 8])
def test_a_password_has_twelve_characters_to_128_and_spaces_in_a_row_are_one(password):
    with pytest.raises(InvalidInputError, match="từ 12 đến 128 ký tự"):
        check_strength(password)


@pytest.mark.parametrize(
    "password",
    [
        "password1234", "qwertyuiop123", "123456789012", "aaaaaaaaaaaa", "iloveyou123456",
        "matkhau123456", "Mậtkhẩu@2026", "anhyeuem12345", "ubnd@123456789", "P@ssw0rd@2026",
        "thu-nghiem-2026",
    ],
)  # fmt: skip
def test_what_everybody_tries_first_is_refused(password):
    with pytest.raises(InvalidInputError, match="dễ đoán"):
        check_strength(password)


def test_the_persons_own_words_are_easy_to_guess_and_the_whole_name_is_refused():
    check_strength("quynhhoa@1987", "mai")
    with pytest.raises(InvalidInputError, match="dễ đoán"):
        check_strength("quynhhoa@1987", "quynhhoa.lt")
    with pytest.raises(InvalidInputError, match="tên đăng nhập"):
        check_strength("cua-Hanh.LT-mua-xuan", "hanh.lt")


def test_a_longer_password_of_before_still_opens():
    before = "hoa-sen-trong-dam" * 10

    assert passwords.matches(OLDER.hash(before), before)
