"""Ways round the guards, and around the rule that a number and notation name one paper."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, IntegrityError

from tests.service.builders import NOON, a_plan, a_series, a_text, an_office, bring_to, take
from webapp.db.models.numbers import RegisterRow, SeriesRow, SeriesYearRow
from webapp.db.models.organisations import UnitRow
from webapp.db.models.plans import PlanRow
from webapp.domain.errors import InvalidInputError
from webapp.services import administration, audit
from webapp.services.administration import SeriesInput
from webapp.services.book_duplicates import enter
from webapp.services.closing import Closing, close_book

UNIT = {"name": "Văn phòng", "abbreviation": "VP", "active": True, "version": 1}
OLD_WAYS = {
    "objects": lambda session, o: session.bulk_save_objects(
        [UnitRow(agency_id=o.agency_id, **UNIT)]
    ),
    "inserts": lambda session, o: session.bulk_insert_mappings(
        UnitRow, [{"agency_id": o.agency_id, **UNIT}]
    ),
    "updates": lambda session, o: session.bulk_update_mappings(
        UnitRow, [{"id": o.unit_id, "name": "Văn phòng", "version": 1}]
    ),
}


@pytest.mark.parametrize("write", OLD_WAYS.values(), ids=OLD_WAYS)
@pytest.mark.parametrize("session_of", ["transaction", "reading"])
def test_the_old_bulk_methods_are_refused(database, write, session_of):
    office = an_office(database)

    with pytest.raises(RuntimeError, match="past the guards"):  # noqa: SIM117  # one raises
        with getattr(database, session_of)() as session:
            write(session, office)

    with database.reading() as session:
        assert session.scalars(select(UnitRow.abbreviation)).all() == ["VHXH"]


def test_a_register_row_is_of_one_plan(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "issued")
    other_id = a_plan(database, office)

    with (
        pytest.raises(IntegrityError, match="register_row_id"),
        database.transaction() as session,
    ):
        issued, other = (session.get_one(PlanRow, one) for one in (plan_id, other_id))
        for name in ("register_row_id", "code_number", "promulgated_on"):
            setattr(other, name, getattr(issued, name))
        audit.record(session, office.clerk, "number", now=NOON, plan=other)


def test_a_number_and_notation_are_given_once_a_year_by_all_series_together(
    database, rules, office, plan_id
):
    bring_to(database, rules, office, plan_id, "issued")
    a_series(database, office.agency_id, name="Chung", type_name=None, last_number=114)
    with database.transaction() as session:  # as before such a stop was refused
        session.get_one(SeriesRow, office.series_id).active = False
        audit.record(session, office.administrator, "save_series", now=NOON)
    second = bring_to(database, rules, office, a_plan(database, office), "numbering")

    with pytest.raises(InvalidInputError, match="115/KH-UBND trong một dãy số khác"):
        take(database, rules, office.clerk, second, "number")

    with database.reading() as session:
        assert session.scalars(select(RegisterRow.number)).all() == [115]
        counters = select(SeriesYearRow.last_number).order_by(SeriesYearRow.series_id)
        assert session.scalars(counters).all() == [115, 114]


def test_a_series_begins_above_what_another_gave_under_its_notation(
    database, rules, office, plan_id
):
    bring_to(database, rules, office, plan_id, "issued")
    own = administration.series_list(database, office.administrator, NOON)[0].values
    closed = replace(own, active=False, last_number=None)
    administration.save_series(database, office.administrator, closed, NOON)
    new = SeriesInput(None, "Kế hoạch, sổ mới", own.document_type_id, "", 114, 2026)

    with pytest.raises(InvalidInputError, match=r"115/KH-UBND năm 2026; .* từ 115 trở lên"):
        administration.save_series(database, office.administrator, new, NOON)
    above = replace(new, last_number=115)
    administration.save_series(database, office.administrator, above, NOON)

    second = bring_to(database, rules, office, a_plan(database, office), "numbering")
    assert take(database, rules, office.clerk, second, "number").number_text == "116/KH-UBND"


def test_a_row_that_bypassed_the_counter_stops_numbering_and_nothing_changes(
    database, rules, office, plan_id
):
    bring_to(database, rules, office, plan_id, "numbering")
    with database.transaction() as session:
        counter = session.scalars(select(SeriesYearRow)).one()
        row = RegisterRow(
            agency_id=office.agency_id,
            series_id=counter.series_id,
            year=counter.year,
            number=counter.last_number + 1,
            notation="KH-BCĐ",
            promulgated_on=NOON.date(),
            type_name="Kế hoạch",
            subject="Trồng cây",
            registered_by=office.clerk.person_id,
            registered_at=NOON,
        )
        session.add(row)
        audit.record(session, office.clerk, "number", now=NOON)

    with pytest.raises(InvalidInputError, match="đã có văn bản số 115/KH-BCĐ trong dãy số này"):
        take(database, rules, office.clerk, plan_id, "number")

    with database.reading() as session:
        assert session.get_one(PlanRow, plan_id).state == "numbering"
        assert session.scalars(select(SeriesYearRow.last_number)).all() == [114]


CHANGED_SINCE = {
    "the block": {"signer": replace(a_text().signer, position="PHÓ CHỦ TỊCH")},
    "the notation": {"code_notation": "KH-BCĐ"},
    "the issuer": {"organ_name": "ỦY BAN NHÂN DÂN\nXÃ AN PHÚ"},
}


@pytest.mark.parametrize("then", CHANGED_SINCE.values(), ids=CHANGED_SINCE)
def test_a_text_older_than_the_agencys_data_is_saved_again_before_it_is_submitted(
    database, rules, office, then
):
    plan_id = a_plan(database, office, a_text(**then))

    with pytest.raises(InvalidInputError, match="đã đổi sau lần lưu cuối"):
        take(database, rules, office.drafter, plan_id, "submit")


def a_row(office, **changes):
    values = {
        "agency_id": office.agency_id,
        "series_id": office.series_id,
        "year": 2026,
        "number": 115,
        "notation": "KH-UBND",
        "promulgated_on": NOON.date(),
        "type_name": "Kế hoạch",
        "subject": "Trồng cây",
        "registered_by": office.clerk.person_id,
        "registered_at": NOON,
    }
    return RegisterRow(**{**values, **changes})


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"series_id": "other"}, InvalidInputError),
        ({"notation": "KH-BCĐ"}, IntegrityError),
    ],
)
def test_the_database_refuses_a_number_that_came_in_the_same_moment(
    database, office, changes, refusal
):
    other = a_series(database, office.agency_id, name="Chung", type_name=None)
    values = {name: other if value == "other" else value for name, value in changes.items()}

    with pytest.raises(refusal, match=r"number|115/KH-UBND trong một dãy số khác"):  # noqa: SIM117  # one raises
        with database.transaction() as session:
            session.add(a_row(office))  # not written yet: no look into the table finds it
            enter(session, a_row(office, **values))


FROZEN = {
    "number": 7,
    "year": 2025,
    "notation": "KH-BCĐ",
    "promulgated_on": date(2026, 3, 1),
    "type_name": "Báo cáo",
    "subject": "Khác",
    "signer_name": "Khác",
    "recipients": "Khác",
    "origin": "paper",
    "status": "reserved",
}


@pytest.mark.parametrize("name", FROZEN)
def test_what_a_number_was_given_to_never_changes(database, rules, office, plan_id, name):
    bring_to(database, rules, office, plan_id, "issued")

    with pytest.raises(DBAPIError, match="keeps its place"), database.transaction() as session:
        row = session.scalars(select(RegisterRow)).one()
        setattr(row, name, FROZEN[name])
        audit.record(session, office.clerk, "tamper", now=NOON)


def test_a_closed_book_is_kept_by_the_database_too(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "issued")
    wanted = Closing(office.series_id, 2026, 1, confirmed=True, confirmed_early=True)
    close_book(database, office.clerk, wanted, NOON)

    def change(session):
        session.scalars(select(RegisterRow)).one().copies = 5

    def add(session):
        session.add(a_row(office, number=116))

    def count(session):
        session.scalars(select(SeriesYearRow)).one().last_number = 200

    for deed in (change, add, count):
        with pytest.raises(DBAPIError, match="clos"), database.transaction() as session:
            deed(session)
            audit.record(session, office.clerk, "tamper", now=NOON)
