"""Counts of a period: agency and days lead into the indexes, so that other years cost nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Interval,
    Select,
    String,
    case,
    extract,
    func,
    literal,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session

from webapp.db.models.audit import AuditHeadRow, AuditRow
from webapp.db.models.numbers import RegisterRow
from webapp.db.models.organisations import DocumentTypeRow, UnitRow
from webapp.db.models.plans import OPEN, PlanRow
from webapp.db.models.process import StepRow
from webapp.db.once import once
from webapp.db.probes import there_is

_DAY_ENDS = timedelta(hours=17)
"""When a day is over in Vietnam, by the clock of the database."""
_SECONDS = 86_400
"""Of a day."""
_DECIDED = ("approved", "returned")
_PARTS = 16
"""Places of the log that are looked at together."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose plans, of which days."""

    agency_id: int
    unit_id: int | None
    """None: of the whole agency."""
    start: datetime
    """The moment at which the first day begins in Vietnam."""
    end: datetime
    """The moment at which the day after the last begins."""
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class BegunFigures:
    """How many plans of one state, unit and type."""

    state: str
    unit_name: str
    type_name: str
    count: int


@dataclass(frozen=True, slots=True)
class OutgoingFigures:
    """How many numbers of one day, type and status."""

    month: int
    type_name: str
    status: str
    is_plan: bool
    """Drafted here, not only registered."""
    count: int


@dataclass(frozen=True, slots=True)
class StepFigures:
    """What was decided at one step of one workflow."""

    workflow_sha256: str | None
    step_key: str
    count: int
    days: float
    """Between question and decision, all together."""
    late: int


@dataclass(frozen=True, slots=True)
class AccessFigures:
    """How often one plan was looked at and taken along."""

    plan_id: int
    subject: str
    views: int
    downloads: int


def begun(session: Session, scope: Scope) -> list[BegunFigures]:
    """Return how many plans were begun in the period, by state, unit and type."""
    keys = (PlanRow.state, PlanRow.unit_id, PlanRow.document_type_id)
    counts = select(*keys, func.count().label("count")).where(*_begun_in(scope)).group_by(*keys)
    some = counts.subquery()
    query = (
        select(some.c.state, func.coalesce(UnitRow.name, ""), DocumentTypeRow.name, some.c.count)
        .join(DocumentTypeRow, DocumentTypeRow.id == some.c.document_type_id)
        .outerjoin(UnitRow, UnitRow.id == some.c.unit_id)
    )
    return [BegunFigures(*row) for row in session.execute(query)]


def begun_counts(session: Session, scopes: Sequence[Scope]) -> Sequence[int]:
    """Return how many plans were begun in each of the periods."""
    counts = (select(func.count()).where(*_begun_in(one)).scalar_subquery() for one in scopes)
    return session.execute(select(*counts)).one()


def outgoing(session: Session, scope: Scope) -> list[OutgoingFigures]:
    """Return how many numbers bear a day of the period, by day, type and status."""
    day, is_plan = RegisterRow.promulgated_on, RegisterRow.plan_id.is_not(None)
    columns = (day, RegisterRow.type_name, RegisterRow.status, is_plan)
    query = select(*columns, func.count()).where(
        RegisterRow.agency_id == scope.agency_id, day.between(scope.first, scope.last)
    )
    if scope.unit_id is not None:
        query = query.where(RegisterRow.unit_id == scope.unit_id)
    return [
        OutgoingFigures(day.month, type_name, status, bool(plan), count)
        for day, type_name, status, plan, count in session.execute(query.group_by(*columns))
    ]


def steps(session: Session, scope: Scope) -> list[StepFigures]:
    """Return the decisions on the plans that were begun in the period, by step.

    Without the ends of the period among the ids PostgreSQL would read the steps of all years; and
    SQLite sorts the sooner, the earlier two of its keys differ.
    """
    ends = select(func.min(PlanRow.id + 0), func.max(PlanRow.id + 0)).where(*_begun_in(scope))
    days, late = _times(session)
    keys = (StepRow.step_key, PlanRow.workflow_sha256)
    query = (
        select(*keys, func.count(), days, func.count().filter(late))
        .join(PlanRow, PlanRow.id == StepRow.plan_id)
        .where(
            *_begun_in(scope),
            StepRow.plan_id.between(*session.execute(ends).one()),
            StepRow.decision.in_(_DECIDED),
        )
        .group_by(*keys)
        .order_by(func.min(StepRow.since))
    )
    return [
        StepFigures(sha256, key, count, float(days), passed)
        for key, sha256, count, days, passed in session.execute(query)
    ]


def overdue(session: Session, scope: Scope, today: date) -> int:
    """Return how many of the plans begun in the period wait past a deadline today."""
    late = there_is(
        StepRow.plan_id == PlanRow.id, StepRow.decision == "waiting", StepRow.due_on < today
    )
    return session.scalars(select(func.count()).where(*_begun_in(scope), OPEN, late)).one()


def access(
    session: Session, scope: Scope, views: Sequence[str], downloads: Sequence[str], most: int
) -> tuple[int, int, list[AccessFigures]]:
    """Return all views and downloads of plans in the period, and the plans with the most."""
    looked = func.sum(case((AuditRow.action.in_(views), 1), else_=0)).label("looked")
    taken = func.sum(case((AuditRow.action.in_(downloads), 1), else_=0)).label("taken")
    events = _events(session, scope, (*views, *downloads)).where(AuditRow.plan_id.is_not(None))
    if scope.unit_id is not None:
        events = events.join(PlanRow, PlanRow.id == AuditRow.plan_id)
        events = events.where(PlanRow.unit_id == scope.unit_id)
    plans = (
        events.with_only_columns(AuditRow.plan_id, looked, taken)
        .group_by(AuditRow.plan_id)
        .subquery()
    )
    # One pass over the log gives both: the sums of all plans stand beside those of the first.
    top = (
        select(plans, func.sum(plans.c.looked).over(), func.sum(plans.c.taken).over())
        .order_by((plans.c.looked + plans.c.taken).desc(), plans.c.plan_id.desc())
        .limit(most)
    )
    rows = session.execute(top).all()
    names = select(PlanRow.id, PlanRow.subject).where(PlanRow.id.in_([row[0] for row in rows]))
    subjects = {row[0]: row[1] for row in session.execute(names)}
    lines = [
        AccessFigures(plan_id, subjects[plan_id], int(views), int(downloads))
        for plan_id, views, downloads, *_ in rows
    ]
    return (int(rows[0][3]), int(rows[0][4]), lines) if rows else (0, 0, [])


def events(session: Session, scope: Scope, actions: Sequence[str]) -> int:
    """Return how many events of these kinds, about no plan, the agency's log has in the period."""
    query = _events(session, scope, actions).where(AuditRow.plan_id.is_(None))
    return session.scalars(query.with_only_columns(func.count())).one()


def _begun_in(scope: Scope) -> list[ColumnElement[bool]]:
    conditions = [
        PlanRow.agency_id == scope.agency_id,
        PlanRow.created_at >= scope.start,
        PlanRow.created_at < scope.end,
    ]
    return conditions if scope.unit_id is None else [*conditions, PlanRow.unit_id == scope.unit_id]


def _events(session: Session, scope: Scope, actions: Sequence[str]) -> Select[Any]:
    """Return the events of the period: the log is in the order of time, so its ends are sought."""
    first = _ordinal_at(session, scope.agency_id, scope.start)
    beyond = _ordinal_at(session, scope.agency_id, scope.end)
    return select(AuditRow.ordinal).where(
        AuditRow.agency_id == scope.agency_id,
        AuditRow.ordinal >= first,
        AuditRow.ordinal < beyond,
        AuditRow.action.in_(actions),
    )


@once
def _ordinal_at(session: Session, agency_id: int, moment: datetime) -> int:
    """Return the first place of the agency's log that is not before the moment.

    It is sought between ever nearer ends, at several places of the log at once.
    """
    head = session.get(AuditHeadRow, agency_id)
    low, high = 1, (head.ordinal if head else 0) + 1
    while low < high:
        places = sorted({low + (high - low) * part // _PARTS for part in range(_PARTS)})
        events = select(AuditRow.ordinal, AuditRow.at).where(
            AuditRow.agency_id == agency_id, AuditRow.ordinal.in_(places)
        )
        before = [place for place, at in session.execute(events) if at < moment]
        after = [place for place in places if place > max(before, default=0)]
        low, high = max(before, default=low - 1) + 1, min(after, default=high)
    return low


def _times(session: Session) -> tuple[ColumnElement[Any], ColumnElement[bool]]:
    """Return the days of all steps together, and whether one was decided past its deadline.

    Of what either database reckons with soonest: hundreds of thousands of steps make a year.
    """
    if session.get_bind().dialect.name == "postgresql":
        taken = func.sum(StepRow.decided_at - StepRow.since)
        end = StepRow.due_on + literal(_DAY_ENDS, Interval)
        return extract("epoch", taken) / _SECONDS, func.timezone("UTC", StepRow.decided_at) >= end
    julian = func.julianday
    days = func.sum(julian(StepRow.decided_at) - julian(StepRow.since))
    due, decided = (type_coerce(one, String) for one in (StepRow.due_on, StepRow.decided_at))
    return days, decided >= due + f" {time(_DAY_ENDS.seconds // 3600)}"
