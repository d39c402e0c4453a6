"""What the database itself holds of the links between papers, whoever writes."""

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from tests.service.builders import NOON, a_plan, an_office
from tests.service.chains import REASON, a_common_series, an_issued_plan, begin, follow
from tests.service.meeting import one_refused, wish
from webapp.db.guards import OWN_STATEMENT
from webapp.db.models.numbers import RegisterRow
from webapp.db.models.plans import PlanLinkRow, PlanRow
from webapp.db.models.process import StepRow
from webapp.services import audit, chain
from webapp.services.chain import Beginning


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


@pytest.fixture
def recalled(database, rules, office, issued):
    a_common_series(database, office)
    follow(database, rules, office, issued, "recalls")
    return issued


def test_no_row_of_a_recalled_plan_is_changed(database, recalled):
    for statement in (
        update(PlanRow).where(PlanRow.id == recalled).values(subject="Khác"),
        update(RegisterRow).where(RegisterRow.plan_id == recalled).values(note="Khác"),
        update(StepRow).where(StepRow.plan_id == recalled).values(note="Khác"),
    ):
        with pytest.raises(DBAPIError, match="frozen"), database.transaction() as session:
            session.execute(statement, execution_options=OWN_STATEMENT)


GETS_NO_MORE = (
    "briefs", "comments", "dispatches", "dossier_papers", "outside_opinions", "polls", "revisions",
    "signed_copies", "steps",
)  # fmt: skip
"""Each with its own trigger, which speaks before the table asks for the other columns."""


def test_every_table_of_a_recalled_plan_refuses_another_row(database, recalled):
    for table in GETS_NO_MORE:
        adding = text(f"INSERT INTO {table} (plan_id) VALUES ({recalled})")
        with pytest.raises(DBAPIError, match="frozen"), database.transaction() as session:
            session.connection().execute(adding)


def test_of_two_who_end_a_plan_at_once_one_is_told_of_the_other(database, office, issued, at_once):
    told = at_once(
        wish(chain.begin, office.drafter, Beginning(issued, "recalls", REASON), NOON),
        wish(chain.begin, office.unit_head, Beginning(issued, "replaces"), NOON),
    )

    assert one_refused([str(one) for one in told])
    assert any("Đang có dự thảo" in str(one) for one in told)
    with database.reading() as session:
        assert len(session.scalars(select(PlanLinkRow)).all()) == 1
