"""Sổ đăng ký văn bản đi, on screen and for the printer."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from webapp.domain.people import Role
from webapp.services import reading_register
from webapp.services.reading_register import RegisterFilter
from webapp.web.access import roles
from webapp.web.addresses import number
from webapp.web.context import current_actor, now, parts
from webapp.web.forms import clean

bp = Blueprint("registers", __name__)


@bp.get("/so-van-ban-di")
@roles(*(set(Role) - {Role.INSTALLATION_ADMIN}))
def book() -> ResponseReturnValue:
    """Show one book, one year, newest number first."""
    wanted = RegisterFilter(
        year=number("nam"),
        series_id=number("day-so"),
        q=clean(request.args.get("tim")),
        before_number=number("truoc"),
    )
    page = reading_register.register(parts().database, current_actor(), wanted, now())
    return render_template("registers/book.html", page=page, wanted=wanted)
