"""Working days in Vietnam: weekends, public holidays, and the days that documents exchange."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version

import holidays

from webapp.adapters.folders import calendar_file
from webapp.domain.working_days import CalendarError, DayKind, SpecialDay, is_weekend, load_days


@dataclass(frozen=True, slots=True)
class PublicDay:
    """A day that the library of public holidays knows."""

    day: date
    name: str
    works: bool
    """A weekend day worked to make up; all others are free."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days offices work."""

    worked: frozenset[date] = frozenset()
    free: frozenset[date] = frozenset()

    @classmethod
    def of(cls, *layers: Iterable[SpecialDay]) -> "Calendar":
        """Return the calendar of public holidays under these days; a later layer wins."""
        kinds = {one.day: one.kind for layer in layers for one in layer}
        worked = frozenset(day for day, kind in kinds.items() if kind is DayKind.WORKED)
        return cls(worked, frozenset(kinds) - worked)

    @property
    def digest(self) -> str:
        """Return what differs wherever a day may count otherwise: entered days, file, library."""
        days = (sorted(map(str, some)) for some in (self.worked, self.free))
        return sha256(repr((_library(), *days)).encode()).hexdigest()

    def is_working_day(self, day: date) -> bool:
        """Tell whether offices work on the day."""
        if day in self.worked or day in self.free:
            return day in self.worked
        public = _vietnam()
        if day in public.weekend_workdays:
            return True
        return not is_weekend(day) and day not in public

    def working_days_after(self, day: date, count: int) -> date:
        """Return the day on which `count` working days have passed; the day itself counts never."""
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_working_day(day)
        return day


def public_days(year: int) -> tuple[PublicDay, ...]:
    """Return the public holidays of the year and the days worked for them, in order."""
    known = holidays.country_holidays("VN", years=year, language="vi")
    free = [PublicDay(day, name, works=False) for day, name in known.items()]
    made_up = [day for day in known.weekend_workdays if day.year == year]
    worked = [PublicDay(day, "Làm bù cho ngày nghỉ lễ", works=True) for day in made_up]
    return tuple(sorted(free + worked, key=lambda one: one.day))


@lru_cache(maxsize=1)
def shipped_days() -> tuple[SpecialDay, ...]:
    """Return the exchanged days that this version ships; refuse a file that is badly written."""
    try:
        text = calendar_file().read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CalendarError(f"Không đọc được tệp ngày nghỉ «{calendar_file()}».") from error
    return load_days(text)


@lru_cache(maxsize=1)
def _library() -> str:
    return version("holidays")


@lru_cache(maxsize=1)
def _vietnam() -> holidays.HolidayBase:
    return holidays.country_holidays("VN")
