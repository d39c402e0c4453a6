"""Free days and days worked for them: the year, a day entered, a day ended."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.people import Role
from webapp.services import calendar_days
from webapp.web.access import roles
from webapp.web.context import current_actor, now, parts
from webapp.web.filters import today
from webapp.web.installation.blueprint import bp
from webapp.web.installation.calendar_forms import CalendarDayForm, EndDayForm

_FIRST, _LAST = 2020, 2099
"""The years of the list; the library of public holidays ends with the moon's."""


@bp.get("/ngay-nghi")
@roles(Role.INSTALLATION_ADMIN)
def calendar() -> ResponseReturnValue:
    """Show the special days of a year."""
    year = min(max(request.args.get("nam", today().year, type=int), _FIRST), _LAST)
    found = calendar_days.calendar_year(parts().database, current_actor(), year)
    others = [one for one in (year - 1, year + 1) if _FIRST <= one <= _LAST]
    return render_template("admin/calendar.html", found=found, others=others)


@bp.get("/ngay-nghi/them")
@roles(Role.INSTALLATION_ADMIN)
def new_day() -> ResponseReturnValue:
    """Show an empty form."""
    return render_template("admin/calendar_day.html", form=CalendarDayForm())


@bp.post("/ngay-nghi/them")
@roles(Role.INSTALLATION_ADMIN)
def add_day() -> ResponseReturnValue:
    """Enter a day, or show the form again with what is wrong."""
    form = CalendarDayForm()
    if form.validate_on_submit():
        with form.refusals():
            wish = form.to_day()
            flash(calendar_days.add_day(parts().database, current_actor(), wish, now()), "success")
            parts().kick()
            return redirect(url_for("installation.calendar", nam=wish.day.year))
    return render_template("admin/calendar_day.html", form=form), form.status


@bp.get("/ngay-nghi/<int:row_id>/bo")
@roles(Role.INSTALLATION_ADMIN)
def ask_to_end_day(row_id: int) -> ResponseReturnValue:
    """Ask why an entered day is to count no longer."""
    return ending(row_id, EndDayForm())


@bp.post("/ngay-nghi/<int:row_id>/bo")
@roles(Role.INSTALLATION_ADMIN)
def end_day(row_id: int) -> ResponseReturnValue:
    """End an entered day."""
    form = EndDayForm()
    if form.validate_on_submit():
        with form.refusals():
            reason = form.reason.data or ""
            sentence = calendar_days.end_day(
                parts().database, current_actor(), row_id, reason, now()
            )
            flash(sentence, "success")
            parts().kick()
            year = request.args.get("nam", type=int)
            return redirect(url_for("installation.calendar", nam=year))
    return ending(row_id, form)


def ending(row_id: int, form: EndDayForm) -> ResponseReturnValue:
    """Show the day with the form that ends it."""
    line = calendar_days.entered_day(parts().database, current_actor(), row_id)
    return (
        render_template("admin/calendar_end.html", form=form, line=line, row_id=row_id),
        form.status,
    )
