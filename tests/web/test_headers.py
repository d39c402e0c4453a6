"""Every kind of answer carries the headers that keep it in its place, and the cookie its flags."""

import pytest

from tests.service.builders import PASSWORD
from tests.web.client import Client
from tests.web.conftest import SECRET, username_of
from webapp.web.access import public
from webapp.web.application import Options, build

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
KINDS = {
    "page": ("GET", "/tai-khoan", 200, {}),
    "redirect": ("GET", "/dang-nhap", 302, {}),
    "missing page": ("GET", "/khong-co", 404, {}),
    "wrong method": ("DELETE", "/tai-khoan", 405, {}),
    "forbidden": ("GET", "/quan-tri", 403, {}),
    "without token": ("POST", "/doi-co-quan", 400, {}),
    "fragment": ("GET", "/ke-hoach/1", 404, {"HX-Request": "true"}),
    "static file": ("GET", "/static/css/app.css", 200, {}),
    "Word file": ("GET", "/ke-hoach/{plan}/tai-ve/du-thao", 200, {}),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_answer_carries_the_headers(sign_in, way, kind):
    method, path, status, headers = KINDS[kind]
    client = sign_in(way.office.drafter)
    path = path.format(plan=way.plan_id) if kind != "fragment" else "/ke-hoach/999999"

    answer = client.raw(method, path, headers=headers)

    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in answer.headers
    assert not answer.headers.get("Server", "").startswith("Python")
    kept = kind == "static file"
    assert (answer.headers["Cache-Control"] == "no-store") is not kept


def test_a_fault_of_our_own_carries_them_too(new_app):
    @public
    def broken() -> str:
        raise RuntimeError

    new_app.add_url_rule("/hong", "broken", broken)

    answer = Client(new_app).raw("GET", "/hong")

    assert answer.status_code == 500
    assert b"RuntimeError" not in answer.data
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS


def test_in_production_the_browser_stays_with_https_and_the_cookie_too(
    web_parts, office, sqlite_database
):
    app = build(web_parts, Options(SECRET, production=True, limited=False))
    client = app.test_client()
    form = {"username": username_of(sqlite_database, office.drafter), "password": PASSWORD}

    page = client.get("/dang-nhap", base_url="https://localhost")
    app.config["WTF_CSRF_ENABLED"] = False
    signed = client.post("/dang-nhap", data=form, base_url="https://localhost")

    for answer in (page, signed):
        assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    cookie = signed.headers["Set-Cookie"]
    assert signed.status_code == 302
    assert cookie.startswith("__Host-banhanh=")
    assert "Domain" not in cookie
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
