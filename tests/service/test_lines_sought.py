"""Which lines of a book a question leaves: of plans and of other papers, however many have it."""

import pytest

from tests.service.booking import TODAY, allow, keep, line, register
from tests.service.builders import NOON, a_plan, a_series, a_text, an_office, bring_to, words
from webapp.db.models.numbers import SeriesRow
from webapp.db.queries import register as queries
from webapp.services import audit, search_words
from webapp.services.book_entries import BookEntry
from webapp.services.book_lines import Crossing, void_line
from webapp.services.reading import plan_list
from webapp.services.reading_lists import PlanFilter
from webapp.services.reading_register import RegisterFilter
from webapp.services.reading_register import register as book

OTHERS = ("Trồng rau", "Trồng rừng phòng hộ", "Trồng cây", "Báo cáo quý I")


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


def found(database, office, **wishes):
    page = book(database, office.clerk, RegisterFilter(**wishes), NOON)
    return [one.number for one in page.items]


@pytest.fixture
def filled(database, rules, office):
    """Two plans and four other papers, in one book."""
    for subject in ("Trồng rừng", "Trồng hoa"):
        text = a_text(subject=words(subject))
        plan_id = bring_to(database, rules, office, a_plan(database, office, text), "issued")
        with database.transaction() as session:
            search_words.store(session, office.agency_id, plan_id, text)
    for subject in OTHERS:
        register(database, office, said={"subject": subject})
    return office


def test_words_find_lines_of_plans_and_of_other_papers(database, filled, monkeypatch):
    for few in (1_000, 3, 1):
        monkeypatch.setattr(queries, "FEW", few)

        assert found(database, filled, q="trong") == [119, 118, 117, 116, 115]
        assert found(database, filled, q="trong ru") == [118, 115]
        assert found(database, filled, q="quy I") == [120]
        assert found(database, filled, q="rung rau") == []


def test_a_year_with_other_papers_first_and_last_loses_no_plan(database, filled):
    asked = PlanFilter(year=2026)

    page = plan_list(database, filled.clerk, asked, NOON)

    assert [one.subject for one in page.items] == ["Trồng hoa", "Trồng rừng"]


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
