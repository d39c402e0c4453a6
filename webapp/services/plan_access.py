"""Opening a plan for a person: the right to read it, its rules, the words for its state."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.locks import LOCKED
from webapp.db.models.organisations import AgencyRow
from webapp.db.models.plans import BlobRow, PlanRow
from webapp.db.queries import plans
from webapp.domain import process_policy
from webapp.domain.errors import ForbiddenError, NotFoundError
from webapp.domain.people import Actor
from webapp.domain.process import Action
from webapp.domain.reading_rights import Readable, may_read
from webapp.domain.workflow import Workflow, state_label
from webapp.domain.workflow_toml import load
from webapp.services.situations import NO_UNIT, situation_at

NO_WORKFLOW = Workflow(name="", label="", steps=())
"""The rules of a plan that was never submitted: no step, only the states outside the steps."""

NOT_FOUND = "Không tìm thấy văn bản này trong cơ quan đang làm việc; xem lại đường dẫn."
NO_SUBJECT = "(chưa có trích yếu)"
"""What lists and notices call a plan whose subject is not written yet."""

_WORKFLOWS: dict[str, Workflow] = {}
"""Those read so far: what a hash names never changes."""


def open_plan(session: Session, actor: Actor, plan_id: int) -> PlanRow:
    """Return the plan of the actor's own agency if he may read it there."""
    plan = plans.plan_in(session, actor.agency_id, plan_id)
    if plan is None:
        raise NotFoundError(NOT_FOUND)
    if not may_read(_readable(session, plan), actor):
        raise ForbiddenError(
            "Anh/chị chưa được xem dự thảo này; đề nghị người soạn thảo hoặc quản trị cơ quan."
        )
    return plan


def open_to_read(session: Session, actor: Actor, plan_id: int) -> PlanRow:
    """Return the plan if the actor may read it, in its agency or in the one that submitted it.

    For pages and files that change nothing; whatever changes a plan asks `open_plan`.
    """
    plan = session.get(PlanRow, plan_id)
    if plan is None or plan.agency_id == actor.agency_id:
        return open_plan(session, actor, plan_id)
    seen_from_below = replace(
        _readable(session, plan),
        own_agency_ids=plans.own_agency_ids(session, plan.unit_id),
        unit_member_ids=plans.unit_member_ids(session, plan.unit_id),
    )
    if not may_read(seen_from_below, actor):
        raise NotFoundError(NOT_FOUND)
    return plan


def readers_among(session: Session, plan: PlanRow, people: Iterable[Actor]) -> frozenset[int]:
    """Return those of the people of the plan's agency who may read it."""
    readable = _readable(session, plan)
    return frozenset(one.person_id for one in people if may_read(readable, one))


def issuer_above(session: Session, actor: Actor, plan: PlanRow) -> str:
    """Return the short name of the agency that issues the plan; empty where it is the actor's."""
    if plan.agency_id == actor.agency_id:
        return ""
    return session.get_one(AgencyRow, plan.agency_id).short_name


def _readable(session: Session, plan: PlanRow) -> Readable:
    return Readable(
        state=plan.state,
        agency_id=plan.agency_id,
        unit_id=plan.unit_id or NO_UNIT,
        drafter_id=plan.drafter_id,
        assignee_ids=plans.assignee_ids(session, plan.id),
        submitted=plan.round > 0,
    )


def plan_to(
    session: Session, actor: Actor, plan_id: int, action: Action, *, lock: bool = False
) -> PlanRow:
    """Return the plan if the actor may do this to it now."""
    query = select(PlanRow).where(PlanRow.id == plan_id, PlanRow.agency_id == actor.agency_id)
    plan = session.scalar(query.with_for_update(**LOCKED) if lock else query)
    if plan is None:
        raise NotFoundError(NOT_FOUND)
    situation = situation_at(session, plan)
    process_policy.require(workflow_of(session, plan.workflow_sha256), situation, action, actor)
    return plan


def workflow_of(session: Session, sha256: str | None) -> Workflow:
    """Return the rules a plan was started on."""
    if sha256 is None:
        return NO_WORKFLOW
    if sha256 not in _WORKFLOWS:
        _WORKFLOWS[sha256] = load(session.get_one(BlobRow, sha256).content.decode())
    return _WORKFLOWS[sha256]


def label_of(session: Session, workflow_sha256: str | None, state: str) -> str:
    """Return the state in the users' words."""
    return state_label(workflow_of(session, workflow_sha256), state)
