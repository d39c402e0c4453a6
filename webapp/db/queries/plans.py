"""Reads about plans that several pages share; they return rows and plain values."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.db.models.detours import ConsultationRow
from webapp.db.models.opinions import BallotRow, PollRow
from webapp.db.models.organisations import MembershipRow, PersonRow, UnitRow
from webapp.db.models.plans import PlanLinkRow, PlanRow, RevisionRow
from webapp.db.models.process import StepRow
from webapp.db.once import once


@dataclass(frozen=True, slots=True)
class PlanLine:
    """What a list says about one plan."""

    id: int
    subject: str
    code_number: int | None
    code_notation: str
    promulgated_on: date | None
    state: str
    state_since: datetime
    workflow_sha256: str | None
    drafter_name: str
    unit_name: str


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """One revision without its text."""

    ordinal: int
    author: str
    created_at: datetime


def plan_in(session: Session, agency_id: int, plan_id: int) -> PlanRow | None:
    """Return the agency's plan, or None where there is none of that id."""
    return session.scalar(
        select(PlanRow).where(PlanRow.id == plan_id, PlanRow.agency_id == agency_id)
    )


@once
def assignee_ids(session: Session, plan_id: int) -> frozenset[int]:
    """Return everybody who decided on the plan or was asked to, be it by one who was."""
    asked = select(StepRow.assignee_id).where(StepRow.plan_id == plan_id)
    decided = select(StepRow.decided_by).where(StepRow.plan_id == plan_id)
    by_others = select(ConsultationRow.asked_id).where(ConsultationRow.plan_id == plan_id)
    by_poll = (
        select(BallotRow.person_id)
        .join(PollRow, PollRow.id == BallotRow.poll_id)
        .where(PollRow.plan_id == plan_id)
    )
    everybody = asked.union(decided, by_others, by_poll)
    return frozenset(one for one in session.scalars(everybody) if one is not None)


def ordinal_of(session: Session, plan_id: int, sha256: str) -> int | None:
    """Return the newest text of the plan with this hash, or None where there is none."""
    return session.scalar(
        select(func.max(RevisionRow.ordinal)).where(
            RevisionRow.plan_id == plan_id, RevisionRow.content_sha256 == sha256
        )
    )


def own_agency_ids(session: Session, unit_id: int | None) -> frozenset[int]:
    """Return the agencies that the unit, or one above it, is."""
    found: set[int] = set()
    while unit_id is not None:
        unit = session.get_one(UnitRow, unit_id)
        found |= {unit.own_agency_id} if unit.own_agency_id is not None else set()
        unit_id = unit.parent_id
    return frozenset(found)


def unit_member_ids(session: Session, unit_id: int | None) -> frozenset[int]:
    """Return the people who work in the unit."""
    members = select(MembershipRow.person_id).where(
        MembershipRow.unit_id == unit_id, MembershipRow.active
    )
    return frozenset(session.scalars(members))


@once
def current_revision(session: Session, plan_id: int) -> RevisionRow:
    """Return the newest text of the plan; every plan has one."""
    return session.scalars(
        select(RevisionRow)
        .where(RevisionRow.plan_id == plan_id)
        .order_by(RevisionRow.ordinal.desc())
        .limit(1)
    ).one()


def revision(session: Session, plan_id: int, ordinal: int) -> RevisionRow | None:
    """Return one text of the plan."""
    return session.scalar(
        select(RevisionRow).where(RevisionRow.plan_id == plan_id, RevisionRow.ordinal == ordinal)
    )


def revision_lines(session: Session, plan_id: int) -> list[RevisionLine]:
    """Return every revision of the plan, newest first, without the texts."""
    rows = session.execute(
        select(RevisionRow.ordinal, PersonRow.full_name, RevisionRow.created_at)
        .join(PersonRow, PersonRow.id == RevisionRow.author_id)
        .where(RevisionRow.plan_id == plan_id)
        .order_by(RevisionRow.ordinal.desc())
    )
    return [RevisionLine(ordinal, author, at) for ordinal, author, at in rows]


def plan_lines(session: Session, ids: Collection[int]) -> dict[int, PlanLine]:
    """Return what lists show of the plans, by id."""
    rows = session.execute(
        select(
            PlanRow.id,
            PlanRow.subject,
            PlanRow.code_number,
            PlanRow.code_notation,
            PlanRow.promulgated_on,
            PlanRow.state,
            PlanRow.state_since,
            PlanRow.workflow_sha256,
            PersonRow.full_name.label("drafter_name"),
            func.coalesce(UnitRow.name, "").label("unit_name"),
        )
        .join(PersonRow, PersonRow.id == PlanRow.drafter_id)
        .outerjoin(UnitRow, UnitRow.id == PlanRow.unit_id)
        .where(PlanRow.id.in_(ids))
    )
    return {row["id"]: PlanLine(**row) for row in rows.mappings()}


def links_of(session: Session, plan_id: int) -> list[tuple[str, bool, int]]:
    """Return the plan's links as (kind, whether it points from this plan, the other's id)."""
    away = session.execute(
        select(PlanLinkRow.kind, PlanLinkRow.target_id)
        .where(PlanLinkRow.plan_id == plan_id)
        .order_by(PlanLinkRow.target_id)
    )
    toward = session.execute(
        select(PlanLinkRow.kind, PlanLinkRow.plan_id)
        .where(PlanLinkRow.target_id == plan_id)
        .order_by(PlanLinkRow.plan_id)
    )
    return [(kind, True, other) for kind, other in away] + [
        (kind, False, other) for kind, other in toward
    ]


def names_of(session: Session, ids: Collection[int]) -> dict[int, str]:
    """Return the full names of people, by id."""
    if not ids:
        return {}
    rows = session.execute(select(PersonRow.id, PersonRow.full_name).where(PersonRow.id.in_(ids)))
    return {row[0]: row[1] for row in rows}
