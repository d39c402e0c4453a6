"""Administration of people, signing authorities and number series."""

import pytest

from tests.service.builders import PASSWORD, an_office
from tests.web.conftest import username_of
from webapp.services import administration

NEW_PERSON = "/quan-tri/nguoi/them"
NEW_AUTHORITY = "/quan-tri/tham-quyen-ky/them"
NEW_SERIES = "/quan-tri/day-so/them"


@pytest.fixture
def admin(sign_in, office):
    return sign_in(office.administrator)


def confirm(sign_in, office):
    """Confirm whatever waits on the head's desk."""
    head = sign_in(office.signer)
    links = head.get("/").links()
    path = next(link for name, link in links.items() if name.startswith("Quyền mới của"))
    return head.fill(head.get(path), f"{path}/xac-nhan")


def test_a_new_person_signs_in_and_must_choose_a_password(admin, sign_in, office, visitor):
    page = admin.fill(
        admin.get(NEW_PERSON),
        NEW_PERSON,
        username="mai.nt",
        full_name="Nguyễn Thanh Mai",
        unit_id=str(office.unit_id),
        roles=["drafter", "clerk"],
        password="mat-khau-ban-dau",
    )
    assert "Đã lưu «Nguyễn Thanh Mai»." in page.text
    assert "Chờ xác nhận, chưa có hiệu lực: vào làm việc trong cơ quan" in page.text
    confirm(sign_in, office)

    page = visitor.post("/dang-nhap", {"username": "mai.nt", "password": "mat-khau-ban-dau"})

    assert page.heading == "Đổi mật khẩu"


def test_a_drafter_needs_a_unit(admin):
    page = admin.fill(
        admin.get(NEW_PERSON),
        NEW_PERSON,
        422,
        username="mai.nt",
        full_name="Nguyễn Thanh Mai",
        roles=["drafter"],
        password="mat-khau-ban-dau",
    )

    assert "phải thuộc một đơn vị" in page.text
    assert page.values(NEW_PERSON)["full_name"] == "Nguyễn Thanh Mai"
    assert page.values(NEW_PERSON)["roles"] == ["drafter"]


def test_a_role_that_does_not_exist_is_refused(admin):
    page = admin.fill(
        admin.get(NEW_PERSON), NEW_PERSON, 422, username="x.y", full_name="X", roles=["king"]
    )

    assert page.heading == "Thêm người"


def test_nobody_gives_himself_the_installation(admin, office):
    path = f"/quan-tri/nguoi/{office.administrator.person_id}"

    admin.fill(admin.get(path), path, 422, roles=["administrator", "installation_admin"])


def test_roles_are_changed_by_ticking(admin, sign_in, office, sqlite_database):
    path = f"/quan-tri/nguoi/{office.clerk.person_id}"
    page = admin.get(path)
    assert page.values(path)["roles"] == ["clerk"]

    admin.fill(page, path, roles=["clerk", "format_checker"])
    assert admin.get(path).values(path)["roles"] == ["format_checker", "clerk"]
    confirm(sign_in, office)

    people = administration.people(sqlite_database, office.administrator)
    clerk = next(one for one in people if one.person_id == office.clerk.person_id)
    assert sorted(clerk.roles) == ["clerk", "format_checker"]


def test_the_last_administrator_stays(admin, office):
    path = f"/quan-tri/nguoi/{office.administrator.person_id}"

    page = admin.fill(admin.get(path), path, 422, roles=["clerk"])

    assert "ít nhất một quản trị" in page.text


def test_somebody_who_left_cannot_sign_in_and_may_come_back(
    admin, sign_in, office, visitor, sqlite_database
):
    path = f"/quan-tri/nguoi/{office.clerk.person_id}"
    page = admin.get(path)
    assert page.form(f"{path}/cho-nghi").get("data-confirm")
    admin.fill(page, f"{path}/cho-nghi")
    username = username_of(sqlite_database, office.clerk)
    visitor.post("/dang-nhap", {"username": username, "password": PASSWORD}, 403)

    admin.fill(admin.get(path), f"{path}/nhan-lai")
    confirm(sign_in, office)

    page = visitor.post("/dang-nhap", {"username": username, "password": PASSWORD})
    assert page.heading == "Bàn làm việc"


def test_a_stale_person_shows_both_texts_with_names_of_roles(admin, office):
    path = f"/quan-tri/nguoi/{office.clerk.person_id}"
    page, other = admin.get(path), admin.get(path)
    admin.fill(other, path, roles=["clerk", "format_checker"])

    page = admin.fill(page, path, 409, position="Văn thư trưởng")

    assert "Người kiểm tra thể thức, Văn thư" in page.text
    assert page.values(path)["position"] == "Văn thư trưởng"


def test_a_person_of_another_agency_does_not_exist_here(admin, sqlite_database):
    other = an_office(sqlite_database, short_name="Sở Nội vụ")

    admin.get(f"/quan-tri/nguoi/{other.clerk.person_id}", 404)
    admin.post(f"/quan-tri/nguoi/{other.clerk.person_id}/cho-nghi", {"version": 1}, 404)


def test_each_form_of_signing_is_explained_with_its_block(admin):
    page = admin.get(NEW_AUTHORITY)

    assert len(page.all("div", class_="explain")) == 10
    assert "TM. ỦY BAN NHÂN DÂN" in page.text
    assert "KT. CHỦ TỊCH" in page.text


def test_a_deputy_gets_an_authority(admin, office):
    page = admin.fill(
        admin.get(NEW_AUTHORITY),
        NEW_AUTHORITY,
        person_id=str(office.signer.person_id),
        form="tm_kt",
        position="PHÓ CHỦ TỊCH",
    )

    assert "Đã lưu; có hiệu lực khi Phạm Quốc Toản xác nhận." in page.text
    assert "KT. CHỦ TỊCH" in page.text


def test_a_delegation_needs_document_scope_and_end(admin, office):
    values = {
        "person_id": str(office.signer.person_id),
        "form": "tuq",
        "position": "CHÁNH VĂN PHÒNG",
    }

    page = admin.fill(admin.get(NEW_AUTHORITY), NEW_AUTHORITY, 422, **values)
    assert "khoản 3 Điều 13" in page.text

    page = admin.fill(
        page,
        NEW_AUTHORITY,
        **values,
        document="Quyết định số 12/QĐ-UBND ngày 05/01/2026",
        scope="công tác văn thư",
        valid_until="31/12/2026",
    )
    assert "đến 31/12/2026" in page.text


def test_a_date_that_does_not_exist_comes_back_as_typed(admin, office):
    page = admin.fill(
        admin.get(NEW_AUTHORITY),
        NEW_AUTHORITY,
        422,
        person_id=str(office.signer.person_id),
        position="CHỦ TỊCH",
        valid_from="31/02/2026",
    )

    assert "Ngày này không có." in page.text
    assert page.values(NEW_AUTHORITY)["valid_from"] == "31/02/2026"


def test_a_signer_without_the_role_is_refused(admin, office):
    page = admin.fill(
        admin.get(NEW_AUTHORITY),
        NEW_AUTHORITY,
        422,
        person_id=str(office.clerk.person_id),
        position="CHỦ TỊCH",
    )

    assert "không có trong danh sách" in page.text


def test_a_stale_authority_shows_both_texts(admin, office):
    path = f"/quan-tri/tham-quyen-ky/{office.authority_id}"
    page, other = admin.get(path), admin.get(path)
    admin.fill(other, path, scope="kinh tế")

    page = admin.fill(page, path, 409, scope="văn hóa")

    assert "kinh tế" in page.text
    assert page.values(path)["scope"] == "văn hóa"


def test_a_series_goes_on_from_the_paper_book(admin):
    page = admin.fill(
        admin.get(NEW_SERIES), NEW_SERIES, name="Văn bản hành chính", last_number="648"
    )

    assert "đến số 648" in page.text
    assert "số sau: 649" in page.text


def test_a_counter_that_is_no_number_comes_back_as_typed(admin):
    page = admin.fill(
        admin.get(NEW_SERIES), NEW_SERIES, 422, name="Văn bản hành chính", last_number="một trăm"
    )

    assert "Hãy ghi một số nguyên" in page.text
    assert page.values(NEW_SERIES)["last_number"] == "một trăm"


def test_a_second_series_for_a_type_is_refused(admin, office):
    page = admin.get(f"/quan-tri/day-so/{office.series_id}")
    own_type = page.values("/quan-tri/day-so")["document_type_id"]

    page = admin.fill(
        admin.get(NEW_SERIES), NEW_SERIES, 422, name="Kế hoạch 2", document_type_id=own_type
    )

    assert "Loại văn bản này đã có dãy số" in page.text


def test_a_stale_series_shows_both_texts(admin, office):
    path = f"/quan-tri/day-so/{office.series_id}"
    page, other = admin.get(path), admin.get(path)
    admin.fill(other, path, last_number="120")

    page = admin.fill(page, path, 409, last_number="130")

    assert "120" in page.text
    assert page.values(path)["last_number"] == "130"


def test_a_member_who_lost_a_phone_is_signed_out_everywhere(admin, sign_in, office):
    phone = sign_in(office.drafter)
    path = f"/quan-tri/nguoi/{office.drafter.person_id}"

    page = admin.fill(admin.get(path), f"{path}/dang-xuat")

    assert "Đã đăng xuất 1 thiết bị của người này." in page.text
    assert phone.get("/").heading == "Đăng nhập"
    assert sign_in(office.drafter).get("/").heading == "Bàn làm việc"
