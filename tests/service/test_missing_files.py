"""A workflow or template that was chosen and has no file here: refused, never replaced."""

import shutil

import pytest

from tests.service.booking import type_of
from tests.service.builders import NOON, a_plan, save, take
from tests.service.records import the_plan
from webapp.adapters.folders import templates_folder, workflows_folder
from webapp.db.models.organisations import AdvisoryBodyRow, AgencyRow
from webapp.domain.errors import ForbiddenError
from webapp.domain.stages import Stage
from webapp.services import audit, missing_files, papers, templates_list, workflows_list
from webapp.services.draft_fields import DraftFields
from webapp.services.missing_files import MissingFileError
from webapp.services.rules import Rules

REST = "mà UBND xã An Phước chọn không có tệp trên máy này; chép tệp vào rồi khởi động lại."
WORKFLOW = f"Quy trình «ke_hoach_thu» {REST}"
TEMPLATE = f"Mẫu «ke_hoach_thu» {REST}"


@pytest.fixture
def database(sqlite_database):
    """No database decides anything here."""
    return sqlite_database


def choose(database, office, **names):
    with database.transaction() as session:
        agency = session.get_one(AgencyRow, office.agency_id)
        for field, name in names.items():
            setattr(agency, field, name)
        audit.record(session, office.administrator, "built", now=NOON)


def a_body(database, office, **names):
    values = {"name": "BAN CHỈ ĐẠO\nCHUYỂN ĐỔI SỐ", "abbreviation": "BCĐ", **names}
    return save(database, lambda _: AdvisoryBodyRow(agency_id=office.agency_id, **values))


@pytest.mark.parametrize(
    ("field", "sentence"), [("workflow_name", WORKFLOW), ("template_name", TEMPLATE)]
)
def test_no_plan_begins_on_another_file_than_the_chosen_one(
    database, rules, office, plan_id, field, sentence
):
    choose(database, office, **{field: "ke_hoach_thu"})

    with pytest.raises(MissingFileError) as refused:
        take(database, rules, office.drafter, plan_id, "submit")

    assert str(refused.value) == sentence
    assert the_plan(database, plan_id).workflow_sha256 is None


def test_a_form_is_not_shown_on_another_template_than_the_chosen_one(database, rules, office):
    choose(database, office, template_name="ke_hoach_thu")

    with pytest.raises(MissingFileError, match="Mẫu «ke_hoach_thu»"):
        papers.preview(database, rules, office.drafter, DraftFields(), None, now=NOON)


def test_a_running_plan_keeps_its_own_files_on_a_machine_without_them(
    database, rules, office, plan_id, tmp_path
):
    text = (workflows_folder() / "ke_hoach.toml").read_text(encoding="utf-8")
    text = text.replace('name = "ke_hoach"', 'name = "ke_hoach_thu"')
    (tmp_path / "ke_hoach_thu.toml").write_text(text, encoding="utf-8")
    shutil.copytree(templates_folder() / "ke_hoach", tmp_path / "ke_hoach_thu")
    choose(database, office, workflow_name="ke_hoach_thu", template_name="ke_hoach_thu")
    take(database, Rules.load(tmp_path, tmp_path), office.drafter, plan_id, "submit")

    take(database, rules, office.unit_head, plan_id, "return")
    take(database, rules, office.drafter, plan_id, "submit")

    assert the_plan(database, plan_id).round == 2
    assert papers.download(database, rules, office.drafter, plan_id, Stage.DRAFT, now=NOON).data


def test_an_agency_that_never_chose_misses_nothing(database, rules, office):
    a_body(database, office)

    assert missing_files.everywhere(database, rules.files) == ()
    assert missing_files.in_agency(database, rules.files, office.administrator) == ()


def test_a_body_that_still_works_is_told_of_and_one_that_ended_is_not(database, rules, office):
    a_body(database, office, template_name="ban_thu")
    a_body(database, office, name="TỔ CŨ", workflow_name="to_cu", active=False)
    choose(database, office, workflow_name="ke_hoach_thu")

    board = "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ"
    told = (WORKFLOW, f"Mẫu «ban_thu» {REST.replace('UBND xã An Phước', board)}")
    assert missing_files.everywhere(database, rules.files) == told
    assert missing_files.in_agency(database, rules.files, office.administrator) == told
    with pytest.raises(ForbiddenError):
        missing_files.in_agency(database, rules.files, office.drafter)


def test_the_body_of_a_plan_counts_and_not_its_agency(database, rules, office):
    choose(database, office, workflow_name="ke_hoach_thu")
    plan_id = a_plan(database, office, advisory_body_id=a_body(database, office))

    with database.reading() as session:
        rules.demand_files(session, the_plan(database, plan_id))


def test_a_letter_has_the_one_template_that_nobody_chooses(database, rules, office, plan_id):
    choose(database, office, template_name="ke_hoach_thu")
    letter = the_plan(database, plan_id)
    letter.document_type_id = type_of(database, "Công văn")

    with database.reading() as session:
        assert rules.missing_for(session, letter) == ""


def test_the_lists_show_the_choice_itself_with_what_to_do(database, rules, office):
    choose(database, office, workflow_name="ke_hoach_thu", template_name="ke_hoach_thu")

    workflow = workflows_list.issuers(database, rules, office.administrator)[0]
    template = templates_list.issuers(database, rules, office.administrator)[0]

    assert (workflow.workflow_name, workflow.missing_file) == ("ke_hoach_thu", WORKFLOW)
    assert (template.template_name, template.missing_file) == ("ke_hoach_thu", TEMPLATE)
