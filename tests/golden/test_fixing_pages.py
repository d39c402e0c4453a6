# ruff: noqa: SLF001 - python-docx shows less than stands in a file
"""Corrections at the ends of a paper: sections of appendixes, the address below page one."""

from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from tests.golden.fixed import changed, rules
from tests.golden.papers import NOTE, shipped
from tests.golden.test_fixing_more import (
    appendix_after_a_break,
    appendix_in_the_page,
    fixed,
)
from tests.golden.test_layout import a_long_plan, line
from webapp.documents.fixing.file import fix_file
from webapp.documents.render import render
from webapp.domain.stages import Stage


@pytest.fixture(scope="module")
def paper():
    return render(a_long_plan(), shipped(), Stage.ISSUED, NOTE)


@pytest.mark.parametrize("plant", [appendix_in_the_page, appendix_after_a_break])
def test_an_appendix_gets_a_section_with_pages_from_one(paper, plant):
    document = fixed(paper, plant)

    sections = document.sections
    starts = [
        one._sectPr.find(qn("w:pgNumType")) is not None
        and one._sectPr.find(qn("w:pgNumType")).get(qn("w:start"))
        for one in sections
    ]
    assert starts[-1] == "1"
    assert len(sections) == 2
    assert not [
        one for one in document.element.body.iter(qn("w:br")) if one.get(qn("w:type")) == "page"
    ]


def test_empty_lines_that_pushed_an_appendix_down_go(paper):
    def plant(document):
        appendix_in_the_page(document)
        for _ in range(4):
            line(document, "Phụ lục").insert_paragraph_before("")

    document = fixed(paper, plant)

    above = line(document, "Phụ lục")._p.getprevious()
    assert above.getprevious().tag == qn("w:tbl")


def with_address(document, size, *, italic=False):
    foot = document.sections[0].first_page_footer
    foot.is_linked_to_previous = False
    foot.paragraphs[0].text = "Địa chỉ: số 1 đường Hòa Bình, xã An Hòa; điện thoại 0215 000 000"
    font = foot.paragraphs[0].runs[0].font
    font.size, font.italic = Pt(size), italic
    return foot.paragraphs[0]


def test_the_address_below_page_one_does_not_stand_below_an_appendix(paper):
    def plant(document):
        appendix_in_the_page(document)
        with_address(document, 11)

    document = fixed(paper, plant)

    assert [one.different_first_page_header_footer for one in document.sections] == [True, False]


def test_an_address_in_large_slanted_letters_is_set_right_under_a_rule(paper):
    before = changed(paper, lambda document: with_address(document, 14, italic=True))
    after = fix_file(before).data

    foot = Document(BytesIO(after)).sections[0].first_page_footer.paragraphs[0]
    assert {"ND30-PL1-III.4", "ND30-PL1-III.4-duong-ke"} <= rules(before)
    assert rules(after) == set()
    assert foot.runs[0].font.size == Pt(12)
