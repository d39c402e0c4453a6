"""The matrix role × state × action, written by hand, against the policy."""

from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from tests.unit.a_process import (
    CHECKER,
    CLERK,
    DEPUTY,
    DRAFTER,
    HEAD,
    OFFICE_HEAD,
    PARENT_HEAD,
    PARENT_UNIT,
    REVIEWER,
    SIGNER,
    a_situation,
    an_actor,
    checker,
    clerk,
    decided,
    deputy,
    drafter,
    head,
    in_place_of,
    office_head,
    parent_head,
    reviewer,
    shipped,
    signer,
)
from webapp.domain.detours import Question
from webapp.domain.people import Role
from webapp.domain.plan import Medium
from webapp.domain.process import Action, forward_action
from webapp.domain.process_policy import allowed_actions, refusal
from webapp.domain.signing_order import Original, SigningRules
from webapp.domain.voiding import Traces

MATRIX = Path(__file__).with_name("permission_matrix.txt")
WORKFLOW = shipped()
ASKED = 209
WAYS_OUT = {
    "sent": Traces(places=3),
    "in the book": Traces(sent_on=date(2026, 3, 2)),
    "in a later paper": Traces(named_in="Kế hoạch số 116/KH-UBND ngày 02 tháng 3 năm 2026"),
    "copied": Traces(copied_as="03/SY-UBND"),
}
LONG = shipped("ke_hoach_tinh")

person_asked = an_actor(ASKED, Role.UNIT_HEAD, unit_id=20)
decider_who_asked = an_actor(SIGNER, Role.UNIT_HEAD, Role.FORMAT_CHECKER, Role.SIGNER)
ACTORS = {
    "drafter-own": drafter,
    "drafter-own-with-every-role": an_actor(DRAFTER, *Role),
    "drafter-same-unit": an_actor(201, Role.DRAFTER),
    "drafter-other-unit": an_actor(202, Role.DRAFTER, unit_id=20),
    "unit-head-own-unit": head,
    "unit-head-who-checks-format": an_actor(HEAD, Role.UNIT_HEAD, Role.FORMAT_CHECKER),
    "unit-head-other-unit": an_actor(203, Role.UNIT_HEAD, unit_id=20),
    "format-checker": checker,
    "signer-designated": signer,
    "signer-other": an_actor(204, Role.SIGNER, unit_id=None),
    "clerk": clerk,
    "clerk-other": an_actor(205, Role.CLERK, unit_id=30),
    "administrator": an_actor(206, Role.ADMINISTRATOR),
    "installation-admin": an_actor(207, Role.INSTALLATION_ADMIN),
    "person-of-another-agency": an_actor(208, *Role, agency_id=2),
    "decider-who-asked": decider_who_asked,
    "person-asked": person_asked,
    "for-unit-head": in_place_of(head, an_actor(209, Role.DRAFTER)),
    "drafter-own-for-unit-head": in_place_of(head, drafter),
    "for-format-checker": in_place_of(checker, an_actor(210, Role.CLERK)),
    "unit-head-for-format-checker": in_place_of(checker, head),
    "for-signer": in_place_of(signer, an_actor(211, Role.SIGNER)),
    "for-clerk": in_place_of(clerk, an_actor(211, Role.SIGNER)),
    "for-person-asked": in_place_of(person_asked, an_actor(210, Role.CLERK)),
    "drafter-own-for-person-asked": in_place_of(person_asked, drafter),
    "for-decider-who-asked": in_place_of(decider_who_asked, an_actor(213, Role.DRAFTER)),
    "stand-in-of-a-stand-in": in_place_of(in_place_of(head, checker), an_actor(212, *Role)),
}
AFTER_A_QUESTION = (
    "decider-who-asked",
    "person-asked",
    "for-person-asked",
    "drafter-own-for-person-asked",
    "for-decider-who-asked",
)
LONG_ACTORS = {
    name: ACTORS[name]
    for name in (
        "drafter-own",
        "drafter-own-with-every-role",
        "unit-head-own-unit",
        "unit-head-other-unit",
        "format-checker",
        "signer-designated",
        "signer-other",
        "clerk",
        "administrator",
        "person-of-another-agency",
        "for-clerk",
    )
} | {
    "unit-head-parent-unit": parent_head,
    "reviewer": reviewer,
    "office-head": office_head,
    "deputy": deputy,
    "deputy-other": an_actor(209, Role.DEPUTY, unit_id=None),
}

_LONG_TRAIL = (
    ("unit_review", HEAD),
    ("content_check", PARENT_HEAD),
    ("intake", CLERK),
    ("review", REVIEWER),
    ("format_check", CHECKER),
    ("office_review", OFFICE_HEAD),
    ("deputy_review", DEPUTY),
    ("approval", SIGNER),
    ("signature", CLERK),
    ("numbering", CLERK),
)
_TRAIL = (
    ("content_check", HEAD),
    ("format_check", CHECKER),
    ("approval", SIGNER),
    ("signature", CLERK),
    ("numbering", CLERK),
)
_MOVED_TO = {
    "content_check": (0, DRAFTER),
    "format_check": (1, HEAD),
    "approval": (2, CHECKER),
    "signature": (3, SIGNER),
    "numbering": (4, CLERK),
    "issued": (5, CLERK),
    "voided": (5, CLERK),
}


def the_story_until(state, actor):
    count, last_mover = _MOVED_TO.get(state, (0, None))
    step = WORKFLOW.find(state)
    on_text = step is not None and forward_action(step) is Action.APPROVE
    asked = (Question(SIGNER, ASKED, "Vi Thị Mai"),) if actor in AFTER_A_QUESTION else ()
    return a_situation(
        state,
        decisions=decided(*_TRAIL[:count]),
        last_mover_id=last_mover,
        signature_recorded=count >= 4,
        questions=asked if on_text else (),
        thread_author_id=HEAD,
    )


def the_long_story_until(state):
    keys = [key for key, _ in _LONG_TRAIL]
    ended = len(keys) if state in {"issued", "voided"} else 0
    count = keys.index(state) if state in keys else ended
    last_mover = _LONG_TRAIL[count - 1][1] if count else DRAFTER if state == keys[0] else None
    return a_situation(
        state,
        parent_unit_id=PARENT_UNIT,
        decisions=decided(*_LONG_TRAIL[:count]),
        last_mover_id=last_mover,
        signature_recorded=count >= 9,
        thread_author_id=HEAD,
    )


def the_matrix():
    """Return the deeds by state and actor; states of the long way as «ke_hoach_tinh state»."""
    matrix = {}
    state = ""
    for line in MATRIX.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            state = line.strip("[]")
        elif "|" in line and not line.startswith("#"):
            actor, _, actions = line.partition("|")
            matrix[state, actor.strip()] = set(actions.split())
    return matrix


MATRIX_OF_ALL = the_matrix()
WRITTEN = {at: deeds for at, deeds in MATRIX_OF_ALL.items() if " " not in at[0]}
_WRITTEN_LONG = {
    (state.split()[1], actor): deeds
    for (state, actor), deeds in MATRIX_OF_ALL.items()
    if state.startswith("ke_hoach_tinh ")
}
WITHOUT_FILE = {
    actor: deeds
    for (state, actor), deeds in MATRIX_OF_ALL.items()
    if state == "numbering without its file"
}
AFTER_SENDING = {
    actor: deeds for (state, actor), deeds in MATRIX_OF_ALL.items() if state == "issued and sent"
}
LONG_CASES = {at: _WRITTEN_LONG.get(at, set()) for at in product(LONG.states(), LONG_ACTORS)}


def test_the_matrix_names_every_state_and_every_actor():
    assert set(WRITTEN) == set(product(WORKFLOW.states(), ACTORS))


def test_the_matrix_names_every_action_of_the_shipped_workflow():
    named = set().union(*WRITTEN.values())

    assert named == set(Action) - {Action.ISSUE, Action.RECEIVE, Action.SPEAK_LATE}


def test_the_matrix_of_the_long_way_knows_its_states_and_actors_and_every_action():
    assert set(_WRITTEN_LONG) <= set(LONG_CASES)
    assert {state for state, _ in _WRITTEN_LONG} == set(LONG.states())
    assert set().union(*_WRITTEN_LONG.values()) == set(Action) - {
        Action.ISSUE,
        Action.REPLY,
        Action.TAKE_BACK,
        Action.SPEAK_LATE,
    }


def is_one_sentence(refused):
    return bool(refused) and refused.endswith(".") and ";" in refused and "  " not in refused


@pytest.mark.parametrize("state", LONG.states())
def test_the_policy_allows_on_the_long_way_what_the_matrix_says_and_nothing_else(state):
    situation = the_long_story_until(state)

    allowed = {
        name: set(allowed_actions(LONG, situation, actor)) for name, actor in LONG_ACTORS.items()
    }

    assert allowed == {name: LONG_CASES[state, name] for name in LONG_ACTORS}


@pytest.mark.parametrize("state", LONG.states())
def test_each_refusal_on_the_long_way_is_one_sentence_that_says_what_to_do(state):
    situation = the_long_story_until(state)
    sentences = {
        (name, one): refusal(LONG, situation, one, actor)
        for name, actor in LONG_ACTORS.items()
        for one in set(Action) - LONG_CASES[state, name]
    }

    assert {at: one for at, one in sentences.items() if not is_one_sentence(one)} == {}


@pytest.mark.parametrize("state", WORKFLOW.states())
def test_the_policy_allows_what_the_matrix_says_and_nothing_else(state):
    allowed = {
        name: set(allowed_actions(WORKFLOW, the_story_until(state, name), actor))
        for name, actor in ACTORS.items()
    }

    assert allowed == {name: WRITTEN[state, name] for name in ACTORS}


@pytest.mark.parametrize("actor", ACTORS)
def test_an_electronic_paper_without_its_file_gets_no_number_where_the_agency_asks_for_one(actor):
    wanted = Original(Medium.ELECTRONIC, SigningRules(file_before_number=True))
    situation = replace(the_story_until("numbering", actor), original=wanted)

    allowed = set(allowed_actions(WORKFLOW, situation, ACTORS[actor]))

    assert allowed == WITHOUT_FILE.get(actor, WRITTEN["numbering", actor])
    assert Action.NUMBER not in allowed


@pytest.mark.parametrize("traces", WAYS_OUT.values(), ids=WAYS_OUT)
def test_the_number_of_a_paper_that_is_out_stays(traces):
    situations = {name: the_story_until("issued", name) for name in ACTORS}
    sent = {name: replace(one, traces=traces) for name, one in situations.items()}

    allowed = {name: set(allowed_actions(WORKFLOW, sent[name], ACTORS[name])) for name in ACTORS}

    assert allowed == {name: AFTER_SENDING.get(name, WRITTEN["issued", name]) for name in ACTORS}
    assert is_one_sentence(refusal(WORKFLOW, sent["clerk"], Action.VOID, clerk))


@pytest.mark.parametrize("state", WORKFLOW.states())
def test_each_refusal_is_one_sentence_that_says_what_to_do(state):
    sentences = {
        (name, one): refusal(WORKFLOW, the_story_until(state, name), one, actor)
        for name, actor in ACTORS.items()
        for one in set(Action) - WRITTEN[state, name]
    }

    assert {at: one for at, one in sentences.items() if not is_one_sentence(one)} == {}


def test_the_same_situations_without_a_unit_give_no_head_a_right_of_his_role():
    lost_head = an_actor(HEAD, Role.UNIT_HEAD, unit_id=None)

    for state in WORKFLOW.states():
        situation = a_situation(state)
        assert set(allowed_actions(WORKFLOW, situation, lost_head)) <= {Action.COMMENT}
