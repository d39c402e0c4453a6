"""Powers to sign: what a change widens, who confirms, who may pass one on (Điều 13)."""

from dataclasses import replace
from datetime import date

import pytest

from webapp.domain.authority import SigningForm
from webapp.domain.powers import HEAD_FORMS, Proposal, Terms, confirm_refusal, source_refusal

KEEPER, PERSON, HEAD, OFFICE_HEAD, SOMEBODY = 1, 2, 3, 4, 5
TERMS = Terms(
    form="tm_kt",
    titles=("Phó Chủ tịch", "", ""),
    advisory_body_id=None,
    source_id=None,
    scope="Văn hóa, xã hội",
    document="Thông báo số 06/TB-UBND",
    units=frozenset({10, 11}),
    valid_from=date(2026, 1, 1),
    valid_until=date(2026, 12, 31),
    active=True,
)


@pytest.mark.parametrize(
    "changes",
    [
        {"form": "tm"},
        {"titles": ("Chủ tịch", "", "")},
        {"advisory_body_id": 7},
        {"source_id": 7},
        {"scope": "Văn hóa, xã hội, ngân sách"},
        {"document": "Thông báo số 07/TB-UBND"},
        {"units": frozenset({10, 11, 12})},
        {"units": frozenset({12})},
        {"units": frozenset()},
        {"valid_from": date(2025, 12, 31)},
        {"valid_until": date(2027, 1, 1)},
        {"valid_until": None},
    ],
)
def test_whatever_lets_more_be_signed_widens(changes):
    assert replace(TERMS, **changes).widens(TERMS)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"units": frozenset({10})},
        {"valid_from": date(2026, 2, 1)},
        {"valid_until": date(2026, 6, 30)},
        {"active": False},
        {"active": False, "scope": "khác"},
    ],
)
def test_less_of_the_same_widens_nothing(changes):
    assert not replace(TERMS, **changes).widens(TERMS)


def test_naming_units_narrows_what_covered_all():
    everywhere = replace(TERMS, units=frozenset(), valid_until=None)

    assert not TERMS.widens(everywhere)


def test_what_was_ended_is_not_taken_up_again_without_a_word():
    assert TERMS.widens(replace(TERMS, active=False))


def proposal(**changes):
    return replace(Proposal("tm_kt", PERSON, KEEPER), **changes)


@pytest.mark.parametrize("who", [HEAD, OFFICE_HEAD])
def test_the_head_and_the_office_head_confirm(who):
    assert confirm_refusal(proposal(), who, {HEAD, OFFICE_HEAD}) is None


@pytest.mark.parametrize(
    ("who", "confirmers", "words"),
    [
        (KEEPER, {KEEPER, HEAD}, "Người nhập không tự xác nhận"),
        (PERSON, {PERSON, HEAD}, "Không ai tự xác nhận"),
        (PERSON, {PERSON}, "Không ai tự xác nhận"),
        (SOMEBODY, {HEAD}, "Chỉ người đứng đầu"),
    ],
)
def test_nobody_confirms_what_he_entered_or_what_empowers_him(who, confirmers, words):
    sentence = confirm_refusal(proposal(), who, confirmers)

    assert sentence is not None
    assert sentence.startswith(words)


@pytest.mark.parametrize("form", sorted(HEAD_FORMS))
def test_the_first_head_confirms_his_own_power_where_nobody_else_can(form):
    assert confirm_refusal(proposal(form=form), PERSON, ()) is None
    assert confirm_refusal(proposal(form=form), PERSON, {KEEPER}) is None


def test_a_head_confirms_his_own_power_only_where_nobody_else_can():
    assert confirm_refusal(proposal(form="tm"), PERSON, {OFFICE_HEAD}) is not None


def test_the_head_confirms_his_own_title_in_a_council_where_nobody_else_can():
    in_council = proposal(form="advisory", of_the_head=True)

    assert confirm_refusal(in_council, PERSON, {PERSON}) is None
    assert confirm_refusal(proposal(form="advisory"), PERSON, {PERSON}) is not None


def test_not_even_the_head_enters_and_confirms():
    assert confirm_refusal(proposal(form="tm", entered_by=PERSON), PERSON, ()) is not None


@pytest.mark.parametrize(
    ("form", "source"),
    [
        (SigningForm.TUQ, None),
        (SigningForm.TUQ, SigningForm.TM),
        (SigningForm.KT, SigningForm.ALONE),
        (SigningForm.TL, SigningForm.Q),
        (SigningForm.TL_KT, None),
        (SigningForm.TL_KT, SigningForm.TL),
    ],
)
def test_powers_come_from_the_head_and_one_from_the_head_of_a_unit(form, source):
    assert source_refusal(form, source) is None


@pytest.mark.parametrize("form", sorted(set(SigningForm) - HEAD_FORMS - {SigningForm.ADVISORY}))
def test_a_delegation_is_never_passed_on(form):
    sentence = source_refusal(form, SigningForm.TUQ)

    assert sentence is not None
    assert "không ủy quyền lại" in sentence


@pytest.mark.parametrize(
    ("form", "source", "words"),
    [
        (SigningForm.TL_KT, SigningForm.KT, "trưởng đơn vị được thừa lệnh"),
        (SigningForm.TL_KT, SigningForm.TM, "trưởng đơn vị được thừa lệnh"),
        (SigningForm.TUQ, SigningForm.KT, "do người đứng đầu cơ quan giao"),
        (SigningForm.TL, SigningForm.TL, "do người đứng đầu cơ quan giao"),
        (SigningForm.TM, SigningForm.TM, "không do ai trong cơ quan giao"),
        (SigningForm.ADVISORY, SigningForm.TM, "không do ai trong cơ quan giao"),
    ],
)
def test_a_power_from_the_wrong_hand_is_refused(form, source, words):
    sentence = source_refusal(form, source)

    assert sentence is not None
    assert words in sentence
