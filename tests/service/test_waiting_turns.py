"""A deed that others may make void meanwhile waits for whoever holds its row.

PostgreSQL alone locks single rows; a deed that does not ask for its turn is done at once here.
"""

from contextlib import contextmanager

import pytest
from sqlalchemy import make_url, select
from sqlalchemy.exc import OperationalError

from tests.conftest import the_database
from tests.service import test_second_factors as factors
from tests.service.booking import line
from tests.service.builders import NOON, PASSWORD, a_person, bring_to
from tests.service.copied import a_copies_series, copy
from tests.service.directories import add, send_line, send_to
from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.organisations import PersonRow
from webapp.db.models.plans import PlanRow
from webapp.db.models.recipients import DispatchRow
from webapp.domain.people import Role
from webapp.services import accounts, second_factors
from webapp.services.accounts import SignIn
from webapp.services.book_entries import BookEntry
from webapp.services.book_lines import FillIn, fill_in
from webapp.services.dispatches import Recording, record_return
from webapp.services.second_factors import NewFactor


@pytest.fixture
def database(postgres_url):
    return the_database(postgres_url)


@pytest.fixture
def impatient(postgres_url):
    """The same database, to somebody who waits for no lock longer than a moment."""
    hurry = {"options": "-c lock_timeout=100"}
    url = make_url(postgres_url).update_query_dict(hurry)
    found = Database(url.render_as_string(hide_password=False))
    yield found
    found.close()


@contextmanager
def held(database, kind, row_id):
    """Let somebody else have the row locked."""
    with database.transaction() as session:
        session.get_one(kind, row_id, with_for_update=LOCKED)
        yield


def waits(deed):
    with pytest.raises(OperationalError, match="lock timeout"):
        deed()


def test_what_is_done_with_an_issued_plan_waits_for_who_recalls_it(
    database, impatient, rules, office, plan_id
):
    a_copies_series(database, office)
    bring_to(database, rules, office, plan_id, "issued")
    places = add(database, office), add(database, office, "Các thôn")
    send_to(database, rules, office, plan_id, places[0])
    made = copy(database, rules, office, plan_id)
    with database.reading() as session:
        sent = session.scalars(select(DispatchRow.id)).one()
    row, back = line(database, 115), Recording(sent, "received", NOON.date())
    adding = FillIn(row.id, row.version, BookEntry(note="Khác"))

    with held(database, PlanRow, plan_id):
        waits(lambda: fill_in(impatient, office.clerk, adding, NOON))
        waits(lambda: send_to(impatient, rules, office, plan_id, places[1]))
        waits(lambda: record_return(impatient, office.clerk, back, NOON))
        waits(lambda: copy(impatient, rules, office, plan_id))
        waits(lambda: send_line(impatient, rules, office, made.row_id, places[1]))


def test_what_is_done_with_a_second_factor_waits_for_who_signs_in(database, impatient, office):
    hanh = a_person(database, office.agency_id, Role.CLERK, username="hanh")
    factor = NewFactor(factors.SECRET, factors.code_at(NOON), factors.VAULT)
    asked = SignIn("hanh", PASSWORD, "10.0.0.1", "Firefox")
    second_factors.turn_on(database, hanh, factor, NOON)

    with held(database, PersonRow, hanh.person_id):
        waits(lambda: second_factors.turn_on(impatient, hanh, factor, NOON))
        waits(lambda: second_factors.turn_off(impatient, hanh, NOON))
        waits(lambda: accounts.sign_in(impatient, asked, NOON, factors.VAULT))
