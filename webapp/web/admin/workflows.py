"""«Quy trình»: what each workflow asks, and by which one each issuer's plans go."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.services import workflows_list
from webapp.web.admin.blueprint import administrators, bp
from webapp.web.admin.workflow_forms import WorkflowChoiceForm
from webapp.web.context import current_actor, now, parts


@bp.get("/quy-trinh")
@administrators
def workflows() -> ResponseReturnValue:
    """List the workflows, and who goes by which."""
    return list_page(None), 200


@bp.post("/quy-trinh/chon")
@administrators
def choose_workflow() -> ResponseReturnValue:
    """Let the agency, or one of its advisory bodies, go by another workflow."""
    form = WorkflowChoiceForm.offering(parts().rules.workflow_labels())
    if form.validate_on_submit():
        with form.refusals():
            wanted = form.to_issuer()
            workflows_list.choose_workflow(
                parts().database, parts().rules, current_actor(), wanted, now()
            )
            flash("Đã đổi quy trình; kế hoạch đang trình giữ quy trình cũ đến hết.", "success")
            return redirect(url_for("admin.workflows"))
    return list_page(form), form.status


def list_page(refused: WorkflowChoiceForm | None) -> str:
    """Show the workflows, with a form of choice for each issuer."""
    database, rules, actor = parts().database, parts().rules, current_actor()
    labels = rules.workflow_labels()
    found = workflows_list.issuers(database, rules, actor)
    return render_template(
        "admin/workflows.html",
        workflows=workflows_list.list_workflows(database, rules, actor),
        choices=[(one, WorkflowChoiceForm.offering(labels, one)) for one in found],
        refused=refused,
    )
