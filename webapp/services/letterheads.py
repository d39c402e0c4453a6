"""What a plan takes from the agency's data: issuer, notation, unit, signature block."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.models.organisations import (
    AgencyRow,
    DocumentTypeRow,
    PersonRow,
    SigningAuthorityRow,
    UnitRow,
)
from webapp.domain.authority import SigningForm, SigningTitles, signature_block
from webapp.domain.errors import InvalidInputError
from webapp.domain.plan import Signer
from webapp.domain.powers import FALLS_WITH_ITS_SOURCE
from webapp.services import numbering
from webapp.services.administration_bodies import body_of
from webapp.services.signing_scope import covers

TYPE_NAME = "Kế hoạch"
"""The type of what is drafted here; papers that follow a plan may be of another."""
NOT_COVERED = (
    "Người ký đã chọn không được giao ký văn bản của đơn vị soạn thảo này; chọn người ký khác."
)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The parts of a paper that nobody types."""

    organ_in_charge: str
    organ_name: str
    code_notation: str
    document_type: str
    unit: str
    """Abbreviation of the drafting unit."""
    signer: Signer
    foot_address: str = ""
    """Lines at the foot of page 1, empty where the agency prints none (PL1 III.4)."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the drafter picked from the agency's data."""

    unit_id: int | None
    signing_authority_id: int | None
    advisory_body_id: int | None = None
    document_type_id: int | None = None
    """None: a plan."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues the paper: the agency, or an advisory body with the agency above it."""

    organ_in_charge: str
    organ_name: str
    code_notation: str


def letterhead(session: Session, agency_id: int, chosen: Chosen, today: date) -> Letterhead:
    """Return the letterhead; refuse a unit or an authority that cannot be chosen today."""
    agency = session.get_one(AgencyRow, agency_id)
    kind = _type(session, chosen.document_type_id)
    unit = _unit(session, agency_id, chosen.unit_id)
    issuer = issuer_of(session, agency, kind, chosen.advisory_body_id, unit)
    return Letterhead(
        organ_in_charge=issuer.organ_in_charge,
        organ_name=issuer.organ_name,
        code_notation=issuer.code_notation,
        document_type=kind.name.upper(),
        unit=unit,
        signer=_signer(session, agency, chosen, today),
        foot_address=agency.foot_address,
    )


def plan_type(session: Session) -> DocumentTypeRow:
    """Return the document type «Kế hoạch»."""
    return type_named(session, TYPE_NAME)


def _type(session: Session, type_id: int | None) -> DocumentTypeRow:
    return plan_type(session) if type_id is None else session.get_one(DocumentTypeRow, type_id)


def type_named(session: Session, name: str) -> DocumentTypeRow:
    """Return the document type of the name."""
    return session.scalars(select(DocumentTypeRow).where(DocumentTypeRow.name == name)).one()


def issuer_of(
    session: Session,
    agency: AgencyRow,
    kind: DocumentTypeRow,
    advisory_body_id: int | None,
    unit: str = "",
) -> Issuer:
    """Return the header's left cell and the notation; an advisory body is named under the agency.

    The notation is KH-UBND, UBND-VHXH on a công văn of the unit, or what the issuer's own series
    says; drafting waits for no series.
    """
    issuer = agency if advisory_body_id is None else body_of(session, agency.id, advisory_body_id)
    try:
        series = numbering.series_of(session, agency.id, kind.id, advisory_body_id)
        notation = numbering.notation_of(session, series, kind.id, unit)
    except numbering.NoSeriesError:
        notation = numbering.notation_from(kind.code, issuer.abbreviation, unit)
    above = agency.parent_name if advisory_body_id is None else agency.name
    return Issuer(above, issuer.name, notation)


def authorities_in_force(
    session: Session, agency_id: int, today: date, unit_id: int | None = None
) -> list[tuple[SigningAuthorityRow, str]]:
    """Return what may be chosen today for papers of the unit, each with its person's name."""
    rows = session.execute(
        select(SigningAuthorityRow, PersonRow.full_name)
        .join(PersonRow, PersonRow.id == SigningAuthorityRow.person_id)
        .where(SigningAuthorityRow.agency_id == agency_id, SigningAuthorityRow.active)
        .order_by(SigningAuthorityRow.id)
    )
    return [
        (row, name)
        for row, name in rows
        if in_force(row, today) and covers(session, row.id, unit_id)
    ]


def may_be_chosen(session: Session, authority_id: int, unit_id: int | None, today: date) -> bool:
    """Tell whether papers of the unit may be signed by this authority on the day."""
    authority = session.get_one(SigningAuthorityRow, authority_id)
    return in_force(authority, today) and covers(session, authority_id, unit_id)


def in_force(authority: SigningAuthorityRow, today: date) -> bool:
    """Tell whether papers may be signed by this authority on the day, in Vietnam.

    It holds nothing before somebody confirmed it, nor once what it rests on is over.
    """
    if not authority.active or authority.confirmed_at is None or is_fallen(authority, today):
        return False
    until = authority.valid_until
    return authority.valid_from <= today and (until is None or today <= until)


def is_fallen(authority: SigningAuthorityRow, today: date) -> bool:
    """Tell whether the power is void for want of the one it rests on (Điều 13.4)."""
    if authority.form not in FALLS_WITH_ITS_SOURCE or authority.source is None:
        return False
    return not in_force(authority.source, today)


def block_of(agency: AgencyRow, authority: SigningAuthorityRow, full_name: str) -> Signer:
    """Return the signature block that the authority gives; refuse where a title is missing."""
    titles = SigningTitles(
        position=authority.position,
        head_title=agency.head_title,
        collective=agency.collective,
        unit_head_title=authority.unit_head_title,
        second_title=authority.second_title,
    )
    try:
        return signature_block(SigningForm(authority.form), titles, full_name)
    except InvalidInputError as error:
        # Its titles come from the agency's data, which the drafter cannot mend.
        raise InvalidInputError(
            f"{error} Báo quản trị cơ quan, hoặc chọn người ký khác.", "signing_authority_id"
        ) from error


def block_lines(signer: Signer) -> tuple[str, ...]:
    """Return the block line by line, the name last."""
    lines = (*signer.authority, signer.position, signer.second_title, signer.full_name)
    return tuple(line for line in lines if line)


def _unit(session: Session, agency_id: int, unit_id: int | None) -> str:
    if unit_id is None:
        return ""
    unit = session.get(UnitRow, unit_id)
    if unit is None or unit.agency_id != agency_id:
        raise InvalidInputError(
            "Đơn vị soạn thảo không thuộc cơ quan này; chọn lại đơn vị.", field="unit_id"
        )
    return unit.abbreviation


def _signer(session: Session, agency: AgencyRow, chosen: Chosen, today: date) -> Signer:
    if chosen.signing_authority_id is None:
        return Signer()
    authority = session.get(SigningAuthorityRow, chosen.signing_authority_id)
    if authority is None or authority.agency_id != agency.id or not in_force(authority, today):
        raise InvalidInputError(
            "Thẩm quyền ký đã chọn chưa hoặc không còn hiệu lực trong cơ quan; chọn lại người ký.",
            field="signing_authority_id",
        )
    if not covers(session, authority.id, chosen.unit_id):
        raise InvalidInputError(NOT_COVERED, field="signing_authority_id")
    if authority.advisory_body_id != chosen.advisory_body_id:
        # PL1 II.7c: the title on the paper is the one that its signer holds in the body.
        raise InvalidInputError(
            "Người ký phải có chức danh trong chính cơ quan, tổ chức ban hành văn bản; "
            "chọn lại người ký.",
            field="signing_authority_id",
        )
    person = session.get_one(PersonRow, authority.person_id)
    return block_of(agency, authority, person.full_name)
