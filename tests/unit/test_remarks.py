import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.errors import InvalidInputError
from webapp.domain.remarks import (
    LONGEST_REMARK,
    MOST_REMARKS,
    Answer,
    AnswerKind,
    OpenRemark,
    Remark,
    numbered,
    read,
    sound_answer,
    unanswered,
    unexplained,
    with_place,
)


def texts(reason, *remarks):
    return [one.text for one in read(reason, [Remark(text) for text in remarks])]


def test_a_plain_reason_is_the_first_remark():
    assert texts("Thiếu căn cứ", "Sửa mục II") == ["Thiếu căn cứ", "Sửa mục II"]


def test_fields_left_empty_are_no_remarks():
    assert texts("", "  ", "Sửa mục II\n") == ["Sửa mục II"]


def test_a_typed_list_falls_into_its_points():
    typed = "1. Bổ sung căn cứ\n2) Sửa mục II\nnhư đã nêu\n3/ Rà soát nơi nhận"

    assert texts(typed) == ["Bổ sung căn cứ", "Sửa mục II\nnhư đã nêu", "Rà soát nơi nhận"]


@pytest.mark.parametrize(
    "typed",
    ["1. Bổ sung căn cứ", "Hai việc:\n1. Căn cứ\n2. Mục II", "2. Căn cứ\n1. Mục II", "3.5 tỷ đồng"],
)
def test_what_counts_not_from_one_stays_one_remark(typed):
    assert texts(typed) == [typed]


lines = st.text(alphabet="ab đ12.)/", min_size=1, max_size=12)


@given(st.lists(lines, max_size=6))
def test_no_word_of_a_remark_is_lost(typed):
    text = "\n".join(typed).strip()

    found = texts(text)

    kept = "".join("".join(found).split())
    marks = sum(len(str(number)) + 1 for number in range(1, len(found) + 1))
    assert len("".join(text.split())) == len(kept) + (marks if len(found) > 1 else 0)


def test_a_remark_keeps_what_it_is_about():
    (found,) = read("", [Remark("Sửa số liệu", "ab12", "12 thôn")])

    assert found == Remark("Sửa số liệu", "ab12", "12 thôn")


@pytest.mark.parametrize(
    ("where", "quote", "said"),
    [
        ("", "", "Sửa"),
        ("Căn cứ 2", "", "Về căn cứ 2: Sửa"),
        ("Trích yếu", "năm 2026", "Về trích yếu, chữ «năm 2026»: Sửa"),
        ("Kết", "a" * 61, f"Về kết, chữ «{'a' * 60}…»: Sửa"),
    ],
)
def test_a_list_says_what_a_remark_is_about(where, quote, said):
    assert with_place("Sửa", where, quote) == said


def test_a_quote_is_cut_to_what_is_kept():
    (found,) = read("", [Remark("Sửa", "ab12", "x" * 600)])

    assert len(found.quote) == 500


def test_too_many_remarks_are_refused():
    with pytest.raises(InvalidInputError, match="nhiều nhất 50 ý kiến"):
        read("", [Remark("Sửa")] * (MOST_REMARKS + 1))


def test_a_remark_that_is_too_long_is_named():
    with pytest.raises(InvalidInputError, match="Ý kiến 2 dài quá"):
        read("Sửa", [Remark("x" * (LONGEST_REMARK + 1))])


def test_one_remark_reads_as_it_was_typed_and_several_are_numbered():
    assert numbered(["Sửa"]) == "Sửa"
    assert numbered(["Sửa", "Bỏ"]) == "1. Sửa\n2. Bỏ"


def test_an_answer_says_what_was_done():
    assert sound_answer(1, "fixed", " ") == Answer(AnswerKind.FIXED)
    assert sound_answer(1, "kept", "Theo mẫu ") == Answer(AnswerKind.KEPT, "Theo mẫu")
    assert sound_answer(1, "", "") == Answer()


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [
        ("kept", " ", "Ghi vì sao giữ nguyên ở ý kiến 2."),
        ("", "Đã làm", "Chọn «Đã sửa» hoặc «Giữ nguyên» cho ý kiến 2"),
        ("fixed", "x" * (LONGEST_REMARK + 1), "Trả lời ý kiến 2 dài quá"),
    ],
)
def test_an_answer_that_says_too_little_or_too_much_is_refused(kind, text, sentence):
    with pytest.raises(InvalidInputError, match=sentence):
        sound_answer(2, kind, text)


def test_one_sentence_names_every_remark_without_an_answer():
    sentence = unanswered([OpenRemark(2, "Lê An"), OpenRemark(3, "Lê An"), OpenRemark(1, "Vũ Bá")])

    assert sentence == (
        "Chưa trả lời ý kiến 2, 3 của Lê An, ý kiến 1 của Vũ Bá; trả lời từng ý kiến rồi trình."
    )


def test_there_is_nothing_to_say_when_all_is_answered():
    assert unanswered([]) == ""
    assert unexplained([]) == ""


def test_what_is_fixed_in_an_unchanged_text_is_named():
    assert "ý kiến 2 của Lê An ghi «Đã sửa»" in unexplained([OpenRemark(2, "Lê An")])
