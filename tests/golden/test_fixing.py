"""Correcting the look of a file: the fault goes, every word stays, a second time does nothing."""

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from tests.golden.fixed import changed, complaints, faults, rules, said
from tests.golden.papers import NOTE, shipped
from tests.golden.test_layout import (
    BODY2,
    FAULTS,
    a_long_plan,
    letters,
    line,
    section,
    setting,
    without_rule,
)
from webapp.documents.fixing.file import FIXABLE, fix_file
from webapp.documents.layout.checking import CATALOGUE, check_file
from webapp.documents.render import render
from webapp.domain.stages import Stage

CORRECTED = [
    pytest.param(plant, rule, id=f"{number}-{rule}")
    for number, (plant, rule, _) in enumerate(FAULTS)
    if rule in FIXABLE
]
OF_WORDS = [
    pytest.param(plant, rule, id=f"{number}-{rule}")
    for number, (plant, rule, _) in enumerate(FAULTS)
    if rule and rule not in FIXABLE
]
TYPED_IN_CAPITALS = "ND30-PL1-III.1b-appendix-label-hoa"


@pytest.fixture(scope="module")
def paper():
    return render(a_long_plan(), shipped(), Stage.ISSUED, NOTE)


def sentences(fixed):
    return [change.sentence for change in fixed.changes]


@pytest.mark.parametrize(("plant", "rule"), CORRECTED)
def test_a_planted_fault_of_look_is_corrected(paper, plant, rule):
    faulty = changed(paper, plant)

    fixed = fix_file(faulty)

    if rule == TYPED_IN_CAPITALS:  # capitals that were typed are words
        assert rules(fixed.data) == {rule}
        return
    assert rules(fixed.data) == set()
    assert rule in {change.rule for change in fixed.changes}
    assert said(fixed.data) == said(faulty)


@pytest.mark.parametrize(("plant", "rule"), CORRECTED)
def test_a_corrected_file_is_not_changed_again(paper, plant, rule):
    fixed = fix_file(changed(paper, plant)).data

    again = fix_file(fixed)

    assert (again.data, again.changes) == (fixed, ())
    assert {one.rule for one in again.left} & {rule} <= {TYPED_IN_CAPITALS}


@pytest.mark.parametrize(("plant", "rule"), OF_WORDS)
def test_a_fault_of_the_words_stays_and_is_listed(paper, plant, rule):
    faulty = changed(paper, plant)

    fixed = fix_file(faulty)

    assert said(fixed.data) == said(faulty)
    assert rule not in {change.rule for change in fixed.changes}
    assert rule in {finding.rule for finding in fixed.left}


def every_fault_at_once(document):
    for plant, rule, _ in FAULTS:
        if rule in FIXABLE and rule not in {TYPED_IN_CAPITALS, "ND30-PL1-I.7-vi-tri"}:
            plant(document)


def test_a_paper_full_of_faults_is_corrected_at_once(paper):
    faulty = changed(paper, every_fault_at_once)

    fixed = fix_file(faulty)

    assert len(rules(faulty)) > 25
    assert rules(fixed.data) == set()
    assert said(fixed.data) == said(faulty)


def test_a_corrected_paper_opens(paper, tmp_path):
    fixed = fix_file(changed(paper, every_fault_at_once))

    assert complaints(fixed.data, tmp_path) == []


def test_a_good_paper_stays_as_it_is_byte_for_byte(paper):
    fixed = fix_file(paper)

    assert (fixed.data, fixed.changes) == (paper, ())


def test_the_same_file_is_corrected_to_the_same_bytes(paper):
    faulty = changed(paper, every_fault_at_once)

    assert fix_file(faulty) == fix_file(faulty)


def test_what_is_left_is_what_a_second_check_finds(paper):
    fixed = fix_file(changed(paper, letters(BODY2, size=Pt(12))), Stage.ISSUED)

    assert fixed.left == check_file(fixed.data, Stage.ISSUED)


def test_every_rule_that_is_corrected_is_in_the_catalogue():
    assert {rule.id for rule in CATALOGUE} > FIXABLE


@pytest.mark.parametrize(
    ("plant", "sentence"),
    [
        (section(left_margin=Mm(25)), "Lề trái 25,0 mm → 30,0 mm"),
        (section(page_width=Mm(216)), "Khổ giấy 216 x 297 mm → A4 (210 x 297 mm)"),
        (
            setting(BODY2, alignment=WD_ALIGN_PARAGRAPH.LEFT),
            "Đoạn «2. Kiểm tra lần 2. Các cơ quan, đơn vị t…»: canh trái → canh đều",
        ),
        (
            setting(BODY2, first_line_indent=Mm(20)),
            "Đoạn «2. Kiểm tra lần 2. Các cơ quan, đơn vị t…»: lùi đầu dòng 2 cm → 1,27 cm",
        ),
        (
            setting(BODY2, line_spacing=0.8),
            "Đoạn «2. Kiểm tra lần 2. Các cơ quan, đơn vị t…»: giãn dòng 0,8 lines → dòng đơn",
        ),
        (
            setting(BODY2, line_spacing=Pt(30)),
            "Đoạn «2. Kiểm tra lần 2. Các cơ quan, đơn vị t…»: giãn dòng 30 pt → 1,5 lines",
        ),
        (letters("KẾ HOẠCH", bold=False), "Đoạn «KẾ HOẠCH»: chữ không đậm → đậm"),
        (letters("Nơi nhận", size=Pt(14)), "Đoạn «Nơi nhận:»: cỡ chữ 14 → 12"),
        (letters("KẾ HOẠCH", name="Arial"), "Đoạn «KẾ HOẠCH»: phông Arial → Times New Roman"),
        (without_rule("DuongKe"), "Đoạn «TỈNH AN HÒA»: kẻ đường kẻ ngang, nét liền ở dưới"),
    ],
)
def test_a_change_is_told_in_a_sentence(paper, plant, sentence):
    assert sentences(fix_file(changed(paper, plant))) == [sentence]


def test_a_change_of_many_paragraphs_is_told_once(paper):
    def plant(document):
        for number in range(2, 12):
            line(document, f"{number}. Kiểm tra").alignment = WD_ALIGN_PARAGRAPH.LEFT

    (change,) = fix_file(changed(paper, plant)).changes

    assert change.place == "body"
    assert change.sentence.startswith("10 đoạn, đoạn đầu tiên «2. Kiểm tra lần 2")
    assert change.sentence.endswith("»: canh trái → canh đều")


def test_a_change_names_rule_place_and_words(paper):
    (change,) = fix_file(changed(paper, letters(BODY2, size=Pt(13)))).changes

    assert (change.rule, change.place) == ("ND30-PL1-II.6e-cung-co", "body/b3")
    assert change.quote == "2. Kiểm tra lần 2. Các cơ quan, đơn vị t…"


def test_the_fault_is_there_before(paper):
    assert faults(paper) == set()
    assert faults(changed(paper, letters(BODY2, size=Pt(13)))) == {
        ("ND30-PL1-II.6e-cung-co", "body/b3")
    }
