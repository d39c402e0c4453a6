"""Giữ số: numbers kept for papers of one day, where the agency allows it."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.services.book_forms import BookForms
from webapp.services.reservations import MOST_DAYS, MOST_NUMBERS, reserve
from webapp.web.addresses import number
from webapp.web.context import current_actor, now, parts
from webapp.web.registers.blueprint import bp, clerks
from webapp.web.registers.forms import ReserveForm
from webapp.web.registers.others import the_forms


@bp.get("/giu-so")
@clerks
def reserving() -> ResponseReturnValue:
    """Show the form, and what is kept for today."""
    page = the_forms(number("ban"))
    return show(page, ReserveForm(formdata=None, day=page.today, advisory_body_id=page.body_id))


@bp.post("/giu-so")
@clerks
def reserve_numbers() -> ResponseReturnValue:
    """Keep the numbers, or give the form back."""
    form = ReserveForm()
    page = the_forms(form.advisory_body_id.data)
    form.offer(page)
    if form.validate_on_submit():
        with form.refusals():
            kept = reserve(parts().database, current_actor(), form.to_wish(), now())
            flash(f"Đã giữ số {', '.join(kept.texts)}.", "success")
            book: dict[str, Any] = {"nam": kept.year, "day-so": kept.series_id}
            return redirect(url_for("registers.book", **book))
    return show(page, form), form.status


def show(page: BookForms, form: ReserveForm) -> str:
    """Render the form."""
    form.offer(page)
    return render_template(
        "registers/reserve.html", page=page, form=form, most=MOST_NUMBERS, days=MOST_DAYS
    )
