"""Acting in the system in the place of somebody who is absent: what that can and cannot be.

The stand-in clicks, the question stays the absent person's, and the signature block is untouched:
the power to sign is given by KT., TL. or TUQ. and by nothing here (Điều 13). He passes nothing on
to a third person, as TUQ. is not passed on (Điều 13.4). In a talk about the text everybody speaks
for himself: comments decide nothing, so the stand-in makes them under his own name.
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
        Action.RECORD_SIGNATURE,
        Action.NUMBER,
        Action.ISSUE,
        Action.CONSULT,
        Action.TAKE_BACK,
        Action.REPLY,
        Action.SPEAK_LATE,
    }
)
"""The words that are waited for, and what is asked before them; drafting, withdrawing and voiding
stay with their people."""
ANSWERS = frozenset({Action.REPLY, Action.SPEAK_LATE})
"""Words that were asked for beside the step at which the plan is, and decide nothing there."""
BALLOT_IS_PERSONAL = (
    "Phiếu lấy ý kiến hỏi chính thành viên Ủy ban nhân dân nên không trả lời thay được; báo thành "
    "viên đó tự trả lời."
)
"""The committee decides together, by the votes of its members (Luật Tổ chức chính quyền địa phương
số 72/2025/QH15): a vote belongs to whoever was elected or appointed, and is no paper to handle."""

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
    if action in ANSWERS:
        return _judges_himself(situation, actor)
    if step is None:
        return None
    if step.kind is StepKind.APPROVAL:
        return (
            "Duyệt bản thảo là quyết định của chính người ký (Điều 11), không xử lý thay được; "
            "đề nghị người soạn thảo chọn người ký khác có thẩm quyền KT. hoặc TUQ."
        )
    return _judges_himself(situation, actor) if step.kind in _JUDGES else None


def _judges_himself(situation: Situation, actor: Actor) -> str | None:
    if not situation.drafted_by(actor.person_id):
        return None
    return (
        "Người soạn thảo không kiểm tra, cho ý kiến về kế hoạch của chính mình, kể cả khi xử lý "
        "thay người khác; đề nghị cử người khác xử lý thay."
    )


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
