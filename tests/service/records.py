"""What the tests look up in the database after a deed."""

import json

from sqlalchemy import select

from webapp.db.database import Database
from webapp.db.models.plans import PlanRow
from webapp.db.models.process import NotificationRow, StepRow
from webapp.services import audit


def the_plan(database: Database, plan_id: int) -> PlanRow:
    with database.reading() as session:
        return session.get_one(PlanRow, plan_id)


def state_of(database, plan_id) -> str:
    return the_plan(database, plan_id).state


def steps(database, plan_id) -> list[StepRow]:
    with database.reading() as session:
        query = select(StepRow).where(StepRow.plan_id == plan_id).order_by(StepRow.id)
        return list(session.scalars(query))


def decisions(database, plan_id) -> list[tuple[str, str]]:
    """Return step and decision of every row, oldest first."""
    return [(step.step_key, step.decision) for step in steps(database, plan_id)]


def waiting_for(database, plan_id) -> list[int | None]:
    return [step.assignee_id for step in steps(database, plan_id) if step.decision == "waiting"]


def last_event(database, plan_id):
    """Return actor's name, action and details of the plan's last event."""
    with database.reading() as session:
        event = audit.events_of(session, plan_id)[-1]
        return event.actor_name, event.action, json.loads(event.details)


def told(database, person) -> list[tuple[str, str]]:
    """Return kind and message of what the person was told, oldest first."""
    with database.reading() as session:
        query = (
            select(NotificationRow)
            .where(NotificationRow.person_id == person.person_id)
            .order_by(NotificationRow.id)
        )
        return [(row.kind, row.message) for row in session.scalars(query)]


def told_last(database, person) -> tuple[str, str]:
    return told(database, person)[-1]
