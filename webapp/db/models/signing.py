"""What an agency holds digital signatures against, and what they have to come before."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db.models.declarative import Base


class TrustAnchorRow(Base):
    """A certificate of an authority that the agency trusts; an event tells of its removal."""

    __tablename__ = "trust_anchors"
    __table_args__ = (UniqueConstraint("agency_id", "sha256"),)
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    sha256: Mapped[str]
    """Of the certificate, as authorities publish it."""
    subject: Mapped[str]
    issuer: Mapped[str]
    valid_from: Mapped[datetime]
    valid_to: Mapped[datetime]
    certificate: Mapped[str] = mapped_column(Text)
    """DER in Base64."""
    added_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    added_at: Mapped[datetime]


class SigningSettingsRow(Base):
    """What an agency asks of its electronic papers; no row: no more than the law does."""

    __tablename__ = "signing_settings"
    guarded = True

    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), primary_key=True)
    file_before_number: Mapped[bool] = mapped_column(default=False)
    file_before_issue: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
