"""Tables as parts of the drafting form: read from what was posted, kept, placed, refused."""

from dataclasses import replace

import pytest

from webapp.domain.errors import InvalidInputError
from webapp.domain.outline.table_text import write_table
from webapp.domain.plan import Appendix, Block, BlockKind, Cell, Plan, Run, Signer, Table, plain
from webapp.services.draft_cleaning import cleaned
from webapp.services.draft_fields import (
    DraftFields,
    from_plan,
    from_typed,
    merged,
    outlines_of,
    refuse_misplaced_tables,
    to_plan,
    to_typed,
    with_room_for_a_table,
)
from webapp.services.draft_tables import TablePart, typed_tables
from webapp.services.letterheads import Letterhead

HEAD = Letterhead("", "ỦY BAN NHÂN DÂN\nXÃ AN PHƯỚC", "KH-UBND", "KẾ HOẠCH", "", Signer())


def a_table(*rows, widths=()):
    cells = tuple(tuple(Cell(((Run(text),),)) for text in row) for row in rows)
    return Table(cells, widths)


def a_block(name, *rows, widths=()):
    return Block(BlockKind.TABLE, table=a_table(*rows, widths=widths), id=name)


PLAN = Plan(
    body=(
        Block(BlockKind.PARAGRAPH, (Run("Trước bảng."),), id="p1"),
        a_block("b1", ("TT", "Việc"), ("1", "Rà soát"), widths=(1 / 7, 6 / 7)),
    ),
    appendixes=(Appendix("Phụ lục", (a_block("b2", ("Thôn", "Số hộ")),)),),
)


def texts(plan):
    blocks = (*plan.body, *(block for one in plan.appendixes for block in one.body))
    return {
        block.id: [[plain(runs) for cell in row for runs in cell.paragraphs] for row in tables.rows]
        for block in blocks
        if (tables := block.table)
    }


def form_of(plan=PLAN):
    return from_plan(plan, None, None)


def with_text(fields, name, text, **changes):
    parts = tuple(
        replace(part, text=text, **changes) if part.id == name else part for part in fields.tables
    )
    return replace(fields, tables=parts)


def saved(fields, previous=PLAN):
    regular = cleaned(fields)
    refuse_misplaced_tables(regular, previous)
    return to_plan(regular, HEAD, previous)


def test_the_form_holds_the_tables_of_body_and_appendixes_in_order():
    tables = form_of().tables

    assert [(part.id, part.number, part.size) for part in tables] == [
        ("b1", 1, "2 hàng × 2 cột"),
        ("b2", 2, "1 hàng × 2 cột"),
    ]
    assert tables[0].text.endswith("TT | Việc\n1 | Rà soát")


def test_an_untouched_form_gives_the_very_same_tables():
    again = saved(form_of())

    assert again.body[1].table is PLAN.body[1].table
    assert (again.body, again.appendixes) == (PLAN.body, PLAN.appendixes)


def test_edited_tables_keep_their_ids_in_body_and_appendix():
    fields = with_text(form_of(), "b1", "Nội dung khác hẳn")
    fields = with_text(fields, "b2", "Thôn | Số hộ\nThôn 1 | 45")

    again = saved(fields)

    assert texts(again) == {
        "b1": [["Nội dung khác hẳn"]],
        "b2": [["Thôn", "Số hộ"], ["Thôn 1", "45"]],
    }


def test_a_table_moves_with_its_line_and_a_second_line_makes_a_second_table():
    fields = form_of()
    moved = replace(fields, body="[[bảng b2]]\n\nTrước bảng.\n\n[[bảng b1]]\n\n[[bảng b1]]")
    moved = replace(moved, appendixes=(replace(fields.appendixes[0], body="Hết bảng."),))

    again = saved(moved)

    names = [block.id for block in again.body]
    assert (names[0], names[2]) == ("b2", "b1")
    assert again.body[3].table == again.body[2].table
    assert len(set(names)) == 4


def test_a_new_table_stands_where_its_line_is():
    grown = with_room_for_a_table(form_of())

    again = saved(grown)

    made = grown.tables[-1]
    assert grown.body.endswith(f"\n\n[[bảng {made.id}]]")
    assert (again.body[2].id, made.number) == (made.id, 3)
    assert texts(again)[made.id][0] == ["TT", "Nội dung", "Ghi chú"]
    first = with_room_for_a_table(DraftFields())
    assert first.body == first.tables[0].place


def test_a_dropped_table_goes_with_its_line_wherever_that_stands():
    fields = form_of()
    tables = tuple(replace(part, dropped=True) for part in fields.tables)

    again = saved(replace(fields, tables=tables))

    assert texts(again) == {}
    assert [plain(block.runs) for block in again.body] == ["Trước bảng."]
    assert again.appendixes[0].body == ()


def test_a_table_goes_with_its_appendix_unless_it_stands_elsewhere_too():
    fields = form_of()
    gone = replace(fields, appendixes=(replace(fields.appendixes[0], dropped=True),))

    assert list(texts(saved(gone))) == ["b1"]
    assert list(texts(saved(replace(gone, body=f"{gone.body}\n\n[[bảng b2]]")))) == ["b1", "b2"]


def test_a_table_whose_line_is_gone_is_not_lost_in_silence():
    fields = replace(form_of(), body="Trước bảng.")

    with pytest.raises(InvalidInputError, match=r"Bảng 1 không còn dòng \[\[bảng b1\]\]") as one:
        saved(fields)

    assert one.value.field == "table-b1"


@pytest.mark.parametrize("part", ["body", "appendix-0-body"])
def test_a_line_that_names_no_table_is_refused_beside_its_field(part):
    fields = form_of()
    line = "\n\n[[bảng b9]]"
    if part == "body":
        fields = replace(fields, body=fields.body + line)
    else:
        appendix = fields.appendixes[0]
        fields = replace(fields, appendixes=(replace(appendix, body=appendix.body + line),))

    with pytest.raises(InvalidInputError, match=r"Dòng \[\[bảng b9\]\] không ứng với") as one:
        saved(fields)

    assert one.value.field == part


def test_the_words_of_such_a_line_may_be_written_with_an_escape():
    fields = replace(form_of(), body=form_of().body + "\n\n\\[[bảng b9]]")

    assert plain(saved(fields).body[2].runs) == "[[bảng b9]]"


def test_a_caller_without_tables_keeps_those_that_were():
    assert texts(saved(replace(form_of(), tables=()))) == texts(PLAN)


def test_a_bad_table_is_refused_with_its_number_row_and_cell():
    with pytest.raises(InvalidInputError, match=r"^Bảng 2, hàng 1, ô 1: dấu <") as one:
        saved(with_text(form_of(), "b2", "< | a"))

    assert one.value.field == "table-b2"


def test_a_footnote_of_a_table_stands_in_its_cell():
    with pytest.raises(InvalidInputError, match=r"Bảng 1: dấu \[\[chú thích 1\]\]") as one:
        saved(with_text(form_of(), "b1", "Số hộ | 45[[chú thích 1]]"))
    assert one.value.field == "table-b1"

    plan = saved(with_text(form_of(), "b1", "Số hộ | 45<note>Tính đến 31/12/2025 \\| tạm</note>"))
    assert plan.body[1].table.rows[0][1].paragraphs[0][0].note == "Tính đến 31/12/2025 | tạm"


def test_a_mark_of_secrecy_in_a_table_is_refused():
    with pytest.raises(InvalidInputError, match="độ mật") as one:
        saved(with_text(form_of(), "b1", "a | b\nTỐI MẬT"))

    assert one.value.field == "table-b1"


def test_too_many_tables_and_too_many_words_are_refused():
    many = tuple(TablePart(f"t{number}", "a") for number in range(201))
    with pytest.raises(InvalidInputError, match="Văn bản có 201 bảng, quá 200") as one:
        cleaned(DraftFields(tables=many))
    assert one.value.field == "tables"

    with pytest.raises(InvalidInputError, match=r"Từ bảng 2 trở đi") as two:
        cleaned(with_text(form_of(), "b2", "chữ " * 250_000))
    assert two.value.field == "table-b2"


def test_what_was_typed_is_posted_and_read_back():
    fields = with_text(form_of(), "b1", "mới | hai", dropped=True)

    typed = to_typed(fields)

    assert typed["table-b1"] == "mới | hai"
    assert typed["drop-table-b1"] == "1"
    assert from_typed(typed) == fields
    assert [part.number for part in from_typed(typed).tables] == [1, 2]


def test_posted_tables_become_regular_and_odd_names_are_left_out():
    typed = {"table-b1": " a | b\r\nc\x07 \r\n", "table-": "x", "table-<b>": "x", "tablet": "x"}

    assert typed_tables(typed) == (TablePart("b1", "a | b\nc"),)


def test_an_imported_paper_brings_its_tables_and_those_it_replaces_go():
    paper = from_plan(Plan(body=(a_block("moi", ("x", "y")),)), None, None)

    both = merged(form_of(), paper)

    assert [part.id for part in both.tables] == ["b2", "moi"]
    assert [name for name, _ in outlines_of(both)] == ["body", "appendix-0-body"]


def test_a_block_without_id_stays_as_it_was():
    bare = Plan(body=(Block(BlockKind.TABLE, table=a_table(("a",))),))

    assert form_of(bare).tables == ()
    assert saved(form_of(bare), bare).body[0].table == bare.body[0].table


def test_a_table_in_text_may_say_the_level_of_its_block():
    deep = replace(PLAN, body=(replace(PLAN.body[1], level=3),))

    again = saved(with_text(form_of(deep), "b1", "khác"), deep)

    assert (again.body[0].level, write_table(again.body[0].table)) == (3, "khác")
