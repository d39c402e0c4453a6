"""What is made of a plan's paper or waits to become one: PDF files, templates, uploads."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db.models.declarative import Base


class Conversion:
    """What a row says about a .docx on its way to a PDF that the worker makes."""

    id: Mapped[int] = mapped_column(primary_key=True)
    source_sha256: Mapped[str] = mapped_column(ForeignKey("blobs.sha256"))
    """The .docx that it is made of."""
    state: Mapped[str] = mapped_column(default="waiting")
    """waiting, running, ready, failed."""
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it failed, or what it waits for: one Vietnamese sentence."""
    pages: Mapped[int] = mapped_column(default=0)
    tries: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str | None] = mapped_column(ForeignKey("blobs.sha256"))
    requested_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    made_at: Mapped[datetime | None]

    def becomes(self, state: str, reason: str = "") -> None:
        """Go on to another state; a failure says why."""
        self.state, self.reason = state, reason


class PdfRow(Conversion, Base):
    """The PDF of one .docx of a plan: asked for by a row, made by the worker, kept as a blob."""

    __tablename__ = "pdf_papers"
    __table_args__ = (
        UniqueConstraint("plan_id", "source_sha256", "kind"),
        CheckConstraint("(state = 'ready') = (sha256 IS NOT NULL)", name="ready_if_made"),
        CheckConstraint("state != 'failed' OR reason != ''", name="failed_has_reason"),
        Index("ix_pdf_papers_state_id", "state", "id"),
    )

    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"))
    stage: Mapped[str]
    """draft, signing, issued."""
    kind: Mapped[str]
    """pdf, pdfa."""
    remarks: Mapped[str] = mapped_column(Text, default="[]")
    """JSON list of Vietnamese sentences: what the finished pages show that a person should see."""


class TemplateVersionRow(Base):
    """A Word template that an administrator uploaded, in use from a date until a later one."""

    __tablename__ = "template_versions"
    __table_args__ = (
        UniqueConstraint("agency_id", "name", "ordinal"),
        Index("ix_template_versions_agency_id_name_used_from", "agency_id", "name", "used_from"),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    name: Mapped[str]
    """The folder of doc_templates that it stands in for."""
    ordinal: Mapped[int]
    """1, 2, 3 … within the agency and name."""
    label: Mapped[str]
    """What the administrator calls it."""
    sha256: Mapped[str] = mapped_column(ForeignKey("blobs.sha256"))
    """Zip of the template's files."""
    used_from: Mapped[date]
    active: Mapped[bool] = mapped_column(default=True)
    """False: withdrawn; plans that began on it keep it."""
    uploaded_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    uploaded_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class UploadRow(Base):
    """A file between its upload and the person's word; dropped after a day, a picture later."""

    __tablename__ = "uploads"
    __table_args__ = (Index("ix_uploads_created_at", "created_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    purpose: Mapped[str]
    """plan, template…, picture, check."""
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(ForeignKey("blobs.sha256"))
    created_at: Mapped[datetime]
    """Of a picture: when it was uploaded, or last found in a text."""


class CheckedFileRow(Conversion, Base):
    """What the check of an uploaded Word file found, and the PDF that shows where; goes with it."""

    __tablename__ = "checked_files"
    __table_args__ = (
        CheckConstraint("(state = 'ready') = (sha256 IS NOT NULL)", name="ready_if_made"),
        CheckConstraint("state != 'failed' OR reason != ''", name="failed_has_reason"),
        Index("ix_checked_files_state_id", "state", "id"),
    )

    upload_id: Mapped[int] = mapped_column(
        ForeignKey("uploads.id", ondelete="CASCADE"), unique=True
    )
    """The file as it came."""
    mended_from_id: Mapped[int | None] = mapped_column(
        ForeignKey("checked_files.id", ondelete="SET NULL"), unique=True
    )
    """The checked file that «Sửa tự động» made this one of."""
    stage: Mapped[str]
    """draft, signing, issued: what it was checked as."""
    stage_told: Mapped[bool]
    """Whether the person named the stage; else the file did."""
    medium: Mapped[str]
    """paper, electronic."""
    report: Mapped[str] = mapped_column(Text)
    """JSON: the findings, and the rules that could not run, as on the day of the check."""
    changes: Mapped[str] = mapped_column(Text, default="[]")
    """JSON list of Vietnamese sentences: what «Sửa tự động» did to make this file."""
    marks: Mapped[str] = mapped_column(Text, default="{}")
    """JSON: where the findings stand on the pages of the PDF."""
