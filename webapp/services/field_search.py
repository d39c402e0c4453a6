"""The page that searches plans by each of their fields (PL VI I.6): what it offers to choose."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.models.organisations import (
    DocumentTypeRow,
    MembershipRow,
    PersonRow,
    SigningAuthorityRow,
)
from webapp.domain.chain import DOCUMENT_TYPES
from webapp.domain.people import Actor
from webapp.services.reading_lists import STATES, unit_choices

Pairs = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class FieldSearch:
    """The choices of the form, each as value and label."""

    states: tuple[tuple[str, str], ...]
    units: Pairs
    types: Pairs
    """Those that are drafted here, as plans or after them."""
    people: Pairs
    """Everybody who works or worked in the agency, by name."""
    signers: Pairs


def field_search(database: Database, actor: Actor) -> FieldSearch:
    """Return what the actor may choose from: people and units of his agency."""
    with database.reading() as session:
        return FieldSearch(
            states=STATES,
            units=unit_choices(session, actor.agency_id),
            types=_types(session),
            people=_people(session, actor.agency_id),
            signers=_signers(session, actor.agency_id),
        )


def _types(session: Session) -> Pairs:
    rows = session.execute(
        select(DocumentTypeRow.id, DocumentTypeRow.name)
        .where(DocumentTypeRow.drafted_here | DocumentTypeRow.name.in_(DOCUMENT_TYPES.values()))
        .order_by(DocumentTypeRow.name)
    )
    return tuple((row[0], row[1]) for row in rows)


def _people(session: Session, agency_id: int) -> Pairs:
    rows = session.execute(
        select(PersonRow.id, PersonRow.full_name)
        .join(MembershipRow, MembershipRow.person_id == PersonRow.id)
        .where(MembershipRow.agency_id == agency_id)
        .order_by(PersonRow.full_name, PersonRow.id)
    )
    return tuple((row[0], row[1]) for row in rows)


def _signers(session: Session, agency_id: int) -> Pairs:
    with_power = select(SigningAuthorityRow.person_id).where(
        SigningAuthorityRow.agency_id == agency_id
    )
    rows = session.execute(
        select(PersonRow.id, PersonRow.full_name)
        .where(PersonRow.id.in_(with_power))
        .order_by(PersonRow.full_name, PersonRow.id)
    )
    return tuple((row[0], row[1]) for row in rows)
