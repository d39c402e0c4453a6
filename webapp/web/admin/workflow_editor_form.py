"""The form of a workflow: its steps as fields, and back to a workflow."""

from dataclasses import replace
from typing import Any

from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.domain.dossier import KIND_LABELS, PaperKind
from webapp.domain.people import ROLE_LABELS, Role
from webapp.domain.plan import Medium
from webapp.domain.workflow import (
    AskPassword,
    Mode,
    ReturnTo,
    Step,
    StepKind,
    StepUnit,
    Workflow,
)
from webapp.web.admin.forms import LINE, needed, version_field
from webapp.web.forms import Form, options

STEP_KINDS = {
    StepKind.CONTENT_CHECK: "Kiểm tra nội dung (Điều 12)",
    StepKind.REVIEW: "Xem xét, thẩm tra",
    StepKind.OPINION: "Lấy ý kiến",
    StepKind.INTAKE: "Tiếp nhận hồ sơ trình",
    StepKind.FORMAT_CHECK: "Kiểm tra thể thức (Điều 12)",
    StepKind.APPROVAL: "Duyệt bản thảo (Điều 11)",
    StepKind.SIGNATURE: "Ký (Điều 13)",
    StepKind.NUMBERING: "Cấp số (Điều 15)",
    StepKind.ISSUE: "Phát hành (Điều 18)",
}
MODES = {
    Mode.ANY: "Một người trong nhóm",
    Mode.ALL: "Tất cả mọi người",
    Mode.SHARE: "Một tỷ lệ số người",
    Mode.OPTIONAL: "Không bắt buộc, qua khi hết hạn",
}
UNITS = {
    "": "Theo vai trò",
    StepUnit.DRAFTING: "Đơn vị soạn thảo",
    StepUnit.PARENT: "Đơn vị cấp trên",
}
RETURNS = {ReturnTo.UNIT_HEAD: "Lãnh đạo đơn vị", ReturnTo.DRAFTER: "Người soạn thảo"}
PASSWORDS = {
    AskPassword.NEVER: "Không",
    AskPassword.ALWAYS: "Mỗi lần quyết định",
    AskPassword.ONCE_IN_15_MINUTES: "15 phút một lần",
}
MEDIA = {Medium.PAPER: "Văn bản giấy", Medium.ELECTRONIC: "Văn bản điện tử"}
_NOT_IN_A_PROCESS = {Role.ADMINISTRATOR, Role.INSTALLATION_ADMIN}
DECIDERS = {role: label for role, label in ROLE_LABELS.items() if role not in _NOT_IN_A_PROCESS}
_CHECKS = {StepKind.CONTENT_CHECK, StepKind.FORMAT_CHECK}
MOST_STEPS = 30
WHOLE = 100
"""A share is typed in hundredths."""


class StepForm(Form):
    """One step; its place is its order in the list."""

    class Meta(Form.Meta):
        """The form around it carries the token."""

        csrf = False

    key = HiddenField()
    label = StringField("Tên bước", validators=[needed("tên bước"), LINE])
    kind = SelectField("Loại", choices=options(STEP_KINDS.items()))
    role = SelectField("Ai quyết định", choices=options(DECIDERS.items()))
    unit = SelectField("Lãnh đạo của", choices=options(UNITS.items()))
    mode = SelectField("Bao nhiêu người", choices=options(MODES.items()))
    share = IntegerField("Tỷ lệ (%)", validators=[Optional()])
    deadline_days = IntegerField("Hạn (ngày làm việc)", validators=[Optional()])
    return_to = SelectField("Trả lại cho", choices=options(RETURNS.items()))
    ask_password = SelectField("Hỏi mật khẩu", choices=options(PASSWORDS.items()))
    outlives = BooleanField("Ý kiến vẫn giữ khi nội dung thay đổi")
    same_person = BooleanField("Người đã kiểm tra bước kia cũng được kiểm tra bước này")


class WorkflowForm(Form):
    """The whole workflow."""

    base = version_field()
    label = StringField("Tên quy trình", validators=[needed("tên quy trình"), LINE])
    media = SelectMultipleField(
        "Dùng cho",
        choices=options(MEDIA.items()),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    papers = SelectMultipleField(
        "Hồ sơ trình cần có",
        choices=options(KIND_LABELS.items()),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    steps = FieldList(FormField(StepForm), max_entries=MOST_STEPS)

    def to_workflow(self, name: str) -> Workflow:
        """Return what was typed, sound or not; call it on a valid form only."""
        rows = [row.form for row in self.steps]
        steps = _keyed([_step(row) for row in rows])
        alike = {step.key for step, row in zip(steps, rows, strict=True) if row.same_person.data}
        return Workflow(
            name=name,
            label=self.label.data or "",
            steps=tuple(_with_exceptions(step, steps, alike) for step in steps),
            media=frozenset(Medium(one) for one in self.media.data or ()),
            papers=tuple(PaperKind(one) for one in self.papers.data or ()),
        )


def filled(workflow: Workflow, base: int) -> WorkflowForm:
    """Return the form of a workflow; `base` is the version that a save will follow."""
    values = {
        "base": base,
        "label": workflow.label,
        "media": [medium.value for medium in workflow.media],
        "papers": [kind.value for kind in workflow.papers],
        "steps": [_values(step) for step in workflow.steps],
    }
    return WorkflowForm(formdata=None, data=values)


def rearranged(form: WorkflowForm, order: str) -> WorkflowForm:
    """Return the form after «add», «up-3», «down-3» or «remove-3»; steps count from 0."""
    values = form.data
    steps = list(values["steps"])
    verb, _, place = order.partition("-")
    at = int(place) if place.isdecimal() and int(place) < len(steps) else -1
    if verb == "add" and len(steps) < MOST_STEPS:
        steps.append(_values(Step("", "", StepKind.REVIEW, Role.UNIT_HEAD)))
    elif verb == "remove" and at >= 0:
        del steps[at]
    elif verb in {"up", "down"} and at >= 0:
        to = at - 1 if verb == "up" else at + 1
        if 0 <= to < len(steps):
            steps[at], steps[to] = steps[to], steps[at]
    return WorkflowForm(formdata=None, data={**values, "steps": steps})


def _values(step: Step) -> dict[str, Any]:
    return {
        "key": step.key,
        "label": step.label,
        "kind": step.kind.value,
        "role": step.role.value,
        "unit": step.unit.value if step.unit else "",
        "mode": step.mode.value,
        "share": round(step.share * WHOLE) or None,
        "deadline_days": step.deadline_days,
        "return_to": step.return_to.value,
        "ask_password": step.ask_password.value,
        "outlives": not step.voided_by_change,
        "same_person": bool(step.same_person_may_also),
    }


def _step(row: StepForm) -> Step:
    """Return the step; what its kind or role does not know is left out."""
    kind, role = StepKind(row.kind.data), Role(row.role.data)
    mode = Mode(row.mode.data)
    return Step(
        key=row.key.data or "",
        label=row.label.data or "",
        kind=kind,
        role=role,
        mode=mode,
        share=(row.share.data or 0) / WHOLE if mode is Mode.SHARE else 0.0,
        deadline_days=row.deadline_days.data,
        return_to=ReturnTo(row.return_to.data),
        voided_by_change=not (kind is StepKind.OPINION and row.outlives.data),
        ask_password=AskPassword(row.ask_password.data),
        unit=StepUnit(row.unit.data) if row.unit.data and role is Role.UNIT_HEAD else None,
    )


def _keyed(steps: list[Step]) -> list[Step]:
    """Give a key to each new step: its kind, counted where others of the kind have it."""
    taken = {step.key for step in steps}
    keyed = []
    for step in steps:
        key = step.key
        if not key:
            names = (step.kind.value, *(f"{step.kind.value}_{n}" for n in range(2, MOST_STEPS + 2)))
            key = next(name for name in names if name not in taken)
            taken.add(key)
        keyed.append(replace(step, key=key))
    return keyed


def _with_exceptions(step: Step, steps: list[Step], alike: set[str]) -> Step:
    if step.key not in alike or step.kind not in _CHECKS:
        return step
    others = (one.key for one in steps if one.kind in _CHECKS and one.key != step.key)
    return replace(step, same_person_may_also=tuple(others))
