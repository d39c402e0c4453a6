"""Whatever the clerks do, in any order: the book has no gap, no double, no date out of order."""

from contextlib import suppress
from datetime import timedelta
from itertools import count, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.service.booking import (
    LAST_SECOND,
    MIDNIGHT,
    allow,
    facts,
    keep,
    lines,
    register,
)
from tests.service.builders import NOON, an_office
from webapp.adapters.clock import vietnam_today
from webapp.db.models.numbers import SeriesYearRow
from webapp.domain.errors import DomainError
from webapp.services import audit, evidence, numbering
from webapp.services.book_entries import BookEntry
from webapp.services.book_hash import verify_closed
from webapp.services.book_lines import Crossing, void_line
from webapp.services.book_numbers import Dating
from webapp.services.closing import Closing, close_book
from webapp.services.paper_lines import PaperLine, enter_paper_line
from webapp.services.reservations import void_expired
from webapp.services.restored_books import LastOnPaper, confirm_book, hold_books

_AGENCIES = count(1)
_PLACE = st.integers(0, 9)
KINDS = ("register", "register", "backwards", "reserve", "use", "void", "paper", "sweep",
         "next_day", "turn_of_year", "restore", "confirm", "close")  # fmt: skip
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(KINDS),
        _PLACE,
    ),
    min_size=1,
    max_size=14,
)


class Clerk:
    """Does the deeds one after the other; the day goes on, what is refused changes nothing."""

    def __init__(self, database, office):
        self.database, self.office, self.now = database, office, NOON

    def does(self, deed, place):
        with suppress(DomainError):
            getattr(self, deed)(place)

    def lines(self):
        return lines(self.database, series_id=self.office.series_id)

    def register(self, place):
        dating = Dating(next_anyway=place % 2 == 0)
        register(self.database, self.office, now=self.now, dating=dating)

    def backwards(self, place):
        day = vietnam_today(self.now) - timedelta(days=place % 3)
        register(self.database, self.office, now=self.now, dating=Dating(day, "Gửi muộn"))

    def reserve(self, place):
        day = vietnam_today(self.now) + timedelta(days=place % 2)
        keep(self.database, self.office, count=1 + place % 3, day=day, now=self.now)

    def use(self, place):
        kept = [row for row in self.lines() if row.status == "reserved"]
        if kept:
            row = kept[place % len(kept)]
            dating = Dating(row.promulgated_on, reserved_row_id=row.id)
            register(self.database, self.office, now=self.now, dating=dating)

    def void(self, place):
        if found := self.lines():
            row = found[place % len(found)]
            crossing = Crossing(row.id, row.version, "Nhầm")
            void_line(self.database, self.office.clerk, crossing, self.now)

    def paper(self, place):
        day = NOON.date() - timedelta(days=9 - place)
        wanted = PaperLine(str(105 + place), facts(self.database), day, BookEntry())
        enter_paper_line(self.database, self.office.clerk, wanted, self.now)

    def sweep(self, _place):
        void_expired(self.database, self.now)

    def next_day(self, _place):
        self.now += timedelta(days=1)

    def turn_of_year(self, _place):
        self.now = MIDNIGHT if self.now == LAST_SECOND else max(self.now, LAST_SECOND)

    def restore(self, place):
        if place < 5:
            with self.database.transaction() as session:
                hold_books(session, NOON, self.now)

    def confirm(self, place):
        for year in (2026, 2027):
            last = self.last_of(year) + place % 3
            told = LastOnPaper(self.office.series_id, year, last, confirmed=True)
            with suppress(DomainError):
                confirm_book(self.database, self.office.clerk, told, self.now)

    def last_of(self, year):
        with self.database.reading() as session:
            return numbering.counter_of(session, self.office.series_id, year).last_number

    def close(self, place):
        if place == 0:
            lines_now = [one for one in self.lines() if one.year == 2026]
            closing = Closing(self.office.series_id, 2026, len(lines_now), True, True)  # noqa: FBT003  # both ticks
            close_book(self.database, self.office.clerk, closing, self.now)


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(DEEDS)
def test_any_order_of_deeds_leaves_a_book_without_gap_or_double(database, deeds):
    office = an_office(database, short_name=f"UBND xã số {next(_AGENCIES)}")
    allow(database, office, reserves_numbers=True, dates_run_back=True)
    clerk = Clerk(database, office)

    for deed, place in deeds:
        clerk.does(deed, place)

    book = clerk.lines()
    with database.reading() as session:
        query = select(SeriesYearRow).where(SeriesYearRow.series_id == office.series_id)
        years = session.scalars(query.order_by(SeriesYearRow.year)).all()
    for year in years:
        given_here = [row.number for row in book if row.origin == "given" and row.year == year.year]
        assert given_here == list(range(year.first_number, year.last_number + 1))
    assert all(row.promulgated_on.year == row.year for row in book)
    plain = [row for row in book if row.reservation_id is None and not row.backdated_reason]
    assert all(a.promulgated_on <= b.promulgated_on for a, b in pairwise(plain))
    assert all(row.void_reason for row in book if row.status == "void")
    assert verify_closed(database) == ()
    assert audit.verify(database) == ()
    assert list(evidence.verify(database)) == []
