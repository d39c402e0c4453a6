"""Units stand in a tree of three levels within their agency, whoever writes the rows."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import DBAPIError

from tests.service.builders import NOON, a_unit, an_agency, an_office
from tests.service.provinces import a_draft, a_province, bring_up_to
from tests.service.records import waiting_for
from webapp.db.models.organisations import UnitRow
from webapp.domain.errors import InvalidInputError
from webapp.services import audit
from webapp.services.administration import UnitInput, agencies_to_be, save_unit, units


@pytest.fixture
def agency_id(database):
    return an_agency(database)


def put(database, unit_id, **changes):
    with database.transaction() as session:
        unit = session.get_one(UnitRow, unit_id)
        for name, value in changes.items():
            setattr(unit, name, value)
        audit.record(session, None, "built", now=NOON)


def a_line_of_units(database, agency_id, count):
    """Return units each of which stands under the one before."""
    ids: list[int] = []
    for number in range(count):
        unit_id = a_unit(database, agency_id, f"Đơn vị {number}", f"D{number}")
        if ids:
            put(database, unit_id, parent_id=ids[-1])
        ids.append(unit_id)
    return ids


def test_three_levels_stand(database, agency_id):
    _, middle, lowest = a_line_of_units(database, agency_id, 3)

    with database.reading() as session:
        assert session.get_one(UnitRow, lowest).parent_id == middle


@pytest.mark.parametrize("lower", [0, 1, 2])
def test_a_fourth_level_is_refused_from_either_end(database, agency_id, lower):
    four = [a_unit(database, agency_id, f"Đơn vị {one}", f"D{one}") for one in range(4)]
    for number in range(3):
        if number != lower:
            put(database, four[number + 1], parent_id=four[number])

    with pytest.raises(DBAPIError, match="a tree of three levels"):
        put(database, four[lower + 1], parent_id=four[lower])


def test_a_unit_that_is_made_under_a_third_level_is_refused(database, agency_id):
    lowest = a_line_of_units(database, agency_id, 3)[-1]

    with (
        pytest.raises(DBAPIError, match="a tree of three levels"),
        database.transaction() as session,
    ):
        session.add(UnitRow(agency_id=agency_id, name="Tổ", abbreviation="T", parent_id=lowest))
        audit.record(session, None, "built", now=NOON)


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_circle_is_refused(database, agency_id, length):
    ids = a_line_of_units(database, agency_id, length)

    with pytest.raises(DBAPIError, match=r"not_under_itself|a tree of three levels"):
        put(database, ids[0], parent_id=ids[-1])


def test_a_unit_of_another_agency_stands_above_nobody(database, agency_id):
    elsewhere = a_unit(database, an_agency(database, short_name="Sở Nội vụ"))

    with pytest.raises(DBAPIError, match="within one agency"):
        put(database, a_unit(database, agency_id, "Phòng Kinh tế", "KT"), parent_id=elsewhere)


def test_a_unit_is_not_its_own_agency_and_no_agency_is_two_units(database, agency_id):
    first, second = a_line_of_units(database, agency_id, 2)
    department = an_agency(database, short_name="Sở Nội vụ")

    with pytest.raises(DBAPIError, match="another_agency"):
        put(database, first, own_agency_id=agency_id)
    put(database, first, own_agency_id=department)
    with pytest.raises(DBAPIError, match=r"(?i)unique"):
        put(database, second, own_agency_id=department)


def test_the_administrator_puts_a_unit_under_another_and_sees_the_tree(database):
    office = an_office(database)
    admin = office.administrator
    top = save_unit(database, admin, UnitInput(None, "Sở Nội vụ", "SNV"), NOON)
    low = save_unit(database, admin, UnitInput(None, "Ban Thi đua", "TĐ", parent_id=top), NOON)

    listed = [(view.id, view.level) for view in units(database, admin)]

    assert listed == [(office.unit_id, 0), (top, 0), (low, 1)]
    with pytest.raises(InvalidInputError, match="dưới chính nó") as caught:
        wrong = UnitInput(top, "Sở Nội vụ", "SNV", version=1, parent_id=low)
        save_unit(database, admin, wrong, NOON)
    assert caught.value.field == "parent_id"


def test_a_unit_is_tied_to_one_other_agency_that_is_free(database):
    office = an_office(database)
    department = an_agency(database, short_name="Sở Nội vụ")
    admin = office.administrator
    save_unit(database, admin, UnitInput(None, "Sở Nội vụ", "SNV", own_agency_id=department), NOON)

    assert agencies_to_be(database, admin) == ((department, "Sở Nội vụ"),)
    assert [view.own_agency for view in units(database, admin)] == ["", "Sở Nội vụ"]
    for wrong in (office.agency_id, 999, department):
        with pytest.raises(InvalidInputError) as caught:
            unit = UnitInput(None, "Sở khác", "SK", own_agency_id=wrong)
            save_unit(database, admin, unit, NOON)
        assert caught.value.field == "own_agency_id"


def test_a_new_unit_above_asks_its_head_at_once(database, rules):
    province = a_province(database)
    plan_id = bring_up_to(database, rules, province, a_draft(database, province), "content_check")
    admin = province.administrator

    views = {view.id: view for view in units(database, admin)}
    alone = UnitInput(province.unit_id, "Phòng Cải cách hành chính", "CCHC", version=1)
    save_unit(database, admin, alone, NOON)
    assert waiting_for(database, plan_id) == [None]

    back = replace(alone, version=2, parent_id=views[province.parent_unit_id].id)
    save_unit(database, admin, back, NOON)
    assert waiting_for(database, plan_id) == [province.department_head.person_id]
