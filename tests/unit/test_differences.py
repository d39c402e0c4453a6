from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.domain.differences import (
    BlockDifference,
    Change,
    Differences,
    Piece,
    block_text,
    compare_blocks,
    compare_plans,
    compare_words,
    passage_change,
)
from webapp.domain.plan import (
    Appendix,
    Block,
    BlockKind,
    Cell,
    Marker,
    MarkerKind,
    Medium,
    Orientation,
    Picture,
    Plan,
    Run,
    Signer,
    Table,
)


def a_block(block_id, words, **changes):
    return replace(Block(BlockKind.PARAGRAPH, (Run(words),), id=block_id), **changes)


def changes_of(differences: tuple[BlockDifference, ...]):
    return [(one.block_id, one.change.value) for one in differences]


PASSAGES = Plan(
    subject=(Run("Thi đua"),),
    body=(a_block("b1", "Mục đích"),),
    appendixes=(Appendix("Danh mục", (a_block("a1", "Việc một"),)),),
)


def test_one_passage_is_compared_by_its_name():
    new = replace(
        PASSAGES,
        subject=(Run("Thi đua năm 2026"),),
        body=(),
        appendixes=(Appendix("Danh mục", (a_block("a1", "Việc hai"),)),),
    )

    assert passage_change(PASSAGES, new, "subject") == compare_words("Thi đua", "Thi đua năm 2026")
    assert passage_change(PASSAGES, new, "b1") == (Piece(Change.REMOVED, "Mục đích"),)
    assert passage_change(PASSAGES, new, "a1") == compare_words("Việc một", "Việc hai")


def test_a_passage_that_stayed_or_never_was_has_no_change():
    assert passage_change(PASSAGES, PASSAGES, "b1") == ()
    assert passage_change(PASSAGES, replace(PASSAGES, body=()), "x9") == ()


def test_a_changed_word_is_shown_between_the_words_that_stayed():
    pieces = compare_words("hoàn thành trước ngày 30/6", "hoàn thành trước ngày 15/6")

    assert pieces == (
        Piece(Change.SAME, "hoàn thành trước ngày "),
        Piece(Change.REMOVED, "30"),
        Piece(Change.ADDED, "15"),
        Piece(Change.SAME, "/6"),
    )


words = st.text(alphabet="aăâđ ,.\n", max_size=40)


@given(words, words)
def test_the_pieces_give_both_texts_back(old, new):
    pieces = compare_words(old, new)

    assert "".join(p.text for p in pieces if p.change is not Change.ADDED) == old
    assert "".join(p.text for p in pieces if p.change is not Change.REMOVED) == new


def test_two_long_texts_are_compared_too():
    old = "mục tiêu " * 2000

    pieces = compare_words(old, old + "cuối")

    assert "".join(p.text for p in pieces if p.change is not Change.ADDED) == old
    assert pieces[-1].text.endswith("cuối")


def test_words_that_are_everywhere_are_no_anchors():
    old, new = "mục tiêu chung " * 200 + "một", "tiêu mục riêng " * 200 + "một"

    pieces = compare_words(old, new)

    assert "".join(p.text for p in pieces if p.change is not Change.ADDED) == old
    assert "".join(p.text for p in pieces if p.change is not Change.REMOVED) == new


ROWS = [f"{number} | Nhiệm vụ {number} | năm 2025\n" for number in range(200)]


def test_in_a_long_table_only_the_changed_words_are_shown():
    old = "".join(ROWS)

    pieces = compare_words(old, old.replace("2025", "2026"))

    changed = {piece.text for piece in pieces if piece.change is not Change.SAME}
    assert changed == {"2025", "2026"}


@settings(max_examples=20)  # each takes longer than all of a small property
@given(st.lists(st.sampled_from(ROWS), max_size=20), st.lists(st.sampled_from(ROWS), max_size=20))
def test_the_pieces_of_long_texts_give_both_back(start, end):
    old, new = "".join([*start, *ROWS]), "".join([*ROWS, *end])

    pieces = compare_words(old, new)

    assert "".join(p.text for p in pieces if p.change is not Change.ADDED) == old
    assert "".join(p.text for p in pieces if p.change is not Change.REMOVED) == new


def test_equal_texts_have_no_difference():
    block = a_block("a", "Tổ chức thực hiện")
    plan = Plan(subject=(Run("Chuyển đổi số"),), body=(block,))

    differences = compare_plans(plan, plan)

    assert differences.count == 0
    assert changes_of(differences.blocks) == [("a", "same")]


def test_blocks_are_paired_by_id():
    old = (a_block("a", "Một"), a_block("b", "Hai"), a_block("c", "Ba"))
    new = (a_block("a", "Một"), a_block("d", "Mới"), a_block("c", "Ba bốn"))

    found = compare_blocks(old, new)

    assert changes_of(found) == [("a", "same"), ("b", "removed"), ("d", "added"), ("c", "changed")]
    assert found[3].pieces == (Piece(Change.SAME, "Ba"), Piece(Change.ADDED, " bốn"))


OLD = (a_block("a", "Một"), a_block("b", "Hai"), a_block("c", "Ba"))


def test_a_moved_block_stands_where_it_is_and_leaves_a_mark_where_it_was():
    found = compare_blocks(OLD, (OLD[1], OLD[2], OLD[0]))

    assert changes_of(found) == [("a", "away"), ("b", "same"), ("c", "same"), ("a", "moved")]
    assert Differences(blocks=found).count == 1


def test_a_moved_block_says_whence_it_came():
    down = compare_blocks(OLD, (OLD[1], OLD[2], OLD[0]))[-1]
    up = compare_blocks(OLD, (OLD[2], OLD[0], OLD[1]))[0]

    assert (down.goes_down, down.was_after) == (True, "")
    assert (up.goes_down, up.was_after) == (False, "Hai")


def test_a_block_that_moved_and_changed_shows_both():
    changed = a_block("a", "Một hai")

    found = compare_blocks(OLD, (OLD[1], OLD[2], changed))[-1]

    assert found.change == "moved"
    assert found.pieces == (Piece(Change.SAME, "Một"), Piece(Change.ADDED, " hai"))


def test_a_long_neighbour_is_named_by_whole_words_of_its_beginning():
    long, moved = a_block("x", "Tổ chức " * 20), a_block("d", "Bốn")

    found = compare_blocks((long, moved, *OLD), (long, *OLD, moved))

    assert found[-1].was_after == "Tổ chức " * 7 + "Tổ …"


def test_blocks_with_the_same_id_are_told_apart():
    twins = (a_block("", "Một"), a_block("", "Hai"))

    found = compare_blocks(twins, (*twins, a_block("", "Ba")))

    assert [one.change.value for one in found] == ["same", "same", "added"]


blocks = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from(["Một", "Một hai", "Ba"])),
    max_size=8,
    unique_by=lambda pair: pair[0],
).map(lambda pairs: tuple(a_block(*pair) for pair in pairs))


def told(found, *changes, without):
    """Return the blocks of some kinds as ids and words, one side of the pieces left out."""
    return [
        (one.block_id, "".join(p.text for p in one.pieces if p.change is not without))
        for one in found
        if one.change in changes
    ]


@given(blocks, blocks)
def test_the_differences_give_both_texts_back(old, new):
    found = compare_blocks(old, new)

    here = (Change.SAME, Change.CHANGED, Change.ADDED, Change.MOVED)
    there = (Change.SAME, Change.CHANGED, Change.REMOVED, Change.AWAY)
    assert told(found, *here, without=Change.REMOVED) == [(b.id, block_text(b)) for b in new]
    assert told(found, *there, without=Change.ADDED) == [(b.id, block_text(b)) for b in old]


@given(blocks, st.randoms(use_true_random=False))
def test_a_mere_reordering_removes_and_adds_nothing(old, shuffler):
    new = list(old)
    shuffler.shuffle(new)

    found = compare_blocks(old, new)

    assert {one.change for one in found} <= {Change.SAME, Change.MOVED, Change.AWAY}
    moved = [one for one in found if one.change is Change.MOVED]
    assert len(moved) == len([one for one in found if one.change is Change.AWAY])
    assert len(moved) < max(len(old), 1)


def test_a_change_of_emphasis_alone_is_told_apart():
    old = a_block("a", "Yêu cầu")
    new = a_block("a", "Yêu cầu", runs=(Run("Yêu cầu", bold=True),))

    assert changes_of(compare_blocks((old,), (new,))) == [("a", "emphasis")]


def test_the_mark_of_a_block_is_part_of_its_text():
    block = a_block("a", "Mục đích", marker=Marker(MarkerKind.ARABIC, "1."))

    assert block_text(block) == "1. Mục đích"


def test_a_table_is_read_row_by_row():
    row = (Cell(((Run("Nhiệm vụ"),),)), Cell(((Run("Thời hạn"),), (Run("Quý I"),))))
    block = Block(BlockKind.TABLE, table=Table(rows=(row, row)))

    assert block_text(block) == "Nhiệm vụ | Thời hạn\nQuý I\nNhiệm vụ | Thời hạn\nQuý I"


def test_every_changed_field_is_named_with_its_label():
    old = Plan(subject=(Run("Năm 2025"),), to_places=((Run("Như trên"),),), organ_name="UBND")
    new = replace(
        old,
        subject=(Run("Năm 2026"),),
        to_places=((Run("Như trên"),), (Run("Công an xã"),)),
        signer=Signer(("TM. ỦY BAN NHÂN DÂN",), "CHỦ TỊCH", "Lò Văn Xuân"),
        medium=Medium.ELECTRONIC,
    )

    found = compare_plans(old, new)

    assert [one.label for one in found.fields] == [
        "Trích yếu",
        "Nơi nhận",
        "Người ký",
        "Hình thức",
    ]
    assert found.fields[3].pieces == (Piece(Change.REMOVED, "Giấy"), Piece(Change.ADDED, "Điện tử"))


def test_a_field_that_only_changed_its_emphasis_says_so():
    old = Plan(subject=(Run("Chuyển đổi số"),))
    new = Plan(subject=(Run("Chuyển đổi số", italic=True),))

    (field,) = compare_plans(old, new).fields

    assert field.label == "Trích yếu (chỉ đổi kiểu chữ)"


def test_appendixes_are_compared_in_their_order_and_counted():
    old = Plan(appendixes=(Appendix("BIỂU 1", (a_block("a", "Một"),)),))
    new = Plan(
        appendixes=(
            Appendix("BIỂU 1", (a_block("a", "Hai"),)),
            Appendix("BIỂU 2", (a_block("b", "Ba"),)),
        )
    )

    found = compare_plans(old, new)
    gone = compare_plans(new, old)

    assert [one.title for one in found.appendixes] == ["BIỂU 1", "BIỂU 2"]
    assert found.count == 3
    assert changes_of(gone.changed_blocks) == [("a", "changed"), ("b", "removed")]
    assert [one.label for one in found.appendixes[1].fields] == ["Thêm phụ lục"]
    assert [one.label for one in gone.appendixes[1].fields] == ["Bỏ phụ lục"]


def test_title_place_and_lie_of_an_appendix_are_told_apart_from_its_blocks():
    first = Appendix("BIỂU 1", (a_block("a", "Một"),))
    second = Appendix("BIỂU 2", (a_block("b", "Hai"),))
    turned = replace(first, title="BIỂU MỘT", orientation=Orientation.LANDSCAPE)

    found = compare_plans(Plan(appendixes=(first, second)), Plan(appendixes=(second, turned)))

    assert [[field.label for field in one.fields] for one in found.appendixes] == [
        ["Thứ tự phụ lục"],
        ["Tên phụ lục", "Khổ giấy phụ lục", "Thứ tự phụ lục"],
    ]
    assert found.changed_blocks == ()


def test_another_appendix_with_no_block_of_the_old_one_is_a_new_one():
    old = Plan(appendixes=(Appendix("BIỂU 1", (a_block("a", "Một"),)),))
    new = Plan(appendixes=(Appendix("", (a_block("b", "Hai"),)),))

    found = compare_plans(old, new).appendixes

    assert [one.fields[0].pieces[0].text for one in found] == ["Chưa có tên", "BIỂU 1"]


def test_a_changed_footnote_is_a_changed_word():
    runs = (Run("Theo quy định", note="Luật cũ"), Run(" này."))
    old = Plan(body=(Block(BlockKind.PARAGRAPH, runs, id="a"),), opening=(runs,))
    fresh = (replace(runs[0], note="Luật mới"), runs[1])
    new = Plan(body=(replace(old.body[0], runs=fresh),), opening=(fresh,))

    found = compare_plans(old, new)

    assert [one.change for one in found.changed_blocks] == ["changed"]
    assert [one.field for one in found.fields] == ["opening"]
    assert "(chú thích: Luật " in found.fields[0].pieces[0].text


def test_a_picture_is_compared_by_its_width_and_what_it_shows():
    picture = Picture("0" * 64, "image/png", 82.5, 40.0, "Sơ đồ cũ")
    old = (Block(BlockKind.PICTURE, picture=picture, id="a"),)
    new = (replace(old[0], picture=replace(picture, width=60.0, description="")),)

    (found,) = compare_blocks(old, new)

    assert found.change == "changed"
    assert block_text(old[0]) == "[Hình rộng 82,5 mm: Sơ đồ cũ]"
    assert block_text(new[0]) == "[Hình rộng 60 mm: không có mô tả]"
