"""What people said to findings of form: warnings of a plan that they set aside."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db.models.declarative import Base


class DismissalRow(Base):
    """A warning that does not count while its rule finds fault with the same words.

    It is taken back, never changed or deleted.
    """

    __tablename__ = "finding_dismissals"
    __table_args__ = (
        CheckConstraint("length(reason) BETWEEN 1 AND 500", name="has_reason"),
        CheckConstraint("(revoked_at IS NULL) = (revoked_by IS NULL)", name="revoked_by_somebody"),
        Index(
            "uq_finding_dismissals_standing",
            "plan_id",
            "finding_sha256",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    finding_sha256: Mapped[str]
    """Of rule, quote and words: what a finding is known by in any later text of the plan."""
    rule: Mapped[str]
    quote: Mapped[str] = mapped_column(Text)
    """The words at fault, where the finding names them; else empty."""
    words: Mapped[str] = mapped_column(Text)
    """The passage that the finding stood at, or the value of the field, made regular."""
    reason: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    revoked_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    revoked_at: Mapped[datetime | None]
