"""Another signer on a plan under way: what falls and what holds on stands on the page first."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.services import changing_signer
from webapp.services.changing_signer import SignerPage
from webapp.web.access import signed_in
from webapp.web.context import current_actor, now, parts
from webapp.web.plans.blueprint import bp
from webapp.web.plans.detour_forms import SignerForm


@bp.get("/<int:plan_id>/doi-nguoi-ky")
@signed_in
def choosing_signer(plan_id: int) -> ResponseReturnValue:
    """Ask who is to sign instead."""
    return _show(_page(plan_id), SignerForm(formdata=None))


@bp.post("/<int:plan_id>/doi-nguoi-ky")
@signed_in
def change_signer(plan_id: int) -> ResponseReturnValue:
    """Change the signer, or give the form back."""
    page, form = _page(plan_id), SignerForm()
    form.offer(page)
    if form.validate_on_submit():
        with form.refusals():
            wish = form.to_wish(plan_id)
            sentence = changing_signer.change_signer(
                parts().database, parts().rules, current_actor(), wish, now()
            )
            flash(sentence, "success")
            parts().kick()
            return redirect(url_for("plans.show", plan_id=plan_id))
    return _show(page, form), form.status


def _page(plan_id: int) -> SignerPage:
    return changing_signer.signer_page(
        parts().database, parts().rules, current_actor(), plan_id, now()
    )


def _show(page: SignerPage, form: SignerForm) -> str:
    form.offer(page)
    return render_template("plans/signer.html", page=page, form=form)
