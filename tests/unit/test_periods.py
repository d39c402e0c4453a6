"""Months, quarters and years by name."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.periods import AROUND_TODAY, Period, around, named, quarter_of


def now_or_before(name, day) -> Period:
    found = around(name, day)
    assert found
    return found


def of_year(kind, year, number=0) -> Period:
    found = named(kind, year, number)
    assert found
    return found


DAYS = st.dates(min_value=date(2, 1, 1))


@given(DAYS)
def test_the_parts_of_a_year_lie_side_by_side_and_hold_each_day_once(day):
    for kind, count in (("month", 12), ("quarter", 4), ("year", 1)):
        parts = [of_year(kind, day.year, number) for number in range(1, count + 1)]
        assert sum(part.first <= day <= part.last for part in parts) == 1
        ends = [part.last + timedelta(days=1) for part in parts[:-1]]
        assert ends == [part.first for part in parts[1:]]


@given(DAYS)
def test_what_goes_on_now_holds_today_and_the_month_before_ends_where_it_begins(day):
    assert (
        now_or_before("last_month", day).last + timedelta(days=1)
        == now_or_before("this_month", day).first
    )
    for name in AROUND_TODAY.keys() - {"last_month"}:
        assert now_or_before(name, day).first <= day <= now_or_before(name, day).last
    assert of_year("quarter", day.year, quarter_of(day)) == now_or_before("this_quarter", day)


def test_a_period_is_named_as_people_name_it():
    told = [
        of_year(*one).words for one in (("month", 2026, 3), ("quarter", 2026, 2), ("year", 2026, 0))
    ]

    assert told == ["tháng 3 năm 2026", "quý II năm 2026", "năm 2026"]


@pytest.mark.parametrize(
    "wished", [("month", 2026, 13), ("quarter", 2026, 0), ("week", 2026, 1), ("year", 0, 1)]
)
def test_what_no_calendar_has_is_no_period(wished):
    assert named(*wished) is None
    assert around("tomorrow", date(2026, 3, 2)) is None
