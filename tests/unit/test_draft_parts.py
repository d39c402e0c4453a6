"""Footnotes and appendixes as parts of the form: out of the text, and back the same."""

from dataclasses import replace

import pytest
from hypothesis import given

from tests.unit.strategies import plans
from webapp.domain.block_ids import with_ids
from webapp.domain.errors import InvalidInputError
from webapp.domain.plan import Appendix, Block, BlockKind, Orientation, Plan, Run
from webapp.services.draft_appendixes import AppendixPart, arranged, labels_of, typed_appendixes
from webapp.services.draft_cleaning import cleaned
from webapp.services.draft_fields import (
    DraftFields,
    from_plan,
    from_typed,
    inlined,
    merged,
    new_id,
    to_plan,
    to_typed,
    with_room_for_a_note,
    with_room_for_marks,
)
from webapp.services.draft_notes import NotePart, put_back, take_out, typed_notes, with_new_note
from webapp.services.letterheads import Letterhead

WORDS = "Số liệu đến hết ngày 31 tháng 12 năm 2025 do Chi cục Thống kê cung cấp."


def head_of(plan):
    return Letterhead(
        plan.organ_in_charge, plan.organ_name, plan.code_notation, plan.document_type, plan.unit,
        plan.signer,
    )  # fmt: skip


def refused(fields):
    with pytest.raises(InvalidInputError) as refusal:
        cleaned(fields)
    return refusal.value.field, str(refusal.value)


@given(plans())
def test_a_plan_comes_back_from_its_form_with_every_note_and_appendix(drawn):
    plan = with_ids(drawn, new_id)
    fields = from_plan(plan, None, None)

    made = to_plan(inlined(from_typed(to_typed(fields))), head_of(plan), plan)

    assert made.body == plan.body
    assert made.appendixes == plan.appendixes
    for name in ("subject", "legal_bases", "opening", "closing"):
        assert getattr(made, name) == getattr(plan, name)


@given(plans())
def test_notes_are_numbered_in_reading_order_and_inlining_twice_changes_nothing(plan):
    fields = from_plan(plan, None, None)

    whole = inlined(fields)

    assert [note.number for note in fields.notes] == list(range(1, len(fields.notes) + 1))
    assert inlined(whole) == whole
    assert whole.notes == ()


def test_a_note_stands_as_a_named_mark_and_its_words_in_the_list():
    runs = (Run("Cả xã có 1.240 hộ", note=WORDS), Run(" dân."))
    plan = Plan(
        opening=((Run("Mở đầu", note="Một"),),),
        body=(Block(BlockKind.PARAGRAPH, runs),),
        appendixes=(Appendix("BIỂU", (Block(BlockKind.PARAGRAPH, (Run("Cuối", note="Ba"),)),)),),
    )

    fields = from_plan(plan, None, None)

    assert fields.body == "Cả xã có 1.240 hộ[[chú thích 2]] dân."
    assert fields.appendixes[0].body == "Cuối[[chú thích 3]]"
    assert fields.notes == (NotePart(1, "Một"), NotePart(2, WORDS), NotePart(3, "Ba"))


def test_words_that_look_like_a_mark_stay_words():
    plan = Plan(body=(Block(BlockKind.PARAGRAPH, (Run("Xem [[chú thích 9]] ở trên"),)),))

    fields = from_plan(plan, None, None)

    assert fields.notes == ()
    assert to_plan(inlined(fields), head_of(plan), plan).body == plan.body


def test_notes_typed_inline_in_any_spelling_still_work():
    fields = DraftFields(
        body="Một<note>Cũ [[chú thích 1]]</note> hai[[CHÚ THÍCH 1]].", notes=(NotePart(1, "Mới"),)
    )

    (block,) = to_plan(cleaned(fields), head_of(Plan())).body

    assert [run.note for run in block.runs] == ["Cũ [[chú thích 1]]", "Mới", ""]


def test_a_line_of_a_note_and_its_odd_signs_come_back():
    note = "Dòng một <b> *hai*\nDòng hai \\ [[chú thích 1]] </note>"

    (text,), notes = take_out(put_back([("body", "Chữ[[chú thích 7]]")], (NotePart(7, note),)))

    assert (text, notes) == ("Chữ[[chú thích 1]]", (NotePart(1, note),))


def test_an_open_note_sign_swallows_no_mark_of_the_next_line():
    texts = [("body", "Còn <note> mở\nHai[[chú thích 1]]\nBa </note>")]

    assert put_back(texts, (NotePart(1, "X"),)) == ["Còn <note> mở\nHai<note>X</note>\nBa </note>"]


def test_a_mark_without_words_is_refused_beside_the_text_it_stands_in():
    field, sentence = refused(DraftFields(opening="Căn cứ[[chú thích 4]]"))

    assert field == "opening"
    assert sentence == (
        "Dấu [[chú thích 4]] chưa có chữ; ghi chữ của chú thích 4 ở mục «Chú thích»"
        " hoặc xóa dấu đó."
    )


def test_words_without_their_mark_are_refused_beside_them_and_empty_ones_go():
    field, sentence = refused(DraftFields(body="Chữ", notes=(NotePart(2, " Mất dấu "),)))

    assert field == "note-2"
    assert "đặt lại dấu vào chỗ cần chú thích" in sentence
    assert cleaned(DraftFields(body="Chữ", notes=(NotePart(2, "  "),))).notes == ()


def test_a_mark_that_stands_twice_is_refused():
    part = AppendixPart("BIỂU", body="Lại[[chú thích 1]]", key=5)
    fields = DraftFields(body="Một[[chú thích 1]]", appendixes=(part,), notes=(NotePart(1, "X"),))

    assert refused(fields) == (
        "appendix-5-body",
        "Dấu [[chú thích 1]] đứng ở hai chỗ; giữ một chỗ, chỗ kia chèn chú thích mới.",
    )


def test_endless_and_countless_notes_are_refused():
    long = DraftFields(body="Một[[chú thích 1]]", notes=(NotePart(1, "x" * 20_001),))
    many = DraftFields(notes=tuple(NotePart(number) for number in range(1, 502)))

    assert refused(long)[0] == "note-1"
    assert refused(many) == (
        "notes", "Văn bản có 501 chú thích, quá 500; bỏ bớt rồi lưu lại."
    )  # fmt: skip


def test_a_new_note_has_a_number_that_no_mark_has():
    notes = with_new_note((NotePart(2, "Hai"),), ["Một[[chú thích 7]]", "\\[[chú thích 9]]"])

    assert [note.number for note in notes] == [2, 8]


def test_posted_notes_and_appendixes_are_read_whatever_their_numbers_and_gaps():
    typed = {
        "note-12": "Mười hai", "note-3": "Ba", "note-0": "không", "note-x": "không",
        "appendix-7-title": "BẢY", "appendix-7-position": "1",
        "appendix-2-body": "Hai", "appendix-2-position": "²", "appendix-2-orientation": "landscape",
        "appendix-4-drop": "1", "appendix-4-position": "9999999", "appendix-999999-title": "không",
    }  # fmt: skip

    fields = from_typed(typed)

    assert fields.notes == (NotePart(3, "Ba"), NotePart(12, "Mười hai"))
    assert [(part.key, part.title, part.body) for part in fields.appendixes] == [
        (7, "BẢY", ""), (2, "", "Hai"), (4, "", ""),
    ]  # fmt: skip
    assert [part.dropped for part in fields.appendixes] == [False, False, True]
    assert typed_notes({}) == ()


def test_the_buttons_of_the_form_add_and_move_appendixes():
    parts = typed_appendixes({"appendix-0-title": "A", "appendix-3-title": "B"})

    def titles(goal, given=parts):
        found = arranged(given, goal)
        return None if found is None else "".join(part.title or "?" for part in found)

    assert titles("add-appendix") == "AB?"
    assert titles("add-appendix", ()) == "?"
    assert titles("up-appendix-3") == "BA"
    assert titles("down-appendix-0") == "BA"
    assert titles("up-appendix-0") == "AB"
    assert titles("down-appendix-3") == "AB"
    assert titles("up-appendix-9") is None
    assert titles("turn-appendix-0") is None
    assert titles("save") is None
    assert [part.key for part in arranged(parts, "add-appendix") or ()] == [0, 3, 4]


def test_labels_are_those_of_the_paper_and_leave_out_what_goes():
    first, own = AppendixPart("MỘT"), AppendixPart("Phụ lục 01\nBA")

    assert labels_of((first,)) == ("Phụ lục",)
    assert labels_of((first, AppendixPart("HAI", dropped=True), own, first)) == (
        "Phụ lục I", "", "Phụ lục 01", "Phụ lục III",
    )  # fmt: skip


def test_a_mark_that_was_typed_gets_room_for_its_words():
    fields = DraftFields(
        body="A[[chú thích 7]]\nB<note>[[chú thích 9]]</note> \\[[chú thích 8]]",
        notes=(NotePart(12, "Có"),),
    )

    assert with_room_for_marks(fields).notes == (NotePart(12, "Có"), NotePart(7))


def test_a_form_gets_room_for_a_note_that_no_text_has_yet():
    part = AppendixPart(body="Chữ[[chú thích 4]]")

    fields = with_room_for_a_note(DraftFields(appendixes=(part,), notes=(NotePart(1, "Một"),)))

    assert fields.notes == (NotePart(1, "Một"), NotePart(5))
    assert fields.notes[-1].mark == "[[chú thích 5]]"


def test_a_dropped_appendix_goes_with_the_notes_that_hang_in_it():
    part = AppendixPart("BIỂU", body="Chữ[[chú thích 1]]", dropped=True)

    fields = cleaned(DraftFields(body="Giữ", appendixes=(part,), notes=(NotePart(1, "X"),)))

    assert (fields.appendixes, fields.notes) == ((), ())


@pytest.mark.parametrize(
    ("part", "field", "words"),
    [
        (AppendixPart(orientation="chéo", key=2), "appendix-2-orientation", "dọc hoặc ngang"),
        (AppendixPart(title="x" * 2001, key=3), "appendix-3-title", "quá 2.000"),
        (AppendixPart(body="x" * 1_000_001, key=4), "appendix-4-body", "1.000.000"),
        (AppendixPart(title="TỐI MẬT"), "appendix-0-title", "độ mật"),
        (AppendixPart(body="Một\n\nMẬT\n"), "appendix-0-body", "độ mật"),
    ],
)
def test_what_an_appendix_cannot_hold_is_refused_beside_it(part, field, words):
    found, sentence = refused(DraftFields(appendixes=(part,)))

    assert found == field
    assert words in sentence


def test_a_secret_note_and_a_thousand_appendixes_are_refused():
    secret = DraftFields(body="Một[[chú thích 1]]", notes=(NotePart(1, "TUYỆT MẬT"),))
    many = DraftFields(appendixes=tuple(AppendixPart(key=key) for key in range(1000)))

    assert refused(secret)[0] == "note-1"
    assert refused(many) == ("appendixes", "Văn bản có 1000 phụ lục, quá 100; gộp hoặc bỏ bớt.")


def test_a_title_keeps_its_lines_and_parts_without_keys_stay_apart():
    parts = (AppendixPart(" PHỤ LỤC 1 \r\n DANH MỤC ", body="Một"), AppendixPart("B", body="Hai"))

    kept = cleaned(DraftFields(appendixes=parts)).appendixes

    assert [(part.title, part.body) for part in kept] == [
        ("PHỤ LỤC 1\nDANH MỤC", "Một"), ("B", "Hai"),
    ]  # fmt: skip


def test_blocks_of_appendixes_keep_their_names_through_moves_and_titles():
    a, b = (
        Appendix(title, (Block(BlockKind.PARAGRAPH, (Run(f"Đoạn của {title}"),), id=title),))
        for title in ("mot", "hai")
    )
    before = Plan(appendixes=(a, b))
    first, second = from_plan(before, None, None).appendixes
    renamed = replace(first, title="ba", orientation="landscape")

    made = to_plan(DraftFields(appendixes=(second, renamed)), head_of(before), before)

    assert [[block.id for block in one.body] for one in made.appendixes] == [["hai"], ["mot"]]
    assert made.appendixes[1].orientation is Orientation.LANDSCAPE


def test_a_table_may_move_from_the_body_into_an_appendix_and_no_name_is_there_twice():
    body = (Block(BlockKind.PARAGRAPH, (Run("Một"),), id="x"),)
    before = Plan(body=body, appendixes=(Appendix("A", body),))

    made = to_plan(from_plan(before, None, None), head_of(before), before)

    assert made.body[0].id == "x"
    assert made.appendixes[0].body[0].id not in {"", "x"}


def test_a_paper_fills_over_a_draft_with_notes_of_its_own():
    old = DraftFields(
        opening="Cũ[[chú thích 1]]",
        appendixes=(AppendixPart("CŨ"),),
        notes=(NotePart(1, "Chữ cũ"),),
    )
    new = DraftFields(body="Mới[[chú thích 1]]", notes=(NotePart(1, "Chữ mới"),))

    both = merged(old, new)

    assert both.opening == "Cũ<note>Chữ cũ</note>"
    assert both.body == "Mới<note>Chữ mới</note>"
    assert both.appendixes == old.appendixes
    assert both.notes == ()
