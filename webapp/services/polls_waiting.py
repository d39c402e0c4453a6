"""The phiếu lấy ý kiến that wait for a person's answer, for his desk."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from webapp.db.queries import polls
from webapp.domain.people import Actor
from webapp.services.plan_access import NO_SUBJECT


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
    return tuple(
        WaitingPoll(
            plan_id=one.plan_id,
            poll_id=one.poll_id,
            subject=one.subject or NO_SUBJECT,
            asker=one.asker,
            due_on=one.due_on,
            late=one.due_on < today,
        )
        for one in polls.unanswered(session, actor.agency_id, actor.person_id)
    )
