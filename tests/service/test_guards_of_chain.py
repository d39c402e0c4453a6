"""What the database itself holds of the links between papers, whoever writes."""

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from tests.service.builders import NOON, a_plan, an_office
from tests.service.chains import an_issued_plan, begin
from webapp.db.guards import OWN_STATEMENT
from webapp.db.models.plans import PlanLinkRow
from webapp.services import audit


@pytest.fixture
def issued(database, rules, office):
    return an_issued_plan(database, rules, office)


def link(database, plan_id, kind, target_id):
    with database.transaction() as session:
        session.add(PlanLinkRow(plan_id=plan_id, kind=kind, target_id=target_id))
        audit.record(session, None, "built", now=NOON)


def test_a_link_of_no_known_kind_is_refused(database, office, issued):
    with pytest.raises(DBAPIError, match="a draft follows one issued plan"):
        link(database, a_plan(database, office), "annuls", issued)


def test_a_link_to_a_paper_that_is_not_issued_is_refused(database, office, plan_id):
    with pytest.raises(DBAPIError, match="a draft follows one issued plan"):
        link(database, a_plan(database, office), "amends", plan_id)


def test_a_link_to_a_paper_of_another_agency_is_refused(database, issued):
    other = an_office(database, short_name="UBND xã Bình Minh")

    with pytest.raises(DBAPIError, match="a draft follows one issued plan"):
        link(database, a_plan(database, other), "amends", issued)


def test_a_link_from_a_paper_that_has_left_the_draft_is_refused(database, rules, office, issued):
    with pytest.raises(DBAPIError, match="a draft follows one issued plan"):
        link(database, an_issued_plan(database, rules, office), "amends", issued)


def test_a_paper_follows_but_one(database, rules, office, issued):
    later = begin(database, office.drafter, issued, "amends")

    with pytest.raises(DBAPIError, match="a draft follows one issued plan"):
        link(database, later, "amends", an_issued_plan(database, rules, office))


def test_two_papers_never_end_one_plan(database, office, issued):
    begin(database, office.drafter, issued, "replaces")

    with pytest.raises(DBAPIError, match="a draft follows one issued plan"):
        link(database, a_plan(database, office), "recalls", issued)


@pytest.mark.parametrize(
    "change", [update(PlanLinkRow).values(kind="corrects"), delete(PlanLinkRow)]
)
def test_a_link_is_never_changed(database, office, issued, change):
    begin(database, office.drafter, issued, "amends")

    with pytest.raises(DBAPIError, match="written once"), database.transaction() as session:
        session.execute(change, execution_options=OWN_STATEMENT)
