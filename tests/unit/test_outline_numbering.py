"""Marks are counted by their depth, the Vietnamese alphabet and what stands above them."""

import pytest
from hypothesis import given

from tests.unit.strategies import text_bodies
from webapp.domain.outline.body import parse_body
from webapp.domain.outline.markers import cut, from_roman, to_roman
from webapp.domain.outline.numbering import depths, number, settle
from webapp.domain.plan import Block, BlockKind, Marker, MarkerKind


def fixed(text):
    return [b.marker.text for b in parse_body(text) if b.marker and b.marker.fixed]


def texts(blocks):
    return [block.marker.text for block in blocks if block.marker]


def levels(text):
    return [block.level for block in parse_body(text)]


def body(*marks):
    return tuple(
        Block(BlockKind.PARAGRAPH, marker=Marker(kind, text, fixed=text.startswith("5")))
        for kind, text in marks
    )


def test_a_regular_outline_has_no_fixed_mark():
    assert (
        fixed("I. A\n1. B\na) C\n- D\n+ E\nb) F\n2. G\nII. H\n1. I\n1.1. K\n1.2. L\n1.2.1. M") == []
    )


def test_a_mark_that_skips_one_is_fixed_and_counting_goes_on_from_it():
    assert fixed("1. A\n2. B\n4. C\n5. D") == ["4."]


def test_letters_go_by_the_vietnamese_alphabet():
    outline = "\n".join(f"{letter}) Việc" for letter in "abcdđeghiklmnopqrstuvxy")

    assert fixed(outline) == []
    assert fixed("d) A\ne) B") == ["d)", "e)"]


def test_letters_outside_the_alphabet_are_fixed():
    assert fixed("a) A\nf) B\nc) C") == ["f)"]


@pytest.mark.parametrize(
    "outline",
    [
        "1) A\n2) B",
        "(a) A\n(b) B",
        "A. ĐẦU TIÊN\nB. TIẾP THEO\nC. CUỐI CÙNG",
        "Phần I\nPhần II",
        "Mục 1\nMục 2",
        "Điều 1. A\nĐiều 2. B",
        "1.1. A\n1.2. B\n2.1. C\n2.2. D",
        "II.\n",
        "– A\n– B",
        "I. A\n1.1. B\nII. C\n2.1. D",
    ],
)
def test_each_style_is_counted_in_its_own_way(outline):
    assert fixed(outline) == (["II."] if outline == "II.\n" else [])


def test_a_decimal_follows_the_mark_above_it():
    assert fixed("4. A\n4.1. B\n5.2. C") == ["4.", "5.2."]


@pytest.mark.parametrize("outline", ["Phần thứ hai", "(ii) Hai", "Điều 2a. Hai"])
def test_marks_without_a_plain_numeral_are_fixed(outline):
    assert fixed(outline) == [outline.removesuffix(" Hai")]


def test_depth_counts_the_marks_that_are_open():
    assert levels("I. A\nMở\n1. B\n- C\n+ D\na) E\n- F\n2. G\n1.1. H\n1.1.1. I\nII. K") == [
        1, 0, 2, 3, 4, 3, 4, 2, 3, 4, 1,
    ]  # fmt: skip


def test_blocks_are_counted_anew_around_fixed_marks():
    arabic, decimal = MarkerKind.ARABIC, MarkerKind.DECIMAL
    before = body((arabic, "3."), (arabic, "5."), (arabic, "9."), (decimal, "1.7."))

    after = texts(number((*before, Block(BlockKind.PARAGRAPH))))

    assert after == ["1.", "5.", "6.", "6.1."]


def test_a_mark_that_cannot_be_counted_stays():
    lettered = body(*[(MarkerKind.LETTER, "a)")] * 24, (MarkerKind.PART, "Phần thứ ba"))

    numbered = texts(number(lettered))

    assert numbered[-3:] == ["y)", "a)", "Phần thứ ba"]


@given(text_bodies())
def test_counting_what_is_settled_changes_nothing(blocks):
    settled = settle(blocks)

    assert number(settled) == settled


def test_roman_numerals_are_read_as_they_are_written():
    assert [from_roman(str(to_roman(number))) for number in range(1, 90)] == list(range(1, 90))
    assert (to_roman(90), from_roman("IIII")) == (None, 0)


def test_a_roman_mark_beyond_the_numerals_cannot_be_counted():
    mark = cut(Marker(MarkerKind.ROMAN, "LXXXIX."))

    assert mark
    assert mark.numeral == "LXXXIX"


@given(text_bodies(most=12))
def test_the_depth_alone_is_that_of_the_settled_body(body):
    assert depths(body) == [block.level for block in settle(body)]


@pytest.mark.parametrize("signs", ["-*-", "-+*-+", "*-*", "+-+*"])
def test_a_star_stands_above_the_items_before_it_in_both_counts(signs):
    heading = Block(BlockKind.HEADING, marker=Marker(MarkerKind.ARABIC, "1."))
    kinds = {"+": MarkerKind.PLUS}
    items = [
        Block(BlockKind.PARAGRAPH, marker=Marker(kinds.get(sign, MarkerKind.DASH), sign))
        for sign in signs
    ]
    body = (heading, *items)

    found = depths(body)

    assert found == [block.level for block in settle(body)]
    assert {found[place + 1] for place, sign in enumerate(signs) if sign == "*"} == {2}
