"""Marking a printing through the browser's door."""

from tests.service.builders import a_plan


def test_a_printing_is_marked_and_shown(sign_in, office, sqlite_database):
    plan_id = a_plan(sqlite_database, office)
    client = sign_in(office.drafter)
    path = client.get(f"/ke-hoach/{plan_id}").links()["Đánh dấu đã in"]

    refused = client.fill(client.get(path), path, 422, copies="0")
    assert "Ghi số bản đã in" in refused.text
    page = client.fill(refused, path, copies="3")

    assert "Đã đánh dấu lần in." in page.text
    assert [td.text for td in page.all("td")][1:] == ["Bản dự thảo", "3"]
