"""Where words stand in the notation that they were typed in."""

import pytest
from hypothesis import given

from tests.unit.strategies import bodies, runs
from tests.unit.test_outline_inline import SIGNS
from webapp.domain.outline.body import parse_body, write_body
from webapp.domain.outline.inline import parse_runs, trace, write_runs
from webapp.domain.outline.stretches import (
    applied,
    edit_of,
    place_of,
    trace_line,
    trace_squeezed,
)
from webapp.domain.plan import BlockKind, plain


def found(line: str, passage: str, quote: str) -> str | None:
    """The typed words that a quote is found as."""
    traced = trace_line(line)
    letters = place_of(traced, passage, quote)
    if letters is None:
        return None
    start, end = traced.stretch(*letters)
    return line[start:end]


@given(SIGNS)
def test_tracing_shows_the_words_that_reading_gives(text):
    traced = trace(text)

    assert traced.words == plain(parse_runs(text))
    assert len(traced.starts) == len(traced.ends) == len(traced.words)


@given(runs())
def test_each_letter_of_a_written_paragraph_stands_where_it_is_said_to(paragraph):
    text = write_runs(paragraph)
    traced = trace(text)

    assert traced.words == plain(paragraph)
    assert all(
        letter in text[start:end] or letter.isspace()
        for letter, start, end in zip(traced.words, traced.starts, traced.ends, strict=True)
    )
    assert list(traced.starts) == sorted(traced.starts)


@given(bodies())
def test_the_passage_of_every_block_is_found_in_its_line(blocks):
    lines = [line for line in write_body(blocks).split("\n") if line]

    for line, block in zip(lines, blocks, strict=True):
        passage = plain(block.runs)
        if block.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH} and passage.strip():
            traced = trace_line(line)
            start, end = place_of(traced, passage.rstrip(), "") or (0, 0)
            assert traced.words[start:end] == passage.rstrip()


@pytest.mark.parametrize(
    ("line", "passage", "quote", "typed"),
    [
        ("Các Ủy Ban xã", "Các Ủy Ban xã", "Ủy Ban", "Ủy Ban"),
        ("Các **Ủy** Ban xã", "Các Ủy Ban xã", "Ủy Ban", "Ủy** Ban"),
        ("Các **Ủy Ban** xã", "Các Ủy Ban xã", "Ủy Ban", "Ủy Ban"),
        (r"2 \* 3 Của ai", "2 * 3 Của ai", "3 Của", "3 Của"),
        ("Năm<note>Của</note> Của ai", "Năm Của ai", "Của", "Của"),
        ("[[đoạn]] [[cấp 2]] 1. Của ai", "Của ai", "Của", "Của"),
        ("  # 1. Một  hai ", "Một  hai", "  ", "  "),
        ("1. 1. mục", "1. mục", "1.", "1."),
        ("1. Mục", "Mục", "1.", "1."),
        ("1. Mục", "Mục", "", "Mục"),
        ("II.", "", "", "II."),
        ("Mục", "Mục", "không có", None),
        ("Mục", "dòng khác", "dòng", None),
    ],
)
def test_a_quote_is_found_as_it_was_typed(line, passage, quote, typed):
    assert found(line, passage, quote) == typed


def test_a_quote_is_sought_behind_the_mark_first():
    traced = trace_line("1. 1. mục")

    assert place_of(traced, "1. mục", "1.") == (3, 5)


def test_odd_spaces_of_a_field_on_one_line_are_single_ones():
    text = "  Mở\n rộng \t việc   tiếp "
    traced = trace_squeezed(text)

    start, end = traced.stretch(*(place_of(traced, "Mở rộng việc tiếp", "rộng việc") or (0, 0)))

    assert text[start:end] == "rộng \t việc"
    assert trace_squeezed("").words == ""


@pytest.mark.parametrize(
    ("line", "wrong", "right", "after"),
    [
        ("Các Ủy Ban xã", "Ủy Ban", "Ủy ban", "Các Ủy ban xã"),
        ("Các **Ủy** Ban xã", "Ủy Ban", "Ủy ban", "Các **Ủy** ban xã"),
        ("năm  2020", "  ", " ", "năm 2020"),
        ("*năm 2020*", "2020", "2020;", "*năm 2020;*"),
        ("**Số:** 5", "Số:", "số:", "**số:** 5"),
        ("năm 2020", "", "", None),
        ("một ; hai ; ba", " ;", ";", "một; hai ; ba"),
        ("Một ; hai", " ; hai", "\nhai", "Một\nhai"),
    ],
)
def test_a_fix_changes_what_differs_and_nothing_else(line, wrong, right, after):
    traced = trace_line(line)
    letters = place_of(traced, traced.words, wrong) if wrong else None
    edit = edit_of(line, trace_line, letters, right) if letters else None

    assert (applied(line, (edit,)) if edit else None) == after


@pytest.mark.parametrize(
    ("line", "wrong", "right"),
    [
        ("m**ộ**t", "một", "MỘT"),  # signs of emphasis stand between
        ("một hai", "hai", "**hai**"),  # would be read as emphasis
    ],
)
def test_a_fix_that_would_touch_emphasis_is_not_offered(line, wrong, right):
    traced = trace_line(line)
    letters = place_of(traced, traced.words, wrong)

    assert letters
    assert edit_of(line, trace_line, letters, right) is None


def test_edits_are_made_from_the_end():
    from_start = edit_of("a  b  c", trace_line, (1, 3), " ")
    later = edit_of("a  b  c", trace_line, (4, 6), " ")

    assert from_start
    assert later
    assert applied("a  b  c", (from_start, later)) == "a b c"


def test_blocks_of_an_outline_are_its_lines():
    text = "I. MỘT\n\n1. Hai\n   \n[[ngắt trang]]"

    assert len(parse_body(text)) == 3
