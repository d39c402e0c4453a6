"""What people do beside the way of a plan: questions to one person before another decides."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db.models.declarative import Base


class ConsultationRow(Base):
    """A question that somebody who is to decide puts to another; answered once, never deleted."""

    __tablename__ = "consultations"
    __table_args__ = (
        CheckConstraint("kind IN ('before_me', 'ask')", name="kind"),
        CheckConstraint("asker_id <> asked_id", name="asks_another"),
        CheckConstraint("length(question) BETWEEN 1 AND 2000", name="has_question"),
        CheckConstraint("length(words) <= 2000", name="words"),
        CheckConstraint(
            "answer IN ('waiting', 'agree', 'disagree', 'opinion', 'taken_back', 'not_needed')",
            name="answer",
        ),
        CheckConstraint("(answer = 'waiting') = (ended_at IS NULL)", name="ended_if_dated"),
        Index("ix_consultations_plan_id", "plan_id"),
        Index(
            "ix_consultations_waiting",
            "agency_id",
            "asked_id",
            sqlite_where=text("answer = 'waiting'"),
            postgresql_where=text("answer = 'waiting'"),
        ),
        Index(
            "ix_consultations_due",
            "due_on",
            sqlite_where=text("answer = 'waiting'"),
            postgresql_where=text("answer = 'waiting'"),
        ),
        Index(
            "uq_consultations_open",
            "plan_id",
            "asker_id",
            "asked_id",
            unique=True,
            sqlite_where=text("answer = 'waiting'"),
            postgresql_where=text("answer = 'waiting'"),
        ),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    round: Mapped[int]
    step_key: Mapped[str]
    """The step at which the asker is to decide."""
    kind: Mapped[str]
    """A QuestionKind of domain/detours.py."""
    asker_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asker_stand_in_id: Mapped[int | None] = mapped_column(ForeignKey("stand_ins.id"))
    """Set where somebody put the question in the asker's place."""
    asked_stand_in_id: Mapped[int | None] = mapped_column(ForeignKey("stand_ins.id"))
    """Set where somebody replied in the place of the person asked."""
    question: Mapped[str] = mapped_column(Text)
    revision_sha256: Mapped[str]
    """The text that was asked about."""
    asked_at: Mapped[datetime]
    due_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(default="waiting")
    """An Answer of domain/detours.py."""
    words: Mapped[str] = mapped_column(Text, default="")
    """What he said with it."""
    ended_at: Mapped[datetime | None]
