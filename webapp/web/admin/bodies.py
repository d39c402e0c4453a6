"""Advisory bodies of the agency, which issue plans in series of their own."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.errors import NotFoundError
from webapp.services import administration
from webapp.services.administration import BodyView
from webapp.services.administration_bodies import NOT_FOUND
from webapp.web.admin.blueprint import administrators, bp
from webapp.web.admin.forms import BodyForm
from webapp.web.context import current_actor, now, parts
from webapp.web.stale import Row, both_texts


@bp.get("/to-chuc-tu-van")
@administrators
def bodies() -> ResponseReturnValue:
    """List the advisory bodies."""
    found = administration.advisory_bodies(parts().database, current_actor())
    return render_template("admin/bodies.html", bodies=found)


@bp.get("/to-chuc-tu-van/them")
@administrators
def new_body() -> ResponseReturnValue:
    """Show an empty form."""
    return render_template("admin/body.html", form=BodyForm(), body=None, rows=())


@bp.post("/to-chuc-tu-van/them")
@administrators
def add_body() -> ResponseReturnValue:
    """Add an advisory body."""
    return save(None)


@bp.get("/to-chuc-tu-van/<int:body_id>")
@administrators
def body(body_id: int) -> ResponseReturnValue:
    """Show the form of an advisory body."""
    found = the_body(body_id)
    form = BodyForm(obj=found.values)
    return render_template("admin/body.html", form=form, body=found, rows=())


@bp.post("/to-chuc-tu-van/<int:body_id>")
@administrators
def save_body(body_id: int) -> ResponseReturnValue:
    """Save an advisory body."""
    return save(the_body(body_id))


def save(found: BodyView | None) -> ResponseReturnValue:
    """Save the form of an advisory body, or show it again with what is wrong."""
    form = BodyForm()
    rows: tuple[Row, ...] = ()
    if form.validate_on_submit():
        with form.refusals():
            wanted = form.to_input(found.values.body_id if found else None)
            administration.save_advisory_body(parts().database, current_actor(), wanted, now())
            flash("Đã lưu tổ chức tư vấn.", "success")
            return redirect(url_for("admin.bodies"))
    if form.stale and found:
        rows = both_texts(form, BodyForm(formdata=None, obj=found.values))
    return render_template("admin/body.html", form=form, body=found, rows=rows), form.status


def the_body(body_id: int) -> BodyView:
    """Return one advisory body of the agency."""
    for one in administration.advisory_bodies(parts().database, current_actor()):
        if one.values.body_id == body_id:
            return one
    raise NotFoundError(NOT_FOUND)
