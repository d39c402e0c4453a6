"""The audit log: append-only, one hash chain per agency."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, Text, literal_column, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db.models.declarative import Base

_OF_NO_PLAN = text("plan_id IS NULL AND subject != ''")
OF_NO_PLAN: ColumnElement[Any] = literal_column(
    "audit_events.plan_id IS NULL AND audit_events.subject != ''"
)
"""The event names what it is about and no plan; as its index says it, else SQLite reads the log."""


class AuditRow(Base):
    """One event; its hash covers its own fields and the hash of the event before."""

    __tablename__ = "audit_events"
    __table_args__ = (
        Index("ix_audit_events_plan_id", "plan_id", "ordinal"),
        Index(
            "ix_audit_events_no_plan",
            "agency_id",
            "ordinal",
            "action",
            sqlite_where=text("plan_id IS NULL"),
            postgresql_where=text("plan_id IS NULL"),
        ),
        Index(
            "ix_audit_events_subject",
            "agency_id",
            "subject",
            "ordinal",
            sqlite_where=_OF_NO_PLAN,
            postgresql_where=_OF_NO_PLAN,
        ),
    )
    guarded = True

    agency_id: Mapped[int] = mapped_column(primary_key=True)
    """0 for events of the installation, which belong to no agency."""
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    actor_name: Mapped[str]
    action: Mapped[str]
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plans.id"))
    subject: Mapped[str] = mapped_column(default="")
    """What it is about when it is no plan: `unit:3`, `series:1`."""
    details: Mapped[str] = mapped_column(Text, default="{}")
    """JSON: from, to, reason, hashes, changed settings; never a secret or the text of a plan."""
    sealed: Mapped[str | None] = mapped_column(Text)
    """JSON: each row that changed with it, and its hash (db/seals.py); NULL in older events."""
    previous_hash: Mapped[str]
    hash: Mapped[str]


class AuditHeadRow(Base):
    """The end of an agency's chain; locked last in every transaction."""

    __tablename__ = "audit_heads"
    guarded = True

    agency_id: Mapped[int] = mapped_column(primary_key=True)
    ordinal: Mapped[int] = mapped_column(default=0)
    hash: Mapped[str] = mapped_column(default="")
