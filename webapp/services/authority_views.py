"""Signing authorities as pages show them: terms, block, state, and who may confirm what waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.models.absences import AuthorityUnitRow
from webapp.db.models.organisations import (
    AgencyRow,
    MembershipRow,
    PersonRow,
    SigningAuthorityRow,
    UnitRow,
)
from webapp.domain.authority import FORM_LABELS, SigningForm
from webapp.domain.errors import InvalidInputError
from webapp.domain.people import Role
from webapp.domain.plan import Signer
from webapp.domain.powers import HEAD_FORMS, Proposal, Terms, confirm_refusal
from webapp.services.letterheads import block_of, in_force, is_fallen
from webapp.services.members import members_with
from webapp.services.signing_scope import units_of


@dataclass(frozen=True, slots=True)
class AuthorityInput:
    """What the form of a signing authority brings; no id: a new one."""

    authority_id: int | None
    person_id: int
    form: str
    position: str
    valid_from: date
    valid_until: date | None = None
    unit_head_title: str = ""
    second_title: str = ""
    scope: str = ""
    document: str = ""
    active: bool = True
    version: int = 0
    advisory_body_id: int | None = None
    """The advisory body in which the title is held."""
    unit_ids: frozenset[int] = frozenset()
    """Drafting units whose papers it covers; none: those of every unit."""
    source_id: int | None = None
    """The power of whoever gave it; None: the head's own."""


@dataclass(frozen=True, slots=True)
class AuthorityView:
    """A signing authority as the pages of administration show it."""

    values: AuthorityInput
    full_name: str
    form_label: str
    block: Signer
    """The signature block it gives."""
    in_force: bool
    """Whether it may be chosen today."""
    state: str
    """proposed | confirmed | ended."""
    units: tuple[str, ...]
    """Names of the units it covers; none: every unit."""
    source: str = ""
    """Who gave it, where that is not the head."""
    entered_by: str = ""
    confirmed_by: str = ""
    """Empty for those that were in force before anybody had to confirm."""
    confirmed_at: datetime | None = None
    may_confirm: tuple[str, ...] = ()
    """Names of those who may confirm it, while it is proposed."""
    fallen: bool = False
    """The power that it rests on is not in force, so that it is not either."""


def authority_views(session: Session, agency_id: int, today: date) -> tuple[AuthorityView, ...]:
    """Return the agency's signing authorities, those in force first, then those that wait."""
    rows = session.scalars(
        select(SigningAuthorityRow)
        .join(PersonRow, PersonRow.id == SigningAuthorityRow.person_id)
        .where(SigningAuthorityRow.agency_id == agency_id)
        .order_by(PersonRow.full_name, SigningAuthorityRow.id)
    ).all()
    views = [view_of(session, row, today) for row in rows]
    return tuple(sorted(views, key=lambda one: (not one.in_force, one.state != "proposed")))


def view_of(session: Session, row: SigningAuthorityRow, today: date) -> AuthorityView:
    """Return one signing authority."""
    agency = session.get_one(AgencyRow, row.agency_id)
    name = _name(session, row.person_id)
    state = state_of(row)
    waits = state == "proposed"
    return AuthorityView(
        values=_values(session, row),
        full_name=name,
        form_label=FORM_LABELS[SigningForm(row.form)],
        block=_block(agency, row, name),
        in_force=in_force(row, today),
        state=state,
        units=_unit_names(session, row.id),
        source=_source(session, row),
        entered_by=_name(session, row.entered_by),
        confirmed_by=_name(session, row.confirmed_by),
        confirmed_at=row.confirmed_at,
        may_confirm=_names(session, who_may_confirm(session, row, today)) if waits else (),
        fallen=state != "ended" and is_fallen(row, today),
    )


def state_of(row: SigningAuthorityRow) -> str:
    """Return proposed, confirmed or ended."""
    if not row.active:
        return "ended"
    return "proposed" if row.confirmed_at is None else "confirmed"


def terms_of(row: SigningAuthorityRow, units: Iterable[int]) -> Terms:
    """Return what the power says now."""
    return Terms(
        form=row.form,
        titles=(row.position, row.unit_head_title, row.second_title),
        advisory_body_id=row.advisory_body_id,
        source_id=row.source_id,
        scope=row.scope,
        document=row.document,
        units=frozenset(units),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        active=row.active,
    )


def who_may_confirm(session: Session, row: SigningAuthorityRow, today: date) -> frozenset[int]:
    """Return the people who may confirm the power."""
    proposal, confirmers = _proposal(session, row, today)
    return frozenset(
        one
        for one in {*confirmers, row.person_id}
        if confirm_refusal(proposal, one, confirmers) is None
    )


def why_not_confirm(
    session: Session, row: SigningAuthorityRow, person_id: int, today: date
) -> str | None:
    """Return why the person may not confirm the power; None when he may."""
    proposal, confirmers = _proposal(session, row, today)
    return confirm_refusal(proposal, person_id, confirmers)


def _proposal(
    session: Session, row: SigningAuthorityRow, today: date
) -> tuple[Proposal, frozenset[int]]:
    heads = _heads(session, row.agency_id, today)
    proposal = Proposal(row.form, row.person_id, row.entered_by, row.person_id in heads)
    return proposal, heads | _office_heads(session, row.agency_id)


def leaders_of(session: Session, agency_id: int, today: date) -> frozenset[int]:
    """Return the agency's head, or those who act as its head, and the chánh văn phòng."""
    return _heads(session, agency_id, today) | _office_heads(session, agency_id)


def _heads(session: Session, agency_id: int, today: date) -> frozenset[int]:
    rows = session.scalars(
        select(SigningAuthorityRow)
        .join(MembershipRow, MembershipRow.person_id == SigningAuthorityRow.person_id)
        .join(PersonRow, PersonRow.id == SigningAuthorityRow.person_id)
        .where(
            SigningAuthorityRow.agency_id == agency_id,
            SigningAuthorityRow.form.in_([one.value for one in HEAD_FORMS]),
            SigningAuthorityRow.advisory_body_id.is_(None),
            MembershipRow.agency_id == agency_id,
            MembershipRow.active,
            PersonRow.active,
        )
    )
    return frozenset(row.person_id for row in rows if in_force(row, today))


def _office_heads(session: Session, agency_id: int) -> frozenset[int]:
    return members_with(session, agency_id, Role.OFFICE_HEAD)


def _values(session: Session, row: SigningAuthorityRow) -> AuthorityInput:
    return AuthorityInput(
        authority_id=row.id,
        person_id=row.person_id,
        form=row.form,
        position=row.position,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        unit_head_title=row.unit_head_title,
        second_title=row.second_title,
        scope=row.scope,
        document=row.document,
        active=row.active,
        version=row.version,
        advisory_body_id=row.advisory_body_id,
        unit_ids=units_of(session, row.id),
        source_id=row.source_id,
    )


def _block(agency: AgencyRow, row: SigningAuthorityRow, name: str) -> Signer:
    """Return the block, or the bare title where the agency's own titles were emptied since."""
    try:
        return block_of(agency, row, name)
    except InvalidInputError:
        return Signer((), row.position.upper(), name)


def _unit_names(session: Session, authority_id: int) -> tuple[str, ...]:
    query = (
        select(UnitRow.name)
        .join(AuthorityUnitRow, AuthorityUnitRow.unit_id == UnitRow.id)
        .where(AuthorityUnitRow.authority_id == authority_id)
        .order_by(UnitRow.name)
    )
    return tuple(session.scalars(query))


def _source(session: Session, row: SigningAuthorityRow) -> str:
    if row.source_id is None:
        return ""
    source = session.get_one(SigningAuthorityRow, row.source_id)
    return f"{_name(session, source.person_id)}, {source.position}"


def _name(session: Session, person_id: int | None) -> str:
    return "" if person_id is None else session.get_one(PersonRow, person_id).full_name


def _names(session: Session, people: Iterable[int]) -> tuple[str, ...]:
    return tuple(sorted(_name(session, one) for one in people))
