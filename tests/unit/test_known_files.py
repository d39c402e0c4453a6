"""What a file of the dossier is, told by its bytes alone."""

import pytest

from tests.service.dossier_files import (
    DOCX,
    PDF,
    a_picture,
    locked_pdf,
    pdf_of_an_office,
    pdf_saying,
    pdf_that_runs,
    pdf_without_pages,
    workbook,
)
from tests.unit.docx_samples import members, p, package
from webapp.documents.known_files import (
    DOCX_TYPE,
    JPEG_TYPE,
    PDF_TYPE,
    PNG_TYPE,
    SUFFIXES,
    XLSX_TYPE,
    known_file,
)
from webapp.documents.reading.package import OLE
from webapp.domain.errors import InvalidInputError


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (PDF, PDF_TYPE),
        (DOCX, DOCX_TYPE),
        (workbook(), XLSX_TYPE),
        (a_picture("PNG"), PNG_TYPE),
        (a_picture("JPEG"), JPEG_TYPE),
    ],
    ids=SUFFIXES.get,
)
def test_a_file_is_known_by_its_bytes(data, media_type):
    assert known_file(data).media_type == media_type


def test_a_pdf_tells_its_pages_and_the_words_of_the_first():
    known = known_file(pdf_saying("To trinh"))

    assert known.pages == 1
    assert known.words.strip() == "To trinh"


def test_a_number_of_a_pdf_that_stands_by_itself_is_no_obstacle():
    assert known_file(pdf_of_an_office()).pages == 1


def test_a_word_file_tells_what_it_says():
    plan = known_file(DOCX).plan

    assert plan is not None


DAMAGED = bytearray(workbook(**{"xl/media.bin": b"0123456789" * 50}))
DAMAGED[DAMAGED.index(b"xl/media.bin") + 14] ^= 0xFF

REFUSED = {
    "text": (b"xin chao", "Chỉ nhận tệp PDF"),
    "nothing": (b"", "Chỉ nhận tệp PDF"),
    "a picture of another kind": (a_picture("GIF"), "Chỉ nhận tệp PDF"),
    "a picture cut off": (a_picture("PNG")[:40], "không phải hình đọc được"),
    "a locked pdf": (locked_pdf(), "PDF có mật khẩu"),
    "a pdf with rights": (locked_pdf(user=""), "PDF có mật khẩu"),
    "a pdf that runs code": (pdf_that_runs(), "mã lệnh tự chạy"),
    "a pdf that starts a program": (pdf_that_runs("Launch"), "mã lệnh tự chạy"),
    "a pdf cut off": (b"%PDF-1.7\n1 0 obj", "PDF bị hỏng"),
    "a pdf without pages": (pdf_without_pages(), "PDF bị hỏng"),
    "an old excel": (OLE + bytes(600), "hỏng"),
    "an excel with macros": (workbook("vnd.ms-excel.sheet.macroEnabled.main"), "có macro"),
    "an excel with a project": (workbook(**{"xl/vbaProject.bin": b"x"}), "có macro"),
    "an excel cut off": (workbook()[:-30], "bị hỏng"),
    "an excel with spoilt bytes": (bytes(DAMAGED), "bị hỏng"),
    "another zip": (package({"a.txt": "a"}), "không phải văn bản Word"),
}


@pytest.mark.parametrize(("data", "sentence"), REFUSED.values(), ids=REFUSED)
def test_others_are_refused_in_one_sentence_at_the_file(data, sentence):
    with pytest.raises(InvalidInputError) as refused:
        known_file(data)

    said = str(refused.value)
    assert sentence in said
    assert refused.value.field == "file"
    assert said.endswith(".")
    assert said.count(". ") == 0


def test_a_word_file_with_macros_is_told_so_in_the_words_of_the_dossier():
    data = package({**members(p("a")), "word/vbaProject.bin": b"x"})

    with pytest.raises(InvalidInputError, match="tệp không macro rồi thêm lại"):
        known_file(data)
