"""Bản sao of issued plans: what was copied for whom under which number, and its PDF."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db.models.declarative import Base
from webapp.db.models.papers import Conversion


class CopyRow(Base):
    """One copy; it stays as it was made, and is void where its line of the register is."""

    __tablename__ = "plan_copies"
    __table_args__ = (
        CheckConstraint("kind IN ('sao_y', 'trich_sao')", name="kind"),
        CheckConstraint("form IN ('paper', 'electronic')", name="form"),
        CheckConstraint("amount BETWEEN 1 AND 999", name="amount"),
        CheckConstraint("form = 'electronic' OR word_sha256 IS NOT NULL", name="paper_has_word"),
        Index("ix_plan_copies_plan_id", "plan_id"),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    register_row_id: Mapped[int] = mapped_column(ForeignKey("register_rows.id"), unique=True)
    """Number, notation, date, signer and places stand there."""
    kind: Mapped[str]
    """A CopyKind."""
    form: Mapped[str]
    """A CopyForm."""
    parts: Mapped[str] = mapped_column(Text, default="")
    """What a part holds, in the words of the page it was chosen on; empty: the whole."""
    amount: Mapped[int]
    """How many were made."""
    purpose: Mapped[str] = mapped_column(Text, default="")
    """Who asked for it, what for."""
    authority_id: Mapped[int] = mapped_column(ForeignKey("signing_authorities.id"))
    """The power by which the copy is signed (Điều 27.1)."""
    source_sha256: Mapped[str] = mapped_column(ForeignKey("blobs.sha256"))
    """What it was made of: the signed file, or the Word file as it was issued."""
    word_sha256: Mapped[str | None] = mapped_column(ForeignKey("blobs.sha256"))
    """The copy as Word; NULL for a copy that goes out as a file."""
    made_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]


class CopyPdfRow(Conversion, Base):
    """The PDF of one copy, made by the worker: of its Word file, or of the signed file with it."""

    __tablename__ = "plan_copy_pdfs"
    __table_args__ = (
        CheckConstraint("(state = 'ready') = (sha256 IS NOT NULL)", name="ready_if_made"),
        CheckConstraint("state != 'failed' OR reason != ''", name="failed_has_reason"),
        Index("ix_plan_copy_pdfs_state_id", "state", "id"),
    )

    copy_id: Mapped[int] = mapped_column(ForeignKey("plan_copies.id"), unique=True)
    base_sha256: Mapped[str | None] = mapped_column(ForeignKey("blobs.sha256"))
    """The signed file that the made pages are laid on; NULL: they are the whole copy."""
