"""Backwards: return, pass on, withdraw, change, void, cancel."""

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, a_plan, an_office, bring_to, save, take
from tests.service.records import (
    decisions,
    last_event,
    state_of,
    steps,
    the_plan,
    told,
    told_last,
    waiting_for,
)
from webapp.db.models.numbers import RegisterRow
from webapp.db.models.organisations import AgencyRow, PersonRow
from webapp.db.models.plans import PlanRow
from webapp.services import audit
from webapp.services.transitions import void_round_for_change

REASON = "Bổ sung căn cứ ở mục I"


def test_a_returned_plan_goes_to_the_unit_head(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "approval")

    done = take(database, rules, office.signer, plan_id, "return", note=REASON)

    assert done.state == "returned"
    assert decisions(database, plan_id) == [
        ("content_check", "voided"),
        ("format_check", "voided"),
        ("approval", "returned"),
    ]
    assert steps(database, plan_id)[-1].note == REASON
    assert told_last(database, office.unit_head)[0] == "waiting"
    assert told_last(database, office.unit_head)[1].endswith(
        f"chờ anh/chị chuyển người soạn thảo; Phạm Quốc Toản trả lại: {REASON}"
    )
    assert told_last(database, office.drafter)[1].endswith(
        f"Phạm Quốc Toản trả lại ở bước «Duyệt bản thảo»: {REASON}"
    )
    assert last_event(database, plan_id)[2]["note"] == REASON


@pytest.mark.parametrize(
    ("note", "ending"), [("Làm ngay", "trả lời 1 ý kiến: Làm ngay"), ("", "trả lời 1 ý kiến.")]
)
def test_the_unit_head_passes_it_on_to_the_drafter(database, rules, office, plan_id, note, ending):
    bring_to(database, rules, office, plan_id, "approval")
    take(database, rules, office.signer, plan_id, "return")

    done = take(database, rules, office.unit_head, plan_id, "pass_on", note=note)

    assert done.state == "draft"
    assert told_last(database, office.drafter)[1].endswith(ending)


def test_a_new_round_asks_everybody_again(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "format_check")
    take(database, rules, office.format_checker, plan_id, "return")
    take(database, rules, office.unit_head, plan_id, "pass_on")

    bring_to(database, rules, office, plan_id, "issued")

    assert the_plan(database, plan_id).round == 2
    assert [step.round for step in steps(database, plan_id)] == [1, 1, 2, 2, 2, 2, 2]


def test_the_unit_heads_own_return_goes_straight_to_the_drafter(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "content_check")

    done = take(database, rules, office.unit_head, plan_id, "return")

    assert done.state == "draft"


def test_an_agency_may_have_returns_go_straight_to_the_drafter(database, rules, office, plan_id):
    def set_it(session):
        agency = session.get_one(AgencyRow, office.agency_id)
        agency.return_directly = True
        return agency

    save(database, set_it)
    bring_to(database, rules, office, plan_id, "approval")

    assert take(database, rules, office.signer, plan_id, "return").state == "draft"


def test_a_return_without_a_unit_head_tells_the_administrator(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "approval")

    def leave(session):
        person = session.get_one(PersonRow, office.unit_head.person_id)
        person.active = False
        return person

    save(database, leave)

    take(database, rules, office.signer, plan_id, "return")

    kind, message = told_last(database, office.administrator)
    assert kind == "blocked"
    assert message.endswith("hãy phân công lãnh đạo.")


def test_a_return_after_the_signature_voids_the_signature(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "numbering")

    take(database, rules, office.clerk, plan_id, "return")

    plan = the_plan(database, plan_id)
    assert (plan.state, plan.signed_on, plan.last_mover_id) == ("returned", None, None)


# --- withdraw


def test_the_drafter_withdraws_before_anybody_decided(database, rules, office, plan_id):
    take(database, rules, office.drafter, plan_id, "submit")

    done = take(database, rules, office.drafter, plan_id, "withdraw")

    assert done.state == "draft"
    assert decisions(database, plan_id) == [("content_check", "not_needed")]
    assert told_last(database, office.unit_head)[1].endswith(
        "Lê Thị Hạnh đã rút lại, chưa cần xử lý."
    )


def test_a_checker_takes_his_decision_back(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "approval")

    done = take(database, rules, office.format_checker, plan_id, "withdraw")

    assert done.state == "format_check"
    assert decisions(database, plan_id) == [
        ("content_check", "approved"),
        ("format_check", "withdrawn"),
        ("approval", "not_needed"),
        ("format_check", "waiting"),
    ]
    assert steps(database, plan_id)[-1].visit == 2
    assert waiting_for(database, plan_id) == [office.format_checker.person_id]


def test_a_withdrawn_decision_can_be_made_again(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "approval")
    take(database, rules, office.format_checker, plan_id, "withdraw")

    take(database, rules, office.format_checker, plan_id, "approve")

    assert state_of(database, plan_id) == "approval"
    assert [step.visit for step in steps(database, plan_id)] == [1, 1, 1, 2, 2]


def test_the_clerk_takes_the_recorded_signature_back(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "numbering")

    take(database, rules, office.clerk, plan_id, "withdraw")

    plan = the_plan(database, plan_id)
    assert (plan.state, plan.signed_on) == ("signature", None)


# --- change of the text


def change(database, office, plan_id):
    with database.transaction() as session:
        plan = session.get_one(PlanRow, plan_id)
        void_round_for_change(session, plan, office.drafter, NOON)
        audit.record(session, office.drafter, "save", now=NOON, plan=plan)


def test_a_change_during_the_checks_brings_the_plan_back_to_draft(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "format_check")

    change(database, office, plan_id)

    assert state_of(database, plan_id) == "draft"
    assert decisions(database, plan_id) == [
        ("content_check", "voided"),
        ("format_check", "not_needed"),
    ]
    for person in (office.unit_head, office.format_checker):
        assert told_last(database, person)[1].endswith("sẽ được trình lại từ đầu.")


def test_a_change_of_a_draft_voids_nothing(database, office, plan_id):
    change(database, office, plan_id)

    assert (state_of(database, plan_id), told(database, office.unit_head)) == ("draft", [])


# --- void and cancel


def test_a_void_number_keeps_its_row_with_the_reason(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "issued")

    done = take(database, rules, office.clerk, plan_id, "void", note="Ghi nhầm loại văn bản")

    assert done.state_label == "Đã hủy số"
    with database.reading() as session:
        row = session.scalars(select(RegisterRow)).one()
    assert (row.number, row.status, row.void_reason) == (115, "void", "Ghi nhầm loại văn bản")
    assert (row.voided_by, row.voided_at) == (office.clerk.person_id, NOON)
    assert the_plan(database, plan_id).code_number == 115
    assert told_last(database, office.drafter)[1].endswith(
        "số 115/KH-UBND đã bị hủy: Ghi nhầm loại văn bản"
    )


def test_a_void_number_is_never_given_again(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "issued")
    take(database, rules, office.clerk, plan_id, "void")
    other = a_plan(database, office)

    bring_to(database, rules, office, other, "issued")

    assert the_plan(database, other).code_number == 116


def test_a_draft_is_cancelled_with_its_reason(database, rules, office, plan_id):
    done = take(database, rules, office.unit_head, plan_id, "cancel", note="Trùng kế hoạch khác")

    assert done.state_label == "Đã bỏ dự thảo"
    assert told_last(database, office.drafter)[1].endswith("dự thảo đã bỏ: Trùng kế hoạch khác")


def test_a_plan_without_a_subject_is_still_named(database, rules, office):
    plan_id = a_plan(database, office)

    def forget(session):
        plan = session.get_one(PlanRow, plan_id)
        plan.subject = ""
        return plan

    save(database, forget)

    take(database, rules, office.unit_head, plan_id, "cancel")

    assert told_last(database, office.drafter)[1].startswith("Kế hoạch chưa có trích yếu: ")


def test_two_agencies_do_not_touch_each_other(database, rules, office, plan_id):
    other = an_office(database, short_name="UBND xã Bình An", last_number=7)
    theirs = a_plan(database, other)

    bring_to(database, rules, office, plan_id, "issued")
    bring_to(database, rules, other, theirs, "issued")

    assert the_plan(database, plan_id).code_number == 115
    assert the_plan(database, theirs).code_number == 8
    assert audit.verify(database) == ()
