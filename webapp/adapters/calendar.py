"""Working days in Vietnam: weekends, public holidays and the days worked to make up for them."""

from datetime import date, timedelta
from functools import lru_cache

import holidays

_SATURDAY = 5
_MADE_UP = {
    # Saturdays worked for a free day by the yearly announcement on public holidays, where the
    # package does not know them yet: the Saturday, and the weekday that is free for it.
    date(2024, 5, 4): date(2024, 4, 29),
    date(2026, 1, 10): date(2026, 1, 2),
}
_FREE_FOR_THEM = frozenset(_MADE_UP.values())


def is_working_day(day: date) -> bool:
    """Tell whether offices work on the day."""
    public = _vietnam()
    if day in _MADE_UP or day in public.weekend_workdays:
        return True
    return day.weekday() < _SATURDAY and day not in public and day not in _FREE_FOR_THEM


def working_days_after(day: date, count: int) -> date:
    """Return the day on which `count` working days have passed; the day itself counts never."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


@lru_cache(maxsize=1)
def _vietnam() -> holidays.HolidayBase:
    return holidays.country_holidays("VN")
