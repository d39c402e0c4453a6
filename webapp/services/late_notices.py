"""What people are told before and after a deadline: who is asked, and those above him."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.db.models.plans import PlanRow
from webapp.domain.deadlines import Reminder, superiors
from webapp.services import notices
from webapp.services.situations import people_of, situation_of


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences about one question."""

    soon: str
    late: str
    of_others: str
    """What the others are told, after the names of those who are late."""


def tell(
    session: Session,
    plan: PlanRow,
    asked_ids: Sequence[int],
    kind: Reminder,
    words: Words,
    *,
    concerned: Iterable[int],
    now: datetime,
) -> None:
    """Tell those asked who still work here; once they are late, also who stands above them.

    `concerned` are others who wait for the answer. Each of them reads all the names in one notice.
    """
    people = {one.person_id: one for one in people_of(session, plan.agency_id)}
    asked = [people[one] for one in asked_ids if one in people]
    message = words.soon if kind is Reminder.SOON else words.late
    ids = [one.person_id for one in asked]
    notices.tell(session, plan, ids, kind.value, message=message, now=now)
    if kind is Reminder.SOON:
        return
    situation = situation_of(session, plan, ())
    told: dict[int, list[str]] = {}
    for one in asked:
        above = {two.person_id for two in superiors(one, people.values(), situation)}
        for person_id in above.union(concerned) - {one.person_id}:
            told.setdefault(person_id, []).append(one.full_name)
    for names, person_ids in _by_names(told).items():
        sentence = f"{names} {words.of_others}"
        notices.tell(session, plan, person_ids, "late_of_other", message=sentence, now=now)


def _by_names(told: dict[int, list[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for person_id, names in told.items():
        found.setdefault(", ".join(names), []).append(person_id)
    return found
