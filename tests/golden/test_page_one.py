"""What page 1 alone shows in its margins and at nơi nhận: ô 11 to 13 (PL1 III.2c, III.3, III.4)."""

import io
import zipfile
from dataclasses import replace

import pytest
from docx import Document

from tests.golden.papers import a_plan, rendered, shipped, words
from tests.golden.word_reader import W
from webapp.documents.paper import OpenDate
from webapp.documents.render import render
from webapp.domain.errors import InvalidInputError
from webapp.domain.plan import Appendix, Block, BlockKind, Orientation
from webapp.domain.stages import Stage

ADDRESS = "Số 5 đường Hòa Bình, tỉnh An Hòa\nThư điện tử: vanthu@anhoa.example"


@pytest.fixture(scope="module")
def document():
    text = Block(BlockKind.PARAGRAPH, words("Nội dung của phụ lục."))
    plan = a_plan(
        circulation_note="LƯU HÀNH NỘI BỘ",
        typer_notation="PL",
        promulgation_amount=300,
        foot_address=ADDRESS,
        appendixes=(
            Appendix("DANH SÁCH", (text,)),
            Appendix("BIỂU MẪU", (text,), Orientation.LANDSCAPE),
        ),
    )
    return Document(io.BytesIO(render(plan, shipped(), Stage.ISSUED)))


def lines(part):
    return [one.text for one in part.paragraphs if one.text.strip()]


def test_the_circulation_note_stands_framed_at_the_right_of_the_top_margin(document):
    note = document.sections[0].first_page_header.paragraphs[-1]
    frames = [one.get(f"{W}val") for run in note.runs for one in run.element.iter(f"{W}bdr")]

    assert note.text == "LƯU HÀNH NỘI BỘ"
    assert note.style.paragraph_format.alignment == 2
    assert 13 <= note.style.font.size.pt <= 14
    assert note.style.font.bold
    assert frames == ["single"]


def test_the_address_stands_under_a_rule_at_the_foot_of_page_one(document):
    foot = document.sections[0].first_page_footer

    assert lines(foot) == ADDRESS.split("\n")
    assert {one.style.name for one in foot.paragraphs} == {"Địa chỉ cuối trang đầu"}
    style = foot.paragraphs[0].style
    assert 11 <= style.font.size.pt <= 12
    assert style.element.find(".//{*}pBdr/{*}top") is not None
    assert not lines(document.sections[0].footer)


def test_no_appendix_shows_what_belongs_to_page_one(document):
    for section in document.sections[1:]:
        assert not lines(section.first_page_header)
        assert not lines(section.first_page_footer)
        assert not section.first_page_header.is_linked_to_previous
        assert not section.first_page_footer.is_linked_to_previous


def test_the_drafter_s_mark_and_the_copies_stand_below_the_recipients():
    paper = rendered(a_plan(typer_notation="PL", promulgation_amount=300))
    look = paper.find("PL.(300)")

    assert (look.size, look.bold, look.italic) == (11, False, False)
    assert paper.words().index("Lưu: VT, NC") < paper.words().index(look.text)


@pytest.mark.parametrize(
    ("notation", "amount", "shown"), [("PL", None, "PL"), ("", 20, "(20)"), ("PL", 20, "PL.(20)")]
)
def test_either_half_of_the_mark_may_stand_alone(notation, amount, shown):
    paper = rendered(a_plan(typer_notation=notation, promulgation_amount=amount))

    assert paper.find(shown).text == shown


def test_each_paper_has_the_foot_and_the_head_of_its_own_plan():
    one = a_plan(circulation_note="LƯU HÀNH NỘI BỘ", foot_address="Số 5\nđường Hòa Bình")
    plans = (one, replace(one, foot_address="Số 7"), replace(one, circulation_note=""), one)

    firsts = [
        Document(io.BytesIO(render(plan, shipped(), Stage.ISSUED))).sections[0] for plan in plans
    ]

    assert [lines(first.first_page_footer) for first in firsts] == [
        ["Số 5", "đường Hòa Bình"],
        ["Số 7"],
        ["Số 5", "đường Hòa Bình"],
        ["Số 5", "đường Hòa Bình"],
    ]
    note = [one.circulation_note]
    assert [lines(first.first_page_header) for first in firsts] == [note, note, [], note]


def test_a_plan_without_them_has_an_empty_foot_and_head():
    document = Document(io.BytesIO(render(a_plan(), shipped(), Stage.ISSUED)))

    assert not lines(document.sections[0].first_page_header)
    assert not lines(document.sections[0].first_page_footer)


@pytest.mark.parametrize(
    ("field", "words_of_it"),
    [
        ("circulation_note", "lưu hành"),
        ("typer_notation", "soạn thảo"),
        ("foot_address", "địa chỉ"),
    ],
)
def test_a_template_of_old_without_the_place_refuses_the_words(field, words_of_it):
    template = replace(shipped(), shown=shipped().shown - {"luu_hanh", "nguoi_soan", "dia_chi"})

    with pytest.raises(InvalidInputError, match=words_of_it):
        render(a_plan(**{field: "PL"}), template, Stage.ISSUED, None, OpenDate())
    assert zipfile.is_zipfile(io.BytesIO(render(a_plan(), template, Stage.ISSUED)))
