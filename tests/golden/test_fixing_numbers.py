# ruff: noqa: SLF001 - python-docx shows heads, but not what stands in them
"""Page numbers, corrected: in the middle of the top margin, not on the first page, from 1."""

from copy import deepcopy
from io import BytesIO

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tests.golden.fixed import changed, new_complaints, parts_of, rules, said
from tests.golden.papers import NOTE, shipped
from tests.golden.test_layout import a_long_plan
from tests.unit.docx_samples import p, paper, t
from webapp.documents.fixing.file import fix_file
from webapp.documents.render import render
from webapp.domain.stages import Stage

LONG = p(t("Các sở, ban, ngành báo cáo kết quả về Sở Nội vụ. " * 60))


@pytest.fixture(scope="module")
def ours():
    return render(a_long_plan(), shipped(), Stage.ISSUED, NOTE)


def without_numbers(document):
    for section in document.sections:
        properties = section._sectPr
        for reference in properties.findall(qn("w:headerReference")):
            properties.remove(reference)


def at_foot(*, text="", first=False):
    """Return the deed that moves the numbers to the foot, after some words."""

    def plant(document):
        section = document.sections[0]
        source = section.header.paragraphs[-1]._p
        without_numbers(document)
        section.different_first_page_header_footer = first
        section.footer.is_linked_to_previous = False
        foot = section.footer.paragraphs[0]
        foot.text = text
        for child in list(source):
            if child.tag == qn("w:r"):
                foot._p.append(child)

    return plant


def head_of(docx):
    """Return the head of the first section's later pages."""
    return Document(BytesIO(docx)).sections[0].header


def codes(part):
    """Return the fields of a head or foot."""
    return codes_of(part._element)


def test_a_file_without_numbers_gets_them(ours, tmp_path):
    before = changed(ours, without_numbers)
    fixed = fix_file(before).data

    (number,) = head_of(fixed).paragraphs
    assert codes(head_of(fixed)) == ["PAGE"]
    assert number.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert {run.font.size for run in number.runs} == {Pt(14)}
    assert {run.font.name for run in number.runs} == {"Times New Roman"}
    assert new_complaints(before, fixed, tmp_path) == []


def test_the_new_number_is_hidden_on_the_first_page(ours):
    section = Document(BytesIO(fix_file(changed(ours, without_numbers)).data)).sections[0]

    assert section.different_first_page_header_footer
    assert codes(section.first_page_header) == []


def test_a_new_head_takes_a_name_that_is_free(ours):
    before = changed(ours, without_numbers)

    added = set(parts_of(fix_file(before).data)) - set(parts_of(before))

    assert len(added) == 1
    assert added.pop().startswith("word/header")


def test_a_text_without_sections_and_relations_gets_numbers(tmp_path):
    before = paper(LONG)
    fixed = fix_file(before).data

    section = Document(BytesIO(fixed)).sections[0]
    assert codes(section.header) == ["PAGE"]
    assert (millimetres(section.left_margin), millimetres(section.page_width)) == (30, 210)
    assert new_complaints(before, fixed, tmp_path) == []


def test_a_short_text_gets_no_number():
    assert codes(head_of(fix_file(paper(p("Một đoạn."))).data)) == []


@pytest.mark.parametrize("text", ["", "Trang ", "- "])
def test_a_number_at_the_foot_moves_to_the_head(ours, text):
    faulty = changed(ours, at_foot(text=text))

    fixed = fix_file(faulty).data

    section = Document(BytesIO(fixed)).sections[0]
    assert codes(section.header) == ["PAGE"]
    assert codes(section.footer) == []
    assert section.header.paragraphs[0].text.startswith(text)
    assert section.header.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert rules(fixed) == ({"TL-so-trang-kem-chu"} if text else set())  # words stay
    assert said(fixed) == said(faulty)


def with_address_at_foot(document):
    at_foot()(document)
    address = document.sections[0].footer.add_paragraph("Số 1 đường Hòa Bình, xã An Hòa")
    address.alignment = WD_ALIGN_PARAGRAPH.CENTER


def test_a_number_stays_where_page_one_would_lose_other_words(ours):
    fixed = fix_file(changed(ours, with_address_at_foot))

    assert "ND30-PL1-I.7-vi-tri" in {one.rule for one in fixed.left}
    assert fixed.changes == ()


def test_a_number_leaves_other_words_at_the_foot(ours):
    def plant(document):
        with_address_at_foot(document)
        document.sections[0].different_first_page_header_footer = True

    fixed = fix_file(changed(ours, plant)).data

    section = Document(BytesIO(fixed)).sections[0]
    assert codes(section.header) == ["PAGE"]
    assert [one.text for one in section.footer.paragraphs] == ["", "Số 1 đường Hòa Bình, xã An Hòa"]


def test_a_number_among_other_words_of_its_line_stays(ours):
    faulty = changed(ours, at_foot(text="Kế hoạch kiểm tra, trang ", first=True))

    assert fix_file(faulty).data == faulty


def test_a_number_stays_on_page_one_where_words_would_go_with_it(ours):
    def plant(document):
        document.sections[0].header.paragraphs[0].text = "Văn phòng tỉnh"
        document.sections[0].different_first_page_header_footer = False

    fixed = fix_file(changed(ours, plant))

    assert "ND30-PL1-I.7-trang-dau" in {one.rule for one in fixed.left}
    assert fixed.changes == ()


def test_a_number_of_the_first_page_goes(ours):
    def plant(document):
        section = document.sections[0]
        section.first_page_header.is_linked_to_previous = False
        for run in section.header.paragraphs[-1].runs:
            section.first_page_header.paragraphs[0]._p.append(copy(run))

    fixed = fix_file(changed(ours, plant)).data

    section = Document(BytesIO(fixed)).sections[0]
    assert codes(section.first_page_header) == []
    assert codes(section.header) == ["PAGE"]


def copy(run):
    return deepcopy(run._r)


def test_pages_with_even_and_odd_heads_get_both(ours):
    def plant(document):
        without_numbers(document)
        document.settings.odd_and_even_pages_header_footer = True

    fixed = Document(BytesIO(fix_file(changed(ours, plant)).data))

    assert codes(fixed.sections[0].even_page_header) == ["PAGE"]
    assert codes(fixed.sections[0].header) == ["PAGE"]


def test_later_sections_with_heads_of_their_own_get_numbers_too(ours):
    def plant(document):
        for section in document.sections:
            section.header.is_linked_to_previous = False
            for one in section.header.paragraphs:
                for child in list(one._p):
                    one._p.remove(child)

    fixed = Document(BytesIO(fix_file(changed(ours, plant)).data))

    assert [codes(one.header) for one in fixed.sections] == [["PAGE"], ["PAGE"]]


def test_a_number_set_right_by_tabs_is_centred(ours):
    def plant(document):
        number = document.sections[0].header.paragraphs[-1]
        number.alignment = WD_ALIGN_PARAGRAPH.LEFT
        number.runs[0]._r.insert(0, OxmlElement("w:tab"))

    (number,) = (
        one for one in head_of(fix_file(changed(ours, plant)).data).paragraphs if codes_of(one._p)
    )

    assert number.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert "\t" not in number.text


def test_a_number_in_a_frame_is_centred(ours):
    def plant(document):
        number = document.sections[0].header.paragraphs[-1]
        number.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        frame = OxmlElement("w:framePr")
        frame.set(qn("w:xAlign"), "right")
        number._p.get_or_add_pPr().insert_element_before(frame, "w:jc")

    fixed = fix_file(changed(ours, plant)).data

    element = head_of(fixed)._element
    assert next(element.iter(qn("w:framePr")), None) is None
    assert rules(fixed) == set()


def test_the_head_leaves_room_for_the_number(ours):
    def plant(document):
        without_numbers(document)
        document.sections[0].header_distance = Mm(0)

    section = Document(BytesIO(fix_file(changed(ours, plant)).data)).sections[0]

    assert millimetres(section.header_distance) == 10


def codes_of(element):
    return [one.text.strip() for one in element.iter(qn("w:instrText"))]


def millimetres(length):
    return round(length.mm)
