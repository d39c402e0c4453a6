"""The agency's own data, and the front page of administration."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.services import administration, missing_files, workflows_list
from webapp.web.admin.blueprint import administrators, bp
from webapp.web.admin.forms import AgencyForm
from webapp.web.context import current_actor, now, parts
from webapp.web.stale import Row, both_texts


@bp.get("")
@administrators
def home() -> ResponseReturnValue:
    """Show what is set up in the agency and what is still missing."""
    database, rules, actor = parts().database, parts().rules, current_actor()
    return render_template(
        "admin/home.html",
        missing_files=missing_files.in_agency(database, rules.files, actor),
        workflow=workflows_list.issuers(database, rules, actor)[0],
        units=administration.units(database, actor),
        people=administration.people(database, actor),
        authorities=administration.authorities(database, actor, now()),
        series=administration.series_list(database, actor, now()),
    )


@bp.get("/co-quan")
@administrators
def agency() -> ResponseReturnValue:
    """Show the form of the agency."""
    saved = administration.agency_settings(parts().database, current_actor())
    return render_template("admin/agency.html", form=AgencyForm(obj=saved), rows=())


@bp.post("/co-quan")
@administrators
def save_agency() -> ResponseReturnValue:
    """Save the data of the agency."""
    form = AgencyForm()
    rows: tuple[Row, ...] = ()
    if form.validate_on_submit():
        with form.refusals():
            administration.save_agency(parts().database, current_actor(), form.to_input(), now())
            flash("Đã lưu thông tin cơ quan.", "success")
            return redirect(url_for("admin.agency"))
    if form.stale:
        saved = administration.agency_settings(parts().database, current_actor())
        rows = both_texts(form, AgencyForm(formdata=None, obj=saved))
    return render_template("admin/agency.html", form=form, rows=rows), form.status
