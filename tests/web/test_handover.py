"""A draft is given to another drafter by clicks."""

import pytest

from tests.service.builders import a_person, a_plan
from webapp.domain.people import Role


@pytest.fixture
def plan_id(sqlite_database, office):
    return a_plan(sqlite_database, office)


@pytest.fixture
def second(sqlite_database, office):
    return a_person(
        sqlite_database,
        office.agency_id,
        Role.DRAFTER,
        full_name="Hồ Văn Lâm",
        unit_id=office.unit_id,
    )


def test_the_head_gives_the_draft_from_its_page(sign_in, office, plan_id, second):
    head = sign_in(office.unit_head)
    address = head.get(f"/ke-hoach/{plan_id}").links()["Giao người soạn thảo khác"]
    page = head.get(address)
    assert "cả hai người không kiểm tra văn bản này" in page.text

    page = head.fill(page, address, to_id=str(second.person_id), reason="Chuyển công tác")

    assert "Đã giao Hồ Văn Lâm soạn thảo văn bản này." in page.text
    assert "giao Hồ Văn Lâm soạn thảo thay Lê Thị Hạnh" in page.text


def test_without_a_reason_the_form_is_given_back(sign_in, office, plan_id, second):
    head = sign_in(office.unit_head)
    address = f"/ke-hoach/{plan_id}/giao-soan-thao"

    page = head.fill(head.get(address), address, 422, to_id=str(second.person_id), reason=" ")

    assert "Ghi lý do giao người khác soạn thảo." in page.text


def test_a_unit_without_another_drafter_is_told_what_to_do(sign_in, office, plan_id):
    page = sign_in(office.unit_head).get(f"/ke-hoach/{plan_id}/giao-soan-thao")

    assert "chưa có chuyên viên nào khác" in page.text
