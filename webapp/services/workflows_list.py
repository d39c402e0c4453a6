"""The workflows of an agency: what each asks, who chose it, and which roles nobody holds yet."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.models.organisations import AdvisoryBodyRow, AgencyRow
from webapp.domain.errors import InvalidInputError
from webapp.domain.people import Actor, Role
from webapp.domain.workflow import Workflow
from webapp.domain.workflow_drawing import step_lines
from webapp.services import audit
from webapp.services.issuers import issuer_row, label_of
from webapp.services.rules import Rules
from webapp.services.setting_changes import assign, demand_administrator, demand_fresh
from webapp.services.situations import people_of


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues plans, and by which workflow: the agency, or one of its advisory bodies."""

    body_id: int | None
    label: str
    workflow_name: str
    version: int
    missing: tuple[Role, ...] = ()
    """Roles that the workflow asks and nobody in the agency holds: its plans would stand still."""
    missing_file: str = ""
    """What to do where the workflow has no file on this machine."""


@dataclass(frozen=True, slots=True)
class WorkflowView:
    """A workflow as the page of administration shows it."""

    name: str
    label: str
    issuers: tuple[str, ...]
    """Who has chosen it."""
    steps: tuple[tuple[str, ...], ...]
    """Of each step its label, who decides, until when, and where it returns to."""


def list_workflows(database: Database, rules: Rules, actor: Actor) -> tuple[WorkflowView, ...]:
    """Return every workflow, those that somebody has chosen first."""
    chosen = issuers(database, rules, actor)
    with database.reading() as session:
        in_use = [
            rules.workflow_in_use(session, actor.agency_id, name)
            for name in rules.workflow_labels()
        ]
    views = [
        WorkflowView(
            name=one.name,
            label=one.label,
            issuers=tuple(issuer.label for issuer in chosen if issuer.workflow_name == one.name),
            steps=_steps(one),
        )
        for one in in_use
    ]
    return tuple(sorted(views, key=lambda view: (not view.issuers, view.name)))


def issuers(database: Database, rules: Rules, actor: Actor) -> tuple[Issuer, ...]:
    """Return who issues plans in the agency, each with its workflow."""
    demand_administrator(actor)
    with database.reading() as session:
        held = frozenset[Role]().union(*(one.roles for one in people_of(session, actor.agency_id)))
        agency = session.get_one(AgencyRow, actor.agency_id)
        bodies = session.scalars(
            select(AdvisoryBodyRow)
            .where(AdvisoryBodyRow.agency_id == actor.agency_id, AdvisoryBodyRow.active)
            .order_by(AdvisoryBodyRow.name)
        )
        own = _issuer(session, rules, agency, None, held)
        return (own, *(_issuer(session, rules, agency, body, held) for body in bodies))


def choose_workflow(
    database: Database, rules: Rules, actor: Actor, wanted: Issuer, now: datetime
) -> None:
    """Let the agency, or one of its advisory bodies, begin new plans on another workflow."""
    demand_administrator(actor)
    if wanted.workflow_name not in rules.workflow_labels():
        raise InvalidInputError("Chọn một quy trình trong danh sách.", "workflow_name")
    with database.transaction() as session:
        row = issuer_row(session, actor, wanted.body_id)
        demand_fresh(row.version, wanted.version, "quy trình")
        changes = assign(row, {"workflow_name": wanted.workflow_name})
        kind = "agency" if wanted.body_id is None else "advisory_body"
        subject, details = f"{kind}:{row.id}", {"changes": changes}
        audit.record(session, actor, "choose_workflow", now=now, subject=subject, details=details)


def _issuer(
    session: Session,
    rules: Rules,
    agency: AgencyRow,
    body: AdvisoryBodyRow | None,
    held: frozenset[Role],
) -> Issuer:
    row, body_id = (agency, None) if body is None else (body, body.id)
    if sentence := rules.files.missing_workflow(row):
        return Issuer(body_id, label_of(row), row.workflow_name, row.version, missing_file=sentence)
    missing = _missing(rules.workflow_for(session, agency.id, body_id), held)
    return Issuer(body_id, label_of(row), row.workflow_name, row.version, missing)


def _missing(workflow: Workflow, held: frozenset[Role]) -> tuple[Role, ...]:
    needed = {Role.DRAFTER, *(step.role for step in workflow.steps)}
    return tuple(role for role in Role if role in needed - held)


def _steps(workflow: Workflow) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(step_lines(workflow, step)) for step in workflow.steps)
