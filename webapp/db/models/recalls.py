"""What the places that have a recalled paper said, and when văn thư was reminded of the silent."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db.models.declarative import Base


class RecallAnswerRow(Base):
    """What one place said of what it was sent; the newest row holds."""

    __tablename__ = "recall_answers"
    __table_args__ = (
        CheckConstraint("answer IN ('returned', 'destroyed', 'refused')", name="answer"),
        CheckConstraint("answer <> 'refused' OR length(note) > 0", name="refused_with_reason"),
        CheckConstraint("length(said_by) BETWEEN 1 AND 100", name="said_by_somebody"),
        Index("ix_recall_answers_dispatch_id", "dispatch_id"),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    dispatch_id: Mapped[int] = mapped_column(ForeignKey("dispatches.id"))
    answer: Mapped[str]
    """A RecallAnswer."""
    day: Mapped[date]
    said_by: Mapped[str]
    """Who said it there."""
    note: Mapped[str] = mapped_column(Text, default="")
    recorded_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    recorded_at: Mapped[datetime]


class RecallReminderRow(Base):
    """Văn thư was reminded of the places that have said nothing of a recalled plan."""

    __tablename__ = "recall_reminders"
    __table_args__ = (Index("ix_recall_reminders_plan_id_next_on", "plan_id", "next_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    told_at: Mapped[datetime]
    next_on: Mapped[date]
    """From then on he is reminded again, while any place is silent."""
