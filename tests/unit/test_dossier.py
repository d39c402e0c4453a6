"""What a person says of a paper of the dossier, before it is kept."""

from dataclasses import replace
from datetime import date

import pytest

from webapp.domain.dossier import KIND_LABELS, PaperFacts, PaperKind, described, sound_facts
from webapp.domain.errors import InvalidInputError

TODAY = date(2026, 3, 2)
FACTS = PaperFacts(
    PaperKind.SUBMISSION, "Tờ trình về Kế hoạch", "05/TTr-VHXH", TODAY, "Phòng Văn hóa - Xã hội"
)


def test_every_kind_has_a_label():
    assert set(KIND_LABELS) == set(PaperKind)


def test_sound_facts_stay_as_they_are():
    assert sound_facts(FACTS, TODAY) == FACTS


def test_odd_spaces_go():
    facts = replace(FACTS, title="  Tờ trình \n về  Kế hoạch ")

    assert sound_facts(facts, TODAY) == FACTS


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"number": "1" * 51}, "number"),
        ({"issuer": "x" * 201}, "issuer"),
        ({"dated": date(2026, 3, 3)}, "dated"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field(wrong, field):
    with pytest.raises(InvalidInputError) as refused:
        sound_facts(replace(FACTS, **wrong), TODAY)

    assert refused.value.field == field


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (FACTS, "Phòng Văn hóa - Xã hội, số 05/TTr-VHXH, ngày 02/03/2026"),
        (PaperFacts(PaperKind.OTHER, "Ảnh"), ""),
        (PaperFacts(PaperKind.OTHER, "Ảnh", number="7"), "số 7"),
    ],
)
def test_only_what_is_known_is_told(facts, words):
    assert described(facts) == words
