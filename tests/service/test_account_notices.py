"""Who hears of a changed account, and how long a first password opens it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, PASSWORD, a_person, an_agency
from webapp.db.models.organisations import PersonRow
from webapp.db.models.process import NotificationRow
from webapp.domain.people import Role
from webapp.services import accounts, administration, audit, installation, own_password
from webapp.services.accounts import SignIn
from webapp.services.administration import PersonInput
from webapp.services.own_password import PasswordChange
from webapp.services.passwords import FirstPasswordOverError

NEW = "hoa-sen-trong-dam-2026"
WEEK = timedelta(days=7)
OLD_ADDRESS = "hanh@xa.example"


@pytest.fixture
def agency_id(database):
    return an_agency(database)


@pytest.fixture
def keeper(database, agency_id):
    return a_person(database, agency_id, Role.ADMINISTRATOR, full_name="Phạm Văn Bảo")


@pytest.fixture
def hanh(database, agency_id):
    return a_person(database, agency_id, Role.CLERK, username="hanh", email=OLD_ADDRESS)


@pytest.fixture
def save(database, keeper, hanh):
    """Save the clerk's account with these changes, as the administrator does."""
    values = PersonInput(
        person_id=hanh.person_id, username="hanh", full_name=hanh.full_name, email=OLD_ADDRESS,
        roles=frozenset({Role.CLERK}), version=1,
    )  # fmt: skip

    def saved(**changes):
        administration.save_person(database, keeper, replace(values, **changes), NOON)

    return saved


def sign_in(database, password=NEW, now=NOON):
    return accounts.sign_in(database, SignIn("hanh", password, "10.0.0.1", "Firefox"), now)


def told(database):
    with database.reading() as session:
        return session.scalars(select(NotificationRow).order_by(NotificationRow.id)).all()


def test_who_changes_his_password_is_told(database, hanh):
    token = sign_in(database, PASSWORD).token

    own_password.change_password(database, hanh, token, PasswordChange(PASSWORD, NEW, NEW), NOON)

    (notice,) = told(database)
    assert notice.person_id == hanh.person_id
    assert "vừa được đổi" in notice.message
    assert NEW not in notice.message
    assert (notice.about, notice.address) == ("account:", None)


def test_a_password_set_by_an_administrator_is_told_with_his_name(database, save):
    save(password=NEW)

    (notice,) = told(database)
    assert notice.message.startswith("Phạm Văn Bảo vừa đặt lại mật khẩu của anh/chị.")


def test_of_a_new_address_the_old_one_hears(database, save):
    save(email="khac@xa.example")

    (notice,) = told(database)
    assert (notice.address, "thư điện tử" in notice.message) == (OLD_ADDRESS, True)


def test_nobody_is_told_of_a_first_address_a_new_account_or_what_stayed(database, save, keeper):
    save(email="")
    save(email="khac@xa.example", version=2)
    save(email="khac@xa.example", version=3)
    newcomer = PersonInput(None, "mai.nt", "Nguyễn Thị Mai", password=NEW, email="mai@xa.example")
    administration.save_person(database, keeper, newcomer, NOON)

    assert [one.address for one in told(database) if one.kind == "account"] == [OLD_ADDRESS]


def test_a_password_set_at_the_machine_is_told_and_ends_too(database, hanh):
    installation.reset_password(database, "hanh", NEW, NOON)

    (notice,) = told(database)
    assert (notice.person_id, "Người vận hành" in notice.message) == (hanh.person_id, True)
    with pytest.raises(FirstPasswordOverError):
        sign_in(database, now=NOON + WEEK)


def test_who_works_nowhere_has_no_inbox_and_is_not_told(database):
    installation.add_administrator(database, "he.thong", "Ngô Gia Bảo", NEW, NOON)

    installation.reset_password(database, "he.thong", NEW, NOON)

    assert told(database) == []


def test_a_first_password_opens_the_account_for_seven_days(database, save):
    save(password=NEW)

    assert sign_in(database, now=NOON + WEEK - timedelta(seconds=1)).must_change_password
    with pytest.raises(FirstPasswordOverError, match="quá 7 ngày"):
        sign_in(database, now=NOON + WEEK)


def test_once_changed_it_has_no_end(database, save, hanh):
    save(password=PASSWORD)
    token = sign_in(database, PASSWORD).token
    own_password.change_password(database, hanh, token, PasswordChange(PASSWORD, NEW, NEW), NOON)

    assert not sign_in(database, now=NOON + WEEK).must_change_password


def test_a_first_password_of_before_has_none_either(database, hanh):
    with database.transaction() as session:
        person = session.get_one(PersonRow, hanh.person_id)
        person.must_change_password = True
        audit.record(session, None, "built", now=NOON)

    assert sign_in(database, PASSWORD, NOON + WEEK).must_change_password
