"""The workflow that a plan begins on is the one that its issuer chose."""

import pytest

from tests.service.builders import NOON, a_plan, save, take
from webapp.adapters.folders import templates_folder, workflows_folder
from webapp.db.models.organisations import AdvisoryBodyRow, AgencyRow
from webapp.db.models.plans import PlanRow
from webapp.services import audit
from webapp.services.rules import Rules

OTHER = (workflows_folder() / "ke_hoach.toml").read_text(encoding="utf-8")


@pytest.fixture
def rules(tmp_path):
    """Two workflows: the shipped one, and the same under another name."""
    for name in ("ke_hoach", "ke_hoach_khac"):
        text = OTHER.replace('name = "ke_hoach"', f'name = "{name}"')
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    return Rules.load(tmp_path, templates_folder())


def choose(database, office, name):
    with database.transaction() as session:
        session.get_one(AgencyRow, office.agency_id).workflow_name = name
        audit.record(session, office.administrator, "built", now=NOON)


def workflow_name(database, rules, plan_id):
    with database.reading() as session:
        return rules.workflow_of(session, session.get_one(PlanRow, plan_id)).name


def test_a_draft_follows_the_choice_and_a_started_plan_keeps_its_workflow(
    database, rules, office, plan_id
):
    assert workflow_name(database, rules, plan_id) == "ke_hoach"
    choose(database, office, "ke_hoach_khac")
    assert workflow_name(database, rules, plan_id) == "ke_hoach_khac"

    take(database, rules, office.drafter, plan_id, "submit")
    choose(database, office, "ke_hoach")

    assert workflow_name(database, rules, plan_id) == "ke_hoach_khac"


def test_an_advisory_body_has_a_choice_of_its_own(database, rules, office):
    body_id = save(
        database,
        lambda _: AdvisoryBodyRow(
            agency_id=office.agency_id,
            name="BAN CHỈ ĐẠO",
            abbreviation="BCĐ",
            workflow_name="ke_hoach_khac",
        ),
    )
    plan_id = a_plan(database, office, advisory_body_id=body_id)

    assert workflow_name(database, rules, plan_id) == "ke_hoach_khac"


def test_a_name_that_is_no_longer_shipped_means_the_general_workflow(
    database, rules, office, plan_id
):
    choose(database, office, "khong_con")

    assert workflow_name(database, rules, plan_id) == "ke_hoach"
    assert set(rules.workflow_labels()) == {"ke_hoach", "ke_hoach_khac"}
