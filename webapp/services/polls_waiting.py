"""The phiếu lấy ý kiến that wait for a person's answer, for his desk."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.models.opinions import BallotRow, PollRow
from webapp.db.models.organisations import PersonRow
from webapp.db.models.plans import PlanRow
from webapp.domain.people import Actor
from webapp.domain.workflow import PlanState
from webapp.services.plan_access import NO_SUBJECT

_MOST = 20


@dataclass(frozen=True, slots=True)
class WaitingPoll:
    """A phiếu that the person has not answered."""

    plan_id: int
    poll_id: int
    subject: str
    """Of the plan."""
    asker: str
    due_on: date
    late: bool


def polls_waiting(session: Session, actor: Actor, today: date) -> tuple[WaitingPoll, ...]:
    """Return those of the agency that still take his answer, the most pressing first."""
    query = (
        select(PlanRow.id, PollRow.id, PlanRow.subject, PersonRow.full_name, PollRow.due_on)
        .join(PollRow, PollRow.plan_id == PlanRow.id)
        .join(BallotRow, BallotRow.poll_id == PollRow.id)
        .join(PersonRow, PersonRow.id == PollRow.opened_by)
        .where(
            BallotRow.person_id == actor.person_id,
            BallotRow.vote.is_(None),
            PollRow.closed_at.is_(None),
            PlanRow.agency_id == actor.agency_id,
            PlanRow.code_number.is_(None),
            PlanRow.state != PlanState.CANCELLED,
        )
        .order_by(PollRow.due_on, PollRow.id)
        .limit(_MOST)
    )
    return tuple(
        WaitingPoll(plan_id, poll_id, subject or NO_SUBJECT, asker, due_on, late=due_on < today)
        for plan_id, poll_id, subject, asker, due_on in session.execute(query)
    )
