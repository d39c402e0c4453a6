"""Who may comment on a plan, close a thread and open it again; comments decide nothing."""

from webapp.domain.people import Actor
from webapp.domain.process import Situation
from webapp.domain.workflow import PlanState, Workflow

CLOSED = frozenset({PlanState.ISSUED, PlanState.CANCELLED, PlanState.VOIDED})
"""States in which nothing of the text is open any more."""


def comment(_workflow: Workflow, situation: Situation, _actor: Actor) -> str | None:
    """Allow it to everybody while the plan is on its way; whether he may read it is asked before.

    The agency of the actor is the plan's own.
    """
    if situation.state in CLOSED:
        return "Kế hoạch đã kết thúc nên không trao đổi thêm; gửi ý kiến cho người soạn thảo."
    return None


def resolve(workflow: Workflow, situation: Situation, actor: Actor) -> str | None:
    """Allow it to whoever began the thread, and to the drafter, whom it asks for something.

    Who may close it may open it again.
    """
    closed = comment(workflow, situation, actor)
    if closed is not None:
        return closed
    if actor.person_id in {situation.thread_author_id, situation.drafter_id}:
        return None
    return (
        "Chỉ người mở trao đổi và người soạn thảo được đánh dấu xong hoặc mở lại; báo một trong "
        "hai người."
    )
