"""The list, the plan's page, revisions and downloads through the browser's door."""

import io
import zipfile

import pytest

from tests.service.builders import a_person, a_plan, a_text, a_unit, words
from tests.web.client import parse
from tests.web.plan_steps import a_way
from webapp.domain.people import Role
from webapp.domain.process import Action

LIST = "/ke-hoach"


def items_of(page):
    """The subjects that the list shows, in order."""
    return ["".join(one.itertext()).strip() for one in page.all("div", class_="work-title")]


def plan_about(database, office, subject, **changes):
    return a_plan(database, office, a_text(subject=words(subject)), **changes)


def test_an_empty_list_says_what_to_do(sign_in, office):
    drafter, clerk = sign_in(office.drafter), sign_in(office.clerk)

    assert "Dán cả văn bản" in drafter.get(LIST).text
    assert "khi được trình đến" in clerk.get(LIST).text


@pytest.mark.usefixtures("way")
def test_a_filter_that_finds_nothing_says_how_to_go_on(sign_in, office):
    page = sign_in(office.drafter).get(f"{LIST}?trang_thai=issued")

    assert "Không có văn bản nào khớp" in page.text
    assert "Bỏ lọc" in page.links()


@pytest.mark.parametrize(
    "asked",
    ["don-vi=1&nam=khong-phai-so", "nam=99999999999999999999", "truoc=-1", "q=%00%F0%9F%98%80"],
)
@pytest.mark.usefixtures("way")
def test_a_filter_that_cannot_be_read_asks_for_all(sign_in, office, asked):
    sign_in(office.drafter).get(f"{LIST}?{asked}")


def test_the_list_pages_by_twenty_five(sign_in, office, sqlite_database):
    for number in range(30):
        plan_about(sqlite_database, office, f"Kế hoạch thử {number:02}")
    client = sign_in(office.drafter)

    first = client.get(LIST)
    second = client.get(first.links()["Xem thêm"])

    assert len(items_of(first)) == 25
    assert items_of(first)[0] == "Kế hoạch thử 29"
    assert len(items_of(second)) == 5
    assert "Xem thêm" not in second.links()


def test_more_lines_come_as_a_fragment_for_the_script(sign_in, office, sqlite_database):
    for number in range(26):
        plan_about(sqlite_database, office, f"Kế hoạch thử {number:02}")
    client = sign_in(office.drafter)
    address = client.get(LIST).links()["Xem thêm"]

    answer = client.raw("GET", address, headers={"HX-Request": "true"})

    assert answer.get_data(as_text=True).strip().startswith("<li>")
    assert len(parse(f"<!DOCTYPE html>{answer.get_data(as_text=True)}").findall(".//li")) == 1


def test_an_exact_number_stands_first(sign_in, office, way, sqlite_database):
    way.issued()
    plan_about(sqlite_database, office, "Thực hiện Công văn 115 của tỉnh")
    client = sign_in(office.drafter)

    for asked in ("115", "115/KH-UBND"):
        assert items_of(client.get(f"{LIST}?q={asked}"))[0].startswith("115/KH-UBND")


@pytest.mark.parametrize("asked", ["trong cay", "Trồng cây", "TRONG+CÂY đường làng"])
def test_words_are_found_without_their_marks(sign_in, office, asked):
    client = sign_in(office.drafter)
    new = "/ke-hoach/soan"
    client.fill(client.get(new), new, subject="Trồng cây xanh đường làng")

    page = client.get(f"{LIST}?q={asked}")

    assert items_of(page) == ["Trồng cây xanh đường làng"]
    assert page.values(LIST)["q"] == asked.replace("+", " ")


@pytest.mark.usefixtures("way")
def test_the_filters_stay_in_their_fields(sign_in, office):
    page = sign_in(office.drafter).get(f"{LIST}?q=&trang_thai=draft&don_vi=1&cua_toi=1")

    values = page.values(LIST)
    assert (values["trang_thai"], values["don_vi"]) == ("draft", "1")
    assert values["cua_toi"] == ["1"]
    assert len(items_of(page)) == 1


def test_a_draft_is_hidden_from_who_has_nothing_to_do_with_it(
    sign_in, office, way, sqlite_database
):
    outsider = sign_in(a_person(sqlite_database, office.agency_id, Role.DRAFTER))

    assert items_of(outsider.get(LIST)) == []
    assert "chưa được xem" in outsider.get(f"{LIST}/{way.plan_id}", 403).text


def test_the_page_shows_the_text_and_the_way(sign_in, office, way):
    way.submitted()

    page = sign_in(office.drafter).get(f"{LIST}/{way.plan_id}")

    assert "II. TỔ CHỨC THỰC HIỆN" in page.text
    assert "Căn cứ Luật Phổ biến" in page.text
    current = page.one("li", class_="way-step way-current")
    assert "Vũ Đình Khôi" in "".join(current.itertext())
    assert "Hạn" in "".join(current.itertext())


def test_a_step_without_people_is_said_to_be_blocked(sign_in, office, sqlite_database, rules):
    empty = a_unit(sqlite_database, office.agency_id, "Phòng Kinh tế", "KT")
    lonely = a_person(sqlite_database, office.agency_id, Role.DRAFTER, unit_id=empty)
    text = a_text(unit="KT", filing_line=words("Lưu: VT, KT."))
    way = a_way(sqlite_database, rules, office, text, unit_id=empty, drafter_id=lonely.person_id)
    way.take(lonely, Action.SUBMIT)

    page = sign_in(lonely).get(f"{LIST}/{way.plan_id}")

    assert "Chưa có ai giữ vai trò Lãnh đạo đơn vị" in page.text


def test_two_revisions_are_compared_word_by_word(sign_in, office, way):
    client = sign_in(office.drafter)
    where = f"{LIST}/{way.plan_id}/soan"
    body = client.get(where).values(where)["body"].replace("người dân", "nhân dân toàn xã")
    client.fill(client.get(where), where, body=body)

    page = client.get(f"{LIST}/{way.plan_id}/ban/2")

    assert page.heading.startswith("Lần 2")
    added = " ".join("".join(one.itertext()) for one in page.all("ins"))
    removed = " ".join("".join(one.itertext()) for one in page.all("del"))
    assert "toàn xã" in added
    assert "người" in removed


def test_equal_revisions_say_so(sign_in, office, way):
    page = sign_in(office.drafter).get(f"{LIST}/{way.plan_id}/ban/1?so_voi=1")

    assert "Hai lần giống nhau" in page.text


@pytest.mark.parametrize("path", ["ban/9", "ban/1?so_voi=9", "tai-ve/ban-mau"])
def test_what_does_not_exist_is_not_found(sign_in, office, way, path):
    sign_in(office.drafter).get(f"{LIST}/{way.plan_id}/{path}", 404)


def test_the_first_revision_has_nothing_to_compare_with(sign_in, office, way):
    page = sign_in(office.drafter).get(f"{LIST}/{way.plan_id}/ban/1")

    assert "lần đầu" in page.text
    assert "TỔ CHỨC THỰC HIỆN" in page.text


@pytest.mark.parametrize(
    ("moment", "slug", "name"),
    [
        ("submitted", "du-thao", "du-thao-tuyen-truyen"),
        ("approved", "trinh-ky", "trinh-ky-tuyen-truyen"),
        ("issued", "phat-hanh", "115-KH-UBND-2026-tuyen-truyen"),
    ],
)
def test_each_stage_downloads_under_a_readable_name(sign_in, office, way, moment, slug, name):
    getattr(way, moment)()

    answer = sign_in(office.clerk).raw("GET", f"{LIST}/{way.plan_id}/tai-ve/{slug}")

    assert answer.status_code == 200
    assert f"filename={name}" in answer.headers["Content-Disposition"]
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(answer.data)).namelist()


def test_the_issued_paper_is_not_there_before_its_number(sign_in, office, way):
    page = sign_in(office.drafter).get(f"{LIST}/{way.plan_id}/tai-ve/phat-hanh", 403)

    assert "chưa có số" in page.text


def test_the_list_says_whose_turn_it_is_and_marks_what_is_late(sign_in, office, way, clock):
    way.submitted()
    client = sign_in(office.drafter)
    assert "chờ Vũ Đình Khôi từ 12:00 hôm nay hạn 04/03/2026" in client.get("/ke-hoach").text
    assert "Không có văn bản nào khớp" in client.get("/ke-hoach?qua_han=1").text

    clock.forward(days=7)
    page = sign_in(office.drafter).get("/ke-hoach?qua_han=1")

    assert "chờ Vũ Đình Khôi từ 7 ngày trước quá hạn 04/03/2026" in page.text
    assert page.one("input", name="qua_han").get("checked") is not None
