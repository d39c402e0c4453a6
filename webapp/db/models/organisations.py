"""Agencies, units, people and their roles, signing authorities, document types."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db.models.declarative import Base


class AgencyRow(Base):
    """One agency of the installation; its data is separate from the others'."""

    __tablename__ = "agencies"
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    """Full name as the paper's header prints it, lines parted by a line feed (PL1 II.2)."""
    parent_name: Mapped[str] = mapped_column(default="")
    """Cơ quan chủ quản, empty where the header names none."""
    short_name: Mapped[str]
    """What lists and the page head show: «UBND xã An Phước»."""
    abbreviation: Mapped[str]
    """The agency's part of a notation: UBND in KH-UBND (PL1 II.3b)."""
    place: Mapped[str]
    """Địa danh of the date line (PL1 II.4a)."""
    collective: Mapped[str] = mapped_column(default="")
    """«ỦY BAN NHÂN DÂN» where the head signs for a collective (TM.), else empty."""
    head_title: Mapped[str] = mapped_column(default="")
    """«CHỦ TỊCH», «GIÁM ĐỐC»: the title that KT. and TL. refer to."""
    return_directly: Mapped[bool] = mapped_column(default=False)
    """A returned plan goes straight to its drafter instead of the head of his unit."""
    blank_date: Mapped[str] = mapped_column(default="day")
    """What the signing copy leaves blank: `day` or `day_month`."""
    names_on_signing_copy: Mapped[bool] = mapped_column(default=False)
    """Each page of the signing copy names who checked content and form (Điều 12)."""
    foot_address: Mapped[str] = mapped_column(Text, default="")
    """Lines at the foot of page 1 of every plan, empty for none (ô 13, PL1 III.4)."""
    template_name: Mapped[str] = mapped_column(default="ke_hoach")
    """The folder of doc_templates that its plans begin on."""
    workflow_name: Mapped[str] = mapped_column(default="ke_hoach")
    """The workflow that its plans begin on."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class AdvisoryBodyRow(Base):
    """A council, board or team that issues plans with the agency's seal (PL1 II.3a, II.7c)."""

    __tablename__ = "advisory_bodies"
    __table_args__ = (UniqueConstraint("agency_id", "name"),)
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    name: Mapped[str]
    """As the paper's header prints it, lines parted by a line feed: «BAN CHỈ ĐẠO …»."""
    abbreviation: Mapped[str]
    """Its part of a notation: BCĐ in KH-BCĐ."""
    template_name: Mapped[str] = mapped_column(default="ke_hoach_tu_van")
    """The folder of doc_templates that its plans begin on."""
    workflow_name: Mapped[str] = mapped_column(default="ke_hoach_tu_van")
    """The workflow that its plans begin on."""
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class UnitRow(Base):
    """A drafting unit of an agency; units are a tree of at most three levels."""

    __tablename__ = "units"
    __table_args__ = (
        UniqueConstraint("agency_id", "name"),
        CheckConstraint("parent_id <> id", name="not_under_itself"),
        CheckConstraint("own_agency_id <> agency_id", name="another_agency"),
        Index("uq_units_own_agency_id", "own_agency_id", unique=True),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    name: Mapped[str]
    abbreviation: Mapped[str]
    """What the Lưu line names: «Lưu: VT, NV»."""
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    """The unit above, of the same agency: the sở of a phòng."""
    own_agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    """The agency of the installation that this unit is: a sở of the UBND with its own office."""
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class PersonRow(Base):
    """Somebody who signs in; what he may do stands in his memberships."""

    __tablename__ = "people"
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    full_name: Mapped[str]
    email: Mapped[str] = mapped_column(default="")
    password_hash: Mapped[str]
    must_change_password: Mapped[bool] = mapped_column(default=False)
    first_password_until: Mapped[datetime | None]
    """While it must be changed: until then one can sign in with it; NULL: for ever."""
    installation_admin: Mapped[bool] = mapped_column(default=False)
    demo: Mapped[bool] = mapped_column(default=False)
    """A demo account, which production refuses to start with."""
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    memberships: Mapped[list["MembershipRow"]] = relationship(back_populates="person")
    __mapper_args__ = {"version_id_col": version}


class MembershipRow(Base):
    """A person's place in one agency: unit and position."""

    __tablename__ = "memberships"
    __table_args__ = (
        UniqueConstraint("person_id", "agency_id"),
        Index("ix_memberships_agency_id_unit_id", "agency_id", "unit_id"),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    position: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    person: Mapped[PersonRow] = relationship(back_populates="memberships")
    roles: Mapped[list["MembershipRoleRow"]] = relationship(
        back_populates="membership", cascade="all, delete-orphan", lazy="selectin"
    )
    __mapper_args__ = {"version_id_col": version}


class MembershipRoleRow(Base):
    """One role of a membership."""

    __tablename__ = "membership_roles"
    __table_args__ = (Index("ix_membership_roles_role", "role", "membership_id"),)
    guarded = True

    membership_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)

    membership: Mapped[MembershipRow] = relationship(back_populates="roles")


class SigningAuthorityRow(Base):
    """Who may sign and how his block reads (Điều 13, PL1 II.7), with the document that says so."""

    __tablename__ = "signing_authorities"
    __table_args__ = (
        CheckConstraint("form != 'tuq' OR valid_until IS NOT NULL", name="tuq_is_limited"),
        CheckConstraint("form != 'tuq' OR document != ''", name="tuq_is_written"),
        CheckConstraint("confirmed_by IS NULL OR confirmed_at IS NOT NULL", name="confirmed_whole"),
        CheckConstraint("confirmed_by != entered_by", name="confirmed_by_another"),
        Index("ix_signing_authorities_agency_id", "agency_id"),
    )
    guarded = True

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    advisory_body_id: Mapped[int | None] = mapped_column(ForeignKey("advisory_bodies.id"))
    """The advisory body in which the person holds the title; NULL: the agency itself."""
    form: Mapped[str]
    """A `SigningForm` of domain/authority.py."""
    position: Mapped[str]
    """The signer's own title as the block prints it: «PHÓ CHỦ TỊCH»."""
    unit_head_title: Mapped[str] = mapped_column(default="")
    """With TL. and KT.: the title of the unit's head, for whom the deputy signs (Điều 13.4)."""
    second_title: Mapped[str] = mapped_column(default="")
    scope: Mapped[str] = mapped_column(default="")
    """Field of work or content it covers, in words."""
    document: Mapped[str] = mapped_column(default="")
    """Number, date and name of the paper that gives it."""
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    active: Mapped[bool] = mapped_column(default=True)
    """False once it was ended; nobody signs by it any more."""
    source_id: Mapped[int | None] = mapped_column(ForeignKey("signing_authorities.id"))
    """The power of whoever gave it; NULL: the head's own. A TUQ. gives none (Điều 13.3)."""
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    """Who wrote what stands here now; NULL in rows older than this column."""
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    confirmed_at: Mapped[datetime | None]
    """NULL while it is proposed: nobody signs by it before the head confirms it."""
    version: Mapped[int] = mapped_column(default=1)

    source: Mapped["SigningAuthorityRow | None"] = relationship(
        remote_side="SigningAuthorityRow.id", viewonly=True
    )

    __mapper_args__ = {"version_id_col": version}


class DocumentTypeRow(Base):
    """A document type as data (Điều 7, PL3 III): name, code, whether the system drafts it."""

    __tablename__ = "document_types"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str]
    """KH for Kế hoạch; empty for công văn."""
    drafted_here: Mapped[bool] = mapped_column(default=False)


class SignInRow(Base):
    """A server-side sign-in session; the cookie holds the token, this row its hash."""

    __tablename__ = "sign_ins"
    __table_args__ = (
        Index("ix_sign_ins_person_id", "person_id"),
        Index("ix_sign_ins_created_at", "created_at"),
    )

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    """The agency the person works in at the moment."""
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    password_given_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    address: Mapped[str] = mapped_column(default="")
    browser: Mapped[str] = mapped_column(default="")


class SignInFailureRow(Base):
    """A refused sign-in, counted per account and per address."""

    __tablename__ = "sign_in_failures"
    __table_args__ = (
        Index("ix_sign_in_failures_username_at", "username", "at"),
        Index("ix_sign_in_failures_address_at", "address", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str]
    address: Mapped[str]
    at: Mapped[datetime]
