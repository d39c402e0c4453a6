from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from tests.service.builders import (
    NOON,
    a_plan,
    a_series,
    an_agency,
    an_office,
    bring_to,
    take,
    type_id,
)
from webapp.adapters.clock import vietnam_today
from webapp.db.models.numbers import RegisterRow, SeriesRow, SeriesYearRow
from webapp.db.models.plans import PlanRow
from webapp.domain.errors import InvalidInputError
from webapp.services import audit, numbering

TODAY = date(2026, 3, 2)
BEFORE_MIDNIGHT = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)
AFTER_MIDNIGHT = datetime(2026, 12, 31, 17, 1, tzinfo=UTC)


def expected(database, agency_id, today=TODAY, type_name="Kế hoạch"):
    with database.reading() as session:
        return numbering.expected(session, agency_id, type_id(session, type_name), today)


def taken(database, series_id, year):
    with database.transaction() as session:
        number = numbering.take_next(session, series_id, year)
        audit.record(session, None, "number", now=NOON)
    return number


def test_a_series_goes_on_from_the_paper_register(database):
    office = an_office(database, last_number=114)

    assert taken(database, office.series_id, 2026) == 115
    assert taken(database, office.series_id, 2026) == 116


def test_the_expected_number_is_shown_and_not_taken(database):
    office = an_office(database, last_number=114)

    first, second = expected(database, office.agency_id), expected(database, office.agency_id)

    assert first == second
    assert (first.number, first.text, first.series_name) == (115, "115/KH-UBND", "Kế hoạch")


def test_a_number_under_ten_is_written_with_a_zero(database):
    office = an_office(database, last_number=4)

    assert expected(database, office.agency_id).text == "05/KH-UBND"


def test_a_new_year_begins_with_one(database):
    office = an_office(database, last_number=114)

    assert expected(database, office.agency_id, date(2027, 1, 1)).number == 1
    assert taken(database, office.series_id, 2027) == 1
    assert taken(database, office.series_id, 2027) == 2
    assert taken(database, office.series_id, 2026) == 115


def test_the_own_series_of_a_type_goes_before_the_common_one(database):
    office = an_office(database, last_number=114)
    a_series(database, office.agency_id, name="Dùng chung", type_name=None, last_number=40)

    assert expected(database, office.agency_id).series_name == "Kế hoạch"
    shared = expected(database, office.agency_id, type_name="Báo cáo")
    assert (shared.series_name, shared.text) == ("Dùng chung", "41/BC-UBND")


def test_a_type_without_a_code_is_numbered_under_the_agency_alone(database):
    agency_id = an_agency(database)
    a_series(database, agency_id, name="Dùng chung", type_name=None, last_number=11)

    assert expected(database, agency_id, type_name="Công văn").text == "12/UBND"


def test_a_series_may_have_a_notation_of_its_own(database):
    agency_id = an_agency(database)
    a_series(database, agency_id, notation="KH-BCĐ", last_number=4)

    assert expected(database, agency_id).text == "05/KH-BCĐ"


@pytest.mark.parametrize("deed", ["none", "closed"])
def test_an_agency_without_a_series_is_told_what_to_do(database, deed):
    agency_id = an_agency(database)
    if deed == "closed":
        a_series(database, agency_id, active=False)

    with pytest.raises(numbering.NoSeriesError, match="quản trị cơ quan mở dãy số"):
        expected(database, agency_id)


def test_another_agencys_series_is_not_used(database):
    an_office(database)
    other = an_agency(database, short_name="UBND xã Bình An")

    with pytest.raises(numbering.NoSeriesError):
        expected(database, other)


def test_a_failed_transaction_gives_its_number_back(database):
    office = an_office(database, last_number=114)
    with pytest.raises(ZeroDivisionError), database.transaction() as session:
        numbering.take_next(session, office.series_id, 2026)
        raise ZeroDivisionError

    assert taken(database, office.series_id, 2026) == 115


def test_a_number_comes_with_its_date_and_its_register_row(database, rules):
    office = an_office(database, last_number=114)
    plan_id = bring_to(database, rules, office, a_plan(database, office), "issued")

    with database.reading() as session:
        plan = session.get_one(PlanRow, plan_id)
        row = session.get_one(RegisterRow, plan.register_row_id)
        series = session.get_one(SeriesRow, row.series_id)
    assert (plan.code_number, plan.code_notation, plan.promulgated_on) == (115, "KH-UBND", TODAY)
    assert (row.number, row.year, row.status, row.promulgated_on) == (115, 2026, "issued", TODAY)
    assert (row.type_name, row.signer_name) == ("Kế hoạch", "Phạm Quốc Toản")
    assert (row.subject, row.notation) == (plan.subject, "KH-UBND")
    assert (row.recipients, row.kept_by) == ("UBND tỉnh; Các thôn", "VT, VHXH")
    assert (row.registered_by, row.registered_at) == (office.clerk.person_id, NOON)
    assert series.id == office.series_id


def test_after_midnight_of_31_december_the_new_year_begins(database, rules):
    office = an_office(database, last_number=114)
    old, new = a_plan(database, office), a_plan(database, office)
    for plan_id in (old, new):
        bring_to(database, rules, office, plan_id, "signature")
        signed = vietnam_today(BEFORE_MIDNIGHT)
        take(
            database,
            rules,
            office.clerk,
            plan_id,
            "record_signature",
            now=BEFORE_MIDNIGHT,
            signed_on=signed,
        )

    last = take(database, rules, office.clerk, old, "number", now=BEFORE_MIDNIGHT)
    first = take(database, rules, office.clerk, new, "number", now=AFTER_MIDNIGHT)

    assert (last.number_text, first.number_text) == ("115/KH-UBND", "01/KH-UBND")
    with database.reading() as session:
        dates = session.scalars(select(PlanRow.promulgated_on).order_by(PlanRow.id)).all()
        years = session.scalars(select(SeriesYearRow.year).order_by(SeriesYearRow.year)).all()
    assert dates == [date(2026, 12, 31), date(2027, 1, 1)]
    assert years == [2026, 2027]


def test_a_paper_is_never_dated_before_its_signature(database, rules):
    office = an_office(database)
    plan_id = a_plan(database, office)
    bring_to(database, rules, office, plan_id, "numbering")
    an_hour_of_yesterday = datetime(2026, 3, 1, 3, tzinfo=UTC)

    with pytest.raises(InvalidInputError, match="ngày ký 02/03/2026, sau ngày hôm nay"):
        take(database, rules, office.clerk, plan_id, "number", now=an_hour_of_yesterday)

    assert expected(database, office.agency_id).number == 115


def test_dates_never_run_backwards_in_the_register(database, rules):
    office = an_office(database)
    tomorrow = datetime(2026, 3, 3, 3, tzinfo=UTC)
    waiting = bring_to(database, rules, office, a_plan(database, office), "numbering")
    ahead = bring_to(database, rules, office, a_plan(database, office), "numbering")
    take(database, rules, office.clerk, ahead, "number", now=tomorrow)

    with pytest.raises(InvalidInputError, match="văn bản ngày 03/03/2026"):
        take(database, rules, office.clerk, waiting, "number", now=NOON)

    assert expected(database, office.agency_id).number == 116
