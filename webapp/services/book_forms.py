"""What the clerk's forms offer: types with the number each would get, units, reserved numbers."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.models.numbers import RegisterRow, ReservationRow
from webapp.db.models.organisations import (
    AdvisoryBodyRow,
    AgencyRow,
    DocumentTypeRow,
    PersonRow,
    SigningAuthorityRow,
    UnitRow,
)
from webapp.domain.people import Actor
from webapp.domain.register_book import BookAction, BookRules, require
from webapp.services import numbering
from webapp.services.administration_bodies import body_of, one_line
from webapp.services.book_numbers import lost_numbers
from webapp.services.book_settings import rules_of
from webapp.services.plan_pages import Choice
from webapp.services.restored_books import WaitingBook, waiting_books

RETENTIONS = (
    "Vĩnh viễn", "70 năm", "50 năm", "30 năm", "20 năm", "15 năm", "10 năm", "5 năm", "2 năm",
)  # fmt: skip
"""What lists of files write; any other text may be typed."""


@dataclass(frozen=True, slots=True)
class TypeOffer:
    """A document type with the number that it would get now."""

    id: int
    name: str
    series_id: int
    series_name: str
    expected: str
    """«41/BC-UBND»."""
    number: int


@dataclass(frozen=True, slots=True)
class BookForms:
    """Everything that a form about the book chooses from."""

    types: tuple[TypeOffer, ...]
    """Types without a series, or whose book gives no number now, are left out."""
    bodies: tuple[Choice, ...]
    body_id: int | None
    """The advisory body that issues; None: the agency."""
    issuer: str
    units: tuple[Choice, ...]
    signers: tuple[str, ...]
    """Names of those who may sign, to choose from while typing."""
    reserved: tuple[Choice, ...]
    """Numbers kept for today, and those of before a restore."""
    lost: str
    """«116, 117»: numbers on papers from before a restore; the clerk says which the paper bears."""
    rules: BookRules
    today: date
    waiting: tuple[WaitingBook, ...]
    """Restored books of the agency that give no number yet."""

    @property
    def expected(self) -> dict[int, int]:
        """The number that each series would give next."""
        return {one.series_id: one.number for one in self.types}


def book_forms(database: Database, actor: Actor, body_id: int | None, now: datetime) -> BookForms:
    """Return what the forms offer in the name of the agency, or of one of its bodies."""
    require(BookAction.REGISTER, actor)
    today = vietnam_today(now)
    with database.reading() as session:
        agency = session.get_one(AgencyRow, actor.agency_id)
        body = body_of(session, agency.id, body_id) if body_id is not None else None
        types = tuple(_types(session, agency.id, body_id, today))
        series_ids = {one.series_id for one in types}
        return BookForms(
            types=types,
            bodies=_bodies(session, agency.id),
            body_id=body_id,
            issuer=one_line(body.name) if body else agency.short_name,
            units=_units(session, agency.id),
            signers=_signers(session, agency.id),
            reserved=reserved_choices(session, agency.id, series_ids, today),
            lost=lost_numbers(session, agency.id, series_ids),
            rules=rules_of(session, agency.id),
            today=today,
            waiting=waiting_books(session, agency.id),
        )


def reserved_choices(
    session: Session, agency_id: int, series_ids: Collection[int], today: date
) -> tuple[Choice, ...]:
    """Return the numbers of the series that are kept for today, and the lost, with what for."""
    rows = session.execute(
        select(RegisterRow, ReservationRow.purpose)
        .join(ReservationRow, ReservationRow.id == RegisterRow.reservation_id)
        .where(
            RegisterRow.agency_id == agency_id,
            RegisterRow.status == "reserved",
            or_(RegisterRow.promulgated_on == today, ReservationRow.lost),
            RegisterRow.series_id.in_(series_ids),
        )
        .order_by(RegisterRow.series_id, RegisterRow.number)
    )
    return tuple(
        Choice(row.id, f"{numbering.number_and_notation(row.number, row.notation)} – {purpose}")
        for row, purpose in rows
    )


def _types(
    session: Session, agency_id: int, body_id: int | None, today: date
) -> Iterable[TypeOffer]:
    for row in session.scalars(select(DocumentTypeRow).order_by(DocumentTypeRow.id)):
        try:
            found = numbering.expected(session, agency_id, row.id, today, body_id)
        except numbering.NoNumberError:
            continue
        yield TypeOffer(
            row.id, row.name, found.series_id, found.series_name, found.text, found.number
        )


def _bodies(session: Session, agency_id: int) -> tuple[Choice, ...]:
    rows = session.scalars(
        select(AdvisoryBodyRow)
        .where(AdvisoryBodyRow.agency_id == agency_id, AdvisoryBodyRow.active)
        .order_by(AdvisoryBodyRow.name)
    )
    return tuple(Choice(row.id, one_line(row.name)) for row in rows)


def _units(session: Session, agency_id: int) -> tuple[Choice, ...]:
    rows = session.scalars(
        select(UnitRow).where(UnitRow.agency_id == agency_id, UnitRow.active).order_by(UnitRow.name)
    )
    return tuple(Choice(row.id, row.name) for row in rows)


def _signers(session: Session, agency_id: int) -> tuple[str, ...]:
    return tuple(
        session.scalars(
            select(PersonRow.full_name)
            .join(SigningAuthorityRow, SigningAuthorityRow.person_id == PersonRow.id)
            .where(SigningAuthorityRow.agency_id == agency_id, SigningAuthorityRow.active)
            .distinct()
            .order_by(PersonRow.full_name)
        )
    )
