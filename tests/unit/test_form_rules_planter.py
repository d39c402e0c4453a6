"""Faults planted one at a time in our samples and in real plans: found there, and nothing else."""

import json
from functools import cache, partial
from pathlib import Path

import pytest

from tests.unit.planter import body_kinds, foot_kinds, head_kinds
from tests.unit.planter.phrases import PHRASES
from tests.unit.planter.planting import Kind, Planted, in_host, with_phrase
from webapp.documents.reading.document import read_docx
from webapp.domain.form_rules.checking import check, stage_of
from webapp.domain.plan import Plan
from webapp.domain.plan_json import from_json
from webapp.domain.stages import Stage

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "doc_templates").glob("ke_hoach*/sample.json"))
CORPUS = sorted((ROOT.parent / "shared" / "corpus" / "plans").glob("*.docx"))
LEAST_FOUND = 0.98


def phrase_kind(rule: str, wrong: str) -> Kind:
    def kind(plan):
        planted = in_host(plan, partial(with_phrase, phrase=wrong))
        return planted and Planted(rule, *planted)

    return kind


KINDS: dict[str, Kind] = {
    **head_kinds.KINDS,
    **body_kinds.KINDS,
    **foot_kinds.KINDS,
    **{f"«{wrong}»": phrase_kind(rule, wrong) for rule, wrong, _ in PHRASES},
}


@cache
def plan_of(path: Path) -> Plan:
    if path.suffix == ".docx":
        return read_docx(path.read_bytes())
    return from_json(json.loads(path.read_text(encoding="utf-8")))


def found(plan: Plan, stage: Stage) -> set[tuple[str, str]]:
    return {(one.rule, one.place) for one in check(plan, stage)}


def verdicts(path: Path) -> dict[str, str]:
    """Return of each fault that the plan can take, and has not, what went wrong, or nothing."""
    plan = plan_of(path)
    said: dict[str, str] = {}
    before = {stage: found(plan, stage) for stage in Stage}
    for name, kind in KINDS.items():
        planted = kind(plan)
        if planted is None:
            continue
        stage = planted.stage or stage_of(plan)
        expected = {(planted.rule, planted.place)}
        if expected <= before[stage]:
            continue
        new = found(planted.plan, stage) ^ before[stage]
        said[name] = "" if new == expected else f"{expected} expected, {new} found"
    return said


def test_there_are_sixty_kinds_of_faults_and_more():
    assert len(KINDS) >= 60


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_a_fault_in_a_sample_is_found_and_nothing_else_changes(path):
    said = verdicts(path)

    assert [f"{name}: {fault}" for name, fault in said.items() if fault] == []
    assert len(said) >= 60


@pytest.mark.skipif(not CORPUS, reason="the plans of the corpus are not beside this repository")
def test_nearly_all_faults_in_real_plans_are_found_and_nothing_else_changes():
    said = {(path.name, name): fault for path in CORPUS for name, fault in verdicts(path).items()}

    missed = {key: fault for key, fault in said.items() if fault}
    assert len(missed) <= (1 - LEAST_FOUND) * len(said), missed
    assert len(said) >= 60 * len(CORPUS)


@pytest.mark.parametrize("path", [*SAMPLES, *CORPUS], ids=lambda path: path.parent.name + path.stem)
def test_the_right_phrase_in_the_same_place_changes_nothing(path):
    plan, stage = plan_of(path), stage_of(plan_of(path))
    before = found(plan, stage)

    for _, _, right in PHRASES:
        planted = in_host(plan, partial(with_phrase, phrase=right))
        assert planted is not None
        assert found(planted[1], stage) == before, right
