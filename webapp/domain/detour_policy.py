"""Who may ask another before he decides, reply, pass his question on, speak late."""

from collections.abc import Callable

from webapp.domain.people import Actor, Role
from webapp.domain.process import Action, Situation, forward_action
from webapp.domain.workflow import PlanState, Step, StepKind, Workflow, is_numbered

Rule = Callable[[Workflow, Situation, Actor], str | None]
"""Returns why the actor may not, as a sentence; None when he may."""

_PASSED_ON = frozenset(
    {StepKind.OPINION, StepKind.REVIEW, StepKind.CONTENT_CHECK, StepKind.FORMAT_CHECK}
)


def awaits_reply(situation: Situation, actor: Actor) -> str | None:
    """Return the sentence while a question of the actor is open: his decision waits for it."""
    for question in situation.questions:
        if question.asker_id == actor.person_id:
            return (
                f"Chờ {question.asked_name} trả lời câu hỏi của anh/chị trước; rút câu hỏi nếu "
                "không cần chờ nữa."
            )
    return None


def passed_on(step: Step, situation: Situation, actor: Actor) -> str | None:
    """Return the sentence for whoever gave the question of the step to somebody else."""
    if any(
        (one.step_key, one.from_id) == (step.key, actor.person_id) for one in situation.transfers
    ):
        return (
            f"Anh/chị đã chuyển bước «{step.label}» cho người khác xử lý; chờ người đó quyết định."
        )
    return None


def is_admitted(step: Step, situation: Situation, actor: Actor) -> bool:
    """Tell whether the question of the step was passed on to the actor, whatever his role."""
    return goes_to_anybody(step) and any(
        (one.step_key, one.to_id) == (step.key, actor.person_id) for one in situation.transfers
    )


def goes_to_anybody(step: Step) -> bool:
    """Tell whether the step's question may go to anybody in the agency, whatever his role.

    An opinion and a specialist's examination may; what a leader reviews goes to a leader alone.
    """
    examined = step.kind is StepKind.REVIEW and step.role is Role.REVIEWER
    return examined or step.kind is StepKind.OPINION


def may_be_passed_on(step: Step) -> bool:
    """Tell whether the step's question may go to another: never approval or signature.

    The signer is a choice of the draft (Điều 11, 13).
    """
    return step.kind in _PASSED_ON


def consult(may_decide: Rule) -> Rule:
    """Return the rule for asking: whoever decides on the text now may ask before he does."""

    def rule(workflow: Workflow, situation: Situation, actor: Actor) -> str | None:
        step = workflow.find(situation.state)
        on_text = step is not None and forward_action(step) is Action.APPROVE
        if on_text and may_decide(workflow, situation, actor) is None:
            return None
        return (
            "Chỉ người đang được chờ quyết định ở bước này mới hỏi thêm người khác được; "
            "chờ người đó quyết định."
        )

    return rule


def transfer(may_decide: Rule) -> Rule:
    """Return the rule for passing a question on."""

    def rule(workflow: Workflow, situation: Situation, actor: Actor) -> str | None:
        step = workflow.find(situation.state)
        if step is None or may_decide(workflow, situation, actor) is not None:
            return (
                "Chỉ người đang được chờ quyết định ở bước này mới chuyển cho người khác được; "
                "chờ người đó xử lý."
            )
        if not may_be_passed_on(step):
            return (
                f"Bước «{step.label}» không chuyển cho người khác được; trả lại kế hoạch nếu phải "
                "chọn người khác."
            )
        return awaits_reply(situation, actor)

    return rule


def reply(_workflow: Workflow, situation: Situation, actor: Actor) -> str | None:
    """Allow it to whoever is asked now."""
    if any(one.asked_id == actor.person_id for one in situation.questions):
        return None
    return "Không có câu hỏi nào chờ anh/chị trả lời; tải lại trang để xem việc cần làm."


def take_back(_workflow: Workflow, situation: Situation, actor: Actor) -> str | None:
    """Allow it to whoever asked and has no reply yet."""
    if any(one.asker_id == actor.person_id for one in situation.questions):
        return None
    return "Anh/chị không có câu hỏi nào đang chờ trả lời; tải lại trang để xem việc cần làm."


def speak_late(workflow: Workflow, situation: Situation, actor: Actor) -> str | None:
    """Allow it to whoever was asked for his opinion and whose step went on without it."""
    if is_numbered(workflow, situation.state) or situation.state == PlanState.CANCELLED:
        return "Kế hoạch đã kết thúc nên không ghi thêm ý kiến; gửi ý kiến cho người soạn thảo."
    if late_steps(workflow, situation, actor):
        return None
    return "Không có ý kiến nào của anh/chị còn thiếu; gửi ý kiến cho người soạn thảo nếu cần."


def late_steps(workflow: Workflow, situation: Situation, actor: Actor) -> tuple[Step, ...]:
    """Return the steps that asked the actor for his opinion and went on without it."""
    return tuple(
        step
        for step in workflow.steps
        if step.kind is StepKind.OPINION
        and step.key != situation.state
        and (step.key, actor.person_id) in situation.unheard
    )
