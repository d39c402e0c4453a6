"""Working days that the installation's administrator entered."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db.models.declarative import Base


class CalendarDayRow(Base):
    """A day that is worked, or free, by a document; ended, never changed or deleted."""

    __tablename__ = "calendar_days"
    __table_args__ = (
        CheckConstraint("kind IN ('worked', 'free')", name="kind"),
        CheckConstraint("length(document) BETWEEN 1 AND 200", name="document"),
        CheckConstraint("length(issuer) BETWEEN 1 AND 200", name="issuer"),
        CheckConstraint(
            "(ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (end_reason IS NULL)",
            name="ended_by_somebody",
        ),
        CheckConstraint("length(end_reason) BETWEEN 1 AND 200", name="end_reason"),
        Index(
            "uq_calendar_days_standing",
            "day",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    kind: Mapped[str]
    """A DayKind of domain/working_days.py."""
    document: Mapped[str]
    issuer: Mapped[str]
    entered_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    entered_at: Mapped[datetime]
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str | None]


class CountedCalendarRow(Base):
    """The calendar that all deadlines were counted by last: one row; a sweep's note, no setting."""

    __tablename__ = "counted_calendar"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str]
    """Of adapters/calendar.py."""
    first_at: Mapped[datetime]
    """When deadlines were counted by it for the first time since another one held."""
    last_at: Mapped[datetime]
