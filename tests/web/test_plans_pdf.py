"""PDF on the plan's page: the buttons, the progress, the pictures, the file."""

import pytest
from sqlalchemy import select

from tests import fake_office
from tests.service.builders import NOON, a_person, a_plan
from tests.service.chains import an_issued_plan
from webapp.db.models.papers import PdfRow
from webapp.domain.people import Role
from webapp.services import pdf_making

FRAGMENT = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _calls(tmp_path, monkeypatch):
    fake_office.install(tmp_path, monkeypatch, fake_office.a_pdf(pages=8))


@pytest.fixture
def plan_id(sqlite_database, office):
    return a_plan(sqlite_database, office)


@pytest.fixture
def drafter(sign_in, office):
    return sign_in(office.drafter)


def ask(drafter, plan_id, kind="pdf"):
    """Press the button on the plan's page."""
    address = f"/ke-hoach/{plan_id}"
    return drafter.fill(drafter.get(address), f"{address}/pdf/du-thao/{kind}")


def test_a_button_asks_and_the_worker_is_woken(drafter, plan_id, clock):
    page = ask(drafter, plan_id)

    assert len(clock.kicks) == 1
    assert "Đang làm PDF…" in page.text
    assert page.links()["Tải lại trang"] == f"/ke-hoach/{plan_id}#pdf-du-thao"


def test_a_script_asks_for_the_panel_alone(drafter, plan_id, sqlite_database):
    ask(drafter, plan_id)
    address = f"/ke-hoach/{plan_id}/pdf/du-thao"

    waiting = drafter.raw("GET", address, headers=FRAGMENT).text
    pdf_making.make_waiting(sqlite_database, NOON)
    ready = drafter.raw("GET", address, headers=FRAGMENT).text

    assert (f'hx-get="{address}"' in waiting, "hx-get" in ready) == (True, False)
    assert "Tải PDF" in ready
    assert drafter.raw("GET", address).headers["Location"].endswith("#pdf-du-thao")


def test_a_finished_pdf_shows_its_pages_and_says_that_it_is_a_view_copy(
    drafter, plan_id, sqlite_database
):
    ask(drafter, plan_id)
    pdf_making.make_waiting(sqlite_database, NOON)

    page = drafter.get(f"/ke-hoach/{plan_id}")

    assert len(page.all("img", width="320")) == 6
    assert "8 trang, đang hiện 6 trang đầu" in page.text
    assert "Đây là bản xem" in page.text
    assert "không được chứng nhận" in page.text
    pages = drafter.get(f"/ke-hoach/{plan_id}/trang/du-thao")
    assert pages.heading.startswith("Các trang: Tuyên truyền")
    assert len(pages.all("img", width="1240")) == 8


def test_the_file_comes_under_its_name(drafter, plan_id, sqlite_database):
    ask(drafter, plan_id)
    pdf_making.make_waiting(sqlite_database, NOON)

    answer = drafter.raw("GET", f"/ke-hoach/{plan_id}/tai-ve/du-thao/pdf")

    assert answer.mimetype == "application/pdf"
    assert "lan-1-ban-xem.pdf" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_picture_is_sent_once(drafter, plan_id, sqlite_database):
    ask(drafter, plan_id)
    pdf_making.make_waiting(sqlite_database, NOON)
    address = f"/ke-hoach/{plan_id}/trang/du-thao/1/nho"

    first = drafter.raw("GET", address)
    again = drafter.raw("GET", address, headers={"If-None-Match": first.headers["ETag"]})

    assert first.data.startswith(b"\x89PNG")
    assert (again.status_code, again.data) == (304, b"")
    assert first.headers["Cache-Control"] == "private, no-cache"


def test_a_failure_says_why_and_offers_another_try(drafter, plan_id, sqlite_database):
    ask(drafter, plan_id)
    with sqlite_database.transaction() as session:
        session.scalars(select(PdfRow)).one().becomes("failed", "Máy chủ thiếu phông chữ.")

    page = drafter.get(f"/ke-hoach/{plan_id}")

    assert "Máy chủ thiếu phông chữ." in page.text
    assert "Thử lại PDF" in page.text
    assert "Đang làm PDF…" in ask(drafter, plan_id).text


def test_what_is_missing_on_the_server_is_said_and_nobody_waits_in_vain(
    drafter, plan_id, sqlite_database, monkeypatch
):
    ask(drafter, plan_id)
    monkeypatch.setattr("webapp.adapters.libreoffice.find_soffice", lambda: None)
    pdf_making.make_waiting(sqlite_database, NOON)

    page = drafter.get(f"/ke-hoach/{plan_id}")

    assert "Máy chủ chưa có LibreOffice" in page.text
    assert "hx-get" not in page.response.text
    assert drafter.raw("GET", f"/ke-hoach/{plan_id}/tai-ve/du-thao").status_code == 200


@pytest.mark.parametrize("rest", ["pdf/khac", "tai-ve/du-thao/khac", "trang/du-thao/1/khac"])
def test_an_address_that_means_nothing_is_not_found(drafter, plan_id, rest):
    headers = FRAGMENT if rest.startswith("pdf") else {}

    assert drafter.raw("GET", f"/ke-hoach/{plan_id}/{rest}", headers=headers).status_code == 404


def test_without_a_pdf_the_pages_lead_to_the_button(drafter, plan_id):
    answer = drafter.raw("GET", f"/ke-hoach/{plan_id}/trang/du-thao")

    assert answer.headers["Location"].endswith("#pdf-du-thao")
    assert drafter.raw("GET", f"/ke-hoach/{plan_id}/trang/du-thao/1/nho").status_code == 404


def test_who_may_not_read_the_draft_gets_no_pdf_of_it(
    sign_in, drafter, plan_id, office, sqlite_database
):
    ask(drafter, plan_id)
    pdf_making.make_waiting(sqlite_database, NOON)
    stranger = sign_in(a_person(sqlite_database, office.agency_id, Role.DRAFTER))

    for rest in ("tai-ve/du-thao/pdf", "trang/du-thao", "trang/du-thao/1/nho"):
        assert stranger.raw("GET", f"/ke-hoach/{plan_id}/{rest}").status_code == 403


def test_an_issued_plan_shows_its_signed_paper_and_its_text_before_the_pdf(
    sign_in, sqlite_database, rules, office
):
    plan_id = an_issued_plan(sqlite_database, rules, office)

    text = sign_in(office.clerk).raw("GET", f"/ke-hoach/{plan_id}").text

    places = [text.index(f'id="{one}"') for one in ("ban-da-ky", "toan-van", "pdf-phat-hanh")]
    assert places == sorted(places)
