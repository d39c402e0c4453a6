"""A second factor: what it opens, what it refuses, and who may take it away."""

from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from tests.service.builders import NOON, PASSWORD, a_membership, a_person, an_agency
from tests.service.meeting import wish
from webapp.adapters.vault import Vault
from webapp.db.models.audit import AuditRow
from webapp.db.models.process import NotificationRow
from webapp.db.models.second_factors import RecoveryCodeRow, SecondFactorRow
from webapp.domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from webapp.domain.people import Role
from webapp.services import accounts, audit, one_time_codes, seals, second_factors
from webapp.services.accounts import SignIn
from webapp.services.second_factors import CodeNeededError, NewFactor, WrongCodeError
from webapp.services.sign_in_failures import TooManyFailuresError

VAULT = Vault("a key of the tests")
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
HALF = timedelta(seconds=30)
LATER = NOON + 10 * HALF
OFF = {"turn_off_second_factor", "reset_second_factor"}


@pytest.fixture
def agency_id(database):
    return an_agency(database)


@pytest.fixture
def hanh(database, agency_id):
    return a_person(database, agency_id, Role.CLERK, username="hanh")


@pytest.fixture
def keeper(database, agency_id):
    return a_person(database, agency_id, Role.ADMINISTRATOR)


def code_at(moment):
    return pyotp.TOTP(SECRET).at(moment)


def turn_on(database, person):
    factor = NewFactor(SECRET, code_at(NOON), VAULT)
    return second_factors.turn_on(database, person, factor, NOON)


@pytest.fixture
def papers(database, hanh):
    """The recovery codes of the clerk, who has turned it on."""
    return turn_on(database, hanh)


def sign_in(database, code, *, now=LATER, vault=VAULT, password=PASSWORD):
    asked = SignIn("hanh", password, "10.0.0.1", "Firefox", code)
    return accounts.sign_in(database, asked, now, vault)


def events(database):
    with database.reading() as session:
        rows = session.scalars(select(AuditRow).order_by(AuditRow.agency_id, AuditRow.ordinal))
        return [(row.action, row.subject) for row in rows if row.action != "built"]


def told(database):
    with database.reading() as session:
        return session.scalars(select(NotificationRow.message).order_by(NotificationRow.id)).all()


@pytest.mark.usefixtures("papers")
def test_the_code_of_the_phone_opens_beside_the_password(database, hanh):
    assert sign_in(database, code_at(LATER)).person_id == hanh.person_id


@pytest.mark.usefixtures("papers")
def test_without_a_code_the_password_does_not_open_and_no_try_is_counted(database):
    for _ in range(6):
        with pytest.raises(CodeNeededError):
            sign_in(database, " ")

    assert sign_in(database, code_at(LATER)).token


@pytest.mark.usefixtures("papers")
def test_a_code_opens_once_and_an_earlier_one_no_more(database):
    sign_in(database, code_at(LATER))

    for moment in (LATER, LATER - HALF):
        with pytest.raises(WrongCodeError):
            sign_in(database, code_at(moment))


def refused(database, code, now=LATER):
    with pytest.raises(WrongCodeError):
        sign_in(database, code, now=now)


def warnings(database):
    return [words for words in told(database) if "mã xác thực đã dùng" in words]


def test_its_owner_hears_of_a_code_that_was_used_again_once_an_hour(database, papers):
    sign_in(database, code_at(LATER))
    sign_in(database, papers[0])
    refused(database, "000000")
    assert not warnings(database)

    refused(database, code_at(LATER))
    refused(database, papers[0])

    assert len(warnings(database)) == 1
    assert "báo ngay quản trị" in warnings(database)[0]
    assert events(database).count(("code_used_again", "person:1")) == 1

    refused(database, papers[0], LATER + timedelta(minutes=61))
    assert len(warnings(database)) == 2


@pytest.mark.usefixtures("papers")
@pytest.mark.parametrize(("away", "opens"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_wrong(database, away, opens):
    code = code_at(LATER + away * HALF)

    if opens:
        assert sign_in(database, f"{code[:3]} {code[3:]}").token
    else:
        with pytest.raises(WrongCodeError):
            sign_in(database, code)


@pytest.mark.usefixtures("papers")
def test_the_code_that_turned_it_on_opens_no_more(database):
    with pytest.raises(WrongCodeError):
        sign_in(database, code_at(NOON), now=NOON)


@pytest.mark.usefixtures("papers")
def test_wrong_codes_are_counted_like_wrong_passwords(database):
    for _ in range(5):
        with pytest.raises(WrongCodeError):
            sign_in(database, "000000")

    with pytest.raises(TooManyFailuresError):
        sign_in(database, code_at(LATER))


def test_a_recovery_code_opens_once_however_it_is_typed(database, hanh, papers):
    assert sign_in(database, papers[3].lower().replace("-", " ")).token
    assert second_factors.standing(database, hanh.person_id).codes_left == len(papers) - 1

    with pytest.raises(WrongCodeError):
        sign_in(database, papers[3])


def test_a_recovery_code_opens_for_its_owner_alone(database, agency_id, papers):
    turn_on(database, a_person(database, agency_id, username="lan"))

    with pytest.raises(WrongCodeError):
        accounts.sign_in(database, SignIn("lan", PASSWORD, "", "", papers[0]), LATER, VAULT)

    assert sign_in(database, papers[0]).token


def test_under_another_key_only_a_recovery_code_opens(database, papers):
    for vault in (Vault("another key"), None):
        with pytest.raises(WrongCodeError, match="mã dự phòng"):
            sign_in(database, code_at(LATER), vault=vault)

    assert sign_in(database, papers[0], vault=None).token


def test_the_database_keeps_neither_secret_nor_codes(database, papers):
    with database.reading() as session:
        row = session.scalars(select(SecondFactorRow)).one()
        hashes = session.scalars(select(RecoveryCodeRow.code_hash)).all()
    assert SECRET not in row.sealed_secret
    assert VAULT.open(row.sealed_secret) == SECRET
    assert len(set(papers)) == len(hashes) == 8
    assert not set(papers) & set(hashes)


def test_a_code_that_the_phone_does_not_show_turns_nothing_on(database, hanh):
    with pytest.raises(InvalidInputError, match="sáu chữ số"):
        second_factors.turn_on(database, hanh, NewFactor(SECRET, "12", VAULT), NOON)

    assert second_factors.standing(database, hanh.person_id).since is None
    assert sign_in(database, "").token


def test_turning_on_again_replaces_phone_and_papers(database, hanh, papers):
    new = turn_on(database, hanh)

    with pytest.raises(WrongCodeError):
        sign_in(database, papers[0])
    assert sign_in(database, new[0]).token
    assert list(seals.verify(database)) == []


def test_turned_off_the_password_alone_opens_and_it_is_told(database, hanh, papers):
    second_factors.turn_off(database, hanh, NOON)
    second_factors.turn_off(database, hanh, NOON)

    assert sign_in(database, papers[0]).token
    assert [action for action, _ in events(database)] == [
        "turn_on_second_factor", "turn_off_second_factor", "sign_in",
    ]  # fmt: skip
    assert [message.split(".")[0][-3:] for message in told(database)] == ["bật", "tắt"]
    assert [*audit.verify(database), *seals.verify(database)] == []


@pytest.mark.usefixtures("papers")
def test_an_administrator_takes_it_from_a_member_who_is_told(database, hanh, keeper):
    second_factors.reset_of(database, keeper, hanh.person_id, NOON)
    second_factors.reset_of(database, keeper, hanh.person_id, NOON)

    assert sign_in(database, "").token
    assert ("reset_second_factor", f"person:{hanh.person_id}") in events(database)
    assert len(told(database)) == 2


@pytest.mark.usefixtures("papers")
def test_no_administrator_of_one_agency_opens_another(database, hanh, keeper):
    other = an_agency(database, short_name="UBND xã Bình An")
    stranger = a_person(database, other, Role.ADMINISTRATOR)
    with pytest.raises(NotFoundError):
        second_factors.reset_of(database, stranger, hanh.person_id, NOON)
    with pytest.raises(ForbiddenError):
        second_factors.reset_of(database, hanh, hanh.person_id, NOON)

    a_membership(database, hanh.person_id, other, Role.CLERK)

    for actor in (keeper, stranger):
        with pytest.raises(ForbiddenError, match="cơ quan khác"):
            second_factors.reset_of(database, actor, hanh.person_id, NOON)


@pytest.mark.usefixtures("papers")
def test_at_the_machine_it_is_taken_from_anybody(database):
    second_factors.reset_at_the_machine(database, " HANH ", NOON)
    second_factors.reset_at_the_machine(database, "hanh", NOON)

    assert sign_in(database, "").token
    with pytest.raises(NotFoundError):
        second_factors.reset_at_the_machine(database, "khong.co", NOON)


def test_the_phone_reads_name_house_and_secret():
    secret = one_time_codes.new_secret()
    address = one_time_codes.address_of(secret, "hanh.lt")

    assert address.startswith("otpauth://totp/Ban%20H%C3%A0nh:hanh.lt?")
    assert f"secret={secret}" in address
    assert len(secret) == 32


@pytest.mark.usefixtures("papers")
def test_turned_off_twice_at_once_it_is_told_once(database, at_once, hanh):
    at_once(
        wish(second_factors.turn_off, hanh, LATER),
        wish(second_factors.reset_at_the_machine, "hanh", LATER),
    )

    assert len([action for action, _ in events(database) if action in OFF]) == 1
    assert audit.verify(database) == ()
