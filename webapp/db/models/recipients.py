"""The directory of recipients, what was sent to whom, and what came back."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Text,
    UniqueConstraint,
    literal_column,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db.models.declarative import Base

_UNSENT = text("sent_at IS NULL AND NOT gave_up")
UNSENT: ColumnElement[Any] = literal_column(
    "dispatch_letters.sent_at IS NULL AND NOT dispatch_letters.gave_up"
)
"""A letter that still goes out; as its index says it, else SQLite reads every letter."""


class RecipientRow(Base):
    """One place that an agency sends papers to; closed when no longer used, never deleted."""

    __tablename__ = "recipients"
    __table_args__ = (
        UniqueConstraint("agency_id", "name"),
        CheckConstraint("unit_id IS NULL OR member_agency_id IS NULL", name="one_inside"),
        CheckConstraint("code = '' OR length(code) = 13", name="code"),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    name: Mapped[str]
    """As nơi nhận lines write it: «UBND tỉnh»."""
    folded: Mapped[str]
    """Name, code, address and groups as search sees them."""
    code: Mapped[str] = mapped_column(default="")
    """On the national axis, «000.00.12.H56»; empty: not on it."""
    email: Mapped[str] = mapped_column(default="")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    """The unit of the same agency that it is."""
    member_agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    """The agency of the installation that it is; the agency itself holds its own code so."""
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class RecipientGroupRow(Base):
    """A recipient's place in a group: «Các thôn»."""

    __tablename__ = "recipient_groups"
    guarded = True

    recipient_id: Mapped[int] = mapped_column(ForeignKey("recipients.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)


class DispatchRow(Base):
    """One paper sent to one place in one way; what it says never changes."""

    __tablename__ = "dispatches"
    __table_args__ = (
        UniqueConstraint("plan_id", "recipient_id", "channel"),
        UniqueConstraint("register_row_id", "recipient_id", "channel"),
        CheckConstraint("(plan_id IS NULL) <> (register_row_id IS NULL)", name="one_paper"),
        CheckConstraint("channel IN ('paper', 'axis', 'email', 'internal')", name="channel"),
        Index("ix_dispatches_agency_id", "agency_id"),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plans.id"))
    register_row_id: Mapped[int | None] = mapped_column(ForeignKey("register_rows.id"))
    """The line of another document; of a plan only the plan is named."""
    recipient_id: Mapped[int] = mapped_column(ForeignKey("recipients.id"))
    name: Mapped[str]
    """As the directory had it on the day; so code and address."""
    code: Mapped[str]
    email: Mapped[str]
    channel: Mapped[str]
    sent_on: Mapped[date]
    sent_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    sent_at: Mapped[datetime]


class DispatchReturnRow(Base):
    """What a place said of what it was sent; the newest row holds."""

    __tablename__ = "dispatch_returns"
    __table_args__ = (
        CheckConstraint("receipt IN ('arrived', 'received', 'refused')", name="receipt"),
        CheckConstraint("receipt <> 'refused' OR length(reason) > 0", name="refused_with_reason"),
        Index("ix_dispatch_returns_dispatch_id", "dispatch_id"),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    dispatch_id: Mapped[int] = mapped_column(ForeignKey("dispatches.id"))
    receipt: Mapped[str]
    day: Mapped[date]
    reason: Mapped[str] = mapped_column(Text, default="")
    recorded_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    recorded_at: Mapped[datetime]


class DispatchLetterRow(Base):
    """The letter of one dispatch; written with it, delivered by a sweep at least once."""

    __tablename__ = "dispatch_letters"
    __table_args__ = (
        Index(
            "ix_dispatch_letters_due",
            "due_at",
            "id",
            sqlite_where=_UNSENT,
            postgresql_where=_UNSENT,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dispatch_id: Mapped[int] = mapped_column(ForeignKey("dispatches.id"), unique=True)
    file_name: Mapped[str] = mapped_column(default="")
    sha256: Mapped[str | None] = mapped_column(ForeignKey("blobs.sha256"))
    """The paper that goes with it; NULL: its link alone."""
    due_at: Mapped[datetime]
    taken_until: Mapped[datetime | None]
    """Until then one worker has it in hand, and no other sends it."""
    tries: Mapped[int] = mapped_column(default=0)
    fault: Mapped[str] = mapped_column(Text, default="")
    """What the mail server said to the last try."""
    sent_at: Mapped[datetime | None]
    gave_up: Mapped[bool] = mapped_column(default=False)
