"""Tables of many columns fit the page, and no common word or sum is torn."""

import pytest

from tests.golden.papers import a_plan, rendered, words
from tests.golden.pdf import need_the_tools, pages, to_pdf
from tests.golden.word_reader import NS, W
from webapp.documents.text_width import BOLD, width
from webapp.domain.plan import Appendix, Block, BlockKind, Cell, Orientation, Table

ROOM, LYING_ROOM = 9354, 14286
LONG = ("Nghiên cứu", "12.345.678", "Chuyển đổi số", "x", "Trường")


def cell(text, columns=1, rows=1):
    return Cell((words(text),), columns, rows)


def block(columns, texts=LONG, widths=()):
    head = tuple(cell(f"{number}") for number in range(columns))
    row = tuple(cell(texts[number % len(texts)]) for number in range(columns))
    return Block(BlockKind.TABLE, table=Table((head, row), widths, 1))


def drawn(one, *, lying=False):
    orientation = Orientation.LANDSCAPE if lying else Orientation.PORTRAIT
    paper = rendered(a_plan(appendixes=(Appendix("Biểu", (one,), orientation),)))
    return paper, paper.body.findall(".//w:tbl", NS)[-1]


def grid(table):
    return [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]


def room_beside(table):
    margins = table.findall("w:tblPr/w:tblCellMar/*", NS)
    return sum(int(margin.get(f"{W}w")) for margin in margins)


@pytest.mark.parametrize(("lying", "room"), [(False, ROOM), (True, LYING_ROOM)])
@pytest.mark.parametrize("columns", [1, 8, 12, 16, 60])
def test_a_table_is_as_wide_as_the_text_and_every_column_has_room(columns, lying, room):
    _, table = drawn(block(columns), lying=lying)

    assert sum(grid(table)) == room
    assert min(grid(table)) > room_beside(table)


@pytest.mark.parametrize(("columns", "lying"), [(8, False), (12, False), (13, True), (16, True)])
def test_every_word_stands_on_one_line(columns, lying):
    paper, table = drawn(block(columns), lying=lying)

    size = paper.find("0").size
    row = zip(grid(table), range(columns), strict=True)
    for column, number in row:
        for word in LONG[number % len(LONG)].split():
            assert width(word, BOLD, size) <= column - room_beside(table), word


def test_letters_are_smaller_only_where_columns_are_many():
    sizes = [drawn(block(columns))[0].find("0").size for columns in (5, 8, 10, 30)]

    assert sizes == [13, 13, 11, 9]


def test_shares_that_leave_room_for_each_word_are_kept():
    shares = (0.12, *(0.88 / 9,) * 9)

    _, table = drawn(block(10, ("a", "b")), lying=False)
    _, shared = drawn(block(10, ("a", "b"), shares))

    assert grid(table) == pytest.approx([ROOM / 10] * 10, abs=1)
    assert grid(shared) == pytest.approx([ROOM * share for share in shares], abs=1)


def test_a_narrow_column_takes_what_its_words_need_from_the_wide_ones():
    texts = ("TT", *("12.345.678",) * 7, "Ghi")

    _, table = drawn(block(9, texts, (0.3, *(0.08,) * 7, 0.14)))

    assert grid(table)[1] >= width("12.345.678", BOLD, 11) + room_beside(table)
    assert grid(table)[0] < 0.3 * ROOM


def test_a_cell_over_several_columns_asks_for_no_room():
    head = (cell("Nghiêncứuchuyểnđổisố", columns=2), *(cell("a") for _ in range(8)))
    body = tuple(cell("b") for _ in range(10))

    _, table = drawn(Block(BlockKind.TABLE, table=Table((head, body))))

    assert grid(table) == pytest.approx([ROOM / 10] * 10, abs=1)


def test_header_rows_are_printed_on_every_page_of_a_long_table(tmp_path):
    need_the_tools()
    head = tuple(cell(f"Cột{number}") for number in range(12))
    rows = tuple(tuple(cell(f"{row}") for _ in range(12)) for row in range(80))
    paper, _ = drawn(Block(BlockKind.TABLE, table=Table((head, *rows), (), 1)), lying=True)

    sheets = pages(to_pdf({"bang": paper.docx}, tmp_path)["bang"])[1:]

    assert len(sheets) > 2
    assert all(sheet.count("Cột11") == 1 for sheet in sheets)
    assert [sheet.split()[0] for sheet in sheets] == ["Phụ", *map(str, range(2, len(sheets) + 1))]
