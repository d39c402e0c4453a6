"""Corrections of headings and legal bases: bold titles, indents, no automatic dashes."""

from io import BytesIO

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from tests.golden.fixed import changed, rules, said
from tests.golden.papers import NOTE, a_plan, heading, paragraph, shipped
from tests.golden.test_layout import LONG, letters, line, setting
from tests.unit.docx_samples import item, p, paper
from webapp.documents.fixing.file import fix_file
from webapp.documents.render import render
from webapp.domain.plan import MarkerKind
from webapp.domain.stages import Stage

BULLETS = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="-"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)
CLAUSES = (
    heading(MarkerKind.ROMAN, "I.", "Mục đích, yêu cầu"),
    heading(MarkerKind.ARABIC, "1.", "Mục đích"),
    paragraph(LONG),
    heading(MarkerKind.ARABIC, "2.", "Yêu cầu"),
    paragraph(LONG),
    heading(MarkerKind.ARTICLE, "Điều 1.", "Phạm vi áp dụng"),
    paragraph(LONG),
)


@pytest.fixture(scope="module")
def titled():
    return render(a_plan(body=CLAUSES), shipped(), Stage.ISSUED, NOTE)


def test_a_title_of_a_clause_becomes_bold_beside_bold_ones(titled):
    before = changed(titled, letters("2. ", bold=False))
    after = fix_file(before)

    assert "ND30-PL1-II.6đ-clause-dam" in rules(before)
    assert rules(after.data) == set()
    assert [one.sentence for one in after.changes] == ["Đoạn «2. Yêu cầu»: chữ không đậm → đậm"]


@pytest.mark.parametrize("text", ["I. ", "2. "])
def test_a_centred_numbered_heading_goes_to_the_indent_of_the_text(titled, text):
    before = changed(titled, setting(text, alignment=WD_ALIGN_PARAGRAPH.CENTER))
    after = fix_file(before).data

    moved = line(Document(BytesIO(after)), text)
    assert "TL-tieu-de-canh-giua" in rules(before)
    assert rules(after) == set()
    assert moved.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert moved.paragraph_format.first_line_indent.twips == 720


def test_an_article_at_the_margin_goes_to_the_indent_of_the_text(titled):
    before = changed(titled, setting("Điều 1.", first_line_indent=0))

    assert "ND30-PL1-II.6đ-lui-dong" in rules(before)
    assert rules(fix_file(before).data) == set()


def test_bases_lose_their_automatic_dashes():
    bases = (
        item(0, "Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;"),
        item(0, "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ;"),
    )
    before = paper(*bases, p("Sở Nội vụ ban hành Kế hoạch như sau:"), numbering=BULLETS)
    after = fix_file(before).data

    assert "ND30-PL1-II.6a-gach-dau-dong" in rules(before)
    assert "ND30-PL1-II.6a-gach-dau-dong" not in rules(after)
    assert said(after) == said(before)
