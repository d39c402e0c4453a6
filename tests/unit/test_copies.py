"""Who copies what, and what a trích sao holds."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.golden.papers import a_plan, heading, paragraph, words
from webapp.domain.copies import CopyForm, CopyKind, Parts, part_of, refusal, sound_parts, source_of
from webapp.domain.errors import InvalidInputError
from webapp.domain.people import Actor, Role, StandingIn
from webapp.domain.plan import Appendix, Block, BlockKind, MarkerKind, Medium, plain

CLERK = Actor(5, "Đỗ Minh Châu", 1, None, "", frozenset({Role.CLERK}))


def level(block: Block, depth: int) -> Block:
    return replace(block, level=depth)


BODY = (
    level(heading(MarkerKind.ROMAN, "I.", "Mục đích"), 1),
    level(paragraph("Yêu cầu chung.", MarkerKind.ARABIC, "1."), 2),
    paragraph("Nói thêm về yêu cầu."),
    level(heading(MarkerKind.ROMAN, "II.", "Nhiệm vụ"), 1),
    level(paragraph("Tuyên truyền.", MarkerKind.ARABIC, "1."), 2),
    level(paragraph("Kiểm tra.", MarkerKind.ARABIC, "2."), 2),
    level(paragraph("Đợt một.", MarkerKind.LETTER, "a)"), 3),
    Block(BlockKind.PAGE_BREAK),
    level(heading(MarkerKind.ROMAN, "III.", "Thực hiện"), 1),
)
PLAN = a_plan(body=BODY, appendixes=(Appendix("Danh mục"), Appendix("Phụ lục 05. Biểu mẫu")))
ALL = Parts(frozenset({0, 3, 8}), frozenset({0, 1}), opening=True, closing=True)


def said(*chosen, **more) -> list[str]:
    """Return the marks and words of what the part holds."""
    body = part_of(PLAN, Parts(frozenset(chosen), **more)).body
    return [f"{one.marker.text if one.marker else ''}{plain(one.runs)}" for one in body]


def test_the_clerk_copies_what_was_issued():
    assert refusal("issued", CLERK, recalled=False) is None


@pytest.mark.parametrize(
    ("state", "actor", "recalled", "sentence"),
    [
        ("numbering", CLERK, False, "Chỉ sao văn bản đã phát hành"),
        ("voided", CLERK, False, "Chỉ sao văn bản đã phát hành"),
        ("issued", CLERK, True, "đã bị thu hồi"),
        ("issued", replace(CLERK, roles=frozenset(Role) - {Role.CLERK}), False, "do văn thư làm"),
        (
            "issued",
            replace(CLERK, standing_in=StandingIn(1, CLERK, "Quyết định số 07/QĐ-UBND")),
            False,
            "do văn thư làm",
        ),
    ],
)
def test_others_and_other_plans_are_refused(state, actor, recalled, sentence):
    assert sentence in (refusal(state, actor, recalled=recalled) or "")


@pytest.mark.parametrize(
    ("kind", "form", "medium", "has_signed", "source"),
    [
        ("sao_y", "paper", "paper", True, "signed"),
        ("sao_y", "paper", "paper", False, "word"),
        ("sao_y", "paper", "electronic", True, "signed"),
        ("sao_y", "electronic", "paper", True, "signed"),
        ("trich_sao", "paper", "paper", True, "word"),
        ("trich_sao", "electronic", "electronic", False, "word"),
    ],
)
def test_a_copy_is_made_of_what_the_decree_says(kind, form, medium, has_signed, source):
    found = source_of(CopyKind(kind), CopyForm(form), Medium(medium), has_signed=has_signed)

    assert found == source


@pytest.mark.parametrize(
    ("medium", "has_signed", "sentence"),
    [
        (Medium.ELECTRONIC, True, "không sao y sang bản điện tử"),
        (Medium.PAPER, False, "đưa bản quét lên trước"),
    ],
)
def test_a_file_is_not_made_of_a_file_nor_of_nothing(medium, has_signed, sentence):
    with pytest.raises(InvalidInputError, match=sentence):
        source_of(CopyKind.WHOLE, CopyForm.ELECTRONIC, medium, has_signed=has_signed)


def test_a_chosen_section_brings_all_that_stands_in_it():
    assert said(3) == ["…", "II.Nhiệm vụ", "1.Tuyên truyền.", "2.Kiểm tra.", "a)Đợt một.", "…"]


def test_a_chosen_point_brings_the_headings_above_it_and_marks_the_gaps():
    assert said(6) == ["…", "II.Nhiệm vụ", "…", "2.Kiểm tra.", "a)Đợt một.", "…"]


def test_a_paragraph_without_mark_comes_with_the_point_it_goes_on_from():
    assert said(2) == ["I.Mục đích", "1.Yêu cầu chung.", "Nói thêm về yêu cầu.", "…"]


def test_nothing_is_marked_as_left_out_of_the_whole_body():
    assert "…" not in said(0, 3, 8)


def test_a_text_without_marks_is_taken_by_the_paragraph():
    body = (paragraph("Một."), paragraph("Hai."))

    part = part_of(replace(PLAN, body=body), Parts(frozenset({1})))

    assert [plain(one.runs) for one in part.body] == ["…", "Hai."]


def test_bases_opening_and_closing_come_where_they_are_wanted():
    bare, whole = part_of(PLAN, Parts()), part_of(PLAN, ALL)

    assert (bare.legal_bases, bare.opening, bare.closing) == ((), (), ())
    assert (whole.legal_bases, whole.opening) == (PLAN.legal_bases, PLAN.opening)
    assert whole.closing == PLAN.closing


def test_an_appendix_keeps_the_number_that_it_has_among_all():
    second = replace(PLAN, appendixes=(Appendix("A"), Appendix("Phụ lục\nDanh mục"), Appendix("C")))

    found = part_of(second, Parts(appendixes=frozenset({1, 2}))).appendixes

    assert [one.title for one in found] == ["Phụ lục II\nDanh mục", "Phụ lục III\nC"]


def test_an_own_number_of_an_appendix_stays_and_a_single_one_has_none():
    own = part_of(PLAN, Parts(appendixes=frozenset({1}))).appendixes
    single = part_of(
        replace(PLAN, appendixes=(Appendix("Danh mục"),)), Parts(appendixes=frozenset({0}))
    ).appendixes

    assert [one.title for one in (*own, *single)] == ["Phụ lục 05. Biểu mẫu", "Danh mục"]


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (Parts(opening=True), "Chọn ít nhất một phần"),
        (Parts(frozenset({99})), "trong danh sách"),
        (Parts(appendixes=frozenset({2})), "trong danh sách"),
        (ALL, "chọn «Sao y»"),
    ],
)
def test_a_choice_of_nothing_of_all_or_of_what_is_not_there_is_refused(wanted, sentence):
    with pytest.raises(InvalidInputError, match=sentence):
        sound_parts(PLAN, wanted)


def test_what_the_plan_does_not_have_need_not_be_chosen():
    bare = replace(PLAN, legal_bases=(), opening=(), closing=())

    with pytest.raises(InvalidInputError, match="chọn «Sao y»"):
        sound_parts(bare, replace(ALL, opening=False, closing=False))


def test_a_choice_of_some_is_taken():
    assert sound_parts(PLAN, replace(ALL, closing=False)).opening


@given(st.frozensets(st.integers(0, len(BODY) - 1)))
def test_a_part_holds_blocks_of_the_plan_alone_in_their_order(chosen):
    gap = Block(BlockKind.PARAGRAPH, words("…"))
    kept = [one for one in part_of(PLAN, Parts(chosen)).body if one != gap]

    places = [BODY.index(one) for one in kept]
    assert places == sorted(set(places))
    assert chosen - {7} <= set(places)
