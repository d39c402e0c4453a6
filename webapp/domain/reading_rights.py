"""Who may read a plan; another agency's plan does not exist, but for the sở that submitted it."""

from collections.abc import Collection
from dataclasses import dataclass

from webapp.domain.people import Actor, Role
from webapp.domain.workflow import PlanState

OPEN_STATES = frozenset({PlanState.ISSUED, PlanState.VOIDED})
"""States in which every member of the agency reads the plan: its number stands in the register."""

READS_ALL = frozenset(
    {
        Role.FORMAT_CHECKER,
        Role.OFFICE_HEAD,
        Role.DEPUTY,
        Role.SIGNER,
        Role.CLERK,
        Role.ADMINISTRATOR,
    }
)
"""Roles whose work needs every draft of the agency."""


@dataclass(frozen=True, slots=True)
class Readable:
    """All that the policy looks at in a plan."""

    state: str
    agency_id: int
    unit_id: int
    drafter_id: int
    assignee_ids: Collection[int] = ()
    """People who decided or were asked to, in any round, be it by one who was."""
    submitted: bool = False
    """Whether it was ever submitted; before that it is its drafting unit's own affair."""
    own_agency_ids: Collection[int] = ()
    """The agencies that the drafting unit, or a unit above it, is: a sở that submits upward."""
    unit_member_ids: Collection[int] = ()
    """People who work in the drafting unit."""


def reads_all(actor: Actor) -> bool:
    """Tell whether the actor reads every plan of the agency, drafts too."""
    return bool(actor.roles & READS_ALL)


def may_read(plan: Readable, actor: Actor) -> bool:
    """Tell whether the actor may open the plan: in the agency that issues it, or from below."""
    if not actor.roles:
        return False
    if actor.agency_id == plan.agency_id:
        return _may_read_at_home(plan, actor)
    return _may_read_from_below(plan, actor)


def _may_read_at_home(plan: Readable, actor: Actor) -> bool:
    return (
        plan.state in OPEN_STATES
        or reads_all(actor)
        or actor.person_id == plan.drafter_id
        or actor.unit_id == plan.unit_id
        or not {actor.person_id, *actor.reads_for}.isdisjoint(plan.assignee_ids)
    )


def _may_read_from_below(plan: Readable, actor: Actor) -> bool:
    """Tell whether the actor works in the agency that submitted the plan, and has to know it."""
    if not plan.submitted or actor.agency_id not in plan.own_agency_ids:
        return False
    return (
        reads_all(actor)
        or actor.person_id == plan.drafter_id
        or actor.person_id in plan.assignee_ids
        or actor.person_id in plan.unit_member_ids
    )
