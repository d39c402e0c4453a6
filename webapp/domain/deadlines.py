"""Who is told of a deadline: the one who is asked before and after it, his superior after it."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from webapp.domain.people import Actor, Role
from webapp.domain.process import Situation


class Reminder(StrEnum):
    """What somebody is told about a question he has not answered; each once."""

    SOON = "due_soon"
    """On the last working day before the deadline, or on its day."""
    LATE = "late"
    """The deadline has passed: nothing is approved by time."""


def reminder_for(due_on: date, today: date, next_working_day: date) -> Reminder | None:
    """Return what is told today about a question that is still open."""
    if due_on < today:
        return Reminder.LATE
    return Reminder.SOON if due_on <= next_working_day else None


def superiors(person: Actor, people: Iterable[Actor], situation: Situation) -> tuple[Actor, ...]:
    """Return who is told that the person is late with the plan.

    It is the head of his unit; of the drafting unit's head, the head of the unit above it; where
    there is none, and of everybody else, the leader who signs. Nobody stands above that leader.
    """
    others = [one for one in people if one.person_id != person.person_id]
    unit_id = person.unit_id
    if person.has(Role.UNIT_HEAD):
        drafts = unit_id == situation.unit_id
        unit_id = situation.parent_unit_id if drafts else None
    heads = tuple(one for one in others if one.has(Role.UNIT_HEAD) and one.unit_id == unit_id)
    if unit_id is not None and heads:
        return heads
    return tuple(one for one in others if one.person_id == situation.signer_person_id)
