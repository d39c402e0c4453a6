"""Thống kê: the figures of a month, a quarter or a year, on screen and as a file."""

from http import HTTPStatus

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from webapp.domain.errors import InvalidInputError
from webapp.domain.people import Role
from webapp.domain.reading_rights import READS_ALL
from webapp.services.figures import Asked, figures
from webapp.services.figures_file import figures_file
from webapp.web.access import roles
from webapp.web.addresses import number
from webapp.web.context import current_actor, now, parts
from webapp.web.forms import clean
from webapp.web.sent_files import sent

bp = Blueprint("figures", __name__, url_prefix="/thong-ke")
readers = roles(Role.UNIT_HEAD, *READS_ALL)
KINDS = {"thang": "month", "quy": "quarter", "nam": "year"}
"""What the address calls the kinds of period."""


@bp.get("")
@readers
def page() -> ResponseReturnValue:
    """Show the figures."""
    return show()


@bp.get("/tep")
@readers
def file() -> ResponseReturnValue:
    """Send the figures, or say on the page why there is no such file."""
    form = clean(request.args.get("dang"))
    try:
        made = figures_file(parts().database, current_actor(), asked_period(), form, now())
    except InvalidInputError as error:
        return show(str(error)), HTTPStatus.BAD_REQUEST
    return sent(made)


def asked_period() -> Asked:
    """Return the period that the address names."""
    kind = KINDS.get(request.args.get("ky", ""), "month")
    place = {"month": "thang", "quarter": "quy", "year": ""}[kind]
    return Asked(kind, number("nam"), number(place) if place else None)


def show(refusal: str = "") -> str:
    """Render the page."""
    found = figures(parts().database, current_actor(), asked_period(), now())
    slug = next(slug for slug, kind in KINDS.items() if kind == found.kind)
    years = sorted({found.year, *range(now().year - 9, now().year + 1)}, reverse=True)
    return render_template(
        "figures/page.html", found=found, slug=slug, years=years, refusal=refusal
    )
