"""Thống kê of a month, quarter or year: how many plans, how fast, how often read (PL VI I.6)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_midnight, vietnam_today
from webapp.db.database import Database
from webapp.db.models.organisations import UnitRow
from webapp.db.queries import figures as queries
from webapp.db.queries.figures import (
    AccessFigures,
    BegunFigures,
    OutgoingFigures,
    Scope,
    StepFigures,
)
from webapp.domain.errors import ForbiddenError
from webapp.domain.people import Actor, Role
from webapp.domain.periods import Period, month, named, quarter_of
from webapp.domain.reading_rights import reads_all
from webapp.domain.workflow import PlanState
from webapp.services.history import READ_PAPER, VIEW
from webapp.services.plan_access import workflow_of

VIEWS = (VIEW, READ_PAPER)
DOWNLOADS = (
    "download", "download_brief", "download_tracking", "download_opinions", "download_poll",
    "download_paper", "download_signed", "download_copy", "export_edxml",
)  # fmt: skip
LISTS = ("export_plans", "export_register", "export_figures", "download_register")
MOST_READ = 20
_RUNNING = "Đang trình ký"
_STATES = {
    PlanState.DRAFT.value: "Đang soạn thảo",
    "": _RUNNING,
    PlanState.RETURNED.value: "Bị trả lại",
    PlanState.ISSUED.value: "Đã phát hành",
    PlanState.VOIDED.value: "Đã hủy số",
    PlanState.CANCELLED.value: "Đã bỏ dự thảo",
}
_NO_UNIT = "Chưa ghi đơn vị"
_REFUSED = (
    "Thống kê dành cho lãnh đạo đơn vị, lãnh đạo, người kiểm tra, văn thư và quản trị; "
    "hãy đề nghị quản trị cơ quan nếu công việc cần đến."
)
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which period; what no calendar has asks for the present one."""

    kind: str = "month"
    """`month`, `quarter` or `year`."""
    year: int | None = None
    number: int | None = None
    """Of the month or the quarter."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many of what."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class MonthCount:
    """What was begun and what was issued in a month."""

    label: str
    begun: int
    issued: int


@dataclass(frozen=True, slots=True)
class StepCount:
    """How fast a step was."""

    label: str
    count: int
    average_days: float
    late: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All of the page."""

    kind: str
    year: int
    number: int
    period: Period
    whose: str
    """«Toàn cơ quan», or the unit's name."""
    begun: int
    by_state: tuple[Count, ...]
    by_unit: tuple[Count, ...]
    by_type: tuple[Count, ...]
    overdue: int
    """Of those begun: how many wait past a deadline now."""
    issued: int
    """Plans that got their number in the period; voided ones are not counted."""
    other_papers: int
    voids: int
    outgoing: tuple[Count, ...]
    months: tuple[MonthCount, ...]
    steps: tuple[StepCount, ...]
    in_time: int | None
    """Percent of the decisions; None where there was none."""
    views: int
    downloads: int
    lists: int
    """Lists and books that were taken as files; 0 for one unit."""
    most_read: tuple[AccessFigures, ...]


def figures(database: Database, actor: Actor, asked: Asked, now: datetime) -> Figures:
    """Return the figures of the agency, for the head of a unit those of his unit."""
    with database.reading() as session:
        return figures_of(session, actor, asked, now)


def may_see(actor: Actor) -> bool:
    """Tell whether the actor has figures to see."""
    return reads_all(actor) or (actor.has(Role.UNIT_HEAD) and actor.unit_id is not None)


def figures_of(session: Session, actor: Actor, asked: Asked, now: datetime) -> Figures:
    """Return the figures that the actor may read."""
    if not may_see(actor):
        raise ForbiddenError(_REFUSED)
    unit_id = None if reads_all(actor) else actor.unit_id
    kind, number, period = _period(asked, now)
    scope = _scope(actor.agency_id, unit_id, period)
    begun, outgoing = queries.begun(session, scope), queries.outgoing(session, scope)
    steps = queries.steps(session, scope)
    views, downloads, most_read = queries.access(session, scope, VIEWS, DOWNLOADS, MOST_READ)
    given = [one for one in outgoing if one.status == "issued"]
    decided = sum(one.count for one in steps)
    late = sum(one.late for one in steps)
    return Figures(
        kind=kind,
        year=period.first.year,
        number=number,
        period=period,
        whose=session.get_one(UnitRow, unit_id).name if unit_id else "Toàn cơ quan",
        begun=sum(one.count for one in begun),
        by_state=_by_state(begun),
        by_unit=_most_first((one.unit_name or _NO_UNIT, one.count) for one in begun),
        by_type=_most_first((one.type_name, one.count) for one in begun),
        overdue=queries.overdue(session, scope, vietnam_today(now)),
        issued=sum(one.count for one in given if one.is_plan),
        other_papers=sum(one.count for one in given if not one.is_plan),
        voids=sum(one.count for one in outgoing if one.status == "void"),
        outgoing=_most_first((one.type_name, one.count) for one in given),
        months=_months(session, scope, given),
        steps=_steps(session, steps),
        in_time=round(100 * (decided - late) / decided) if decided else None,
        views=views,
        downloads=downloads,
        lists=0 if unit_id else queries.events(session, scope, LISTS),
        most_read=tuple(most_read),
    )


def _period(asked: Asked, now: datetime) -> tuple[str, int, Period]:
    today = vietnam_today(now)
    kind = asked.kind if asked.kind in {"quarter", "year"} else "month"
    present = {"month": today.month, "quarter": quarter_of(today), "year": 1}[kind]
    wished = named(kind, asked.year or today.year, asked.number or present)
    if wished is not None:
        return kind, asked.number or present, wished
    return kind, present, named(kind, today.year, present) or month(today.year, today.month)


def _scope(agency_id: int, unit_id: int | None, period: Period) -> Scope:
    return Scope(
        agency_id,
        unit_id,
        vietnam_midnight(period.first),
        vietnam_midnight(period.last + _A_DAY),
        period.first,
        period.last,
    )


def _by_state(begun: Sequence[BegunFigures]) -> tuple[Count, ...]:
    """Return the states in the order of the process; every step on the way is one of them."""
    counts: Counter[str] = Counter()
    for one in begun:
        counts[_STATES.get(one.state, _RUNNING)] += one.count
    return tuple(Count(label, counts[label]) for label in _STATES.values() if counts[label])


def _most_first(pairs: Iterable[tuple[str, int]]) -> tuple[Count, ...]:
    counts: Counter[str] = Counter()
    for label, count in pairs:
        counts[label] += count
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Count(label, count) for label, count in ordered)


def _months(
    session: Session, scope: Scope, given: Sequence[OutgoingFigures]
) -> tuple[MonthCount, ...]:
    """Return the months of a longer period, one beside the other; none of a single month."""
    year, numbers = scope.first.year, range(scope.first.month, scope.last.month + 1)
    if len(numbers) == 1:
        return ()
    issued: Counter[int] = Counter()
    for one in given:
        issued[one.month] += one.count if one.is_plan else 0
    scopes = [_scope(scope.agency_id, scope.unit_id, month(year, number)) for number in numbers]
    return tuple(
        MonthCount(f"Tháng {number}", begun, issued[number])
        for number, begun in zip(numbers, queries.begun_counts(session, scopes), strict=True)
    )


def _steps(session: Session, found: Sequence[StepFigures]) -> tuple[StepCount, ...]:
    """Return the steps by name: workflows that share one are told together."""
    together: dict[str, list[StepFigures]] = {}
    for one in found:
        step = workflow_of(session, one.workflow_sha256).find(one.step_key)
        together.setdefault(step.label if step else one.step_key, []).append(one)
    return tuple(
        StepCount(
            label,
            count := sum(one.count for one in some),
            round(sum(one.days for one in some) / count, 1),
            sum(one.late for one in some),
        )
        for label, some in together.items()
    )
