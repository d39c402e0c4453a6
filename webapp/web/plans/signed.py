"""The signed and sealed paper: handed in by the clerk, opened, taken."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.services import signed_files, signed_numbers
from webapp.services.signed_files import AddingPage
from webapp.web.access import limited, signed_in
from webapp.web.chosen_files import chosen_file
from webapp.web.context import current_actor, now, parts
from webapp.web.headers import FILE_POLICY, SANDBOXED
from webapp.web.plans.blueprint import bp
from webapp.web.plans.forms import VersionForm
from webapp.web.sending_forms import SignedForm
from webapp.web.sent_files import original_wanted, sent, shown


@bp.get("/<int:plan_id>/ban-da-ky")
@signed_in
def adding_signed(plan_id: int) -> ResponseReturnValue:
    """Ask for the file; whoever may hand in none goes back to the plan."""
    page = signed_files.adding_page(parts().database, current_actor(), plan_id)
    if page.refused:
        flash(page.refused, "warning")
        return redirect(url_for("plans.show", plan_id=plan_id))
    return show(page, SignedForm(formdata=None))


@bp.post("/<int:plan_id>/ban-da-ky")
@signed_in
@limited("60 per minute")
def add_signed(plan_id: int) -> ResponseReturnValue:
    """Keep the file, or give the form back with the reason why not."""
    form = SignedForm()
    if form.validate_on_submit():
        with form.refusals():
            file = chosen_file()
            told = signed_files.add(parts().database, current_actor(), plan_id, file, now())
            flash(told, "success")
            parts().kick()
            return redirect(url_for("plans.show", plan_id=plan_id, _anchor="ban-da-ky"))
    page = signed_files.adding_page(parts().database, current_actor(), plan_id)
    return show(page, form), form.status


def show(page: AddingPage, form: SignedForm) -> str:
    """Render the form."""
    back = url_for("plans.show", plan_id=page.plan_id)
    return render_template(
        "sending/signed_file.html", page=page, form=form, has_one=page.has_one, back=back
    )


@bp.post("/<int:plan_id>/ban-da-ky/dien-so")
@signed_in
@limited("60 per minute")
def fill_number(plan_id: int) -> ResponseReturnValue:
    """Write number and date into the leader's file, where that was not done with the number."""
    VersionForm()
    told = signed_numbers.fill_in(parts().database, current_actor(), plan_id, now())
    flash(told or "Tệp không còn ô trống cho số, ngày.", "success" if told else "warning")
    parts().kick()
    return redirect(url_for("plans.show", plan_id=plan_id, _anchor="ban-da-ky"))


@bp.get("/<int:plan_id>/ban-da-ky/<int:copy_id>")
@signed_in
def signed_file(plan_id: int, copy_id: int) -> ResponseReturnValue:
    """Send the file to keep."""
    g.file_policy = SANDBOXED
    return sent(
        signed_files.taken(
            parts().database, current_actor(), plan_id, copy_id, now(), original=original_wanted()
        )
    )


@bp.get("/<int:plan_id>/ban-da-ky/<int:copy_id>/xem")
@signed_in
def read_signed(plan_id: int, copy_id: int) -> ResponseReturnValue:
    """Send the file to be shown by the browser itself; nothing in it may run."""
    file = signed_files.opened(parts().database, current_actor(), plan_id, copy_id, now())
    g.file_policy = FILE_POLICY
    return shown(file)
