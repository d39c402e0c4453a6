"""Words at fault in a shown text: the right ones, none lost, each leading to its finding."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.a_good_plan import ARABIC, GOOD, a_plan, mark, para, table, with_appendixes, words
from tests.unit.strategies import runs
from webapp.domain.form_rules.findings import Fix
from webapp.domain.plan import Run, plain
from webapp.services.field_findings import findings_of
from webapp.services.finding_values import FieldFinding
from webapp.services.shown_faults import Fault, cut, faults_of
from webapp.web.plans.finding_words import change


def a_finding(place: str, quote: str = "", key: str = "k1") -> FieldFinding:
    return FieldFinding("", "Sai.", "error", "", "TL-x", key=key, place=place, quote=quote)


PLAN = a_plan(
    subject=words("Mở Rộng việc"),
    body=(
        mark(ARABIC, "1.", "Việc 1. của ai", name="p1"),
        mark(ARABIC, "2.", name="p2"),
        table("một", "hai , ba", name="t1"),
        para("", "p3"),
    ),
)


@pytest.mark.parametrize(
    ("place", "quote", "found"),
    [
        ("subject", "Rộng", {"subject": (3, 7)}),
        ("subject", "", {"subject": (0, 12)}),
        ("subject", "khác", {"subject": (0, 12)}),
        ("body/p1", "1.", {"body/p1": (5, 7)}),
        ("body/p2", "2.", {"body/p2:mark": (0, 0)}),
        ("body/p2", "", {"body/p2:mark": (0, 0)}),
        ("body/t1", " ,", {"body/t1:2": (3, 5)}),
        ("body/t1", "", {"body/t1": (0, 0)}),
        ("body/p3", "", {"body/p3": (0, 0)}),
        ("code_notation", "", {"number": (0, 0)}),
        ("signer.position", "", {"signer.position": (0, 0)}),
        ("page", "", {}),
    ],
)
def test_a_finding_marks_its_words(place, quote, found):
    faults = faults_of(PLAN, [a_finding(place, quote)])

    assert {name: (one.start, one.end) for name, (one,) in faults.items()} == found


def test_of_two_like_faults_each_is_marked():
    plan = a_plan(opening=(words("Một  hai  ba"),))
    second = replace(a_finding("opening/0", "  "), context="hai  ")

    faults = faults_of(plan, [a_finding("opening/0", "  "), second])["opening/0"]

    assert [one.start for one in faults] == [3, 8]


def test_a_mark_is_at_fault_where_only_it_has_the_words():
    plan = a_plan(body=(mark(ARABIC, "4.", "Việc khác", name="p1"),))

    assert list(faults_of(plan, [a_finding("body/p1", "4.")])) == ["body/p1:mark"]


def test_blocks_of_appendixes_have_their_marks_too():
    plan = with_appendixes(1)

    faults = faults_of(plan, [a_finding("appendixes/0/q1", "...."), a_finding("appendixes/0")])

    assert list(faults) == ["appendixes/0/q1", "appendixes/0"]


@given(runs(), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=4))
def test_cutting_loses_no_word_and_no_footnote(paragraph, stretches):
    faults = tuple(Fault(a, a + n, f"k{i}", "hint", "") for i, (a, n) in enumerate(stretches))

    shown = list(cut(paragraph, faults))

    assert "".join(one.run.text for one in shown) == plain(paragraph)
    assert [one.run.note for one in shown if one.run.note] == [r.note for r in paragraph if r.note]


def test_the_gravest_of_two_findings_leads_and_each_has_its_beginning():
    grave, slight = Fault(0, 4, "grave", "error", ""), Fault(2, 6, "slight", "hint", "")

    shown = [
        (one.run.text, one.fault and one.fault.key, one.begins)
        for one in cut((Run("abcdefg", bold=True),), (grave, slight))
    ]

    assert shown == [
        ("ab", "grave", ("grave",)),
        ("cd", "grave", ("slight",)),
        ("ef", "slight", ()),
        ("g", None, ()),
    ]


def test_only_what_the_text_shows_is_led_to():
    plan = a_plan(subject=words("mở rộng"), to_places=())

    shown = {one.place: one.is_shown for one in findings_of(plan)}

    assert shown["subject"]
    assert not shown["to_places"]
    assert not findings_of(GOOD)


LONG = "Căn cứ Nghị định này của cơ quan kia về việc nọ ngày ấy tháng ấy năm 2020 như đã nêu ở trên"


@pytest.mark.parametrize(
    ("wrong", "right", "seen"),
    [
        ("Ủy Ban", "Ủy ban", ("Ủy Ban", "Ủy ban")),
        ("  ", " ", ("␣␣", "␣")),
        ("một ;", "một;", ("một␣;", "một;")),
        ("V/v ", "", ("V/v␣", "(bỏ)")),
        ("a; b", "a\nb", ("a; b", "a⏎b")),
        (LONG, LONG.replace(" năm", "  năm"), ("…ngày ấy tháng ấy năm 2020 như đã nêu…",
                                              "…ngày ấy tháng ấy␣␣năm 2020 như đã nêu…")),
    ],
)  # fmt: skip
def test_a_fix_is_shown_so_that_the_change_is_seen(wrong, right, seen):
    assert change(Fix(wrong, right)) == seen
