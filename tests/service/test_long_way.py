"""A plan of the province: from a phòng of a sở to the signature of the chairman."""

from datetime import timedelta

import pytest

from tests.service.builders import NOON, a_person, take, version_of
from tests.service.detours import pass_to
from tests.service.meeting import wish
from tests.service.provinces import a_draft, a_province, bring_up_to, long_way
from tests.service.records import decisions, last_event, state_of, steps, told_last, waiting_for
from webapp.db.models.organisations import UnitRow
from webapp.domain.errors import ForbiddenError, InvalidInputError
from webapp.domain.people import Role
from webapp.domain.process import Action
from webapp.services import audit, reading_desk
from webapp.services.deeds import Deed
from webapp.services.history import history
from webapp.services.transitions import take_step

ON_THE_WAY = (
    "unit_review",
    "content_check",
    "intake",
    "review",
    "format_check",
    "office_review",
    "deputy_review",
    "approval",
    "signature",
    "numbering",
)


@pytest.fixture
def province(database):
    return a_province(database)


@pytest.fixture
def plan_id(database, province):
    return a_draft(database, province)


def receive(database, rules, province, plan_id, **more):
    values = {"receipt": "45", "received_on": NOON.date(), "note": "", **more}
    return take(database, rules, province.intake_clerk, plan_id, "receive", **values)


def test_the_plan_passes_every_desk_and_is_issued(database, rules, province, plan_id):
    asked = []
    for state, actor, action, more in long_way(province):
        assert state_of(database, plan_id) == state
        asked.append((state, waiting_for(database, plan_id)))
        take(database, rules, actor, plan_id, action, **more)

    assert asked[1:] == [(state, [who.person_id]) for state, who, *_ in long_way(province)[1:]]
    assert state_of(database, plan_id) == "issued"
    assert {decision for _, decision in decisions(database, plan_id)} == {"approved"}


def test_each_person_reads_why_the_plan_waits_for_him(database, rules, province, plan_id):
    said = []
    for _, actor, action, more in long_way(province):
        said += [item.why for item in reading_desk.desk(database, actor, NOON).waiting]
        take(database, rules, actor, plan_id, action, **more)

    assert said[:4] == [
        "Anh/chị là lãnh đạo đơn vị, xem xét dự thảo trước khi trình tiếp.",
        "Anh/chị là lãnh đạo đơn vị trình, chịu trách nhiệm nội dung (Điều 12).",
        "Văn thư tiếp nhận hồ sơ trình của đơn vị và chuyển thẩm tra.",
        "Anh/chị là chuyên viên thẩm tra, xem xét dự thảo trước khi trình tiếp.",
    ]
    assert len(said) == len(ON_THE_WAY)


@pytest.mark.parametrize("state", ON_THE_WAY)
def test_from_each_desk_the_plan_goes_back_to_its_unit_and_up_again(
    database, rules, province, plan_id, state
):
    bring_up_to(database, rules, province, plan_id, state)
    actor = next(who for at, who, *_ in long_way(province) if at == state)

    take(database, rules, actor, plan_id, "return")

    if state != "unit_review":
        assert state_of(database, plan_id) == "returned"
        take(database, rules, province.unit_head, plan_id, "pass_on")
    assert state_of(database, plan_id) == "draft"
    assert not any(decision == "approved" for _, decision in decisions(database, plan_id))
    bring_up_to(database, rules, province, plan_id, "issued")
    assert state_of(database, plan_id) == "issued"


def test_the_receipt_keeps_its_number_and_day(database, rules, province, plan_id):
    bring_up_to(database, rules, province, plan_id, "intake")

    done = receive(database, rules, province, plan_id, receipt=" 45/TN ", note="Đủ hồ sơ.")

    assert done.message.startswith("Đã tiếp nhận hồ sơ. Trạng thái mới: Chờ xem xét: Văn phòng")
    row = next(one for one in steps(database, plan_id) if one.step_key == "intake")
    assert row.note == "Số tiếp nhận 45/TN, ngày 02/03/2026\nĐủ hồ sơ."
    _, action, details = last_event(database, plan_id)
    assert (action, details["receipt"], details["received_on"]) == (
        "receive",
        "45/TN",
        "2026-03-02",
    )
    assert told_last(database, province.drafter)[1].endswith(
        "hồ sơ trình đã được Đỗ Minh Châu tiếp nhận."
    )
    with database.reading() as session:
        sentence = history(audit.events_of(session, plan_id))[0].sentence
    assert sentence == "Đỗ Minh Châu tiếp nhận hồ sơ trình ngày 02/03/2026, số tiếp nhận 45/TN."


def test_a_note_stands_for_a_receipt_without_a_number(database, rules, province, plan_id):
    bring_up_to(database, rules, province, plan_id, "intake")

    receive(database, rules, province, plan_id, receipt="", note="Nhận trực tiếp.")

    row = next(one for one in steps(database, plan_id) if one.step_key == "intake")
    assert row.note == "Tiếp nhận ngày 02/03/2026\nNhận trực tiếp."
    with database.reading() as session:
        sentence = history(audit.events_of(session, plan_id))[0].sentence
    assert sentence == "Đỗ Minh Châu tiếp nhận hồ sơ trình ngày 02/03/2026."


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"received_on": None}, "received_on"),
        ({"received_on": NOON.date() + timedelta(days=1)}, "received_on"),
        ({"received_on": NOON.date() - timedelta(days=1)}, "received_on"),
        ({"receipt": " ", "note": " "}, "receipt"),
        ({"receipt": "4" * 51}, "receipt"),
    ],
)
def test_a_receipt_that_says_nothing_or_lies_is_refused(
    database, rules, province, plan_id, wrong, field
):
    bring_up_to(database, rules, province, plan_id, "intake")

    with pytest.raises(InvalidInputError) as caught:
        receive(database, rules, province, plan_id, **wrong)

    assert caught.value.field == field
    assert state_of(database, plan_id) == "intake"


def test_two_deputies_at_once_give_one_decision_and_a_clear_sentence(
    database, at_once, rules, province, plan_id
):
    second = a_person(database, province.agency_id, Role.DEPUTY, full_name="Hồ Văn Lâm")
    bring_up_to(database, rules, province, plan_id, "deputy_review")
    deed = Deed(plan_id, version_of(database, plan_id), Action.APPROVE)

    wishes = [wish(take_step, one, deed, NOON) for one in (province.deputy, second)]
    refused, done = sorted(at_once(*wishes))

    assert done == "Đã xem xét, đồng ý. Trạng thái mới: Chờ duyệt."
    assert "Văn bản vừa được" in refused
    rows = [one for one in steps(database, plan_id) if one.step_key == "deputy_review"]
    assert sorted(one.decision for one in rows) == ["approved", "not_needed"]


def test_the_head_of_another_unit_neither_reviews_nor_answers_for_content(
    database, rules, province, plan_id
):
    bring_up_to(database, rules, province, plan_id, "unit_review")
    with pytest.raises(ForbiddenError, match="do lãnh đạo đơn vị soạn thảo xử lý"):
        take(database, rules, province.department_head, plan_id, "approve")

    take(database, rules, province.unit_head, plan_id, "approve")
    with pytest.raises(ForbiddenError, match="lãnh đạo đơn vị cấp trên của đơn vị soạn thảo"):
        take(database, rules, province.unit_head, plan_id, "approve")


def test_a_unit_without_one_above_it_blocks_and_tells_the_administrator(
    database, rules, province, plan_id
):
    with database.transaction() as session:
        session.get_one(UnitRow, province.unit_id).parent_id = None
        audit.record(session, None, "built", now=NOON)

    bring_up_to(database, rules, province, plan_id, "content_check")

    assert waiting_for(database, plan_id) == [None]
    assert "Lãnh đạo sở kiểm tra nội dung" in told_last(database, province.administrator)[1]


def test_an_examination_goes_to_any_colleague_and_a_leaders_review_to_a_leader_alone(
    database, rules, province, plan_id
):
    colleague = a_person(database, province.agency_id, Role.FORMAT_CHECKER, full_name="Hồ Văn Lâm")
    second = a_person(database, province.agency_id, Role.DEPUTY, full_name="Trần Thị Bốn")
    bring_up_to(database, rules, province, plan_id, "review")
    pass_to(database, rules, province.reviewer, plan_id, colleague)
    take(database, rules, colleague, plan_id, "approve")
    take(database, rules, province.format_checker, plan_id, "approve")
    take(database, rules, province.office_head, plan_id, "approve")

    for other in (colleague, province.administrator, province.intake_clerk):
        with pytest.raises(InvalidInputError, match="Chọn một người khác được phép"):
            pass_to(database, rules, province.deputy, plan_id, other)
    pass_to(database, rules, province.deputy, plan_id, second)
    assert waiting_for(database, plan_id) == [second.person_id]
