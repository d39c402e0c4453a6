"""What drafter and administrator read where a chosen file is not on this machine."""

import pytest

from tests.service.builders import NOON
from webapp.db.models.organisations import AgencyRow
from webapp.services import audit

REST = "mà UBND xã An Phước chọn không có tệp trên máy này; chép tệp vào rồi khởi động lại."
WORKFLOW, TEMPLATE = f"Quy trình «ke_hoach_thu» {REST}", f"Mẫu «ke_hoach_thu» {REST}"


@pytest.fixture(autouse=True)
def lost(sqlite_database, office):
    with sqlite_database.transaction() as session:
        agency = session.get_one(AgencyRow, office.agency_id)
        agency.workflow_name = agency.template_name = "ke_hoach_thu"
        audit.record(session, office.administrator, "built", now=NOON)


def test_the_drafter_who_submits_reads_what_is_missing(sign_in, office, way):
    drafter = sign_in(office.drafter)
    place = f"/ke-hoach/{way.plan_id}/viec/trinh"
    page = drafter.fill(drafter.get(place), place, 422)

    assert WORKFLOW in page.text


def test_the_page_of_a_draft_says_it_and_shows_no_steps_of_another_workflow(sign_in, office, way):
    page = sign_in(office.drafter).get(f"/ke-hoach/{way.plan_id}")

    assert WORKFLOW in page.text
    assert "Các bước" not in page.text


def test_the_administrator_reads_it_on_the_front_page(sign_in, office):
    page = sign_in(office.administrator).get("/quan-tri")

    assert WORKFLOW in page.text
    assert TEMPLATE in page.text


@pytest.mark.parametrize(
    ("place", "sentence"), [("quy-trinh", WORKFLOW), ("mau-van-ban", TEMPLATE)]
)
def test_the_administrator_reads_it_beside_the_choice_and_chooses_another(
    sign_in, office, place, sentence
):
    admin = sign_in(office.administrator)
    address = f"/quan-tri/{place}"
    page = admin.get(address)
    assert sentence in page.text
    assert "ke_hoach_thu (không có tệp)" in page.text
    field = {"quy-trinh": "workflow_name", "mau-van-ban": "template_name"}[place]

    page = admin.fill(page, f"{address}/chon", **{field: "ke_hoach"})

    assert sentence not in page.text
