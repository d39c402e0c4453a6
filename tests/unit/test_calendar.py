from datetime import date

import pytest

from webapp.adapters.calendar import is_working_day, working_days_after

DAYS = {
    date(2026, 3, 2): True,  # Monday
    date(2026, 3, 7): False,  # Saturday
    date(2026, 3, 8): False,  # Sunday
    date(2026, 2, 17): False,  # the first day of Tết
    date(2026, 4, 27): False,  # Giỗ Tổ fell on a Sunday
    date(2026, 9, 2): False,  # National Day
    date(2026, 8, 31): False,  # free for the Saturday before
    date(2026, 8, 22): True,  # that Saturday, worked
    date(2026, 1, 2): False,  # free for a Saturday that our own table knows
    date(2026, 1, 10): True,  # that Saturday, worked
}


@pytest.mark.parametrize(("day", "works"), DAYS.items(), ids=str)
def test_offices_work_on_working_days(day, works):
    assert is_working_day(day) is works


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
    assert working_days_after(day, count) == due
