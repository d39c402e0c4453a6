"""What a check cannot say is said: which rules did not run on a plan, and why."""

from datetime import date

import pytest

from tests.unit.a_good_plan import GOOD, a_plan, issued, with_signer, words
from webapp.domain.form_rules.checking import CATALOGUE, check, not_run
from webapp.domain.form_rules.unchecked import CATALOGUE as WAITING
from webapp.domain.form_rules.unchecked import PARTY

ABBREVIATIONS = "ND30-PL1-II.3b-bang-viet-tat"
REPEALED = "ND30-PL1-II.6a-het-hieu-luc"
ENTITLED = "ND30-D13-tham-quyen"
REGISTER = "ND30-D15-thu-tu"
DISTRICTS = "L72-2025-cap-huyen"
OLD = a_plan(
    subject=words("Chuyển đổi số năm 2019"),
    legal_bases=(words("Căn cứ Quyết định số 5/QĐ-UBND ngày 05/3/2019 của xã về việc họp."),),
    opening=(words("UBND các huyện và UBND xã ban hành Kế hoạch như sau:"),),
)


def names(plan):
    return {rule.rule for rule in not_run(plan)}


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (GOOD, {ABBREVIATIONS, REPEALED, ENTITLED}),
        (issued(), {ABBREVIATIONS, REPEALED, ENTITLED, REGISTER}),
        (a_plan(code_notation=""), {REPEALED, ENTITLED}),
        (with_signer(full_name=""), {ABBREVIATIONS, REPEALED}),
        (a_plan(legal_bases=(), body=()), {ABBREVIATIONS, ENTITLED}),
        (a_plan(legal_bases=()), {ABBREVIATIONS, REPEALED, ENTITLED}),
        (OLD, {ABBREVIATIONS, REPEALED, ENTITLED, DISTRICTS}),
    ],
)
def test_a_rule_without_its_data_says_that_it_did_not_run(plan, expected):
    assert names(plan) == expected


def test_an_undated_paper_of_old_years_keeps_the_bodies_of_its_time():
    of_today = a_plan(opening=(*OLD.opening, words("Trước ngày 15/6/2026.")))

    assert DISTRICTS not in {one.rule for one in check(OLD)}
    assert DISTRICTS in {one.rule for one in check(of_today)}
    assert DISTRICTS not in names(of_today)


def test_a_date_decides_whatever_years_are_named():
    dated = a_plan(promulgated_on=date(2026, 3, 2), subject=OLD.subject, opening=OLD.opening)

    assert DISTRICTS in {one.rule for one in check(dated)}


def test_a_party_paper_is_not_held_to_the_decree():
    plan = a_plan(organ_name="ĐẢNG ỦY XÃ NẬM PỒ", code_notation="05-KH/ĐU", signer=GOOD.signer)

    assert not_run(plan) == (PARTY,)
    assert {one.rule for one in check(plan)} == {"HD05-VPTW"}


@pytest.mark.parametrize("rule", [*WAITING, PARTY], ids=lambda rule: rule.rule)
def test_the_reason_is_one_sentence(rule):
    assert rule.reason.endswith(".")
    assert rule.source
    assert rule.title


def test_a_rule_that_waits_for_data_is_not_said_to_run():
    ran = {rule.id for rule in CATALOGUE}

    assert {rule.rule for rule in WAITING} & ran == {DISTRICTS}
