"""Administration of the agency: what is set up, its data, its units."""

import pytest

from tests.service.builders import a_person, an_agency, an_office
from webapp.domain.people import Role
from webapp.services import administration

PAGES = (
    "/quan-tri",
    "/quan-tri/co-quan",
    "/quan-tri/don-vi",
    "/quan-tri/don-vi/them",
    "/quan-tri/to-chuc-tu-van",
    "/quan-tri/to-chuc-tu-van/them",
    "/quan-tri/nguoi",
    "/quan-tri/nguoi/them",
    "/quan-tri/tham-quyen-ky",
    "/quan-tri/tham-quyen-ky/them",
    "/quan-tri/day-so",
    "/quan-tri/day-so/them",
)


@pytest.fixture
def admin(sign_in, office):
    return sign_in(office.administrator)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_for_the_administrator(admin, path):
    admin.get(path)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_opens_for_others(sign_in, office, path):
    sign_in(office.drafter).get(path, 403)


def test_the_clerk_opens_the_powers_to_sign_and_nothing_else_here(sign_in, office):
    clerk = sign_in(office.clerk)

    page = clerk.get("/quan-tri/tham-quyen-ky/them")
    assert "Đơn vị" not in page.links()
    assert "Thẩm quyền ký" in page.links()
    for path in set(PAGES) - {"/quan-tri/tham-quyen-ky", "/quan-tri/tham-quyen-ky/them"}:
        clerk.get(path, 403)


def test_the_front_page_says_what_is_complete(admin):
    page = admin.get("/quan-tri")

    assert "đủ các vai trò" in page.text
    assert "1 thẩm quyền đang có hiệu lực" in page.text


def test_an_empty_agency_is_told_what_to_do_first(sign_in, sqlite_database):
    agency_id = an_agency(sqlite_database, short_name="UBND xã Mới")
    client = sign_in(a_person(sqlite_database, agency_id, Role.ADMINISTRATOR))

    assert "chưa có ai giữ vai trò: chuyên viên" in client.get("/quan-tri").text
    assert "Cơ quan chưa có đơn vị nào." in client.get("/quan-tri/don-vi").text
    assert "Chưa có ai được ký." in client.get("/quan-tri/tham-quyen-ky").text
    assert "Chưa có dãy số nào." in client.get("/quan-tri/day-so").text
    assert "Cơ quan mới có mình anh/chị." in client.get("/quan-tri/nguoi").text


def test_the_data_of_the_agency_are_kept(admin, office, sqlite_database):
    page = admin.get("/quan-tri/co-quan")

    page = admin.fill(
        page,
        "/quan-tri/co-quan",
        place="An Phước Tây",
        return_directly="y",
        names_on_signing_copy="y",
    )

    assert "Đã lưu thông tin cơ quan." in page.text
    saved = administration.agency_settings(sqlite_database, office.administrator)
    assert (saved.place, saved.return_directly) == ("An Phước Tây", True)
    assert saved.names_on_signing_copy
    assert saved.name == "ỦY BAN NHÂN DÂN\nXÃ AN PHƯỚC"


def test_a_blank_name_is_named_at_its_field_and_nothing_is_lost(admin):
    page = admin.get("/quan-tri/co-quan")

    page = admin.fill(page, "/quan-tri/co-quan", 422, short_name="", place="Nơi khác")

    assert "Hãy nhập tên gọi tắt." in page.text
    assert page.values("/quan-tri/co-quan")["place"] == "Nơi khác"


def test_a_stale_page_shows_both_texts_and_then_saves_knowingly(admin, office, sqlite_database):
    page = admin.get("/quan-tri/co-quan")
    other = admin.get("/quan-tri/co-quan")
    admin.fill(other, "/quan-tri/co-quan", place="Bản của người kia")

    page = admin.fill(page, "/quan-tri/co-quan", 409, place="Bản của tôi")
    assert "Thông tin cơ quan đã được sửa sau khi" in page.text
    assert "Bản của người kia" in page.text
    assert page.values("/quan-tri/co-quan")["place"] == "Bản của tôi"

    admin.fill(page, "/quan-tri/co-quan")
    saved = administration.agency_settings(sqlite_database, office.administrator)
    assert saved.place == "Bản của tôi"


def test_a_unit_is_added_and_changed(admin):
    page = admin.get("/quan-tri/don-vi/them")
    page = admin.fill(page, "/quan-tri/don-vi/them", name="Văn phòng", abbreviation="VP")
    assert "Đã lưu đơn vị «Văn phòng»." in page.text

    page = admin.get(page.links()["Văn phòng"])
    page = admin.fill(page, "/quan-tri/don-vi", name="Văn phòng HĐND và UBND", active=None)

    assert "Văn phòng HĐND và UBND" in page.text
    assert "đã ngừng" in page.text


def test_a_unit_name_is_taken_once(admin):
    page = admin.get("/quan-tri/don-vi/them")

    page = admin.fill(
        page, "/quan-tri/don-vi/them", 422, name="Phòng Văn hóa - Xã hội", abbreviation="VX"
    )

    assert "Cơ quan đã có đơn vị tên này" in page.text


def test_a_unit_of_another_agency_does_not_exist_here(admin, sqlite_database):
    other = an_office(sqlite_database, short_name="Sở Nội vụ")

    admin.get(f"/quan-tri/don-vi/{other.unit_id}", 404)
    page = admin.post(f"/quan-tri/don-vi/{other.unit_id}", {"name": "Chiếm"}, 404)

    assert "Không tìm thấy đơn vị này" in page.text


def test_a_stale_unit_shows_both_texts(admin, office):
    path = f"/quan-tri/don-vi/{office.unit_id}"
    page, other = admin.get(path), admin.get(path)
    admin.fill(other, path, abbreviation="KIA")

    page = admin.fill(page, path, 409, abbreviation="TOI")

    assert "KIA" in page.text
    assert page.values(path)["abbreviation"] == "TOI"


def test_the_installation_lists_and_creates_agencies(sign_in, office, sqlite_database):
    root = a_person(
        sqlite_database, office.agency_id, full_name="Hà Văn Gốc", installation_admin=True
    )
    client = sign_in(root)
    page = client.get("/he-thong/co-quan")
    assert "UBND xã An Phước" in page.text

    page = client.fill(
        client.get("/he-thong/co-quan/them"),
        "/he-thong/co-quan/them",
        name="SỞ NỘI VỤ",
        short_name="Sở Nội vụ tỉnh Thanh Sơn",
        abbreviation="SNV",
        place="Thanh Sơn",
        username="quantri.snv",
        full_name="Trịnh Thu Hà",
        password="mot-mat-khau-dau-tien",
    )

    assert "Đã tạo cơ quan «Sở Nội vụ tỉnh Thanh Sơn»." in page.text
    assert "Trịnh Thu Hà" in page.text


def test_a_new_agency_without_administrator_is_refused_with_the_text(
    sign_in, office, sqlite_database
):
    root = a_person(sqlite_database, office.agency_id, installation_admin=True)
    client = sign_in(root)
    path = "/he-thong/co-quan/them"

    page = client.fill(client.get(path), path, 422, name="SỞ NỘI VỤ", short_name="Sở Nội vụ")

    assert "Hãy nhập tên đăng nhập." in page.text
    assert page.values(path)["short_name"] == "Sở Nội vụ"
