"""Who may do what to a plan, in which state; every refusal says what to do instead."""

from collections.abc import Callable, Iterable

from webapp.domain import (
    chain,
    comment_policy,
    detour_policy,
    handover_policy,
    signer_policy,
    standing_in,
    voiding,
)
from webapp.domain.errors import ForbiddenError, InvalidInputError
from webapp.domain.letters import said_of
from webapp.domain.people import ROLE_LABELS, Actor, Role
from webapp.domain.process import (
    ACTION_LABELS,
    NEEDS_REASON,
    Action,
    Situation,
    belongs_to_unit_asked,
    forward_action,
    is_own_unit_head,
)
from webapp.domain.signed_policy import add_signed, issue_when_signed, number_when_signed
from webapp.domain.workflow import (
    PlanState,
    Step,
    StepKind,
    StepUnit,
    Workflow,
    is_numbered,
    state_label,
)

_CHECKS = (StepKind.CONTENT_CHECK, StepKind.FORMAT_CHECK)
_OF_OTHERS = (*_CHECKS, StepKind.REVIEW, StepKind.OPINION)
"""Kinds in which nobody judges what he drafted himself."""


def refusal(workflow: Workflow, situation: Situation, action: Action, actor: Actor) -> str | None:
    """Return why the actor may not do this now, as a sentence; None when he may."""
    if actor.agency_id != situation.agency_id:
        return "Không tìm thấy văn bản này trong cơ quan đang làm việc; chọn đúng cơ quan."
    sentence = chain.frozen(situation, action)
    if sentence is None and actor.standing_in is not None:
        sentence = _in_his_place(workflow, situation, action, actor)
    elif sentence is None:
        sentence = _RULES[action](workflow, situation, actor)
    return sentence and said_of(situation.document_type, sentence)


def require(workflow: Workflow, situation: Situation, action: Action, actor: Actor) -> None:
    """Raise ForbiddenError with the sentence when the actor may not do this now."""
    sentence = refusal(workflow, situation, action, actor)
    if sentence is not None:
        raise ForbiddenError(sentence)


def require_reason(action: Action, reason: str) -> None:
    """Raise InvalidInputError when the deed needs a reason and none is given (Điều 10.3)."""
    if action in NEEDS_REASON and not reason.strip():
        raise InvalidInputError(
            f"Ghi lý do trước khi chọn «{ACTION_LABELS[action]}».", field="reason"
        )


def allowed_actions(workflow: Workflow, situation: Situation, actor: Actor) -> tuple[Action, ...]:
    """Return the deeds open to the actor now, for the buttons of a page."""
    return tuple(one for one in Action if refusal(workflow, situation, one, actor) is None)


def people_who_may_decide(
    workflow: Workflow, situation: Situation, people: Iterable[Actor]
) -> tuple[Actor, ...]:
    """Return those of `people` who may decide at the present step, those who did included."""
    step = workflow.find(situation.state)
    if step is None:
        return ()
    return tuple(
        one
        for one in people
        if one.agency_id == situation.agency_id and _no_say(step, situation, one) is None
    )


def people_waited_for(
    workflow: Workflow, situation: Situation, people: Iterable[Actor]
) -> tuple[Actor, ...]:
    """Return those of `people` whose word the plan waits for now."""
    if situation.state == PlanState.DRAFT:
        return tuple(one for one in people if one.person_id == situation.drafter_id)
    if situation.state == PlanState.RETURNED:
        return tuple(one for one in people if is_own_unit_head(situation, one))
    decided = {d.person_id for d in situation.decisions if d.step_key == situation.state}
    able = people_who_may_decide(workflow, situation, people)
    return tuple(one for one in able if one.person_id not in decided)


def is_waited_for(workflow: Workflow, step: Step, situation: Situation, actor: Actor) -> bool:
    """Tell whether the present step waits for the actor's word, be a question of his open or not.

    His decision waits for a reply; the step waits for him all the same.
    """
    here = actor.agency_id == situation.agency_id
    return here and _may_yet(forward_action(step))(workflow, situation, actor) is None


def _in_his_place(
    workflow: Workflow, situation: Situation, action: Action, actor: Actor
) -> str | None:
    """Return why the stand-in may not; the absent person's own limits hold for him too."""
    step = workflow.find(situation.state)
    sentence = standing_in.refusal(step, situation, action, actor)
    if sentence is None and step is not None and action not in standing_in.ANSWERS:
        sentence = _other_check_made(workflow, step, situation, actor)
    return sentence or _RULES[action](workflow, situation, actor.answering)


def _wrong_state(workflow: Workflow, situation: Situation, action: Action) -> str:
    return (
        f"Kế hoạch đang ở trạng thái «{state_label(workflow, situation.state)}» nên không thể "
        f"«{ACTION_LABELS[action]}»; tải lại trang để xem việc cần làm."
    )


def _no_say(step: Step, situation: Situation, actor: Actor) -> str | None:
    """Return why the actor has no word at the step at all, whatever was decided there."""
    admitted = detour_policy.is_admitted(step, situation, actor)
    if not admitted and not actor.has(step.role):
        return f"Bước «{step.label}» do {ROLE_LABELS[step.role]} xử lý; chờ người đó quyết định."
    if step.kind is StepKind.APPROVAL and actor.person_id != situation.signer_person_id:
        return "Chỉ người được chọn ký văn bản mới duyệt được (Điều 11); chọn lại người ký nếu sai."
    if step.kind in _OF_OTHERS and situation.drafted_by(actor.person_id):
        return "Người soạn thảo không kiểm tra kế hoạch của chính mình; chờ người khác kiểm tra."
    if not admitted and not belongs_to_unit_asked(step, situation, actor):
        return _another_unit(step)
    return detour_policy.passed_on(step, situation, actor)


def _another_unit(step: Step) -> str:
    if step.unit_asked is StepUnit.PARENT:
        return (
            f"Bước «{step.label}» do lãnh đạo đơn vị cấp trên của đơn vị soạn thảo xử lý; "
            "chờ đơn vị đó quyết định."
        )
    if step.kind is StepKind.CONTENT_CHECK:
        return "Nội dung do lãnh đạo đơn vị soạn thảo kiểm tra (Điều 12); chờ đơn vị đó xử lý."
    return f"Bước «{step.label}» do lãnh đạo đơn vị soạn thảo xử lý; chờ đơn vị đó quyết định."


def _other_check_made(
    workflow: Workflow, step: Step, situation: Situation, actor: Actor
) -> str | None:
    if step.kind not in _CHECKS:
        return None
    for decision in situation.decisions:
        other = workflow.find(decision.step_key)
        if (
            other is not None
            and actor.person_id in {decision.person_id, decision.made_by}
            and other.kind in _CHECKS
            and other.kind is not step.kind
            and other.key not in step.same_person_may_also
        ):
            return (
                f"Anh/chị đã quyết định ở bước «{other.label}»; bước «{step.label}» phải do "
                "người khác thực hiện (Điều 12)."
            )
    return None


def _decide(action: Action, workflow: Workflow, situation: Situation, actor: Actor) -> str | None:
    step = workflow.find(situation.state)
    if step is None or action not in {forward_action(step), Action.RETURN}:
        return _wrong_state(workflow, situation, action)
    return _no_say(step, situation, actor) or _other_check_made(workflow, step, situation, actor)


def _may_yet(action: Action) -> detour_policy.Rule:
    """Return the rule for whoever the step waits for, be a question of his open or not."""

    def rule(workflow: Workflow, situation: Situation, actor: Actor) -> str | None:
        sentence = _decide(action, workflow, situation, actor)
        if sentence is not None:
            return sentence
        here = (one for one in situation.decisions if one.step_key == situation.state)
        if any(one.person_id == actor.person_id for one in here):
            return "Anh/chị đã quyết định ở bước này; chờ những người còn lại."
        return None

    return rule


def _forward(action: Action) -> detour_policy.Rule:
    may_yet = _may_yet(action)

    def rule(workflow: Workflow, situation: Situation, actor: Actor) -> str | None:
        sentence = may_yet(workflow, situation, actor)
        return sentence or detour_policy.awaits_reply(situation, actor)

    return rule


def _submit(workflow: Workflow, situation: Situation, actor: Actor) -> str | None:
    if situation.state != PlanState.DRAFT:
        return _wrong_state(workflow, situation, Action.SUBMIT)
    if actor.person_id != situation.drafter_id or not actor.has(Role.DRAFTER):
        return "Chỉ người soạn thảo được trình kế hoạch này; báo người soạn thảo trình."
    return None


def _return(workflow: Workflow, situation: Situation, actor: Actor) -> str | None:
    step = workflow.find(situation.state)
    if step is not None and is_numbered(workflow, situation.state):
        return "Kế hoạch đã có số nên không trả lại được; văn thư hủy số nếu có sai sót."
    sentence = _decide(Action.RETURN, workflow, situation, actor)
    return sentence or detour_policy.awaits_reply(situation, actor)


def _pass_on(workflow: Workflow, situation: Situation, actor: Actor) -> str | None:
    if situation.state != PlanState.RETURNED:
        return _wrong_state(workflow, situation, Action.PASS_ON)
    if not is_own_unit_head(situation, actor):
        return "Lãnh đạo đơn vị soạn thảo chuyển kế hoạch bị trả lại; chờ lãnh đạo đơn vị."
    return None


def _withdraw(workflow: Workflow, situation: Situation, actor: Actor) -> str | None:
    if is_numbered(workflow, situation.state):
        return "Kế hoạch đã có số nên không rút lại được; văn thư hủy số nếu có sai sót."
    if workflow.find(situation.state) is None:
        return _wrong_state(workflow, situation, Action.WITHDRAW)
    if actor.person_id != situation.last_mover_id:
        return "Chỉ người vừa chuyển kế hoạch đi mới rút lại được; đề nghị người đó rút lại."
    if any(one.step_key == situation.state for one in situation.decisions):
        return "Bước sau đã có người quyết định; đề nghị người đang xử lý trả lại."
    return None


def _void(workflow: Workflow, situation: Situation, actor: Actor) -> str | None:
    if situation.state == PlanState.VOIDED or not is_numbered(workflow, situation.state):
        return _wrong_state(workflow, situation, Action.VOID)
    if not actor.has(Role.CLERK):
        return "Chỉ văn thư được hủy số; báo văn thư cơ quan, nêu rõ lý do."
    return voiding.refusal(situation.traces)


def _cancel(workflow: Workflow, situation: Situation, actor: Actor) -> str | None:
    if situation.state not in {PlanState.DRAFT, PlanState.RETURNED}:
        return _wrong_state(workflow, situation, Action.CANCEL)
    own_draft = situation.state == PlanState.DRAFT and actor.person_id == situation.drafter_id
    if own_draft or is_own_unit_head(situation, actor):
        return None
    return "Chỉ người soạn thảo hoặc lãnh đạo đơn vị soạn thảo được bỏ dự thảo; báo người đó."


def _edit(workflow: Workflow, situation: Situation, actor: Actor) -> str | None:
    closed = _closed_to_edits(workflow, situation)
    if closed is not None:
        return closed
    if actor.person_id != situation.drafter_id or not actor.has(Role.DRAFTER):
        return "Chỉ người soạn thảo được sửa kế hoạch này; gửi ý kiến để người soạn thảo sửa."
    return None


def _answer(workflow: Workflow, situation: Situation, actor: Actor) -> str | None:
    if situation.state != PlanState.DRAFT:
        return _wrong_state(workflow, situation, Action.ANSWER)
    if actor.person_id != situation.drafter_id or not actor.has(Role.DRAFTER):
        return "Chỉ người soạn thảo trả lời ý kiến của lần trả lại; chờ người soạn thảo trả lời."
    return None


def _closed_to_edits(workflow: Workflow, situation: Situation) -> str | None:
    position = workflow.position(situation.state)
    if position >= 0 or is_numbered(workflow, situation.state):
        return _closed_on_its_way(workflow, situation, position)
    if situation.state == PlanState.RETURNED:
        return "Kế hoạch bị trả lại đang ở lãnh đạo đơn vị; chờ lãnh đạo đơn vị chuyển lại để sửa."
    if situation.state == PlanState.CANCELLED:
        return "Dự thảo đã bỏ nên không sửa được; tạo kế hoạch mới từ bản này."
    return None


def _closed_on_its_way(workflow: Workflow, situation: Situation, position: int) -> str | None:
    approval = workflow.position_of_kind(StepKind.APPROVAL)
    if is_numbered(workflow, situation.state):
        return "Kế hoạch đã có số nên không sửa được; lập văn bản sửa đổi, thay thế (Điều 18)."
    if position == approval:
        return "Kế hoạch đang chờ duyệt; đề nghị người duyệt trả lại trước khi sửa."
    intake = workflow.position_of_kind(StepKind.INTAKE)
    if 0 <= intake <= position < approval:
        return "Hồ sơ trình đã chuyển đến cơ quan ban hành; đề nghị trả lại trước khi sửa."
    if position > approval:
        return "Kế hoạch đã được duyệt; phải trả lại trước khi sửa, rồi trình duyệt lại (Điều 11)."
    return None


def _dismiss(workflow: Workflow, situation: Situation, actor: Actor) -> str | None:
    """Allow it to whoever may change the text, and to whoever answers for its form now."""
    step = workflow.find(situation.state)
    checks = step is not None and step.kind is StepKind.FORMAT_CHECK
    if checks and _decide(Action.APPROVE, workflow, situation, actor) is None:
        return None
    if _edit(workflow, situation, actor) is None:
        return None
    return (
        "Chỉ người soạn thảo khi còn được sửa và người kiểm tra thể thức ở bước của mình được "
        "bỏ qua cảnh báo; gửi ý kiến cho người đó."
    )


def _attach(workflow: Workflow, situation: Situation, actor: Actor) -> str | None:
    """Allow it to the drafter until the number is given, and to whoever the plan waits for."""
    if is_numbered(workflow, situation.state) or situation.state == PlanState.CANCELLED:
        return "Hồ sơ trình đã đóng cùng kế hoạch nên không thay đổi được; chỉ xem và tải về."
    drafts = actor.person_id == situation.drafter_id and actor.has(Role.DRAFTER)
    passes_on = situation.state == PlanState.RETURNED and is_own_unit_head(situation, actor)
    if drafts or passes_on or _decide(Action.RETURN, workflow, situation, actor) is None:
        return None
    return (
        "Chỉ người soạn thảo và người đang xử lý kế hoạch được bổ sung hồ sơ trình, lấy ý kiến; "
        "gửi tài liệu cho người đó."
    )


def _detach(workflow: Workflow, situation: Situation, actor: Actor) -> str | None:
    """Allow it while nobody decides on the strength of the papers."""
    sentence = _attach(workflow, situation, actor)
    if sentence is None and situation.state not in {PlanState.DRAFT, PlanState.RETURNED}:
        return "Kế hoạch đang trình nên không gỡ tài liệu được; thay bằng bản mới nếu có sai sót."
    return sentence


def _collect(workflow: Workflow, situation: Situation, actor: Actor) -> str | None:
    sentence = _attach(workflow, situation, actor)
    drafts = actor.person_id == situation.drafter_id and actor.has(Role.DRAFTER)
    if sentence is None and not drafts:
        return "Người soạn thảo nhập ý kiến và tiếp thu, giải trình; gửi ý kiến cho người đó."
    return sentence


def _brief(workflow: Workflow, situation: Situation, actor: Actor) -> str | None:
    """Allow it to the drafter and to whoever looks at the plan, until its approval is asked."""
    approval = workflow.position_of_kind(StepKind.APPROVAL)
    on_its_way = 0 <= workflow.position(situation.state) < approval
    if not on_its_way and situation.state != PlanState.DRAFT:
        return "Phiếu trình lập trước khi trình duyệt; người duyệt ghi ý kiến khi quyết định."
    drafts = actor.person_id == situation.drafter_id and actor.has(Role.DRAFTER)
    if drafts or _decide(Action.RETURN, workflow, situation, actor) is None:
        return None
    return "Chỉ người soạn thảo và người đang xử lý kế hoạch được lập phiếu trình; báo người đó."


_RULES: dict[Action, Callable[[Workflow, Situation, Actor], str | None]] = {
    Action.SUBMIT: _submit,
    Action.APPROVE: _forward(Action.APPROVE),
    Action.RETURN: _return,
    Action.PASS_ON: _pass_on,
    Action.WITHDRAW: _withdraw,
    Action.RECEIVE: _forward(Action.RECEIVE),
    Action.RECORD_SIGNATURE: _forward(Action.RECORD_SIGNATURE),
    Action.NUMBER: number_when_signed(_forward(Action.NUMBER)),
    Action.ISSUE: issue_when_signed(_forward(Action.ISSUE)),
    Action.VOID: _void,
    Action.CANCEL: _cancel,
    Action.EDIT: _edit,
    Action.ANSWER: _answer,
    Action.DISMISS: _dismiss,
    Action.ATTACH: _attach,
    Action.DETACH: _detach,
    Action.COLLECT: _collect,
    Action.POLL: _attach,
    Action.BRIEF: _brief,
    Action.CONSULT: detour_policy.consult(_may_yet(Action.APPROVE)),
    Action.REPLY: detour_policy.reply,
    Action.TAKE_BACK: detour_policy.take_back,
    Action.TRANSFER: detour_policy.transfer(_may_yet(Action.APPROVE)),
    Action.SPEAK_LATE: detour_policy.speak_late,
    Action.COMMENT: comment_policy.comment,
    Action.RESOLVE: comment_policy.resolve,
    Action.REOPEN: comment_policy.resolve,
    Action.CHANGE_SIGNER: signer_policy.change_signer(_may_yet(Action.APPROVE)),
    Action.HAND_OVER: handover_policy.hand_over,
    Action.ADD_SIGNED: add_signed,
} | chain.RULES
