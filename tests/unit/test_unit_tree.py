"""Where a unit may stand in the tree of its agency."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.unit_tree import MOST_LEVELS, in_order, misplaced, with_those_below

# 1 sở, 2 its phòng, 3 a tổ of the phòng; 4 another sở with its phòng 5; 6 stands alone.
UNITS = {1: None, 2: 1, 3: 2, 4: None, 5: 4, 6: None}


@pytest.mark.parametrize(
    ("unit_id", "parent_id"), [(None, None), (None, 2), (6, 2), (4, 1), (3, None), (5, 1)]
)
def test_a_unit_stands_where_three_levels_are_left(unit_id, parent_id):
    assert misplaced(UNITS, unit_id, parent_id) is None


@pytest.mark.parametrize(
    ("unit_id", "parent_id", "words"),
    [
        (None, 99, "một đơn vị của cơ quan này"),
        (1, 1, "dưới chính nó"),
        (1, 3, "dưới chính nó"),
        (None, 3, "tối đa 3 cấp"),
        (4, 2, "tối đa 3 cấp"),
        (1, 4, "tối đa 3 cấp"),
    ],
)
def test_a_unit_that_would_stand_wrong_is_refused_with_a_sentence(unit_id, parent_id, words):
    sentence = misplaced(UNITS, unit_id, parent_id)

    assert sentence is not None
    assert words in sentence
    assert sentence.endswith(".")


def test_each_unit_is_listed_behind_the_one_above_it():
    assert list(in_order(UNITS)) == [(1, 0), (2, 1), (3, 2), (4, 0), (5, 1), (6, 0)]


@given(st.lists(st.tuples(st.integers(1, 8), st.integers(1, 8)), max_size=30))
def test_moves_that_are_allowed_never_leave_the_tree(moves):
    parents: dict[int, int | None] = dict.fromkeys(range(1, 9))
    for unit_id, parent_id in moves:
        if misplaced(parents, unit_id, parent_id) is None:
            parents[unit_id] = parent_id

    listed = list(in_order(parents))

    assert {unit_id for unit_id, _ in listed} == set(parents)
    assert max(level for _, level in listed) < MOST_LEVELS


@pytest.mark.parametrize(
    ("unit_id", "units"), [(1, {1, 2, 3}), (2, {2, 3}), (3, {3}), (6, {6}), (None, {None})]
)
def test_a_unit_has_those_below_it_and_no_others(unit_id, units):
    assert with_those_below(UNITS, unit_id) == units
