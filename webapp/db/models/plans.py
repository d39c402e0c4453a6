"""Plans, their texts, links, files and folded search words."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    literal_column,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db.models.declarative import Base

BYTEWISE = String().with_variant(String(collation="C"), "postgresql")
"""Text compared byte by byte, so that one index finds the words that begin with a prefix."""


_OPEN = "state NOT IN ('issued', 'voided', 'cancelled')"
OPEN: ColumnElement[Any] = literal_column(f"plans.{_OPEN}")
"""The plan has not ended; word for word the condition of its index, else neither database uses it.
"""
_URGENT = "priority != ''"
URGENT: ColumnElement[Any] = literal_column(f"plans.{_URGENT}")
"""The plan is urgent; word for word as well."""


def _partial(name: str, *columns: str, where: str) -> Index:
    """Return an index of the rows that the condition names, on either database."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


class PlanRow(Base):
    """One plan; its text lives in the revisions, its history in the audit log."""

    __tablename__ = "plans"
    __table_args__ = (
        CheckConstraint(
            "(code_number IS NULL) = (promulgated_on IS NULL)", name="numbered_if_dated"
        ),
        CheckConstraint(
            "(code_number IS NULL) = (register_row_id IS NULL)", name="numbered_if_registered"
        ),
        CheckConstraint(
            "state NOT IN ('issued', 'voided') OR code_number IS NOT NULL",
            name="issued_is_numbered",
        ),
        CheckConstraint(
            "state NOT IN ('draft', 'returned', 'cancelled') OR code_number IS NULL",
            name="draft_has_no_number",
        ),
        ForeignKeyConstraint(
            ["register_row_id", "code_number"],
            ["register_rows.id", "register_rows.number"],
            name="fk_plans_register_row",
            use_alter=True,
        ),
        # Partial, so that PostgreSQL counts the column as no key and lets readers refer to the
        # plan while it is numbered.
        Index(
            "uq_plans_register_row_id",
            "register_row_id",
            unique=True,
            sqlite_where=text("register_row_id IS NOT NULL"),
            postgresql_where=text("register_row_id IS NOT NULL"),
        ),
        Index("ix_plans_agency_id_id", "agency_id", "id"),
        Index("ix_plans_agency_id_state_id", "agency_id", "state", "id"),
        Index("ix_plans_agency_id_drafter_id_id", "agency_id", "drafter_id", "id"),
        Index("ix_plans_agency_id_unit_id_id", "agency_id", "unit_id", "id"),
        Index("ix_plans_agency_id_code_number_id", "agency_id", "code_number", "id"),
        # With all that the statistics count plans by.
        Index(
            "ix_plans_begun",
            "agency_id",
            "created_at",
            "id",
            "state",
            "unit_id",
            "document_type_id",
        ),
        # With all that says who may read them, so that no plan itself is read in search of others.
        _partial("ix_plans_open", "agency_id", "id", "state", "unit_id", "drafter_id", where=_OPEN),
        _partial("ix_plans_open_of_drafter", "agency_id", "drafter_id", "id", where=_OPEN),
        _partial(
            "ix_plans_returned", "agency_id", "unit_id", "state_since", where="state = 'returned'"
        ),
        _partial(
            "ix_plans_signed",
            "agency_id",
            "priority",
            "signed_on",
            "id",
            where=f"signed_on IS NOT NULL AND {_OPEN}",
        ),
        _partial("ix_plans_urgent", "agency_id", "priority", "id", where=_URGENT),
        _partial(
            "ix_plans_issued",
            "agency_id",
            "promulgated_on",
            "id",
            where="promulgated_on IS NOT NULL",
        ),
        _partial(
            "ix_plans_signer",
            "agency_id",
            "signing_authority_id",
            "id",
            where="signing_authority_id IS NOT NULL",
        ),
        Index("ix_plans_agency_id_document_type_id_id", "agency_id", "document_type_id", "id"),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    drafter_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    document_type_id: Mapped[int] = mapped_column(ForeignKey("document_types.id"))
    subject: Mapped[str] = mapped_column(Text, default="")
    """Plain words of the current revision's subject, for lists."""
    medium: Mapped[str] = mapped_column(default="paper", server_default="paper")
    """Of the newest text: `paper` or `electronic`, for what number and issue wait for."""
    priority: Mapped[str] = mapped_column(default="", server_default="")
    """«KHẨN», «THƯỢNG KHẨN», «HỎA TỐC» of the current revision; empty: not urgent."""
    state: Mapped[str] = mapped_column(default="draft")
    """Written by services/transitions.py alone."""
    round: Mapped[int] = mapped_column(default=0)
    """How many times the plan was submitted."""
    last_mover_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    """Who moved it forward last, and may still take that back."""
    state_since: Mapped[datetime]
    advisory_body_id: Mapped[int | None] = mapped_column(ForeignKey("advisory_bodies.id"))
    """The advisory body that issues it; NULL: the agency."""
    signing_authority_id: Mapped[int | None] = mapped_column(ForeignKey("signing_authorities.id"))
    signed_on: Mapped[date | None]
    """Date of the signature that the clerk recorded."""
    workflow_sha256: Mapped[str | None] = mapped_column(ForeignKey("blobs.sha256"))
    """The workflow's text from the first submission on; a started plan keeps its rules."""
    template_sha256: Mapped[str | None] = mapped_column(ForeignKey("blobs.sha256"))
    """Zip of the template folder from the first submission on."""
    code_number: Mapped[int | None]
    code_notation: Mapped[str] = mapped_column(default="")
    promulgated_on: Mapped[date | None]
    register_row_id: Mapped[int | None]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
    """Counts changes, so that a stale page is refused."""

    __mapper_args__ = {"version_id_col": version}


class RevisionRow(Base):
    """An immutable text of a plan: made by «Lưu», import and submit."""

    __tablename__ = "revisions"
    __table_args__ = (
        UniqueConstraint("plan_id", "ordinal"),
        Index("ix_revisions_created_at", "created_at"),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    ordinal: Mapped[int]
    """1, 2, 3 … within the plan."""
    content: Mapped[str] = mapped_column(Text)
    """JSON of the plan, block ids and report included."""
    content_sha256: Mapped[str]
    """Hash of the canonical JSON (domain/plan_json.py), which decisions are bound to."""
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]


class HandoverRow(Base):
    """The plan was given to another drafter; neither of the two ever checks it."""

    __tablename__ = "handovers"
    __table_args__ = (
        CheckConstraint("from_id != to_id", name="another"),
        CheckConstraint("length(reason) BETWEEN 1 AND 500", name="reason"),
        Index("ix_handovers_plan_id", "plan_id"),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    from_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    handed_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str] = mapped_column(Text)
    handed_at: Mapped[datetime]


class WorkingCopyRow(Base):
    """What a person typed and has not saved: one row a plan and person, never audited."""

    __tablename__ = "working_copies"

    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    fields: Mapped[str] = mapped_column(Text)
    """JSON of the form's fields as typed."""
    base_ordinal: Mapped[int]
    """The revision the typing began from."""
    saved_at: Mapped[datetime]


class PlanLinkRow(Base):
    """Amends, replaces, corrects, recalls, cloned_from: from the newer plan to the older."""

    __tablename__ = "plan_links"
    __table_args__ = (
        Index("ix_plan_links_target_id", "target_id"),
        _partial("ix_plan_links_recalls", "plan_id", "target_id", where="kind = 'recalls'"),
    )
    guarded = True

    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("plans.id"), primary_key=True)


class BlobRow(Base):
    """Bytes by their SHA-256: workflows, templates, rendered files, attachments."""

    __tablename__ = "blobs"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    media_type: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]


class AttachmentRow(Base):
    """A file made of the plan itself: the original as it was issued."""

    __tablename__ = "attachments"
    __table_args__ = (Index("ix_attachments_plan_id", "plan_id"),)
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    kind: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(ForeignKey("blobs.sha256"))
    added_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    added_at: Mapped[datetime]


class PlanWordRow(Base):
    """One folded word of a plan, for search without marks on either database."""

    __tablename__ = "plan_words"
    __table_args__ = (Index("ix_plan_words_plan_id_word", "plan_id", "word"),)

    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), primary_key=True)
    word: Mapped[str] = mapped_column(BYTEWISE, primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"), primary_key=True)
