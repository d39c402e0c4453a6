"""Tables in the text: framed, whole rows, headers repeated; nothing of a cell is lost."""

import pytest

from tests.golden.papers import a_plan, rendered, words
from tests.golden.word_reader import NS, W, text_of
from webapp.domain.plan import Block, BlockKind, Cell, Run, Table

ROOM = 11906 - 1701 - 851


def cell(text, columns=1, rows=1):
    return Cell((words(text),), columns, rows)


def drawn(*rows, widths=(), header_rows=0):
    table = Table(tuple(rows), widths, header_rows)
    paper = rendered(a_plan(body=(Block(BlockKind.TABLE, table=table),)))
    return paper, paper.body.findall(".//w:tbl", NS)[1]


def grid(table):
    return [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]


def texts(table):
    return [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]


def spans(table):
    return [[span_of(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]


def span_of(cell):
    span = cell.find("w:tcPr/w:gridSpan", NS)
    merge = cell.find("w:tcPr/w:vMerge", NS)
    return (
        1 if span is None else int(span.get(f"{W}val")),
        None if merge is None else merge.get(f"{W}val", "continue"),
    )


def test_the_shares_of_the_columns_fill_the_text_width():
    _, table = drawn((cell("TT"), cell("Việc"), cell("Hạn")), widths=(0.1, 0.6, 0.3))

    assert grid(table) == pytest.approx([0.1 * ROOM, 0.6 * ROOM, 0.3 * ROOM], abs=1)
    assert sum(grid(table)) == ROOM


@pytest.mark.parametrize("widths", [(), (0.5,), (0.0, 1.0, 1.0)])
def test_columns_are_alike_when_their_shares_say_nothing(widths):
    _, table = drawn((cell("a"), cell("b"), cell("c")), widths=widths)

    assert grid(table) == [ROOM // 3] * 3


def test_a_frame_stands_around_every_cell():
    _, table = drawn((cell("a"),))

    sides = [side.tag.removeprefix(W) for side in table.find("w:tblPr/w:tblBorders", NS)]
    assert sides == ["top", "left", "bottom", "right", "insideH", "insideV"]


def test_header_rows_are_bold_and_repeat_and_no_row_is_split():
    paper, table = drawn((cell("Việc"),), (cell("Kiểm tra"),), header_rows=1)

    first, second = table.findall("w:tr", NS)
    assert first.find("w:trPr/w:tblHeader", NS) is not None
    assert second.find("w:trPr/w:tblHeader", NS) is None
    assert all(row.find("w:trPr/w:cantSplit", NS) is not None for row in (first, second))
    assert (paper.find("Việc").bold, paper.find("Việc").align) == (True, "center")
    assert not paper.find("Kiểm tra").bold
    assert 13 <= paper.find("Kiểm tra").size <= 14


def test_a_cell_can_cover_columns_and_rows():
    _, table = drawn(
        (cell("TT", rows=2), cell("Thời gian", columns=2)),
        (cell("Bắt đầu"), cell("Kết thúc")),
        (cell("1"), cell("Tháng 3"), cell("Tháng 4")),
    )

    assert len(grid(table)) == 3
    assert texts(table) == [
        ["TT", "Thời gian"],
        ["", "Bắt đầu", "Kết thúc"],
        ["1", "Tháng 3", "Tháng 4"],
    ]
    assert spans(table) == [
        [(1, "restart"), (2, None)],
        [(1, "continue"), (1, None), (1, None)],
        [(1, None), (1, None), (1, None)],
    ]


def test_a_cell_that_meets_one_from_above_ends_before_it():
    _, table = drawn(
        (cell("a"), cell("b", rows=3)),
        (cell("c", columns=2),),
        (cell("d"),),
    )

    assert [" ".join(row).split() for row in texts(table)] == [["a", "b"], ["c"], ["d"]]
    assert len(grid(table)) == 3


def test_a_short_row_is_filled_with_empty_cells():
    _, table = drawn((cell("a"), cell("b"), cell("c")), (cell("d"),))

    assert texts(table) == [["a", "b", "c"], ["d", "", ""]]


def test_paragraphs_and_emphasis_of_a_cell_are_kept():
    two = Cell(((Run("m"), Run("2", sup=True)), words("& <ba>")))

    paper, _ = drawn((two,))

    assert paper.find("m2").element.find(".//w:vertAlign", NS) is not None
    assert paper.find("& <ba>").text


def test_a_table_without_rows_is_not_drawn():
    paper = rendered(a_plan(body=(Block(BlockKind.TABLE, table=Table(())),)))

    assert len(paper.body.findall(".//w:tbl", NS)) == 2


def test_the_text_goes_on_apart_from_the_table():
    paper, table = drawn((cell("a"),))

    gap = next(look for look in paper.paragraphs() if look.element is table.getnext())
    assert gap.twips("spacing.before") == 120
    assert gap.keeps_with_next


def test_a_long_table_keeps_every_word_and_the_look_of_every_row():
    rows = [(cell(f"{number}"), cell(f"Việc & hạn <{number}>")) for number in range(250)]
    rows[120] = (cell("120"), Cell(((Run("Đậm", bold=True),),)))
    rows[240] = (cell("240"), cell("một\nhai"))

    paper, table = drawn(*rows)

    assert [" ".join(row) for row in texts(table)] == [
        " ".join("".join(run.text for run in one.paragraphs[0]) for one in row) for row in rows
    ]
    assert paper.find("Đậm").bold
    assert not paper.find("Việc & hạn <121>").bold
    assert all(row.find("w:trPr/w:cantSplit", NS) is not None for row in table.iter(f"{W}tr"))


@pytest.mark.parametrize("letter", ["\x07", "\ud800", "\ufffe"])
def test_letters_that_no_xml_may_hold_are_left_out_of_a_table(letter):
    rows = [(cell(f"{number}"), cell(f"Sở{letter} Nội vụ\ufffd")) for number in range(3)]

    _, table = drawn(*rows)

    assert texts(table) == [[f"{number}", "Sở Nội vụ\ufffd"] for number in range(3)]
