"""What later tests are given must be what the services made, and only where they would have."""

import pytest
from sqlalchemy import select

from tests.service import recorded
from tests.service.builders import a_plan, an_office, bring_to, take
from tests.service.records import state_of
from webapp.db.models.all import METADATA
from webapp.db.models.plans import PlanRow
from webapp.services import audit, evidence


@pytest.fixture
def database_again(database_url, request, database):
    """Empty the database once more, as it is emptied between tests."""

    def empty():
        kind = "sqlite" if database_url.startswith("sqlite") else "postgres"
        database.close()
        request.getfixturevalue(f"empty_{kind}")()
        return database

    return empty


def rows(database):
    with database.reading() as session:
        found = {
            table.name: session.execute(select(table).order_by(*table.primary_key)).all()
            for table in METADATA.sorted_tables
        }
    return {name: [tuple(row) for row in some] for name, some in found.items()}


def an_issued_plan(database, rules):
    office = an_office(database)
    return office, bring_to(database, rules, office, a_plan(database, office), "issued")


def test_later_tests_get_the_very_rows_that_the_services_wrote(database, rules, database_again):
    an_issued_plan(database, rules)
    first = rows(database)

    _, plan_id = an_issued_plan(database_again(), rules)

    assert rows(database) == first
    assert state_of(database, plan_id) == "issued"
    assert [*audit.verify(database), *evidence.verify(database)] == []


def test_what_is_built_afterwards_is_counted_on(database, rules, database_again):
    an_issued_plan(database, rules)
    office, plan_id = an_issued_plan(database_again(), rules)

    other = bring_to(database, rules, office, a_plan(database, office), "issued")

    with database.reading() as session:
        numbers = session.scalars(select(PlanRow.code_number).order_by(PlanRow.id)).all()
    assert (other, numbers) == (plan_id + 1, [115, 116])


def test_of_another_content_the_work_is_done_anew(database, rules, office):
    done = []

    def work():
        done.append(1)
        take(database, rules, office.drafter, a_plan(database, office), "submit")

    for _ in range(3):
        recorded.once(database, "a test of this module", work)

    assert len(done) == 3


def test_of_another_text_the_way_is_gone_anew(database, rules, office, database_again):
    bring_to(database, rules, office, a_plan(database, office), "approval")
    office = an_office(database_again(), last_number=114)
    other = a_plan(database, office, medium="electronic")

    bring_to(database, rules, office, other, "approval")

    with database.reading() as session:
        assert session.get_one(PlanRow, other).medium == "electronic"
