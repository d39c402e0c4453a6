"""What a hurried or malicious person tries against the number book, and what he is told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.service import grants, powers
from tests.service.booking import (
    LAST_SECOND,
    MIDNIGHT,
    TODAY,
    TOMORROW,
    allow,
    counters,
    keep,
    line,
    lines,
    register,
    type_of,
)
from tests.service.builders import NOON, a_plan, a_series, an_office, bring_to, take
from webapp.db.models.numbers import RegisterRow
from webapp.domain.errors import InvalidInputError
from webapp.services import administration, audit, evidence
from webapp.services.administration import (
    BodyInput,
    SeriesInput,
    deactivate_person,
    save_authority,
)
from webapp.services.book_hash import HASHED, LEFT_OUT
from webapp.services.book_numbers import Dating

YESTERDAY = TODAY - timedelta(days=1)
BOARD = BodyInput(None, "BAN CHỈ ĐẠO\nCHUYỂN ĐỔI SỐ", "BCĐ")


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


@pytest.fixture
def common_id(database, office):
    """The series of all other types, at the number before the plans' next."""
    return a_series(database, office.agency_id, name="Dùng chung", type_name=None)


def numbers(database):
    return [(row.number, row.notation) for row in lines(database)]


# --- one number, one paper


@pytest.mark.usefixtures("common_id")
@pytest.mark.parametrize("notation", ["kh-ubnd", "KH-ubnd", "\uff2b\uff28-UBND"])
def test_other_capitals_make_no_second_paper_of_a_number(database, office, notation):
    register(database, office)

    with pytest.raises(InvalidInputError, match="đã có văn bản số 115/KH-UBND trong một dãy"):
        register(database, office, type_name="Báo cáo", said={"notation": notation})

    assert numbers(database) == [(115, "KH-UBND")]


def test_a_series_of_its_own_notation_has_a_sound_one(database, office):
    kind = type_of(database, "Báo cáo")
    wanted = SeriesInput(None, "Báo cáo", kind, "BC - UBND", 0, 2026)

    with pytest.raises(InvalidInputError, match="viết liền"):
        administration.save_series(database, office.administrator, wanted, NOON)


def test_an_older_notation_of_a_series_does_not_stop_other_changes(database, office):
    series_id = a_series(database, office.agency_id, name="Cũ", type_name="Báo cáo", notation="B C")
    wanted = SeriesInput(series_id, "Mới", type_of(database, "Báo cáo"), "B C", None, 2026)

    administration.save_series(database, office.administrator, replace(wanted, version=1), NOON)

    assert "Mới" in {
        one.values.name for one in administration.series_list(database, office.administrator, NOON)
    }


@pytest.mark.parametrize("abbreviation", ["BCĐ", "bcđ", "UBND"])
def test_two_issuers_of_an_agency_have_two_abbreviations(database, office, abbreviation):
    administration.save_advisory_body(database, office.administrator, BOARD, NOON)
    other = BodyInput(None, "BAN CHỈ ĐẠO\nPHÒNG, CHỐNG THIÊN TAI", abbreviation)

    with pytest.raises(InvalidInputError, match="trùng số, ký hiệu") as refused:
        administration.save_advisory_body(database, office.administrator, other, NOON)

    assert refused.value.field == "abbreviation"


def test_a_body_that_ended_leaves_its_abbreviation(database, office):
    ended = replace(BOARD, active=False)
    administration.save_advisory_body(database, office.administrator, ended, NOON)
    other = replace(BOARD, name="BAN CHỈ ĐẠO\nPHÒNG, CHỐNG THIÊN TAI")

    assert administration.save_advisory_body(database, office.administrator, other, NOON)


# --- series that change in the middle of the year


def stop(database, office):
    (view,) = [
        one
        for one in administration.series_list(database, office.administrator, NOON)
        if one.values.series_id == office.series_id
    ]
    stopped = replace(view.values, active=False)
    administration.save_series(database, office.administrator, stopped, NOON)


@pytest.mark.usefixtures("common_id")
def test_a_series_stops_for_none_that_lies_behind_it(database, office):
    register(database, office)

    with pytest.raises(InvalidInputError, match=r"thấp hơn số 115/KH-UBND.*đến hết năm 2026"):
        stop(database, office)


def test_a_series_stops_for_one_that_is_ahead_of_it(database, office):
    a_series(database, office.agency_id, name="Dùng chung", type_name=None, last_number=115)
    register(database, office)

    stop(database, office)

    assert register(database, office).text == "116/KH-UBND"


def test_a_series_stops_where_none_takes_over(database, office):
    register(database, office)

    stop(database, office)

    assert counters(database) == [(2026, 115)]


# --- the turn of the year


def test_the_same_number_of_the_next_year_is_told(database, rules):
    office = an_office(database, last_number=0)
    plan_id = bring_to(database, rules, office, a_plan(database, office), "numbering")
    page = {"expected_number": 1, "expected_year": 2026}

    done = take(database, rules, office.clerk, plan_id, "number", now=MIDNIGHT, **page)

    assert done.expected_number_differs
    assert done.message == (
        "Đã cấp số 01/KH-UBND. Số dự kiến là của năm 2026; văn bản ghi ngày 01/01/2027 nên lấy số "
        "của năm 2027."
    )


def test_a_number_of_the_last_second_is_what_the_page_said(database, rules, office):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "numbering")
    page = {"expected_number": 115, "expected_year": 2026}

    done = take(database, rules, office.clerk, plan_id, "number", now=LAST_SECOND, **page)

    assert (done.message, done.expected_number_differs) == ("Đã cấp số 115/KH-UBND.", False)


def test_a_reserved_number_and_another_day_do_not_go_together(database, office):
    allow(database, office, reserves_numbers=True)
    keep(database, office, count=1)
    dating = Dating(YESTERDAY, reserved_row_id=line(database, 115).id)

    with pytest.raises(InvalidInputError, match="giữ cho văn bản ngày 02/03/2026") as refused:
        register(database, office, dating=dating)

    assert (refused.value.field, line(database, 115).status) == ("day", "reserved")


# --- the signer after his signature


def ends_his_power(database, office):
    values = powers.the(database, office, office.authority_id).values
    save_authority(database, office.administrator, replace(values, active=False), NOON)


def leaves(database, office):
    view = grants.the(database, office.administrator, office.signer.person_id)
    deactivate_person(database, office.administrator, view.person_id, view.version, NOON)


def changes_his_name(database, office):
    grants.change(database, office, office.signer, full_name="Phạm Quốc Tuấn", roles=frozenset())


@pytest.mark.parametrize("what_he_does", [ends_his_power, leaves, changes_his_name])
def test_the_number_follows_the_signature_whatever_became_of_the_signer(
    database, rules, office, what_he_does
):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "numbering")
    what_he_does(database, office)

    take(database, rules, office.clerk, plan_id, "number", now=TOMORROW)

    row = line(database, 115)
    assert (row.signer_name, row.signer_position) == ("Phạm Quốc Toản", "CHỦ TỊCH")


# --- what looks after the book


def test_a_paper_of_yesterday_is_no_fault(database, office):
    register(database, office, now=TOMORROW, dating=Dating(TODAY))

    assert (audit.verify(database), list(evidence.verify(database))) == ((), [])


def test_a_later_column_leaves_closed_books_as_they_were_closed():
    """Each column is hashed by name or left out by name: a new one is left out."""
    columns = {column.name for column in RegisterRow.__table__.columns}

    assert columns == {*HASHED} | LEFT_OUT
