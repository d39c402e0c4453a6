"""Pictures through the browser's door: inserted without a script, served to readers alone."""

from hashlib import sha256
from io import BytesIO

import pytest

from tests.service.builders import a_person, an_office
from tests.unit.strategies import png
from tests.web.client import words
from webapp.domain.people import Role
from webapp.services import drafting_desk

NEW = "/ke-hoach/soan"
PNG = png(120)
DIGEST = sha256(PNG).hexdigest()


@pytest.fixture
def drafter(sign_in, office):
    return sign_in(office.drafter)


def insert(client, page, where=NEW, data=PNG, status=200, **changes):
    """Press «Chèn hình» with a file, as a browser without scripts does."""
    file = (BytesIO(data), "biểu đồ.png")
    return client.fill(
        page, where, status, goal="add-picture", picture_file=file, subject="Có hình", **changes
    )


@pytest.fixture
def illustrated(drafter):
    """A saved draft with one picture."""
    page = insert(drafter, drafter.get(NEW), body="I. MỤC ĐÍCH")
    name = next(name for name in page.values(NEW) if name.startswith("about-"))
    drafter.fill(page, NEW, goal="save", **{name: "Biểu đồ quý I", "picture_file": None})
    return 1


def test_a_picture_joins_the_form_and_nothing_typed_is_lost(drafter):
    page = insert(drafter, drafter.get(NEW), body="I. MỤC ĐÍCH", closing="Hết./.")

    values = page.values(NEW)
    (place,) = [name for name in values if name.startswith("picture-")]
    assert values["body"] == f"I. MỤC ĐÍCH\n\n[[hình {place.removeprefix('picture-')}]]"
    assert (values["subject"], values["closing"]) == ("Có hình", "Hết./.")
    assert page.all("img", src=f"/ke-hoach/hinh/{DIGEST}")


def test_a_saved_picture_stays_in_form_and_page(
    drafter, illustrated, office, sqlite_database, clock
):
    fields = drafting_desk.editing(sqlite_database, office.drafter, illustrated, clock.now()).fields
    page = drafter.get(f"/ke-hoach/{illustrated}")

    (image,) = page.all("img", src=f"/ke-hoach/{illustrated}/hinh/{DIGEST}")
    assert fields.pictures[0].description == image.get("alt") == "Biểu đồ quý I"
    assert words(page.one("figcaption")) == "Biểu đồ quý I"


def test_a_file_that_is_no_picture_comes_back_with_its_sentence(drafter):
    page = insert(drafter, drafter.get(NEW), data=b"khong phai", status=422, body="I. MỤC ĐÍCH")

    assert "không phải hình đọc được" in words(page.one("p", id="pictures-loi"))
    assert page.values(NEW)["body"] == "I. MỤC ĐÍCH"


def test_the_button_without_a_file_asks_for_one(drafter):
    page = drafter.get(NEW)

    again = drafter.fill(page, NEW, 422, goal="add-picture", picture_file=None)

    assert "Chọn tệp hình" in words(again.one("p", id="pictures-loi"))


def test_a_width_that_no_paper_has_is_refused_beside_its_picture(drafter, illustrated):
    where = f"/ke-hoach/{illustrated}/soan"
    page = drafter.get(where)
    name = next(name for name in page.values(where) if name.startswith("width-"))

    again = drafter.fill(page, where, 422, **{name: "rộng", "picture_file": None})

    assert "Chiều rộng của hình 1" in again.text
    assert again.values(where)[name] == "rộng"


def test_a_picture_whose_line_went_says_so_and_stays(drafter, illustrated):
    where = f"/ke-hoach/{illustrated}/soan"

    again = drafter.fill(drafter.get(where), where, 422, body="I. MỤC ĐÍCH", picture_file=None)

    assert "không còn dòng" in again.text
    assert again.all("img", src=f"/ke-hoach/{illustrated}/hinh/{DIGEST}")


def test_a_picture_marked_to_go_is_gone_after_the_save(drafter, illustrated):
    where = f"/ke-hoach/{illustrated}/soan"
    page = drafter.get(where)
    part = next(name for name in page.values(where) if name.startswith("picture-"))

    again = drafter.fill(page, where, **{f"drop-{part}": "1", "picture_file": None})

    assert not again.all("figure") + again.all(
        "fieldset", data_picture=part.removeprefix("picture-")
    )
    assert "[[hình" not in again.values(where)["body"]


def test_a_script_gets_the_part_of_an_uploaded_picture(drafter):
    sent = {"csrf_token": drafter.token(), "picture_file": (BytesIO(PNG), "a.png")}

    answer = drafter.raw("POST", "/ke-hoach/hinh", data=sent)

    assert answer.status_code == 200
    assert f'src="/ke-hoach/hinh/{DIGEST}"' in answer.get_data(as_text=True)
    assert drafter.raw("GET", f"/ke-hoach/hinh/{DIGEST}").data == PNG


def test_a_picture_comes_as_what_it_is_and_may_be_kept(drafter, illustrated):
    where = f"/ke-hoach/{illustrated}/hinh/{DIGEST}"
    answer = drafter.raw("GET", where)

    assert (answer.data, answer.mimetype) == (PNG, "image/png")
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    etag = {"If-None-Match": answer.headers["ETag"]}
    assert drafter.raw("GET", where, headers=etag).status_code == 304


@pytest.mark.parametrize("digest", ["0" * 64, "..%2F", "%25", "'; DROP TABLE plans"])
def test_what_no_text_of_the_plan_names_is_not_found(drafter, illustrated, digest):
    assert drafter.raw("GET", f"/ke-hoach/{illustrated}/hinh/{digest}").status_code == 404
    assert drafter.raw("GET", f"/ke-hoach/hinh/{digest}").status_code == 404


def test_others_do_not_get_a_picture_of_a_draft(sign_in, sqlite_database, office, illustrated):
    where = f"/ke-hoach/{illustrated}/hinh/{DIGEST}"
    colleague = a_person(sqlite_database, office.agency_id, Role.DRAFTER)
    stranger = an_office(sqlite_database, short_name="UBND xã khác").drafter

    assert sign_in(colleague).raw("GET", where).status_code == 403
    assert sign_in(stranger).raw("GET", where).status_code == 404
    assert sign_in(stranger).raw("GET", f"/ke-hoach/hinh/{DIGEST}").status_code == 404


def test_a_visitor_gets_no_picture(visitor, illustrated):
    answer = visitor.raw("GET", f"/ke-hoach/{illustrated}/hinh/{DIGEST}")

    assert answer.mimetype != "image/png"
