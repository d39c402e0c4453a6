"""What the database itself holds of rights that wait, whoever writes."""

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from tests.service.builders import NOON, save
from webapp.db.guards import OWN_STATEMENT
from webapp.db.models.access_grants import AccessGrantRow


@pytest.fixture
def make(database, office):
    values = {
        "agency_id": office.agency_id,
        "person_id": office.clerk.person_id,
        "joins": False,
        "roles": "signer",
        "entered_by": office.administrator.person_id,
        "entered_at": NOON,
    }
    return lambda **changes: save(database, lambda _: AccessGrantRow(**{**values, **changes}))


def change(database, statement):
    with database.transaction() as session:
        session.execute(statement, execution_options=OWN_STATEMENT)


def decided(person, outcome="confirmed", **more):
    return {"outcome": outcome, "decided_by": person.person_id, "decided_at": NOON, **more}


@pytest.mark.parametrize("who", ["administrator", "clerk"])
def test_neither_who_gave_it_nor_who_gets_it_confirms(office, make, who):
    with pytest.raises(IntegrityError, match="confirmed_by_another"):
        make(**decided(getattr(office, who)))


def test_a_refusal_has_its_reason_and_a_grant_gives_something(office, make):
    with pytest.raises(IntegrityError, match="declined_with_reason"):
        make(**decided(office.signer, "declined"))
    with pytest.raises(IntegrityError, match="gives_something"):
        make(roles="")
    with pytest.raises(IntegrityError, match="outcome"):
        make(**decided(office.signer, "lost"))
    with pytest.raises(IntegrityError, match="decided_by_somebody"):
        make(outcome="dropped")


def test_one_waits_for_a_person_at_a_time(make):
    make()

    with pytest.raises(IntegrityError):
        make(roles="clerk")


def test_what_it_says_stays_and_it_is_decided_once(database, office, make):
    grant_id = make()
    change_it = update(AccessGrantRow).where(AccessGrantRow.id == grant_id)
    for values in ({"roles": "administrator"}, {"unit_id": office.unit_id}):
        with pytest.raises(DBAPIError, match="decided once"):
            change(database, change_it.values(**decided(office.signer, "dropped"), **values))
    change(database, change_it.values(**decided(office.signer)))

    with pytest.raises(DBAPIError, match="decided once"):
        change(database, change_it.values(outcome="waiting", decided_by=None, decided_at=None))
    with pytest.raises(DBAPIError, match="never deleted"):
        change(database, delete(AccessGrantRow))
