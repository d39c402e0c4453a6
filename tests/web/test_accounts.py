"""Signing in and out, passwords, devices, agencies."""

from tests.service.builders import PASSWORD
from tests.web.conftest import username_of


def test_the_right_password_opens_the_desk(visitor, office, sqlite_database):
    page = visitor.get("/")
    assert page.heading == "Đăng nhập"

    username = username_of(sqlite_database, office.drafter)
    page = visitor.fill(page, "/dang-nhap", username=username, password=PASSWORD)

    assert page.heading == "Bàn làm việc"
