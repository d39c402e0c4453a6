"""Reads about phiếu lấy ý kiến."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from webapp.db.models.opinions import BallotRow, PollRow
from webapp.db.models.organisations import PersonRow
from webapp.db.models.plans import PlanRow
from webapp.domain.workflow import PlanState

_MOST = 20


@dataclass(frozen=True, slots=True)
class PollLine:
    """A phiếu that the person has not answered."""

    plan_id: int
    poll_id: int
    subject: str
    """Of the plan."""
    asker: str
    due_on: date


# Built once: putting a statement together costs more than running it.
UNANSWERED = (
    select(PlanRow.id, PollRow.id, PlanRow.subject, PersonRow.full_name, PollRow.due_on)
    .join(PollRow, PollRow.plan_id == PlanRow.id)
    .join(BallotRow, BallotRow.poll_id == PollRow.id)
    .join(PersonRow, PersonRow.id == PollRow.opened_by)
    .where(
        BallotRow.person_id == bindparam("person_id"),
        BallotRow.vote.is_(None),
        PollRow.closed_at.is_(None),
        PlanRow.agency_id == bindparam("agency_id"),
        PlanRow.code_number.is_(None),
        PlanRow.state != PlanState.CANCELLED,
    )
    .order_by(PollRow.due_on, PollRow.id)
    .limit(_MOST)
)


def unanswered(session: Session, agency_id: int, person_id: int) -> list[PollLine]:
    """Return those of the agency that still take the person's answer, the most pressing first."""
    rows = session.execute(UNANSWERED, {"agency_id": agency_id, "person_id": person_id})
    return [PollLine(*row) for row in rows]
