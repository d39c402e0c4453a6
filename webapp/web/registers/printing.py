"""In sổ: a volume of the book as a file, to bind or to count with."""

from http import HTTPStatus
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.errors import InvalidInputError
from webapp.domain.register_book import whole_number
from webapp.services.printed_register import Volume, printed_register, volume_page
from webapp.web.context import current_actor, now, parts
from webapp.web.forms import clean
from webapp.web.registers.blueprint import bp, readers
from webapp.web.sent_files import sent


@bp.get("/in-so/<int:series_id>/<int:year>")
@readers
def printing(series_id: int, year: int) -> ResponseReturnValue:
    """Show which numbers the book holds, and let the reader choose a volume."""
    return show(series_id, year, "")


@bp.get("/in-so/<int:series_id>/<int:year>/tep")
@readers
def volume(series_id: int, year: int) -> ResponseReturnValue:
    """Send the volume, or say on the page what to change."""
    form, name = clean(request.args.get("dang")), clean(request.args.get("quyen"))
    try:
        wanted = Volume(series_id, year, typed("tu-so"), typed("den-so"), name)
        file = printed_register(parts().database, current_actor(), wanted, form, now())
    except InvalidInputError as error:
        return show(series_id, year, str(error)), HTTPStatus.BAD_REQUEST
    return sent(file)


def typed(name: str) -> int | None:
    """Return a bound of the volume; None where it was left empty."""
    text = clean(request.args.get(name))
    return whole_number(text, name) if text else None


def show(series_id: int, year: int, refusal: str) -> str:
    """Render the choice of a volume."""
    page = volume_page(parts().database, current_actor(), series_id, year)
    book: dict[str, Any] = {"nam": year, "day-so": series_id}
    back = url_for("registers.book", **book)
    return render_template("registers/printing.html", page=page, refusal=refusal, back=back)
