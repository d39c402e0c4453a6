"""Somebody handles an absent person's papers: entered, confirmed, ended, and what he may do."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from tests.service.builders import (
    NOON,
    a_person,
    an_office,
    save,
)
from tests.service.places import DOCUMENT, FIRST, LAST, confirmed, entered, seen, the
from tests.service.records import told, told_last
from webapp.db.models.absences import StandInRow
from webapp.domain.errors import (
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    StalePageError,
)
from webapp.domain.people import Role
from webapp.services import stand_ins
from webapp.services.reading_desk import desk
from webapp.services.stand_ins import StandInInput


@pytest.fixture
def deputy(database, office):
    """A deputy of the unit's head, who has no role of his own at the steps."""
    return a_person(
        database, office.agency_id, Role.DRAFTER, full_name="Hồ Văn Lâm", unit_id=office.unit_id
    )


def test_what_the_office_enters_waits_for_the_absent_or_the_leader(database, office, deputy):
    stand_in_id = entered(database, office, office.unit_head, deputy)

    assert the(database, office, stand_in_id).state == "proposed"
    assert seen(database, deputy).reads_for == frozenset()
    for person in (office.unit_head, office.signer):
        assert told_last(database, person)[0] == "to_confirm"
        found = desk(database, person, NOON).stand_ins_to_confirm
        assert [one.id for one in found] == [stand_in_id]
    assert told(database, deputy) == []
    assert desk(database, deputy, NOON).stand_ins_to_confirm == ()


@pytest.mark.parametrize("who", ["unit_head", "signer"])
def test_the_absent_person_or_the_leader_confirms(database, office, deputy, who):
    stand_in_id = entered(database, office, office.unit_head, deputy)
    person = getattr(office, who)

    message = stand_ins.confirm_stand_in(database, person, stand_in_id, 1, NOON)

    assert message == (
        "Đã xác nhận: Hồ Văn Lâm xử lý thay Vũ Đình Khôi từ 01/03/2026 đến hết 06/03/2026 "
        f"theo {DOCUMENT}."
    )
    view = the(database, office, stand_in_id)
    assert (view.state, view.confirmed_by) == ("in_force", person.full_name)
    assert told_last(database, deputy)[0] == "stand_in"
    assert seen(database, deputy).reads_for == {office.unit_head.person_id}


@pytest.mark.parametrize("who", ["drafter", "clerk"])
def test_others_confirm_nothing(database, office, deputy, who):
    stand_in_id = entered(database, office, office.unit_head, deputy)

    with pytest.raises(ForbiddenError, match="Chỉ người vắng hoặc lãnh đạo"):
        stand_ins.confirm_stand_in(database, getattr(office, who), stand_in_id, 1, NOON)


def test_the_stand_in_does_not_confirm_himself_be_he_the_leader(database, office):
    stand_in_id = entered(database, office, office.unit_head, office.signer)

    with pytest.raises(ForbiddenError, match="không tự xác nhận"):
        stand_ins.confirm_stand_in(database, office.signer, stand_in_id, 1, NOON)


def test_a_leader_who_entered_it_does_not_confirm_it(database, office, deputy):
    leader = a_person(database, office.agency_id, Role.OFFICE_HEAD, Role.CLERK)
    wanted = StandInInput(
        office.unit_head.person_id, deputy.person_id, FIRST, LAST, document=DOCUMENT
    )
    stand_in_id = stand_ins.add_stand_in(database, leader, wanted, NOON)

    with pytest.raises(ForbiddenError, match="Người nhập không tự xác nhận"):
        stand_ins.confirm_stand_in(database, leader, stand_in_id, 1, NOON)


def test_a_double_tap_confirms_once(database, office, deputy):
    stand_in_id = confirmed(database, office, office.unit_head, deputy)

    again = stand_ins.confirm_stand_in(database, office.unit_head, stand_in_id, 1, NOON)

    assert again == "Vũ Đình Khôi đã xác nhận lúc 12:00 ngày 02/03/2026. Không cần làm lại."
    with pytest.raises(ForbiddenError, match="Vũ Đình Khôi đã xác nhận"):
        stand_ins.confirm_stand_in(database, office.signer, stand_in_id, 1, NOON)


def test_an_old_page_confirms_and_ends_nothing(database, office, deputy):
    stand_in_id = entered(database, office, office.unit_head, deputy)

    with pytest.raises(StalePageError):
        stand_ins.confirm_stand_in(database, office.unit_head, stand_in_id, 7, NOON)
    with pytest.raises(StalePageError):
        stand_ins.end_stand_in(database, office.unit_head, stand_in_id, 7, "", now=NOON)


def test_what_is_over_is_not_confirmed_any_more(database, office, deputy):
    stand_in_id = entered(database, office, office.unit_head, deputy)
    later = datetime(2026, 3, 6, 17, tzinfo=UTC)

    assert the(database, office, stand_in_id, later).state == "over"
    with pytest.raises(ForbiddenError, match="đã qua"):
        stand_ins.confirm_stand_in(database, office.unit_head, stand_in_id, 1, later)


@pytest.mark.parametrize("who", ["unit_head", "signer", "clerk"])
def test_it_is_ended_at_once_by_those_it_concerns(database, office, deputy, who):
    stand_in_id = confirmed(database, office, office.unit_head, deputy)
    person = getattr(office, who)

    message = stand_ins.end_stand_in(database, person, stand_in_id, 2, "Đã về sớm", now=NOON)

    assert message.startswith("Đã kết thúc: Hồ Văn Lâm không còn xử lý thay Vũ Đình Khôi")
    view = the(database, office, stand_in_id)
    assert (view.state, view.ended_by, view.end_reason) == (
        "ended",
        person.full_name,
        "Đã về sớm",
    )
    assert told_last(database, deputy)[0] == "stand_in_ended"
    again = stand_ins.end_stand_in(database, person, stand_in_id, 2, "", now=NOON)
    assert "đã kết thúc việc này" in again


def test_nobody_else_ends_it(database, office, deputy):
    stand_in_id = confirmed(database, office, office.unit_head, deputy)

    with pytest.raises(ForbiddenError, match="báo người đó"):
        stand_ins.end_stand_in(database, office.drafter, stand_in_id, 2, "", now=NOON)
    with pytest.raises(InvalidInputError, match="rút gọn"):
        stand_ins.end_stand_in(database, deputy, stand_in_id, 2, "x" * 501, now=NOON)


def test_another_agencys_stand_in_does_not_exist(database, office, deputy):
    stand_in_id = entered(database, office, office.unit_head, deputy)
    other = an_office(database, short_name="UBND xã Bình Lộc")

    assert stand_ins.stand_ins(database, other.clerk, NOON) == ()
    with pytest.raises(NotFoundError):
        stand_ins.confirm_stand_in(database, other.signer, stand_in_id, 1, NOON)
    with pytest.raises(NotFoundError):
        stand_ins.stand_in(database, office.drafter, stand_in_id, NOON)


def test_people_see_their_own_and_the_office_all(database, office, deputy):
    stand_in_id = entered(database, office, office.unit_head, deputy)

    for person in (office.unit_head, deputy, office.clerk, office.administrator, office.signer):
        assert [one.id for one in stand_ins.stand_ins(database, person, NOON)] == [stand_in_id]
    assert stand_ins.stand_ins(database, office.drafter, NOON) == ()


def test_only_the_office_enters_one(database, office):
    with pytest.raises(ForbiddenError, match="quản trị cơ quan hoặc văn thư"):
        entered(database, replace(office, clerk=office.drafter), office.unit_head, office.signer)
    with pytest.raises(ForbiddenError):
        stand_ins.people_to_choose(database, office.drafter)
    labels = [one.label for one in stand_ins.people_to_choose(database, office.administrator)]
    assert "Vũ Đình Khôi" in labels


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"document": " "}, "document"),
        ({"valid_until": date(2026, 2, 28)}, "valid_until"),
        ({"valid_from": date(2026, 2, 1), "valid_until": date(2026, 3, 1)}, "valid_until"),
    ],
)
def test_it_is_written_and_limited(database, office, deputy, changes, field):
    with pytest.raises(InvalidInputError) as refused:
        entered(database, office, office.unit_head, deputy, **changes)

    assert refused.value.field == field


def test_both_work_in_the_agency_and_are_two(database, office, deputy):
    stranger = an_office(database, short_name="UBND xã Bình Lộc").drafter
    for absent, somebody, field in (
        (stranger, deputy, "absent_id"),
        (deputy, stranger, "stand_in_id"),
        (deputy, deputy, "stand_in_id"),
    ):
        with pytest.raises(InvalidInputError) as refused:
            entered(database, office, absent, somebody)
        assert refused.value.field == field


def test_a_stand_in_has_no_stand_in_and_an_absent_person_but_one(database, office, deputy):
    entered(database, office, office.unit_head, deputy)
    third = a_person(database, office.agency_id, Role.DRAFTER, full_name="Tạ Thị Nhàn")
    for absent, somebody, words in (
        (office.unit_head, third, "đã được cử xử lý thay"),
        (deputy, third, "không giao tiếp được"),
        (third, office.unit_head, "cũng vắng"),
    ):
        with pytest.raises(InvalidInputError, match=words):
            entered(database, office, absent, somebody)
    entered(
        database,
        office,
        office.unit_head,
        third,
        valid_from=date(2026, 3, 7),
        valid_until=date(2026, 3, 9),
    )
    entered(
        database,
        office,
        third,
        deputy,
        valid_from=date(2026, 3, 2),
        valid_until=date(2026, 3, 4),
    )


def test_no_row_is_deleted_or_rewritten(database, office, deputy):
    stand_in_id = entered(database, office, office.unit_head, deputy)

    def rewrite(session):
        row = session.get_one(StandInRow, stand_in_id)
        row.valid_until = date(2027, 1, 1)
        return row

    with pytest.raises(Exception, match="keeps what it said"):
        save(database, rewrite)
    with pytest.raises(RuntimeError), database.transaction() as session:
        session.execute(delete(StandInRow))


def test_the_database_lets_nobody_confirm_himself(database, office, deputy):
    stand_in_id = entered(database, office, office.unit_head, deputy)

    def confirm_himself(session):
        row = session.get_one(StandInRow, stand_in_id)
        row.confirmed_by, row.confirmed_at = deputy.person_id, NOON
        return row

    with pytest.raises(IntegrityError):
        save(database, confirm_himself)
