"""Who answers for a text before its signature: for its content, and for its form (Điều 12)."""

from sqlalchemy.orm import Session

from webapp.adapters.clock import VIETNAM
from webapp.db.models.plans import PlanRow
from webapp.db.models.process import StepRow
from webapp.db.queries import plans
from webapp.documents.paper import Checker
from webapp.domain.workflow import StepKind, Workflow
from webapp.services.situations import decisions_that_hold, steps_of
from webapp.services.step_strip import decider_of

_POINTS = {StepKind.CONTENT_CHECK: "12.1", StepKind.FORMAT_CHECK: "12.2"}


def checkers_of(session: Session, workflow: Workflow, plan: PlanRow) -> tuple[Checker, ...]:
    """Return the last who agreed to the content and the last who passed the form."""
    last: dict[StepKind, StepRow] = {}
    for row in decisions_that_hold(steps_of(session, plan.id)):
        step = workflow.find(row.step_key)
        if step is not None and step.kind in _POINTS:
            last[step.kind] = row
    people = {one for row in last.values() for one in (row.decided_by, row.assignee_id) if one}
    names = plans.names_of(session, people)
    rows = ((point, last[kind]) for kind, point in _POINTS.items() if kind in last)
    return tuple(
        Checker(point, decider_of(names, row), row.decided_at.astimezone(VIETNAM))
        for point, row in rows
        if row.decided_at
    )
