"""Several waiting plans approved together: the page that lists them, and what came of each."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from webapp.services import batch_approval
from webapp.services.batch_approval import BatchResult, Chosen
from webapp.web.access import signed_in
from webapp.web.addresses import LARGEST
from webapp.web.context import current_actor, now, parts
from webapp.web.inbox.blueprint import bp
from webapp.web.inbox.forms import BatchForm


@bp.get("/duyet-nhieu")
@signed_in
def batch() -> ResponseReturnValue:
    """List the plans that were ticked on the desk; with none, all that may be decided so."""
    asked = [one for one in request.args.getlist("ke_hoach", type=int) if 0 < one <= LARGEST]
    return batch_page(BatchForm(formdata=None), asked, asked)


@bp.post("/duyet-nhieu")
@signed_in
def approve_batch() -> ResponseReturnValue:
    """Approve the ticked plans, each for itself; show what came of each."""
    form = BatchForm()
    results = attempt(form)
    if results:
        return render_template("inbox/batch_results.html", results=results)
    return batch_page(form, form.shown(), [one.plan_id for one in form.to_chosen()]), form.status


def attempt(form: BatchForm) -> tuple[BatchResult, ...]:
    """Do the deeds; nothing where the form is refused as a whole."""
    if form.validate_on_submit():
        with form.refusals():
            return approve(form.to_chosen(), form.password.data or "")
    return ()


def approve(chosen: tuple[Chosen, ...], password: str) -> tuple[BatchResult, ...]:
    """Do the deeds, and wake the worker for the letters about them."""
    results = batch_approval.approve_together(
        parts().database, parts().rules, current_actor(), chosen, password=password, now=now()
    )
    parts().kick()
    return results


def batch_page(form: BatchForm, asked: list[int], ticked: list[int]) -> str:
    """Render the list; each box carries the version that was just read."""
    page = batch_approval.batch_page(parts().database, parts().rules, current_actor(), asked, now())
    return render_template(
        "inbox/batch.html", page=page, form=form, ticked=ticked, most=batch_approval.MOST
    )
