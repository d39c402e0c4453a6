"""The pages on which the installation's administrator keeps free days and days worked for them."""

import pytest

from tests.service.calendars import TUESDAY, add, an_installation_admin, last_row

PLACE = "/he-thong/ngay-nghi"
DAY = {"day": "03/03/2026", "kind": "free", "document": "Công văn số 9/VPCP", "issuer": "VPCP"}


@pytest.fixture
def admin(sqlite_database, office):
    return an_installation_admin(sqlite_database, office)


@pytest.fixture
def client(sign_in, admin):
    return sign_in(admin)


def test_the_year_is_shown_with_its_neighbours(client):
    page = client.get(PLACE)

    assert "Ngày nghỉ, ngày làm bù năm 2026" in page.text
    assert "02/09/2026, thứ Tư" in page.text
    assert "Công văn số 12729/VPCP-KGVX" in page.text
    assert {"Năm 2025", "Năm 2027"} <= set(page.links())


@pytest.mark.parametrize(("asked", "shown"), [("1", "2020"), ("9999", "2099"), ("x", "2026")])
def test_a_year_out_of_reach_leads_to_the_nearest(client, asked, shown):
    assert f"ngày làm bù năm {shown}" in client.get(f"{PLACE}?nam={asked}").text


def test_a_day_is_entered_and_wakes_the_sweep(client, clock):
    page = client.fill(client.get(f"{PLACE}/them"), f"{PLACE}/them", **DAY)

    assert "Đã khai 03/03/2026 là ngày nghỉ." in page.text
    assert "Công văn số 9/VPCP của VPCP" in page.text
    assert len(clock.kicks) == 1


def test_a_day_that_changes_nothing_keeps_what_was_typed(client):
    page = client.fill(
        client.get(f"{PLACE}/them"), f"{PLACE}/them", 422, **DAY | {"kind": "worked"}
    )

    assert "vốn là ngày làm việc" in page.text
    assert page.values(f"{PLACE}/them")["document"] == "Công văn số 9/VPCP"


def test_an_entered_day_is_ended_with_a_reason(client, admin, sqlite_database):
    add(sqlite_database, admin, TUESDAY)
    path = f"{PLACE}/{last_row(sqlite_database).id}/bo"
    where = f"{path}?nam=2026"

    page = client.fill(client.get(path), where, 422, reason="")
    assert "Hãy nhập lý do." in page.text
    page = client.fill(page, where, reason="Khai nhầm")

    assert "Đã bỏ ngày 03/03/2026." in page.text
    assert "Khai nhầm" in page.text
    client.get(path, 404)


@pytest.mark.parametrize("path", [PLACE, f"{PLACE}/them", f"{PLACE}/1/bo"])
def test_no_page_opens_for_others(sign_in, office, path):
    sign_in(office.administrator).get(path, 403)
