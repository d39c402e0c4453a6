"""Sending an issued plan to places of the directory, and its exchange package."""

from flask.typing import ResponseReturnValue

from webapp.domain.people import Role
from webapp.services.outgoing import PaperKey
from webapp.web import sending_pages
from webapp.web.access import roles
from webapp.web.plans.blueprint import bp

clerks = roles(Role.CLERK)


@bp.get("/<int:plan_id>/gui")
@clerks
def sending(plan_id: int) -> ResponseReturnValue:
    """Offer the places of the directory."""
    return sending_pages.offer(PaperKey(plan_id))


@bp.post("/<int:plan_id>/gui")
@clerks
def send(plan_id: int) -> ResponseReturnValue:
    """Write down whom it goes to, or give the form back."""
    return sending_pages.send(PaperKey(plan_id))


@bp.get("/<int:plan_id>/edxml")
@clerks
def edxml(plan_id: int) -> ResponseReturnValue:
    """Send the package for the national axis."""
    return sending_pages.package(PaperKey(plan_id))
