"""Drafting units of the agency."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.errors import NotFoundError
from webapp.services import administration
from webapp.services.administration import UnitView
from webapp.web.admin.blueprint import administrators, bp
from webapp.web.admin.forms import UnitForm
from webapp.web.context import current_actor, now, parts
from webapp.web.stale import Row, both_texts


@bp.get("/don-vi")
@administrators
def units() -> ResponseReturnValue:
    """List the units."""
    found = administration.units(parts().database, current_actor())
    return render_template("admin/units.html", units=found)


@bp.get("/don-vi/them")
@administrators
def new_unit() -> ResponseReturnValue:
    """Show an empty form."""
    return render_template("admin/unit.html", form=offering(UnitForm()), unit=None, rows=())


@bp.post("/don-vi/them")
@administrators
def add_unit() -> ResponseReturnValue:
    """Add a unit."""
    return save(None)


@bp.get("/don-vi/<int:unit_id>")
@administrators
def unit(unit_id: int) -> ResponseReturnValue:
    """Show the form of a unit."""
    found = the_unit(unit_id)
    form = offering(UnitForm(obj=found))
    return render_template("admin/unit.html", form=form, unit=found, rows=())


@bp.post("/don-vi/<int:unit_id>")
@administrators
def save_unit(unit_id: int) -> ResponseReturnValue:
    """Save a unit."""
    return save(the_unit(unit_id))


def save(found: UnitView | None) -> ResponseReturnValue:
    """Save the form of a unit, or show it again with what is wrong."""
    form = offering(UnitForm())
    rows: tuple[Row, ...] = ()
    if form.validate_on_submit():
        with form.refusals():
            wanted = form.to_input(found.id if found else None)
            administration.save_unit(parts().database, current_actor(), wanted, now())
            flash(f"Đã lưu đơn vị «{wanted.name}».", "success")
            return redirect(url_for("admin.units"))
    if form.stale and found:
        rows = both_texts(form, offering(UnitForm(formdata=None, obj=found)))
    return render_template("admin/unit.html", form=form, unit=found, rows=rows), form.status


def offering(form: UnitForm) -> UnitForm:
    """Return the form with the units and agencies to choose from."""
    database, actor = parts().database, current_actor()
    form.offer(
        administration.units(database, actor), administration.agencies_to_be(database, actor)
    )
    return form


def the_unit(unit_id: int) -> UnitView:
    """Return one unit of the agency."""
    for one in administration.units(parts().database, current_actor()):
        if one.id == unit_id:
            return one
    raise NotFoundError("Không tìm thấy đơn vị này; chọn một đơn vị trong danh sách.")
