"""What the drafting desk asks for while somebody types: the paper, the findings, the autosave."""

from io import BytesIO

from flask import render_template, send_file
from flask.typing import ResponseReturnValue

from webapp.domain.people import Role
from webapp.services import drafting_desk, papers
from webapp.services.draft_fields import to_typed
from webapp.services.papers import WORD
from webapp.web.access import roles
from webapp.web.context import current_actor, now, parts
from webapp.web.plans.blueprint import bp
from webapp.web.plans.forms import DraftForm

drafter = roles(Role.DRAFTER)


@bp.post("/xem-truoc")
@drafter
def preview() -> ResponseReturnValue:
    """Send the paper of the form as it stands, saved or not."""
    form = DraftForm()
    paper = papers.preview(
        parts().database,
        parts().rules,
        current_actor(),
        form.to_fields(),
        form.plan_id.data,
        now=now(),
    )
    return send_file(BytesIO(paper), mimetype=WORD)


@bp.post("/loi-the-thuc")
@drafter
def findings() -> ResponseReturnValue:
    """Return the findings of the form as it stands, field by field."""
    form = DraftForm()
    found = drafting_desk.findings_for(
        parts().database, current_actor(), form.to_fields(), form.plan_id.data, now()
    )
    return render_template(
        "plans/_findings_by_field.html",
        found=found.standing,
        dismissed=found.dismissed,
        plan_id=form.plan_id.data,
        appendixes=form.parts.appendixes,
    )


@bp.post("/<int:plan_id>/soan/luu-tam")
@drafter
def autosave(plan_id: int) -> ResponseReturnValue:
    """Keep what is typed until it is saved; nobody else sees it."""
    form = DraftForm()
    drafting_desk.autosave(
        parts().database,
        current_actor(),
        plan_id,
        to_typed(form.to_fields()),
        form.base_ordinal.data or 0,
        now=now(),
    )
    return "", 204
