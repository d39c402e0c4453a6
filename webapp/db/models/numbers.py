"""Number series, their counters by year, the register of outgoing documents and its closing."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db.models.declarative import Base
from webapp.db.models.plans import BYTEWISE


def _partial(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """Return an index of the rows that the condition names, on either database."""
    kept = text(where)
    return Index(name, *columns, unique=unique, sqlite_where=kept, postgresql_where=kept)


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
    closed_at: Mapped[datetime | None]
    """When the book of the year was closed: it gives no number and changes no line any more."""
    unconfirmed_since: Mapped[datetime | None]
    """Since when a restored book waits for its last number on paper; it gives none meanwhile."""


class ReservationRow(Base):
    """Numbers kept for a day and a purpose; each has its line in the register from then on."""

    __tablename__ = "number_reservations"
    __table_args__ = (CheckConstraint("length(purpose) BETWEEN 1 AND 500", name="purpose"),)
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    series_id: Mapped[int] = mapped_column(ForeignKey("number_series.id"))
    day: Mapped[date]
    """The date that the papers will bear; what is unused when it is over becomes void."""
    purpose: Mapped[str] = mapped_column(Text)
    reserved_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reserved_at: Mapped[datetime]
    lost: Mapped[bool] = mapped_column(default=False, server_default=false())
    """The numbers stand, or may stand, on papers that a restored backup does not know."""


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
        _partial("uq_register_rows_plan_id", "plan_id", where="plan_id IS NOT NULL", unique=True),
        _partial(
            "ix_register_rows_plans",
            "agency_id",
            "year",
            "plan_id",
            "series_id",
            "number",
            where="plan_id IS NOT NULL",
        ),
        Index("ix_register_rows_book", "agency_id", "year", "series_id", "number"),
        Index("ix_register_rows_days", "agency_id", "promulgated_on"),
        CheckConstraint("origin IN ('given', 'paper')", name="origin"),
        CheckConstraint("pages > 0", name="pages"),
        CheckConstraint("copies_kept >= 0", name="copies_kept"),
        _partial(
            "uq_register_rows_entry_key",
            "agency_id",
            "entry_key",
            where="entry_key IS NOT NULL",
            unique=True,
        ),
        _partial(
            "ix_register_rows_reserved",
            "agency_id",
            "promulgated_on",
            where="status = 'reserved'",
        ),
        _partial(
            "ix_register_rows_unsent",
            "agency_id",
            "promulgated_on",
            where="sent_on IS NULL AND plan_id IS NULL AND status = 'issued' AND origin = 'given'",
        ),
        _partial(
            "ix_register_rows_unsent_plans",
            "agency_id",
            "promulgated_on",
            where="sent_on IS NULL AND plan_id IS NOT NULL",
        ),
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
    """Column 6: who keeps a copy."""
    copies: Mapped[int | None]
    """Column 7: how many were issued."""
    note: Mapped[str] = mapped_column(Text, default="")
    registered_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    registered_at: Mapped[datetime]
    void_reason: Mapped[str] = mapped_column(Text, default="")
    voided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    """NULL with a moment beside it: a rule voided it, no person."""
    voided_at: Mapped[datetime | None]
    origin: Mapped[str] = mapped_column(default="given", server_default="given")
    """`given` here by the counter, or copied from the `paper` book that came before."""
    document_type_id: Mapped[int | None] = mapped_column(ForeignKey("document_types.id"))
    """NULL in lines older than this column."""
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    """The drafting unit."""
    reservation_id: Mapped[int | None] = mapped_column(ForeignKey("number_reservations.id"))
    """The reservation that the number was kept by, whatever became of it."""
    signer_position: Mapped[str] = mapped_column(default="", server_default="")
    signed_on: Mapped[date | None]
    priority: Mapped[str] = mapped_column(default="", server_default="")
    """«KHẨN», «THƯỢNG KHẨN», «HỎA TỐC»; empty: not urgent (PL1 III.2b)."""
    pages: Mapped[int | None]
    copies_kept: Mapped[int | None]
    """Column 6: how many copies are kept."""
    sent_on: Mapped[date | None]
    """Column 8: ngày chuyển."""
    received_by: Mapped[str] = mapped_column(default="", server_default="")
    """Column 9: who signed for it."""
    file_notation: Mapped[str] = mapped_column(default="", server_default="")
    """Mã hồ sơ, at most 20 letters (PL VI II.1.3)."""
    retention: Mapped[str] = mapped_column(default="", server_default="")
    """Thời hạn bảo quản, at most 30 letters (PL VI)."""
    backdated_reason: Mapped[str] = mapped_column(Text, default="", server_default="")
    """Why its date runs backwards in the book; empty: it does not."""
    entry_key: Mapped[str | None]
    """What the form of another document bore: sent twice it is one line."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class LineFileRow(Base):
    """The signed PDF of a line without a plan; a later one follows it, none is changed."""

    __tablename__ = "line_files"
    __table_args__ = (
        UniqueConstraint("register_row_id", "ordinal"),
        CheckConstraint("ordinal > 0", name="is_counted"),
        CheckConstraint("size > 0", name="has_bytes"),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    register_row_id: Mapped[int] = mapped_column(ForeignKey("register_rows.id"))
    ordinal: Mapped[int]
    """1, 2, 3 … within the line."""
    file_name: Mapped[str]
    """As the clerk's machine called it."""
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(ForeignKey("blobs.sha256"))
    checks: Mapped[str] = mapped_column(Text)
    """What was found in it on arrival, as JSON."""
    added_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    added_at: Mapped[datetime]


class RegisterWordRow(Base):
    """One folded word of a line without a plan, for search; those of plans have their own."""

    __tablename__ = "register_words"
    __table_args__ = (Index("ix_register_words_row_id_word", "row_id", "word"),)

    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), primary_key=True)
    word: Mapped[str] = mapped_column(BYTEWISE, primary_key=True)
    row_id: Mapped[int] = mapped_column(ForeignKey("register_rows.id"), primary_key=True)


class ClosingRow(Base):
    """A book of one series and year that was closed: what it held, for good."""

    __tablename__ = "register_closings"
    __table_args__ = (UniqueConstraint("series_id", "year"),)
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    series_id: Mapped[int] = mapped_column(ForeignKey("number_series.id"))
    year: Mapped[int]
    lines: Mapped[int]
    voids: Mapped[int]
    last_number: Mapped[int]
    sha256: Mapped[str]
    """Of the book's lines in the order of their numbers (services/book_hash.py)."""
    closed_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    closed_at: Mapped[datetime]


class BookSettingsRow(Base):
    """What an agency lets its clerks do beyond the plain order of numbers; no row: nothing."""

    __tablename__ = "book_settings"
    guarded = True

    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), primary_key=True)
    reserves_numbers: Mapped[bool] = mapped_column(default=False)
    dates_run_back: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
