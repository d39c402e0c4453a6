"""«Kiểm tra thể thức»: a file, its findings beside the pages, and nobody else's eyes on them."""

import re

import pytest
from sqlalchemy import select

from tests import fake_office
from tests.service.builders import NOON, a_person
from tests.unit.docx_samples import members, p, package
from tests.web.checking_room import ROOM, WORD, check
from tests.web.client import Client, words
from tests.web.conftest import SECRET
from webapp.db.models.papers import CheckedFileRow
from webapp.domain.people import Role
from webapp.services import check_reports, checked_pages
from webapp.web.application import Options, build

NOTHING = '{"about": "", "counts": [0, 0, 0], "findings": [], "not_run": []}'
FRAGMENT = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _office(tmp_path, monkeypatch):
    fake_office.install(tmp_path, monkeypatch, fake_office.a_pdf(pages=2))


@pytest.fixture
def drafter(sign_in, office):
    return sign_in(office.drafter)


@pytest.fixture
def checked(drafter):
    """The address of the result of a checked file."""
    check(drafter)
    return drafter.get(ROOM).links()["Kế hoạch.docx"]


def numbers(page):
    return [one.get("id") for one in page.all("li") if (one.get("id") or "").startswith("loi-")]


def test_everybody_at_work_finds_the_room_in_the_menu(sign_in, office):
    for actor in (office.drafter, office.signer, office.clerk, office.administrator):
        assert sign_in(actor).get("/").links()["Kiểm tra thể thức"] == ROOM


def test_the_room_says_how_long_a_file_is_kept_and_who_sees_it(drafter):
    page = drafter.get(ROOM)

    assert "chỉ giữ một ngày, chỉ anh/chị xem được" in page.text
    assert "Đã kiểm tra trong ngày" not in page.text
    assert [words(one) for one in page.one("select", name="stage")] == [
        "Tự nhận biết",
        "Bản dự thảo",
        "Bản trình ký",
        "Bản phát hành",
    ]


def test_a_file_is_checked_at_once_and_its_pages_are_on_their_way(drafter, clock):
    page = check(drafter)

    assert re.match(r"\d+ lỗi", page.heading)
    assert "Tệp «Kế hoạch.docx», kiểm tra như bản phát hành (tự nhận biết)" in page.text
    assert "Đang vẽ các trang" in page.text
    assert "Kết thúc nội dung bằng dấu «./.»." in page.text
    assert len(clock.kicks) == 1


def test_the_person_says_as_what_the_file_is_checked(drafter):
    page = check(drafter, stage="signing", medium="electronic")

    assert "kiểm tra như bản trình ký, văn bản điện tử" in page.text


@pytest.mark.parametrize("choice", [{"stage": "khac"}, {"medium": "khac"}])
def test_a_choice_that_is_not_offered_is_refused(drafter, choice):
    page = check(drafter, status=422, **choice)

    assert "không có trong danh sách" in page.text


def test_no_file_is_refused_beside_the_field(drafter):
    page = drafter.fill(drafter.get(ROOM), ROOM, 422)

    assert words(page.one("div", id="file-loi")) == "Hãy chọn một tệp Word để kiểm tra."


def test_a_script_waits_for_the_pages_and_gets_the_whole_part_then(drafter, sqlite_database):
    page = check(drafter)
    (part,) = [one for one in page.all("div") if one.get("id") == "ket-qua"]
    asked = part.get("hx-get") or ""
    waiting = drafter.raw("GET", asked, headers=FRAGMENT)
    checked_pages.make_waiting(sqlite_database, NOON)
    ready = drafter.raw("GET", asked, headers=FRAGMENT)

    assert part.get("hx-trigger") == "every 2s"
    assert (waiting.status_code, waiting.text) == (204, "")
    assert "<h1" not in ready.text
    assert "hx-get" not in ready.text
    assert 'class="page-marks"' in ready.text


def test_each_finding_leads_to_its_mark_and_each_mark_back(drafter, checked, sqlite_database):
    checked_pages.make_waiting(sqlite_database, NOON)

    page = drafter.get(checked)

    there = {one.get("href") for one in page.all("a", class_="check-number")}
    marks = [one for one in page.tree.iter() if (one.get("class") or "").startswith("mark ")]
    assert there == {f"#{one.get('id')}" for one in marks} != set()
    assert {one.get("href") for one in marks} <= {f"#{one}" for one in numbers(page)}
    assert "không định vị được trên trang" in page.text  # the pages are empty
    assert len(page.all("img", width="1100")) == 2


def test_one_weight_alone_is_shown_without_a_script(drafter, checked, sqlite_database):
    checked_pages.make_waiting(sqlite_database, NOON)
    everything = drafter.get(checked)

    errors, warnings, hints = (
        drafter.get(f"{checked}?muc={weight}") for weight in ("loi", "canh-bao", "goi-y")
    )

    assert numbers(everything) == numbers(errors) + numbers(warnings) + numbers(hints)
    assert errors.all("li", class_="check-item check-hint") == []
    assert 'href="#loi-1"' not in hints.response.text


def test_a_picture_of_a_page_is_sent_once(drafter, checked, sqlite_database):
    assert drafter.raw("GET", f"{checked}/trang/1").status_code == 404
    checked_pages.make_waiting(sqlite_database, NOON)

    first = drafter.raw("GET", f"{checked}/trang/1")
    again = drafter.raw(
        "GET", f"{checked}/trang/1", headers={"If-None-Match": first.headers["ETag"]}
    )

    assert first.data.startswith(b"\x89PNG")
    assert (again.status_code, again.data) == (304, b"")
    assert first.headers["Cache-Control"] == "private, no-cache"


def test_what_cannot_be_drawn_says_why_and_offers_another_try(drafter, checked, sqlite_database):
    with sqlite_database.transaction() as session:
        row = session.scalars(select(CheckedFileRow)).one()
        row.becomes("failed", "Máy chủ hết chỗ.")

    page = drafter.get(checked)

    assert "Máy chủ hết chỗ." in page.text
    assert "Đang vẽ các trang" in drafter.fill(page, f"{checked}/hinh").text


def test_without_libreoffice_the_page_says_so_and_shows_the_findings(
    drafter, checked, sqlite_database, monkeypatch
):
    monkeypatch.setattr("webapp.adapters.libreoffice.find_soffice", lambda: None)
    checked_pages.make_waiting(sqlite_database, NOON)

    page = drafter.get(checked)

    assert "Máy chủ chưa có LibreOffice" in page.text
    assert numbers(page)
    assert "hx-get" not in page.response.text


def test_the_original_is_taken_back_under_its_name(drafter, checked):
    answer = drafter.raw("GET", f"{checked}/tai-ve/tep")

    assert answer.data == WORD
    assert (
        "filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch.docx" in answer.headers["Content-Disposition"]
    )


def test_a_file_is_dropped_at_once_on_wish(drafter, checked):
    page = drafter.fill(drafter.get(checked), f"{checked}/xoa")

    assert "Đã xóa tệp và kết quả kiểm tra." in page.text
    assert "Kế hoạch.docx" not in page.text
    drafter.get(checked, 404)


def test_nobody_else_opens_a_result(sign_in, office, drafter, checked, sqlite_database):
    checked_pages.make_waiting(sqlite_database, NOON)
    for other in (office.administrator, a_person(sqlite_database, office.agency_id, Role.DRAFTER)):
        client = sign_in(other)
        page = client.get(checked, 404)
        assert "chỉ người tải tệp lên xem được" in page.text
        for rest in ("/trang/1", "/tai-ve/tep", "/tai-ve/bao-cao", "/da-sua"):
            assert client.raw("GET", f"{checked}{rest}").status_code == 404
        for rest in ("/hinh", "/xoa", "/sua"):
            client.post(f"{checked}{rest}", status=404)
    assert drafter.get(checked)


def test_after_its_day_a_result_is_gone(sign_in, office, checked, clock):
    clock.forward(hours=23)
    sign_in(office.drafter).get(checked)
    clock.forward(hours=2)

    sign_in(office.drafter).get(checked, 404)


def test_who_only_runs_the_installation_has_no_such_room(sign_in, sqlite_database, office):
    admin = a_person(sqlite_database, office.agency_id, installation_admin=True)

    client = sign_in(admin)

    assert "Kiểm tra thể thức" not in client.get("/").links()
    assert client.raw("GET", ROOM).status_code == 403


def test_too_many_files_in_a_minute_are_refused(web_parts, drafter):
    limited = Client(build(web_parts, Options(SECRET)))
    limited.set_cookie(drafter.cookie())

    for _ in range(20):
        limited.post(ROOM, status=422)

    assert "Hãy đợi một phút" in limited.post(ROOM, status=429).text


def test_a_paper_without_a_fault_says_what_it_was_held_to(drafter, sqlite_database):
    check(drafter, "a.docx")
    with sqlite_database.transaction() as session:
        session.scalars(select(CheckedFileRow)).one().report = NOTHING
    address = drafter.get(ROOM).links()["a.docx"]

    page = drafter.get(address)

    assert page.heading == "Không thấy lỗi thể thức"
    assert "Tệp đạt mọi quy tắc đã kiểm tra" in page.text
    assert re.search(r"Đã đối chiếu với \d+ quy tắc thể thức", page.text)
    assert "Chưa kiểm tra được" not in page.text


def test_of_very_many_findings_the_first_are_shown_and_the_rest_counted(drafter, monkeypatch):
    monkeypatch.setattr(check_reports, "MOST_FINDINGS", 2)

    page = check(drafter)

    assert numbers(page) == ["loi-1", "loi-2"]
    assert "Hiện 2 chỗ đầu tiên" in page.text
    assert int(re.findall(r"\d+", page.heading)[0]) > 2


def test_what_could_not_be_checked_is_said_with_the_reason(drafter, checked):
    page = drafter.get(checked)

    assert re.search(r"Chưa kiểm tra được \d+ điều, cần người xem", page.text)
    assert "Chưa có danh mục văn bản hết hiệu lực" in page.text


def test_each_finding_leads_to_the_help_about_its_rule(drafter, checked):
    links = [one for one in drafter.get(checked).all("a") if words(one).startswith("Vì sao?")]

    addresses = {one.get("href") or "" for one in links}

    assert len(links) == len(numbers(drafter.get(checked)))
    assert all(drafter.get(address) for address in addresses)


def test_the_report_is_taken_as_a_word_file(drafter, checked):
    answer = drafter.raw("GET", f"{checked}/tai-ve/bao-cao")

    assert answer.data.startswith(b"PK")
    assert "ke-hoach-bao-cao-the-thuc.docx" in answer.headers["Content-Disposition"]


def test_a_file_is_corrected_into_a_new_one_that_is_shown(drafter, checked, clock):
    page = drafter.fill(drafter.get(checked), f"{checked}/sua")

    assert re.match(r"Đã sửa \d+ chỗ", page.heading)
    assert "giữ nguyên câu chữ" in page.text
    assert "Tệp gốc không bị thay đổi" in page.text
    links = page.links()
    assert drafter.raw("GET", links["Tải tệp gốc"]).data == WORD
    assert drafter.raw("GET", links["Tải tệp đã sửa"]).data.startswith(b"PK")
    again = drafter.get(links["Kết quả kiểm tra tệp mới"])
    assert again.links()["Tải tệp đã sửa"] == links["Tải tệp đã sửa"]
    assert "Sửa tự động" not in again.text
    assert len(clock.kicks) == 2


def test_a_signed_file_is_not_corrected_and_the_page_says_why(drafter):
    signed = package(members(p("Kế hoạch")) | {"_xmlsignatures/sig1.xml": "<Signature/>"})
    page = check(drafter, data=signed)
    action = next(one for one in map(str, actions(page)) if one.endswith("/sua"))

    refused = drafter.fill(page, action, 422)

    assert "chữ ký số" in words(refused.one("div", class_="notice notice-danger"))
    assert numbers(refused)


def actions(page):
    return [form.get("action") for form in page.tree.iter("form")]
