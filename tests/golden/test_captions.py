"""The name of a table above it, of a picture under it: in the middle, on one page with it."""

from dataclasses import replace

import pytest

from tests.golden.papers import NOTE, a_plan, paragraph, rendered, shipped, words
from tests.golden.test_pictures import TREND
from tests.golden.word_reader import W
from tests.unit.docx_samples import bold, p, paper, row, table
from webapp.documents.layout.checking import layout_findings
from webapp.documents.reading.document import read_docx
from webapp.documents.render import render
from webapp.domain.outline.body import parse_body, write_body
from webapp.domain.plan import Block, BlockKind, Cell, MarkerKind, Run, Table, plain
from webapp.domain.stages import Stage

GRID = Block(
    BlockKind.TABLE,
    table=Table(((Cell((words("Đơn vị"),)), Cell((words("Số hồ sơ"),))),), (0.5, 0.5)),
)
OF_TABLE, OF_PICTURE = "Bảng 1. Số hồ sơ của các đơn vị", "Hình 1. Tỷ lệ hồ sơ đúng hạn"
UNIT = "Đơn vị tính: hồ sơ"
TEXT = paragraph("Số liệu như sau:")


def shown(*blocks):
    return rendered(a_plan(body=(TEXT, *blocks)))


def setting(look):
    return look.align, look.twips("ind.firstLine"), look.keeps_with_next


def test_the_caption_above_a_table_is_centred_and_stays_with_it():
    paper = shown(paragraph(OF_TABLE), GRID)

    look = paper.find(OF_TABLE)
    assert setting(look) == ("center", 0, True)
    assert (look.size, look.bold) == (14, False)
    assert look.element.getnext().tag == f"{W}tbl"


def test_the_unit_between_caption_and_table_stands_at_the_right_edge():
    paper = shown(paragraph(OF_TABLE), paragraph(UNIT), GRID)

    assert setting(paper.find(OF_TABLE)) == ("center", 0, True)
    assert setting(paper.find(UNIT)) == ("right", 0, True)


def test_the_caption_under_a_picture_is_centred_and_the_picture_stays_with_it():
    paper = shown(TREND, paragraph(OF_PICTURE), paragraph("Tỷ lệ tăng đều."))

    look = paper.find(OF_PICTURE)
    assert setting(look) == ("center", 0, False)
    assert look.element.getprevious().find(f"{W}pPr/{W}keepNext") is not None
    assert setting(paper.find("Tỷ lệ tăng đều."))[0] == "both"


@pytest.mark.parametrize(("caption", "above"), [(OF_PICTURE, "picture"), (OF_TABLE, "table")])
def test_between_a_picture_and_a_table_a_caption_belongs_to_the_one_it_names(caption, above):
    paper = shown(TREND, paragraph(caption), GRID)

    look = paper.find(caption)
    assert look.align == "center"
    assert (look.element.getnext().tag == f"{W}tbl") is (above == "table")


@pytest.mark.parametrize(
    "text",
    [
        "Bảng 1 trình bày số hồ sơ của các đơn vị",
        "Bảng số liệu của các đơn vị",
        "Bảng 1. Số hồ sơ. Các đơn vị gửi báo cáo trước ngày 05.",
        "Bảng 1: Các đơn vị ghi theo mẫu sau:",
        "Hình thành 15 cụm công nghiệp",
    ],
)
def test_a_sentence_above_a_table_is_no_caption(text):
    assert setting(shown(paragraph(text), GRID).find(text))[0] == "both"


def test_a_caption_without_its_table_or_with_a_mark_is_text():
    marked = replace(paragraph(OF_TABLE, MarkerKind.DASH, "-"), level=1)

    paper = shown(paragraph(OF_TABLE), TEXT, marked, GRID)

    assert paper.find(OF_TABLE).align == paper.find(f"- {OF_TABLE}").align == "both"


CAPTIONED = a_plan(
    body=(TEXT, paragraph(OF_TABLE), paragraph(UNIT), GRID, TEXT, TREND, paragraph(OF_PICTURE)),
    closing=(),
)


def test_captions_are_read_back_and_are_no_fault_of_the_look():
    docx = render(CAPTIONED, shipped(), Stage.ISSUED, NOTE)

    read = read_docx(docx)
    assert read.body == CAPTIONED.body
    assert list(layout_findings(docx, read)) == []


def test_a_plan_may_end_with_a_caption_and_table():
    plan = replace(CAPTIONED, body=CAPTIONED.body[:4])

    assert read_docx(render(plan, shipped(), Stage.ISSUED, NOTE)).body == plan.body


@pytest.mark.parametrize(
    "caption", ["Bảng 1. Số hồ sơ", "BẢNG 1.2: SỐ HỒ SƠ", "Biểu đồ 03 - Hồ sơ"]
)
def test_a_bold_caption_is_no_heading(caption):
    plan = read_docx(
        paper(
            p(bold("I. NỘI DUNG")),
            p("1. Một."),
            p(bold(caption), align="center", style="H1"),
            table(row("a", "b"), widths=(500, 500)),
            styles='<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>',
        )
    )

    block = plan.body[2]
    assert (block.kind, block.level, block.runs) == (
        BlockKind.PARAGRAPH,
        0,
        (Run(caption, bold=True),),
    )
    assert read_docx(render(plan, shipped(), Stage.ISSUED)) == plan
    assert parse_body(write_body(plan.body), plan.body) == plan.body


def test_a_caption_keeps_its_footnote_and_emphasis():
    noted = Block(
        BlockKind.PARAGRAPH, (Run("Bảng 1. ", bold=True), Run("Hồ sơ", note="Số đến 30/6"))
    )

    docx = render(a_plan(body=(TEXT, noted, GRID)), shipped(), Stage.ISSUED, NOTE)

    assert read_docx(docx).body[1].runs == noted.runs
    assert plain(read_docx(docx).body[1].runs) == "Bảng 1. Hồ sơ"
