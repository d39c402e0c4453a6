"""Changed rights: what holds at once, what waits, and who may confirm it (Annex VI, I.III.3c)."""

import pytest
from hypothesis import given as each
from hypothesis import strategies as st

from webapp.domain.access_grants import Grant, Place, confirm_refusal, given, kept, others
from webapp.domain.people import Role

ENTERER, PERSON, HEAD, SOMEBODY = 1, 2, 3, 4
CLERK, SIGNER = frozenset({Role.CLERK}), frozenset({Role.SIGNER})
HELD = Place(active=True, unit_id=10, roles=CLERK)
PLACES = st.builds(
    Place,
    st.booleans(),
    st.none() | st.integers(1, 3),
    st.frozensets(st.sampled_from(sorted(Role)), max_size=3),
)


def test_a_new_role_waits_and_the_old_ones_hold():
    wanted = Place(active=True, unit_id=10, roles=CLERK | SIGNER)

    assert kept(HELD, wanted) == HELD
    assert given(HELD, wanted) == Grant(roles=SIGNER)


def test_a_role_that_is_exchanged_is_lost_at_once():
    wanted = Place(active=True, unit_id=10, roles=SIGNER)

    assert kept(HELD, wanted).roles == frozenset()
    assert given(HELD, wanted).roles == SIGNER


def test_who_moves_stays_in_the_old_unit_until_the_move_is_confirmed():
    wanted = Place(active=True, unit_id=11, roles=CLERK)

    assert kept(HELD, wanted) == HELD
    assert given(HELD, wanted) == Grant(unit_id=11)


@pytest.mark.parametrize(
    "wanted",
    [
        HELD,
        Place(active=False, unit_id=10, roles=CLERK),
        Place(active=True, unit_id=None, roles=CLERK),
        Place(active=True, unit_id=10, roles=frozenset()),
    ],
)
def test_less_or_the_same_holds_at_once_and_nothing_waits(wanted):
    assert kept(HELD, wanted) == wanted
    assert not given(HELD, wanted)


@each(PLACES, PLACES)
def test_nothing_new_holds_and_with_what_was_given_everything_wanted_does(held, wanted):
    now = kept(held, wanted)

    assert now.roles <= held.roles
    assert now.unit_id in {held.unit_id, None}
    assert held.active or not now.active
    assert given(held, wanted).given_to(now) == wanted


def test_another_of_those_who_confirm_may():
    assert confirm_refusal(PERSON, ENTERER, HEAD, {HEAD, ENTERER, PERSON}) is None


@pytest.mark.parametrize(
    ("who", "words"),
    [
        (ENTERER, "Người cấp không tự xác nhận"),
        (PERSON, "Không ai tự xác nhận"),
        (SOMEBODY, "Chỉ quản trị cơ quan"),
    ],
)
def test_nobody_else_does(who, words):
    sentence = confirm_refusal(PERSON, ENTERER, who, {HEAD, ENTERER, PERSON})

    assert sentence is not None
    assert sentence.startswith(words)


def test_alone_nobody_is_left_to_confirm():
    assert others({ENTERER, PERSON}, PERSON, ENTERER) == frozenset()
