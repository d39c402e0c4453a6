"""The signed and sealed paper through the browser's door."""

import pytest

from tests.service.builders import bring_to
from tests.service.dossier_files import pdf_that_runs
from tests.service.signed_papers import a_scan, hand_in
from tests.web.client import words


@pytest.fixture
def plan_id(sqlite_database, rules, office, way):
    return bring_to(sqlite_database, rules, office, way.plan_id, "issued")


@pytest.fixture
def room(plan_id):
    return f"/ke-hoach/{plan_id}/ban-da-ky"


def card(page):
    return words(page.one("section", id="ban-da-ky"))


def test_the_clerk_hands_it_in_and_downloads_lead_with_it(sign_in, office, room, plan_id):
    clerk = sign_in(office.clerk)
    assert "Bản phát hành" in clerk.get(f"/ke-hoach/{plan_id}").links()

    page = clerk.upload(room, "bản ký.pdf", a_scan())

    assert "Đã nhận bản đã ký, đóng dấu (bản 1)." in page.text
    assert "Quét 200 dpi, có màu" in card(page)
    names = list(page.links())
    assert names.index("Tải bản đã ký (PDF)") < names.index("Bản Word để tham khảo")
    assert "Bản phát hành" not in names


def test_what_should_be_looked_at_stands_beside_it(sign_in, sqlite_database, office, plan_id):
    hand_in(sqlite_database, office.clerk, plan_id, a_scan(dpi=100, seal=False))

    shown = card(sign_in(office.drafter).get(f"/ke-hoach/{plan_id}"))

    assert "100 dpi, dưới 200 dpi" in shown
    assert "không có màu" in shown
    assert "Đưa lên bản thay thế" not in shown


def test_a_reader_opens_it_and_takes_it(sign_in, sqlite_database, office, plan_id):
    data = a_scan()
    hand_in(sqlite_database, office.clerk, plan_id, data)
    drafter = sign_in(office.drafter)
    links = drafter.get(f"/ke-hoach/{plan_id}").links()

    taken = drafter.raw("GET", links["Tải bản đã ký (PDF)"])
    read = drafter.raw("GET", links["Xem bản đã ký"])

    assert taken.data == read.data == data
    assert taken.headers["Content-Disposition"].startswith("attachment")
    assert read.headers["Content-Disposition"].startswith("inline")
    assert "sandbox" in taken.headers["Content-Security-Policy"]


def test_a_file_that_is_refused_comes_back_with_the_reason(sign_in, office, room):
    page = sign_in(office.clerk).upload(room, "a.pdf", pdf_that_runs(), 422)

    assert "mã lệnh tự chạy" in page.text
    assert "hãy chọn lại tệp" in page.text


def test_whoever_may_not_is_sent_back_with_the_reason(sign_in, office, room):
    page = sign_in(office.drafter).get(room)

    assert "Chỉ văn thư được đưa bản đã ký lên" in page.text
    sign_in(office.drafter).upload(room, "a.pdf", a_scan(), 403)


def test_a_plan_that_is_not_signed_has_no_room_for_it(sign_in, office, way):
    page = sign_in(office.drafter).get(f"/ke-hoach/{way.plan_id}")

    assert not [one for one in page.all("section") if one.get("id") == "ban-da-ky"]
