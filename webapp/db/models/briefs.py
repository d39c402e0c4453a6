"""The phiếu trình of a plan: what whoever prepares the decision says to the one who decides."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db.models.declarative import Base


class BriefRow(Base):
    """One saved text of the phiếu trình; a change is a row behind it."""

    __tablename__ = "briefs"
    __table_args__ = (
        CheckConstraint("ordinal >= 1", name="ordinal"),
        CheckConstraint(
            "length(summary) <= 5000 AND length(assessment) <= 5000 AND length(proposal) <= 5000",
            name="lengths",
        ),
    )
    guarded = True

    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """1, 2, 3 … within the plan."""
    summary: Mapped[str] = mapped_column(Text)
    """Tóm tắt nội dung."""
    assessment: Mapped[str] = mapped_column(Text)
    """Ý kiến thẩm tra."""
    proposal: Mapped[str] = mapped_column(Text)
    """Kiến nghị."""
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    saved_at: Mapped[datetime]
