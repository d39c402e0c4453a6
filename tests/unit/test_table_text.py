"""Tables go to text and back without loss; pasted rows are read; bad spans are named."""

import re
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.unit.strategies import runs
from webapp.domain.errors import InvalidInputError
from webapp.domain.outline.inline import parse_runs, tidy
from webapp.domain.outline.table_text import paragraphs_in, parse_table, size_of, write_table
from webapp.domain.plan import Cell, Run, Table, plain
from webapp.domain.table_places import count_columns

ODD_TEXT = st.text(st.sampled_from('|<>^~\\*[]p \t\n-1aẵ"'), min_size=1, max_size=8)
PARAGRAPHS = st.lists(runs(ODD_TEXT, most=2).map(tidy) | runs(most=2), max_size=3).map(tuple)
PLAN = """[[cột 10 60 30; đầu 1]]
**TT** | **Nội dung** | **Hoàn thành**
1 | Rà soát đối tượng<p>Lập danh sách | ^
2 | Chi trả | <"""


@st.composite
def any_table(draw):
    """A table with merged cells, rows that end early, widths and rows of the head."""
    height, width = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    taken: set[tuple[int, int]] = set()
    rows = []
    for row in range(height):
        cells = []
        for column in range(draw(st.integers(0, width))):
            if (row, column) not in taken:
                span = draw(span_of(row, column, taken, (height, width)))
                taken.update(
                    (row + down, column + right)
                    for down in range(span[1])
                    for right in range(span[0])
                )
                paragraphs = draw(PARAGRAPHS)
                cells.append(Cell(() if paragraphs == ((),) else paragraphs, *span))
        rows.append(tuple(cells))
    table = Table(tuple(rows), header_rows=draw(st.integers(0, height)))
    columns = count_columns(table)
    shares = st.floats(1e-6, 1) | st.sampled_from((0.1, 0.333, 0.25))
    exact = st.lists(shares, min_size=columns, max_size=columns).map(tuple)
    widths = st.just(()) | st.just((1.0 / columns,) * columns) | exact
    return replace(table, widths=draw(widths))


def span_of(row, column, taken, size):
    """How many columns and rows a cell may cover without covering another."""
    columns = 1
    while column + columns < size[1] and (row, column + columns) not in taken:
        columns += 1
    return st.tuples(st.integers(1, columns), st.integers(1, size[0] - row))


def words(table):
    return [["/".join(map(plain, cell.paragraphs)) for cell in row] for row in table.rows]


@given(any_table())
@settings(max_examples=500)
@example(Table(((),)))
@example(Table(((Cell(),),)))
@example(Table(((), (Cell(((Run("x"),),)),))))
@example(Table(((Cell(((Run("[[cột 5]]"),),)),),)))
@example(Table(((Cell(((Run("", note="Chỉ có chú thích | và <p>"),),)),),)))
def test_what_was_written_is_read_back(table):
    assert parse_table(write_table(table)) == table


@given(st.text(st.sampled_from('|<^~\\*[]p>1a\t\n" cộtđầu;,')))
@settings(max_examples=500)
def test_what_was_read_can_be_written(text):
    try:
        table = parse_table(text)
    except InvalidInputError:
        return
    assert parse_table(write_table(table)) == table


def test_a_person_can_read_the_text():
    cells = [
        (Cell(((Run("TT", bold=True),),)), Cell(((Run("Việc", bold=True),),), columns=2)),
        (Cell(((Run("1"),),), rows=2), Cell(((Run("Rà soát"),), (Run("Lập sổ"),))), Cell()),
        (Cell(((Run("A|B"),),)), Cell(((Run("^"),),))),
    ]

    text = write_table(Table(tuple(cells), (0.1, 0.565, 0.335), 1))

    assert text.split("\n") == [
        "[[cột 10 56,5 33,5; đầu 1]]",
        "**TT** | **Việc** | <",
        r"1 | Rà soát<p>Lập sổ | ",
        r"^ | A\|B | \^",
    ]


def test_a_text_typed_by_hand_is_read():
    table = parse_table("\n[[đầu 1]]\nTT|Việc |\n\n 1 | *Rà soát* | ^ \n")

    assert words(table) == [["TT", "Việc", ""], ["1", "Rà soát"]]
    assert (table.header_rows, table.widths, table.rows[0][2].rows) == (1, (), 2)
    assert table.rows[1][1].paragraphs[0][0].italic


def test_rows_pasted_from_a_spreadsheet_are_plain_text():
    pasted = 'TT\tViệc\tGhi chú\n1\t"Rà soát\n""hộ nghèo""\tvà cận nghèo"\t2*3*4|5\n2\t\t<'

    table = parse_table(f"[[cột 1 2 1]]\n{pasted}\n3 | gõ tay | ")

    assert words(table) == [
        ["TT", "Việc", "Ghi chú"],
        ["1", 'Rà soát/"hộ nghèo" và cận nghèo', "2*3*4|5"],
        ["2", "", "<"],
        ["3", "gõ tay", ""],
    ]


def test_a_place_that_no_cell_reaches_before_another_becomes_an_empty_cell():
    assert words(parse_table("a | ~ | b\nc")) == [["a", "", "b"], ["c"]]


def test_a_cell_that_covers_more_rows_than_there_are_ends_with_the_table():
    table = Table(((Cell(((Run("a"),),), rows=9), Cell()), (Cell(),)))

    assert parse_table(write_table(table)).rows[0][0].rows == 2


def test_widths_that_do_not_fit_the_columns_are_not_written():
    assert write_table(Table(((Cell(), Cell()),), (0.5,))) == " | "
    assert write_table(Table(((Cell(), Cell()),), (1.0, 0.0))) == " | "
    assert write_table(Table(())) == ""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a | b\n< | c", "Hàng 2, ô 1: dấu < gộp với ô bên trái, nhưng"),
        ("a | ^", "Hàng 1, ô 2: dấu ^ gộp với ô phía trên, nhưng"),
        ("a\nb | ^", "Hàng 2, ô 2: dấu ^ gộp với ô phía trên, nhưng"),
        ("~ | <", "Hàng 1, ô 2: dấu < gộp với ô bên trái, nhưng"),
        ("a | b | <\nc | ^ | d", "Hàng 1, ô 2: ô gộp không thành hình chữ nhật"),
        ("[[cột 50 50]]", "Chưa có hàng nào"),
        ("", "Chưa có hàng nào"),
        ("[[cột 50]]\na | b", "phải ghi 2 độ rộng"),
        ("[[cột 50 0]]\na | b", "phải ghi 2 độ rộng"),
        ("[[cột 5.5.5 1]]\na | b", "phải ghi 2 độ rộng"),
        ("[[cột rộng]]\na | b", "Dòng đầu phải ghi như"),
        ("[[đầu 3]]\na\nb", "Dòng đầu ghi 3 hàng đầu nhưng chỉ có 2 hàng"),
        ("a\n" * 2001, "Có 2001 hàng, quá 2000"),
        ("|" * 60, "Có 61 cột, quá 60"),
    ],
)
def test_what_no_paper_can_show_is_refused_with_its_place(text, sentence):
    with pytest.raises(InvalidInputError, match=re.escape(sentence)):
        parse_table(text)


def test_the_size_is_told_of_a_text_that_is_wrong_too():
    assert size_of(PLAN) == (3, 3)
    assert size_of("[[cột x]]\na | b") == (1, 2)
    assert size_of("") == (0, 0)


@given(any_table())
def test_every_paragraph_of_a_cell_stands_where_it_is_said_to(table):
    text = write_table(table)

    written = [text[start:end] for start, end in paragraphs_in(text)]

    found = [plain(parse_runs(one)) for one in written if one not in {"<", "^", "~"}]
    wanted = [plain(part) for row in table.rows for cell in row for part in cell.paragraphs]
    assert [one for one in found if one] == [one for one in wanted if one]
