"""Thống kê on screen."""

import pytest

from tests.service.builders import a_plan
from webapp.services import result_files


def test_the_page_shows_the_period_that_was_asked_for(sign_in, office, sqlite_database):
    a_plan(sqlite_database, office)
    client = sign_in(office.clerk)

    page = client.get(client.get("/ke-hoach").links()["Thống kê"])
    assert "Toàn cơ quan, tháng 3 năm 2026: từ 01/03/2026 đến 31/03/2026." in page.text
    page = client.get("/thong-ke?ky=quy&quy=2&nam=2019")
    assert "quý II năm 2019" in page.text
    assert page.one("option", value="2019").get("selected") is not None
    assert "Theo tháng" in page.text
    assert "Tháng 6" in client.get("/thong-ke?ky=nam&thang=7").text


def test_a_drafter_is_offered_no_figures(sign_in, office):
    client = sign_in(office.drafter)

    assert "Thống kê" not in client.get("/ke-hoach").links()
    client.get("/thong-ke", 403)


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_the_figures_are_taken_as_a_file(sign_in, office, form):
    got = sign_in(office.unit_head).raw("GET", f"/thong-ke/tep?ky=nam&dang={form}")

    assert got.status_code == 200
    assert f"thong-ke-2026-01-01-den-2026-12-31.{form}" in got.headers["Content-Disposition"]


def test_a_file_that_cannot_be_made_says_why_on_the_page(sign_in, office, monkeypatch):
    monkeypatch.setattr(result_files, "find_soffice", lambda: None)

    assert (
        "tải tệp .docx hoặc .xlsx." in sign_in(office.clerk).get("/thong-ke/tep?dang=pdf", 400).text
    )
