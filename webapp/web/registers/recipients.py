"""Danh bạ nơi nhận: the places that the agency sends its papers to."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.people import Role
from webapp.services import recipients as services
from webapp.services.recipients import Directory, RecipientView
from webapp.web.access import roles
from webapp.web.context import current_actor, now, parts
from webapp.web.registers.blueprint import bp, readers
from webapp.web.registers.recipient_forms import RecipientForm
from webapp.web.stale import Row, both_texts

keepers = roles(Role.CLERK, Role.ADMINISTRATOR)
_LONGEST = 100


@bp.get("/noi-nhan")
@readers
def recipients() -> ResponseReturnValue:
    """List the places, those in use first."""
    asked = request.args.get("tim", "")[:_LONGEST]
    group = request.args.get("nhom", "")[:_LONGEST]
    return render_template("registers/recipients.html", page=the_directory(asked, group))


@bp.get("/noi-nhan/them")
@keepers
def new_recipient() -> ResponseReturnValue:
    """Show an empty form."""
    return show(None, RecipientForm(formdata=None, active=True))


@bp.post("/noi-nhan/them")
@keepers
def add_recipient() -> ResponseReturnValue:
    """Add a place."""
    return save(None)


@bp.get("/noi-nhan/<int:recipient_id>")
@keepers
def recipient(recipient_id: int) -> ResponseReturnValue:
    """Show the form of a place."""
    found = the_recipient(recipient_id)
    return show(found, RecipientForm(formdata=None, obj=found.values))


@bp.post("/noi-nhan/<int:recipient_id>")
@keepers
def save_recipient(recipient_id: int) -> ResponseReturnValue:
    """Save a place."""
    return save(the_recipient(recipient_id))


def save(found: RecipientView | None) -> ResponseReturnValue:
    """Save the form of a place, or show it again with what is wrong."""
    form = RecipientForm()
    form.offer(the_insides())
    rows: tuple[Row, ...] = ()
    if form.validate_on_submit():
        with form.refusals():
            wanted = form.to_input(found.recipient_id if found else None)
            services.save_recipient(parts().database, current_actor(), wanted, now())
            flash(f"Đã lưu nơi nhận «{wanted.name}».", "success")
            return redirect(url_for("registers.recipients"))
    if form.stale and found:
        saved = RecipientForm(formdata=None, obj=found.values)
        saved.offer(the_insides())
        rows = both_texts(form, saved)
    return show(found, form, rows), form.status


def show(found: RecipientView | None, form: RecipientForm, rows: tuple[Row, ...] = ()) -> str:
    """Render the form."""
    form.offer(the_insides())
    return render_template("registers/recipient.html", recipient=found, form=form, rows=rows)


def the_directory(asked: str = "", group: str = "") -> Directory:
    """Return what the directory shows."""
    return services.directory(parts().database, current_actor(), asked, group)


def the_insides() -> tuple[tuple[str, str], ...]:
    """Return the units and agencies that a place may be."""
    return services.insides(parts().database, current_actor())


def the_recipient(recipient_id: int) -> RecipientView:
    """Return one place of the agency."""
    return services.one_recipient(parts().database, current_actor(), recipient_id)
