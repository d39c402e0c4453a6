"""Only the names that the installation was told are served."""

import pytest

from tests.web.conftest import SECRET
from webapp.web.application import Options, build


@pytest.fixture
def ask(web_parts):
    options = Options(SECRET, limited=False, allowed_hosts=("banhanh.example", ".xa.example"))
    client = build(web_parts, options).test_client()

    def asked(host, path="/dang-nhap"):
        return client.get(path, headers={"Host": host})

    return asked


def test_the_names_that_were_told_are_served_on_every_port(ask):
    for host in ("banhanh.example", "banhanh.example:8443", "an-phuoc.xa.example"):
        assert ask(host).status_code == 200


def test_another_name_gets_a_sentence_and_no_page(ask):
    for host in ("xau.example", "banhanh.example.xau.example", "127.0.0.1", ""):
        answer = ask(host)

        assert answer.status_code == 400
        assert answer.mimetype == "text/plain"
        assert "tên máy chủ này" in answer.get_data(as_text=True)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in answer.headers


def test_a_load_balancer_asks_a_machine_by_its_number(ask):
    assert ask("10.0.0.11", "/suc-khoe").status_code == 200


def test_without_a_list_every_name_is_served(app):
    assert app.test_client().get("/dang-nhap", headers={"Host": "x.example"}).status_code == 200
