"""The buttons «Sửa» of the drafting desk where no script serves them."""

from dataclasses import replace

from flask import flash

from webapp.services import mending
from webapp.services.edit_page import EditPage
from webapp.web.context import current_actor, now, parts
from webapp.web.plans.forms import DraftForm

_GOAL = "fix-"


def mend(form: DraftForm, plan_id: int | None) -> bool:
    """Make the fix whose button was pressed; tell whether one was: then nothing is saved."""
    goal = form.goal.data or ""
    if not goal.startswith(_GOAL):
        return False
    with form.refusals():
        done = mending.mend(
            parts().database,
            current_actor(),
            form.to_fields(),
            plan_id,
            goal.removeprefix(_GOAL),
            now=now(),
        )
        form.show(done.fields)
        flash(done.message, "success")
    return True


def with_own_findings(page: EditPage, form: DraftForm) -> EditPage:
    """Return the page with the findings of what the form shows, saved or not."""
    fields = form.to_fields()
    if fields == page.fields:
        return page
    found = mending.findings_shown(parts().database, current_actor(), fields, page.plan_id, now())
    return replace(page, findings=found.standing, dismissed=found.dismissed)
