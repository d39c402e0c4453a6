"""A link into another agency: offered to whoever may open it there, and to nobody else."""

import pytest

from tests.service.booking import register
from tests.service.builders import NOON, a_membership, a_plan, an_office, bring_to, save
from webapp.db.models.process import NotificationRow
from webapp.domain.people import Role
from webapp.services.other_agency import elsewhere


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


@pytest.fixture
def here(database):
    return an_office(database, short_name="Sở Nội vụ")


@pytest.fixture
def there(database):
    return an_office(database, short_name="UBND xã An Phước")


def led(database, actor, **named):
    found = elsewhere(database, actor, named, NOON)
    return None if found is None else (found.what, found.agency)


def test_a_plan_is_offered_where_the_person_may_read_it(database, rules, here, there):
    draft, issued = a_plan(database, there), a_plan(database, there)
    bring_to(database, rules, there, issued, "issued")
    assert led(database, here.drafter, plan_id=issued) is None

    a_membership(database, here.drafter.person_id, there.agency_id, Role.DRAFTER)

    assert led(database, here.drafter, plan_id=issued) == ("Kế hoạch này", "UBND xã An Phước")
    assert led(database, here.drafter, plan_id=draft) is None
    assert led(database, here.drafter, plan_id=999) is None
    assert led(database, here.drafter, ordinal=1) is None


def test_a_line_of_the_book_is_offered_to_a_member(database, here, there):
    row_id = register(database, there).row_id
    a_membership(database, here.drafter.person_id, there.agency_id, Role.DRAFTER)

    found = elsewhere(database, here.drafter, {"row_id": row_id}, NOON)

    assert found is not None
    assert (found.what, found.agency_id) == ("Dòng này của sổ văn bản đi", there.agency_id)
    assert led(database, here.drafter, row_id=999) is None
    assert led(database, here.clerk, row_id=row_id) is None


def test_a_power_is_offered_to_whoever_was_told_of_it_there(database, here, there):
    person_id = here.signer.person_id
    a_membership(database, person_id, there.agency_id, Role.SIGNER)
    assert led(database, here.signer, authority_id=7) is None
    notice = NotificationRow(
        agency_id=there.agency_id, person_id=person_id, kind="power", message="x",
        about="authority:7", created_at=NOON,
    )  # fmt: skip
    save(database, lambda _: notice)

    assert led(database, here.signer, authority_id=7) == ("Thẩm quyền ký này", "UBND xã An Phước")
    assert led(database, here.signer, stand_in_id=7) is None
