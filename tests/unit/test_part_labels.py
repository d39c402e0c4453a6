"""How the parts of a plan are called where they are chosen."""

from dataclasses import replace

from tests.golden.papers import a_plan, heading, paragraph
from webapp.domain.copies import Parts
from webapp.domain.plan import Appendix, Block, BlockKind, MarkerKind, Table
from webapp.services.part_labels import offered_appendixes, offered_blocks, parts_in_words

PLAN = a_plan(
    body=(
        paragraph("Lời đầu."),
        replace(heading(MarkerKind.ROMAN, "I.", "Mục đích"), level=1),
        Block(BlockKind.TABLE, table=Table(())),
        Block(BlockKind.PAGE_BREAK),
        replace(paragraph("dài " * 60, MarkerKind.ARABIC, "1."), level=2),
    ),
    appendixes=(Appendix("Danh mục"), Appendix("Phụ lục 05. Biểu mẫu"), Appendix("")),
)


def test_each_block_that_says_something_is_offered_at_its_depth():
    found = offered_blocks(PLAN)

    assert [(one.place, one.level, one.is_heading) for one in found] == [
        (0, 1, False),
        (1, 1, True),
        (2, 2, False),
        (4, 2, False),
    ]
    assert [one.label for one in found][:3] == ["Lời đầu.", "I. Mục đích", "(bảng)"]


def test_a_long_paragraph_is_cut():
    assert offered_blocks(PLAN)[-1].label.endswith("dài…")


def test_appendixes_are_called_as_on_the_paper():
    assert [one.label for one in offered_appendixes(PLAN)] == [
        "Phụ lục I: Danh mục",
        "Phụ lục 05: Biểu mẫu",
        "Phụ lục III",
    ]


def test_a_label_without_number_gets_that_of_its_place():
    plan = replace(PLAN, appendixes=(Appendix("PHỤ LỤC\nDanh mục"), Appendix("B")))

    assert offered_appendixes(plan)[0].label == "Phụ lục I: Danh mục"


def test_the_choice_is_told_in_words():
    wanted = Parts(frozenset({1}), frozenset({0}), opening=True, closing=True)

    assert parts_in_words(PLAN, wanted) == (
        "căn cứ, mở đầu; «I. Mục đích»; phần kết; Phụ lục I: Danh mục"
    )
    bare = replace(PLAN, legal_bases=(), opening=(), closing=())
    assert parts_in_words(bare, wanted) == "«I. Mục đích»; Phụ lục I: Danh mục"
