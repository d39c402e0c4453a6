"""Reads about the questions that people put to others before they decide."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, aliased

from webapp.db.models.absences import StandInRow
from webapp.db.models.detours import ConsultationRow
from webapp.db.models.organisations import PersonRow, UnitRow
from webapp.db.models.plans import PlanRow
from webapp.db.once import once

_Asker = aliased(PersonRow)
_Drafter = aliased(PersonRow)
_WAITING = ConsultationRow.answer == "waiting"


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question that waits for the person's reply."""

    question_id: int
    plan_id: int
    subject: str
    asker_name: str
    drafter_name: str
    unit_name: str
    since: datetime
    due_on: date | None


# Built once: putting a statement together costs more than running it.
_OPEN = (
    select(ConsultationRow, PersonRow.full_name)
    .join(PersonRow, PersonRow.id == ConsultationRow.asked_id)
    .where(ConsultationRow.plan_id == bindparam("plan_id"), _WAITING)
    .order_by(ConsultationRow.id)
)
ASKED = (
    select(
        ConsultationRow.id.label("question_id"),
        PlanRow.id.label("plan_id"),
        PlanRow.subject,
        _Asker.full_name.label("asker_name"),
        _Drafter.full_name.label("drafter_name"),
        func.coalesce(UnitRow.name, "").label("unit_name"),
        ConsultationRow.asked_at.label("since"),
        ConsultationRow.due_on,
    )
    .join(PlanRow, PlanRow.id == ConsultationRow.plan_id)
    .join(_Asker, _Asker.id == ConsultationRow.asker_id)
    .join(_Drafter, _Drafter.id == PlanRow.drafter_id)
    .outerjoin(UnitRow, UnitRow.id == PlanRow.unit_id)
    .where(
        ConsultationRow.agency_id == bindparam("agency_id"),
        ConsultationRow.asked_id == bindparam("person_id"),
        _WAITING,
    )
    .order_by(ConsultationRow.due_on.is_(None), ConsultationRow.due_on, ConsultationRow.id)
)


@once
def open_on(session: Session, plan_id: int) -> Sequence[tuple[ConsultationRow, str]]:
    """Return the plan's open questions, each with the name of the person asked."""
    rows = session.execute(_OPEN, {"plan_id": plan_id})
    return tuple((row, name) for row, name in rows)


def all_of(session: Session, plan_id: int) -> list[ConsultationRow]:
    """Return every question about the plan, oldest first."""
    query = (
        select(ConsultationRow)
        .where(ConsultationRow.plan_id == plan_id)
        .order_by(ConsultationRow.id)
    )
    return list(session.scalars(query))


def names_of_stand_ins(session: Session, rows: Iterable[ConsultationRow]) -> dict[int | None, str]:
    """Return who asked or replied in another's place, by the stand-in."""
    ids = {one for row in rows for one in (row.asker_stand_in_id, row.asked_stand_in_id)} - {None}
    if not ids:
        return {}
    query = (
        select(StandInRow.id, PersonRow.full_name)
        .join(PersonRow, PersonRow.id == StandInRow.stand_in_id)
        .where(StandInRow.id.in_(ids))
    )
    return {row[0]: row[1] for row in session.execute(query)}


def waiting_for(session: Session, agency_id: int, person_id: int) -> list[QuestionLine]:
    """Return the questions that wait for the person, those due first before the others."""
    rows = session.execute(ASKED, {"agency_id": agency_id, "person_id": person_id})
    return [QuestionLine(**row) for row in rows.mappings()]
