"""What a plan has no place for is told, never dropped in silence."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.golden.papers import a_plan, shipped
from tests.unit.docx_samples import bold, cell, docx, members, p, package, paper, row, t, table
from webapp.documents.reading.document import read_docx
from webapp.documents.render import render
from webapp.domain.errors import InvalidInputError
from webapp.domain.plan import plain
from webapp.domain.stages import Stage

BODY = p(bold("I. MỤC ĐÍCH")) + p("1. Rà soát hồ sơ lưu trữ.")
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
NOTES = f'<w:footnote w:id="2">{p("Theo Luật Lưu trữ")}</w:footnote>'
LANDSCAPE = '<w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr>'
PORTRAIT = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


def told(plan, words):
    return any(words in item.message or words in item.text for item in plan.report)


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F001"/></w:r>', "1 ký hiệu lạ"),
        ('<w:r><w:sym w:font="Symbol" w:char="FFFFFFF"/></w:r>', "1 ký hiệu lạ"),
        ('<w:r><w:sym w:font="Symbol" w:char="?"/></w:r>', "1 ký hiệu lạ"),
        ("<w:r><w:object/></w:r>", "1 tệp nhúng"),
        ('<w:altChunk r:id="r8"/>', "1 tệp nhúng"),
        ("<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>", "1 hình"),
    ],
)
def test_what_cannot_come_along_is_counted(xml, words):
    body = xml if xml.startswith("<w:alt") else p("Chữ ", xml)

    assert told(read_docx(paper(BODY, body)), words)


def test_many_deleted_words_are_told_in_the_end_together():
    gone = "".join(
        p("Chữ", f"<w:del><w:r><w:delText>bỏ {n}</w:delText></w:r></w:del>") for n in range(60)
    )

    texts = [item.text for item in read_docx(docx(gone)).report if item.text.startswith("bỏ")]

    assert " ".join(texts).split() == " ".join(f"bỏ {n}" for n in range(60)).split()
    assert len(texts) == 51


@pytest.mark.parametrize("more", ["", PORTRAIT], ids=["on its page", "on new pages"])
def test_many_lines_below_the_signature_are_kept_as_an_appendix_without_name(more):
    lines = [f"Dòng thứ {n}." for n in range(9)]
    plan = read_docx(paper(BODY, after="".join(p(line, more=more) for line in lines)))

    kept = [plain(block.runs) for one in plan.appendixes for block in one.body]
    stray = [item.text for item in plan.report if item.place == "tail"]
    assert sorted([*kept, *stray]) == lines
    assert len(kept) > 5
    assert told(plan, "không có tên phụ lục")


def test_words_that_lie_across_stay_in_the_text_and_are_told():
    plan = read_docx(paper(BODY + p(more=PORTRAIT) + p("2. Bảng ngang.") + p(more=LANDSCAPE)))

    assert [plain(block.runs) for block in plan.body][-1] == "Bảng ngang."
    assert told(plan, "giấy ngang")


def test_a_footnote_in_the_title_of_an_appendix_is_told():
    after = p(bold("Phụ lục"), align="center") + p(bold("DANH MỤC"), NOTE, align="center")

    assert told(read_docx(paper(BODY, after=after + p("Một."), footnotes=NOTES)), "Theo Luật")


def test_words_of_a_box_in_the_header_are_told():
    inner = f"<w:txbxContent>{p('LƯU HÀNH NỘI BỘ')}</w:txbxContent>"
    boxed = p(f"<w:r><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></w:r>")

    assert told(read_docx(paper(BODY, header=boxed)), "LƯU HÀNH NỘI BỘ")


def test_rows_in_an_alternate_are_read_once():
    one = "<mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback>"
    twice = one.format(row("a", "b")) + "</mc:AlternateContent>"

    blocks = read_docx(docx(f"<w:tbl><w:tblPr/>{twice}</w:tbl>")).body

    assert blocks[0].table
    assert len(blocks[0].table.rows) == 1


def test_paragraphs_in_an_alternate_are_read_once():
    one = "<mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback>"
    twice = one.format(p("Một lần.")) + "</mc:AlternateContent>"

    assert [plain(block.runs) for block in read_docx(docx(twice)).body] == ["Một lần."]


def test_what_somebody_wrote_into_the_head_of_our_own_paper_is_told():
    with ZipFile(BytesIO(render(a_plan(secrecy=""), shipped(), Stage.ISSUED))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "word/document.xml"
    added = p("GIẤY TỜ KHÁC").encode()
    parts[name] = parts[name].replace(b"</w:tc>", added + b"</w:tc>", 1)

    assert told(read_docx(package(parts)), "GIẤY TỜ KHÁC")


def test_widths_of_the_cells_stand_in_for_a_grid_that_says_none():
    wide = ('<w:tcW w:w="1000" w:type="dxa"/>', '<w:tcW w:w="3000" w:type="dxa"/>')
    plan = read_docx(docx(table(row(cell("a", more=wide[0]), cell("b", more=wide[1])))))

    assert plan.body[0].table
    assert plan.body[0].table.widths == (0.25, 0.75)


def test_a_row_may_begin_late():
    late = '<w:gridBefore w:val="1"/>'
    plan = read_docx(docx(table(row("a", "b"), row("c", more=late))))

    assert plan.body[0].table
    rows = plan.body[0].table.rows
    assert [[plain(runs) for one in line for runs in one.paragraphs] for line in rows] == [
        ["a", "b"],
        ["c"],
    ]
    assert rows[1][0].paragraphs == ()


def test_a_file_without_a_body_is_refused():
    changed = members("") | {"word/document.xml": f"<a>{t('x').replace('w:', '')}</a>"}
    with pytest.raises(InvalidInputError, match="hỏng"):
        read_docx(package(changed))
