"""Lines of the paper book that came before, copied with their own dates."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.services.book_forms import RETENTIONS, BookForms
from webapp.services.paper_lines import enter_paper_line
from webapp.web.addresses import number
from webapp.web.context import current_actor, now, parts
from webapp.web.registers.blueprint import bp, clerks
from webapp.web.registers.forms import PaperForm
from webapp.web.registers.others import the_forms


@bp.get("/tu-so-giay")
@clerks
def paper_line() -> ResponseReturnValue:
    """Show the form of a line from paper."""
    page = the_forms(number("ban"))
    return show(page, PaperForm(formdata=None, advisory_body_id=page.body_id, kept_by="VT"))


@bp.post("/tu-so-giay")
@clerks
def copy_paper_line() -> ResponseReturnValue:
    """Write the line, and offer the form for the next one."""
    form = PaperForm()
    page = the_forms(form.advisory_body_id.data)
    form.offer(page, numbers=False)
    if form.validate_on_submit():
        with form.refusals():
            done = enter_paper_line(parts().database, current_actor(), form.to_line(), now())
            flash(done.message, "success")
            return redirect(url_for("registers.paper_line", ban=page.body_id))
    return show(page, form), form.status


def show(page: BookForms, form: PaperForm) -> str:
    """Render the form."""
    form.offer(page, numbers=False)
    return render_template("registers/paper.html", page=page, form=form, retentions=RETENTIONS)
