"""Who hands in the signed paper, and what number and issue wait for, by the medium of the paper."""

from webapp.domain.detour_policy import Rule
from webapp.domain.people import Actor, Role
from webapp.domain.process import Situation
from webapp.domain.workflow import PlanState, Workflow


def add_signed(_workflow: Workflow, situation: Situation, actor: Actor) -> str | None:
    """Allow it to the clerk, who keeps the originals (Điều 19), once the signature is recorded."""
    if not actor.has(Role.CLERK):
        return "Chỉ văn thư được đưa bản đã ký lên; chuyển tệp cho văn thư cơ quan."
    if situation.state == PlanState.VOIDED:
        return "Số của kế hoạch đã hủy nên không nhận bản đã ký; xem lý do hủy ở trang kế hoạch."
    if not situation.signature_recorded:
        return "Kế hoạch chưa được ghi nhận có chữ ký; ghi nhận bản đã ký trước rồi đưa tệp lên."
    return None


def number_when_signed(rule: Rule) -> Rule:
    """Return the rule of giving a number, with what has to be there before it."""

    def with_original(workflow: Workflow, situation: Situation, actor: Actor) -> str | None:
        recorded = situation.signature_recorded
        waits = situation.original.before_number(signature_recorded=recorded)
        return rule(workflow, situation, actor) or waits

    return with_original


def issue_when_signed(rule: Rule) -> Rule:
    """Return the rule of issuing, with what has to be there before it."""

    def with_original(workflow: Workflow, situation: Situation, actor: Actor) -> str | None:
        return rule(workflow, situation, actor) or situation.original.before_issue()

    return with_original
