"""Sổ đăng ký văn bản đi, on screen and for the printer."""

from dataclasses import replace

from flask import render_template
from flask.typing import ResponseReturnValue

from webapp.services import reading_register
from webapp.services.book_forms import RETENTIONS
from webapp.services.reading_register import LINE_STATES
from webapp.web.context import current_actor, now, parts
from webapp.web.list_addresses import asked_lines, chips, lines_at
from webapp.web.registers.blueprint import bp, readers


@bp.get("")
@readers
def book() -> ResponseReturnValue:
    """Show one book, one year, newest number first."""
    wanted = asked_lines()
    page = reading_register.register(parts().database, current_actor(), wanted, now())
    shown = replace(wanted, year=page.year, series_id=page.series_id)
    return render_template(
        "registers/book.html",
        page=page,
        wanted=wanted,
        line_states=LINE_STATES,
        retentions=RETENTIONS,
        more_at=lines_at("registers.book", shown, truoc=page.next_before_number),
        chips=chips(page.saved, wanted),
        save_at=lines_at("searches.saving_lines", wanted),
        result_at=lines_at("searches.lines", wanted),
    )
