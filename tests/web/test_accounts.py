"""Signing in and out, passwords, devices, agencies."""

import pytest

from tests.service.builders import PASSWORD, a_membership, a_person, a_plan, an_agency, an_office
from tests.web.client import Client
from tests.web.conftest import username_of
from webapp.domain.people import Role

NEW = "sen-no-ben-ho-tay"


def test_the_right_password_opens_the_desk(visitor, office, sqlite_database):
    page = visitor.get("/")
    assert page.heading == "Đăng nhập"

    username = username_of(sqlite_database, office.drafter)
    page = visitor.fill(page, "/dang-nhap", username=username, password=PASSWORD)

    assert page.heading == "Bàn làm việc"


def test_a_wrong_password_keeps_the_name_and_says_one_sentence(visitor, office, sqlite_database):
    username = username_of(sqlite_database, office.drafter)

    page = visitor.fill(
        visitor.get("/dang-nhap"), "/dang-nhap", 422, username=username, password="sai-mat-khau"
    )

    assert "Tên đăng nhập hoặc mật khẩu không đúng" in page.text
    assert page.values("/dang-nhap")["username"] == username
    assert page.values("/dang-nhap")["password"] == ""


def test_an_unknown_name_is_refused_with_the_same_sentence(visitor):
    page = visitor.fill(
        visitor.get("/dang-nhap"), "/dang-nhap", 422, username="khong-co", password=PASSWORD
    )

    assert "Tên đăng nhập hoặc mật khẩu không đúng" in page.text


def test_the_sixth_try_waits_even_with_the_right_password(visitor, office, sqlite_database, clock):
    username = username_of(sqlite_database, office.drafter)
    for _ in range(5):
        visitor.post("/dang-nhap", {"username": username, "password": "sai-mat-khau"}, 422)

    page = visitor.post("/dang-nhap", {"username": username, "password": PASSWORD}, 422)
    assert "quá nhiều lần" in page.text

    clock.forward(minutes=16)
    page = visitor.post("/dang-nhap", {"username": username, "password": PASSWORD})
    assert page.heading == "Bàn làm việc"


def test_signing_in_leads_to_the_page_that_was_asked_for(visitor, office, sqlite_database):
    page = visitor.get("/so-van-ban-di?nam=2026")

    username = username_of(sqlite_database, office.clerk)
    page = visitor.fill(page, "/dang-nhap", username=username, password=PASSWORD)

    assert page.heading == "Sổ đăng ký văn bản đi"


def test_signing_in_never_leads_to_another_site(visitor, office, sqlite_database):
    username = username_of(sqlite_database, office.clerk)
    for path in ("https://xau.example/", "//xau.example/", "/\\xau.example"):
        page = visitor.get("/dang-nhap", query_string={"tiep": path})
        assert page.values("/dang-nhap")["next"] == ""

    page = visitor.post(
        "/dang-nhap", {"username": username, "password": PASSWORD, "next": "//xau.example/"}
    )

    assert page.heading == "Bàn làm việc"


def test_signing_out_closes_the_session_on_the_server(sign_in, office, app):
    client = sign_in(office.drafter)
    stolen = client.cookie()
    client.post("/dang-xuat")

    thief = Client(app)
    thief.set_cookie(stolen)

    assert thief.get("/").heading == "Đăng nhập"


def test_signing_out_drops_kept_pictures_and_leaves_what_was_typed(sign_in, office):
    client = sign_in(office.drafter)
    answer = client.raw("POST", "/dang-xuat", data={"csrf_token": client.token()})

    assert answer.headers["Clear-Site-Data"] == '"cache"'


def test_a_session_ends_after_twelve_idle_hours(sign_in, office, clock):
    client = sign_in(office.drafter)
    clock.forward(hours=11)
    assert client.get("/").heading == "Bàn làm việc"

    clock.forward(hours=13)

    assert client.get("/").heading == "Đăng nhập"


def test_the_account_page_lists_my_devices_and_closes_the_others(sign_in, office):
    phone, desk = sign_in(office.drafter), sign_in(office.drafter)
    page = desk.get("/tai-khoan")
    assert len(page.all("tr")) == 3
    assert page.text.count("thiết bị này") == 1

    page = desk.fill(page, "/tai-khoan/dang-xuat-moi-thiet-bi")

    assert "Đã đăng xuất 1 thiết bị khác" in page.text
    assert phone.get("/").heading == "Đăng nhập"


def test_one_device_is_signed_out_from_the_list(sign_in, office):
    phone, tablet, desk = (sign_in(office.drafter) for _ in range(3))
    page = desk.get("/tai-khoan")
    assert page.text.count("Đăng xuất") >= 3

    page = desk.fill(page, "/tai-khoan/thiet-bi/")

    assert "Đã đăng xuất thiết bị đó." in page.text
    assert len(page.all("tr")) == 3
    assert sorted(one.get("/").heading for one in (phone, tablet)) == ["Bàn làm việc", "Đăng nhập"]


def test_with_one_device_there_is_nothing_to_sign_out_from_afar(sign_in, office):
    page = sign_in(office.drafter).get("/tai-khoan")

    actions = [form.get("action") for form in page.all("form")]
    assert not [action for action in actions if "thiet-bi" in action]


def test_a_new_password_replaces_the_old(sign_in, office, visitor, sqlite_database):
    client = sign_in(office.drafter)
    page = client.get("/tai-khoan/mat-khau")

    page = client.fill(page, "/tai-khoan/mat-khau", old=PASSWORD, new=NEW, again=NEW)

    assert "Đã đổi mật khẩu" in page.text
    username = username_of(sqlite_database, office.drafter)
    page = visitor.post("/dang-nhap", {"username": username, "password": NEW})
    assert page.heading == "Bàn làm việc"


def test_a_wrong_old_weak_or_mistyped_new_password_is_named_at_its_field(sign_in, office):
    client = sign_in(office.drafter)
    path = "/tai-khoan/mat-khau"
    cases = (
        ({"old": "sai-mat-khau", "new": NEW, "again": NEW}, "Mật khẩu đang dùng không đúng"),
        ({"old": PASSWORD, "new": "ngan", "again": "ngan"}, "từ 12 đến 128 ký tự"),
        ({"old": PASSWORD, "new": NEW, "again": "khac-di"}, "chưa giống nhau"),
        ({"old": "", "new": "", "again": ""}, "Hãy nhập mật khẩu mới."),
    )
    for values, sentence in cases:
        page = client.fill(client.get(path), path, 422, **values)
        assert sentence in page.text
        assert page.all("p", class_="field-error")


def test_all_that_is_wrong_with_a_new_password_is_said_at_once(sign_in, office):
    client, path = sign_in(office.drafter), "/tai-khoan/mat-khau"

    page = client.fill(client.get(path), path, 422, old="sai-mat-khau", new="ngan", again="khac")

    assert [one.get("id") for one in page.all("p", class_="field-error")] == [
        "old-loi", "new-loi", "again-loi",
    ]  # fmt: skip


def test_a_refused_form_says_that_passwords_are_to_be_typed_again(sign_in, office):
    client, path = sign_in(office.drafter), "/tai-khoan/mat-khau"

    page = client.fill(client.get(path), path, 422, old=PASSWORD, new=NEW, again="khac-di")

    assert "riêng mật khẩu phải nhập lại" in page.text


def test_a_password_set_by_the_administrator_must_be_changed_first(
    sign_in, sqlite_database, office
):
    person = a_person(sqlite_database, office.agency_id, Role.CLERK, must_change_password=True)
    client = sign_in(person)

    for path in ("/", "/so-van-ban-di", "/thong-bao", "/tai-khoan"):
        assert client.get(path).heading == "Đổi mật khẩu"

    page = client.get("/")
    client.fill(page, "/tai-khoan/mat-khau", old=PASSWORD, new=NEW, again=NEW)
    assert client.get("/").heading == "Bàn làm việc"


def test_a_person_of_two_agencies_switches_between_them(sign_in, office, sqlite_database):
    other = an_agency(sqlite_database, short_name="Sở Nội vụ tỉnh Thanh Sơn")
    a_membership(sqlite_database, office.drafter.person_id, other, Role.CLERK)
    client = sign_in(office.drafter)

    page = client.post("/doi-co-quan", {"agency_id": other})

    assert "Đã chuyển sang cơ quan khác" in page.text
    assert "Văn thư" in client.get("/tai-khoan").text


def test_a_link_into_the_other_agency_offers_to_change_over(sign_in, office, sqlite_database):
    other = an_office(sqlite_database, short_name="Sở Nội vụ tỉnh Thanh Sơn")
    plan = f"/ke-hoach/{a_plan(sqlite_database, other)}"
    a_membership(sqlite_database, office.drafter.person_id, other.agency_id, Role.CLERK)
    client = sign_in(office.drafter)

    page = client.get(plan)
    assert "Kế hoạch này thuộc Sở Nội vụ tỉnh Thanh Sơn." in page.text
    assert "Anh/chị đang làm việc tại UBND xã An Phước." in page.text
    assert page.one("input", name="next").get("value") == plan
    there = client.post("/doi-co-quan", {"agency_id": other.agency_id, "next": f"{plan}"})

    assert there.heading == client.get(plan).heading
    assert "Đã chuyển sang cơ quan khác" in there.text
    sign_in(office.clerk).get(plan, 404)


@pytest.mark.parametrize("path", ["//evil.example", "https://evil.example/", "/\\\\evil.example"])
def test_the_change_leads_to_no_page_of_others(sign_in, office, sqlite_database, path):
    other = an_agency(sqlite_database, short_name="Sở Nội vụ tỉnh Thanh Sơn")
    a_membership(sqlite_database, office.drafter.person_id, other, Role.CLERK)
    client = sign_in(office.drafter)

    page = client.post("/doi-co-quan", {"agency_id": other, "next": path})

    assert page.heading == "Bàn làm việc"


def test_nobody_switches_to_an_agency_he_is_not_in(sign_in, office, sqlite_database):
    other = an_agency(sqlite_database, short_name="Sở Nội vụ tỉnh Thanh Sơn")
    client = sign_in(office.drafter)

    page = client.post("/doi-co-quan", {"agency_id": other}, 404)

    assert "Không tìm thấy cơ quan này" in page.text


LETTERS = "/tai-khoan/thu-dien-tu"


def test_a_person_chooses_when_letters_come(sign_in, office):
    client = sign_in(office.drafter)
    page = client.get("/tai-khoan")
    assert page.values(LETTERS)["mode"] == ["each"]

    page = client.fill(
        page, LETTERS, mode="digest", digest_hour="7", quiet_from="22", quiet_until="6"
    )

    assert "Đã lưu cách nhận thư" in page.text
    kept = page.values(LETTERS)
    names = ("mode", "digest_hour", "quiet_from", "quiet_until")
    assert [kept[name] for name in names] == [["digest"], "7", "22", "6"]


def test_half_a_span_of_quiet_hours_is_refused_and_what_was_chosen_stays(sign_in, office):
    client = sign_in(office.drafter)

    page = client.fill(client.get("/tai-khoan"), LETTERS, 422, quiet_from="22")

    assert "cả giờ bắt đầu và giờ kết thúc" in page.text
    assert page.values(LETTERS)["quiet_from"] == "22"


def test_a_choice_from_an_old_page_is_refused(sign_in, office):
    client = sign_in(office.drafter)
    old = client.get("/tai-khoan")
    client.fill(old, LETTERS, mode="none")

    page = client.fill(old, LETTERS, 409, mode="digest")

    assert "Lựa chọn nhận thư đã được sửa sau khi" in page.text


def test_who_has_no_address_is_told_so(sign_in, office):
    page = sign_in(office.drafter).get("/tai-khoan")

    assert "Chưa có địa chỉ thư" in page.text


def test_a_choice_that_is_not_offered_is_refused(sign_in, office):
    client = sign_in(office.drafter)

    page = client.fill(client.get("/tai-khoan"), LETTERS, 422, mode="hourly")

    assert "không có trong danh sách" in page.text
