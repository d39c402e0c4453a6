"""«Quy trình» and the tree of units, by clicks."""

import pytest

from tests.service.builders import NOON, an_agency
from webapp.services.administration import BodyInput, save_advisory_body

PLACE = "/quan-tri/quy-trinh"


@pytest.fixture
def admin(sign_in, office):
    return sign_in(office.administrator)


def test_the_agency_chooses_a_workflow_and_reads_which_roles_are_missing(admin):
    page = admin.get(PLACE)
    assert "Phó Chủ tịch phụ trách cho ý kiến" in page.text
    assert "Chưa có ai giữ vai trò" not in page.text

    page = admin.fill(page, f"{PLACE}/chon", workflow_name="ke_hoach_tinh")

    assert "Đã đổi quy trình" in page.text
    assert "chuyên viên thẩm tra, lãnh đạo văn phòng, cấp phó phụ trách lĩnh vực" in page.text
    assert "chuyên viên thẩm tra" in admin.get("/quan-tri").text
    page = admin.fill(page, f"{PLACE}/chon", 422, workflow_name="khong_co")
    assert "Lựa chọn này không có trong danh sách" in page.text


def test_an_advisory_body_goes_by_its_own_workflow(admin, sqlite_database, office):
    wanted = BodyInput(None, "BAN CHỈ ĐẠO\nCHUYỂN ĐỔI SỐ", "BCĐ")
    body_id = save_advisory_body(sqlite_database, office.administrator, wanted, NOON)

    sent = {"body_id": str(body_id), "workflow_name": "ke_hoach", "version": "1"}
    page = admin.post(f"{PLACE}/chon", sent)

    assert "đang dùng: UBND xã An Phước, BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ" in page.text


def test_who_does_not_administer_sees_no_workflow(sign_in, office):
    sign_in(office.drafter).get(PLACE, status=403)


def test_a_unit_is_put_under_another_and_tied_to_its_agency(admin, sqlite_database, office):
    agency_id = an_agency(sqlite_database, short_name="Sở Nội vụ An Hòa")
    page = admin.get("/quan-tri/don-vi/them")
    assert "Sở Nội vụ An Hòa" in page.text

    page = admin.fill(
        page,
        "/quan-tri/don-vi/them",
        name="Tổ Tổng hợp",
        abbreviation="TH",
        parent_id=str(office.unit_id),
        own_agency_id=str(agency_id),
    )

    assert "là cơ quan Sở Nội vụ An Hòa" in page.text
    assert page.all("span", **{"class": "unit-level-1"})
