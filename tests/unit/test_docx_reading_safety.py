"""A file that is not what it says is refused with one sentence, in bounded time and memory."""

import time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tests.unit.docx_samples import (
    cell,
    content_types,
    docx,
    members,
    p,
    package,
    paper,
    relations,
    row,
    table,
)
from webapp.documents.reading.document import read_docx
from webapp.domain.errors import InvalidInputError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64
GOOD = paper(p("1. Rà soát hồ sơ"))
ENTITIES = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_TYPES = "application/vnd."


def inside_ole(name):
    return OLE + name.encode("utf-16-le") + b"\0" * 64


def of_type(main):
    return package(members(p("Chữ")) | {"[Content_Types].xml": content_types(main)})


def with_member(name, content=b"x"):
    return package(members(p("Chữ")) | {name: content})


def with_document(text):
    return package(members("") | {"word/document.xml": text})


def bomb():
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in members(p("Chữ")).items():
            archive.writestr(name, content)
        archive.writestr("word/media/anh.bin", b"\0" * 40_000_000)
    return made.getvalue()


REFUSED = {
    "an empty file": (b"", "không phải văn bản Word"),
    "plain text": (b"Xin chao", "không phải văn bản Word"),
    "a PDF": (b"%PDF-1.7 ...", "PDF"),
    "RTF": (b"{\\rtf1 ...}", "RTF"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "ảnh"),
    "an encrypted file": (inside_ole("EncryptedPackage"), "mật khẩu"),
    "an old .doc": (inside_ole("WordDocument"), r"\.doc\)"),
    "an old .xls": (inside_ole("Workbook"), "Excel"),
    "another OLE file": (OLE, "không phải văn bản Word"),
    "an .xlsx": (
        of_type(_TYPES + "openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
        "Excel",
    ),
    "a .pptx": (
        of_type(_TYPES + "openxmlformats-officedocument.presentationml.presentation.main+xml"),
        "PowerPoint",
    ),
    "a zip of anything": (package({"a.txt": "a"}), "không phải văn bản Word"),
    "macros": (with_member("word/vbaProject.bin"), "macro"),
    "a .docm": (of_type(_TYPES + "ms-word.document.macroEnabled.main+xml"), "macro"),
    "half a file": (GOOD[: len(GOOD) // 2], "hỏng"),
    "a file without text": (package({"[Content_Types].xml": content_types()}), "hỏng"),
    "a zip bomb": (bomb(), "giải nén"),
    "too many members": (
        package({"[Content_Types].xml": "", **{f"a{n}": "" for n in range(3_100)}}),
        "giải nén",
    ),
    "broken XML": (with_document("<w:document>"), "hỏng"),
    "entities": (with_document(f"{ENTITIES}<w>&b;</w>"), "khai báo XML"),
    "XML nested without end": (with_document("<a>" * 5_000 + "</a>" * 5_000), "hỏng"),
    "an outside template": (
        package(
            members(p("Chữ"))
            | {
                "word/_rels/settings.xml.rels": relations(
                    ("attachedTemplate", "https://vi-du.vn/mau.dotm", True)
                )
            }
        ),
        "mẫu ở nơi khác",
    ),
    "an outside object": (
        docx(p("Chữ"), links=(("oleObject", "https://vi-du.vn/bang.xlsx", True),)),
        "nơi khác",
    ),
    "a table of 60 columns": (
        docx(table(row(*(cell(str(n)) for n in range(60))))),
        "50 cột",
    ),
    "letters that no table of the old font has": (
        docx('<w:p><w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>\u0416</w:t></w:r></w:p>'),
        "chắc chắn",
    ),
    "old letters without the name of their font": (
        docx(p("Céng hoµ x· héi chñ nghÜa ViÖt Nam, ®éc lËp, tù do, h¹nh phóc. " * 20)),
        "TCVN3",
    ),
}


@pytest.mark.parametrize(("data", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_safe_word_file_is_refused_with_one_sentence(data, words):
    with pytest.raises(InvalidInputError, match=words) as refused:
        read_docx(data)

    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)


def test_a_file_over_the_limit_is_refused_unopened():
    with pytest.raises(InvalidInputError, match="30 MB"):
        read_docx(b"PK" + b"\0" * 30_000_001)


def test_a_link_that_a_reader_clicks_is_no_danger():
    plan = read_docx(docx(p("Chữ"), links=(("hyperlink", "https://vi-du.vn", True),)))

    assert plan.body


def test_a_locked_member_is_refused():
    data = bytearray(GOOD)
    for place in range(len(data) - 10):
        if data[place : place + 4] == b"PK\x01\x02":
            data[place + 8] |= 1

    with pytest.raises(InvalidInputError, match="mật khẩu"):
        read_docx(bytes(data))


def test_damaged_data_is_refused():
    data = bytearray(GOOD)
    start = data.index(b"word/document.xml") + 40
    data[start : start + 60] = bytes(60)

    with pytest.raises(InvalidInputError, match="hỏng"):
        read_docx(bytes(data))


def test_a_hundred_thousand_paragraphs_are_refused_soon():
    data = docx(p("Rà soát hồ sơ lưu trữ") * 100_000)
    begun = time.process_time()

    with pytest.raises(InvalidInputError, match="100000 đoạn"):
        read_docx(data)

    assert time.process_time() - begun < 20


def test_a_very_long_paper_is_read():
    plan = read_docx(docx(p("Rà soát hồ sơ lưu trữ.") * 5_000))

    assert len(plan.body) == 5_000


def test_a_bad_checksum_is_refused():
    data = bytearray(GOOD)
    place = data.index(b"PK\x01\x02")
    data[place + 16 : place + 20] = b"\x5a\x5a\x5a\x5a"

    with pytest.raises(InvalidInputError, match="hỏng"):
        read_docx(bytes(data))
