"""A draft given to another drafter: what passes on with it stands on the page first."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.services import handing_over
from webapp.services.handing_over import HandoverPage
from webapp.web.access import signed_in
from webapp.web.context import current_actor, now, parts
from webapp.web.plans.blueprint import bp
from webapp.web.plans.handover_forms import HandoverForm


@bp.get("/<int:plan_id>/giao-soan-thao")
@signed_in
def choosing_drafter(plan_id: int) -> ResponseReturnValue:
    """Ask who is to draft on."""
    return _show(_page(plan_id), HandoverForm(formdata=None))


@bp.post("/<int:plan_id>/giao-soan-thao")
@signed_in
def hand_over(plan_id: int) -> ResponseReturnValue:
    """Give the draft away, or give the form back."""
    form = HandoverForm()
    if form.validate_on_submit():
        with form.refusals():
            sentence = handing_over.hand_over(
                parts().database, parts().rules, current_actor(), form.to_wish(plan_id), now()
            )
            flash(sentence, "success")
            parts().kick()
            return redirect(url_for("plans.show", plan_id=plan_id))
    return _show(_page(plan_id), form), form.status


def _page(plan_id: int) -> HandoverPage:
    return handing_over.handover_page(
        parts().database, parts().rules, current_actor(), plan_id, now()
    )


def _show(page: HandoverPage, form: HandoverForm) -> str:
    form.offer(page)
    return render_template("plans/handover.html", page=page, form=form)
