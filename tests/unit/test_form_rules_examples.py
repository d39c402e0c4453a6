"""Every rule finds its fault at its place, and is silent on the same words written right."""

import pytest

from tests.unit.a_good_plan import found
from tests.unit.rule_examples import bases, capitals, foot, head, outline, text
from webapp.domain.form_rules.checking import CATALOGUE, check
from webapp.domain.form_rules.paper import Paper
from webapp.domain.form_rules.places import place_label
from webapp.domain.form_rules.wording import Wording
from webapp.domain.stages import Stage
from webapp.domain.text import squeeze

EXAMPLES = (
    *head.EXAMPLES,
    *bases.EXAMPLES,
    *capitals.EXAMPLES,
    *outline.EXAMPLES,
    *text.EXAMPLES,
    *foot.EXAMPLES,
)
SAID_WITH_ANOTHER = {
    "ND30-PL1-III.2a": {("L117-2025-mat", "secrecy")},
    "ND30-PL1-II.7b-TM": set(),
}
"""Rules whose fault is a fault for a second rule as well."""


def names(examples):
    return [f"{i}-{one.rule}" for i, one in enumerate(examples)]


@pytest.mark.parametrize("example", EXAMPLES, ids=names(EXAMPLES))
def test_a_fault_is_found_at_its_place_and_nothing_else(example):
    expected = {(example.rule, example.place)} | SAID_WITH_ANOTHER.get(example.rule, set())

    assert found(example.wrong, example.stage) == expected


@pytest.mark.parametrize("example", EXAMPLES, ids=names(EXAMPLES))
def test_the_same_words_written_right_are_not_flagged(example):
    expected = SAID_WITH_ANOTHER.get(example.rule, set())

    assert found(example.right, example.stage) == expected


def texts_at(plan, place):
    """Return what stands at a place: the passages, the mark before them, or the field."""
    passages = [one for one in Paper(plan, Stage.DRAFT, plan.medium).passages if one.place == place]
    marks = [one.marker.text for one in passages if one.marker]
    return [
        squeeze(text) for text in (*(p.text for p in passages), *marks, Wording(plan).at(place))
    ]


@pytest.mark.parametrize("example", EXAMPLES, ids=names(EXAMPLES))
def test_the_quoted_words_and_those_to_correct_stand_at_the_place(example):
    for finding in check(example.wrong, example.stage):
        texts = texts_at(example.wrong, finding.place)
        assert any(squeeze(finding.quote) in text for text in texts), finding
        if finding.fix:
            assert finding.fix.wrong
            assert any(squeeze(finding.fix.wrong) in text for text in texts), finding


def test_every_rule_of_the_catalogue_has_an_example():
    assert {rule.id for rule in CATALOGUE} == {example.rule for example in EXAMPLES}


def test_each_finding_is_a_sentence_with_source_and_place():
    for example in EXAMPLES:
        for finding in check(example.wrong, example.stage):
            assert finding.message.endswith("."), finding
            assert finding.source
            assert place_label(example.wrong, finding.place)
