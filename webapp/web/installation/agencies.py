"""Agencies of the installation: the list, and a new one."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.people import Role
from webapp.services import administration
from webapp.web.access import roles
from webapp.web.context import current_actor, now, parts
from webapp.web.installation.blueprint import bp
from webapp.web.installation.forms import NewAgencyForm


@bp.get("/co-quan")
@roles(Role.INSTALLATION_ADMIN)
def agencies() -> ResponseReturnValue:
    """List the agencies."""
    found = administration.list_agencies(parts().database, current_actor())
    return render_template("admin/agencies.html", agencies=found)


@bp.get("/co-quan/them")
@roles(Role.INSTALLATION_ADMIN)
def new_agency() -> ResponseReturnValue:
    """Show an empty form."""
    return render_template("admin/new_agency.html", form=NewAgencyForm())


@bp.post("/co-quan/them")
@roles(Role.INSTALLATION_ADMIN)
def add_agency() -> ResponseReturnValue:
    """Create an agency with its first administrator."""
    form = NewAgencyForm()
    if form.validate_on_submit():
        with form.refusals():
            wanted = form.to_input()
            administration.create_agency(
                parts().database, current_actor(), wanted, form.to_first(), now()
            )
            flash(f"Đã tạo cơ quan «{wanted.short_name}».", "success")
            return redirect(url_for("installation.agencies"))
    return render_template("admin/new_agency.html", form=form), form.status
