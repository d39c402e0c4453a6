"""«Đã trình cấp trên»: plans of the agency above, seen from the one that submitted them."""

from flask import render_template
from flask.typing import ResponseReturnValue

from webapp.services import submitted_above as service
from webapp.web.access import signed_in
from webapp.web.addresses import number
from webapp.web.context import current_actor, now, parts
from webapp.web.plans.blueprint import bp


@bp.get("/da-trinh-cap-tren")
@signed_in
def submitted_above() -> ResponseReturnValue:
    """List the plans that the agency submitted upward, newest first."""
    found = service.submitted_list(parts().database, current_actor(), number("truoc"), now())
    return render_template("plans/above.html", found=found)
