"""Draw a workflow for a terminal: one box a step, arrows down, returns beside."""

from webapp.domain.people import ROLE_LABELS, Role
from webapp.domain.workflow import Mode, ReturnTo, Step, StepKind, StepUnit, Workflow, is_numbered

_MODE_LABELS = {
    Mode.ANY: "một người trong nhóm",
    Mode.ALL: "tất cả mọi người trong nhóm",
    Mode.SHARE: "ít nhất {share:.0%} số người trong nhóm",
    Mode.OPTIONAL: "không bắt buộc",
}
_UNIT_LABELS = {
    StepUnit.DRAFTING: "của đơn vị soạn thảo",
    StepUnit.PARENT: "của đơn vị cấp trên đơn vị soạn thảo",
}
_RETURN_LABELS = {
    ReturnTo.UNIT_HEAD: "trả lại: về lãnh đạo đơn vị soạn thảo",
    ReturnTo.DRAFTER: "trả lại: về người soạn thảo",
}


def draw(workflow: Workflow) -> str:
    """Return the diagram of the workflow, lines parted by line feeds."""
    boxes = [["Soạn thảo", ROLE_LABELS[Role.DRAFTER]]]
    boxes += [step_lines(workflow, step) for step in workflow.steps]
    boxes.append(["Đã phát hành"])
    width = max(len(line) for box in boxes for line in box)
    arrow = " " * (width // 2 + 2) + "▼"
    drawn = f"\n{arrow}\n".join(_box(box, width) for box in boxes)
    return f"{workflow.label} ({workflow.name})\n{drawn}\n"


def step_lines(workflow: Workflow, step: Step) -> list[str]:
    """Return what the step is called, who decides, until when, and where it returns to."""
    lines = [step.label, f"{ROLE_LABELS[step.role]}, {_mode(step)}"]
    if step.deadline_days is not None:
        lines.append(f"trong {step.deadline_days} ngày làm việc")
    if not is_numbered(workflow, step.key):
        lines.append(_RETURN_LABELS[step.return_to])
    return lines


def _mode(step: Step) -> str:
    if step.kind is StepKind.APPROVAL:
        return "người sẽ ký văn bản"
    if step.unit_asked is not None:
        return _UNIT_LABELS[step.unit_asked]
    return _MODE_LABELS[step.mode].format(share=step.share)


def _box(lines: list[str], width: int) -> str:
    edge = "─" * (width + 2)
    middle = "\n".join(f"│ {line.ljust(width)} │" for line in lines)
    return f"┌{edge}┐\n{middle}\n└{edge}┘"
