"""The workflow that a plan begins on is the one that its issuer chose."""

from dataclasses import replace

import pytest

from tests.service.builders import NOON, a_plan, an_office, save, take
from webapp.adapters.folders import templates_folder, workflows_folder
from webapp.db.models.organisations import AdvisoryBodyRow, AgencyRow
from webapp.db.models.plans import PlanRow
from webapp.domain.errors import (
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    StalePageError,
)
from webapp.domain.people import Role
from webapp.services import audit, workflows_list
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


def a_body(office, **changes):
    return AdvisoryBodyRow(
        agency_id=office.agency_id, name="BAN CHỈ ĐẠO", abbreviation="BCĐ", **changes
    )


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
    body_id = save(database, lambda _: a_body(office, workflow_name="ke_hoach_khac"))
    plan_id = a_plan(database, office, advisory_body_id=body_id)

    assert workflow_name(database, rules, plan_id) == "ke_hoach_khac"


def test_a_draft_is_shown_by_the_general_workflow_while_its_own_has_no_file(
    database, rules, office, plan_id
):
    choose(database, office, "khong_con")

    assert workflow_name(database, rules, plan_id) == "ke_hoach"
    assert set(rules.workflow_labels()) == {"ke_hoach", "ke_hoach_khac"}


def test_the_administrator_chooses_and_sees_who_goes_by_which(database, rules, office):
    admin = office.administrator
    body_id = save(database, lambda _: a_body(office, workflow_name="khong_con"))
    own, board = workflows_list.issuers(database, rules, admin)
    assert (own.label, own.body_id, own.missing) == ("UBND xã An Phước", None, ())
    assert (board.label, board.workflow_name) == ("BAN CHỈ ĐẠO", "khong_con")

    for wanted in (own, replace(board, body_id=body_id)):
        chosen = replace(wanted, workflow_name="ke_hoach_khac")
        workflows_list.choose_workflow(database, rules, admin, chosen, NOON)

    first, second = workflows_list.list_workflows(database, rules, admin)
    assert (first.name, first.issuers) == ("ke_hoach_khac", ("UBND xã An Phước", "BAN CHỈ ĐẠO"))
    assert (second.name, second.issuers) == ("ke_hoach", ())
    assert first.steps[0][:2] == ("Kiểm tra nội dung", "Lãnh đạo đơn vị, của đơn vị soạn thảo")


def test_roles_that_nobody_holds_are_named_before_a_plan_stands_still(database, office):
    shipped = Rules.load(workflows_folder(), templates_folder())
    choose(database, office, "ke_hoach_tinh")

    own = workflows_list.issuers(database, shipped, office.administrator)[0]

    assert own.missing == (Role.REVIEWER, Role.OFFICE_HEAD, Role.DEPUTY)


def test_a_choice_that_cannot_be_is_refused(database, rules, office):
    admin = office.administrator
    own = workflows_list.issuers(database, rules, admin)[0]
    elsewhere = an_office(database, short_name="UBND xã Khác")
    strange = save(database, lambda _: a_body(elsewhere))
    for wrong, error in (
        (replace(own, workflow_name="khong_co"), InvalidInputError),
        (replace(own, version=9), StalePageError),
        (replace(own, body_id=999), NotFoundError),
        (replace(own, body_id=strange), NotFoundError),
    ):
        with pytest.raises(error):
            workflows_list.choose_workflow(database, rules, admin, wrong, NOON)
    with pytest.raises(ForbiddenError):
        workflows_list.choose_workflow(database, rules, office.drafter, own, NOON)
