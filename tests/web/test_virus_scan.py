"""Each way by which a file comes in leads past the virus scanner."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

import webapp.web
from tests.service.scanning import VIRUS, a_scanner, nobody
from tests.web.client import words
from tests.web.test_pictures import NEW, insert

TEMPLATE = "/quan-tri/mau-van-ban/ke_hoach/tai-len"


@pytest.fixture
def guarded(app, web_parts):
    """The application with a scanner."""
    with a_scanner() as scanner:
        app.extensions["parts"] = replace(web_parts, scanner=scanner)
        yield app


@pytest.mark.usefixtures("guarded")
def test_a_file_with_a_virus_is_refused_beside_the_field(sign_in, office):
    page = sign_in(office.drafter).upload("/ke-hoach/dan", "a.docx", VIRUS, 422)

    assert "Tệp này có mã độc (Win.Test.Plan-1)" in page.text


@pytest.mark.usefixtures("guarded")
def test_so_is_a_template_of_the_administrator(sign_in, office):
    page = sign_in(office.administrator).upload(TEMPLATE, "a.docx", VIRUS, 422)

    assert "Tệp này có mã độc" in page.text


@pytest.mark.usefixtures("guarded")
def test_a_picture_with_a_virus_leaves_what_was_typed(sign_in, office):
    client = sign_in(office.drafter)
    page = insert(client, client.get(NEW), data=VIRUS, status=422, body="I. MỤC ĐÍCH")

    assert "Tệp này có mã độc" in words(page.one("p", id="pictures-loi"))
    assert page.values(NEW)["body"] == "I. MỤC ĐÍCH"


def test_where_the_scanner_does_not_answer_no_file_is_taken(app, web_parts, sign_in, office):
    app.extensions["parts"] = replace(web_parts, scanner=nobody())

    page = sign_in(office.drafter).upload("/ke-hoach/dan", "a.txt", b"KE HOACH", 422)

    assert "bộ quét mã độc không trả lời" in page.text


def test_no_other_module_reads_uploaded_files():
    root = Path(webapp.web.__file__).parent
    reading = {
        path.name
        for path in root.rglob("*.py")
        if re.search(r"request\.files|\.stream\b", path.read_text())
    }
    assert reading == {"chosen_files.py", "kept_forms.py", "errors.py"}
