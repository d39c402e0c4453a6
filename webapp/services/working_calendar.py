"""The working days of this installation: public holidays, shipped exchanges, entered days."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.calendar import Calendar, shipped_days
from webapp.db.models.calendar import CalendarDayRow
from webapp.db.once import once
from webapp.domain.working_days import DayKind, SpecialDay


@once
def calendar_of(session: Session) -> Calendar:
    """Return the calendar that deadlines are counted by; a day entered here wins."""
    return Calendar.of(shipped_days(), map(special_day, standing_rows(session)))


def standing_rows(session: Session) -> Iterable[CalendarDayRow]:
    """Return the entered days that were not ended."""
    return session.scalars(select(CalendarDayRow).where(CalendarDayRow.ended_at.is_(None)))


def special_day(row: CalendarDayRow) -> SpecialDay:
    """Return what the row says of its day."""
    return SpecialDay(row.day, DayKind(row.kind), row.document, row.issuer)
