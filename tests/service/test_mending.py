"""Fixes made in a form: one or all, and nothing saved by that."""

from dataclasses import replace

import pytest

from tests.service.builders import NOON
from webapp.domain.form_rules.findings import Fix
from webapp.services import drafting_desk, mending


@pytest.fixture
def typed(database, office, plan_id):
    """A form with two slips, each of which a rule could mend."""
    fields = drafting_desk.editing(database, office.drafter, plan_id, NOON).fields
    return replace(fields, opening="Ban hành  Kế hoạch như sau:", to_places="Các  thôn")


def findings(database, office, fields, plan_id):
    found = mending.findings_shown(database, office.drafter, fields, plan_id, NOON).standing
    return {one.field: one for one in found}


def test_one_fix_changes_its_words_and_saves_nothing(database, office, plan_id, typed):
    key = findings(database, office, typed, plan_id)["to_places"].key

    done = mending.mend(database, office.drafter, typed, plan_id, key, now=NOON)

    assert done.fields == replace(typed, to_places="Các thôn")
    assert done.message == "Đã sửa 1 chỗ trong biểu mẫu; bấm «Lưu» để giữ."
    saved = drafting_desk.editing(database, office.drafter, plan_id, NOON).fields
    assert saved.to_places != "Các thôn"


def test_all_fixes_are_made_at_once(database, office, plan_id, typed):
    done = mending.mend(database, office.drafter, typed, plan_id, mending.ALL, now=NOON)

    assert done.fields.to_places == "Các thôn"
    assert done.fields.opening == "Ban hành Kế hoạch như sau:"
    assert "Đã sửa 2 chỗ" in done.message


def test_a_fix_whose_fault_is_gone_changes_nothing(database, office, plan_id, typed):
    done = mending.mend(database, office.drafter, typed, plan_id, "khong-con", now=NOON)

    assert done.fields == typed
    assert "không còn" in done.message


def test_a_form_that_cannot_be_read_has_no_findings(database, office, plan_id, typed):
    broken = replace(typed, subject="a" * 501)

    assert mending.findings_shown(database, office.drafter, broken, plan_id, NOON).standing == ()


def test_a_fix_is_told_without_the_words_that_only_tell_its_place(database, office, plan_id, typed):
    twice = replace(typed, opening="Các tổ  chức và tổ  chức như sau:")

    found = mending.findings_shown(database, office.drafter, twice, plan_id, NOON).standing

    assert [one.fix for one in found if one.field == "opening"] == [Fix("tổ  chức", "tổ chức")] * 2
