"""One line of the book: its page, what is added later, its crossing out."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.services import book_lines
from webapp.services.book_entries import BookEntry
from webapp.services.book_forms import RETENTIONS
from webapp.services.book_lines import LinePage
from webapp.web.context import current_actor, now, parts
from webapp.web.entry_fields import shown_entry
from webapp.web.registers.blueprint import bp, clerks, readers
from webapp.web.registers.forms import CrossingForm, FillInForm
from webapp.web.stale import Row, both_texts


@bp.get("/dong/<int:row_id>")
@readers
def line(row_id: int) -> ResponseReturnValue:
    """Show everything that the book knows of a number."""
    return render_template("registers/line.html", page=the_line(row_id), expected=None)


@bp.get("/ke-hoach/<int:plan_id>")
@readers
def line_of_plan(plan_id: int) -> ResponseReturnValue:
    """Lead from a plan to its line."""
    row_id = book_lines.line_of_plan(parts().database, current_actor(), plan_id)
    return redirect(url_for("registers.line", row_id=row_id))


@bp.get("/dong/<int:row_id>/so-da-cap/<int:expected>")
@readers
def given(row_id: int, expected: int) -> ResponseReturnValue:
    """Show the number that was given where another was expected, before all else."""
    return render_template("registers/line.html", page=the_line(row_id), expected=expected)


@bp.get("/dong/<int:row_id>/bo-sung")
@clerks
def filling_in(row_id: int) -> ResponseReturnValue:
    """Show columns 6 to 10 as they are."""
    page = the_line(row_id)
    if not page.may_fill_in:
        return closed_to_changes(row_id)
    return show_filling(page, an_entry(page, page.suggested), ())


@bp.post("/dong/<int:row_id>/bo-sung")
@clerks
def fill_in(row_id: int) -> ResponseReturnValue:
    """Add to the line, or give the form back."""
    form = FillInForm()
    if form.validate_on_submit():
        with form.refusals():
            wanted = form.to_wish(row_id)
            book_lines.fill_in(parts().database, current_actor(), wanted, now())
            flash("Đã bổ sung dòng trong sổ.", "success")
            return redirect(url_for("registers.line", row_id=row_id))
    page = the_line(row_id)
    rows = both_texts(form, saved_entry(page)) if form.stale else ()
    return show_filling(page, form, rows), form.status


@bp.get("/dong/<int:row_id>/huy")
@clerks
def crossing_out(row_id: int) -> ResponseReturnValue:
    """Ask for the reason."""
    page = the_line(row_id)
    if not page.may_void:
        return closed_to_changes(row_id, page.kept_why)
    return show_crossing(page, CrossingForm(formdata=None, version=page.version))


@bp.post("/dong/<int:row_id>/huy")
@clerks
def cross_out(row_id: int) -> ResponseReturnValue:
    """Cross the line out, or give the form back."""
    form = CrossingForm()
    if form.validate_on_submit():
        with form.refusals():
            wanted = form.to_wish(row_id)
            book_lines.void_line(parts().database, current_actor(), wanted, now())
            flash("Đã hủy số; dòng vẫn nằm trong sổ kèm lý do.", "success")
            return redirect(url_for("registers.line", row_id=row_id))
    page = the_line(row_id)
    if form.stale:
        form.version.raw_data, form.version.data = None, page.version
    return show_crossing(page, form), form.status


def the_line(row_id: int) -> LinePage:
    """Return what the book knows of the line."""
    return book_lines.line_page(parts().database, current_actor(), row_id)


def saved_entry(page: LinePage) -> FillInForm:
    """Return the form with what the line says now."""
    return an_entry(page, page.entry)


def an_entry(page: LinePage, entry: BookEntry) -> FillInForm:
    """Return the form with these columns."""
    return FillInForm(formdata=None, data={**shown_entry(entry), "version": page.version})


def closed_to_changes(row_id: int, why: str = "") -> ResponseReturnValue:
    """Lead back to a line that is not changed so."""
    flash(why or "Dòng này không sửa được theo cách đó; xem trạng thái của dòng.", "info")
    return redirect(url_for("registers.line", row_id=row_id))


def show_filling(page: LinePage, form: FillInForm, rows: tuple[Row, ...]) -> str:
    """Render the form of columns 6 to 10."""
    return render_template(
        "registers/fill_in.html", page=page, form=form, rows=rows, retentions=RETENTIONS
    )


def show_crossing(page: LinePage, form: CrossingForm) -> str:
    """Render the form of a crossing out."""
    return render_template("registers/void.html", page=page, form=form)
