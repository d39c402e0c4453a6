"""Units stand in a tree of three levels within their agency, whoever writes the rows."""

import pytest
from sqlalchemy.exc import DBAPIError

from tests.service.builders import NOON, a_unit, an_agency
from webapp.db.models.organisations import UnitRow
from webapp.services import audit


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
