"""Every rule is explained: its points said, its examples true by the rules themselves."""

import re
import tomllib
from pathlib import Path

import pytest

from webapp.documents.layout import checking as layout
from webapp.domain.form_rules import checking
from webapp.domain.form_rules.explanations import catalogue, components
from webapp.domain.form_rules.explanations.catalogue import explanation_of, written
from webapp.domain.form_rules.explanations.model import lines_of
from webapp.domain.form_rules.explanations.sample import SAMPLE, places_of, plan_of
from webapp.domain.form_rules.explanations.sources import (
    POINTS,
    cited,
    is_of_the_decree,
    points_of,
)
from webapp.domain.stages import Stage
from webapp.services.help_examples import (
    drawn,
    findings_in_example,
    right_example,
    wrong_example,
)

ROOT = Path(__file__).resolve().parents[2]
STYLES = (ROOT / "webapp/web/static/css/examples.css").read_text(encoding="utf-8")
RULES = {rule.id: rule for rule in (*layout.CATALOGUE, *checking.CATALOGUE)}
OF_WORDS = {rule.id for rule in checking.CATALOGUE}


def explained(rule_id):
    explanation = explanation_of(rule_id)
    assert explanation is not None, f"{rule_id} has no explanation in explanations/rules/*.toml"
    return explanation


def has_fault(shown) -> bool:
    return any(piece.at_fault for line in shown.lines for piece in line.pieces)


def with_examples(of_words):
    """Yield the rules of words, or of looks, that have examples."""
    for rule_id in RULES:
        explanation = explained(rule_id)
        if (rule_id in OF_WORDS) is of_words and explanation.right:
            yield rule_id, explanation


def test_every_rule_is_explained_with_examples_or_a_reason_why_there_are_none():
    for rule_id in RULES:
        explanation = explained(rule_id)

        assert explanation.reading.endswith("."), rule_id
        assert bool(explanation.wrong) == bool(explanation.right), rule_id
        assert bool(explanation.right) != bool(explanation.why_none), rule_id


def test_every_point_that_a_rule_comes_from_says_what_it_says():
    points = {point for rule in RULES.values() for point in points_of(rule.source)}

    assert points - set(POINTS) == set(), "these belong into explanations/sources.toml"
    assert [text for text in POINTS.values() if not text.endswith(".")] == []


def test_the_rule_finds_its_fault_in_its_wrong_example_and_marks_words():
    for rule_id, explanation in with_examples(of_words=True):
        found = {one.rule for one in findings_in_example(explanation, explanation.wrong)}
        shown = wrong_example(rule_id, explanation)

        assert rule_id in found
        assert shown.message, rule_id
        assert has_fault(shown), rule_id


def test_no_rule_finds_anything_in_a_right_example():
    for rule_id, explanation in with_examples(of_words=True):
        assert findings_in_example(explanation, explanation.right) == (), rule_id
        assert not has_fault(right_example(explanation)), rule_id


def test_examples_of_looks_differ_and_only_the_wrong_one_is_at_fault():
    for rule_id, explanation in with_examples(of_words=False):
        wrong, right = drawn(explanation.wrong), drawn(explanation.right)

        assert wrong.lines != right.lines, rule_id
        assert has_fault(wrong), rule_id
        assert not has_fault(right), rule_id


def test_an_example_that_its_rule_no_longer_finds_is_shown_without_a_message():
    shown = wrong_example("khong-co", explained("ND30-PL1-II.2a"))

    assert shown.message == ""
    assert shown.fix is None


def test_a_rule_that_nobody_has_explained_yet_has_no_explanation():
    assert explanation_of("ND30-khong-co") is None


def test_every_role_and_look_of_an_example_is_drawn():
    lines = [
        line
        for rule_id in RULES
        for example in (explained(rule_id).wrong, explained(rule_id).right)
        for line in example
    ]

    roles = {f".ex-{line.role}" for line in lines}
    looks = {f".is-{look}" for line in lines for look in line.look.split()} - {".is-fault"}
    known = set(re.findall(r"\.(?:ex|is)-[\w-]+", STYLES)) | {".is-number", ".is-no-number"}
    assert roles - known == set()
    assert looks - known == set()


def test_no_explanation_is_about_a_rule_that_does_not_exist():
    assert set(written()) - set(RULES) == set()


def test_no_line_of_an_example_is_lost_in_reading():
    for path in Path(catalogue.__file__).with_name("rules").glob("*.toml"):
        for said in tomllib.loads(path.read_text(encoding="utf-8")).values():
            for name in ("wrong", "right"):
                text = said.get(name, "")
                assert len(lines_of(text)) == len(text.strip().splitlines()), text


def test_the_small_plan_around_the_examples_has_no_fault():
    assert checking.check(SAMPLE, Stage.SIGNING) == ()


def test_lines_of_an_example_know_their_places():
    example = lines_of(
        "to_place: Các thôn\nto_place:\nappendix_title: MỘT\nappendix_body: Việc\n"
        "appendix_title: HAI\nappendix_body: Việc\nauthority: TM. ỦY BAN\npage: trang"
    )

    placed = [(one.place, one.before, one.after) for one in places_of(example)]

    assert placed == [
        ("to_places/0", "- ", ";"),
        ("to_places/1", "", ""),
        ("appendixes/0", "", ""),
        ("appendixes/0/0", "", ""),
        ("appendixes/1", "", ""),
        ("appendixes/1/0", "", ""),
        ("signer.authority/0", "", ""),
        ("", "", ""),
    ]


def test_an_example_without_a_number_says_its_notation():
    assert plan_of(lines_of("number: KH/UBND")).code_notation == "KH/UBND"


@pytest.mark.parametrize(
    ("point", "said"),
    [
        ("PL1 II.6a", "Điểm a khoản 6 Mục II Phần I Phụ lục I"),
        ("PL1 I.7", "Khoản 7 Mục I Phần I Phụ lục I"),
        ("PL1 V", "Mục V Phần I Phụ lục I"),
        ("PL2 V.7", "Khoản 7 Mục V Phụ lục II"),
        ("PL6 phần II", "Phần II Phụ lục VI"),
        ("Mẫu 1.4 PL3", "Mẫu 1.4 Phụ lục III"),
        ("Điều 15 khoản 2", "Khoản 2 Điều 15"),
        ("Kỹ thuật soạn thảo", "Kỹ thuật soạn thảo"),
    ],
)
def test_a_point_is_cited_as_the_decree_cites_its_own(point, said):
    assert cited(point) == said


def test_two_points_of_one_appendix_are_two_points():
    assert points_of("PL1 II.2b, II.5b") == ("PL1 II.2b", "PL1 II.5b")
    assert points_of("Điều 13, PL1 II.7b") == ("Điều 13", "PL1 II.7b")


def test_only_points_of_the_decree_are_said_to_be():
    assert is_of_the_decree("PL1 II.6a")
    assert is_of_the_decree("Điều 13")
    assert not is_of_the_decree("Luật 72/2025/QH15")


def test_every_rule_belongs_to_a_component():
    found = {components.component_of(rule.id, rule.source) for rule in RULES.values()}

    assert found == set(components.COMPONENTS)
