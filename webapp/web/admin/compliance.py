"""How the system stands to Annex VI of decree 30, for whoever answers for the agency's papers."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.routing import BuildError

from webapp.services import compliance as standing
from webapp.web.admin.blueprint import administrators, bp


@bp.get("/phu-luc-vi")
@administrators
def compliance() -> ResponseReturnValue:
    """List what the annex asks, with what is met, what is not yet and what is no part of it."""
    groups = standing.annex_vi()
    counts = {
        state: sum(group.count(state) for group in groups)
        for state in (standing.MET, standing.OPEN, standing.OUTSIDE)
    }
    return render_template("admin/compliance.html", groups=groups, counts=counts, page_of=page_of)


def page_of(place: str) -> str:
    """Return the address of a page that can be opened from here; nothing for one of a plan."""
    try:
        return url_for(place)
    except BuildError:
        return ""
