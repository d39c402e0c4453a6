"""What people of the agency asked for and were refused."""

from flask import render_template
from flask.typing import ResponseReturnValue

from webapp.services import refused_access
from webapp.web.admin.blueprint import administrators, bp
from webapp.web.context import current_actor, parts


@bp.get("/tu-choi")
@administrators
def refusals() -> ResponseReturnValue:
    """List the newest refusals."""
    found = refused_access.refusals(parts().database, current_actor())
    return render_template("admin/refusals.html", refusals=found, most=refused_access.SHOWN)
