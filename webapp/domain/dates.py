"""Dates as a paper writes them (PL1 II.4)."""

from datetime import date
from enum import StrEnum

_ROOM = " " * 6
"""Where a pen or the clerk writes what is not known yet."""


class BlankDate(StrEnum):
    """What of the date stays open on a paper that waits for its signature."""

    DAY = "day"
    DAY_MONTH = "day_month"


def date_words(day: date) -> str:
    """Return «ngày 02 tháng 3 năm 2026»: a 0 before days under 10 and months 1, 2 (PL1 II.4b)."""
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)  # noqa: PLR2004 - PL1 II.4b
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def date_line(place: str, day: date | None, blank: BlankDate | None = None) -> str:
    """Return the place and date line of ô 4 with room for what is blank or unknown."""
    return _after_place(place, _words_with_room(day, blank))


def _words_with_room(day: date | None, blank: BlankDate | None) -> str:
    if day is None:
        return f"ngày{_ROOM}tháng{_ROOM}năm{_ROOM}"
    if blank is None:
        return date_words(day)
    _, month_and_year = date_words(day).split(" tháng ")
    if blank is BlankDate.DAY:
        return f"ngày{_ROOM}tháng {month_and_year}"
    return f"ngày{_ROOM}tháng{_ROOM}năm {day.year}"


def _after_place(place: str, words: str) -> str:
    return f"{place}, {words}" if place else words
