"""The client finds each fault it is there to find."""

import pytest
from flask import Flask
from html5lib.html5parser import ParseError

from tests.web.client import Client
from webapp.web import headers

GOOD = """<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="x">
<title>Trang thử – Ban Hành</title></head>
<body><main><h1>Trang thử</h1>{}</main></body></html>"""

FAULTS = {
    "a stray end tag": "</b>",
    "two main headings": "<h1>Nữa</h1>",
    "an id twice": '<p id="a">a</p><p id="a">b</p>',
    "a label of nothing": '<label for="x">x</label>',
    "a field without label": '<form action="/"><input name="x"></form>',
    "a button without name": '<form action="/"><button></button></form>',
    "a form without action": '<form method="get"></form>',
    "a form without token": '<form method="post" action="/x"></form>',
    "a token in an address": '<form action="/x"><input type="hidden" name="csrf_token"></form>',
    "an inline style": '<p style="color: red">x</p>',
    "an inline script": "<script>alert(1)</script>",
    "an inline handler": '<p onclick="x()">x</p>',
    "straight quotes": '<p>dãy số "Kế hoạch"</p>',
    "a template left over": "<p>{{ name }}</p>",
}


def client_of(body, *, policy=headers.CONTENT_SECURITY_POLICY):
    app = Flask(__name__)

    @app.get("/")
    def page():
        return body

    @app.after_request
    def harden(response):
        response.headers["Content-Security-Policy"] = policy
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "no-store"
        return response

    return Client(app)


def test_a_good_page_passes():
    assert client_of(GOOD.format("<p>dãy số «Kế hoạch»</p>")).get("/").heading == "Trang thử"


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_in_the_page_is_found(fault):
    with pytest.raises((AssertionError, ParseError)):
        client_of(GOOD.format(fault)).get("/")


def test_a_title_that_is_not_the_heading_is_found():
    with pytest.raises(AssertionError, match="title"):
        client_of(GOOD.format("").replace("<title>Trang thử", "<title>Khác")).get("/")


def test_a_loose_policy_is_found():
    with pytest.raises(AssertionError):
        client_of(GOOD.format(""), policy="default-src 'self' 'unsafe-inline'").get("/")


def test_another_status_is_found():
    with pytest.raises(AssertionError):
        client_of(GOOD.format("")).get("/", 404)
