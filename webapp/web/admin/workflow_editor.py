"""The editor of a workflow: steps in order, checked and drawn, each save a new version."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.people import ROLE_LABELS
from webapp.domain.workflow import StepKind, Workflow, WorkflowError
from webapp.services import workflow_editing
from webapp.services.workflow_editing import EditorPage
from webapp.web.admin.blueprint import administrators, bp
from webapp.web.admin.workflow_editor_form import WorkflowForm, filled, rearranged
from webapp.web.context import current_actor, now, parts

_PLAIN = {
    "deadline_days": "hạn",
    'mode phải là "any"': "chọn «Một người trong nhóm»",
    'chỉ bước "opinion" được có mode "optional"': "chỉ bước lấy ý kiến được không bắt buộc",
    'ghi unit = "drafting" hoặc "parent"': "chọn lãnh đạo của đơn vị nào",
    "thêm một bước có kind này": "thêm một bước loại này",
    "có unit; chỉ vai trò unit_head quyết định theo đơn vị, bỏ khóa này": (
        "không do lãnh đạo đơn vị quyết định; chọn «Theo vai trò» ở mục «Lãnh đạo của»"
    ),
    'chỉ bước "opinion" được giữ': "chỉ bước lấy ý kiến được giữ",
    "«share» của": "tỷ lệ của",
    "phải lớn hơn 0 và không quá 1, ví dụ 0.5": "phải từ 1 đến 100 %",
    **{f" ({kind})": "" for kind in StepKind},
    **{f"{role} ({label})": label for role, label in ROLE_LABELS.items()},
}
"""What the reader of files says, in the words of the form."""


@bp.get("/quy-trinh/<string:name>")
@administrators
def edit_workflow(name: str) -> ResponseReturnValue:
    """Show the steps of a workflow, by default as they are in use."""
    page = the_page(name, request.args.get("ban", type=int))
    form = filled(page.workflow, page.base)
    return shown(page, form, drawing=workflow_editing.checked(page.workflow))


@bp.post("/quy-trinh/<string:name>")
@administrators
def save_workflow(name: str) -> ResponseReturnValue:
    """Change the steps on the page, check and draw them, or save them as a new version."""
    page, form = the_page(name), WorkflowForm()
    order = request.form.get("do", "save")
    if order not in {"save", "check"}:
        return shown(page, rearranged(form, order), drawing="")
    if not form.validate_on_submit():
        return shown(page, form, drawing=""), form.status
    workflow, drawing = form.to_workflow(name), ""
    try:
        drawing = workflow_editing.checked(workflow)
    except WorkflowError as fault:
        form.form_errors.append(in_plain_words(str(fault), workflow))
        return shown(page, form, drawing=""), 422
    if order == "save":
        with form.refusals():
            ordinal = workflow_editing.save_workflow(
                parts().database,
                parts().rules,
                current_actor(),
                workflow,
                base=form.base.data or 0,
                now=now(),
            )
            flash(f"Đã lưu quy trình (bản {ordinal}). {KEPT}", "success")
            return redirect(url_for("admin.edit_workflow", name=name))
    return shown(page, form, drawing=drawing), form.status


KEPT = "Kế hoạch trình từ nay theo bản này; kế hoạch đang trình giữ bản cũ đến hết."


def the_page(name: str, ordinal: int | None = None) -> EditorPage:
    """Return what the editor of the workflow begins with."""
    return workflow_editing.editor(parts().database, parts().rules, current_actor(), name, ordinal)


def in_plain_words(fault: str, workflow: Workflow) -> str:
    """Return a fault of the workflow in the words that stand on the form."""
    for word, plain in _PLAIN.items():
        fault = fault.replace(word, plain)
    for step in workflow.steps:
        fault = fault.replace(f"«{step.key}»", f"«{step.label}»")
    return fault.replace(f"Quy trình «{workflow.name}»: ", "Quy trình chưa dùng được: ")


def shown(page: EditorPage, form: WorkflowForm, *, drawing: str) -> str:
    """Return the page."""
    return render_template("admin/workflow.html", page=page, form=form, drawing=drawing)
