"""Beginning a paper after an issued plan, by clicks, and the plan's page afterwards."""

import pytest

from tests.service.chains import a_common_series, follow


@pytest.fixture
def issued(sqlite_database, office, way):
    a_common_series(sqlite_database, office)
    way.issued()
    return way.plan_id


def test_the_plans_page_leads_to_the_right_paper_by_the_kind_of_the_fault(sign_in, office, issued):
    client = sign_in(office.drafter)

    page = client.get(f"/ke-hoach/{issued}").text

    assert "Sai về nội dung: sửa đổi, bổ sung hoặc thay thế" in page
    assert "Sai về thể thức: đính chính" in page
    form = client.get(f"/ke-hoach/{issued}/van-ban-tiep?loai=corrects").text
    assert "đính chính bằng công văn (khoản 3 Điều 18)" in form


def test_a_recall_goes_to_the_desk_of_its_draft(sign_in, office, issued):
    client, address = sign_in(office.drafter), f"/ke-hoach/{issued}/van-ban-tiep"

    page = client.fill(
        client.get(address), address, kind="recalls", reason="Sai thẩm quyền", confirmed="y"
    )

    assert "Đã tạo dự thảo" in page.text
    assert "Thu hồi Kế hoạch số 115/KH-UBND" in page.text


def test_a_recall_without_a_reason_is_given_back(sign_in, office, issued):
    client, address = sign_in(office.clerk), f"/ke-hoach/{issued}/van-ban-tiep"

    page = client.fill(client.get(address), address, 422, kind="recalls", confirmed="y")

    assert "văn bản đính chính, thu hồi phải nêu lý do" in page.text
    assert "văn bản sửa đổi, thay thế do" in page.text.lower()


def test_nothing_is_begun_without_the_confirmation(sign_in, office, issued):
    client, address = sign_in(office.drafter), f"/ke-hoach/{issued}/van-ban-tiep"

    page = client.fill(client.get(address), address, 422, kind="amends")

    assert "Đánh dấu vào ô xác nhận" in page.text


def test_the_page_of_a_recalled_plan_says_so_first(sign_in, sqlite_database, rules, office, issued):
    follow(sqlite_database, rules, office, issued, "recalls")

    page = sign_in(office.clerk).get(f"/ke-hoach/{issued}").text

    assert "Đã thu hồi theo Thông báo số 21/TB-UBND ngày 02 tháng 3 năm 2026." in page
    assert "Hủy số</a>" not in page


def test_a_recalled_plan_says_once_why_nothing_follows_it_and_why_no_deed_is_done(
    sign_in, sqlite_database, rules, office, issued
):
    follow(sqlite_database, rules, office, issued, "recalls")
    client = sign_in(office.clerk)

    assert client.get(f"/ke-hoach/{issued}/van-ban-tiep").text.count("giữ nguyên cùng dữ liệu") == 1
    page = client.get(f"/ke-hoach/{issued}/viec/huy-so")
    assert "Đã thu hồi theo Thông báo số 21/TB-UBND" in page.text
    assert "nên không làm được việc này" in page.text


def test_a_clerk_who_does_not_draft_sees_the_draft_that_he_asked_for(sign_in, office, issued):
    client, address = sign_in(office.clerk), f"/ke-hoach/{issued}/van-ban-tiep"

    page = client.fill(
        client.get(address), address, kind="recalls", reason="Sai thẩm quyền", confirmed="y"
    )

    assert "giao Lê Thị Hạnh soạn thảo" in page.text


def test_whoever_needs_the_evidence_finds_the_unmarked_file_beside_the_chain(
    sign_in, sqlite_database, rules, office, issued
):
    follow(sqlite_database, rules, office, issued, "recalls")
    address = f"/ke-hoach/{issued}/tai-ve/phat-hanh?ban-goc=1"
    clerk = sign_in(office.clerk)

    assert address in clerk.get(f"/ke-hoach/{issued}").links().values()
    marked = clerk.raw("GET", address.removesuffix("?ban-goc=1")).headers["Content-Disposition"]
    assert "da-thu-hoi" in marked
    assert "da-thu-hoi" not in clerk.raw("GET", address).headers["Content-Disposition"]
    sign_in(office.drafter).get(address, 403)


def test_an_issued_letter_begins_no_plan_and_shows_no_empty_card(
    sign_in, sqlite_database, rules, office, issued
):
    letter = follow(sqlite_database, rules, office, issued, "corrects")
    client = sign_in(office.drafter)

    assert "Tạo kế hoạch mới từ bản này" in client.get(f"/ke-hoach/{issued}").text
    page = client.get(f"/ke-hoach/{letter}").text
    assert "Tạo kế hoạch mới từ bản này" not in page
    assert "Việc có thể làm" not in page
