"""The year's book is closed once: what stood open was shown, and nothing changes after."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from tests.service.booking import (
    LAST_SECOND,
    MIDNIGHT,
    TODAY,
    allow,
    counters,
    keep,
    last_event,
    line,
    register,
)
from tests.service.builders import NOON, a_plan, a_series, an_office, bring_to, take
from tests.service.test_book_lines import cross_out
from webapp.db.models.numbers import ClosingRow
from webapp.db.models.plans import PlanRow
from webapp.domain.errors import (
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    StalePageError,
)
from webapp.domain.register_book import LineKind
from webapp.services import administration, audit
from webapp.services.book_entries import BookEntry
from webapp.services.book_hash import BookFault, verify_closed
from webapp.services.book_lines import FillIn, fill_in, line_page
from webapp.services.closing import Closing, close_book, closing_page
from webapp.services.numbering import ClosedBookError
from webapp.services.plan_actions import expected_number


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


def close(database, office, *, lines, year=2026, now=MIDNIGHT, clerk=None, **more):
    wanted = Closing(office.series_id, year, lines, **{"confirmed": True, **more})
    return close_book(database, clerk or office.clerk, wanted, now)


def page_of(database, office, now=NOON, year=2026):
    return closing_page(database, office.clerk, office.series_id, year, now)


def test_the_page_shows_what_stands_open(database, rules, office):
    allow(database, office, reserves_numbers=True)
    register(database, office)
    register(database, office, entry=BookEntry(sent_on=TODAY))
    register(database, office)
    cross_out(database, office, 117)
    keep(database, office, count=1)
    waiting = bring_to(database, rules, office, a_plan(database, office), "numbering")
    bring_to(database, rules, office, a_plan(database, office), "issued")

    page = page_of(database, office)

    assert (page.lines, page.first_number, page.last_number) == (5, 115, 119)
    assert (page.is_over, page.closed) == (False, None)
    assert [one.text for one in page.voids] == ["117/KH-UBND"]
    assert [one.text for one in page.not_issued] == ["115/KH-UBND", "119/KH-UBND"]
    assert [one.plan_id for one in page.not_numbered] == [waiting]
    assert page.not_signed == ()
    assert [(one.text, one.note) for one in page.reserved] == [
        ("118/KH-UBND", "Giữ số cho ngày 02/03/2026: Kỳ họp HĐND.")
    ]


def test_closed_early_the_papers_on_their_way_would_get_numbers_of_the_next_year(
    database, rules, office
):
    checked = bring_to(database, rules, office, a_plan(database, office), "format_check")
    approved = bring_to(database, rules, office, a_plan(database, office), "signature")
    a_plan(database, office)
    other = a_series(database, office.agency_id, name="Thông báo", type_name="Thông báo")

    def listed(series_id, now=NOON):
        found = closing_page(database, office.clerk, series_id, 2026, now).not_signed
        return [(one.plan_id, one.day, one.note) for one in found]

    assert listed(office.series_id) == [
        (approved, TODAY, "Chờ ký."),
        (checked, TODAY, "Chờ kiểm tra thể thức."),
    ]
    assert listed(office.series_id, MIDNIGHT) == []
    assert listed(other) == []


def test_a_signed_plan_of_another_series_is_not_this_books(database, rules, office):
    bring_to(database, rules, office, a_plan(database, office), "numbering")
    other = a_series(database, office.agency_id, name="Chung", type_name=None, last_number=0)

    assert page_of(database, office, year=2025).not_numbered == ()
    assert closing_page(database, office.clerk, other, 2026, NOON).not_numbered == ()


def test_a_plan_whose_series_was_stopped_is_no_books(database, rules, office):
    bring_to(database, rules, office, a_plan(database, office), "numbering")
    (series,) = administration.series_list(database, office.administrator, NOON)
    stopped = replace(series.values, active=False, last_number=None)
    administration.save_series(database, office.administrator, stopped, NOON)

    assert page_of(database, office).not_numbered == ()


def test_a_closed_book_says_what_it_held(database, office):
    register(database, office)
    register(database, office)
    cross_out(database, office, 116)

    closed = close(database, office, lines=2)

    assert (closed.lines, closed.voids, closed.last_number) == (2, 1, 116)
    assert len(closed.sha256) == 64
    page = page_of(database, office, MIDNIGHT)
    assert (page.closed, page.is_over) == (closed, True)
    assert (page.closed.who, page.closed.at) == ("Đỗ Minh Châu", MIDNIGHT)
    event = last_event(database)
    assert (event.action, event.subject) == ("close_book", f"series:{office.series_id}")
    assert closed.sha256 in event.details


def test_after_the_closing_no_line_changes_and_no_number_is_given(database, rules, office):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "issued")
    register(database, office)
    waiting = bring_to(database, rules, office, a_plan(database, office), "numbering")
    close(database, office, lines=2, now=LAST_SECOND, confirmed_early=True)
    row = line(database, 116)

    closed = pytest.raises(ClosedBookError, match="Sổ năm 2026 của dãy số này đã khóa")
    with closed:
        register(database, office, now=LAST_SECOND)
    with closed:
        take(database, rules, office.clerk, waiting, "number")
    with closed:
        take(database, rules, office.clerk, plan_id, "void")
    with closed:
        cross_out(database, office, 116)
    with closed:
        fill_in(database, office.clerk, FillIn(row.id, row.version, BookEntry()), NOON)
    assert counters(database) == [(2026, 116)]
    assert line_page(database, office.clerk, row.id).kind is LineKind.CLOSED
    assert verify_closed(database) == ()
    assert audit.verify(database) == ()


def test_a_closed_book_promises_no_number(database, rules, office):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "numbering")
    close(database, office, lines=0, now=NOON, confirmed_early=True)

    with database.reading() as session:
        plan = session.get_one(PlanRow, plan_id)
        assert expected_number(session, plan, TODAY) == ""


def test_the_new_year_counts_on_whatever_was_closed(database, office):
    close(database, office, lines=0)

    assert register(database, office, now=MIDNIGHT).text == "01/KH-UBND"


def test_closing_is_confirmed_and_cannot_be_undone(database, office):
    with pytest.raises(InvalidInputError, match="không mở lại được") as refused:
        close(database, office, lines=0, confirmed=False)
    assert refused.value.field == "confirmed"
    close(database, office, lines=0)

    with pytest.raises(ClosedBookError):
        close(database, office, lines=0)


def test_a_year_that_is_not_over_is_closed_with_a_word_more(database, office):
    with pytest.raises(InvalidInputError, match="Năm 2026 chưa hết") as refused:
        close(database, office, lines=0, now=LAST_SECOND)
    assert refused.value.field == "confirmed_early"

    close(database, office, lines=0, now=LAST_SECOND, confirmed_early=True)

    assert '"early":true' in last_event(database).details


def test_a_year_to_come_has_no_book_yet(database, office):
    with pytest.raises(InvalidInputError, match="chưa đến"):
        close(database, office, lines=0, year=2027, now=NOON)


def test_a_book_that_grew_is_looked_at_again(database, office):
    register(database, office)

    with pytest.raises(StalePageError, match="Sổ có 1 dòng, khi mở trang có 0 dòng"):
        close(database, office, lines=0)


def test_a_reserved_number_keeps_the_book_open(database, office):
    allow(database, office, reserves_numbers=True)
    keep(database, office, count=1)

    with pytest.raises(InvalidInputError, match=r"còn số đang giữ \(số 115\)"):
        close(database, office, lines=1)


def test_only_the_clerk_of_the_agency_closes(database, office):
    other = an_office(database, short_name="Sở Nội vụ")

    with pytest.raises(ForbiddenError):
        close(database, office, lines=0, clerk=office.administrator)
    with pytest.raises(NotFoundError):
        close(database, office, lines=0, clerk=other.clerk)


def test_a_line_changed_behind_the_closing_is_found(database, office):
    register(database, office)
    close(database, office, lines=1)
    with database.transaction() as session:
        session.connection().exec_driver_sql("DROP TRIGGER guard_register_rows_update")
        session.connection().exec_driver_sql("UPDATE register_rows SET copies = 99")

    assert verify_closed(database) == (BookFault(office.agency_id, office.series_id, 2026),)


def test_the_database_itself_keeps_a_closing(database, office):
    close(database, office, lines=0)

    with pytest.raises(DBAPIError, match="closed once"), database.transaction() as session:
        row = session.scalars(select(ClosingRow)).one()
        row.lines = 7
        audit.record(session, office.clerk, "tamper", now=NOON)


def test_nobody_sets_the_counter_of_a_closed_book(database, office):
    close(database, office, lines=0, now=NOON, confirmed_early=True)
    (series,) = administration.series_list(database, office.administrator, NOON)

    with pytest.raises(ClosedBookError):
        wanted = replace(series.values, last_number=200)
        administration.save_series(database, office.administrator, wanted, NOON)
