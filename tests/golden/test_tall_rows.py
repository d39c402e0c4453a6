"""Rows stay whole, but for those that no page could hold: LibreOffice cuts off what is over."""

from dataclasses import replace

import pytest

from tests.golden.papers import a_plan, rendered, shipped, words
from tests.golden.pdf import need_the_tools, pages, to_pdf
from tests.golden.word_reader import NS, W
from webapp.documents.render import render
from webapp.domain.plan import Block, BlockKind, Cell, Run, Table
from webapp.domain.stages import Stage

LINES = 70


def cell(text, rows=1):
    return Cell((words(text),), 1, rows)


def tall(rows=1):
    """Return a cell of more lines than a page has."""
    return Cell(tuple(words(f"Nhóm việc thứ {line}") for line in range(LINES)), 1, rows)


def a_table(*rows, **changes):
    table = Table(((cell("TT"), cell("Việc")), *rows), header_rows=1)
    return Block(BlockKind.TABLE, table=replace(table, **changes))


def whole_rows(*rows, **changes):
    """Return for each row under the head whether it stays whole."""
    paper = rendered(a_plan(body=(a_table(*rows, **changes),)))
    table = paper.body.findall(".//w:tbl", NS)[1]
    kept = [row.find("w:trPr/w:cantSplit", NS) is not None for row in table.iter(f"{W}tr")]
    return kept[1:]


def test_a_row_taller_than_half_a_page_may_break_and_no_other():
    assert whole_rows((cell("1"), cell("a")), (cell("2"), tall()), (cell("3"), cell("b"))) == [
        True,
        False,
        True,
    ]


def test_one_long_paragraph_may_break_too():
    long = cell("rà soát hồ sơ " * 200)

    assert whole_rows((cell("1"), long), (cell("2"), cell("a"))) == [False, True]


def test_a_narrow_column_makes_a_row_tall():
    some = cell("rà soát hồ sơ " * 20)

    assert whole_rows((cell("1"), some)) == [True]
    assert whole_rows((some, cell("a")), widths=(0.05, 0.95)) == [False]


def test_notes_take_room_as_lines_do():
    noted = Cell(tuple((Run(f"Việc {line}", note="Xem Phụ lục."),) for line in range(14)))

    assert whole_rows((cell("1"), noted)) == [False]


def test_all_rows_beside_a_tall_merged_cell_may_break():
    rows = [(tall(33), cell("0")), *((cell(f"{number}"),) for number in range(1, 33))]

    assert whole_rows(*rows, (cell("x"), cell("y"))) == [False] * 33 + [True]


def test_a_merged_cell_that_its_rows_have_room_for_breaks_none():
    rows = [(tall(60), cell("0")), *((cell(f"{number}"),) for number in range(1, 60))]

    assert whole_rows(*rows) == [True] * 60


def test_a_head_that_is_tall_still_repeats():
    paper = rendered(a_plan(body=(Block(BlockKind.TABLE, table=Table(((tall(),),), (), 1)),)))
    row = next(paper.body.findall(".//w:tbl", NS)[1].iter(f"{W}tr"))

    assert row.find("w:trPr/w:tblHeader", NS) is not None
    assert row.find("w:trPr/w:cantSplit", NS) is None


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    need_the_tools()
    noted = Cell(tuple((Run(f"Việc {line}", note=f"Xem {line}."),) for line in range(LINES)))
    tables = {
        "row": a_table((cell("1"), tall()), (cell("2"), cell("Hàng sau cùng"))),
        "merged": a_table((tall(2), cell("a")), (cell("b"),), (cell("2"), cell("Hàng sau cùng"))),
        "notes": a_table((cell("1"), noted), (cell("2"), cell("Hàng sau cùng"))),
    }
    papers = {
        name: render(a_plan(body=(table,)), shipped(), Stage.ISSUED)
        for name, table in tables.items()
    }
    return to_pdf(papers, tmp_path_factory.mktemp("pdf"))


@pytest.mark.parametrize(
    ("name", "last"),
    [("row", "Nhóm việc thứ 69"), ("merged", "Nhóm việc thứ 69"), ("notes", "Việc 69")],
)
def test_no_line_of_a_tall_row_is_cut_off(printed, name, last):
    text = "\n".join(pages(printed[name]))

    assert last in text
    assert "Hàng sau cùng" in text


@pytest.mark.parametrize("sign", ["\x07", "\x7f", "\ufffe", "\uffff", "\ud800"])
def test_a_sign_that_word_refuses_leaves_a_long_table_alone(sign):
    rows = [(cell(f"{number}"), cell(f"Việc & hạn {number}")) for number in range(40)]
    odd = [*rows[:20], (cell("20"), cell(f"Việc {sign}& hạn 20")), *rows[21:]]

    papers = [rendered(a_plan(body=(a_table(*some),))) for some in (rows, odd)]

    assert papers[0].docx == papers[1].docx
