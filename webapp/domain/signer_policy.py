"""Another signer while a plan is on its way: who may choose him, and what falls then.

The words of the text stay, so the content check and the opinions stay; the signature block is a
matter of form, so the format check alone is made anew (Điều 12.2). Approval is the signer's own
word: once it is given the plan has to be returned (Điều 11).
"""

from webapp.domain.detour_policy import Rule
from webapp.domain.people import Actor, Role
from webapp.domain.process import Outcome, Situation
from webapp.domain.workflow import StepKind, Workflow


def change_signer(checks_form_now: Rule) -> Rule:
    """Return the rule; `checks_form_now` says whether the step waits for the actor's decision."""

    def rule(workflow: Workflow, situation: Situation, actor: Actor) -> str | None:
        step = workflow.find(situation.state)
        approval = workflow.position_of_kind(StepKind.APPROVAL)
        position = workflow.position(situation.state)
        if step is None or position > approval:
            return (
                "Chỉ đổi người ký khi kế hoạch đang trình mà chưa duyệt; sửa dự thảo, hoặc trả lại "
                "kế hoạch trước."
            )
        checks = step.kind is StepKind.FORMAT_CHECK
        if checks and checks_form_now(workflow, situation, actor) is None:
            return None
        if _drafts_still(workflow, situation, actor, position):
            return None
        return (
            "Chỉ người soạn thảo khi hồ sơ còn ở đơn vị và người kiểm tra thể thức ở bước của mình "
            "được đổi người ký; đề nghị người đó đổi."
        )

    return rule


def _drafts_still(workflow: Workflow, situation: Situation, actor: Actor, position: int) -> bool:
    intake = workflow.position_of_kind(StepKind.INTAKE)
    at_home = intake < 0 or position < intake
    return at_home and actor.person_id == situation.drafter_id and actor.has(Role.DRAFTER)


def outcome_of_change(workflow: Workflow, situation: Situation) -> Outcome | None:
    """Return where the plan goes: back to its format check; None where it stays as it is.

    Whoever was asked to approve is asked no more, so that the new signer is asked instead.
    """
    checks = [step.key for step in workflow.steps if step.kind is StepKind.FORMAT_CHECK]
    fallen = [one.step_key for one in situation.decisions if one.step_key in checks]
    step = workflow.find(situation.state)
    if fallen:
        first = min(fallen, key=workflow.position)
        return Outcome(first, voided_steps=frozenset(checks))
    if step is not None and step.kind is StepKind.APPROVAL:
        return Outcome(situation.state)
    return None
