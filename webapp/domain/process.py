"""What happens to a plan on its way: the deeds, the situation they meet, and what they lead to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from webapp.domain.detours import Question, Transfer
from webapp.domain.people import Actor, Role
from webapp.domain.signing_order import ON_PAPER, Original
from webapp.domain.voiding import NOWHERE, Traces
from webapp.domain.workflow import (
    AskPassword,
    Mode,
    PlanState,
    ReturnTo,
    Step,
    StepKind,
    StepUnit,
    Workflow,
    next_state,
)

PASSWORD_HOLDS = timedelta(minutes=15)
LONGEST_REASON = 500
"""Why a warning is set aside, or errors of form are passed over."""


class Action(StrEnum):
    """A deed done to a plan."""

    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"
    PASS_ON = "pass_on"  # noqa: S105 - a deed, not a password
    WITHDRAW = "withdraw"
    RECEIVE = "receive"
    RECORD_SIGNATURE = "record_signature"
    NUMBER = "number"
    ISSUE = "issue"
    VOID = "void"
    CANCEL = "cancel"
    EDIT = "edit"
    ANSWER = "answer"
    DISMISS = "dismiss"
    ATTACH = "attach"
    DETACH = "detach"
    COLLECT = "collect"
    POLL = "poll"
    BRIEF = "brief"
    CLONE = "clone"
    CONSULT = "consult"
    REPLY = "reply"
    TAKE_BACK = "take_back"
    TRANSFER = "transfer"
    SPEAK_LATE = "speak_late"
    COMMENT = "comment"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    CHANGE_SIGNER = "change_signer"
    HAND_OVER = "hand_over"
    AMEND = "amend"
    REPLACE = "replace"
    CORRECT = "correct"
    RECALL = "recall"
    ADD_SIGNED = "add_signed"


ACTION_LABELS = {
    Action.SUBMIT: "Trình",
    Action.APPROVE: "Đồng ý",
    Action.RETURN: "Trả lại",
    Action.PASS_ON: "Chuyển người soạn thảo",
    Action.WITHDRAW: "Rút lại",
    Action.RECEIVE: "Tiếp nhận hồ sơ",
    Action.RECORD_SIGNATURE: "Nhận bản đã ký",
    Action.NUMBER: "Cấp số",
    Action.ISSUE: "Phát hành",
    Action.VOID: "Hủy số",
    Action.CANCEL: "Bỏ dự thảo",
    Action.EDIT: "Lưu",
    Action.ANSWER: "Trả lời ý kiến",
    Action.DISMISS: "Bỏ qua cảnh báo",
    Action.ATTACH: "Thêm tài liệu vào hồ sơ trình",
    Action.DETACH: "Gỡ tài liệu khỏi hồ sơ trình",
    Action.COLLECT: "Nhập ý kiến và tiếp thu, giải trình",
    Action.POLL: "Lấy ý kiến thành viên",
    Action.BRIEF: "Lập phiếu trình",
    Action.CLONE: "Tạo kế hoạch mới từ bản này",
    Action.CONSULT: "Hỏi trước khi quyết định",
    Action.REPLY: "Trả lời câu hỏi",
    Action.TAKE_BACK: "Rút câu hỏi",
    Action.TRANSFER: "Chuyển người khác xử lý",
    Action.SPEAK_LATE: "Gửi ý kiến muộn",
    Action.COMMENT: "Trao đổi",
    Action.RESOLVE: "Xong",
    Action.REOPEN: "Mở lại trao đổi",
    Action.CHANGE_SIGNER: "Đổi người ký",
    Action.HAND_OVER: "Giao người soạn thảo khác",
    Action.AMEND: "Sửa đổi, bổ sung",
    Action.REPLACE: "Thay thế",
    Action.CORRECT: "Đính chính",
    Action.RECALL: "Thu hồi",
    Action.ADD_SIGNED: "Đưa lên bản đã ký",
}

NEEDS_REASON = frozenset(
    {
        Action.RETURN,
        Action.VOID,
        Action.CANCEL,
        Action.TRANSFER,
        Action.CHANGE_SIGNER,
        Action.HAND_OVER,
        Action.CORRECT,
        Action.RECALL,
    }
)
DECIDED_TOGETHER = frozenset({StepKind.CONTENT_CHECK, StepKind.REVIEW, StepKind.APPROVAL})
"""Steps whose plans one person may approve several at a time; whoever checks the form answers for
each text by itself (Điều 12.2), and a number is given to one paper."""
BESIDE_THE_WAY = frozenset(
    {Action.CONSULT, Action.REPLY, Action.TAKE_BACK, Action.TRANSFER, Action.SPEAK_LATE}
)
"""Deeds of people at a step that leave the plan where it is."""
STAYS = BESIDE_THE_WAY | {
    Action.ANSWER,
    Action.DISMISS,
    Action.ATTACH,
    Action.DETACH,
    Action.COLLECT,
    Action.POLL,
    Action.BRIEF,
    Action.CLONE,
    Action.COMMENT,
    Action.RESOLVE,
    Action.REOPEN,
    Action.CHANGE_SIGNER,
    Action.AMEND,
    Action.REPLACE,
    Action.CORRECT,
    Action.RECALL,
    Action.ADD_SIGNED,
}
"""Deeds that lead nowhere of themselves; another signer may have the form checked again, and a
later paper takes its effect when it is issued."""

_FORWARD_AT = {
    StepKind.INTAKE: Action.RECEIVE,
    StepKind.SIGNATURE: Action.RECORD_SIGNATURE,
    StepKind.NUMBERING: Action.NUMBER,
    StepKind.ISSUE: Action.ISSUE,
}

_LEADS_TO = {
    Action.PASS_ON: PlanState.DRAFT,
    Action.HAND_OVER: PlanState.DRAFT,
    Action.VOID: PlanState.VOIDED,
    Action.CANCEL: PlanState.CANCELLED,
}


def forward_action(step: Step) -> Action:
    """Return the deed that takes a plan on from the step."""
    return _FORWARD_AT.get(step.kind, Action.APPROVE)


def answers_for_form(workflow: Workflow, state: str, action: Action) -> bool:
    """Tell whether whoever does the deed answers for the form of the text (Điều 12.2)."""
    if action is Action.SUBMIT:
        return True
    step = workflow.find(state)
    return action is Action.APPROVE and step is not None and step.kind is StepKind.FORMAT_CHECK


@dataclass(frozen=True, slots=True)
class Decision:
    """One person's word that took the plan forward at a step of the present round."""

    step_key: str
    person_id: int
    """Whose word it is."""
    clicked_by: int | None = None
    """Who gave it in his place; None: he himself."""

    @property
    def made_by(self) -> int:
        """Return who was at the screen."""
        return self.clicked_by or self.person_id


@dataclass(frozen=True, slots=True)
class Situation:
    """All that the policy looks at in a plan, as plain values."""

    state: str
    agency_id: int
    unit_id: int
    """The drafting unit."""
    drafter_id: int
    document_type: str = ""
    """Its name; sentences say «văn bản» where it is unknown."""
    signer_person_id: int | None = None
    """The person designated to approve and sign."""
    decisions: tuple[Decision, ...] = ()
    """Those of the present round that still hold, in the order they were made."""
    last_mover_id: int | None = None
    """Who moved the plan forward last; None when it came back since."""
    signature_recorded: bool = False
    original: Original = ON_PAPER
    """On what the original is made, and what of it is there."""
    return_directly: bool = False
    """The agency's setting: returned plans skip the head of the drafting unit."""
    questions: tuple[Question, ...] = ()
    """Those that people put to others at the present step and that are still open."""
    transfers: tuple[Transfer, ...] = ()
    """Questions of steps that were passed on in the present round and stand so."""
    unheard: frozenset[tuple[str, int]] = frozenset()
    """Step and person, where a question of the present round was closed without his word."""
    parent_unit_id: int | None = None
    """The unit above the drafting one, if there is any."""
    thread_author_id: int | None = None
    """Who began the thread of comments that is looked at; None where none is."""
    earlier_drafter_ids: frozenset[int] = frozenset()
    """Who drafted the plan before it was handed over."""
    unit_has_head: bool = True
    """Whether anybody leads the drafting unit now; looked up where a draft is handed over."""
    recalled_by: str = ""
    """The issued notice that recalled it, as sentences name it; empty: none."""
    replaced_by: str = ""
    """The issued plan that took its place."""
    ending_open: str = ""
    """The paper on its way that is to replace or recall it."""
    traces: Traces = NOWHERE
    """Where the number that it has is known outside the book."""

    def drafted_by(self, person_id: int) -> bool:
        """Tell whether the text is his work, be it that of an earlier drafter."""
        return person_id == self.drafter_id or person_id in self.earlier_drafter_ids


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an allowed deed leads to."""

    state: str
    voids_decisions: bool = False
    """The round is over; the plan is checked anew (Điều 11.2)."""
    voids_signature: bool = False
    voided_steps: frozenset[str] = frozenset()
    """Steps whose decisions fall with a return to one of them, while the text stays."""
    withdrawn: Decision | None = None
    """The one decision that is taken back."""


def is_own_unit_head(situation: Situation, actor: Actor) -> bool:
    """Tell whether the actor leads the unit that drafts the plan, or stands in for who does."""
    head = actor.answering
    return head.has(Role.UNIT_HEAD) and head.unit_id == situation.unit_id


def belongs_to_unit_asked(step: Step, situation: Situation, actor: Actor) -> bool:
    """Tell whether the step leaves his unit open, or asks the very unit that the actor is in."""
    match step.unit_asked:
        case StepUnit.DRAFTING:
            return actor.unit_id == situation.unit_id
        case StepUnit.PARENT:
            return actor.unit_id is not None and actor.unit_id == situation.parent_unit_id
    return True


def outcome(workflow: Workflow, situation: Situation, action: Action, actor: Actor) -> Outcome:
    """Return what the deed leads to; ask the policy first whether it is allowed.

    A forward deed leads on as if its step were complete: ask `step_complete` before.
    """
    if action in _LEADS_TO:
        return Outcome(_LEADS_TO[action])
    if action in STAYS:
        return Outcome(situation.state)
    match action:
        case Action.RETURN:
            return _returned(workflow, situation, actor)
        case Action.WITHDRAW:
            return _withdrawn(situation)
        case Action.EDIT:
            return edit_outcome(situation)
    return Outcome(next_state(workflow, situation.state, _kept_steps(workflow, situation)))


def _returned(workflow: Workflow, situation: Situation, actor: Actor) -> Outcome:
    step = workflow.find(situation.state)
    direct = (
        situation.return_directly
        or is_own_unit_head(situation, actor)
        or (step is not None and step.return_to is ReturnTo.DRAFTER)
    )
    return Outcome(
        PlanState.DRAFT if direct else PlanState.RETURNED,
        voids_decisions=True,
        voids_signature=situation.signature_recorded,
    )


def _withdrawn(situation: Situation) -> Outcome:
    # An opinion kept from an earlier round may be the last decision, and was nobody's move.
    own = [d for d in situation.decisions if d.made_by == situation.last_mover_id]
    if not own:
        return Outcome(PlanState.DRAFT)
    return Outcome(
        own[-1].step_key, voids_signature=situation.signature_recorded, withdrawn=own[-1]
    )


def edit_outcome(situation: Situation) -> Outcome:
    """Return what saving another text leads to: back to draft, the checks void (Điều 11.2)."""
    return Outcome(PlanState.DRAFT, voids_decisions=situation.state != PlanState.DRAFT)


def decisions_after_change(
    workflow: Workflow, decisions: Iterable[Decision]
) -> tuple[Decision, ...]:
    """Return the decisions that outlive a change of the text: opinions, where the file says so."""
    keep = {step.key for step in workflow.steps if not step.voided_by_change}
    return tuple(decision for decision in decisions if decision.step_key in keep)


def _kept_steps(workflow: Workflow, situation: Situation) -> frozenset[str]:
    kept = decisions_after_change(workflow, situation.decisions)
    return frozenset(decision.step_key for decision in kept)


def step_complete(
    step: Step, decisions: Iterable[Decision], people_count: int, *, overdue: bool = False
) -> bool:
    """Tell whether enough of the people asked have agreed; an empty group blocks.

    `people_count` counts those who may decide at this step, those who did included.
    """
    agreed = len({one.person_id for one in decisions if one.step_key == step.key})
    match step.mode:
        case Mode.OPTIONAL:
            return agreed > 0 or overdue or people_count == 0
        case Mode.ANY:
            return agreed > 0
        case Mode.ALL:
            return 0 < people_count <= agreed
    return people_count > 0 and agreed / people_count >= step.share


def password_needed(step: Step, password_given_at: datetime | None, now: datetime) -> bool:
    """Tell whether the deed at this step asks for the password again."""
    if step.ask_password is AskPassword.ONCE_IN_15_MINUTES:
        return password_given_at is None or now - password_given_at >= PASSWORD_HOLDS
    return step.ask_password is AskPassword.ALWAYS
