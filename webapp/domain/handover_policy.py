"""Who gives a draft to another drafter, and who may take it; nothing is decided by that."""

from collections.abc import Collection

from webapp.domain.people import Actor, Role
from webapp.domain.process import Situation, is_own_unit_head
from webapp.domain.workflow import PlanState, Workflow


def hand_over(_workflow: Workflow, situation: Situation, actor: Actor) -> str | None:
    """Allow it to the unit's head, to the drafter himself, and where nobody leads to the agency.

    A plan that was returned is with the head, so its drafter has no say over it there.
    """
    if situation.state not in {PlanState.DRAFT, PlanState.RETURNED}:
        return (
            "Chỉ giao người soạn thảo khác khi kế hoạch còn là dự thảo hoặc bị trả lại; rút lại "
            "hoặc đề nghị trả lại kế hoạch trước."
        )
    if is_own_unit_head(situation, actor) or _drafts(situation, actor):
        return None
    if actor.has(Role.ADMINISTRATOR) and not situation.unit_has_head:
        return None
    return (
        "Lãnh đạo đơn vị soạn thảo hoặc người soạn thảo giao dự thảo cho người khác; báo quản trị "
        "cơ quan nếu đơn vị chưa có lãnh đạo."
    )


def may_take(situation: Situation, unit_ids: Collection[int | None], person: Actor) -> bool:
    """Tell whether the person may draft it on: a drafter of the unit or of one below it.

    Whose word on the text still holds does not become its author.
    """
    decided = {one for d in situation.decisions for one in (d.person_id, d.made_by)}
    return (
        person.has(Role.DRAFTER)
        and person.unit_id in unit_ids
        and person.person_id not in {situation.drafter_id, *decided}
    )


def _drafts(situation: Situation, actor: Actor) -> bool:
    at_work = situation.state == PlanState.DRAFT and actor.has(Role.DRAFTER)
    return at_work and actor.person_id == situation.drafter_id
