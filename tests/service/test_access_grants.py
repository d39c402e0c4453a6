"""Rights that somebody was given open nothing until a second person confirms them."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, a_person, a_unit, an_agency, an_office
from tests.service.grants import SECRET, change, confirm, form_of, newcomer, the
from tests.service.records import told, told_last
from webapp.db.models.audit import AuditRow
from webapp.domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from webapp.domain.people import Role
from webapp.services import access_grants, accounts, audit, confirming_grants
from webapp.services.accounts import SignIn
from webapp.services.administration import (
    UnitInput,
    deactivate_person,
    reactivate_person,
    save_person,
    save_unit,
    units,
)
from webapp.services.reading_desk import desk
from webapp.services.situations import people_of

BOTH = frozenset({Role.CLERK, Role.FORMAT_CHECKER})


@pytest.fixture
def grant_id(database, office):
    """A second role for the clerk, which waits."""
    return change(database, office, office.clerk, roles=BOTH).pending.id


@pytest.fixture
def second_admin(database, office):
    return a_person(database, office.agency_id, Role.ADMINISTRATOR, full_name="Lý Thu An")


@pytest.fixture
def alone(database):
    """An agency whose administrator is the only one who could confirm."""
    agency_id = an_agency(database)
    return a_person(database, agency_id, Role.ADMINISTRATOR, full_name="Trần Một")


def events(database, agency_id):
    with database.reading() as session:
        query = select(AuditRow).where(AuditRow.agency_id == agency_id)
        rows = session.scalars(query.order_by(AuditRow.ordinal))
        return [(row.action, json.loads(row.details)) for row in rows]


def roles_at_work(database, person):
    """Return what every check of rights goes by."""
    with database.reading() as session:
        return people_of(session, person.agency_id, frozenset({person.person_id}))[0].roles


def test_a_new_role_opens_nothing_until_it_is_confirmed(database, office, grant_id):
    assert roles_at_work(database, office.clerk) == {Role.CLERK}

    message = confirming_grants.confirm_grant(database, office.signer, grant_id, NOON)

    assert message == (
        "Đã xác nhận: Quyền mới của Đỗ Minh Châu (vai trò Người kiểm tra thể thức) có hiệu lực "
        "từ bây giờ."
    )
    assert roles_at_work(database, office.clerk) == BOTH
    assert the(database, office.administrator, office.clerk.person_id).pending is None


def test_those_who_confirm_are_told_and_find_it_on_their_desk(
    database, office, second_admin, grant_id
):
    change(database, office, office.clerk, position="Văn thư trưởng")  # the same still waits

    for person in (office.signer, second_admin):
        assert [one.id for one in desk(database, person, NOON).grants_to_confirm] == [grant_id]
        (only,) = told(database, person)
        assert only[0] == "to_confirm"
        assert "chờ anh/chị xác nhận" in only[1]
    assert desk(database, office.administrator, NOON).grants_to_confirm == ()


def test_who_gave_it_and_who_got_it_are_told_the_outcome(database, office, grant_id):
    confirming_grants.confirm_grant(database, office.signer, grant_id, NOON)

    for person in (office.administrator, office.clerk):
        assert told_last(database, person)[0] == "confirmed"


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("administrator", "Người cấp không tự"),
        ("clerk", "Không ai tự xác nhận"),
        ("drafter", "Chỉ quản trị cơ quan"),
    ],
)
def test_nobody_else_confirms(database, office, grant_id, who, words):
    with pytest.raises(ForbiddenError, match=words):
        confirming_grants.confirm_grant(database, getattr(office, who), grant_id, NOON)

    assert roles_at_work(database, office.clerk) == {Role.CLERK}


def test_a_declined_right_never_holds_and_what_one_had_stays(database, office, grant_id):
    message = confirming_grants.decline_grant(
        database, office.signer, grant_id, "Chưa có phân công", now=NOON
    )

    assert message == "Đã từ chối quyền mới của Đỗ Minh Châu."
    assert roles_at_work(database, office.clerk) == {Role.CLERK}
    assert "Chưa có phân công" in told_last(database, office.administrator)[1]
    page = confirming_grants.grant_page(database, office.signer, grant_id, NOON)
    assert page.done.endswith("vì: Chưa có phân công.")
    with pytest.raises(ForbiddenError, match="không xác nhận lúc"):
        confirming_grants.confirm_grant(database, office.signer, grant_id, NOON)


@pytest.mark.parametrize("reason", [" ", "x" * 501])
def test_declining_takes_a_reason(database, office, grant_id, reason):
    with pytest.raises(InvalidInputError) as refused:
        confirming_grants.decline_grant(database, office.signer, grant_id, reason, now=NOON)

    assert refused.value.field == "reason"


def test_a_double_tap_is_told_what_was_done(database, office, second_admin, grant_id):
    confirming_grants.confirm_grant(database, office.signer, grant_id, NOON)

    again = confirming_grants.confirm_grant(database, office.signer, grant_id, NOON)

    assert again.endswith("Không cần làm lại.")
    with pytest.raises(ForbiddenError, match="Phạm Quốc Toản đã xác nhận"):
        confirming_grants.confirm_grant(database, second_admin, grant_id, NOON)


def test_entry_confirmation_and_refusal_are_recorded(database, office, grant_id):
    confirming_grants.confirm_grant(database, office.signer, grant_id, NOON)
    other = change(database, office, office.clerk, roles=BOTH | {Role.SIGNER}).pending.id
    confirming_grants.decline_grant(database, office.signer, other, "Không", now=NOON)

    told_events = dict(events(database, office.agency_id))

    assert told_events["confirm_access"]["changes"]["roles"][1] == ["clerk", "format_checker"]
    assert told_events["propose_access"]["roles"] == ["signer"]
    assert told_events["decline_access"]["reason"] == "Không"
    assert audit.verify(database) == ()


def test_a_right_that_is_taken_is_lost_at_once_and_told(database, office, second_admin):
    change(database, office, office.clerk, roles=frozenset())

    assert roles_at_work(database, office.clerk) == frozenset()
    for person in (office.signer, second_admin):
        kind, message = told_last(database, person)
        assert kind == "rights_taken"
        assert message == (
            "Bùi Gia Bảo đã bỏ quyền của Đỗ Minh Châu: vai trò Văn thư. Có hiệu lực ngay."
        )
    assert told(database, office.administrator) == []


def test_a_unit_that_is_left_is_told_and_so_is_who_stops_working(database, office, second_admin):
    change(database, office, office.drafter, unit_id=None, roles=frozenset())
    assert "thuộc Phòng Văn hóa - Xã hội" in told_last(database, second_admin)[1]

    view = the(database, office.administrator, office.clerk.person_id)
    deactivate_person(database, office.administrator, office.clerk.person_id, view.version, NOON)
    assert "thôi làm việc trong cơ quan" in told_last(database, second_admin)[1]


def test_a_move_to_another_unit_waits_in_the_old_one(database, office):
    new_unit = a_unit(database, office.agency_id, "Phòng Kinh tế", "KT")

    view = change(database, office, office.drafter, unit_id=new_unit)

    assert (view.unit_id, view.wanted.unit_id) == (office.unit_id, new_unit)
    assert view.pending.words == "vào Phòng Kinh tế"
    confirm(database, office.signer, office.drafter.person_id)
    assert the(database, office.administrator, office.drafter.person_id).unit_id == new_unit


def test_a_move_to_a_unit_that_was_closed_is_not_confirmed(database, office):
    new_unit = a_unit(database, office.agency_id, "Phòng Kinh tế", "KT")
    change(database, office, office.drafter, unit_id=new_unit)
    closed = next(one for one in units(database, office.administrator) if one.id == new_unit)
    save_unit(
        database,
        office.administrator,
        UnitInput(new_unit, closed.name, "KT", active=False, version=closed.version),
        NOON,
    )

    with pytest.raises(ForbiddenError, match="đã ngừng hoạt động"):
        confirm(database, office.signer, office.drafter.person_id)


def test_somebody_new_is_out_until_he_is_confirmed(database, office):
    person_id = save_person(
        database, office.administrator, newcomer(roles=frozenset({Role.CLERK})), NOON
    )

    view = the(database, office.administrator, person_id)
    assert (view.active, view.roles, view.wanted.active) == (False, frozenset(), True)
    assert view.pending.words == "vào làm việc trong cơ quan; vai trò Văn thư"
    page = confirming_grants.grant_page(database, office.signer, view.pending.id, NOON)
    assert (page.has_now, page.who_may) == ("chưa làm việc trong cơ quan", ("Phạm Quốc Toản",))
    with pytest.raises(ForbiddenError, match="chờ quản trị khác"):
        accounts.sign_in(database, SignIn("moi", SECRET), NOON)


def test_the_page_says_what_the_person_has_now(database, office, grant_id):
    new_unit = a_unit(database, office.agency_id, "Phòng Kinh tế", "KT")
    clerk = confirming_grants.grant_page(database, office.clerk, grant_id, NOON)
    nobody = a_person(database, office.agency_id, full_name="Hồ Hai")
    change(database, office, nobody, unit_id=new_unit)
    drafter = change(database, office, office.drafter, unit_id=new_unit)
    read = [
        confirming_grants.grant_page(database, office.signer, view.pending.id, NOON).has_now
        for view in (drafter, the(database, office.administrator, nobody.person_id))
    ]

    assert (clerk.may_confirm, clerk.has_now) == (False, "Văn thư")
    assert read == ["Phòng Văn hóa - Xã hội, Chuyên viên", "chưa có quyền"]


def test_who_has_nothing_to_do_with_it_does_not_read_it(database, office, grant_id):
    with pytest.raises(ForbiddenError):
        confirming_grants.grant_page(database, office.drafter, grant_id, NOON)
    stranger = an_office(database, short_name="Sở Nội vụ").signer
    with pytest.raises(NotFoundError):
        confirming_grants.grant_page(database, stranger, grant_id, NOON)


def test_the_person_sees_on_his_account_what_waits(database, office, grant_id):
    (one,) = access_grants.own_waiting(database, office.clerk)

    assert (one.id, one.agency) == (grant_id, "UBND xã An Phước")
    assert access_grants.own_waiting(database, office.drafter) == ()


def test_another_wish_takes_the_place_of_the_one_that_waited(database, office, grant_id):
    view = change(database, office, office.clerk, roles=frozenset({Role.CLERK, Role.SIGNER}))

    assert view.pending.words == "vai trò Lãnh đạo ký"
    with pytest.raises(ForbiddenError, match="đã rút hoặc thay"):
        confirming_grants.confirm_grant(database, office.signer, grant_id, NOON)


@pytest.mark.usefixtures("grant_id")
def test_unticking_what_waits_withdraws_it(database, office):
    view = change(database, office, office.clerk, roles=frozenset({Role.CLERK}))

    assert view.pending is None
    assert desk(database, office.signer, NOON).grants_to_confirm == ()


@pytest.mark.usefixtures("grant_id")
def test_nobody_waits_for_who_leaves(database, office):
    view = the(database, office.administrator, office.clerk.person_id)

    deactivate_person(database, office.administrator, view.person_id, view.version, NOON)

    view = the(database, office.administrator, office.clerk.person_id)
    assert (view.pending, view.active) == (None, False)
    reactivate_person(database, office.administrator, view.person_id, view.version, NOON)
    view = the(database, office.administrator, office.clerk.person_id)
    assert (view.active, view.pending.words) == (False, "vào làm việc trong cơ quan")


def test_who_left_gets_nothing_while_he_is_away(database, office):
    view = the(database, office.administrator, office.clerk.person_id)
    deactivate_person(database, office.administrator, view.person_id, view.version, NOON)

    view = change(database, office, office.clerk, roles=BOTH)
    confirm(database, office.signer, office.clerk.person_id)

    assert view.pending.grant.joins is False
    assert not the(database, office.administrator, office.clerk.person_id).active


def test_several_are_confirmed_together_and_one_that_cannot_be_stops_no_other(
    database, office, grant_id
):
    other = change(database, office, office.drafter, roles=BOTH | {Role.DRAFTER}).pending.id
    waiting = confirming_grants.all_waiting(database, office.signer, NOON)
    assert [one.id for one in waiting] == [grant_id, other]
    confirming_grants.decline_grant(database, office.signer, grant_id, "Không", now=NOON)

    told = confirming_grants.confirm_grants(
        database, office.signer, [other, grant_id, 10_000], NOON
    )

    assert [one[:12] for one in told] == ["Phạm Quốc To", "Đã xác nhận:", "Không tìm th"]
    assert roles_at_work(database, office.drafter) == BOTH | {Role.DRAFTER}
    with pytest.raises(InvalidInputError, match="ít nhất một quyền"):
        confirming_grants.confirm_grants(database, office.signer, [], NOON)


# --- one who could confirm


def test_without_a_second_person_a_right_holds_at_once_and_the_log_says_so(database, alone):
    person_id = save_person(database, alone, newcomer(roles=frozenset({Role.CLERK})), NOON)

    view = the(database, alone, person_id)
    assert (view.active, view.roles, view.pending) == (True, {Role.CLERK}, None)
    action, details = events(database, alone.agency_id)[-1]
    assert (action, details["confirmed"]) == ("save_person", "alone")
    assert access_grants.second_people(database, alone, NOON) == ()


def test_the_second_administrator_ends_that(database, alone):
    second = save_person(database, alone, newcomer(roles=frozenset({Role.ADMINISTRATOR})), NOON)

    view = the(database, alone, alone.person_id)
    save_person(database, alone, form_of(view, roles=view.roles | {Role.CLERK}), NOON)

    assert access_grants.second_people(database, alone, NOON) == ("Đỗ Thị Mới",)
    assert the(database, alone, alone.person_id).pending.words == "vai trò Văn thư"
    assert the(database, alone, second).pending is None


def test_what_waits_for_nobody_any_more_is_saved_again(database, alone):
    second = save_person(database, alone, newcomer(roles=frozenset({Role.ADMINISTRATOR})), NOON)
    view = the(database, alone, alone.person_id)
    save_person(database, alone, form_of(view, roles=view.roles | {Role.CLERK}), NOON)
    deactivate_person(database, alone, second, the(database, alone, second).version, NOON)

    view = the(database, alone, alone.person_id)
    save_person(database, alone, form_of(view), NOON)

    assert the(database, alone, alone.person_id).roles == {Role.ADMINISTRATOR, Role.CLERK}


def test_only_an_administrator_sees_who_confirms(database, office):
    with pytest.raises(ForbiddenError):
        access_grants.second_people(database, office.clerk, NOON)
    admin = replace(office.administrator)
    assert access_grants.second_people(database, admin, NOON) == ("Phạm Quốc Toản",)
