"""Who is told of a deadline: the one who is asked before and after it, his superior after it."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from webapp.domain.people import Actor, Role


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


def superiors(person: Actor, people: Iterable[Actor], signer_id: int | None) -> tuple[Actor, ...]:
    """Return who is told that the person is late.

    It is the head of his unit; of a head, or of one whose unit has none, the leader who signs the
    plan. Nobody stands above that leader here.
    """
    others = [one for one in people if one.person_id != person.person_id]
    if not person.has(Role.UNIT_HEAD) and person.unit_id is not None:
        heads = tuple(
            one for one in others if one.has(Role.UNIT_HEAD) and one.unit_id == person.unit_id
        )
        if heads:
            return heads
    return tuple(one for one in others if one.person_id == signer_id)
