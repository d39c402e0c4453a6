"""The province by clicks: each role's desk and page, and the look from the sở."""

import pytest

from tests.service.builders import PASSWORD
from tests.service.provinces import a_draft, a_province, bring_up_to, long_way


@pytest.fixture
def province(sqlite_database):
    return a_province(sqlite_database)


@pytest.fixture
def plan_id(sqlite_database, province):
    return a_draft(sqlite_database, province)


@pytest.mark.parametrize(
    ("state", "done"),
    [
        ("unit_review", "Đã xem xét, đồng ý"),
        ("content_check", "Đồng ý nội dung"),
        ("review", "Đã xem xét, đồng ý"),
        ("format_check", "Đạt thể thức"),
        ("office_review", "Đã xem xét, đồng ý"),
        ("deputy_review", "Đã xem xét, đồng ý"),
        ("approval", "Đã duyệt, đồng ý ký"),
    ],
)
def test_each_desk_of_the_long_way_decides_on_its_page(
    sign_in, sqlite_database, rules, province, plan_id, state, done
):
    bring_up_to(sqlite_database, rules, province, plan_id, state)
    client = sign_in(next(who for at, who, *_ in long_way(province) if at == state))
    assert "Anh/chị" in client.get("/").text
    address = f"/ke-hoach/{plan_id}/duyet"
    version = client.get(address).values(address)["version"]

    typed = {"version": version, "action": "approve", "password": PASSWORD}
    page = client.post(address, typed)

    assert f"{done}. Trạng thái mới" in page.text


def test_the_clerk_takes_the_dossier_in_with_its_number(
    sign_in, sqlite_database, rules, province, plan_id
):
    bring_up_to(sqlite_database, rules, province, plan_id, "intake")
    client = sign_in(province.intake_clerk)
    address = f"/ke-hoach/{plan_id}/viec/tiep-nhan"

    page = client.fill(client.get(address), address, 422, receipt="", received_on="02/03/2026")
    assert "Ghi số tiếp nhận, hoặc một ghi chú về hồ sơ." in page.text
    page = client.fill(page, address, receipt="45/TN")

    assert "Đã tiếp nhận hồ sơ. Trạng thái mới: Chờ xem xét: Văn phòng thẩm tra." in page.text
    assert "Số tiếp nhận 45/TN, ngày 02/03/2026" in page.text


def test_the_department_finds_what_it_submitted_and_only_reads_it(
    sign_in, sqlite_database, rules, province, plan_id
):
    bring_up_to(sqlite_database, rules, province, plan_id, "review")
    client = sign_in(province.department_clerk)

    page = client.get("/ke-hoach")
    page = client.get(page.links()["Đã trình cấp trên"])
    assert "Chờ xem xét: Văn phòng thẩm tra" in page.text
    assert "UBND tỉnh An Hòa" in page.text
    page = client.get(f"/ke-hoach/{plan_id}")

    assert "ở đây chỉ xem và tải về" in page.text
    assert "trình văn bản (lần trình 1)" in page.text
    assert not [one for one in page.links().values() if "/viec/" in one or "/phieu-trinh" in one]
    assert client.raw("GET", f"/ke-hoach/{plan_id}/tai-ve/du-thao").status_code == 200
    client.get(f"/ke-hoach/{plan_id}/phieu-trinh", 404)


def test_a_list_with_nothing_says_what_will_be_there(sign_in, province):
    page = sign_in(province.department_clerk).get("/ke-hoach/da-trinh-cap-tren")

    assert "Chưa có kế hoạch nào được trình lên" in page.text
