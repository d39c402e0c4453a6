"""Opinions on a plan: those of offices without accounts, those asked by a phiếu, the answers."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db.models.declarative import Base


class OutsideOpinionRow(Base):
    """What an office without accounts said, entered by the drafter; dropped, never deleted."""

    __tablename__ = "outside_opinions"
    __table_args__ = (
        CheckConstraint("stance IN ('agrees', 'remarks', 'silent')", name="stance"),
        CheckConstraint("length(office) BETWEEN 1 AND 200", name="has_office"),
        CheckConstraint("stance != 'remarks' OR text != ''", name="remarks_have_text"),
        Index("ix_outside_opinions_plan_id", "plan_id"),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    office: Mapped[str]
    stance: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    paper_number: Mapped[str]
    paper_date: Mapped[date | None]
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("dossier_papers.id"))
    entered_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    entered_at: Mapped[datetime]
    dropped_at: Mapped[datetime | None]
    """Entered by mistake; left out of every list."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ExplanationRow(Base):
    """What the drafter took over of one opinion, or why not (tiếp thu, giải trình)."""

    __tablename__ = "explanations"
    __table_args__ = (
        CheckConstraint("source IN ('outside', 'step', 'ballot', 'question')", name="source"),
        UniqueConstraint("plan_id", "source", "source_id"),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    source: Mapped[str]
    source_id: Mapped[int]
    """Of the row of outside_opinions, steps, ballots or consultations."""
    text: Mapped[str] = mapped_column(Text)
    written_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    written_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class PollRow(Base):
    """A phiếu lấy ý kiến thành viên: a question about the text as it stood; closed once."""

    __tablename__ = "polls"
    __table_args__ = (
        CheckConstraint("length(question) BETWEEN 1 AND 2000", name="has_question"),
        CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name="closed_by_somebody"),
        Index("ix_polls_plan_id", "plan_id"),
        Index(
            "ix_polls_due",
            "due_on",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    question: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date]
    """The last day in Vietnam on which an answer is in time."""
    revision_sha256: Mapped[str]
    """The text that was asked about."""
    opened_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    opened_at: Mapped[datetime]
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    closed_at: Mapped[datetime | None]


class BallotRow(Base):
    """One member's answer to a phiếu: given once, then it stands."""

    __tablename__ = "ballots"
    __table_args__ = (
        UniqueConstraint("poll_id", "person_id"),
        CheckConstraint("vote IN ('agree', 'disagree', 'other')", name="vote"),
        CheckConstraint("(vote IS NULL) = (answered_at IS NULL)", name="answered_if_dated"),
        CheckConstraint("vote != 'other' OR text != ''", name="other_has_text"),
        Index("ix_ballots_person_id", "person_id"),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    vote: Mapped[str | None]
    text: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None]
    late: Mapped[bool] = mapped_column(default=False)
    """After the deadline or the closing: kept, and not counted."""
