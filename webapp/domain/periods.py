"""Months, quarters and years as people name them: «tháng này», «quý II năm 2026»."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

_QUARTERS = ("I", "II", "III", "IV")
_MONTHS = 12
_OF_A_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last, both counted in."""

    first: date
    last: date
    words: str
    """«tháng 3 năm 2026»."""


def month(year: int, number: int) -> Period:
    """Return the month; the number counts from 1."""
    return Period(date(year, number, 1), _end(year, number), f"tháng {number} năm {year}")


def quarter(year: int, number: int) -> Period:
    """Return the quarter; the number counts from 1."""
    last = number * _OF_A_QUARTER
    words = f"quý {_QUARTERS[number - 1]} năm {year}"
    return Period(date(year, last - _OF_A_QUARTER + 1, 1), _end(year, last), words)


def whole_year(year: int) -> Period:
    """Return the year."""
    return Period(date(year, 1, 1), date(year, 12, 31), f"năm {year}")


def quarter_of(day: date) -> int:
    """Return the number of the quarter that the day lies in."""
    return (day.month - 1) // _OF_A_QUARTER + 1


def _end(year: int, number: int) -> date:
    if number == _MONTHS:
        return date(year, _MONTHS, 31)
    return date(year, number + 1, 1) - timedelta(days=1)


def _month_before(today: date) -> Period:
    before = today.replace(day=1) - timedelta(days=1)
    return month(before.year, before.month)


_AROUND_TODAY: dict[str, tuple[str, Callable[[date], Period]]] = {
    "this_month": ("tháng này", lambda today: month(today.year, today.month)),
    "last_month": ("tháng trước", _month_before),
    "this_quarter": ("quý này", lambda today: quarter(today.year, quarter_of(today))),
    "this_year": ("năm nay", lambda today: whole_year(today.year)),
}
AROUND_TODAY = {name: words for name, (words, _) in _AROUND_TODAY.items()}
"""Name and words of the periods that move with the day they are asked on."""


def around(name: str, today: date) -> Period | None:
    """Return the period of that name as it lies today; None for a name that is none."""
    found = _AROUND_TODAY.get(name)
    return found[1](today) if found else None


def named(kind: str, year: int, number: int) -> Period | None:
    """Return a `month`, `quarter` or `year`; None where the calendar has no such one."""
    if year not in range(MINYEAR, MAXYEAR + 1):
        return None
    if kind == "year":
        return whole_year(year)
    if kind == "quarter" and number in range(1, len(_QUARTERS) + 1):
        return quarter(year, number)
    if kind == "month" and number in range(1, _MONTHS + 1):
        return month(year, number)
    return None
