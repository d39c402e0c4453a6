"""Devices: a person sees his own and closes one; an administrator closes a member's."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, PASSWORD, a_membership, a_person, an_agency
from webapp.db.models.audit import AuditRow
from webapp.db.models.organisations import SignInRow
from webapp.domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from webapp.domain.people import Role
from webapp.services import accounts, audit, old_sign_ins, own_sign_ins
from webapp.services.accounts import SignIn
from webapp.services.session_limits import SessionLimits

LATER = NOON + timedelta(minutes=5)
LONG = SessionLimits(idle=timedelta(days=1), whole=timedelta(days=7))


@pytest.fixture
def agency_id(database):
    return an_agency(database)


@pytest.fixture
def hanh(database, agency_id):
    return a_person(database, agency_id, Role.DRAFTER, username="hanh")


@pytest.fixture
def keeper(database, agency_id):
    return a_person(database, agency_id, Role.ADMINISTRATOR, username="bao")


def a_device(database, username="hanh", *, now=NOON, browser="Firefox"):
    """Sign in; return the token."""
    return accounts.sign_in(database, SignIn(username, PASSWORD, "10.0.0.1", browser), now).token


def lives(database, token, now=LATER):
    return accounts.actor_of(database, token, now) is not None


def keys(database, actor, token):
    found = own_sign_ins.sign_ins(database, actor, token, LATER)
    return {one.browser: one.key for one in found}


def last_event(database, action):
    query = select(AuditRow).where(AuditRow.action == action).order_by(AuditRow.ordinal.desc())
    with database.reading() as session:
        return session.scalars(query).first()


def test_the_list_shows_the_devices_in_use_the_latest_first(database, hanh):
    a_device(database, browser="old", now=NOON - timedelta(hours=13))
    phone = a_device(database, browser="phone")
    here = a_device(database, browser="desk", now=LATER)
    accounts.sign_out(database, a_device(database, browser="left"), LATER)

    found = own_sign_ins.sign_ins(database, hanh, here, LATER)

    assert [(one.browser, one.this_one) for one in found] == [("desk", True), ("phone", False)]
    assert [one.seen_at for one in found] == [LATER, NOON]
    assert phone not in {one.key for one in found}


def test_one_device_is_closed_and_the_others_live_on(database, hanh):
    here, phone = a_device(database, browser="desk"), a_device(database, browser="phone")
    tablet = a_device(database, browser="tablet")

    key = keys(database, hanh, here)["phone"]
    own_sign_ins.end_sign_in(database, hanh, here, key, LATER)

    assert [lives(database, one) for one in (here, phone, tablet)] == [True, False, True]
    event = last_event(database, "end_sign_in")
    assert (event.actor_id, event.subject) == (hanh.person_id, f"person:{hanh.person_id}")
    assert json.loads(event.details) == {"address": "10.0.0.1", "browser": "phone"}


def test_a_device_is_closed_once(database, hanh):
    here, phone = a_device(database), a_device(database, browser="phone")
    key = keys(database, hanh, here)["phone"]
    accounts.sign_out(database, phone, LATER)

    with pytest.raises(NotFoundError, match="đã đăng xuất"):
        own_sign_ins.end_sign_in(database, hanh, here, key, LATER)


def test_a_device_is_closed_where_sign_ins_live_longer_than_usual(database, hanh):
    here = a_device(database)
    night = NOON + timedelta(hours=20)
    (key,) = {one.key for one in own_sign_ins.sign_ins(database, hanh, here, night, LONG)}
    next_day = a_device(database, now=night)

    own_sign_ins.end_sign_in(database, hanh, next_day, key, night)

    assert accounts.actor_of(database, here, night, LONG) is None


def test_the_device_in_use_is_not_closed_from_the_list(database, hanh):
    here = a_device(database)

    with pytest.raises(InvalidInputError, match="thiết bị đang dùng"):
        own_sign_ins.end_sign_in(database, hanh, here, keys(database, hanh, here)["Firefox"], LATER)

    assert lives(database, here)


def test_nobody_closes_the_device_of_somebody_else(database, hanh, keeper):
    here, theirs = a_device(database), a_device(database, "bao")
    key = keys(database, keeper, theirs)["Firefox"]

    with pytest.raises(NotFoundError):
        own_sign_ins.end_sign_in(database, hanh, here, key, LATER)

    assert lives(database, theirs)


def test_the_administrator_closes_every_device_of_a_member(database, hanh, keeper):
    here, phone, desk = a_device(database, "bao"), a_device(database), a_device(database)

    closed = own_sign_ins.end_sign_ins_of(database, keeper, here, hanh.person_id, LATER)

    assert closed == 2
    assert [lives(database, one) for one in (here, phone, desk)] == [True, False, False]
    event = last_event(database, "end_sign_ins")
    assert (event.actor_id, event.subject) == (keeper.person_id, f"person:{hanh.person_id}")
    assert json.loads(event.details) == {"sessions": 2}
    assert audit.verify(database) == ()


def test_an_administrator_who_closes_his_own_stays_where_he_is(database, keeper):
    here, phone = a_device(database, "bao"), a_device(database, "bao")

    assert own_sign_ins.end_sign_ins_of(database, keeper, here, keeper.person_id, LATER) == 1

    assert [lives(database, one) for one in (here, phone)] == [True, False]


def test_only_an_administrator_closes_the_devices_of_others(database, hanh, keeper):
    theirs = a_device(database, "bao")

    with pytest.raises(ForbiddenError):
        own_sign_ins.end_sign_ins_of(database, hanh, a_device(database), keeper.person_id, LATER)

    assert lives(database, theirs)


def test_the_devices_of_another_agencys_people_are_out_of_reach(database, keeper):
    other = an_agency(database, short_name="Sở Nội vụ")
    stranger = a_person(database, other, Role.CLERK, username="la")
    theirs = a_device(database, "la")

    with pytest.raises(NotFoundError, match="trong cơ quan"):
        own_sign_ins.end_sign_ins_of(database, keeper, "", stranger.person_id, LATER)

    assert lives(database, theirs)


def test_who_works_in_two_agencies_is_signed_out_by_either(database, hanh, keeper):
    """A lost phone is lost for both."""
    other = an_agency(database, short_name="Sở Nội vụ")
    a_membership(database, hanh.person_id, other, Role.CLERK)
    phone = a_device(database)
    accounts.switch_agency(database, hanh, phone, other, NOON)

    own_sign_ins.end_sign_ins_of(database, keeper, "", hanh.person_id, LATER)

    assert not lives(database, phone)


@pytest.mark.usefixtures("hanh")
def test_a_device_is_forgotten_after_ninety_days_and_the_record_is_not(database):
    a_device(database)
    term = timedelta(days=90)
    used = a_device(database, now=NOON + timedelta(days=1))

    assert old_sign_ins.drop_old(database, NOON + term - timedelta(seconds=1)) == 0
    assert old_sign_ins.drop_old(database, NOON + term) == 1
    with database.reading() as session:
        kept = session.scalars(select(SignInRow.token_hash)).all()
        signed_in = select(AuditRow).where(AuditRow.action == "sign_in")
        assert len(session.scalars(signed_in).all()) == 2
    assert audit.verify(database) == ()
    assert kept == [accounts.hash_token(used)]
