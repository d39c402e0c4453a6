"""Sổ đăng ký văn bản đi, on screen and for the printer."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from webapp.services import reading_register
from webapp.services.reading_register import RegisterFilter
from webapp.web.addresses import number
from webapp.web.context import current_actor, now, parts
from webapp.web.forms import clean
from webapp.web.registers.blueprint import bp, readers


@bp.get("")
@readers
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
