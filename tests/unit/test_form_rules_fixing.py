"""Corrections: made in the runs of the text, found no more afterwards, no word changed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.a_good_plan import GOOD, a_plan, mark, para, table, with_body, words
from tests.unit.test_form_rules_examples import EXAMPLES, names
from tests.unit.words import main_text, other_texts
from tests.unit.words import words as words_of
from webapp.domain.form_rules.checking import check
from webapp.domain.form_rules.findings import Finding, Fix, Severity
from webapp.domain.form_rules.fixing import apply, same_words
from webapp.domain.plan import Appendix, Marker, MarkerKind, Plan, Run, Table, plain
from webapp.domain.stages import Stage

FIXABLE = [
    example
    for example in EXAMPLES
    if any(one.fix and one.rule == example.rule for one in check(example.wrong, example.stage))
]


def text_of(plan: Plan) -> list[list[str]]:
    return [words_of(part) for part in (main_text(plan), *other_texts(plan))]


def a_finding(place, wrong, right):
    return Finding("TL-thu", Severity.HINT, place, "Sửa.", "Thông lệ", wrong, Fix(wrong, right))


@pytest.mark.parametrize("example", FIXABLE, ids=names(FIXABLE))
def test_a_second_check_finds_none_of_the_faults_that_were_fixed(example):
    findings = check(example.wrong, example.stage)

    fixed, applied = apply(example.wrong, findings)

    left = check(fixed, example.stage)
    assert applied
    assert {(one.rule, one.place) for one in applied}.isdisjoint(
        (one.rule, one.place) for one in left
    )
    assert text_of(fixed) == text_of(example.wrong)


SLIPS = [
    (" ", "  "),
    (", ", ","),
    (", ", " , "),
    (" - ", " – "),
    ("Ủy ban nhân dân", "Ủy Ban Nhân Dân"),
    ("Nhân dân", "Nhân Dân"),
    ("khoản 2", "Khoản 2"),
    ("Điều 12", "điều 12"),
    ("ngày 05 tháng 3", "ngày 5 tháng 03"),
    (";", ""),
    ("Căn cứ", "căn cứ"),
    ("./.", "."),
    ("Lưu: VT", "Lưu VT"),
    (").", ")"),
]


def slipped(runs, slip):
    text = plain(runs).replace(*slip)
    middle = len(text) // 2
    return (Run(text[:middle]), Run(text[middle:], bold=True)) if text else ()


@given(st.lists(st.sampled_from(SLIPS), min_size=1, max_size=6), st.sampled_from(Stage))
def test_any_mixture_of_slips_is_fixed_without_a_word_changed(slips, stage):
    plan = GOOD
    for slip in slips:
        plan = replace(
            plan,
            legal_bases=tuple(slipped(runs, slip) for runs in plan.legal_bases),
            opening=tuple(slipped(runs, slip) for runs in plan.opening),
            body=tuple(replace(block, runs=slipped(block.runs, slip)) for block in plan.body),
            filing_line=slipped(plan.filing_line, slip),
        )

    fixed, applied = apply(plan, check(plan, stage))

    left = {(one.rule, one.place) for one in check(fixed, stage)}
    again, _ = apply(fixed, check(fixed, stage))
    rest = {(one.rule, one.place) for one in check(again, stage) if one.fix}
    assert text_of(fixed) == text_of(plan)
    assert rest == set()
    assert len(left) < len({(one.rule, one.place) for one in check(plan, stage)}) or not applied


def test_emphasis_stays_on_the_letters_it_was_on():
    runs = (Run("Các ", bold=True), Run("Ủy Ban", italic=True), Run(" Nhân Dân ", note="Chú thích"))
    plan = a_plan(opening=(runs, *GOOD.opening))

    fixed, _ = apply(plan, check(plan))

    assert fixed.opening[0] == (
        Run("Các ", bold=True),
        Run("Ủy ban", italic=True),
        Run(" nhân dân ", note="Chú thích"),
    )


def test_a_run_that_loses_all_its_text_goes_unless_a_note_hangs_on_it():
    runs = (Run("Các thôn"), Run(" "), Run(" ", note="Xem biểu"), Run("họp như sau:"))
    plan = a_plan(opening=(runs,))

    fixed, _ = apply(plan, [a_finding("opening/0", "thôn  họp", "thôn họp")])

    assert plain(fixed.opening[0]) == "Các thôn họp như sau:"
    assert [run.note for run in fixed.opening[0]] in (
        ["", "", "Xem biểu", ""],
        ["", "Xem biểu", ""],
    )


def test_signs_are_put_in_at_the_beginning_and_at_the_end():
    plan = a_plan(opening=(words("các thôn"),))

    fixed, applied = apply(
        plan,
        [a_finding("opening/0", "các thôn", "(các thôn"), a_finding("opening/0", "thôn", "thôn)")],
    )

    assert plain(fixed.opening[0]) == "(các thôn)"
    assert len(applied) == 2


def test_a_mark_is_corrected_beside_its_words():
    plan = with_body(mark(MarkerKind.LETTER, "a.", "Các thôn.", 1, "p8"))

    fixed, applied = apply(plan, check(plan))

    assert fixed.body[0].marker == Marker(MarkerKind.LETTER, "a)")
    assert plain(fixed.body[0].runs) == "Các thôn."
    assert [one.rule for one in applied] == ["ND30-PL1-II.6đ-ngoac"]


def test_every_cell_with_the_wrong_words_is_corrected():
    plan = with_body(table("Sở  Y tế", "Sở Nội vụ", "Sở  Y tế", name="t1"))

    fixed, _ = apply(plan, check(plan))

    grid = fixed.body[0].table or Table(())
    assert [plain(runs) for cell in grid.rows[0] for runs in cell.paragraphs] == [
        "Sở Y tế",
        "Sở Nội vụ",
        "Sở Y tế",
    ]


def test_appendixes_and_fields_are_corrected_too():
    body = (para("Các thôn , xóm.", "q1"),)
    opening = (words("Ban hành kèm theo Phụ lục như sau:"),)
    plan = a_plan(
        appendixes=(Appendix("PHỤ LỤC\nBIỂU", body),),
        opening=opening,
        code_notation="KH - UBND",
        promulgation_place="NẬM PỒ",
        signer=replace(GOOD.signer, authority=("TM.ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH")),
    )

    fixed, _ = apply(plan, check(plan))

    assert check(fixed) == ()
    assert fixed.appendixes[0].title == "Phụ lục\nBIỂU"
    assert fixed.code_notation == "KH-UBND"
    assert fixed.signer.authority[0] == "TM. ỦY BAN NHÂN DÂN"


def test_a_correction_that_changes_a_word_is_not_made():
    plan = a_plan(opening=(words("Để đảm bảo tiến độ:"),))

    fixed, applied = apply(plan, [a_finding("opening/0", "đảm bảo", "bảo đảm")])

    assert (fixed, applied) == (plan, ())


def test_a_correction_of_words_that_are_gone_is_not_made():
    fixed, applied = apply(GOOD, [a_finding("opening/0", "không có", "Không có")])

    assert (fixed, applied) == (GOOD, ())


def test_of_two_corrections_that_meet_the_first_is_made():
    plan = a_plan(opening=(words("các thôn:"),))
    capital = a_finding("opening/0", "các", "Các")
    capitals = a_finding("opening/0", "các", "CÁC")
    again = a_finding("opening/0", "các thôn", "Các thôn")

    fixed, applied = apply(plan, [capital, capitals, again])

    assert plain(fixed.opening[0]) == "Các thôn:"
    assert applied == (capital, again)


def test_a_stretch_that_differs_for_long_is_replaced_as_a_whole():
    small = "các thôn báo cáo " * 30
    plan = a_plan(opening=(words(f"{small}như sau:"),))

    fixed, _ = apply(plan, [a_finding("opening/0", small, small.upper())])

    assert plain(fixed.opening[0]) == f"{small.upper()}như sau:"


def test_of_two_signs_put_in_at_one_place_the_first_stands():
    plan = a_plan(opening=(words("các thôn"),))
    stop, comma = (a_finding("opening/0", "thôn", f"thôn{sign}") for sign in ".,")

    fixed, applied = apply(plan, [stop, comma])

    assert plain(fixed.opening[0]) == "các thôn."
    assert applied == (stop,)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ngày 5", "NGÀY 05", True),
        ("12 -KL/TU", "12-KL/TU", True),
        ("Nậm", "Na\u0323\u0302m", True),
        ("đảm bảo", "bảo đảm", False),
        ("số 5", "5", False),
    ],
)
def test_words_are_compared_without_case_signs_and_zeros(one, other, same):
    assert same_words(one, other) is same


def test_a_text_that_repeats_itself_for_long_gets_no_correction():
    plan = a_plan(opening=(words("ab " * 90 + "Khoản 2 Điều 5, " + "ab " * 90),))
    twice = a_plan(opening=(words(("Theo Khoản 2 Điều 5 của xã " * 12) + "như sau:"),))

    assert any(one.fix for one in check(plan) if one.rule == "ND30-PL2-V.7-khoan-diem")
    found = [one.fix for one in check(twice) if one.rule == "ND30-PL2-V.7-khoan-diem"]
    assert None in found
    assert found[0] is not None
