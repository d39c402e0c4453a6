"""Ids of blocks are there, differ, and outlive edits."""

from itertools import count

import pytest

from webapp.domain.block_ids import align_ids, with_ids
from webapp.domain.plan import Appendix, Block, BlockKind, Cell, Plan, Run, Table


@pytest.fixture
def new_id():
    numbers = count(1)
    return lambda: f"new{next(numbers)}"


def a_block(text, name=""):
    return Block(BlockKind.PARAGRAPH, (Run(text),), id=name)


def ids(blocks):
    return [block.id for block in blocks]


def test_every_block_gets_an_id_of_its_own(new_id):
    plan = Plan(
        body=(a_block("Một", "x"), a_block("Hai"), a_block("Ba", "x")),
        appendixes=(Appendix("Phụ lục", (a_block("Bốn", "x"), a_block("Năm", "y"))),),
    )

    named = with_ids(plan, new_id)

    assert ids(named.body) == ["x", "new1", "new2"]
    assert ids(named.appendixes[0].body) == ["new3", "y"]


def test_an_edited_paragraph_keeps_its_id(new_id):
    before = (a_block("Rà soát hồ sơ trong tháng 3", "a"), a_block("Báo cáo kết quả", "b"))
    after = (a_block("Rà soát toàn bộ hồ sơ trong tháng 4"), a_block("Báo cáo kết quả"))

    assert ids(align_ids(before, after, new_id)) == ["a", "b"]


def test_an_inserted_paragraph_is_new_and_the_rest_keeps_its_ids(new_id):
    before = (a_block("Mở đầu", "a"), a_block("Kết thúc", "b"))
    after = (a_block("Mở đầu"), a_block("Phân công thực hiện"), a_block("Kết thúc"))

    assert ids(align_ids(before, after, new_id)) == ["a", "new1", "b"]


def test_a_paragraph_with_other_words_is_new(new_id):
    before = (a_block("Tuyên truyền trên đài", "a"),)

    assert ids(align_ids(before, (a_block("Kinh phí"),), new_id)) == ["new1"]


def test_a_moved_paragraph_keeps_its_id(new_id):
    before = (a_block("Một hai", "a"), a_block("Ba bốn", "b"), a_block("Năm sáu", "c"))
    after = (a_block("Ba bốn"), a_block("Năm sáu"), a_block("Một hai"))

    assert ids(align_ids(before, after, new_id)) == ["b", "c", "a"]


LONG = "Rà soát, lập danh sách ao hồ có nguy cơ trước ngày 15 tháng 4"


def test_a_paragraph_that_was_moved_and_edited_keeps_its_id(new_id):
    before = (a_block(LONG, "a"), a_block("Ba bốn", "b"), a_block("Năm sáu", "c"))
    after = (a_block("Ba bốn"), a_block("Năm sáu"), a_block(f"{LONG} năm 2026"))

    assert ids(align_ids(before, after, new_id)) == ["b", "c", "a"]


def test_a_moved_paragraph_with_half_its_words_changed_is_new(new_id):
    before = (a_block(LONG, "a"), a_block("Ba bốn", "b"), a_block("Năm sáu", "c"))
    other = "Rà soát, lập danh sách hộ nghèo cần hỗ trợ học bơi miễn phí dịp hè"

    after = (a_block("Ba bốn"), a_block("Năm sáu"), a_block(other))

    assert ids(align_ids(before, after, new_id)) == ["b", "c", "new1"]


def test_of_very_many_moved_paragraphs_only_the_unchanged_are_known_again(new_id):
    before = tuple(a_block(f"{LONG} {number}", f"a{number}") for number in range(61))
    after = tuple(a_block(f"{block.runs[0].text} năm") for block in reversed(before))

    kept = ids(align_ids((*before, a_block("Mở đầu", "m")), (a_block("Mở đầu"), *after), new_id))

    assert kept[0] == "m"
    assert all(one.startswith("new") for one in kept[1:])


def test_a_removed_paragraph_takes_its_id_along(new_id):
    before = (a_block("Một hai", "a"), a_block("Ba bốn", "b"))

    assert ids(align_ids(before, (a_block("Ba bốn"),), new_id)) == ["b"]


def test_a_table_keeps_its_id(new_id):
    table = Block(BlockKind.TABLE, table=Table(((Cell(((Run("Việc"),),)),),)), id="t")

    assert ids(align_ids((table,), (Block(BlockKind.TABLE, table=table.table),), new_id)) == ["t"]


def test_a_table_that_says_which_one_it_was_keeps_its_id_whatever_its_words(new_id):
    def a_table(words, name):
        return Block(BlockKind.TABLE, table=Table(((Cell(((Run(words),),)),),)), id=name)

    before = (a_table("Việc", "t"), a_block("Sau bảng"), a_table("Thôn", "u"))
    after = (a_table("Thôn", "t"), a_block("Sau bảng"), a_table("Kinh phí", "u"))

    assert ids(align_ids(before, after, new_id)) == ["t", "new1", "u"]
    copied = (a_table("Thôn", "u"), a_table("Thôn", "u"), a_table("Mới", "v"))
    first, second, third = ids(align_ids(before, copied, new_id))
    assert (first, third) == ("u", "v")
    assert second not in {"u", "v"}


def test_paragraphs_of_one_letter_are_told_apart(new_id):
    assert ids(align_ids((a_block("x", "a"),), (a_block("y"),), new_id)) == ["new1"]


def test_a_body_too_long_to_align_keeps_the_ids_of_equal_paragraphs(new_id):
    before = tuple(a_block(f"Đoạn số {n}", f"b{n}") for n in range(4001))
    after = (*before[:2000], a_block("Xen vào"), *before[2000:])

    named = align_ids(before, tuple(a_block(b.runs[0].text) for b in after), new_id)

    assert ids(named[:2001]) == [*(f"b{n}" for n in range(2000)), "new1"]
    assert named[-1].id == "b4000"
