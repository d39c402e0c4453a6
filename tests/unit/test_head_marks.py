"""A mark in the headers of a Word file: before what they say, and where there is none."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

from docx import Document

from webapp.documents.head_marks import with_head_mark
from webapp.documents.report_parts import file_of, paragraph

MOMENT = datetime(2026, 3, 2, 5, tzinfo=UTC)
WORDS = "ĐÃ THU HỒI theo Thông báo số 21/TB-UBND & phụ lục"
SECTION = "<w:p><w:pPr><w:sectPr>{}<w:pgSz/></w:sectPr></w:pPr></w:p>"


def heads(docx):
    """Return what the headers of each section say: of its first page, then of the others."""
    return [
        tuple(
            " ".join(one.text for one in head.paragraphs)
            for head in (section.first_page_header, section.header)
        )
        for section in Document(BytesIO(docx)).sections
    ]


def test_the_first_page_gets_a_header_and_the_others_keep_theirs():
    docx = with_head_mark(file_of(paragraph("Một."), "Phiếu", MOMENT), WORDS)

    assert heads(docx) == [(WORDS, f"{WORDS} 2")]


def test_a_section_without_headers_before_one_that_has_them_is_marked_too():
    docx = file_of(SECTION.format("") + paragraph("Hai."), "Phiếu", MOMENT)

    (_, first), last = heads(with_head_mark(docx, WORDS))

    assert first == WORDS
    assert last == (WORDS, f"{WORDS} 2")


def test_the_text_itself_stays_and_the_same_file_gives_the_same_bytes():
    docx = file_of(paragraph("Một."), "Phiếu", MOMENT)

    marked = with_head_mark(docx, WORDS)

    assert [one.text for one in Document(BytesIO(marked)).paragraphs] == ["Một."]
    assert marked == with_head_mark(docx, WORDS)
    with ZipFile(BytesIO(docx)) as old, ZipFile(BytesIO(marked)) as new:
        assert old.read("word/styles.xml") == new.read("word/styles.xml")
