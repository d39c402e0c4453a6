"""Errors of form that a plan goes on with: the reason is demanded, kept, seen, and voided."""

import json

import pytest

from tests.service.builders import NOON, a_person, a_plan, bring_to, take
from tests.service.faulty import ERROR, WAIVER, bring_on, edit, faulty_text, page_of
from tests.service.records import decisions, last_event, state_of, steps
from webapp.adapters.folders import templates_folder, workflows_folder
from webapp.domain.errors import InvalidInputError
from webapp.domain.people import Role
from webapp.services import reading
from webapp.services.rules import Rules

KEPT = [
    {
        "rule": "ND30-PL1-II.9d-luu-cham",
        "place": "filing_line",
        "where": "Dòng Lưu",
        "message": ERROR,
        "source": "PL1 II.9d",
    }
]
SUBMITTED = (False, "Lê Thị Hạnh", WAIVER, 1)
"""What the drafter said, as `said` shows it."""


@pytest.fixture
def plan_id(database, office):
    return a_plan(database, office, faulty_text())


def decision(database, rules, actor, plan_id):
    return reading.decision_page(database, rules, actor, plan_id, NOON)


def waived_steps(database, plan_id):
    return [
        (row.step_key, row.decision, row.waiver_reason, json.loads(row.waived_errors or ""))
        for row in steps(database, plan_id)
        if row.waiver_reason
    ]


def said(waivers):
    return [(one.is_check, one.who, one.reason, len(one.errors)) for one in waivers]


# --- the submission


def test_a_submission_with_errors_is_refused_without_a_reason(database, rules, office, plan_id):
    with pytest.raises(
        InvalidInputError, match="Còn 1 lỗi thể thức; sửa trước khi trình"
    ) as caught:
        take(database, rules, office.drafter, plan_id, "submit", waiver="  ")

    assert caught.value.field == "waiver"
    assert str(caught.value).endswith(f"Lỗi đầu tiên: {ERROR}")
    assert state_of(database, plan_id) == "draft"


def test_with_a_reason_it_goes_on_and_the_event_keeps_reason_and_errors(
    database, rules, office, plan_id
):
    take(database, rules, office.drafter, plan_id, "submit", waiver=f" {WAIVER} ")

    name, action, details = last_event(database, plan_id)
    assert state_of(database, plan_id) == "content_check"
    assert (name, action) == ("Lê Thị Hạnh", "submit")
    assert (details["waiver"], details["errors"]) == (WAIVER, KEPT)


def test_a_reason_of_more_than_500_letters_is_refused(database, rules, office, plan_id):
    with pytest.raises(InvalidInputError, match="500 ký tự") as caught:
        take(database, rules, office.drafter, plan_id, "submit", waiver="x" * 501)

    assert caught.value.field == "waiver"


def test_a_right_text_needs_no_reason_and_keeps_none(database, rules, office):
    plan_id = a_plan(database, office)

    bring_on(database, rules, office, plan_id, "approval")

    assert "waiver" not in last_event(database, plan_id)[2]
    assert waived_steps(database, plan_id) == []
    assert decision(database, rules, office.signer, plan_id).waivers == ()


def test_those_who_check_see_why_it_was_submitted(database, rules, office, plan_id):
    bring_on(database, rules, office, plan_id, "content_check")
    (to_head,) = decision(database, rules, office.unit_head, plan_id).waivers
    take(database, rules, office.unit_head, plan_id, "approve")
    (to_checker,) = decision(database, rules, office.format_checker, plan_id).waivers

    assert to_head == to_checker
    assert (to_head.is_check, to_head.who, to_head.at) == (False, "Lê Thị Hạnh", NOON)
    assert (to_head.reason, to_head.errors[0].message) == (WAIVER, ERROR)


def test_a_returned_plan_shows_the_reason_in_its_history_alone(database, rules, office, plan_id):
    bring_on(database, rules, office, plan_id, "content_check")
    take(database, rules, office.unit_head, plan_id, "return")

    page = page_of(database, rules, office.drafter, plan_id)

    assert page.waivers == ()
    (submitted,) = [one for one in page.history if one.action == "submit"]
    assert submitted.sentence == ("Lê Thị Hạnh trình văn bản (lần trình 1) khi còn 1 lỗi thể thức.")
    assert (submitted.waiver, submitted.errors) == (WAIVER, (f"Dòng Lưu: {ERROR}",))


# --- the format check


def test_the_format_check_is_refused_without_a_reason(database, rules, office, plan_id):
    bring_on(database, rules, office, plan_id, "format_check")

    with pytest.raises(InvalidInputError, match="Còn 1 lỗi thể thức; trả lại để sửa") as caught:
        take(database, rules, office.format_checker, plan_id, "approve")

    assert caught.value.field == "waiver"
    assert state_of(database, plan_id) == "format_check"
    assert waived_steps(database, plan_id) == []


def test_the_decision_keeps_the_reason_and_what_it_passed_over(database, rules, office, plan_id):
    bring_on(database, rules, office, plan_id, "approval")

    assert waived_steps(database, plan_id) == [("format_check", "approved", WAIVER, KEPT)]
    name, action, details = last_event(database, plan_id)
    assert (name, action) == ("Ngô Thanh Mai", "approve")
    assert (details["waiver"], details["errors"]) == (WAIVER, KEPT)


def test_the_content_check_and_the_approval_need_no_reason(database, rules, office, plan_id):
    bring_on(database, rules, office, plan_id, "content_check")
    take(database, rules, office.unit_head, plan_id, "approve")
    take(database, rules, office.format_checker, plan_id, "approve", waiver=WAIVER)

    take(database, rules, office.signer, plan_id, "approve")

    assert state_of(database, plan_id) == "signature"
    assert "waiver" not in last_event(database, plan_id)[2]


def test_a_return_needs_no_waiver(database, rules, office, plan_id):
    bring_on(database, rules, office, plan_id, "format_check")

    take(database, rules, office.format_checker, plan_id, "return", note="Sửa dòng lưu")

    assert state_of(database, plan_id) == "returned"


@pytest.mark.parametrize(
    ("state", "role"), [("approval", "signer"), ("signature", "clerk"), ("issued", "drafter")]
)
def test_everybody_after_him_sees_why_it_was_submitted_and_why_the_checker_passed_it(
    database, rules, office, plan_id, state, role
):
    bring_on(database, rules, office, plan_id, state)
    actor = getattr(office, role)

    on_decision = decision(database, rules, actor, plan_id).waivers
    on_plan = page_of(database, rules, actor, plan_id).waivers

    assert said(on_decision) == said(on_plan)
    assert said(on_plan) == [(True, "Ngô Thanh Mai", WAIVER, 1), SUBMITTED]
    assert on_decision[0].errors[0].where == "Dòng Lưu"


def test_the_strip_and_the_history_say_that_errors_were_left(database, rules, office, plan_id):
    bring_on(database, rules, office, plan_id, "approval")

    page = page_of(database, rules, office.signer, plan_id)

    station = next(one for one in page.steps if one.key == "format_check")
    assert station.decision == "Cho qua khi còn lỗi thể thức"
    assert station.note.endswith(f"Lý do cho qua: {WAIVER}")
    approved = next(one for one in page.history if "Kiểm tra thể thức" in one.sentence)
    assert approved.sentence.endswith("đồng ý ở bước «Kiểm tra thể thức» khi còn 1 lỗi thể thức.")
    assert approved.waiver == WAIVER


def test_a_return_voids_the_word_with_the_decision(database, rules, office, plan_id):
    bring_on(database, rules, office, plan_id, "approval")

    take(database, rules, office.signer, plan_id, "return")

    assert page_of(database, rules, office.drafter, plan_id).waivers == ()
    assert [one[1] for one in waived_steps(database, plan_id)] == ["voided"]


def test_a_changed_text_voids_it_and_the_next_round_asks_again(database, rules, office, plan_id):
    bring_on(database, rules, office, plan_id, "format_check")
    edit(database, office.drafter, plan_id, opening="Ủy ban nhân dân xã ban hành như sau:")

    with pytest.raises(InvalidInputError, match="Còn 1 lỗi thể thức"):
        take(database, rules, office.drafter, plan_id, "submit")
    bring_on(database, rules, office, plan_id, "format_check")
    with pytest.raises(InvalidInputError, match="Còn 1 lỗi thể thức"):
        take(database, rules, office.format_checker, plan_id, "approve")


def test_a_mended_text_goes_on_without_any_word(database, rules, office, plan_id):
    bring_on(database, rules, office, plan_id, "content_check")
    edit(database, office.drafter, plan_id, filing_line="Lưu: VT, VHXH.")

    bring_to(database, rules, office, plan_id, "approval")

    assert decision(database, rules, office.signer, plan_id).waivers == ()


def test_a_withdrawn_word_is_asked_for_again(database, rules, office, plan_id):
    bring_on(database, rules, office, plan_id, "approval")
    take(database, rules, office.format_checker, plan_id, "withdraw")

    assert said(page_of(database, rules, office.unit_head, plan_id).waivers) == [SUBMITTED]
    with pytest.raises(InvalidInputError, match="Còn 1 lỗi thể thức"):
        take(database, rules, office.format_checker, plan_id, "approve")
    take(database, rules, office.format_checker, plan_id, "approve", waiver="Lý do khác")
    assert said(page_of(database, rules, office.signer, plan_id).waivers) == [
        (True, "Ngô Thanh Mai", "Lý do khác", 1),
        SUBMITTED,
    ]


@pytest.fixture
def all_checkers(tmp_path):
    """Rules in which every format checker has to agree."""
    text = (workflows_folder() / "ke_hoach.toml").read_text(encoding="utf-8")
    asked = text.replace('role = "format_checker"', 'role = "format_checker"\nmode = "all"')
    (tmp_path / "ke_hoach.toml").write_text(asked, encoding="utf-8")
    return Rules.load(tmp_path, templates_folder())


@pytest.fixture
def two_checkers(database, office, plan_id, all_checkers):
    """The plan waits for two format checkers; the second is returned."""
    second = a_person(database, office.agency_id, Role.FORMAT_CHECKER, full_name="Hồ Văn Lâm")
    bring_on(database, all_checkers, office, plan_id, "format_check")
    take(database, all_checkers, office.format_checker, plan_id, "approve", waiver=WAIVER)
    return second


def test_each_of_several_checkers_gives_his_own_reason(
    database, all_checkers, office, plan_id, two_checkers
):
    with pytest.raises(InvalidInputError):
        take(database, all_checkers, two_checkers, plan_id, "approve")
    take(database, all_checkers, two_checkers, plan_id, "approve", waiver="Đồng ý với chị Mai")

    assert said(page_of(database, all_checkers, office.signer, plan_id).waivers) == [
        (True, "Ngô Thanh Mai", WAIVER, 1),
        (True, "Hồ Văn Lâm", "Đồng ý với chị Mai", 1),
        SUBMITTED,
    ]


def test_a_checker_who_agreed_and_then_returns_lets_nothing_pass(
    database, all_checkers, office, plan_id, two_checkers
):
    assert two_checkers

    take(database, all_checkers, office.format_checker, plan_id, "return", note="Xem lại")

    assert waived_steps(database, plan_id) == []
    assert ("format_check", "returned") in decisions(database, plan_id)


# --- what pages ask before


def test_the_buttons_say_which_deed_takes_a_reason(database, rules, office, plan_id):
    def asks(actor):
        page = page_of(database, rules, actor, plan_id)
        return {one.action for one in page.actions if one.needs_waiver}

    assert asks(office.drafter) == {"submit"}
    bring_on(database, rules, office, plan_id, "content_check")
    assert asks(office.unit_head) == set()
    take(database, rules, office.unit_head, plan_id, "approve")
    assert asks(office.format_checker) == {"approve"}
    take(database, rules, office.format_checker, plan_id, "approve", waiver=WAIVER)
    assert asks(office.signer) == set()


def test_only_whoever_answers_for_the_form_is_shown_every_finding(database, rules, office, plan_id):
    def checks(actor):
        return decision(database, rules, actor, plan_id).checks_form

    bring_on(database, rules, office, plan_id, "content_check")
    assert (checks(office.unit_head), checks(office.format_checker)) == (False, False)
    take(database, rules, office.unit_head, plan_id, "approve")
    assert (checks(office.format_checker), checks(office.signer)) == (True, False)


def test_a_second_checker_without_a_reason_of_his_own_is_refused(database, rules, office, plan_id):
    second = a_person(database, office.agency_id, Role.FORMAT_CHECKER, full_name="Hồ Văn Lâm")
    bring_on(database, rules, office, plan_id, "format_check")

    with pytest.raises(InvalidInputError):
        take(database, rules, second, plan_id, "approve")
    take(database, rules, second, plan_id, "approve", waiver=WAIVER)

    assert said(page_of(database, rules, office.signer, plan_id).waivers) == [
        (True, "Hồ Văn Lâm", WAIVER, 1),
        SUBMITTED,
    ]
