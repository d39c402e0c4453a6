# ruff: noqa: SLF001 - python-docx shows less than stands in a file
"""Where a correction would harm, it is not made; and how long and wide what it makes is."""

import unicodedata
from copy import deepcopy
from io import BytesIO

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from tests.golden.fixed import changed, rules, said
from tests.golden.papers import NOTE, shipped
from tests.golden.test_layout import (
    BODY2,
    BODY3,
    a_long_plan,
    an_empty_line,
    letters,
    line,
    without_rule,
    words_of,
)
from webapp.documents.fixing.file import fix_file
from webapp.documents.render import render
from webapp.documents.text_width import BOLD, width
from webapp.domain.stages import Stage

MOTTO = "Độc lập - Tự do - Hạnh phúc"


@pytest.fixture(scope="module")
def paper():
    return render(a_long_plan(), shipped(), Stage.ISSUED, NOTE)


def fixed(paper, plant):
    return Document(BytesIO(fix_file(changed(paper, plant)).data))


def stays(paper, plant):
    """Tell whether a file with a fault comes back as it was, the fault listed."""
    faulty = changed(paper, plant)
    after = fix_file(faulty)
    return after.data == faulty and rules(faulty) <= {one.rule for one in after.left}


# --- rules


def rule_under(document, text):
    """Return how long the rule below a line is, and how far from the edges of its room."""
    above = line(document, text)
    carrier = above._p.getnext()
    border = carrier.find(f"{qn('w:pPr')}/{qn('w:pBdr')}/{qn('w:top')}")
    indents = carrier.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    assert border.get(qn("w:val")) == "single"
    cell = next(above._p.iterancestors(qn("w:tc")), None)
    room = 9354 if cell is None else int(cell.find(f".//{qn('w:tcW')}").get(qn("w:w")))
    edges = int(indents.get(qn("w:left"))), int(indents.get(qn("w:right")))
    return room - sum(edges), edges


def without_motto_rule(document):
    """Take away the second rule of the head."""
    (below,) = (
        one.getparent().getparent()
        for one in document.element.body.iter(qn("w:pStyle"))
        if one.get(qn("w:val")) == "DuongKe"
        and one.getparent().getparent().getprevious() is line(document, MOTTO)._p
    )
    below.getparent().remove(below)


def test_the_rule_under_the_motto_is_as_long_as_its_words(paper):
    length, edges = rule_under(fixed(paper, without_motto_rule), MOTTO)

    assert length == pytest.approx(width(MOTTO, BOLD, 14), rel=0.03)
    assert abs(edges[0] - edges[1]) <= 1


@pytest.mark.parametrize(
    ("style", "text"), [("DuongKe", "TỈNH AN HÒA"), ("DuongKeTrichYeu", "Kiểm tra công tác")]
)
def test_other_rules_are_a_third_to_a_half_of_the_words(paper, style, text):
    document = fixed(paper, without_rule(style))

    length, _ = rule_under(document, text)

    words = "ỦY BAN NHÂN DÂN" if style == "DuongKe" else line(document, text).text
    size = 13 if style == "DuongKe" else 14
    assert 1 / 3 <= length / width(words, BOLD, size) <= 1 / 2


def test_an_empty_paragraph_below_carries_the_rule(paper):
    def plant(document):
        without_rule("DuongKe")(document)
        document_line = line(document, "TỈNH AN HÒA")
        document_line._p.addnext(OxmlElement("w:p"))

    before = changed(paper, plant)
    after = fix_file(before).data

    assert len(list(Document(BytesIO(after)).element.iter(qn("w:p")))) == len(
        list(Document(BytesIO(before)).element.iter(qn("w:p")))
    )
    assert rules(after) == set()


def test_no_rule_is_drawn_where_nobody_knows_how_wide_the_cell_is(paper):
    def plant(document):
        without_rule("DuongKe")(document)
        for one in list(document.element.body.iter(qn("w:gridCol"), qn("w:tcW"))):
            one.getparent().remove(one)

    assert stays(paper, plant)


# --- blanks


def with_bookmark(element):
    element.append(parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="77" w:name="moc"/>'))
    element.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="77"/>'))


def with_page_break(element):
    element.append(parse_xml(f'<w:r {nsdecls("w")}><w:br w:type="page"/></w:r>'))


def with_field(element):
    element.append(parse_xml(f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="begin"/></w:r>'))
    element.append(parse_xml(f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="end"/></w:r>'))


def with_picture(element):
    element.append(parse_xml(f"<w:r {nsdecls('w')}><w:drawing/></w:r>"))


def with_frame(element):
    element.insert(0, parse_xml(f'<w:pPr {nsdecls("w")}><w:framePr w:w="900"/></w:pPr>'))


@pytest.mark.parametrize(
    "hang", [with_bookmark, with_page_break, with_field, with_picture, with_frame]
)
def test_an_empty_paragraph_stays_where_something_hangs_on_it(paper, hang):
    def plant(document):
        an_empty_line(document)
        element = line(document, BODY3)._p.getprevious()
        for child in list(element):
            element.remove(child)
        hang(element)

    before, after = changed(paper, plant), fix_file(changed(paper, plant)).data

    assert len(Document(BytesIO(after)).paragraphs) == len(Document(BytesIO(before)).paragraphs)


@pytest.mark.parametrize("count", [1, 3])
def test_empty_paragraphs_between_the_text_go(paper, count):
    def plant(document):
        for _ in range(count):
            an_empty_line(document)
        line(document, "5. Kiểm tra lần 5").insert_paragraph_before("")

    document = fixed(paper, plant)

    texts = [one.text for one in document.paragraphs]
    assert texts[texts.index(line(document, BODY3).text) - 1].startswith(BODY2)


def test_tabs_and_spaces_before_the_text_become_an_indent(paper):
    def plant(document):
        one = line(document, BODY2)
        one.paragraph_format.first_line_indent = Mm(0)
        one.runs[0].text = f"\t  {one.runs[0].text}"

    one = line(fixed(paper, plant), BODY2)

    assert one.text.startswith(BODY2)
    assert round(one.paragraph_format.first_line_indent.mm, 1) == 12.7


# --- alignment


def with_break(document):
    one = line(document, BODY2)
    one.alignment = WD_ALIGN_PARAGRAPH.LEFT
    one.runs[-1].add_break(WD_BREAK.LINE)
    one.add_run("Dòng sau ngắt dòng của đoạn, đủ dài để nhìn thấy là chưa canh đều cả hai lề. " * 2)


def test_a_paragraph_with_breaks_is_not_pulled_apart(paper):
    assert stays(paper, with_break)


def test_a_line_of_two_components_is_not_centred(paper):
    def plant(document):
        one = line(document, "Số:")
        one.alignment = WD_ALIGN_PARAGRAPH.LEFT
        one.add_run("\tAn Hòa")

    assert line(fixed(paper, plant), "Số:").alignment == WD_ALIGN_PARAGRAPH.LEFT


def test_a_centred_line_loses_its_indent(paper):
    def plant(document):
        one = line(document, "KẾ HOẠCH")
        one.alignment = WD_ALIGN_PARAGRAPH.LEFT
        one.paragraph_format.first_line_indent = Mm(40)
        one.runs[0].text = "\tKẾ HOẠCH"

    one = line(fixed(paper, plant), "KẾ HOẠCH")

    assert one.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert (one.text, one.paragraph_format.first_line_indent) == ("KẾ HOẠCH", 0)


# --- letters


def test_words_of_two_components_in_one_run_keep_their_look(paper):
    def plant(document):
        name, number = line(document, "TỈNH AN HÒA"), line(document, "Số:")
        name.runs[0].text = f"TỈNH AN HÒA\n{number.text}"
        name.runs[0].font.bold = False
        number.runs[0].text = ""

    run = line(fixed(paper, plant), "TỈNH AN HÒA").runs[0]

    assert run.font.bold is False


def test_a_long_date_makes_the_smaller_sizes_the_pair(paper):
    place = "Hoàng Liên Sơn Ba Vì"

    def plant(document):
        words_of("An Hòa, ngày", f"{place}, ngày 05 tháng 02 năm 2026")(document)
        letters(place, size=Pt(13))(document)

    document = fixed(paper, plant)

    sizes = [line(document, text).runs[0].font.size for text in ("CỘNG HÒA", MOTTO, place)]
    assert sizes == [Pt(12), Pt(13), Pt(13)]


def test_pale_letters_stay_for_they_may_stand_on_a_dark_ground(paper):
    assert stays(paper, letters(BODY2, color="FFFFFF"))


def test_coloured_letters_on_a_cell_of_another_colour_stay(paper):
    def plant(document):
        cell = table_of(document, Mm(100)).cell(0, 0)
        run = cell.paragraphs[0].add_run("Quá hạn")
        run.font.color.rgb, run.font.size = RGBColor.from_string("C00000"), Pt(13)
        shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="FFFF00"/>')
        cell._tc.get_or_add_tcPr().append(shade)

    assert stays(paper, plant)


def test_a_ground_behind_the_letters_goes_with_their_colour(paper):
    def plant(document):
        letters(BODY2, color="C00000")(document)
        shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="FFFF00"/>')
        line(document, BODY2)._p.get_or_add_pPr().insert_element_before(shade, "w:jc")

    fixed_file = fix_file(changed(paper, plant))

    assert {change.rule for change in fixed_file.changes} == {
        "TL-nen-chu",
        "ND30-PL1-I.4-mau",
    }
    assert rules(fixed_file.data) == set()


def test_a_colour_of_the_theme_gives_way(paper):
    def plant(document):
        font = longest(line(document, BODY2)).font
        font.color.rgb = RGBColor.from_string("4472C4")
        font.color._color.set(qn("w:themeColor"), "accent1")

    color = longest(line(fixed(paper, plant), BODY2))._r.find(f".//{qn('w:color')}")

    assert dict(color.attrib) == {qn("w:val"): "000000"}


def test_a_font_of_an_old_encoding_stays_with_its_letters(paper):
    assert stays(paper, letters("An Hòa, ngày", name=".VnTime"))


def longest(one):
    return max(one.runs, key=lambda run: len(run.text))


def apart(document):
    """Part letters from their marks, and one letter from its mark by the end of a run."""
    one = longest(line(document, BODY2))
    text = unicodedata.normalize("NFD", one.text)
    cut = next(place for place, sign in enumerate(text) if unicodedata.combining(sign))
    rest = deepcopy(one._r)
    one.text, rest.find(qn("w:t")).text = text[:cut], text[cut:]
    one._r.addnext(rest)


def test_marks_apart_from_their_letters_are_joined_over_the_ends_of_runs(paper):
    faulty = changed(paper, apart)

    after = fix_file(faulty)

    assert line(Document(BytesIO(after.data)), BODY2)
    assert said(after.data) == said(paper)
    assert [one.sentence for one in after.changes] == ["Chữ có dấu tách rời → chữ có dấu dựng sẵn"]


# --- pages


def table_of(document, total):
    table = document.add_table(1, 2)
    document.element.body.insert(
        list(document.element.body).index(line(document, BODY3)._p), table._tbl
    )
    for column in table.columns:
        column.width = total // 2
    return table


def test_a_table_as_wide_as_the_text_shrinks_with_it(paper):
    def plant(document):
        document.sections[0].left_margin = Mm(20)
        table_of(document, Mm(170))

    document = fixed(paper, plant)

    widths = [column.width.mm for column in document.tables[1].columns]
    assert sum(widths) == pytest.approx(160, abs=0.5)


def test_a_table_that_fits_keeps_its_widths(paper):
    def plant(document):
        document.sections[0].left_margin = Mm(20)
        table_of(document, Mm(100))

    document = fixed(paper, plant)

    assert [round(column.width.mm) for column in document.tables[1].columns] == [50, 50]


def test_the_head_keeps_its_widths(paper):
    def plant(document):
        document.sections[0].left_margin = Mm(20)

    before = [column.width for column in Document(BytesIO(paper)).tables[0].columns]

    assert [column.width for column in fixed(paper, plant).tables[0].columns] == before


def test_a_large_page_with_a_table_stays(paper):
    def plant(document):
        section = document.sections[0]
        section.page_width, section.page_height = Mm(297), Mm(420)
        table_of(document, Mm(240))

    assert round(fixed(paper, plant).sections[0].page_width.mm) == 297


def test_a_lying_page_stays_lying(paper):
    def plant(document):
        section = document.sections[-1]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(279), Mm(216)

    section = fixed(paper, plant).sections[-1]

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
