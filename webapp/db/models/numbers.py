"""Number series, their counters by year, and the register of outgoing documents."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db.models.declarative import Base


class SeriesRow(Base):
    """A series of numbers of one agency, for one document type or common to all (Điều 15.1)."""

    __tablename__ = "number_series"
    __table_args__ = (UniqueConstraint("agency_id", "name"),)
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    name: Mapped[str]
    """«Kế hoạch», «Văn bản hành chính (dùng chung)»."""
    document_type_id: Mapped[int | None] = mapped_column(ForeignKey("document_types.id"))
    """The one type it serves; NULL: common to all types without a series of their own."""
    advisory_body_id: Mapped[int | None] = mapped_column(ForeignKey("advisory_bodies.id"))
    """The advisory body whose own series it is (PL1 II.3a); NULL: the agency's."""
    notation: Mapped[str] = mapped_column(default="")
    """Fixed notation of an own series (KH-BCĐ); empty: type code and agency abbreviation."""
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class SeriesYearRow(Base):
    """The counter of a series in one year, Vietnam time; services/numbering.py alone counts."""

    __tablename__ = "series_years"
    __table_args__ = (CheckConstraint("last_number >= 0", name="counts_up"),)
    guarded = True

    series_id: Mapped[int] = mapped_column(ForeignKey("number_series.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    first_number: Mapped[int] = mapped_column(default=1)
    """The first number that this register gives; those before stand in the paper book."""
    last_number: Mapped[int] = mapped_column(default=0)


class RegisterRow(Base):
    """A line of the register of outgoing documents (PL4); it is voided, never deleted."""

    __tablename__ = "register_rows"
    __table_args__ = (
        UniqueConstraint("series_id", "year", "number"),
        UniqueConstraint("id", "number"),
        CheckConstraint("number > 0", name="number_is_positive"),
        CheckConstraint("(status = 'void') = (voided_at IS NOT NULL)", name="void_if_dated"),
        CheckConstraint("status != 'void' OR void_reason != ''", name="void_has_reason"),
        # Điều 15.1: number and notation are one in the agency's year, whatever series gave them.
        Index(
            "uq_register_rows_notation_number",
            "agency_id",
            "year",
            "notation",
            "number",
            unique=True,
        ),
        Index(
            "uq_register_rows_plan_id",
            "plan_id",
            unique=True,
            sqlite_where=text("plan_id IS NOT NULL"),
            postgresql_where=text("plan_id IS NOT NULL"),
        ),
        Index("ix_register_rows_book", "agency_id", "year", "series_id", "number"),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    series_id: Mapped[int] = mapped_column(ForeignKey("number_series.id"))
    year: Mapped[int]
    number: Mapped[int]
    status: Mapped[str] = mapped_column(default="issued")
    """issued, void, reserved."""
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plans.id"))
    """NULL for another outgoing document that takes its number here."""
    notation: Mapped[str]
    promulgated_on: Mapped[date]
    type_name: Mapped[str]
    subject: Mapped[str] = mapped_column(Text)
    signer_name: Mapped[str] = mapped_column(default="")
    recipients: Mapped[str] = mapped_column(Text, default="")
    kept_by: Mapped[str] = mapped_column(default="")
    copies: Mapped[int | None]
    note: Mapped[str] = mapped_column(Text, default="")
    registered_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    registered_at: Mapped[datetime]
    void_reason: Mapped[str] = mapped_column(Text, default="")
    voided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    voided_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
