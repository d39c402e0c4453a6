"""Acting in the system in the place of somebody who is absent: what that can and cannot be.

The stand-in clicks, the question stays the absent person's, and the signature block is untouched:
the power to sign is given by KT., TL. or TUQ. and by nothing here (Điều 13).
"""

from collections.abc import Collection
from dataclasses import dataclass

from webapp.domain.people import Actor
from webapp.domain.process import ACTION_LABELS, Action, Situation
from webapp.domain.workflow import Step, StepKind

DEEDS = frozenset(
    {
        Action.APPROVE,
        Action.RETURN,
        Action.PASS_ON,
        Action.RECEIVE,
        Action.RECEIVE,
        Action.RECORD_SIGNATURE,
        Action.NUMBER,
        Action.ISSUE,
    }
)
"""The words that are waited for; drafting, withdrawing and voiding stay with their people."""

_JUDGES = (
    StepKind.CONTENT_CHECK,
    StepKind.FORMAT_CHECK,
    StepKind.REVIEW,
    StepKind.OPINION,
)


def refusal(step: Step | None, situation: Situation, action: Action, actor: Actor) -> str | None:
    """Return why nobody may do this in another's place, as a sentence; None when he may.

    Whether the absent person himself might do it is for the policy to say.
    """
    if action not in DEEDS:
        return (
            f"«{ACTION_LABELS[action]}» không làm thay người khác được; chờ người đó hoặc đề nghị "
            "quản trị cơ quan phân công lại."
        )
    if actor.answering.standing_in is not None:
        return "Người xử lý thay không giao lại việc đó cho người khác; đề nghị cử người khác."
    if step is None:
        return None
    if step.kind is StepKind.APPROVAL:
        return (
            "Duyệt bản thảo là quyết định của chính người ký (Điều 11), không xử lý thay được; "
            "đề nghị người soạn thảo chọn người ký khác có thẩm quyền KT. hoặc TUQ."
        )
    if step.kind in _JUDGES and actor.person_id == situation.drafter_id:
        return (
            "Người soạn thảo không kiểm tra kế hoạch của chính mình, kể cả khi xử lý thay người "
            "khác; đề nghị cử người khác xử lý thay."
        )
    return None


@dataclass(frozen=True, slots=True)
class Parties:
    """The people of one stand-in."""

    absent_id: int
    stand_in_id: int
    entered_by: int


def confirm_refusal(parties: Parties, actor_id: int, leaders: Collection[int]) -> str | None:
    """Return why the actor may not confirm it, as a sentence; None when he may.

    The absent person gives his own questions away; the leader gives them away for him.
    """
    if actor_id == parties.stand_in_id:
        return "Người xử lý thay không tự xác nhận; chờ người vắng hoặc lãnh đạo xác nhận."
    if actor_id == parties.absent_id:
        return None
    if actor_id not in leaders:
        return "Chỉ người vắng hoặc lãnh đạo cơ quan xác nhận việc này; báo người đó xác nhận."
    if actor_id == parties.entered_by:
        return "Người nhập không tự xác nhận; chờ người vắng hoặc lãnh đạo khác xác nhận."
    return None
