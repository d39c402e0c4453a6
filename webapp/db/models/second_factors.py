"""What somebody has beside the password: a phone that shows codes, and codes on paper."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db.models.declarative import Base


class SecondFactorRow(Base):
    """The secret that a person's phone shares with the house."""

    __tablename__ = "second_factors"
    guarded = True

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    sealed_secret: Mapped[str]
    """Encrypted under the installation's key."""
    last_step: Mapped[int]
    """The half minute whose code was used last: none up to it opens again."""
    since: Mapped[datetime]


class RecoveryCodeRow(Base):
    """A code on paper, by its hash; it opens once."""

    __tablename__ = "recovery_codes"
    __table_args__ = (Index("ix_recovery_codes_person_id", "person_id"),)
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    code_hash: Mapped[str]
    used_at: Mapped[datetime | None]
