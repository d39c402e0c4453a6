"""What a return says, point by point, and what the drafter answers to each."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db.models.declarative import Base
from webapp.db.models.process import StepRow


class RemarkRow(Base):
    """One remark of a return (Điều 10.3); its words never change, its answer not once it is sent.

    Answers may be changed until the plan is submitted again, and are fixed by that.
    """

    __tablename__ = "remarks"
    __table_args__ = (
        UniqueConstraint("step_id", "ordinal"),
        CheckConstraint("ordinal >= 1", name="ordinal"),
        CheckConstraint("length(text) BETWEEN 1 AND 2000", name="text"),
        CheckConstraint("length(quote) <= 500", name="quote"),
        CheckConstraint("length(context) <= 60", name="context"),
        CheckConstraint("answer IN ('fixed', 'kept')", name="answer"),
        CheckConstraint("length(answer_text) <= 2000", name="answer_text"),
        CheckConstraint("answer IS NOT NULL OR answer_text = ''", name="answer_has_kind"),
        CheckConstraint(
            "answer IS NULL OR answer = 'fixed' OR length(answer_text) > 0", name="kept_has_reason"
        ),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered_if_dated"),
        CheckConstraint("(answer IS NULL) = (answered_by IS NULL)", name="answered_by_somebody"),
        CheckConstraint("sent_at IS NULL OR answer IS NOT NULL", name="sent_is_answered"),
        CheckConstraint("(sent_at IS NULL) = (sent_ordinal IS NULL)", name="sent_with_a_text"),
        Index("ix_remarks_plan_id", "plan_id"),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    step_id: Mapped[int] = mapped_column(ForeignKey("steps.id"))
    """The decision that returned the plan; its remarks belong together."""
    round: Mapped[int]
    """Of the return."""
    ordinal: Mapped[int]
    """1, 2, 3 … within the return."""
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    text: Mapped[str] = mapped_column(Text)
    block_id: Mapped[str] = mapped_column(default="")
    """Of `Anchor`: the block or field it is about; empty for the plan as a whole."""
    quote: Mapped[str] = mapped_column(Text, default="")
    """Words of it as they stood then."""
    context: Mapped[str] = mapped_column(default="")
    """The words before the quote, which tell like ones apart."""
    revision_ordinal: Mapped[int]
    """The text that was returned."""
    created_at: Mapped[datetime]
    answer: Mapped[str | None]
    """fixed or kept; NULL while it is open."""
    answer_text: Mapped[str] = mapped_column(Text, default="")
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    answered_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    """When the plan was submitted with the answer; from then on it stands."""
    sent_ordinal: Mapped[int | None]
    """The text that was submitted with it."""

    step: Mapped[StepRow] = relationship()
    """Orders the writing: the decision first."""
