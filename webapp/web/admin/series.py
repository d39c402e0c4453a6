"""Number series, and where their counters begin."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.copies import COPY_CODES
from webapp.domain.errors import NotFoundError
from webapp.services import administration
from webapp.services.administration import DocumentTypeChoice, SeriesView
from webapp.web.admin.blueprint import administrators, bp
from webapp.web.admin.forms import SeriesForm
from webapp.web.context import current_actor, now, parts
from webapp.web.filters import today
from webapp.web.forms import options
from webapp.web.stale import Row, both_texts


@bp.get("/day-so")
@administrators
def series_list() -> ResponseReturnValue:
    """List the series."""
    found = administration.series_list(parts().database, current_actor(), now())
    return render_template("admin/series_list.html", series=found)


@bp.get("/day-so/them")
@administrators
def new_series() -> ResponseReturnValue:
    """Show an empty form."""
    return show(SeriesForm(year=today().year, last_number=0), None)


@bp.post("/day-so/them")
@administrators
def add_series() -> ResponseReturnValue:
    """Add a series."""
    return save(None)


@bp.get("/day-so/<int:series_id>")
@administrators
def series(series_id: int) -> ResponseReturnValue:
    """Show the form of a series."""
    found = the_series(series_id)
    return show(SeriesForm(obj=found.values), found)


@bp.post("/day-so/<int:series_id>")
@administrators
def save_series(series_id: int) -> ResponseReturnValue:
    """Save a series."""
    return save(the_series(series_id))


def save(found: SeriesView | None) -> ResponseReturnValue:
    """Save the form of a series, or show it again with what is wrong."""
    form = SeriesForm()
    offer(form)
    rows: tuple[Row, ...] = ()
    if form.validate_on_submit():
        with form.refusals():
            wanted = form.to_input(found)
            administration.save_series(parts().database, current_actor(), wanted, now())
            flash(f"Đã lưu dãy số «{wanted.name}».", "success")
            return redirect(url_for("admin.series_list"))
    if form.stale and found:
        saved = SeriesForm(formdata=None, obj=found.values)
        offer(saved)
        rows = both_texts(form, saved)
    return show(form, found, rows)


def show(
    form: SeriesForm, found: SeriesView | None, rows: tuple[Row, ...] = ()
) -> ResponseReturnValue:
    """Show the form of a series."""
    offer(form)
    return render_template("admin/series.html", form=form, series=found, rows=rows), form.status


def offer(form: SeriesForm) -> None:
    """Fill the choices of document types and issuers."""
    types = administration.document_types(parts().database)
    bodies = administration.advisory_bodies(parts().database, current_actor())
    form.offer_bodies(bodies)
    form.document_type_id.choices = options(
        [
            ("", "Mọi loại không có dãy riêng (dãy chung)"),
            *((one.id, _shown(one)) for one in types),
        ]
    )


def _shown(one: DocumentTypeChoice) -> str:
    """Return the name of a type; copies of all kinds count in one series."""
    return f"{one.name} – dãy chung cho mọi bản sao" if one.code in COPY_CODES else one.name


def the_series(series_id: int) -> SeriesView:
    """Return one series of the agency."""
    for one in administration.series_list(parts().database, current_actor(), now()):
        if one.values.series_id == series_id:
            return one
    raise NotFoundError("Không tìm thấy dãy số này; chọn một dãy số trong danh sách.")
