"""Khóa sổ: what stands open in the year's book, and its last word."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.services.closing import ClosingPage, close_book, closing_page
from webapp.web.context import current_actor, now, parts
from webapp.web.registers.blueprint import bp, clerks
from webapp.web.registers.forms import ClosingForm


@bp.get("/khoa-so/<int:series_id>/<int:year>")
@clerks
def closing(series_id: int, year: int) -> ResponseReturnValue:
    """Show what stands open before anybody closes."""
    page = the_page(series_id, year)
    return show(page, ClosingForm(formdata=None, lines=page.lines))


@bp.post("/khoa-so/<int:series_id>/<int:year>")
@clerks
def close(series_id: int, year: int) -> ResponseReturnValue:
    """Close the book, or show again what stands open."""
    form = ClosingForm()
    if form.validate_on_submit():
        with form.refusals():
            wanted = form.to_wish(series_id, year)
            done = close_book(parts().database, current_actor(), wanted, now())
            flash(f"Đã khóa sổ năm {year}: {done.lines} dòng, {done.voids} số hủy.", "success")
            return redirect(url_for("registers.closing", series_id=series_id, year=year))
    page = the_page(series_id, year)
    if form.stale:
        form.lines.raw_data, form.lines.data = None, page.lines
    return show(page, form), form.status


def the_page(series_id: int, year: int) -> ClosingPage:
    """Return what stands open in the book."""
    return closing_page(parts().database, current_actor(), series_id, year, now())


def show(page: ClosingPage, form: ClosingForm) -> str:
    """Render the page."""
    return render_template("registers/closing.html", page=page, form=form)
