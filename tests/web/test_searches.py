"""Saved filters through the browser's door."""

import pytest

from tests.service.builders import a_plan, a_text, words
from webapp.services import result_files

FILTERED = "/ke-hoach?trang_thai=unissued&lap=this_month"


@pytest.fixture
def kept(sign_in, office):
    """A client that has kept a filter, and the page it came back to."""
    client = sign_in(office.drafter)
    page = client.get(client.get(FILTERED).links()["Lưu bộ lọc này"])
    return client, client.fill(page, "/bo-loc/luu/ke-hoach", name="Chưa phát hành, tháng này")


def test_a_filter_is_kept_and_leads_back_to_what_it_shows(kept):
    client, page = kept

    chip = page.one("a", class_="chip")
    assert chip.get("aria-current") == "page"
    opened = client.get(chip.get("href"))
    assert opened.one("option", value="unissued").get("selected") is not None
    assert opened.one("option", value="this_month").get("selected") is not None


def test_a_name_given_twice_comes_back_with_what_was_typed(kept):
    client, _ = kept
    page = client.get(client.get("/ke-hoach?cua_toi=1").links()["Lưu bộ lọc này"])

    again = client.fill(page, "/bo-loc/luu", 422, name="Chưa phát hành, tháng này")

    assert "đặt một tên khác" in again.text
    assert "Điều kiện: Của tôi." in again.text


def test_the_book_keeps_filters_of_its_own(sign_in, office):
    client = sign_in(office.clerk)
    page = client.get(client.get("/so-van-ban-di?tinh-trang=void").links()["Lưu bộ lọc này"])
    page = client.fill(page, "/bo-loc/luu/so-van-ban-di", name="Số hủy")

    assert page.one("a", class_="chip").get("href") == "/so-van-ban-di?tinh-trang=void"
    assert not client.get("/ke-hoach").all("a", class_="chip")


def test_a_filter_is_renamed_then_dropped_after_a_question(kept):
    client, _ = kept
    page = client.get("/bo-loc")
    assert "Trạng thái: chưa phát hành; lập tháng này (tháng 3 năm 2026)" in page.text

    asked = client.get(page.links()["Đổi tên «Chưa phát hành, tháng này»"])
    refused = client.fill(asked, "/bo-loc/", 422, name=" ")
    page = client.fill(refused, "/bo-loc/", name="Còn dở")
    assert "Còn dở" in page.links()

    asked = client.get(page.links()["Xóa «Còn dở»"])
    assert "Chưa lưu bộ lọc nào." in client.fill(asked, "/bo-loc/").text


def test_the_oldest_come_first_when_asked_so_page_after_page(sign_in, office, sqlite_database):
    for number in range(27):
        text = a_text(subject=words(f"Kế hoạch thử {number:02}"))
        a_plan(sqlite_database, office, text)
    client = sign_in(office.drafter)
    first = client.get("/ke-hoach?xep=oldest")
    more = client.get(first.links()["Xem thêm"])

    told = [page.text for page in (first, more)]
    assert "Kế hoạch thử 00" in told[0]
    assert "Kế hoạch thử 24" in told[0]
    assert "Kế hoạch thử 25" not in told[0]
    assert "Kế hoạch thử 26" in told[1]


def test_results_are_shown_in_the_columns_that_were_ticked(sign_in, office, sqlite_database):
    a_plan(sqlite_database, office, a_text(subject=words("Trồng cây")))
    client = sign_in(office.drafter)
    page = client.get(client.get("/ke-hoach?cua_toi=1").links()["Chọn cột, xuất kết quả"])

    assert "Điều kiện: Của tôi." in page.text
    page = client.get("/bo-loc/ket-qua/ke-hoach?cua_toi=1&cot=trich-yeu&cot=ngay-lap&sap=ngay-lap")
    assert [td.text for td in page.all("td")] == ["Trồng cây", "02/03/2026"]
    assert page.one("input", name="cua_toi").get("value") == "1"


@pytest.mark.parametrize("place", ["ke-hoach", "so-van-ban-di"])
def test_results_are_taken_as_a_file(sign_in, office, place):
    client = sign_in(office.clerk)

    got = client.raw("GET", f"/bo-loc/ket-qua/{place}/tep?dang=docx&cot=trich-yeu")

    assert got.status_code == 200
    assert ".docx" in got.headers["Content-Disposition"]
    assert "Kết quả chỉ tải được dạng" in client.get(f"/bo-loc/ket-qua/{place}/tep", 404).text


def test_a_file_that_cannot_be_made_says_why_on_the_page(sign_in, office, monkeypatch):
    monkeypatch.setattr(result_files, "find_soffice", lambda: None)

    page = sign_in(office.clerk).get("/bo-loc/ket-qua/so-van-ban-di/tep?dang=pdf", 400)

    assert "tải tệp .docx hoặc .xlsx." in page.text


def test_a_search_by_field_is_kept_by_the_bar_above_the_list(sign_in, office, sqlite_database):
    a_plan(sqlite_database, office)
    client = sign_in(office.clerk)
    page = client.get(client.get("/ke-hoach").links()["Tìm theo trường"])
    drafter = str(office.drafter.person_id)

    sent = {**page.values("/ke-hoach"), "nguoi_soan": drafter, "tu_ngay": "05/01/2026"}
    page = client.get("/ke-hoach", query_string=sent)

    assert f"Đang tìm: Người soạn thảo: {office.drafter.full_name}" in page.text
    kept = page.values("/ke-hoach")
    assert (kept["nguoi_soan"], kept["tu_ngay"]) == (drafter, "2026-01-05")
    again = client.get(page.links()["Tìm theo trường"])
    assert again.one("input", id="tu_ngay").get("value") == "05/01/2026"
    chosen = [one for one in again.all("option", value=drafter) if one.get("selected") == ""]
    assert len(chosen) == 1
