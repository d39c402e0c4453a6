"""Đăng ký văn bản đi khác: a document that was not drafted here takes its number."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.services.book_forms import RETENTIONS, BookForms, book_forms
from webapp.services.other_documents import Registered, register_other
from webapp.web.addresses import number
from webapp.web.context import current_actor, now, parts
from webapp.web.registers.blueprint import bp, clerks
from webapp.web.registers.forms import OtherForm, expected_of, expected_text


@bp.get("/dang-ky")
@clerks
def registering() -> ResponseReturnValue:
    """Show the form, with the number that each type would get."""
    page = the_forms(number("ban"))
    form = OtherForm(formdata=None, day=page.today, advisory_body_id=page.body_id)
    form.expected.data = expected_text(page)
    return show(page, form)


@bp.post("/dang-ky")
@clerks
def register_document() -> ResponseReturnValue:
    """Give the number and write the line, or give the form back."""
    form = OtherForm()
    page = the_forms(form.advisory_body_id.data)
    form.offer(page)
    if form.validate_on_submit():
        with form.refusals():
            wanted = form.to_document()
            done = register_other(parts().database, current_actor(), wanted, now())
            return told(done, expected_of(form.expected.data or ""))
    form.expected.data = expected_text(page)
    return show(page, form), form.status


def told(done: Registered, expected: dict[int, int]) -> ResponseReturnValue:
    """Lead to the line: the real number, and why it is another than expected."""
    flash(done.message, "warning" if done.differs else "success")
    if done.differs:
        before = expected.get(done.series_id)
        return redirect(url_for("registers.given", row_id=done.row_id, expected=before))
    return redirect(url_for("registers.line", row_id=done.row_id))


def the_forms(body_id: int | None) -> BookForms:
    """Return what the forms offer."""
    return book_forms(parts().database, current_actor(), body_id, now())


def show(page: BookForms, form: OtherForm) -> str:
    """Render the form."""
    form.offer(page)
    return render_template("registers/register.html", page=page, form=form, retentions=RETENTIONS)
