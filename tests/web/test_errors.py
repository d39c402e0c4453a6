"""Refusals and faults as pages."""

import errno
import logging

import pytest

from tests.service.builders import PASSWORD
from tests.web.client import Client
from tests.web.conftest import username_of
from webapp.web.access import public, roles
from webapp.web.application import Options, build
from webapp.web.context import Parts


@pytest.fixture
def app(new_app):
    """An application of the test's own: some of these tests add views to it."""
    return new_app


def test_a_page_that_does_not_exist_says_so(sign_in, office):
    page = sign_in(office.drafter).get("/khong-co", 404)

    assert page.heading == "Không tìm thấy"
    assert "Về bàn làm việc" in page.links()


def test_a_slash_at_the_end_of_an_address_leads_to_the_page(sign_in, office):
    assert sign_in(office.clerk).get("/so-van-ban-di/?nam=2026").heading == "Sổ đăng ký văn bản đi"


def test_a_visitor_gets_the_same_page(visitor):
    assert visitor.get("/khong-co", 404).heading == "Không tìm thấy"


def test_an_address_that_only_takes_forms_is_no_page(sign_in, office):
    assert sign_in(office.drafter).get("/dang-xuat", 405).heading == "Không có trang này"


@pytest.mark.parametrize("path", ["/quan-tri", "/quan-tri/nguoi", "/he-thong/co-quan"])
def test_a_wrong_role_is_refused_with_a_sentence(sign_in, office, path):
    page = sign_in(office.drafter).get(path, 403)

    assert "không có quyền" in page.text
    assert "quản trị cơ quan cấp thêm vai trò" in page.text


def test_a_bug_becomes_a_page_with_the_number_that_the_log_has(app, caplog, monkeypatch):
    # Whatever an earlier test of this process did to logging, this log is listened to.
    log = logging.getLogger("webapp.web.errors")
    monkeypatch.setattr(log, "disabled", False)
    monkeypatch.setattr(log, "handlers", [caplog.handler])

    @app.get("/hong")
    @public
    def broken():
        raise ZeroDivisionError

    with caplog.at_level(logging.ERROR, logger=log.name):
        page = Client(app).get("/hong", 500)

    number = page.response.headers["X-Request-Id"]
    assert page.heading == "Hệ thống gặp lỗi"
    assert number in page.text
    assert number in caplog.text
    assert "ZeroDivisionError" not in page.text


def test_a_full_disk_is_told_with_what_to_do(app):
    @app.get("/day")
    @public
    def full():
        raise OSError(errno.ENOSPC, "No space left on device")

    page = Client(app).get("/day", 507)

    assert page.heading == "Máy chủ hết chỗ lưu"
    assert "chưa được thực hiện" in page.text
    assert "báo quản trị hệ thống" in page.text


def test_a_view_without_a_mark_is_closed(app):
    @app.get("/quen")
    def forgotten():
        return "mở"

    answer = Client(app).raw("GET", "/quen")

    assert answer.status_code == 500
    assert "mở" not in answer.get_data(as_text=True)


def test_a_view_for_no_role_is_closed_to_everybody(app, sign_in, office):
    @app.get("/kin")
    @roles()
    def closed():
        return "mở"

    assert sign_in(office.administrator).get("/kin", 403).heading == "Không thực hiện được"


def test_every_route_says_who_may_call_it(app):
    unmarked = [name for name, view in app.view_functions.items() if not hasattr(view, "allows")]

    assert unmarked == []


def test_a_request_over_the_limit_is_refused_with_a_sentence(web_parts, clock):
    small = Parts(web_parts.database, web_parts.rules, clock.now, clock.kick, 20_000)
    client = Client(build(small, Options("k" * 32, limited=False)))

    page = client.post("/dang-nhap", {"username": "a" * 30_000}, 413)

    assert "vượt quá giới hạn" in page.text


def test_too_many_tries_from_one_address_wait(web_parts):
    client = Client(build(web_parts, Options("k" * 32)))
    for _ in range(30):
        client.post("/dang-nhap", {"username": "ai", "password": ""}, 422)

    page = client.post("/dang-nhap", {"username": "ai", "password": ""}, 429)

    assert "Hãy đợi một phút" in page.text
    assert client.get("/dang-nhap").heading == "Đăng nhập"


def test_without_redis_tries_are_counted_all_the_same(web_parts):
    client = Client(build(web_parts, Options("k" * 32, redis_url="redis://127.0.0.1:1")))
    for _ in range(30):
        client.post("/dang-nhap", {"username": "ai", "password": ""}, 422)

    client.post("/dang-nhap", {"username": "ai", "password": ""}, 429)


def test_who_sends_too_often_is_told_to_the_administrator(web_parts, office, sqlite_database):
    client = Client(build(web_parts, Options("k" * 32)))
    client.come_in(username_of(sqlite_database, office.drafter), PASSWORD)
    for _ in range(10):
        client.post("/tai-khoan/mat-khau", {"old": "x"}, 422)
    client.post("/tai-khoan/mat-khau", {"old": "x"}, 429)

    client.post("/dang-xuat")
    client.come_in(username_of(sqlite_database, office.administrator), PASSWORD)
    assert "gửi /tai-khoan/mat-khau gửi quá nhiều" in client.get("/quan-tri/tu-choi").text


def test_a_body_that_no_form_sends_is_refused_by_its_kind(sign_in, office):
    client = sign_in(office.drafter)

    for kind in ("application/json", "text/plain", "application/xml", ""):
        page = client.post_body("/doi-co-quan", b'{"agency_id": 1}', kind, 415)
        assert page.heading == "Không đọc được"
    chunked = {"Transfer-Encoding": "chunked", "Content-Type": "application/json"}
    assert client.raw("POST", "/doi-co-quan", headers=chunked).status_code == 415
    assert client.raw("POST", "/doi-co-quan").status_code == 400


def test_a_script_gets_the_sentence_alone(sign_in, office):
    client = sign_in(office.drafter)

    for method, path, status in (("GET", "/quan-tri", 403), ("POST", "/dang-xuat", 400)):
        answer = client.raw(method, path, headers={"HX-Request": "true"})
        assert answer.status_code == status
        assert "<html" not in answer.get_data(as_text=True)
        assert 'role="alert"' in answer.get_data(as_text=True)


def test_somebody_signed_in_needs_no_sign_in_page(sign_in, office):
    assert sign_in(office.drafter).get("/dang-nhap").heading == "Bàn làm việc"


def test_production_speaks_https_alone(web_parts):
    client = Client(build(web_parts, Options("k" * 32, production=True, trusted_proxies=1)))

    answer = client.raw("GET", "/dang-nhap", headers={"X-Forwarded-Proto": "https"})

    assert "max-age" in answer.headers["Strict-Transport-Security"]
    assert "; Secure" in answer.headers["Set-Cookie"]


def test_text_too_long_for_a_form_is_refused_before_it_is_read(web_parts, clock):
    large = Parts(web_parts.database, web_parts.rules, clock.now, clock.kick, 40_000_000)
    client = Client(build(large, Options("k" * 32, limited=False)))

    page = client.post("/dang-nhap", {"username": "a" * 9_000_000}, 413)

    assert "rút gọn văn bản" in page.text
