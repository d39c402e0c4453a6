"""Kết quả: what a list found as a table with chosen columns, and as a file."""

from collections.abc import Mapping
from http import HTTPStatus

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.errors import InvalidInputError
from webapp.services.reading_lists import PlanFilter
from webapp.services.reading_register import RegisterFilter
from webapp.services.result_columns import Shape
from webapp.services.result_files import MOST_OF_PDF
from webapp.services.results import result_file, result_page
from webapp.web.context import current_actor, now, parts
from webapp.web.forms import clean
from webapp.web.list_addresses import asked_lines, asked_plans, inputs_of, list_at
from webapp.web.searches.blueprint import bp, members
from webapp.web.sent_files import sent

_MOST_COLUMNS = 40


@bp.get("/ket-qua/ke-hoach")
@members
def plans() -> ResponseReturnValue:
    """Show the plans that were found, as a table."""
    return show(asked_plans())


@bp.get("/ket-qua/ke-hoach/tep")
@members
def plans_file() -> ResponseReturnValue:
    """Send the plans that were found."""
    return send(asked_plans())


@bp.get("/ket-qua/so-van-ban-di")
@members
def lines() -> ResponseReturnValue:
    """Show the lines of the book that were found, as a table."""
    return show(asked_lines())


@bp.get("/ket-qua/so-van-ban-di/tep")
@members
def lines_file() -> ResponseReturnValue:
    """Send the lines of the book that were found."""
    return send(asked_lines())


def send(wishes: PlanFilter | RegisterFilter) -> ResponseReturnValue:
    """Send the file, or say on the page why there is none."""
    form = clean(request.args.get("dang"))
    try:
        file = result_file(
            parts().database, current_actor(), wishes, asked_shape(), form, now=now()
        )
    except InvalidInputError as error:
        return show(wishes, str(error)), HTTPStatus.BAD_REQUEST
    return sent(file)


def asked_shape() -> Shape:
    """Return the columns and the order that the address names."""
    columns = tuple(request.args.getlist("cot")[:_MOST_COLUMNS])
    descending = request.args.get("giam") == "1"
    return Shape(columns, clean(request.args.get("sap")), descending)


def show(wishes: PlanFilter | RegisterFilter, refusal: str = "") -> str:
    """Render the choice of columns with the first rows."""
    shape = asked_shape()
    page = result_page(parts().database, current_actor(), wishes, shape, now())
    room = "plans" if isinstance(wishes, PlanFilter) else "lines"
    hidden: Mapping[str, object] = inputs_of(wishes)
    return render_template(
        "searches/result.html",
        page=page,
        shape=shape,
        refusal=refusal,
        hidden=hidden,
        back=list_at(wishes),
        here=url_for(f"searches.{room}"),
        file=url_for(f"searches.{room}_file"),
        most_of_pdf=MOST_OF_PDF,
    )
