from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.differences import (
    BlockDifference,
    Change,
    Piece,
    block_text,
    compare_blocks,
    compare_plans,
    compare_words,
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

    assert pieces[-1] == Piece(Change.ADDED, "cuối")


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


def test_a_moved_block_is_named_once():
    old = (a_block("a", "Một"), a_block("b", "Hai"), a_block("c", "Ba"))

    found = compare_blocks(old, (old[1], old[2], old[0]))

    assert changes_of(found) == [("b", "same"), ("c", "same"), ("a", "moved")]


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
