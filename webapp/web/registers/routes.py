"""Sổ đăng ký văn bản đi, on screen and for the printer."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from webapp.services import reading_register
from webapp.services.reading_register import RegisterFilter
from webapp.web.access import signed_in
from webapp.web.context import current_actor, now, parts
from webapp.web.forms import clean

bp = Blueprint("registers", __name__)


@bp.get("/so-van-ban-di")
@signed_in
def book() -> ResponseReturnValue:
    """Show one book, one year, newest number first."""
    wanted = RegisterFilter(
        year=request.args.get("nam", type=int),
        series_id=request.args.get("day-so", type=int),
        q=clean(request.args.get("tim")),
        before_number=request.args.get("truoc", type=int),
    )
    page = reading_register.register(parts().database, current_actor(), wanted, now())
    return render_template("registers/book.html", page=page, wanted=wanted)
