"""Ô 6: legal bases and text at every level (PL1 II.6)."""

import pytest
from lxml import etree

from tests.golden.papers import a_plan, heading, paragraph, rendered, words
from tests.golden.word_reader import NS, W
from webapp.domain.plan import Block, BlockKind, Marker, MarkerKind, Run

EVERY_LEVEL = (
    heading(MarkerKind.PART, "Phần I", "Quy định chung"),
    heading(MarkerKind.CHAPTER, "Chương I", "Phạm vi"),
    heading(MarkerKind.SECTION, "Mục 1", "Đối tượng"),
    heading(MarkerKind.SUBSECTION, "Tiểu mục 1", "Cơ quan"),
    heading(MarkerKind.ARTICLE, "Điều 1.", "Phạm vi điều chỉnh"),
    heading(MarkerKind.ROMAN, "I.", "Mục đích"),
    heading(MarkerKind.ARABIC, "1.", "Mục đích chung"),
    heading(MarkerKind.DECIMAL, "1.1.", "Với cơ quan"),
    heading(MarkerKind.LETTER, "a)", "Với công chức"),
    paragraph("khoản không có tên", MarkerKind.ARABIC, "2."),
    paragraph("điểm của khoản", MarkerKind.LETTER, "đ)"),
    paragraph("ý thứ nhất", MarkerKind.PAREN, "(1)"),
    paragraph("gạch đầu dòng", MarkerKind.DASH, "-"),
    paragraph("cộng đầu dòng", MarkerKind.PLUS, "+"),
    paragraph("Đoạn văn không có dấu đầu dòng."),
)
TEXT = (
    "2. khoản không có tên",
    "đ) điểm của khoản",
    "(1) ý thứ nhất",
    "- gạch đầu dòng",
    "+ cộng đầu dòng",
    "Đoạn văn không có dấu đầu dòng.",
)


@pytest.fixture(scope="module")
def paper():
    return rendered(a_plan(body=EVERY_LEVEL))


@pytest.mark.parametrize("text", TEXT)
def test_a_paragraph_is_upright_justified_and_indented(paper, text):
    look = paper.find(text)

    assert (look.bold, look.italic) == (False, False)
    assert 13 <= look.size <= 14
    assert look.align == "both"
    assert 567 <= look.twips("ind.firstLine") <= 720


@pytest.mark.parametrize("text", TEXT)
def test_paragraphs_lie_apart_and_lines_are_spaced_as_the_decree_says(paper, text):
    look = paper.find(text)

    assert look.twips("spacing.before") + look.twips("spacing.after") >= 120
    assert 1 <= look.lines <= 1.5


def test_each_legal_basis_is_italic_on_a_line_of_its_own(paper):
    bases = paper.of_style("CanCu")

    assert [look.text for look in bases] == [
        "Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;",
        "Theo đề nghị của Giám đốc Sở Nội vụ.",
    ]
    for look in bases:
        assert (look.italic, look.bold, look.align, look.size) == (True, False, "both", 14)
        assert 567 <= look.twips("ind.firstLine") <= 720


@pytest.mark.parametrize(
    ("mark", "title"),
    [
        ("Phần I", "Quy định chung"),
        ("Chương I", "Phạm vi"),
        ("Mục 1", "Đối tượng"),
        ("Tiểu mục 1", "Cơ quan"),
    ],
)
def test_a_part_has_its_mark_and_its_title_centred_on_two_lines(paper, mark, title):
    line = paper.find(mark)
    name = paper.after(line)

    assert name.text == title
    assert (line.align, line.bold, line.caps) == ("center", True, False)
    assert (name.align, name.bold, name.caps) == ("center", True, True)
    assert 13 <= line.size <= 14
    assert 13 <= name.size <= 14


@pytest.mark.parametrize(
    ("text", "capitals", "bold"),
    [
        ("Điều 1. Phạm vi điều chỉnh", False, True),
        ("I. Mục đích", True, True),
        ("1. Mục đích chung", False, True),
        ("1.1. Với cơ quan", False, True),
        ("a) Với công chức", False, False),
    ],
)
def test_a_heading_on_one_line_is_indented_and_bold_above_the_points(paper, text, capitals, bold):
    look = paper.find(text)

    assert (look.caps, look.bold) == (capitals, bold)
    assert 567 <= look.twips("ind.firstLine") <= 720
    assert 13 <= look.size <= 14


def test_every_heading_stays_with_what_follows(paper):
    for mark in ("Phần", "Chương", "Mục", "Tiểu mục", "Điều", "I.", "1.", "1.1.", "a)"):
        looks = [look for look in paper.paragraphs() if look.text.startswith(mark)]
        assert looks[0].keeps_with_next, mark
    assert all(look.keeps_with_next for look in paper.of_style("TenPhanChuong"))


def test_a_heading_without_a_mark_is_bold():
    block = Block(BlockKind.HEADING, words("Những việc cần làm ngay"))

    look = rendered(a_plan(body=(block,))).find("Những việc cần làm ngay")

    assert look.bold
    assert look.keeps_with_next


def test_a_part_without_a_title_has_one_line():
    paper = rendered(a_plan(body=(heading(MarkerKind.PART, "Phần I", ""), paragraph("Chữ."))))

    assert paper.after(paper.find("Phần I")).text == "Chữ."


def test_the_mark_of_a_paragraph_that_is_all_bold_is_bold():
    marker = Marker(MarkerKind.ARABIC, "2.")
    block = Block(BlockKind.PARAGRAPH, (Run("Giao Sở Nội vụ", bold=True),), marker)

    assert rendered(a_plan(body=(block,))).find("2. Giao Sở Nội vụ").bold


def test_the_mark_of_a_paragraph_that_is_partly_bold_is_not():
    marker = Marker(MarkerKind.ARABIC, "2.")
    runs = (Run("Giao Sở Nội vụ", bold=True), Run(" chủ trì."))
    block = Block(BlockKind.PARAGRAPH, runs, marker)

    assert not rendered(a_plan(body=(block,))).find("2. Giao Sở Nội vụ chủ trì.").bold


@pytest.mark.parametrize(
    ("emphasis", "xml"),
    [
        ({"bold": True}, "<w:b/>"),
        ({"italic": True}, "<w:i/>"),
        ({"underline": True}, '<w:u w:val="single"/>'),
        ({"sub": True}, '<w:vertAlign w:val="subscript"/>'),
        ({"sup": True}, '<w:vertAlign w:val="superscript"/>'),
        ({"bold": True, "italic": True, "underline": True}, '<w:b/><w:i/><w:u w:val="single"/>'),
    ],
)
def test_emphasis_is_shown(emphasis, xml):
    body = (Block(BlockKind.PARAGRAPH, (Run("m"), Run("x", **emphasis))),)
    look = rendered(a_plan(body=body)).find("mx")

    assert xml in etree.tostring(look.element, encoding="unicode")


def test_a_page_break_begins_a_new_page():
    paper = rendered(a_plan(body=(paragraph("a"), Block(BlockKind.PAGE_BREAK), paragraph("b"))))

    breaks = paper.body.findall(".//w:br", NS)
    assert [found.get(f"{W}type") for found in breaks] == ["page"]


def test_nothing_is_added_to_the_end_of_the_text():
    plan = a_plan(closing=(words("Hết phần nội dung"),))

    assert rendered(plan).find("Hết phần nội dung").text


def test_a_block_without_words_leaves_no_empty_paragraph(paper):
    more = rendered(a_plan(body=(*EVERY_LEVEL, Block(BlockKind.PARAGRAPH))))

    assert len(more.paragraphs()) == len(paper.paragraphs())
