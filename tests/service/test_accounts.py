from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.service.builders import CHEAP, NOON, PASSWORD, a_membership, a_person, an_agency, save
from webapp.db.database import Database
from webapp.db.models.audit import AuditRow
from webapp.db.models.organisations import MembershipRow, PersonRow, SignInFailureRow, SignInRow
from webapp.db.models.process import NotificationRow
from webapp.domain.errors import (
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    PasswordNeededError,
)
from webapp.domain.people import Role
from webapp.services import accounts, audit, own_password, passwords
from webapp.services.accounts import AgencyChoice, SignIn, SignInRefusedError
from webapp.services.own_password import PasswordChange, change_password
from webapp.services.sign_in_failures import TooManyFailuresError

NEW = "hoa-sen-trong-dam-2026"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def agency_id(database):
    return an_agency(database)


@pytest.fixture
def hanh(database, agency_id):
    return a_person(database, agency_id, Role.DRAFTER, username="hanh", position="Chuyên viên")


def signed_in(database, username="hanh", password=PASSWORD, *, now=NOON, address="10.0.0.1"):
    return accounts.sign_in(database, SignIn(username, password, address, "Firefox"), now)


def living(database, token, now=NOON):
    who = accounts.actor_of(database, token, now)
    assert who is not None
    return who


def fail(database, times, *, username="hanh", now=NOON, address="10.0.0.1"):
    for _ in range(times):
        with pytest.raises(SignInRefusedError):
            signed_in(database, username, "sai mật khẩu", now=now, address=address)


def actions(database):
    with database.reading() as session:
        query = select(AuditRow).order_by(AuditRow.at, AuditRow.agency_id, AuditRow.ordinal)
        return [row.action for row in session.scalars(query) if row.action != "built"]


def test_the_right_password_opens_a_session_of_the_person(database, hanh, agency_id):
    opened = signed_in(database, " Hanh ")

    who = living(database, opened.token, NOON)

    assert opened.person_id == hanh.person_id
    assert (who.actor.full_name, who.actor.agency_id) == ("Lê Thị Hạnh", agency_id)
    assert who.actor.roles == {Role.DRAFTER}
    assert who.actor.password_given_at == NOON
    assert who.agencies == (AgencyChoice(agency_id, "UBND xã An Phước"),)
    assert not who.must_change_password
    assert actions(database) == ["sign_in"]


@pytest.mark.usefixtures("hanh")
def test_the_database_keeps_the_hash_of_the_token_alone(database):
    token = signed_in(database).token

    with database.reading() as session:
        row = session.scalars(select(SignInRow)).one()
    assert row.token_hash == accounts.hash_token(token)
    assert token not in (row.token_hash, row.address, row.browser)


@pytest.mark.usefixtures("hanh")
def test_wrong_name_and_wrong_password_read_the_same(database):
    with pytest.raises(SignInRefusedError) as wrong_password:
        signed_in(database, password="x" * 500)
    with pytest.raises(SignInRefusedError) as wrong_name:
        signed_in(database, "khong.co.ai")

    assert str(wrong_password.value) == str(wrong_name.value)
    assert actions(database) == ["sign_in_failed", "sign_in_failed"]


@pytest.mark.usefixtures("hanh")
def test_a_name_nobody_has_is_not_kept_as_it_was_typed(database):
    fail(database, 1, username="mat-khau-go-nham")

    with database.reading() as session:
        assert "nham" not in session.scalars(select(SignInFailureRow.username)).one()
        subjects = session.scalars(select(AuditRow.subject)).all()
        assert subjects
        assert not any("nham" in one for one in subjects)


@pytest.mark.parametrize("username", ["hanh", "khong.co.ai"])
@pytest.mark.usefixtures("hanh")
def test_after_five_wrong_tries_the_right_password_has_to_wait(database, username):
    fail(database, 5, username=username)

    with pytest.raises(TooManyFailuresError, match="chờ 15 phút"):
        signed_in(database, username)
    with pytest.raises(TooManyFailuresError, match="chờ 1 phút"):
        signed_in(database, username, now=NOON + 14.5 * MINUTE)


def test_the_wait_is_over_after_fifteen_minutes(database, hanh):
    fail(database, 5)

    assert signed_in(database, now=NOON + 15 * MINUTE).person_id == hanh.person_id


def test_the_right_password_starts_the_count_from_zero(database, hanh):
    fail(database, 4)
    signed_in(database)

    fail(database, 4)

    assert signed_in(database).person_id == hanh.person_id


def test_an_address_that_tried_fifty_times_has_to_wait_with_any_account(database, hanh):
    for number in range(10):
        fail(database, 5, username=f"ai{number}")

    with pytest.raises(TooManyFailuresError):
        signed_in(database)
    assert signed_in(database, address="10.0.0.2").person_id == hanh.person_id


@pytest.mark.usefixtures("hanh")
def test_failures_that_count_no_more_are_forgotten(database):
    fail(database, 3)

    fail(database, 1, now=NOON + timedelta(days=2))

    with database.reading() as session:
        assert len(session.scalars(select(SignInFailureRow)).all()) == 1


class Interrupted(Database):
    """A database on which somebody else is a moment faster."""

    def __init__(self, url, meanwhile):
        super().__init__(url)
        self.meanwhile = meanwhile

    @contextmanager
    def transaction(self):
        self.meanwhile()
        with super().transaction() as session:
            yield session


@pytest.mark.parametrize("change", [{"active": False}, {"password_hash": CHEAP.hash(NEW)}])
def test_an_account_changed_while_its_password_is_checked_stays_shut(database, hanh, change):
    def change_account():
        with database.transaction() as session:
            for name, value in change.items():
                setattr(session.get_one(PersonRow, hanh.person_id), name, value)
            audit.record(session, None, "built", now=NOON)

    interrupted = Interrupted(database.url, change_account)

    with pytest.raises(SignInRefusedError):
        signed_in(interrupted)

    interrupted.close()


def test_somebody_of_no_agency_is_told_so(database, hanh):
    leave(database, hanh)

    with pytest.raises(ForbiddenError, match="chưa thuộc cơ quan"):
        signed_in(database)


def leave(database, actor):
    def make(session):
        query = select(MembershipRow).where(MembershipRow.person_id == actor.person_id)
        row = session.scalars(query).one()
        row.active = False
        return row

    save(database, make)


def test_a_session_ends_when_its_person_leaves_the_last_agency(database, hanh):
    token = signed_in(database).token

    leave(database, hanh)

    assert accounts.actor_of(database, token, NOON) is None


def test_an_installation_admin_works_without_an_agency(database, agency_id):
    admin = a_person(database, agency_id, username="he.thong", installation_admin=True)
    leave(database, admin)

    who = living(database, signed_in(database, "he.thong").token, NOON)

    assert who.actor.roles == {Role.INSTALLATION_ADMIN}
    assert (who.actor.agency_id, who.agencies) == (audit.INSTALLATION, ())


@pytest.mark.usefixtures("hanh")
def test_the_last_use_is_written_once_a_minute(database):
    token = signed_in(database).token

    accounts.actor_of(database, token, NOON + timedelta(seconds=59))

    assert seen_at(database) == NOON
    accounts.actor_of(database, token, NOON + MINUTE)
    assert seen_at(database) == NOON + MINUTE


def seen_at(database):
    with database.reading() as session:
        return session.scalars(select(SignInRow.seen_at)).one()


@pytest.mark.usefixtures("hanh")
def test_an_unknown_token_is_nobodys(database):
    assert accounts.actor_of(database, "", NOON) is None
    assert accounts.expired_person(database, "không có") is None


def test_signing_out_closes_the_session_once(database, hanh):
    token = signed_in(database).token

    accounts.sign_out(database, token, NOON)
    accounts.sign_out(database, token, NOON)
    accounts.sign_out(database, "không có", NOON)

    assert accounts.actor_of(database, token, NOON) is None
    assert accounts.expired_person(database, token) == hanh.person_id
    assert actions(database) == ["sign_in", "sign_out"]


def test_somebody_who_left_can_still_sign_out(database, hanh):
    token = signed_in(database).token
    leave(database, hanh)

    accounts.sign_out(database, token, NOON)

    assert sorted(actions(database)) == ["sign_in", "sign_out"]


def test_signing_out_everywhere_spares_the_device_in_use(database, hanh):
    here, there = signed_in(database).token, signed_in(database).token

    assert accounts.sign_out_everywhere(database, hanh, here, NOON) == 1

    assert accounts.actor_of(database, here, NOON) is not None
    assert accounts.actor_of(database, there, NOON) is None


def test_a_person_of_two_agencies_works_in_the_one_he_chose(database, hanh, agency_id):
    other = an_agency(database, short_name="Sở Nội vụ")
    a_membership(database, hanh.person_id, other, Role.CLERK)
    token = signed_in(database).token
    assert living(database, token, NOON).actor.agency_id == agency_id

    accounts.switch_agency(database, hanh, token, other, NOON)

    who = living(database, token, NOON)
    assert (who.actor.agency_id, who.actor.roles) == (other, {Role.CLERK})
    assert [agency.short_name for agency in who.agencies] == ["UBND xã An Phước", "Sở Nội vụ"]
    again = signed_in(database, now=NOON + MINUTE).token
    assert living(database, again, NOON + MINUTE).actor.agency_id == other


def test_nobody_works_in_an_agency_that_is_not_his(database, hanh):
    other = an_agency(database, short_name="Sở Nội vụ")
    token = signed_in(database).token

    with pytest.raises(NotFoundError):
        accounts.switch_agency(database, hanh, token, other, NOON)


def test_unread_notifications_of_the_present_agency_are_counted(database, hanh, agency_id):
    other = an_agency(database, short_name="Sở Nội vụ")
    for agency in (agency_id, agency_id, other):
        add_notification(database, hanh, agency)

    who = living(database, signed_in(database).token, NOON)

    assert who.unread == 2


def add_notification(database, actor, agency_id):
    row = NotificationRow(
        agency_id=agency_id,
        person_id=actor.person_id,
        kind="returned",
        message="Bị trả lại.",
        created_at=NOON,
    )
    save(database, lambda _: row)


def test_a_new_password_replaces_the_old_and_closes_other_devices(database, hanh):
    here, there = signed_in(database).token, signed_in(database).token

    change_password(database, hanh, here, PasswordChange(PASSWORD, NEW, NEW), NOON)

    assert accounts.actor_of(database, here, NOON) is not None
    assert accounts.actor_of(database, there, NOON) is None
    assert signed_in(database, password=NEW).person_id == hanh.person_id
    fail(database, 1)


def test_a_password_that_was_set_meanwhile_is_not_written_over(database, hanh):
    token = signed_in(database).token

    def set_another():
        with database.transaction() as session:
            person = session.get_one(PersonRow, hanh.person_id)
            person.password_hash = passwords.hash_password("mật khẩu quản trị đặt")
            audit.record(session, None, "built", now=NOON)

    interrupted = Interrupted(database.url, set_another)

    with pytest.raises(InvalidInputError, match="đang dùng không đúng"):
        change_password(interrupted, hanh, token, PasswordChange(PASSWORD, NEW, NEW), NOON)

    assert signed_in(database, password="mật khẩu quản trị đặt").person_id == hanh.person_id
    interrupted.close()


def test_a_first_password_has_to_be_changed(database, agency_id):
    mai = a_person(database, agency_id, username="mai", must_change_password=True)
    opened = signed_in(database, "mai")
    assert opened.must_change_password

    change_password(database, mai, opened.token, PasswordChange(PASSWORD, NEW, NEW), NOON)

    assert not living(database, opened.token, NOON).must_change_password


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        ("ngắn", "từ 12 đến 128"),
        ("x" * 129, "từ 12 đến 128"),
        ("aabbaabbaabb", "dễ đoán"),
        ("toi-la-Hanh-2026", "tên đăng nhập"),
        (PASSWORD, "phải khác"),
    ],
)
def test_a_weak_password_is_refused_and_nothing_changes(database, hanh, new, reason):
    token = signed_in(database).token

    with pytest.raises(InvalidInputError, match=reason) as refused:
        change_password(database, hanh, token, PasswordChange(PASSWORD, new, new), NOON)

    assert refused.value.field == "password"
    assert signed_in(database).person_id == hanh.person_id


def test_changing_the_password_needs_the_one_in_use(database, hanh):
    token = signed_in(database).token

    for _ in range(5):
        with pytest.raises(InvalidInputError, match="đang dùng không đúng"):
            change_password(database, hanh, token, PasswordChange("đoán", NEW, NEW), NOON)
    with pytest.raises(TooManyFailuresError):
        change_password(database, hanh, token, PasswordChange(PASSWORD, NEW, NEW), NOON)


def test_a_confirmed_password_is_remembered_with_its_time(database, hanh):
    token = signed_in(database).token
    later = NOON + timedelta(hours=1)

    own_password.confirm_password(database, hanh, token, PASSWORD, later)

    assert living(database, token, later).actor.password_given_at == later
    with pytest.raises(PasswordNeededError):
        own_password.confirm_password(database, hanh, token, "đoán", later)


@pytest.mark.usefixtures("hanh")
def test_the_audit_chains_hold_after_all_of_this(database):
    token = signed_in(database).token
    fail(database, 2)
    accounts.sign_out(database, token, NOON)

    assert audit.verify(database) == ()
