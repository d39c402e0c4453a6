"""Which lines of a book a state leaves, and which books there are to choose from."""

import pytest

from tests.service.booking import TODAY, allow, keep, line, register
from tests.service.builders import NOON, a_series, an_office, bring_to
from webapp.db.models.numbers import SeriesRow
from webapp.services import audit
from webapp.services.book_entries import BookEntry
from webapp.services.book_lines import Crossing, void_line
from webapp.services.reading import plan_list
from webapp.services.reading_lists import PlanFilter
from webapp.services.reading_register import RegisterFilter
from webapp.services.reading_register import register as book


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


def found(database, office, **wishes):
    page = book(database, office.clerk, RegisterFilter(**wishes), NOON)
    return [one.number for one in page.items]


def test_what_was_not_passed_on_is_found_among_the_given_numbers(database, office):
    allow(database, office, reserves_numbers=True)
    register(database, office, entry=BookEntry(sent_on=TODAY))
    register(database, office)
    register(database, office)
    keep(database, office, count=1)
    row = line(database, 117)
    void_line(database, office.clerk, Crossing(row.id, row.version, "Cấp nhầm"), NOON)

    assert found(database, office, status="unsent") == [116]
    assert found(database, office, status="unfiled") == [116, 115]
    assert found(database, office, status="void") == [117]


def test_the_choice_of_books_is_the_agencys_own_and_ends_with_the_closed(database, office):
    other = an_office(database, short_name="UBND xã Tân Lập")
    a_series(database, other.agency_id, name="Cũ", type_name="Báo cáo", year=2019)
    a_series(database, office.agency_id, name="Đang dùng", type_name="Báo cáo", year=2025)
    with database.transaction() as session:
        session.get_one(SeriesRow, office.series_id).active = False
        audit.record(session, office.administrator, "save_series", now=NOON)

    page = book(database, office.clerk, RegisterFilter(), NOON)

    assert page.years == (2026, 2025)
    assert [name for _, name in page.series] == ["Đang dùng", "Kế hoạch"]


def test_other_papers_in_the_book_hide_no_plan_of_the_year(database, rules, office, plan_id):
    register(database, office)
    bring_to(database, rules, office, plan_id, "issued")
    register(database, office)

    page = plan_list(database, office.clerk, PlanFilter(year=2026), NOON)

    assert [one.plan_id for one in page.items] == [plan_id]
