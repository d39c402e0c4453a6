"""Bad input through the browser's door: made regular, or refused with one sentence."""

import unicodedata

import pytest

from tests.service.builders import an_office
from tests.web.client import Client
from webapp.services import administration
from webapp.web.application import Options, build
from webapp.web.context import Parts

PATH = "/quan-tri/don-vi/them"


@pytest.fixture
def admin(sign_in, office):
    return sign_in(office.administrator)


@pytest.fixture
def names(sqlite_database, office):
    """The names of the agency's units as they are kept."""

    def read():
        return [one.name for one in administration.units(sqlite_database, office.administrator)]

    return read


def add(client, name, status=200):
    return client.fill(client.get(PATH), PATH, status, name=name, abbreviation="MỚI")


@pytest.mark.parametrize(
    "typed",
    [
        unicodedata.normalize("NFD", "Phòng Kế hoạch"),
        "\ufeffPhòng Kế hoạch",
        "  Phòng\u00a0Kế   hoạch \r\n",
        "Phòng\u200b Kế hoạch",
    ],
    ids=["NFD", "BOM", "odd spaces", "no width"],
)
def test_text_is_kept_in_one_form(admin, names, typed):
    add(admin, typed)

    assert "Phòng Kế hoạch" in names()


def test_control_characters_are_removed_and_reported(admin, names):
    page = add(admin, "Phòng\x00 Kế\x07 hoạch\x1b")

    assert "Phòng Kế hoạch" in names()
    assert "Đã bỏ 3 ký tự điều khiển" in page.text


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "'; DROP TABLE units; --",
        "{{ 7 * 7 }} {% raw %}",
        "&amp; & < > «»",
    ],
    ids=["HTML", "SQL", "Jinja", "entities"],
)
def test_code_stays_literal_text(admin, names, typed):
    response = admin.raw(
        "POST", PATH, data={"csrf_token": admin.token(), "name": typed, "abbreviation": "X"}
    )
    assert response.status_code == 302

    assert typed in names()
    page = admin.raw("GET", "/quan-tri/don-vi").get_data(as_text=True)
    assert "<script>alert" not in page
    assert "49" not in page.partition("<main")[2]


def test_a_text_over_its_limit_comes_back_whole(admin, names):
    page = add(admin, "Phòng " + "rất " * 100 + "dài", 422)

    assert "Tối đa 200 ký tự" in page.text
    assert page.values(PATH)["name"].endswith("rất dài")
    assert len(names()) == 1


def test_a_form_over_the_limit_of_a_request_changes_nothing(web_parts, clock, names):
    small = Parts(web_parts.database, web_parts.rules, clock.now, clock.kick, 50_000)
    client = Client(build(small, Options("k" * 32, limited=False)))

    page = client.post(PATH, {"name": "a" * 60_000}, 413)

    assert "vượt quá giới hạn" in page.text
    assert len(names()) == 1


def test_too_many_fields_are_refused(admin, names):
    data = {"csrf_token": admin.token(), **{f"x{count}": "1" for count in range(3000)}}

    admin.post(PATH, data, 413, content_type="multipart/form-data")

    assert len(names()) == 1


@pytest.mark.parametrize("number", ["99999999999999999999", "-1", "1.5", "một", "0x10", ""])
def test_a_senseless_version_is_refused_and_not_a_fault(admin, office, number):
    path = f"/quan-tri/don-vi/{office.unit_id}"

    response = admin.raw(
        "POST",
        path,
        data={"csrf_token": admin.token(), "name": "Khác", "abbreviation": "K", "version": number},
    )

    assert response.status_code in {409, 422}


@pytest.mark.parametrize(
    "path", ["/quan-tri/don-vi/99999999999999999999", "/quan-tri/don-vi/-1", "/quan-tri/nguoi/0"]
)
def test_a_key_that_no_row_has_is_not_found(admin, path):
    admin.get(path, 404)


def test_an_agency_that_is_no_number_changes_nothing(admin):
    for typed in ("99999999999999999999", "xã", ""):
        assert admin.post("/doi-co-quan", {"agency_id": typed}).heading == "Bàn làm việc"


def test_another_agencys_rows_are_not_found(admin, sqlite_database):
    other = an_office(sqlite_database, short_name="Sở Nội vụ")

    for path in (
        f"/quan-tri/don-vi/{other.unit_id}",
        f"/quan-tri/nguoi/{other.clerk.person_id}",
        f"/quan-tri/tham-quyen-ky/{other.authority_id}",
        f"/quan-tri/day-so/{other.series_id}",
    ):
        admin.get(path, 404)
        admin.post(path, {"version": "1"}, 404)


def test_bytes_that_are_no_text_are_no_fault(admin):
    response = admin.raw(
        "POST",
        PATH,
        data=b"csrf_token=%ff%fe&name=%c3%28",
        content_type="application/x-www-form-urlencoded",
    )

    assert response.status_code == 400


@pytest.mark.parametrize("year", [0, -5, 10_000, 2147483647, 10**30])
def test_a_year_that_no_calendar_has_asks_for_all(admin, year):
    assert admin.get(f"/ke-hoach?nam={year}").heading == "Văn bản"


@pytest.mark.parametrize("ordinal", [-1, 3_000_000_000, 10**30])
def test_a_revision_that_cannot_be_is_compared_with_no_other(admin, way, ordinal):
    page = admin.get(f"/ke-hoach/{way.plan_id}/ban/1?so_voi={ordinal}")

    assert page.status == 200
