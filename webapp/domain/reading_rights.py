"""Who may read a plan; another agency's plan does not exist for him at all."""

from collections.abc import Collection
from dataclasses import dataclass

from webapp.domain.people import Actor, Role
from webapp.domain.workflow import PlanState

OPEN_STATES = frozenset({PlanState.ISSUED, PlanState.VOIDED})
"""States in which every member of the agency reads the plan: its number stands in the register."""

READS_ALL = frozenset({Role.FORMAT_CHECKER, Role.SIGNER, Role.CLERK, Role.ADMINISTRATOR})
"""Roles whose work needs every draft of the agency."""


@dataclass(frozen=True, slots=True)
class Readable:
    """All that the policy looks at in a plan."""

    state: str
    agency_id: int
    unit_id: int
    drafter_id: int
    assignee_ids: Collection[int] = ()
    """People who were or are asked to decide, in any round, or by one who was."""


def reads_all(actor: Actor) -> bool:
    """Tell whether the actor reads every plan of the agency, drafts too."""
    return bool(actor.roles & READS_ALL)


def may_read(plan: Readable, actor: Actor) -> bool:
    """Tell whether the actor may open the plan."""
    if actor.agency_id != plan.agency_id or not actor.roles:
        return False
    return (
        plan.state in OPEN_STATES
        or reads_all(actor)
        or actor.person_id == plan.drafter_id
        or actor.unit_id == plan.unit_id
        or actor.person_id in plan.assignee_ids
    )
