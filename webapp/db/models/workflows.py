"""The workflows that an agency made its own."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db.models.declarative import Base


class WorkflowVersionRow(Base):
    """One version of an agency's workflow; the newest is the one that new plans begin on."""

    __tablename__ = "workflow_versions"
    __table_args__ = (
        UniqueConstraint("agency_id", "name", "ordinal"),
        CheckConstraint("ordinal >= 1", name="ordinal"),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    name: Mapped[str]
    """The file of workflows/ that it stands in for."""
    ordinal: Mapped[int]
    """1, 2, 3 … within the agency and name."""
    sha256: Mapped[str] = mapped_column(ForeignKey("blobs.sha256"))
    """Its TOML text."""
    saved_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    saved_at: Mapped[datetime]
