"""The strip of steps: who had the plan, since when, until when, and what was decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from webapp.db.models.plans import PlanRow
from webapp.db.models.process import StepRow
from webapp.domain.people import ROLE_LABELS
from webapp.domain.workflow import PlanState, Step, StepKind, Workflow, is_numbered
from webapp.services.plan_pages import StepItem
from webapp.services.standing_in import in_place_name
from webapp.services.step_asides import asides_of

AGREED = {
    StepKind.CONTENT_CHECK: "Đồng ý nội dung",
    StepKind.REVIEW: "Đã xem xét, đồng ý",
    StepKind.OPINION: "Đã cho ý kiến",
    StepKind.INTAKE: "Đã tiếp nhận hồ sơ",
    StepKind.FORMAT_CHECK: "Đạt thể thức",
    StepKind.APPROVAL: "Đã duyệt, đồng ý ký",
    StepKind.SIGNATURE: "Đã nhận bản có chữ ký",
    StepKind.NUMBERING: "Đã cấp số",
    StepKind.ISSUE: "Đã phát hành",
}
"""A decision in the words of its step; «đã ký» stands nowhere before the signature is recorded."""
_PASSED = "Cho qua khi còn lỗi thể thức"
_ENDS = {
    PlanState.ISSUED: "Đã phát hành",
    PlanState.VOIDED: "Đã hủy số",
    PlanState.CANCELLED: "Đã bỏ dự thảo",
}


@dataclass(frozen=True, slots=True)
class Way:
    """All that the strip is made of."""

    plan: PlanRow
    workflow: Workflow
    rows: Sequence[StepRow]
    names: Mapping[int, str]
    """Of everybody who stands in the rows, and of the drafter."""
    today: date


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the plan waits for now."""

    who: str
    since: datetime | None
    until: date | None
    late: bool
    blocked: bool
    """True when a step asks somebody and there is nobody."""


def steps(way: Way) -> tuple[StepItem, ...]:
    """Return the stations from the draft to the issued paper, in their order."""
    return (_draft(way), *(_with_asides(way, step) for step in way.workflow.steps), _end(way))


def waiting(way: Way) -> Waiting:
    """Return whom the plan waits for at its present step."""
    asked = [row for row in way.rows if row.decision == "waiting"]
    dates = [row.due_on for row in asked if row.due_on is not None]
    until = min(dates, default=None)
    return Waiting(
        who=_names(way, [row.assignee_id for row in asked]),
        since=min((row.since for row in asked), default=None),
        until=until,
        late=until is not None and until < way.today,
        blocked=bool(asked) and all(row.assignee_id is None for row in asked),
    )


def _draft(way: Way) -> StepItem:
    plan, state = way.plan, "done"
    if plan.state == PlanState.DRAFT:
        state = "current"
    elif plan.state == PlanState.RETURNED:
        state = "returned"
    elif plan.state == PlanState.CANCELLED:
        state = "next"
    return StepItem(
        key="draft",
        label="Soạn thảo",
        kind="draft",
        state=state,
        who=_names(way, [plan.drafter_id]),
        since=plan.state_since if state == "current" else plan.created_at,
        decision="Chờ lãnh đạo đơn vị chuyển" if state == "returned" else "",
    )


def _with_asides(way: Way, step: Step) -> StepItem:
    asides = asides_of(step, way.rows, way.names, way.plan.round)
    return replace(_station(way, step), asides=asides)


def _station(way: Way, step: Step) -> StepItem:
    rows = _last_visit([row for row in way.rows if row.step_key == step.key])
    if way.plan.state == step.key:
        return _current(way, step)
    sent_back = [row for row in rows if row.decision == "returned"]
    at_home = way.plan.state in {PlanState.DRAFT, PlanState.RETURNED}
    if sent_back and at_home and sent_back[-1].round == way.plan.round:
        return _decided(way, step, sent_back, "returned")
    agreed = [row for row in rows if row.decision == "approved"]
    if agreed:
        return _decided(way, step, agreed, "done")
    return StepItem(step.key, step.label, step.kind.value, "next", ROLE_LABELS[step.role])


def _current(way: Way, step: Step) -> StepItem:
    now = waiting(way)
    return StepItem(
        key=step.key,
        label=step.label,
        kind=step.kind.value,
        state="current",
        who=now.who or f"Chưa có {ROLE_LABELS[step.role]}",
        since=now.since,
        until=now.until,
        late=now.late,
    )


def _decided(way: Way, step: Step, rows: Sequence[StepRow], state: str) -> StepItem:
    last = rows[-1]
    waived = [f"Lý do cho qua: {row.waiver_reason}" for row in rows if row.waiver_reason]
    agreed = _PASSED if waived else AGREED[step.kind]
    return StepItem(
        key=step.key,
        label=step.label,
        kind=step.kind.value,
        state=state,
        who=", ".join(dict.fromkeys(decider_of(way.names, row) for row in rows)),
        since=last.since,
        decision=agreed if state == "done" else "Trả lại",
        decided_at=last.decided_at,
        note="\n".join([*(row.note for row in rows if row.note), *waived]),
    )


def decider_of(names: Mapping[int, str], row: StepRow) -> str:
    """Return who decided, and in whose place where he was not the one who was asked."""
    name = names[row.decided_by] if row.decided_by is not None else ""
    if row.stand_in_id is None or row.assignee_id is None:
        return name
    return in_place_name(names[row.assignee_id], name)


def _end(way: Way) -> StepItem:
    state = way.plan.state
    done = state in _ENDS
    label = _ENDS.get(PlanState(state), "") if done else "Phát hành"
    numbered = is_numbered(way.workflow, state)
    return StepItem(
        key="end",
        label=label,
        kind="end",
        state="done" if done else "next",
        since=way.plan.state_since if done else None,
        decided_at=way.plan.state_since if done and numbered else None,
    )


def _last_visit(rows: Sequence[StepRow]) -> list[StepRow]:
    """Return the rows of the last time the plan was at the step."""
    if not rows:
        return []
    last = max((row.round, row.visit) for row in rows)
    return [row for row in rows if (row.round, row.visit) == last]


def _names(way: Way, people: Sequence[int | None]) -> str:
    known = dict.fromkeys(one for one in people if one is not None)
    return ", ".join(way.names[one] for one in known)
