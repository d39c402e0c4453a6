"""The reader knows forms, not the two seeds: fifty variants of each are read as they were made."""

from collections import Counter
from datetime import date
from random import Random

import pytest

from tests.unit.paper_variants import a_variant, mark_of, paragraphs_of
from tests.unit.seeds import BINH_PHUOC, DIEN_BIEN, needs_seeds, seed_text
from tests.unit.words import lost_words, moved_text
from webapp.domain.outline.paper import read_paper
from webapp.domain.plan import plain

pytestmark = needs_seeds

VARIANTS = [(seed, number) for seed in (BINH_PHUOC, DIEN_BIEN) for number in range(50)]


def made_variant(seed, number):
    """Return the variant that a number stands for."""
    return a_variant(seed_text(seed), Random(number))  # noqa: S311 - no secret is drawn


@pytest.fixture(scope="module", params=VARIANTS, ids=lambda pair: f"{pair[0].name[:3]}-{pair[1]}")
def made_and_read(request):
    seed, number = request.param
    variant = made_variant(seed, number)
    return variant, read_paper(variant.text)


def test_a_variant_keeps_its_head(made_and_read):
    made, plan = made_and_read
    day, month, year = made.day

    assert (plan.code_number, plan.code_notation) == (made.number, made.notation)
    assert (plan.promulgation_place, plan.promulgated_on) == (made.place, date(year, month, day))
    assert plan.document_type == "KẾ HOẠCH"
    assert plain(plan.subject)


def test_a_variant_keeps_its_outline(made_and_read):
    made, plan = made_and_read

    assert [block.marker.text for block in plan.body if block.marker] == made.marks
    assert len(plan.body) + len(plan.closing) == made.paragraphs


def test_the_cuts_of_a_variant_are_closed(made_and_read):
    made, plan = made_and_read
    paragraphs = [plain(block.runs) for block in plan.body] + list(map(plain, plan.closing))
    joined = [item for item in plan.report if item.kind == "joined"]

    assert len(joined) == len(made.whole)
    assert [w for w in made.whole if not any(w in text for text in paragraphs)] == []


def test_a_variant_keeps_its_foot(made_and_read):
    made, plan = made_and_read

    assert [plain(runs) for runs in plan.to_places] == made.recipients
    assert plain(plan.filing_line).startswith("Lưu: VT, TH")
    assert plan.unit == "TH"
    assert (plan.signer.full_name, plan.signer.position) == (made.name, made.position)
    assert len(plan.signer.authority) == 1


def test_a_variant_loses_and_moves_no_word(made_and_read):
    made, plan = made_and_read
    text = made.text.replace("<sub>", "").replace("</sub>", "")

    assert lost_words(text, plan) == (Counter(), Counter())
    assert moved_text(text, plan) is None


def test_the_variants_differ_and_carry_cuts():
    made = [made_variant(seed, number) for seed, number in VARIANTS]

    assert len({variant.text for variant in made}) == len(VARIANTS)
    assert sum(len(variant.whole) for variant in made) > len(VARIANTS)
    assert len({tuple(variant.marks) for variant in made}) > len(VARIANTS) // 2


def test_the_builder_finds_the_marks_of_the_seeds():
    marks = Counter(map(mark_of, paragraphs_of(seed_text(DIEN_BIEN))))

    assert (marks["+"], marks["4.2."], marks["III."]) == (4, 1, 1)
