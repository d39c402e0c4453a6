"""«Đã in»: marking that a paper of the plan was printed, and who did before."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import IntegerField, SelectField
from wtforms.validators import Optional as MayBeEmpty

from webapp.services import printing as services
from webapp.services.printing import PrintingPage
from webapp.web.access import signed_in
from webapp.web.context import current_actor, now, parts
from webapp.web.forms import Form, options
from webapp.web.plans.blueprint import bp


class PrintedForm(Form):
    """What was printed."""

    stage = SelectField("Bản đã in", validate_choice=False)
    copies = IntegerField("Số bản", [MayBeEmpty()], default=1)


@bp.get("/<int:plan_id>/da-in")
@signed_in
def printings(plan_id: int) -> ResponseReturnValue:
    """Show what was printed, and the form for one more."""
    return show(the_printings(plan_id), PrintedForm(formdata=None))


@bp.post("/<int:plan_id>/da-in")
@signed_in
def mark_printed(plan_id: int) -> ResponseReturnValue:
    """Keep that a paper was printed, or give the form back."""
    form = PrintedForm()
    if form.validate_on_submit():
        with form.refusals():
            services.mark_printed(
                parts().database,
                parts().rules,
                current_actor(),
                plan_id,
                stage=form.stage.data or "",
                copies=form.copies.data,
                now=now(),
            )
            flash("Đã đánh dấu lần in.", "success")
            return redirect(url_for("plans.printings", plan_id=plan_id))
    return show(the_printings(plan_id), form), form.status


def the_printings(plan_id: int) -> PrintingPage:
    """Return what was printed of the plan."""
    return services.printing_page(parts().database, parts().rules, current_actor(), plan_id)


def show(page: PrintingPage, form: PrintedForm) -> str:
    """Render the page."""
    form.stage.choices = options(page.stages)
    return render_template("plans/printed.html", page=page, form=form)
