"""Bad files brought to be checked: one clear sentence each, and nothing of them is kept."""

import pytest
from sqlalchemy import func, select

from tests.unit.docx_samples import p, paper
from tests.web.checking_room import check
from tests.web.client import words
from tests.web.test_bad_word_files import REFUSED
from webapp.db.models.papers import CheckedFileRow, UploadRow
from webapp.db.models.plans import BlobRow

BAD = REFUSED | {
    "a text file": ("a.txt", "Kế hoạch".encode, "chọn tệp .docx hoặc .doc"),
    "a picture": ("a.docx", lambda: b"\x89PNG\r\n\x1a\n", "tệp ảnh"),
    "an empty file": ("a.docx", lambda: b"", "không phải văn bản Word"),
    "a secret paper": ("a.docx", lambda: paper(p("MẬT"), p("1. Rà soát.")), "bí mật nhà nước"),
}


@pytest.fixture
def drafter(sign_in, office):
    return sign_in(office.drafter)


def kept(database):
    tables = (UploadRow, CheckedFileRow, BlobRow)
    with database.reading() as session:
        return [session.scalar(select(func.count()).select_from(table)) for table in tables]


@pytest.mark.parametrize(("name", "make", "sentence"), BAD.values(), ids=BAD)
def test_it_is_refused_in_one_sentence_beside_the_field(
    drafter, sqlite_database, name, make, sentence
):
    before = kept(sqlite_database)

    page = check(drafter, name, make(), 422)

    said = words(page.one("div", id="file-loi"))
    assert sentence in said
    assert said.endswith(".")
    assert said.count(". ") == 0
    assert kept(sqlite_database) == before


def test_a_file_over_the_limit_is_refused_beside_the_field(drafter, web_parts, sqlite_database):
    before = kept(sqlite_database)

    page = check(drafter, data=b"PK" + b"a" * web_parts.upload_bytes, status=422)

    assert "Tệp lớn hơn 20 MB" in words(page.one("div", id="file-loi"))
    assert kept(sqlite_database) == before


def test_a_request_over_the_limit_is_refused_as_a_whole(drafter, web_parts, sqlite_database):
    before = kept(sqlite_database)

    page = check(drafter, data=b"PK" + b"a" * web_parts.largest_request, status=413)

    assert "chọn tệp nhỏ hơn" in page.text
    assert kept(sqlite_database) == before
