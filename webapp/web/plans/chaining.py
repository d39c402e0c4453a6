"""The paper that follows an issued plan: which one is right for the fault, and its beginning."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.services import chain, chain_pages
from webapp.services.chain_pages import BeginningPage
from webapp.web.access import signed_in
from webapp.web.context import current_actor, now, parts
from webapp.web.plans.blueprint import bp
from webapp.web.plans.chain_forms import FollowUpForm


@bp.get("/<int:plan_id>/van-ban-tiep")
@signed_in
def choosing_follow_up(plan_id: int) -> ResponseReturnValue:
    """Explain the kinds; `?loai=` chooses one before anything is clicked."""
    page = _page(plan_id)
    form = FollowUpForm(formdata=None, kind=request.args.get("loai", ""))
    return _show(page, form)


@bp.post("/<int:plan_id>/van-ban-tiep")
@signed_in
def begin_follow_up(plan_id: int) -> ResponseReturnValue:
    """Make the draft and go to its desk, or give the form back."""
    form = FollowUpForm()
    form.offer(_page(plan_id).choices)
    if form.validate_on_submit():
        with form.refusals():
            begun = chain.begin(
                parts().database, current_actor(), form.to_beginning(plan_id), now()
            )
            flash(begun.message, "success")
            parts().kick()
            desk = "plans.edit" if begun.drafts else "plans.show"
            return redirect(url_for(desk, plan_id=begun.plan_id))
    return _show(_page(plan_id), form), form.status


def _page(plan_id: int) -> BeginningPage:
    return chain_pages.beginning_page(parts().database, current_actor(), plan_id)


def _show(page: BeginningPage, form: FollowUpForm) -> str:
    form.offer(page.choices)
    return render_template("plans/follow_up.html", page=page, form=form)
