"""Static files: hashed addresses, long cache, only what is needed; headers of every answer."""

import re

import pytest

from webapp.web import vendor
from webapp.web.assets import STATIC


def sheets(page):
    return [one.get("href") for one in page.all("link", rel="stylesheet")]


def test_every_linked_file_is_served_and_kept_for_a_year(visitor):
    page = visitor.get("/dang-nhap")
    addresses = [*sheets(page), *(one.get("src") for one in page.all("script"))]
    assert len(addresses) >= 5

    for address in addresses:
        answer = visitor.raw("GET", address)
        assert answer.status_code == 200, address
        assert "immutable" in answer.headers["Cache-Control"]


def test_a_file_without_its_hash_is_asked_for_again(visitor):
    answer = visitor.raw("GET", "/static/css/app.css")

    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["ETag"]


def test_a_file_is_known_by_what_it_holds_not_by_when_it_was_written(visitor):
    first = visitor.raw("GET", "/static/css/app.css").headers["ETag"]
    (STATIC / "css" / "app.css").touch()
    again = visitor.raw("GET", "/static/css/app.css", headers={"If-None-Match": first})

    assert again.status_code == 304
    assert again.data == b""


def test_large_files_travel_packed(visitor):
    plain = visitor.raw("GET", "/static/vendor/tabler.css")
    packed = visitor.raw("GET", "/static/vendor/tabler.css", headers={"Accept-Encoding": "gzip"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.mimetype == plain.mimetype == "text/css"
    assert len(packed.data) * 5 < len(plain.data)


def test_no_path_leads_out_of_the_folder(visitor):
    for name in ("../application.py", "%2e%2e/application.py", "vendor", "khong-co.css", "a" * 300):
        assert visitor.raw("GET", f"/static/{name}").status_code == 404


def test_every_icon_a_template_names_is_in_the_sprite():
    named = set()
    for template in (STATIC.parent / "templates").rglob("*.html"):
        named |= set(re.findall(r'icon\("([\w-]+)"', template.read_text()))
    assert "bell" in named

    assert named <= set(vendor.ICONS)


def test_fonts_have_the_vietnamese_letters():
    rules = (STATIC / "vendor" / "fonts.css").read_text()

    for family in ("Be Vietnam Pro", "Tinos"):
        assert re.search(rf"'{family}'.*?vietnamese.*?U\+1EA0-1EF9", rules)


def test_copying_again_changes_nothing(capsys):
    vendor.main()

    assert "không đổi" in capsys.readouterr().out


def test_two_copies_are_equal_to_the_byte(tmp_path):
    folders = tmp_path / "one", tmp_path / "two"
    for folder in folders:
        assert vendor.refresh(folder)

    names = sorted(path.relative_to(folders[0]) for path in folders[0].rglob("*.*"))
    assert len(names) > 20
    for name in names:
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes()


def test_without_the_packages_the_command_says_what_to_run(tmp_path):
    with pytest.raises(SystemExit, match="npm ci"):
        vendor.refresh(tmp_path / "vendor", tmp_path / "nowhere")


def test_private_pages_are_not_stored_and_no_frame_shows_them(sign_in, office):
    page = sign_in(office.drafter).get("/")

    headers = page.response.headers
    assert headers["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "same-origin"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(visitor):
    cookie = visitor.raw("GET", "/dang-nhap").headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
