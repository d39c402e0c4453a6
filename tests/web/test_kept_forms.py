"""Nothing typed is lost: expired sessions and stale tokens give the form back to its owner."""

import io

from tests.service.builders import PASSWORD
from tests.web.client import Client
from tests.web.conftest import username_of
from webapp.services import administration

PATH = "/quan-tri/don-vi/them"
TYPED = {"name": "Phòng Kinh tế & Hạ tầng <mới>\nhai dòng", "abbreviation": "KTHT"}


def units_of(database, actor):
    return [one.name for one in administration.units(database, actor)]


def refused_post(client, clock):
    """Send a form from a page that was opened before the session expired."""
    page = client.get(PATH)
    clock.forward(hours=13)
    return client.fill(page, PATH, 401, **TYPED)


def test_an_expired_session_brings_the_form_back_and_sends_it_again(
    sign_in, office, clock, sqlite_database
):
    client = sign_in(office.administrator)
    page = refused_post(client, clock)
    assert page.heading == "Đăng nhập"
    assert "KTHT" in page.text
    assert len(units_of(sqlite_database, office.administrator)) == 1

    username = username_of(sqlite_database, office.administrator)
    page = client.fill(page, "/dang-nhap", username=username, password=PASSWORD)
    assert page.heading == "Gửi tiếp biểu mẫu"
    assert page.form(PATH).get("data-send-now") is not None
    client.fill(page, PATH)

    assert "Phòng Kinh tế & Hạ tầng <mới> hai dòng" in units_of(
        sqlite_database, office.administrator
    )


def test_a_wrong_password_on_the_way_keeps_the_form(sign_in, office, clock, sqlite_database):
    client = sign_in(office.administrator)
    page = refused_post(client, clock)
    username = username_of(sqlite_database, office.administrator)

    page = client.fill(page, "/dang-nhap", 422, username=username, password="sai-mat-khau")
    page = client.fill(page, "/dang-nhap", username=username, password=PASSWORD)

    assert page.values(PATH)["abbreviation"] == "KTHT"


def test_another_person_does_not_send_the_form(sign_in, office, clock, sqlite_database):
    client = sign_in(office.administrator)
    page = refused_post(client, clock)

    username = username_of(sqlite_database, office.clerk)
    page = client.fill(page, "/dang-nhap", username=username, password=PASSWORD)

    assert page.heading == "Bàn làm việc"
    assert "thuộc về người đã đăng nhập trước" in page.text
    assert "KTHT" not in page.text
    assert len(units_of(sqlite_database, office.administrator)) == 1


def test_a_closed_browser_loses_nothing_either(sign_in, office, sqlite_database):
    client = sign_in(office.administrator)
    page = client.get(PATH)
    client.forget_session()

    page = client.fill(page, PATH, 401, **TYPED)
    username = username_of(sqlite_database, office.administrator)
    page = client.fill(page, "/dang-nhap", username=username, password=PASSWORD)

    assert page.values(PATH)["name"].startswith("Phòng Kinh tế")


def test_a_form_of_nobody_is_not_kept(visitor):
    page = visitor.post(PATH, TYPED, 401)

    assert page.heading == "Đăng nhập"
    assert "Chưa có gì được gửi" in page.text
    assert "KTHT" not in page.text


def test_a_kept_form_cannot_be_made_up(visitor, office, sqlite_database):
    page = visitor.get("/dang-nhap")
    username = username_of(sqlite_database, office.administrator)

    page = visitor.fill(
        page, "/dang-nhap", username=username, password=PASSWORD, kept="eyJmYWtlIjoxfQ.sai"
    )

    assert page.heading == "Bàn làm việc"


def test_passwords_are_never_kept(sign_in, office, clock):
    client = sign_in(office.administrator)
    page = client.get("/quan-tri/nguoi/them")
    clock.forward(hours=13)

    page = client.fill(page, "/quan-tri/nguoi/them", 401, username="moi", password="bi-mat-lam-do")

    assert "moi" in page.text
    assert "bi-mat-lam-do" not in page.response.get_data(as_text=True)


def test_files_cannot_be_kept_and_the_page_says_so(sign_in, office, clock, sqlite_database):
    client = sign_in(office.administrator)
    token = client.token()
    clock.forward(hours=13)

    data = {"csrf_token": token, **TYPED, "file": (io.BytesIO(b"I. CHUNG"), "ke-hoach.txt")}
    page = client.post(PATH, data, 401)
    assert "tệp đính kèm không giữ được" in page.text

    username = username_of(sqlite_database, office.administrator)
    page = client.fill(page, "/dang-nhap", username=username, password=PASSWORD)
    assert "chọn tệp lần nữa" in page.text
    assert page.form(PATH).get("data-send-now") is None


def test_a_missing_token_gives_the_form_back_with_a_new_one(sign_in, office, sqlite_database):
    client = sign_in(office.administrator)

    page = client.post(PATH, {**TYPED, "csrf_token": ""}, 400)
    assert page.heading == "Trang đã mở quá lâu"
    assert len(units_of(sqlite_database, office.administrator)) == 1

    client.fill(page, PATH)
    assert len(units_of(sqlite_database, office.administrator)) == 2


def test_a_page_from_before_the_last_sign_in_is_given_back(sign_in, office, sqlite_database):
    client = sign_in(office.administrator)
    page = client.get(PATH)
    client.post("/dang-xuat")
    client.sign_in(username_of(sqlite_database, office.administrator), PASSWORD)

    page = client.fill(page, PATH, 400, **TYPED)

    assert page.values(PATH)["abbreviation"] == "KTHT"


def test_the_page_of_one_person_is_not_sent_by_the_next(sign_in, office, sqlite_database):
    client = sign_in(office.administrator)
    page = client.get(PATH)
    client.post("/dang-xuat")
    client.sign_in(username_of(sqlite_database, office.clerk), PASSWORD)

    page = client.fill(page, PATH, 403, **TYPED)

    assert page.heading == "Không thực hiện được"
    assert "KTHT" not in page.text


def test_a_script_is_told_to_save_instead_of_a_page(sign_in, office, clock):
    client = sign_in(office.administrator)
    token = client.token()
    clock.forward(hours=13)

    answer = client.raw("POST", PATH, data={"csrf_token": token}, headers={"HX-Request": "true"})

    assert answer.status_code == 401
    assert "Phiên làm việc đã hết" in answer.get_data(as_text=True)
    assert "<html" not in answer.get_data(as_text=True)


def test_a_new_password_on_the_way_keeps_the_form_too(sign_in, office, clock, sqlite_database):
    client = sign_in(office.administrator)
    page = refused_post(client, clock)
    person = administration.people(sqlite_database, office.administrator)
    assert person
    with sqlite_database.transaction() as session:
        from webapp.db.models.organisations import PersonRow  # noqa: PLC0415  # only here
        from webapp.services import audit  # noqa: PLC0415  # only here

        session.get_one(PersonRow, office.administrator.person_id).must_change_password = True
        audit.record(session, None, "built", now=clock.now())

    username = username_of(sqlite_database, office.administrator)
    page = client.fill(page, "/dang-nhap", username=username, password=PASSWORD)
    assert page.heading == "Đổi mật khẩu"
    new = "sen-no-ben-ho-tay"
    page = client.fill(page, "/tai-khoan/mat-khau", old=PASSWORD, new=new, again=new)

    assert page.values(PATH)["abbreviation"] == "KTHT"


def test_two_browsers_do_not_share_their_tokens(sign_in, office, app):
    first, second = sign_in(office.administrator), Client(app)
    second.get("/dang-nhap")

    assert first.token() != second.token()


def test_a_day_of_work_ends_and_the_draft_goes_on_after_signing_in(
    sign_in, way, clock, sqlite_database
):
    client = sign_in(way.office.drafter)
    path = f"/ke-hoach/{way.plan_id}/soan"
    page = client.get(path)
    for _ in range(12):
        clock.forward(minutes=59)
        client.get("/")
    clock.forward(minutes=13)

    page = client.fill(page, path, 401, subject="Trồng cây đầu xuân tại xã An Phước")
    username = username_of(sqlite_database, way.office.drafter)
    page = client.fill(page, "/dang-nhap", username=username, password=PASSWORD)
    page = client.fill(page, path)

    assert "Trồng cây đầu xuân tại xã An Phước" in page.text
