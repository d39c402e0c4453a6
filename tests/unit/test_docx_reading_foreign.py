"""Plans laid out in the ways of many offices: the same content is read from each of them."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.docx_samples import bold, docx, p, paper
from tests.unit.flat_words import all_marks, all_text, crude_text, moved
from tests.unit.foreign_bodies import NUMBERINGS, PARTS, body_of
from tests.unit.foreign_heads import (
    AGENCIES,
    FEET,
    FILING,
    HEADS,
    NUMBERS,
    PLACES,
    RULES,
    SPACED_TYPE,
    SUBJECT,
    TITLES,
)
from tests.unit.foreign_parts import STYLES, paragraphs, tables
from tests.unit.words import words
from webapp.documents.reading.document import read_docx
from webapp.domain.outline.inline import look_of
from webapp.domain.plan import BlockKind, plain

USUAL = {
    "head": "two columns", "agency": "department", "ruled": "line", "number": "plain",
    "title": "two paragraphs", "numbering": "typed", "foot": "table",
}  # fmt: skip
CHOICES = {
    "head": tuple(HEADS), "agency": tuple(AGENCIES), "ruled": RULES, "number": tuple(NUMBERS),
    "title": tuple(TITLES), "numbering": tuple(NUMBERINGS), "foot": tuple(FEET),
}  # fmt: skip


def laid_out(head, agency, ruled, number, title, numbering, foot):
    """Return the plan laid out in these ways."""
    body, parts = body_of(numbering)
    made = HEADS[head](AGENCIES[agency], NUMBERS[number][0], ruled)
    return docx(made + TITLES[title] + body + FEET[foot], (), **parts)


def the_head(plan):
    day, place = plan.promulgated_on, plan.promulgation_place
    return (plan.organ_in_charge, plan.organ_name, plan.code_number, plan.code_notation, place, day)


def the_foot(plan):
    signer = plan.signer
    places = tuple(plain(runs) for runs in plan.to_places)
    return (places, plain(plan.filing_line), signer.authority, signer.position, signer.full_name)


def outline(plan):
    return [
        (block.level, block.marker.text if block.marker else "", plain(block.runs))
        for block in plan.body
    ]


def assert_understood(made, agency, number, **_):
    plan = read_docx(made)

    by, (count, notation) = AGENCIES[agency], NUMBERS[number][1:]
    names = ("\n".join(by.in_charge), "\n".join(by.name))
    assert the_head(plan) == (*names, count, notation, "An Hòa", date(2026, 3, 5))
    assert (plan.document_type, plain(plan.subject)) == ("KẾ HOẠCH", SUBJECT)
    assert outline(plan) == [(part.depth, part.mark, part.text) for part in PARTS]
    headed = [block.kind is BlockKind.HEADING for block in plan.body]
    assert headed == [part.bold for part in PARTS]
    signed = (("KT. GIÁM ĐỐC",), "PHÓ GIÁM ĐỐC", "Vừ A Của")
    assert the_foot(plan) == (PLACES, FILING, *signed)
    assert not plan.appendixes
    assert not [item for item in plan.report if item.kind == "not_understood"]


def assert_no_word_lost_or_moved(made):
    plan = read_docx(made)

    written = crude_text(made).replace(SPACED_TYPE, "KẾ HOẠCH")
    before, after = Counter(words(written)), Counter(words(all_text(plan)))
    assert before - after == Counter()
    assert after - before - Counter(words(" ".join(all_marks(plan)))) == Counter()
    assert moved(plan, made) == ""


ONE_BY_ONE = [
    pytest.param(USUAL | {name: way}, id=f"{name}: {way}")
    for name, ways in CHOICES.items()
    for way in ways
]


@pytest.mark.parametrize("ways", ONE_BY_ONE)
def test_a_plan_is_understood_in_each_of_its_shapes(ways):
    assert_understood(laid_out(**ways), **ways)


@pytest.mark.parametrize("agency", AGENCIES)
@pytest.mark.parametrize("head", HEADS)
def test_every_head_names_every_agency(head, agency):
    ways = USUAL | {"head": head, "agency": agency}

    assert_understood(laid_out(**ways), **ways)


@settings(max_examples=40, deadline=None)
@given(st.fixed_dictionaries({name: st.sampled_from(ways) for name, ways in CHOICES.items()}))
def test_shapes_may_be_mixed_and_no_word_is_lost_or_moved(ways):
    made = laid_out(**ways)

    assert_understood(made, **ways)
    assert_no_word_lost_or_moved(made)


@settings(max_examples=60, deadline=None)
@given(st.lists(paragraphs(), min_size=1, max_size=4))
def test_words_and_emphasis_stay_run_by_run_in_whatever_wraps_them(drawn):
    made = paper(p(bold("I. NỘI DUNG")), *(told.xml for told in drawn), styles=STYLES)

    plan = read_docx(made)

    assert [letters(block.runs) for block in plan.body[1:]] == [letters(one.seen) for one in drawn]


def letters(runs):
    """Return each letter with its look, a space that closes the paragraph left out."""
    seen = [(letter, look_of(run)) for run in runs for letter in run.text]
    while seen and seen[-1][0] == " ":
        seen.pop()
    return seen


@settings(max_examples=80, deadline=None)
@given(tables())
def test_tables_keep_each_cell_and_what_it_covers(drawn):
    body = read_docx(paper(p(bold("I. NỘI DUNG")), p("1. Bảng:"), drawn.xml)).body

    assert body[2].table
    assert (
        tuple(
            tuple((" ".join(map(plain, one.paragraphs)), one.columns, one.rows) for one in line)
            for line in body[2].table.rows
        )
        == drawn.seen
    )
