from dataclasses import replace
from datetime import date

import pytest

from webapp.adapters import calendar
from webapp.adapters.calendar import Calendar, public_days, shipped_days
from webapp.domain.working_days import CalendarError, DayKind, SpecialDay

SHIPPED = Calendar.of(shipped_days())

DAYS = {
    date(2026, 3, 2): True,  # Monday
    date(2026, 3, 7): False,  # Saturday
    date(2026, 3, 8): False,  # Sunday
    date(2026, 2, 17): False,  # the first day of Tết
    date(2026, 4, 27): False,  # Giỗ Tổ fell on a Sunday
    date(2026, 9, 2): False,  # National Day
    date(2026, 8, 31): False,  # free for the Saturday before
    date(2026, 8, 22): True,  # that Saturday, worked
    date(2026, 1, 2): False,  # free for a Saturday that our own file knows
    date(2026, 1, 10): True,  # that Saturday, worked
}


@pytest.mark.parametrize(("day", "works"), DAYS.items(), ids=str)
def test_offices_work_on_working_days(day, works):
    assert SHIPPED.is_working_day(day) is works


@pytest.mark.parametrize(
    ("day", "count", "due"),
    [
        (date(2026, 3, 2), 1, date(2026, 3, 3)),
        (date(2026, 3, 6), 1, date(2026, 3, 9)),
        (date(2026, 3, 6), 2, date(2026, 3, 10)),
        (date(2026, 2, 13), 1, date(2026, 2, 23)),  # over Tết
        (date(2026, 8, 28), 2, date(2026, 9, 4)),  # over National Day
        (date(2026, 3, 2), 0, date(2026, 3, 2)),
    ],
)
def test_a_deadline_is_counted_in_working_days(day, count, due):
    assert SHIPPED.working_days_after(day, count) == due


def test_a_later_layer_wins_over_the_one_before_and_over_the_library():
    known = [
        SpecialDay(date(2026, 1, 10), DayKind.FREE, "1", "A"),
        SpecialDay(date(2026, 9, 2), DayKind.WORKED, "1", "A"),
    ]

    mine = Calendar.of(shipped_days(), known)

    assert not mine.is_working_day(date(2026, 1, 10))
    assert mine.is_working_day(date(2026, 9, 2))
    assert not mine.is_working_day(date(2026, 1, 2))


def test_another_day_or_another_library_is_another_digest(monkeypatch):
    day = SpecialDay(date(2026, 1, 10), DayKind.WORKED, "1", "A")
    found = {
        Calendar.of([]).digest,
        Calendar.of([day]).digest,
        Calendar.of([replace(day, kind=DayKind.FREE)]).digest,
    }
    monkeypatch.setattr(calendar, "_library", lambda: "0.1")

    assert len({*found, Calendar.of([]).digest}) == 4
    assert Calendar.of([day, day]).digest == Calendar.of([day]).digest


def test_the_public_days_of_a_year_stand_in_order_with_those_worked_for_them():
    days = public_days(2026)

    assert [one.day for one in days] == sorted(one.day for one in days)
    assert {one.day.year for one in days} == {2026}
    worked = [one.day for one in days if one.works]
    assert worked == [date(2026, 8, 22)]
    assert (date(2026, 9, 2), "Quốc khánh") in [(one.day, one.name) for one in days]


def test_a_calendar_file_that_cannot_be_read_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(calendar, "calendar_file", lambda: tmp_path / "none.toml")

    with pytest.raises(CalendarError, match=r"none\.toml"):
        shipped_days.__wrapped__()
