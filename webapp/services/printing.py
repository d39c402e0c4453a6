"""«Đã in»: who printed which paper of a plan, how often; kept in the log (PL VI I.6).

The machine of the reader prints; that it did is his own word, said once for each printing.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.models.audit import AuditRow
from webapp.db.queries import plans
from webapp.domain.errors import InvalidInputError
from webapp.domain.people import Actor
from webapp.domain.stages import Stage
from webapp.services import audit, papers
from webapp.services.history import PRINTED
from webapp.services.plan_access import open_to_read
from webapp.services.plan_heads import head_of
from webapp.services.plan_pages import PlanHead
from webapp.services.rules import Rules

MOST_COPIES = 999


@dataclass(frozen=True, slots=True)
class Printing:
    """One printing that somebody told of."""

    who: str
    at: datetime
    stage_label: str
    copies: int


@dataclass(frozen=True, slots=True)
class PrintingPage:
    """What was printed of a plan, and what may be marked."""

    head: PlanHead
    stages: tuple[tuple[str, str], ...]
    """Value and label of the papers that the reader may take now, the furthest first."""
    printings: tuple[Printing, ...]
    """Newest first."""


def printing_page(database: Database, rules: Rules, actor: Actor, plan_id: int) -> PrintingPage:
    """Return what is known of the plan's printings, for whoever may read it."""
    with database.reading() as session:
        plan = open_to_read(session, actor, plan_id)
        workflow = rules.workflow_of(session, plan)
        stages = papers.stages_for(session, workflow, plan, actor)
        ordinal = plans.current_revision(session, plan_id).ordinal
        return PrintingPage(
            head=head_of(session, plan, workflow, ordinal),
            stages=tuple((one.value, papers.STAGE_LABELS[one]) for one in reversed(stages)),
            printings=_printings(session, plan_id),
        )


def mark_printed(
    database: Database,
    rules: Rules,
    actor: Actor,
    plan_id: int,
    *,
    stage: str,
    copies: int | None,
    now: datetime,
) -> None:
    """Keep that the actor printed so many copies of a paper that he may take."""
    if stage not in set(Stage):
        raise InvalidInputError("Chọn bản đã in.", "stage")
    if copies is None or copies not in range(1, MOST_COPIES + 1):
        raise InvalidInputError(f"Ghi số bản đã in, từ 1 đến {MOST_COPIES}.", "copies")
    with database.transaction() as session:
        paper = papers.open_paper(session, rules, actor, plan_id, Stage(stage))
        details = {"stage": stage, "copies": copies, "revision": paper.revision.ordinal}
        audit.record(session, actor, PRINTED, now=now, plan=paper.plan, details=details)


def _printings(session: Session, plan_id: int) -> tuple[Printing, ...]:
    rows = session.scalars(
        select(AuditRow)
        .where(AuditRow.plan_id == plan_id, AuditRow.action == PRINTED)
        .order_by(AuditRow.ordinal.desc())
    )
    return tuple(_printing(row) for row in rows)


def _printing(row: AuditRow) -> Printing:
    said = json.loads(row.details)
    label = papers.STAGE_LABELS[Stage(said["stage"])]
    return Printing(row.actor_name, row.at, label, said["copies"])
