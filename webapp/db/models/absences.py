"""Who handles an absent person's papers in the system, and the units of a power to sign."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db.models.declarative import Base


class StandInRow(Base):
    """One person answers another's questions for a time, by a document; he signs nothing for him.

    What it says is never changed and no row is deleted: a mistake is ended and entered anew.
    """

    __tablename__ = "stand_ins"
    __table_args__ = (
        CheckConstraint("absent_id != stand_in_id", name="another"),
        CheckConstraint("valid_from <= valid_until", name="limited"),
        CheckConstraint("document != ''", name="written"),
        CheckConstraint("(confirmed_at IS NULL) = (confirmed_by IS NULL)", name="confirmed_whole"),
        CheckConstraint("confirmed_by != stand_in_id", name="not_by_himself"),
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended_whole"),
        Index("ix_stand_ins_stand_in_id", "agency_id", "stand_in_id", "valid_until"),
        Index("ix_stand_ins_absent_id", "agency_id", "absent_id", "valid_until"),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    absent_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    stand_in_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    valid_from: Mapped[date]
    valid_until: Mapped[date]
    """The last day, in Vietnam."""
    document: Mapped[str]
    """Number, date and name of the paper that says so."""
    entered_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    entered_at: Mapped[datetime]
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    """The absent person or the leader; without it the row holds nothing."""
    confirmed_at: Mapped[datetime | None]
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class AuthorityUnitRow(Base):
    """A drafting unit whose papers a power to sign covers; no row: those of every unit."""

    __tablename__ = "authority_units"
    guarded = True

    authority_id: Mapped[int] = mapped_column(
        ForeignKey("signing_authorities.id"), primary_key=True
    )
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
