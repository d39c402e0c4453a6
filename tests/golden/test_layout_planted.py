"""Faults planted one at a time, in our papers and in real plans: found, and nothing else."""

import pytest

from tests.golden.papers import FOLDER, NOTE, shipped
from tests.golden.planter.campaign import full_plan, letter, plan_templates, run
from tests.golden.planter.kinds import KINDS
from tests.golden.test_docx_round_trip_corpus import data_of, every_plan
from tests.golden.test_docx_round_trip_corpus import pytestmark as needs_corpus
from webapp.documents.layout.checking import CATALOGUE
from webapp.documents.render import render
from webapp.documents.template import load_template
from webapp.domain.stages import Stage

TEMPLATES = plan_templates()
OF_LETTERS = [kind for kind in KINDS if "letter-subject-" in kind.rule or "addressee-" in kind.rule]
EVERY = 8
"""Of the kinds one in so many is tried on each further paper; the campaign tries them all."""
EVERY_OF_CORPUS = 2 * EVERY
"""These papers are long, and what they are tried for is tried on a full paper too."""
LEAST_SHARE = 0.98
ON_ONE_PAGE = {"number-missing"}
"""A paper that may stand on one page needs no number."""


def assert_found(outcome):
    told = [one for one in outcome.missed if one.partition(":")[0] not in ON_ONE_PAGE]
    assert outcome.planted
    assert len(told) <= (1 - LEAST_SHARE) * outcome.planted, "\n".join(told)


def full(stage):
    return render(full_plan(), shipped(), stage, NOTE)


def test_every_kind_is_found_in_a_paper_with_all_that_there_is():
    outcome = run("full", full(Stage.ISSUED), Stage.ISSUED)

    assert outcome.missed == []
    assert outcome.planted >= len(KINDS) - 5 - len(OF_LETTERS)


def test_every_kind_of_a_letter_is_found_in_one():
    outcome = run("letter", letter(), Stage.ISSUED, OF_LETTERS)

    assert (outcome.missed, outcome.planted) == ([], len(OF_LETTERS))


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.SIGNING])
def test_faults_are_found_before_a_paper_is_issued_too(stage):
    outcome = run("full", full(stage), stage, KINDS[::EVERY])

    assert outcome.missed == []


@pytest.mark.parametrize("place", range(len(TEMPLATES)), ids=TEMPLATES)
def test_faults_are_found_in_the_sample_of_each_template(place):
    template = load_template(FOLDER.parent / TEMPLATES[place])
    stage = list(Stage)[place % len(Stage)]
    data = render(template.sample, template, stage, NOTE)

    assert_found(run(template.name, data, stage, KINDS[place % EVERY :: EVERY]))


@needs_corpus
@every_plan()
def test_faults_are_found_in_the_plans_of_agencies(name):
    start = sum(map(ord, name)) % EVERY_OF_CORPUS

    assert_found(run(name, data_of(name), Stage.DRAFT, KINDS[start::EVERY_OF_CORPUS]))


def test_no_two_kinds_share_a_name_and_each_breaks_a_rule_that_there_is():
    rules = {rule.id for rule in CATALOGUE}

    assert len({kind.name for kind in KINDS}) == len(KINDS) >= 120
    assert {kind.rule for kind in KINDS} <= rules
    assert {rule for kind in KINDS for rule in kind.also} <= rules


def test_each_consequence_has_its_reason():
    assert all(kind.why for kind in KINDS if kind.also)


def test_every_rule_about_the_look_has_a_planted_fault():
    assert {rule.id for rule in CATALOGUE} - {kind.rule for kind in KINDS} == set()
