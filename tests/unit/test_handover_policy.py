"""Who gives a draft to another drafter, who may take it, and who never checks it then."""

from dataclasses import replace

from tests.unit.a_process import (
    CHECKER,
    DRAFTER,
    a_situation,
    an_actor,
    checker,
    decided,
    drafter,
    head,
    in_place_of,
    shipped,
)
from webapp.domain.handover_policy import may_take
from webapp.domain.people import Role
from webapp.domain.process import Action, outcome
from webapp.domain.process_policy import refusal

SHIPPED = shipped()
UNITS = frozenset({10, 11})
administrator = an_actor(206, Role.ADMINISTRATOR, unit_id=None)
colleague = an_actor(201, Role.DRAFTER)


def refused(situation, actor):
    return refusal(SHIPPED, situation, Action.HAND_OVER, actor)


def test_the_agency_hands_over_where_nobody_leads_the_unit():
    for state in ("draft", "returned"):
        leaderless = a_situation(state, unit_has_head=False)
        assert refused(leaderless, administrator) is None
        assert refused(a_situation(state), administrator) is not None


def test_a_drafter_who_lost_his_role_hands_nothing_over():
    assert refused(a_situation(), replace(drafter, roles=frozenset())) is not None


def test_a_returned_plan_goes_to_its_new_drafter_at_once():
    assert outcome(SHIPPED, a_situation("returned"), Action.HAND_OVER, head).state == "draft"


def test_a_drafter_of_the_unit_or_of_one_below_may_take_it():
    assert may_take(a_situation(), UNITS, colleague)
    assert may_take(a_situation(), UNITS, replace(colleague, unit_id=11))
    assert not may_take(a_situation(), UNITS, replace(colleague, unit_id=20))
    assert not may_take(a_situation(), UNITS, drafter)
    assert not may_take(a_situation(), UNITS, head)


def test_whose_word_still_holds_does_not_become_the_author():
    situation = a_situation(decisions=decided(("opinion", colleague.person_id)))

    assert not may_take(situation, UNITS, colleague)


def test_who_drafted_it_before_checks_it_no_more_than_who_drafts_it_now():
    both = a_situation("format_check", drafter_id=201, earlier_drafter_ids=frozenset({CHECKER}))

    sentence = refusal(SHIPPED, both, Action.APPROVE, checker)

    assert sentence is not None
    assert sentence.startswith("Người soạn thảo không kiểm tra")
    assert not both.drafted_by(DRAFTER)


def test_who_drafted_it_before_does_not_check_it_in_the_place_of_another_either():
    situation = a_situation(
        "content_check", drafter_id=201, earlier_drafter_ids=frozenset({DRAFTER})
    )

    sentence = refusal(SHIPPED, situation, Action.APPROVE, in_place_of(head, drafter))

    assert sentence is not None
    assert "kể cả khi xử lý thay" in sentence
