"""What people were given, before the eyes of whoever confirms it."""

from flask import render_template
from flask.typing import ResponseReturnValue

from webapp.services import confirming_grants
from webapp.web.access import signed_in
from webapp.web.context import current_actor, now, parts
from webapp.web.powers.answers import told
from webapp.web.powers.blueprint import bp
from webapp.web.powers.forms import ConfirmForm, GrantsForm


@bp.get("/quyen")
@signed_in
def grants() -> ResponseReturnValue:
    """List what waits for the reader, to confirm several at once."""
    return grants_page(GrantsForm(formdata=None))


@bp.post("/quyen/xac-nhan")
@signed_in
def confirm_grants() -> ResponseReturnValue:
    """Let the ticked ones hold, each for itself; show what came of each."""
    form = GrantsForm()
    results: tuple[str, ...] = ()
    if form.validate_on_submit():
        with form.refusals():
            results = confirming_grants.confirm_grants(
                parts().database, current_actor(), form.to_ids(), now()
            )
            parts().kick()
    return grants_page(form, results), form.status


@bp.get("/quyen/<int:grant_id>")
@signed_in
def grant(grant_id: int) -> ResponseReturnValue:
    """Show what a person was given."""
    return grant_page(grant_id, ConfirmForm(formdata=None))


@bp.post("/quyen/<int:grant_id>/xac-nhan")
@signed_in
def confirm_grant(grant_id: int) -> ResponseReturnValue:
    """Let it hold."""
    form = ConfirmForm()
    if form.validate_on_submit():
        with form.refusals():
            return told(
                confirming_grants.confirm_grant(parts().database, current_actor(), grant_id, now())
            )
    return grant_page(grant_id, form), form.status


@bp.post("/quyen/<int:grant_id>/tu-choi")
@signed_in
def decline_grant(grant_id: int) -> ResponseReturnValue:
    """Refuse it, with the reason."""
    form = ConfirmForm()
    if form.validate_on_submit():
        with form.refusals():
            return told(
                confirming_grants.decline_grant(
                    parts().database, current_actor(), grant_id, form.reason.data or "", now=now()
                )
            )
    return grant_page(grant_id, form), form.status


def grants_page(form: GrantsForm, results: tuple[str, ...] = ()) -> str:
    """Render the list of what still waits, with what came of the ticked ones."""
    found = confirming_grants.all_waiting(parts().database, current_actor(), now())
    return render_template("powers/grants.html", grants=found, form=form, results=results)


def grant_page(grant_id: int, form: ConfirmForm) -> str:
    """Render the page of one grant."""
    page = confirming_grants.grant_page(parts().database, current_actor(), grant_id, now())
    return render_template("powers/grant.html", page=page, form=form)
