"""When a sign-in ends: unused, and however much it is used."""

from datetime import timedelta

import pytest

from tests.service.builders import NOON, PASSWORD, a_person, an_agency
from webapp.domain.people import Role
from webapp.services import accounts
from webapp.services.accounts import SignIn
from webapp.services.session_limits import SessionLimits


@pytest.fixture
def hanh(database):
    return a_person(database, an_agency(database), Role.DRAFTER, username="hanh")


def sign_in(database):
    return accounts.sign_in(database, SignIn("hanh", PASSWORD, "10.0.0.1", "Firefox"), NOON)


@pytest.mark.usefixtures("hanh")
def test_a_session_lives_twelve_hours_after_its_last_use(database):
    token = sign_in(database).token
    limits = SessionLimits(whole=timedelta(days=7))
    for hours in (11, 22):
        assert accounts.actor_of(database, token, NOON + timedelta(hours=hours), limits) is not None

    assert accounts.actor_of(database, token, NOON + timedelta(hours=34), limits) is None


@pytest.mark.usefixtures("hanh")
def test_a_session_in_use_ends_twelve_hours_after_it_began(database):
    token = sign_in(database).token
    for hours in range(12):
        assert accounts.actor_of(database, token, NOON + timedelta(hours=hours)) is not None

    assert accounts.actor_of(database, token, NOON + timedelta(hours=12)) is None


def test_an_installation_may_end_unused_sessions_sooner(database, hanh):
    token = sign_in(database).token
    limits = SessionLimits(idle=timedelta(minutes=30))
    for minutes in (29, 58):
        assert (
            accounts.actor_of(database, token, NOON + timedelta(minutes=minutes), limits)
            is not None
        )

    assert accounts.actor_of(database, token, NOON + timedelta(minutes=88), limits) is None
    assert accounts.expired_person(database, token) == hanh.person_id
