"""The room's blueprint, and how the words of a paper read in its templates."""

from datetime import date

from flask import Blueprint

from webapp.domain import dates, numbers_text

bp = Blueprint("plans", __name__, url_prefix="/ke-hoach")


@bp.app_template_filter()
def number_line(number: int | None, notation: str) -> str:
    """Return «Số: 05/KH-UBND» as the paper has it."""
    return numbers_text.number_line(number, notation)


@bp.app_template_filter()
def date_line(place: str, day: date | None) -> str:
    """Return the line of place and date as the paper has it."""
    return dates.date_line(place, day)
