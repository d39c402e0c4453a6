"""Automatic numbers become the marks that a reader sees."""

import pytest

from tests.unit.docx_samples import cell, docx, item, p, row, t, table
from webapp.documents.reading.document import read_docx
from webapp.domain.plan import BlockKind, plain


def level(place, form, text, more=""):
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels, more="", overrides=""):
    return (
        f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>{more}'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{overrides}</w:num>'
    )


PLAN = lists(
    level(0, "upperRoman", "%1."),
    level(1, "decimal", "%2."),
    level(2, "decimal", "%2.%3."),
    level(3, "lowerLetter", "%4)"),
    level(4, "bullet", "-"),
    overrides='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>',
)


def read(body, numbering, **parts):
    return read_docx(docx(body, numbering=numbering, **parts)).body


def marks(body, numbering=PLAN, **parts):
    return [b.marker.text if b.marker else "" for b in read(body, numbering, **parts)]


def items(*levels, number=1):
    return "".join(item(place, "Rà soát hồ sơ", number) for place in levels)


def test_levels_are_counted_and_begin_anew_under_the_next_parent():
    assert marks(items(0, 1, 1, 2, 2, 3, 3, 4, 0, 1, 2)) == [
        "I.", "1.", "2.", "2.1.", "2.2.", "a)", "b)", "-", "II.", "1.", "1.1.",
    ]  # fmt: skip


def test_a_mark_that_counting_gives_is_not_fixed_and_another_is():
    blocks = read(items(0, 1, 3, 3, 3, 3, 3), PLAN)

    letters = [b.marker for b in blocks if b.marker and b.marker.text.endswith(")")]
    assert [one.text for one in letters] == ["a)", "b)", "c)", "d)", "e)"]
    assert [one.fixed for one in letters] == [False, False, False, False, True]


def test_a_list_on_the_same_counters_goes_on_unless_it_starts_anew():
    plain_lists = PLAN.replace("<w:startOverride", "<w:nothing")

    assert marks(items(0, 0) + items(0, 0, number=2), plain_lists) == ["I.", "II.", "III.", "IV."]
    assert marks(items(0, 0) + items(0, 0, number=2)) == ["I.", "II.", "I.", "II."]


def test_a_level_may_be_overridden_whole():
    changed = lists(
        level(0, "decimal", "%1."),
        overrides=f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1.")}</w:lvlOverride>',
    )

    assert marks(items(0, 0) + items(0, number=2), changed) == ["1.", "2.", "III."]


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("decimal", "%1.", "1."),
        ("decimal", "Điều %1.", "Điều 1."),
        ("decimal", "(%1)", "(1)"),
        ("decimalZero", "%1.", ""),
        ("lowerLetter", "%1)", "a)"),
        ("upperLetter", "%1.", ""),
        ("lowerRoman", "(%1)", "(i)"),
        ("none", "", ""),
        ("bullet", "+", "+"),
        ("bullet", "\uf0b7", "•"),
    ],
)
def test_numbers_are_written_in_their_form(form, text, expected):
    assert marks(item(0, "Rà soát hồ sơ"), lists(level(0, form, text))) == [expected]


def test_a_capital_letter_is_a_mark_before_a_title_in_capitals():
    numbering = lists(level(0, "upperLetter", "%1."))

    assert marks(item(0, "MỤC ĐÍCH") + item(0, "Rà soát"), numbering) == ["A.", ""]


def test_a_mark_that_no_outline_knows_stays_as_words():
    blocks = read(item(0, "Rà soát hồ sơ"), lists(level(0, "decimal", "Bước %1:")))

    assert plain(blocks[0].runs) == "Bước 1: Rà soát hồ sơ"


def test_legal_numbering_writes_figures():
    legal = lists(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2.", "<w:isLgl/>"))

    assert marks(items(0, 0, 1), legal) == ["I.", "II.", "2.1."]


def test_a_level_may_go_on_across_its_parents():
    going_on = lists(
        level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')
    )

    assert marks(items(0, 1, 1, 0, 1), going_on) == ["I.", "1.", "2.", "II.", "3."]


def test_a_style_brings_its_list_and_level():
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="MucCon"><w:basedOn w:val="Muc"/></w:style>'
    )
    numbering = lists(
        level(0, "upperRoman", "%1.", '<w:pStyle w:val="Muc"/>'),
        level(1, "decimal", "%2.", '<w:pStyle w:val="MucCon"/>'),
    )
    body = p("Mục đích", style="Muc") + p("Rà soát hồ sơ", style="MucCon") * 2
    without = p("Không số", style="Muc", more='<w:numPr><w:numId w:val="0"/></w:numPr>')

    assert marks(body + without, numbering, styles=styles) == ["I.", "1.", "2.", ""]


def test_a_style_of_lists_stands_for_its_list():
    styles = (
        '<w:style w:type="numbering" w:styleId="DanhSach"><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    linked = (
        '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="DanhSach"/></w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num>'
    )
    numbering = lists(level(0, "decimal", "%1."), more="") + linked

    assert marks(items(0, 0, number=3), numbering, styles=styles) == ["1.", "2."]


def test_numbers_run_through_the_cells_of_a_table():
    body = table(
        *(row(cell(item(0, "")), cell(f"Việc {n}")) for n in range(1, 4)),
        widths=(600, 4000),
    )

    blocks = read(body, lists(level(0, "decimal", "%1")))

    assert blocks[0].table
    assert [plain(line[0].paragraphs[0]).strip() for line in blocks[0].table.rows] == list("123")


def test_a_bold_numbered_line_is_a_heading_and_a_sentence_is_none():
    body = p(
        t("Mục đích", "<w:b/>"),
        more='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
    ) + item(1, "Rà soát hồ sơ lưu trữ của các xã, phường.")

    assert [block.kind for block in read(body, PLAN)] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_a_list_that_is_not_there_gives_no_mark():
    assert marks(item(0, "Rà soát", number=99) + item(8, "Rà soát"), PLAN) == ["", ""]
