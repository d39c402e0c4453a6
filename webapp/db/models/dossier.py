"""The hồ sơ trình of a plan: papers that go with it to those who decide, and their pages."""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db.models.declarative import Base
from webapp.db.models.papers import Conversion


class DossierPaperRow(Base):
    """One version of one paper; it is replaced or removed, never changed or deleted."""

    __tablename__ = "dossier_papers"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('to_trinh', 'van_ban_giao_viec', 'can_cu', 'y_kien', 'tham_dinh', 'khac')",
            name="kind",
        ),
        CheckConstraint("length(title) BETWEEN 1 AND 300", name="has_title"),
        CheckConstraint("size > 0", name="has_bytes"),
        CheckConstraint("length(removal_reason) BETWEEN 1 AND 500", name="removal_reason"),
        CheckConstraint(
            "(removed_at IS NULL) = (removed_by IS NULL)"
            " AND (removed_at IS NULL) = (removal_reason IS NULL)",
            name="removed_by_somebody",
        ),
        UniqueConstraint("plan_id", "id"),
        UniqueConstraint("replaces_id"),
        # A version follows one of the same plan.
        ForeignKeyConstraint(
            ["plan_id", "replaces_id"],
            ["dossier_papers.plan_id", "dossier_papers.id"],
            name="fk_dossier_papers_replaces",
        ),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    kind: Mapped[str]
    """A PaperKind."""
    title: Mapped[str]
    paper_number: Mapped[str]
    """As the paper itself has it, «05/TTr-STC»; empty where it has none."""
    paper_date: Mapped[date | None]
    issuer: Mapped[str]
    file_name: Mapped[str]
    """As the person's machine called it."""
    media_type: Mapped[str]
    """Found from the bytes."""
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(ForeignKey("blobs.sha256"))
    replaces_id: Mapped[int | None]
    """The version before this one."""
    added_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    added_at: Mapped[datetime]
    removed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    removed_at: Mapped[datetime | None]
    removal_reason: Mapped[str | None] = mapped_column(Text)


class DossierPagesRow(Conversion, Base):
    """The PDF that shows the pages of a Word file of the dossier; the worker makes it."""

    __tablename__ = "dossier_pages"
    __table_args__ = (
        UniqueConstraint("paper_id"),
        CheckConstraint("(state = 'ready') = (sha256 IS NOT NULL)", name="ready_if_made"),
        CheckConstraint("state != 'failed' OR reason != ''", name="failed_has_reason"),
        Index("ix_dossier_pages_state_id", "state", "id"),
    )

    paper_id: Mapped[int] = mapped_column(ForeignKey("dossier_papers.id"))
