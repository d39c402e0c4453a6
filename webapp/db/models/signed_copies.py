"""The signed and sealed paper of a plan as PDF, every version of it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db.models.declarative import Base


class SignedCopyRow(Base):
    """One file that the clerk handed in; a later one follows it, none is changed or deleted."""

    __tablename__ = "signed_copies"
    __table_args__ = (
        UniqueConstraint("plan_id", "ordinal"),
        CheckConstraint("ordinal > 0", name="is_counted"),
        CheckConstraint("size > 0", name="has_bytes"),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    ordinal: Mapped[int]
    """1, 2, 3 … within the plan."""
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"))
    """The text that was approved when it came."""
    round: Mapped[int]
    signed_on: Mapped[date]
    """The signature as it was recorded then; with another one the file is no copy any more."""
    file_name: Mapped[str]
    """As the clerk's machine called it."""
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(ForeignKey("blobs.sha256"))
    checks: Mapped[str] = mapped_column(Text)
    """What was found in it on arrival, as JSON."""
    added_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    added_at: Mapped[datetime]
