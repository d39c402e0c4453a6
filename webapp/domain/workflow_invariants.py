"""What a workflow may not be: dead, ambiguous, or against the decree."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from webapp.domain.people import ROLE_LABELS, Role
from webapp.domain.plan import Medium
from webapp.domain.workflow import Mode, PlanState, Step, StepKind, Workflow, WorkflowError

_CHECKS = (StepKind.CONTENT_CHECK, StepKind.FORMAT_CHECK)
_BEFORE_APPROVAL = (*_CHECKS, StepKind.REVIEW, StepKind.OPINION, StepKind.INTAKE)
_OF_ONE_PERSON = (
    StepKind.INTAKE,
    StepKind.APPROVAL,
    StepKind.SIGNATURE,
    StepKind.NUMBERING,
    StepKind.ISSUE,
)
_KIND_LABELS = {
    StepKind.CONTENT_CHECK: "kiểm tra nội dung",
    StepKind.REVIEW: "xem xét",
    StepKind.OPINION: "lấy ý kiến",
    StepKind.INTAKE: "tiếp nhận hồ sơ",
    StepKind.FORMAT_CHECK: "kiểm tra thể thức",
    StepKind.APPROVAL: "duyệt",
    StepKind.SIGNATURE: "ký",
    StepKind.NUMBERING: "cấp số",
    StepKind.ISSUE: "phát hành",
}

# Content: the head of the drafting unit (Điều 12.1). Form: whoever the agency gives the task,
# who may be the clerk (Điều 12.2). Approval: the one who will sign (Điều 11.1). The rest is
# the clerk's work (Điều 15, 16, 18).
_ROLES_OF_KIND = {
    StepKind.CONTENT_CHECK: (Role.UNIT_HEAD,),
    StepKind.OPINION: (
        Role.DRAFTER,
        Role.UNIT_HEAD,
        Role.FORMAT_CHECKER,
        Role.REVIEWER,
        Role.OFFICE_HEAD,
        Role.DEPUTY,
        Role.SIGNER,
        Role.CLERK,
    ),
    StepKind.REVIEW: (
        Role.UNIT_HEAD,
        Role.REVIEWER,
        Role.OFFICE_HEAD,
        Role.DEPUTY,
        Role.SIGNER,
    ),
    StepKind.INTAKE: (Role.CLERK,),
    StepKind.FORMAT_CHECK: (Role.FORMAT_CHECKER, Role.CLERK),
    StepKind.APPROVAL: (Role.SIGNER,),
    StepKind.SIGNATURE: (Role.CLERK,),
    StepKind.NUMBERING: (Role.CLERK,),
    StepKind.ISSUE: (Role.CLERK,),
}


def demand_sound(workflow: Workflow) -> None:
    """Raise WorkflowError with the first fault of the workflow."""
    for rule in _RULES:
        fault = next(rule(workflow), None)
        if fault is not None:
            raise WorkflowError(f"Quy trình «{workflow.name}»: {fault}")


def _of(step: Step, fault: str) -> str:
    return f"bước «{step.key}» {fault}"


def keys_are_distinct(workflow: Workflow) -> Iterator[str]:
    """Give each step a key of its own, never the name of a state."""
    seen: set[str] = set()
    for step in workflow.steps:
        if step.key in seen:
            yield _of(step, "bị trùng; đặt cho mỗi bước một key riêng.")
        if step.key in set(PlanState):
            yield _of(step, "trùng tên một trạng thái của hệ thống; đặt key khác.")
        seen.add(step.key)


def kinds_are_present(workflow: Workflow) -> Iterator[str]:
    """Demand both checks, approval, signature and number: Điều 11, 12, 13, 15."""
    for kind in (*_CHECKS, StepKind.APPROVAL, StepKind.SIGNATURE, StepKind.NUMBERING):
        if workflow.position_of_kind(kind) < 0:
            yield f"thiếu bước {_KIND_LABELS[kind]} ({kind}); thêm một bước có kind này."


def one_person_kinds_stand_once(workflow: Workflow) -> Iterator[str]:
    """Refuse a second approval, signature, number or issue, which could never mean anything."""
    for kind in _OF_ONE_PERSON:
        of_kind = [step for step in workflow.steps if step.kind is kind]
        if len(of_kind) > 1:
            yield _of(of_kind[1], f"thừa: chỉ được có một bước {_KIND_LABELS[kind]}.")


def roles_fit_kinds(workflow: Workflow) -> Iterator[str]:
    """Hold the roles to those the decree names: Điều 11.1, 12.1, 12.2, 15."""
    for step in workflow.steps:
        roles = _ROLES_OF_KIND[step.kind]
        if step.role not in roles:
            names = " hoặc ".join(f"{role} ({ROLE_LABELS[role]})" for role in roles)
            yield _of(step, f"({_KIND_LABELS[step.kind]}) phải giao cho vai trò {names}.")


def units_fit_roles(workflow: Workflow) -> Iterator[str]:
    """Name a unit for its head alone, and for his review always: else every head would do."""
    for step in workflow.steps:
        if step.unit is not None and step.role is not Role.UNIT_HEAD:
            yield _of(step, "có unit; chỉ vai trò unit_head quyết định theo đơn vị, bỏ khóa này.")
        if step.kind is StepKind.REVIEW and step.role is Role.UNIT_HEAD and step.unit is None:
            yield _of(step, 'do lãnh đạo đơn vị xem xét; ghi unit = "drafting" hoặc "parent".')


def modes_fit_kinds(workflow: Workflow) -> Iterator[str]:
    """Let one person receive, approve and number; only an opinion may stay unsaid, for a time."""
    for step in workflow.steps:
        if step.kind in _OF_ONE_PERSON and step.mode is not Mode.ANY:
            yield _of(step, 'do một người quyết định; mode phải là "any".')
        if step.mode is Mode.OPTIONAL and step.kind is not StepKind.OPINION:
            yield _of(step, 'là bước bắt buộc; chỉ bước "opinion" được có mode "optional".')
        if step.mode is Mode.OPTIONAL and step.deadline_days is None:
            yield _of(step, "sẽ giữ văn bản mãi; thêm deadline_days cho bước không bắt buộc.")


def only_opinions_outlive_a_change(workflow: Workflow) -> Iterator[str]:
    """Have a changed draft checked and approved anew: Điều 11.2."""
    for step in workflow.steps:
        if not step.voided_by_change and step.kind is not StepKind.OPINION:
            yield _of(step, 'phải làm lại khi văn bản thay đổi; chỉ bước "opinion" được giữ.')


def checks_come_before_the_approval(workflow: Workflow) -> Iterator[str]:
    """Refuse what looks at the text after the approval, when it is closed until signed.

    Điều 12 and 13 want both checks before the signature; no editing between approval and
    signature would leave a later remark without effect, so such a step is dead.
    """
    approval = workflow.position_of_kind(StepKind.APPROVAL)
    signature = workflow.position_of_kind(StepKind.SIGNATURE)
    if approval > signature:
        yield _of(workflow.steps[approval], "phải đứng trước bước ký (Điều 11).")
    for i, step in enumerate(workflow.steps):
        if step.kind in _CHECKS and i > signature:
            yield _of(step, "phải đứng trước bước ký (Điều 12, 13).")
        if step.kind in _BEFORE_APPROVAL and i > approval:
            yield _of(step, "không còn tác dụng sau khi đã duyệt; chuyển lên trước bước duyệt.")


def the_number_comes_in_time(workflow: Workflow) -> Iterator[str]:
    """Put the number after the approval, and on paper after the signature: Điều 15.2."""
    numbering = workflow.position_of_kind(StepKind.NUMBERING)
    step = workflow.steps[numbering]
    if numbering < workflow.position_of_kind(StepKind.APPROVAL):
        yield _of(step, "phải đứng sau bước duyệt.")
    before_signature = numbering < workflow.position_of_kind(StepKind.SIGNATURE)
    if before_signature and Medium.PAPER in workflow.media:
        yield _of(step, "phải đứng sau bước ký đối với văn bản giấy (Điều 15).")


def the_end_is_the_last_step(workflow: Workflow) -> Iterator[str]:
    """End with the step that issues; a step behind it would never be reached."""
    for step, following in pairwise(workflow.steps):
        if step.kind is StepKind.ISSUE:
            yield _of(following, "không bao giờ tới lượt vì đứng sau bước phát hành.")
    last = workflow.steps[-1]
    if last.kind not in {StepKind.NUMBERING, StepKind.ISSUE}:
        yield _of(last, "đứng cuối; bước cuối phải là cấp số hoặc phát hành.")


def exceptions_name_checks(workflow: Workflow) -> Iterator[str]:
    """Let `same_person_may_also` join checks, and nothing else (Điều 12)."""
    checks = {step.key for step in workflow.steps if step.kind in _CHECKS}
    for step in workflow.steps:
        for key in step.same_person_may_also:
            if step.key not in checks or key not in checks - {step.key}:
                yield _of(step, f"có same_person_may_also «{key}» không phải bước kiểm tra khác.")


_RULES: tuple[Callable[[Workflow], Iterator[str]], ...] = (
    keys_are_distinct,
    kinds_are_present,
    one_person_kinds_stand_once,
    roles_fit_kinds,
    units_fit_roles,
    modes_fit_kinds,
    only_opinions_outlive_a_change,
    checks_come_before_the_approval,
    the_end_is_the_last_step,
    the_number_comes_in_time,
    exceptions_name_checks,
)
