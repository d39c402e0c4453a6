"""Rights that somebody was given and that wait until another person confirms them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db.models.declarative import Base

_WAITING = text("outcome = 'waiting'")


class AccessGrantRow(Base):
    """What a person is to get in an agency; it opens nothing, the membership alone does.

    What it says is never changed and no row is deleted: another wish drops it and adds a new one.
    """

    __tablename__ = "access_grants"
    __table_args__ = (
        CheckConstraint(
            "outcome IN ('waiting', 'confirmed', 'declined', 'dropped')", name="outcome"
        ),
        CheckConstraint("(outcome = 'waiting') = (decided_by IS NULL)", name="decided_by_somebody"),
        CheckConstraint("(decided_at IS NULL) = (decided_by IS NULL)", name="decided_whole"),
        CheckConstraint(
            "outcome <> 'confirmed' OR (decided_by <> entered_by AND decided_by <> person_id)",
            name="confirmed_by_another",
        ),
        CheckConstraint("outcome <> 'declined' OR length(reason) > 0", name="declined_with_reason"),
        CheckConstraint("joins OR unit_id IS NOT NULL OR roles <> ''", name="gives_something"),
        Index(
            "uq_access_grants_waiting",
            "agency_id",
            "person_id",
            unique=True,
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
        Index("ix_access_grants_person_id", "person_id"),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    joins: Mapped[bool]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    """The unit he comes into; NULL: he stays where he is."""
    roles: Mapped[str]
    """Sorted, parted by blanks."""
    entered_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    entered_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(default="waiting")
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="")
