"""Real plans of agencies, corrected: every word stays, and no corrected fault is found again."""

import pytest

from tests.golden.fixed import new_complaints, parts_of, rules, said
from tests.golden.test_docx_round_trip_corpus import (
    data_of,
    every_plan,
    pytestmark,
)
from webapp.documents.fixing.file import FIXABLE, fix_file
from webapp.documents.layout.checking import check_file

__all__ = ["pytestmark"]


@pytest.fixture(scope="module")
def fixed_of():
    made = {}

    def of(name):
        if name not in made:
            made[name] = fix_file(data_of(name))
        return made[name]

    return of


@every_plan()
def test_every_word_stays(name, fixed_of):
    assert said(fixed_of(name).data) == said(data_of(name))


@every_plan()
def test_no_fault_that_can_be_corrected_is_left(name, fixed_of):
    assert rules(data_of(name)) & FIXABLE
    assert rules(fixed_of(name).data) & FIXABLE == set()


@every_plan()
def test_nothing_new_is_found(name, fixed_of):
    before = {(one.rule, one.place) for one in check_file(data_of(name))}

    assert {(one.rule, one.place) for one in fixed_of(name).left} < before


@every_plan()
def test_a_second_time_changes_nothing(name, fixed_of):
    again = fix_file(fixed_of(name).data)

    assert (again.data, again.changes) == (fixed_of(name).data, ())


@every_plan()
def test_no_complaint_is_added(name, fixed_of, tmp_path):
    assert new_complaints(data_of(name), fixed_of(name).data, tmp_path) == []


@every_plan()
def test_other_parts_stay_byte_for_byte(name, fixed_of):
    before, after = parts_of(data_of(name)), parts_of(fixed_of(name).data)

    changed = {part for part in before if before[part] != after[part]}
    assert list(after) == list(before)
    assert changed <= {"word/document.xml", "word/header1.xml", "word/header2.xml"}
