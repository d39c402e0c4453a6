"""Appendixes: a section each, with head, guide, page numbers and way of lying (PL1 III.1)."""

from datetime import date

import pytest

from tests.golden.papers import a_plan, heading, paragraph, rendered, words
from tests.golden.pdf import need_the_tools, pages, to_pdf
from tests.golden.word_reader import NS, TWIPS_PER_MM, W
from webapp.documents.paper import OpenDate
from webapp.domain.dates import BlankDate
from webapp.domain.plan import (
    Appendix,
    Block,
    BlockKind,
    Cell,
    MarkerKind,
    Medium,
    Orientation,
    Table,
)
from webapp.domain.stages import Stage

GUIDE = (
    "(Kèm theo Kế hoạch số 07/KH-UBND ngày 05 tháng 02 năm 2026 của Ủy ban nhân dân tỉnh An Hòa)"
)
WIDE = Block(
    BlockKind.TABLE,
    table=Table((tuple(Cell((words(f"Cột {number}"),)) for number in range(1, 13)),), (), 1),
)
APPENDIXES = (
    Appendix(
        "Phân công nhiệm vụ",
        (
            heading(MarkerKind.ROMAN, "I.", "Nhiệm vụ chung"),
            *(paragraph(f"Nhiệm vụ thứ {number} của phụ lục này.") for number in range(60)),
            paragraph("./."),
        ),
    ),
    Appendix("Biểu tổng hợp & số liệu", (WIDE,), Orientation.LANDSCAPE),
)


@pytest.fixture(scope="module")
def paper():
    return rendered(a_plan(appendixes=APPENDIXES))


def sections(paper):
    return paper.body.findall(".//w:sectPr", NS)


def attributes(section, name):
    found = section.find(f"w:{name}", NS)
    return {key.removeprefix(W): value for key, value in found.attrib.items()}


def texts_of(paper, style):
    return [look.text for look in paper.of_style(style)]


def test_two_appendixes_have_roman_numbers(paper):
    assert texts_of(paper, "PhuLuc") == ["Phụ lục I", "Phụ lục II"]


def test_one_appendix_has_no_number():
    assert texts_of(rendered(a_plan(appendixes=APPENDIXES[:1])), "PhuLuc") == ["Phụ lục"]


@pytest.mark.parametrize(
    ("title", "label", "name"),
    [
        ("Phụ lục\nDANH MỤC", "Phụ lục", ["DANH MỤC"]),
        ("PHỤ LỤC 01\nDANH MỤC\nNHIỆM VỤ", "Phụ lục 01", ["DANH MỤC\nNHIỆM VỤ"]),
        ("Phụ lục III.", "Phụ lục III", []),
        ("Phụ lục kỹ thuật của dự án", "Phụ lục", ["Phụ lục kỹ thuật của dự án"]),
        ("", "Phụ lục", []),
    ],
)
def test_a_title_that_names_the_appendix_is_not_named_twice(title, label, name):
    paper = rendered(a_plan(appendixes=(Appendix(title, (paragraph("Chữ."),)),)))

    assert texts_of(paper, "PhuLuc") == [label]
    assert texts_of(paper, "TenPhuLuc") == name


def test_the_label_is_14_bold_centred_and_not_in_capitals(paper):
    look = paper.find("Phụ lục I")

    assert (look.size, look.bold, look.italic) == (14, True, False)
    assert (look.align, look.caps) == ("center", False)


def test_the_title_is_in_capitals_bold_and_centred(paper):
    look = paper.find("Phân công nhiệm vụ")

    assert 13 <= look.size <= 14
    assert (look.bold, look.caps, look.align, look.italic) == (True, True, "center", False)


def test_the_guide_is_italic_and_centred_over_a_short_rule(paper):
    look = paper.of_style("KemTheo")[0]
    rule = paper.after(look)

    assert look.text == GUIDE
    assert 13 <= look.size <= 14
    assert (look.italic, look.bold, look.align) == (True, False, "center")
    assert rule.values["pBdr.top"] == "single"
    assert rule.twips("ind.left") == rule.twips("ind.right")
    assert 1000 < 9354 - 2 * rule.twips("ind.left") < 9354 / 3


def test_the_head_stays_with_the_text(paper):
    for style in ("PhuLuc", "TenPhuLuc", "KemTheo"):
        assert all(look.keeps_with_next for look in paper.of_style(style))


def test_number_and_date_of_the_guide_wait_for_the_issue_on_paper():
    plan = a_plan(appendixes=APPENDIXES, promulgated_on=None)

    paper = rendered(plan, Stage.SIGNING, OpenDate(BlankDate.DAY_MONTH, date(2026, 3, 1)))

    guide = "(Kèm theo Kế hoạch số        /KH-UBND ngày      tháng      năm 2026 của "
    assert all(text.startswith(guide) for text in texts_of(paper, "KemTheo"))


@pytest.mark.parametrize("stage", list(Stage))
def test_the_guide_of_an_electronic_paper_stays_blank_but_names_the_issuer(stage):
    paper = rendered(a_plan(appendixes=APPENDIXES, medium=Medium.ELECTRONIC), stage)

    guide = (
        "(Kèm theo Kế hoạch số        /KH-UBND ngày      tháng      năm       "
        "của Ủy ban nhân dân tỉnh An Hòa)"
    )
    assert texts_of(paper, "KemTheo") == [guide, guide]


def test_a_guide_that_the_text_brings_along_stands_for_ours():
    body = (paragraph("(Kèm theo Kế hoạch số 12/KH-SNV của Sở Nội vụ)"), paragraph("Chữ."))

    paper = rendered(a_plan(appendixes=(Appendix("Danh mục", body),)))

    assert texts_of(paper, "KemTheo") == ["(Kèm theo Kế hoạch số 12/KH-SNV của Sở Nội vụ)"]


def test_appendixes_stand_behind_the_signature(paper):
    texts = [look.text for look in paper.paragraphs()]

    assert texts.index("Vừ A Của") < texts.index("Phụ lục I") < texts.index("Phụ lục II")


def test_the_pages_of_each_appendix_count_from_one_with_the_first_hidden(paper):
    assert len(sections(paper)) == 3
    for section in sections(paper):
        assert attributes(section, "pgNumType") == {"start": "1"}
        assert section.find("w:titlePg", NS) is not None
        assert len(section.findall("w:headerReference", NS)) == 2


def test_an_appendix_lies_as_it_should(paper):
    plan, upright, lying = sections(paper)

    assert attributes(upright, "pgSz") == attributes(plan, "pgSz")
    assert attributes(upright, "pgMar") == attributes(plan, "pgMar")
    assert attributes(lying, "pgSz") == {"w": "16838", "h": "11906", "orient": "landscape"}
    margins = {
        name: int(value) / TWIPS_PER_MM for name, value in attributes(lying, "pgMar").items()
    }
    found = [round(margins[side]) for side in ("top", "bottom", "left", "right")]
    assert found == [20, 15, 30, 15]


def test_a_table_fills_the_lying_page(paper):
    table = paper.body.findall(".//w:tbl", NS)[-1]

    assert sum(int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")) == 14286


def test_an_appendix_may_lie_before_one_that_stands():
    lying, standing, last = sections(rendered(a_plan(appendixes=APPENDIXES[::-1])))[0:3]

    assert "orient" not in attributes(lying, "pgSz")
    assert attributes(standing, "pgSz")["orient"] == "landscape"
    assert "orient" not in attributes(last, "pgSz")


def test_the_printed_appendixes_count_their_own_pages(tmp_path):
    need_the_tools()
    docx = rendered(a_plan(appendixes=APPENDIXES)).docx

    sheets = [page.split() for page in pages(to_pdf({"phu-luc": docx}, tmp_path)["phu-luc"])]

    assert [sheet[0] for sheet in sheets] == ["ỦY", "Phụ", "2", "3", "Phụ"]
    assert sheets[1][:3] == ["Phụ", "lục", "I"]
    assert sheets[4][:3] == ["Phụ", "lục", "II"]
