"""A draft is given to another drafter with all that belongs to it."""

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from tests.service.builders import (
    NOON,
    a_person,
    a_unit,
    answer_all,
    bring_to,
    save,
    take,
    version_of,
)
from tests.service.records import last_event, state_of, the_plan, told, told_last, waiting_for
from webapp.db.guards import OWN_STATEMENT
from webapp.db.models.organisations import MembershipRow, UnitRow
from webapp.db.models.plans import HandoverRow
from webapp.domain.errors import ForbiddenError, InvalidInputError, StalePageError
from webapp.domain.people import Role
from webapp.domain.process import Action
from webapp.services import audit, drafting_desk, evidence, reading
from webapp.services.handing_over import HandingOver, hand_over, handover_page
from webapp.services.transitions import Deed, take_step

REASON = "Chị Hạnh chuyển công tác"


@pytest.fixture
def second(database, office):
    return a_person(
        database,
        office.agency_id,
        Role.DRAFTER,
        full_name="Hồ Văn Lâm",
        unit_id=office.unit_id,
        position="Chuyên viên",
    )


def give(database, rules, actor, plan_id, to, *, reason=REASON, version=None):
    version = version_of(database, plan_id) if version is None else version
    wish = HandingOver(plan_id, version, to.person_id if to else None, reason)
    return hand_over(database, rules, actor, wish, NOON)


def typed_by(database, actor, plan_id):
    copy = drafting_desk.editing(database, actor, plan_id, NOON).working_copy
    assert copy is not None
    return copy.fields.subject


def test_the_head_gives_a_draft_and_the_new_drafter_submits_it(
    database, rules, office, plan_id, second
):
    said = give(database, rules, office.unit_head, plan_id, second)

    assert said == "Đã giao Hồ Văn Lâm soạn thảo văn bản này."
    with pytest.raises(ForbiddenError, match="Chỉ người soạn thảo"):
        take(database, rules, office.drafter, plan_id, "submit")
    take(database, rules, second, plan_id, "submit")
    assert state_of(database, plan_id) == "content_check"


def test_both_are_told_and_the_history_says_so(database, rules, office, plan_id, second):
    give(database, rules, office.unit_head, plan_id, second)

    assert told_last(database, second)[1].endswith(
        f"Vũ Đình Khôi giao anh/chị soạn thảo thay Lê Thị Hạnh: {REASON}"
    )
    assert told_last(database, office.drafter)[1].endswith(
        f"Vũ Đình Khôi giao Hồ Văn Lâm soạn thảo thay anh/chị: {REASON}"
    )
    first = reading.plan_page(database, rules, second, plan_id, NOON).history[0]
    assert first.sentence == "Vũ Đình Khôi giao Hồ Văn Lâm soạn thảo thay Lê Thị Hạnh."
    assert first.note == REASON
    assert audit.verify(database) == ()


def test_the_drafter_gives_his_own_draft_and_is_not_told_what_he_did(
    database, rules, office, plan_id, second
):
    give(database, rules, office.drafter, plan_id, second)

    assert the_plan(database, plan_id).drafter_id == second.person_id
    assert told(database, office.drafter) == []


def test_a_returned_plan_goes_home_to_the_new_drafter_with_its_remarks(
    database, rules, office, plan_id, second
):
    bring_to(database, rules, office, plan_id, "format_check")
    take(database, rules, office.format_checker, plan_id, "return", note="Sai căn cứ")
    assert state_of(database, plan_id) == "returned"

    give(database, rules, office.unit_head, plan_id, second)

    assert state_of(database, plan_id) == "draft"
    assert "còn 1 ý kiến phải trả lời" in told_last(database, second)[1]
    assert list(evidence.verify(database)) == []
    answer_all(database, second, plan_id)
    take(database, rules, second, plan_id, "submit")
    assert state_of(database, plan_id) == "content_check"


def test_what_was_typed_and_not_saved_goes_with_it_as_it_is(
    database, rules, office, plan_id, second
):
    drafting_desk.autosave(database, office.drafter, plan_id, {"subject": "Gõ dở"}, 1, now=NOON)
    assert handover_page(database, rules, office.unit_head, plan_id, NOON).typed_at == NOON

    give(database, rules, office.unit_head, plan_id, second)

    assert typed_by(database, second, plan_id) == "Gõ dở"
    first = reading.plan_page(database, rules, second, plan_id, NOON).history[0]
    assert first.sentence.endswith("thay Lê Thị Hạnh, kèm bản gõ dở.")


def test_who_drafted_it_once_never_checks_it(database, rules, office, plan_id):
    both = Role.DRAFTER, Role.UNIT_HEAD
    first = a_person(
        database, office.agency_id, *both, full_name="Hà Văn Tư", unit_id=office.unit_id
    )
    give(database, rules, office.unit_head, plan_id, first)
    give(database, rules, first, plan_id, office.drafter)

    take(database, rules, office.drafter, plan_id, "submit")

    assert waiting_for(database, plan_id) == [office.unit_head.person_id]


def test_a_drafter_of_a_unit_below_may_take_it_and_one_of_another_unit_not(
    database, rules, office, plan_id
):
    below = save(
        database,
        lambda _: UnitRow(
            agency_id=office.agency_id, name="Tổ", abbreviation="T", parent_id=office.unit_id
        ),
    )
    other = a_unit(database, office.agency_id, "Phòng Kinh tế", "KT")
    for unit, name in ((below, "Hà Văn Tư"), (other, "Lò Thị Năm")):
        a_person(database, office.agency_id, Role.DRAFTER, full_name=name, unit_id=unit)

    page = handover_page(database, rules, office.unit_head, plan_id, NOON)

    assert [one.label for one in page.people] == ["Hà Văn Tư"]
    assert page.typed_at is None


def test_the_agency_gives_the_draft_of_a_unit_without_a_head(
    database, rules, office, plan_id, second
):
    with pytest.raises(ForbiddenError):
        give(database, rules, office.administrator, plan_id, second)
    assert not reading.plan_page(
        database, rules, office.administrator, plan_id, NOON
    ).detours.may_hand_over
    with database.transaction() as session:
        left = update(MembershipRow).where(MembershipRow.person_id == office.unit_head.person_id)
        session.execute(left.values(active=False), execution_options=OWN_STATEMENT)

    page = reading.plan_page(database, rules, office.administrator, plan_id, NOON)
    give(database, rules, office.administrator, plan_id, second)

    assert page.detours.may_hand_over
    assert last_event(database, plan_id)[:2] == ("Bùi Gia Bảo", "hand_over")


def test_it_needs_a_reason_and_somebody_who_may_take_it(database, rules, office, plan_id, second):
    for reason, to, field in ((" ", second, "reason"), (REASON, office.clerk, "to_id")):
        with pytest.raises(InvalidInputError) as refused:
            give(database, rules, office.unit_head, plan_id, to, reason=reason)
        assert refused.value.field == field


def test_a_second_tap_is_told_so_and_an_old_page_is_refused(
    database, rules, office, plan_id, second
):
    version = version_of(database, plan_id)
    give(database, rules, office.unit_head, plan_id, second, version=version)

    again = give(database, rules, office.unit_head, plan_id, second, version=version)

    assert again.startswith("Anh/chị đã «Giao người soạn thảo khác»")
    with pytest.raises(StalePageError):
        give(database, rules, second, plan_id, office.drafter, version=version)


def test_a_plan_on_its_way_is_not_handed_over(database, rules, office, plan_id, second):
    bring_to(database, rules, office, plan_id, "content_check")

    with pytest.raises(ForbiddenError, match="còn là dự thảo"):
        give(database, rules, office.unit_head, plan_id, second)


def test_the_way_of_decisions_does_not_lead_past_it(database, rules, office, plan_id):
    deed = Deed(plan_id, version_of(database, plan_id), Action.HAND_OVER, REASON)

    with pytest.raises(InvalidInputError, match="không có ở đây"):
        take_step(database, rules, office.unit_head, deed, NOON)


def test_given_back_it_brings_the_newer_typing(database, rules, office, plan_id, second):
    give(database, rules, office.unit_head, plan_id, second)
    drafting_desk.autosave(database, second, plan_id, {"subject": "Mới"}, 1, now=NOON)

    give(database, rules, office.unit_head, plan_id, office.drafter)

    assert typed_by(database, office.drafter, plan_id) == "Mới"


@pytest.mark.parametrize("change", [update(HandoverRow).values(to_id=1), delete(HandoverRow)])
def test_who_drafted_it_stays_written_down(database, rules, office, plan_id, second, change):
    give(database, rules, office.unit_head, plan_id, second)

    with pytest.raises(DBAPIError), database.transaction() as session:
        session.execute(change, execution_options=OWN_STATEMENT)
