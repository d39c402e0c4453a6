"""The pages of the second factor."""

from dataclasses import replace

import pyotp
import pytest

from tests.service.builders import PASSWORD
from tests.web.conftest import username_of
from webapp.domain.people import Role

PATH = "/tai-khoan/xac-thuc-hai-buoc"


def secret_of(page):
    return page.one("code").text.replace(" ", "")


@pytest.fixture
def turn_on(clock):
    """Turn it on as a person does; return the phone and the recovery codes."""

    def done(client):
        page = client.get(PATH)
        phone = pyotp.TOTP(secret_of(page))
        code = phone.at(clock.now())
        page = client.fill(page, PATH, one_time_code=code, password=PASSWORD)
        assert page.heading == "Mã dự phòng"
        return phone, [one.text for one in page.all("code")]

    return done


def test_once_on_each_sign_in_asks_for_the_code(
    sign_in, office, visitor, turn_on, clock, sqlite_database
):
    client = sign_in(office.clerk)
    assert "Chưa bật" in client.get("/tai-khoan").text
    phone, codes = turn_on(client)
    assert len(codes) == 8
    assert "Còn 8 mã dự phòng" in client.get("/tai-khoan").text

    username = username_of(sqlite_database, office.clerk)
    asked = {"username": username, "password": PASSWORD}
    page = visitor.fill(visitor.get("/dang-nhap"), "/dang-nhap", 422, **asked)
    assert "Còn một bước" in page.text
    assert "Chưa nhận được" not in page.text
    assert "nhập lại mật khẩu cùng mã" in page.text
    clock.forward(minutes=2)
    code = phone.at(clock.now())
    page = visitor.fill(page, "/dang-nhap", password=PASSWORD, one_time_code=code)

    assert page.heading == "Bàn làm việc"


def test_a_wrong_code_or_password_turns_nothing_on_and_keeps_the_picture(sign_in, office, clock):
    client = sign_in(office.clerk)
    page = client.get(PATH)
    secret = secret_of(page)
    assert page.one("img", **{"class": "qr"}).get("src").startswith("data:image/svg+xml")

    page = client.fill(page, PATH, 422, one_time_code="123", password=PASSWORD)
    assert "Mã này không đúng" in page.text
    code = pyotp.TOTP(secret).at(clock.now())
    page = client.fill(page, PATH, 422, one_time_code=code, password="sai-mat-khau")
    assert "Mật khẩu không đúng" in page.text

    assert secret_of(page) == secret
    assert "Chưa bật" in client.get("/tai-khoan").text


def test_a_secret_that_is_not_of_the_house_begins_anew(sign_in, office):
    client = sign_in(office.clerk)
    sent = {"one_time_secret": "x", "one_time_code": "1", "password": PASSWORD}

    assert client.post(PATH, sent).heading == "Bật xác thực hai bước"


def test_it_is_turned_off_with_the_password(sign_in, office, turn_on):
    client = sign_in(office.clerk)
    turn_on(client)
    page = client.get(PATH)
    assert page.heading == "Tắt xác thực hai bước"

    page = client.fill(page, f"{PATH}/tat", 422, password="sai-mat-khau")
    page = client.fill(page, f"{PATH}/tat", password=PASSWORD)

    assert "Đã tắt xác thực hai bước" in page.text


def test_an_administrator_takes_it_from_a_member(sign_in, office, turn_on, clock):
    turn_on(sign_in(office.clerk))
    person = f"/quan-tri/nguoi/{office.clerk.person_id}"
    admin = sign_in(office.administrator)

    page = admin.fill(admin.get(person), f"{person}/tat-xac-thuc-hai-buoc")

    assert "Đã tắt xác thực hai bước" in page.text
    assert clock.kicks
    assert sign_in(office.clerk).get("/").heading == "Bàn làm việc"


def test_where_it_is_asked_for_an_administrator_works_only_with_it(
    app, web_parts, sign_in, office, turn_on
):
    app.extensions["parts"] = replace(web_parts, code_for=frozenset({Role.ADMINISTRATOR}))
    admin = sign_in(office.administrator)
    page = admin.get("/quan-tri/nguoi")
    assert page.heading == "Bật xác thực hai bước"
    assert "Cơ quan yêu cầu" in page.text
    assert sign_in(office.clerk).get("/").heading == "Bàn làm việc"

    turn_on(admin)

    assert admin.get("/quan-tri/nguoi").heading == "Người và vai trò"
