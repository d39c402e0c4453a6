"""A workflow as data: its steps in order, and the states a plan has while it goes through them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from webapp.domain.dossier import PaperKind
from webapp.domain.errors import DomainError
from webapp.domain.people import ROLE_LABELS, Role
from webapp.domain.plan import Medium


class WorkflowError(DomainError):
    """A workflow that is badly written, or that would break the decree."""


class StepKind(StrEnum):
    """What is decided at a step."""

    CONTENT_CHECK = "content_check"
    REVIEW = "review"
    """A recorded agreement on the way up (xem xét, thẩm tra) that takes the plan on."""
    OPINION = "opinion"
    INTAKE = "intake"
    """The clerk of the issuing agency takes in the dossier that a unit submits."""
    FORMAT_CHECK = "format_check"
    APPROVAL = "approval"
    SIGNATURE = "signature"
    NUMBERING = "numbering"
    ISSUE = "issue"


class Mode(StrEnum):
    """How many of the people asked have to agree."""

    ANY = "any"
    ALL = "all"
    SHARE = "share"
    OPTIONAL = "optional"
    """Nobody has to: the step is over when one has spoken, or when its deadline has passed."""


class StepUnit(StrEnum):
    """Which unit's people decide at a step."""

    DRAFTING = "drafting"
    PARENT = "parent"
    """The unit above the drafting one: the sở of a phòng."""


class ReturnTo(StrEnum):
    """To whom a returned plan goes first."""

    UNIT_HEAD = "unit_head"
    DRAFTER = "drafter"


class AskPassword(StrEnum):
    """When the deed asks for the password again."""

    NEVER = "never"
    ALWAYS = "always"
    ONCE_IN_15_MINUTES = "once_in_15_minutes"


class PlanState(StrEnum):
    """The states that belong to no step; every other state is the key of the step waited for."""

    DRAFT = "draft"
    RETURNED = "returned"
    ISSUED = "issued"
    CANCELLED = "cancelled"
    VOIDED = "voided"


_STATE_LABELS = {
    PlanState.DRAFT: "Đang soạn thảo",
    PlanState.RETURNED: "Bị trả lại, chờ lãnh đạo đơn vị chuyển",
    PlanState.ISSUED: "Đã phát hành",
    PlanState.CANCELLED: "Đã bỏ dự thảo",
    PlanState.VOIDED: "Đã hủy số",
}

_WAITING_LABELS = {
    StepKind.CONTENT_CHECK: "Chờ kiểm tra nội dung",
    StepKind.REVIEW: "Chờ xem xét",
    StepKind.OPINION: "Chờ ý kiến",
    StepKind.INTAKE: "Chờ tiếp nhận hồ sơ",
    StepKind.FORMAT_CHECK: "Chờ kiểm tra thể thức",
    StepKind.APPROVAL: "Chờ duyệt",
    StepKind.SIGNATURE: "Chờ ký",
    StepKind.NUMBERING: "Chờ cấp số",
    StepKind.ISSUE: "Chờ phát hành",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step: who decides, how many, and until when."""

    key: str
    label: str
    kind: StepKind
    role: Role
    mode: Mode = Mode.ANY
    share: float = 0.0
    """With mode `share`: the part of the people asked that has to agree, 0 < share <= 1."""
    deadline_days: int | None = None
    """Working days."""
    return_to: ReturnTo = ReturnTo.UNIT_HEAD
    voided_by_change: bool = True
    """Whether the decision falls when the text changes; only an opinion may outlive a change."""
    ask_password: AskPassword = AskPassword.NEVER
    same_person_may_also: tuple[str, ...] = ()
    """Keys of the checks whose decider may decide here too; nobody by default (Điều 12)."""
    unit: StepUnit | None = None
    """The unit whose head decides; None: whoever holds the role, whatever his unit."""

    @property
    def unit_asked(self) -> StepUnit | None:
        """The unit whose head decides; of content, the drafting one if no other is named."""
        if self.unit is None and self.kind is StepKind.CONTENT_CHECK:
            return StepUnit.DRAFTING
        return self.unit


@dataclass(frozen=True, slots=True)
class Workflow:
    """The steps in order; `sha256` of the file names the version a plan was started on."""

    name: str
    label: str
    steps: tuple[Step, ...]
    media: frozenset[Medium] = frozenset(Medium)
    papers: tuple[PaperKind, ...] = ()
    """What the dossier of a plan should hold when it is submitted."""
    sha256: str = ""

    def find(self, state: str) -> Step | None:
        """Return the step that the state waits for, or None for a state of no step."""
        return next((step for step in self.steps if step.key == state), None)

    def position(self, state: str) -> int:
        """Return where in the order the state's step stands; -1 for a state of no step."""
        return next((i for i, step in enumerate(self.steps) if step.key == state), -1)

    def position_of_kind(self, kind: StepKind) -> int:
        """Return where the first step of the kind stands; -1 when there is none."""
        return next((i for i, step in enumerate(self.steps) if step.kind == kind), -1)

    def states(self) -> tuple[str, ...]:
        """Return every state a plan of this workflow can have, in the order of its life."""
        steps = (step.key for step in self.steps)
        ends = (PlanState.ISSUED, PlanState.CANCELLED, PlanState.VOIDED)
        return (PlanState.DRAFT, PlanState.RETURNED, *steps, *ends)


def refuse_same_names(workflows: Sequence[Workflow]) -> None:
    """Raise where a workflow has the name of an earlier one: it would take that one's place."""
    names: set[str] = set()
    for workflow in workflows:
        if workflow.name in names:
            raise WorkflowError(
                f"Đã có quy trình khác tên «{workflow.name}»; ghi tên của tệp này vào dòng «name»."
            )
        names.add(workflow.name)


def next_state(workflow: Workflow, state: str, done: frozenset[str] = frozenset()) -> str:
    """Return the state after `state`; steps whose keys are in `done` are not waited for again."""
    after = workflow.steps[workflow.position(state) + 1 :]
    return next((step.key for step in after if step.key not in done), PlanState.ISSUED)


def is_numbered(workflow: Workflow, state: str) -> bool:
    """Tell whether a plan in this state has its number."""
    if state in {PlanState.ISSUED, PlanState.VOIDED}:
        return True
    return workflow.position(state) > workflow.position_of_kind(StepKind.NUMBERING)


def state_label(workflow: Workflow, state: str) -> str:
    """Return the state in the users' words."""
    step = workflow.find(state)
    if step is None:
        return _STATE_LABELS[PlanState(state)]
    if step.kind in {StepKind.OPINION, StepKind.REVIEW}:
        return f"{_WAITING_LABELS[step.kind]}: {step.label}"
    return _WAITING_LABELS[step.kind]


def no_one_sentence(step: Step) -> str:
    """Return what to tell when nobody can decide: an empty group blocks, it never approves."""
    role = ROLE_LABELS[step.role]
    return (
        f"Chưa có ai giữ vai trò {role} để xử lý bước «{step.label}»; "
        "báo quản trị cơ quan phân công."
    )
