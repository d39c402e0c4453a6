"""Agencies, units and people: who may change them, and what may never happen."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, a_membership, a_person, an_agency, an_office
from tests.service.grants import SECRET, confirm, form_of, newcomer, the
from tests.service.statements import statements
from webapp.db.models.audit import AuditRow
from webapp.db.models.organisations import PersonRow
from webapp.domain.errors import (
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    StalePageError,
)
from webapp.domain.people import Role
from webapp.services import accounts, audit
from webapp.services.accounts import SignIn
from webapp.services.administration import (
    AgencyInput,
    FirstAdministrator,
    UnitInput,
    agency_settings,
    create_agency,
    deactivate_person,
    list_agencies,
    people,
    reactivate_person,
    save_agency,
    save_person,
    save_unit,
    units,
)


@pytest.fixture
def admin(office):
    return office.administrator


def last_event(database, agency_id):
    with database.reading() as session:
        query = select(AuditRow).where(AuditRow.agency_id == agency_id)
        row = session.scalars(query.order_by(AuditRow.ordinal.desc())).first()
        return row.action, json.loads(row.details)


def recorded(database):
    with database.reading() as session:
        return session.scalars(select(AuditRow.details)).all()


def sign_in(database, username, password=SECRET):
    return accounts.sign_in(database, SignIn(username, password), NOON)


@pytest.mark.parametrize("do", [agency_settings, units, people])
def test_only_the_administrator_sees_the_settings(database, office, do):
    with pytest.raises(ForbiddenError):
        do(database, office.clerk)


def test_a_changed_setting_is_recorded_with_old_and_new_value(database, office, admin):
    form = agency_settings(database, admin)

    save_agency(database, admin, replace(form, abbreviation="UBND-AP"), NOON)

    assert agency_settings(database, admin).abbreviation == "UBND-AP"
    assert last_event(database, office.agency_id) == (
        "save_agency",
        {"changes": {"abbreviation": ["UBND", "UBND-AP"]}},
    )


def test_an_old_page_of_the_settings_is_refused(database, admin):
    form = agency_settings(database, admin)
    save_agency(database, admin, replace(form, place="An Lộc"), NOON)

    with pytest.raises(StalePageError):
        save_agency(database, admin, replace(form, place="An Hòa"), NOON)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " \n "),
        ("short_name", ""),
        ("abbreviation", " "),
        ("place", ""),
        ("parent_name", "x" * 201),
        ("blank_date", "year"),
    ],
)
def test_a_setting_that_cannot_be_is_named(database, admin, field, value):
    form = agency_settings(database, admin)

    with pytest.raises(InvalidInputError) as refused:
        save_agency(database, admin, replace(form, **{field: value}), NOON)

    assert refused.value.field == field


def test_the_lines_of_a_name_are_kept_without_blank_ones(database, admin):
    form = agency_settings(database, admin)

    save_agency(database, admin, replace(form, name="ỦY BAN  NHÂN DÂN\r\n\r\n XÃ AN PHƯỚC "), NOON)

    assert agency_settings(database, admin).name == "ỦY BAN NHÂN DÂN\nXÃ AN PHƯỚC"


def test_a_new_agency_begins_with_its_administrator(database):
    form = AgencyInput(name="SỞ NỘI VỤ", short_name="Sở Nội vụ", abbreviation="SNV", place="Huế")
    root = a_person(database, an_agency(database), installation_admin=True)
    root = replace(root, roles=frozenset({Role.INSTALLATION_ADMIN}))

    agency_id = create_agency(
        database, root, form, FirstAdministrator("snv.admin", "Lê An", SECRET), NOON
    )

    opened = sign_in(database, "snv.admin")
    who = accounts.actor_of(database, opened.token, NOON)
    assert who is not None
    actor = who.actor
    assert (actor.agency_id, actor.roles) == (agency_id, frozenset({Role.ADMINISTRATOR}))
    assert opened.must_change_password
    summary = next(one for one in list_agencies(database, root) if one.id == agency_id)
    assert (summary.short_name, summary.people, summary.administrators) == (
        "Sở Nội vụ",
        1,
        ("Lê An",),
    )


def test_agencies_are_made_by_the_installation_admin_alone(database, admin):
    form = AgencyInput(name="SỞ", short_name="Sở", abbreviation="S", place="Huế")

    with pytest.raises(ForbiddenError):
        create_agency(database, admin, form, FirstAdministrator("a.b.c", "A", SECRET), NOON)
    with pytest.raises(ForbiddenError):
        list_agencies(database, admin)


def test_a_unit_is_added_renamed_and_closed(database, admin):
    unit_id = save_unit(database, admin, UnitInput(None, "Phòng Kinh tế", "KT"), NOON)

    renamed = UnitInput(unit_id, "Phòng Kinh tế - Hạ tầng", "KTHT", active=False, version=1)
    save_unit(database, admin, renamed, NOON)

    view = units(database, admin)[-1]
    assert (view.name, view.abbreviation, view.active) == (
        "Phòng Kinh tế - Hạ tầng",
        "KTHT",
        False,
    )


def test_a_unit_with_people_stays_open(database, admin):
    view = units(database, admin)[0]
    assert view.people == 2

    closed = UnitInput(view.id, view.name, view.abbreviation, active=False, version=view.version)
    with pytest.raises(InvalidInputError, match="còn 2 người"):
        save_unit(database, admin, closed, NOON)


def test_units_of_one_agency_have_different_names(database, admin):
    name = units(database, admin)[0].name

    with pytest.raises(InvalidInputError, match="đã có đơn vị"):
        save_unit(database, admin, UnitInput(None, name, "X"), NOON)


def test_an_old_page_of_a_unit_is_refused(database, office, admin):
    with pytest.raises(StalePageError):
        save_unit(database, admin, UnitInput(office.unit_id, "Phòng", "P", version=7), NOON)


def test_another_agencys_units_and_people_do_not_exist(database, admin):
    other = an_office(database, short_name="UBND xã Bình Lộc")

    with pytest.raises(NotFoundError):
        save_unit(database, admin, UnitInput(other.unit_id, "Phòng", "P", version=1), NOON)
    with pytest.raises(NotFoundError):
        stranger = newcomer(unit_id=other.unit_id, roles=frozenset({Role.DRAFTER}))
        save_person(database, admin, stranger, NOON)
    with pytest.raises(NotFoundError):
        form = replace(newcomer(password=None), person_id=other.clerk.person_id)
        save_person(database, admin, form, NOON)
    with pytest.raises(NotFoundError):
        deactivate_person(database, admin, other.clerk.person_id, 1, NOON)


def test_a_new_person_signs_in_with_a_password_to_be_changed(database, office, admin):
    person_id = save_person(
        database,
        admin,
        newcomer(unit_id=office.unit_id, roles=frozenset({Role.DRAFTER}), position="Chuyên viên"),
        NOON,
    )
    confirm(database, office.signer, person_id)

    view = the(database, admin, person_id)
    assert (view.full_name, view.unit_name) == ("Đỗ Thị Mới", "Phòng Văn hóa - Xã hội")
    assert (view.roles, view.active, view.shared) == ({Role.DRAFTER}, True, False)
    action, details = last_event(database, office.agency_id)
    assert action == "confirm_access"
    assert details["changes"]["roles"] == [[], ["drafter"]]
    assert SECRET not in "".join(recorded(database))
    assert sign_in(database, "moi").must_change_password


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"username": "có dấu"}, "username"),
        ({"username": "ab"}, "username"),
        ({"full_name": " "}, "full_name"),
        ({"password": None}, "password"),
        ({"password": "ngắn"}, "password"),
        ({"roles": frozenset({Role.DRAFTER})}, "unit_id"),
        ({"roles": frozenset({Role.UNIT_HEAD})}, "unit_id"),
    ],
)
def test_a_person_that_cannot_be_is_refused_with_the_field(database, admin, changes, field):
    with pytest.raises(InvalidInputError) as refused:
        save_person(database, admin, newcomer(**changes), NOON)

    assert refused.value.field == field


def test_nobody_becomes_installation_admin_in_an_agency(database, admin):
    with pytest.raises(ForbiddenError):
        form = newcomer(roles=frozenset({Role.INSTALLATION_ADMIN}))
        save_person(database, admin, form, NOON)


def test_changed_roles_are_recorded_and_make_old_pages_stale(database, office, admin):
    form = form_of(the(database, admin, office.clerk.person_id))

    save_person(database, admin, replace(form, roles=frozenset()), NOON)

    assert the(database, admin, office.clerk.person_id).roles == frozenset()
    assert last_event(database, office.agency_id)[1] == {"changes": {"roles": [["clerk"], []]}}
    with pytest.raises(StalePageError):
        save_person(database, admin, form, NOON)


def test_a_new_password_closes_the_persons_sessions(database, office, admin):
    person_id = save_person(database, admin, newcomer(), NOON)
    confirm(database, office.signer, person_id)
    token = sign_in(database, "moi").token

    form = form_of(the(database, admin, person_id), password="mat-khau-dat-lai")
    save_person(database, admin, form, NOON)

    assert accounts.actor_of(database, token, NOON) is None
    assert sign_in(database, "moi", "mat-khau-dat-lai").must_change_password


def test_an_account_of_another_agency_gets_a_second_place(database, admin):
    other = an_office(database, short_name="UBND xã Bình Lộc")
    name = the(database, other.administrator, other.clerk.person_id).username

    form = newcomer(username=name, full_name="", password=None, roles=frozenset({Role.CLERK}))
    assert save_person(database, admin, form, NOON) == other.clerk.person_id

    view = the(database, admin, other.clerk.person_id)
    assert (view.full_name, view.shared) == (other.clerk.full_name, True)
    assert view.wanted.roles == {Role.CLERK}
    assert the(database, other.administrator, other.clerk.person_id).roles == {Role.CLERK}


def test_the_list_of_people_asks_as_often_for_many_as_for_one(database, office, admin):
    before = statements(database, lambda: people(database, admin))
    for _ in range(3):
        a_person(database, office.agency_id, Role.DRAFTER)

    assert len(statements(database, lambda: people(database, admin))) == len(before)


def test_a_shared_account_keeps_its_password_and_name(database, office, admin):
    other = an_agency(database, short_name="UBND xã Bình Lộc")
    a_membership(database, office.clerk.person_id, other, Role.CLERK)
    form = form_of(the(database, admin, office.clerk.person_id))

    with pytest.raises(ForbiddenError, match="cơ quan khác"):
        save_person(database, admin, replace(form, password=SECRET), NOON)
    with pytest.raises(ForbiddenError, match="đổi tên"):
        save_person(database, admin, replace(form, full_name="Tên Khác"), NOON)
    save_person(database, admin, replace(form, position="Văn thư"), NOON)
    assert the(database, admin, office.clerk.person_id).position == "Văn thư"


def test_a_member_is_not_added_twice(database, office, admin):
    name = the(database, admin, office.clerk.person_id).username

    with pytest.raises(InvalidInputError, match="đã thuộc cơ quan"):
        save_person(database, admin, newcomer(username=name, password=None), NOON)


def test_the_last_administrator_stays(database, office, admin):
    view = the(database, admin, admin.person_id)

    with pytest.raises(InvalidInputError, match="ít nhất một quản trị"):
        save_person(database, admin, form_of(view, roles=frozenset({Role.CLERK})), NOON)
    with pytest.raises(InvalidInputError, match="ít nhất một quản trị"):
        deactivate_person(database, admin, admin.person_id, view.version, NOON)

    second = save_person(database, admin, newcomer(roles=frozenset({Role.ADMINISTRATOR})), NOON)
    with pytest.raises(InvalidInputError, match="ít nhất một quản trị"):
        deactivate_person(database, admin, admin.person_id, view.version, NOON)
    confirm(database, office.signer, second)
    deactivate_person(database, admin, admin.person_id, view.version, NOON)
    assert not the(database, admin, admin.person_id).active


def test_who_left_is_out_at_once_and_may_come_back(database, office, admin):
    person_id = save_person(database, admin, newcomer(), NOON)
    confirm(database, office.signer, person_id)
    token = sign_in(database, "moi").token

    deactivate_person(database, admin, person_id, 2, NOON)

    assert accounts.actor_of(database, token, NOON) is None
    with pytest.raises(ForbiddenError):
        sign_in(database, "moi")
    with pytest.raises(StalePageError):
        reactivate_person(database, admin, person_id, 2, NOON)
    reactivate_person(database, admin, person_id, 3, NOON)
    with pytest.raises(ForbiddenError, match="xác nhận"):
        sign_in(database, "moi")
    confirm(database, office.signer, person_id)
    assert sign_in(database, "moi").person_id == person_id


def test_who_left_one_of_two_agencies_stays_signed_in_at_the_other(database, admin):
    other = an_office(database, short_name="UBND xã Bình Lộc")
    with database.reading() as session:
        name = session.get_one(PersonRow, other.clerk.person_id).username
    save_person(database, admin, newcomer(username=name, password=None), NOON)

    deactivate_person(database, admin, other.clerk.person_id, 1, NOON)

    assert the(database, other.administrator, other.clerk.person_id).active
    assert audit.verify(database) == ()
