"""What the results of a search say about each plan, and about each line of the book."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.db.models.numbers import RegisterRow
from webapp.db.models.organisations import DocumentTypeRow, PersonRow, UnitRow
from webapp.db.models.plans import PlanRow
from webapp.db.queries.plans import PlanLine

_AT_ONCE = 500
"""Ids of one question; a database takes only so many."""


@dataclass(frozen=True, slots=True)
class PlanResult(PlanLine):
    """All that a column may show of a plan."""

    type_name: str
    priority: str
    created_at: datetime
    signed_on: date | None
    signer_name: str
    """Of the book; empty before the number."""
    recipients: str
    file_notation: str
    retention: str


def plan_results(session: Session, ids: Sequence[int]) -> list[PlanResult]:
    """Return the plans in the order of the ids."""
    found: dict[int, PlanResult] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        rows = session.execute(_PLANS.where(PlanRow.id.in_(some))).mappings()
        found |= {row["id"]: PlanResult(**row) for row in rows}
    return [found[one] for one in ids]


def unit_names(session: Session, agency_id: int) -> dict[int, str]:
    """Return the names of the agency's units by id."""
    rows = session.execute(select(UnitRow.id, UnitRow.name).where(UnitRow.agency_id == agency_id))
    return {row[0]: row[1] for row in rows}


_PLANS = (
    select(
        PlanRow.id,
        PlanRow.subject,
        DocumentTypeRow.name.label("type_name"),
        PlanRow.code_number,
        PlanRow.code_notation,
        PlanRow.promulgated_on,
        PlanRow.state,
        PlanRow.state_since,
        PlanRow.workflow_sha256,
        PersonRow.full_name.label("drafter_name"),
        func.coalesce(UnitRow.name, "").label("unit_name"),
        PlanRow.priority,
        PlanRow.created_at,
        PlanRow.signed_on,
        func.coalesce(RegisterRow.signer_name, "").label("signer_name"),
        func.coalesce(RegisterRow.recipients, "").label("recipients"),
        func.coalesce(RegisterRow.file_notation, "").label("file_notation"),
        func.coalesce(RegisterRow.retention, "").label("retention"),
    )
    .join(DocumentTypeRow, DocumentTypeRow.id == PlanRow.document_type_id)
    .join(PersonRow, PersonRow.id == PlanRow.drafter_id)
    .outerjoin(UnitRow, UnitRow.id == PlanRow.unit_id)
    .outerjoin(RegisterRow, RegisterRow.id == PlanRow.register_row_id)
)
