"""What waits to be confirmed: powers to sign, and people who stand in for others."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.people import Role
from webapp.services import confirming, stand_ins
from webapp.web.access import roles, signed_in
from webapp.web.context import current_actor, now, parts
from webapp.web.filters import today
from webapp.web.powers.answers import told
from webapp.web.powers.blueprint import bp
from webapp.web.powers.forms import ConfirmForm, StandInForm

keepers = roles(Role.ADMINISTRATOR, Role.CLERK)


@bp.get("")
@signed_in
def index() -> ResponseReturnValue:
    """Show who stands in for whom, and what waits for the reader's word."""
    found = stand_ins.stand_ins(parts().database, current_actor(), now())
    return render_template("powers/index.html", stand_ins=found)


@bp.get("/tham-quyen/<int:authority_id>")
@signed_in
def authority(authority_id: int) -> ResponseReturnValue:
    """Show a power to sign to whoever confirms it."""
    return authority_page(authority_id, ConfirmForm(formdata=None))


@bp.post("/tham-quyen/<int:authority_id>/xac-nhan")
@signed_in
def confirm_authority(authority_id: int) -> ResponseReturnValue:
    """Put the power in force."""
    form = ConfirmForm()
    if form.validate_on_submit():
        with form.refusals():
            done = confirming.confirm(
                parts().database, current_actor(), authority_id, form.version.data or 0, now()
            )
            return told(done)
    return authority_page(authority_id, form), form.status


@bp.post("/tham-quyen/<int:authority_id>/tu-choi")
@signed_in
def decline_authority(authority_id: int) -> ResponseReturnValue:
    """End a power that should not be, with the reason."""
    form = ConfirmForm()
    if form.validate_on_submit():
        with form.refusals():
            done = confirming.decline(
                parts().database,
                current_actor(),
                authority_id,
                form.version.data or 0,
                form.reason.data or "",
                now=now(),
            )
            return told(done)
    return authority_page(authority_id, form), form.status


@bp.get("/xu-ly-thay/them")
@keepers
def new_stand_in() -> ResponseReturnValue:
    """Show an empty form."""
    return stand_in_form(StandInForm(valid_from=today()))


@bp.post("/xu-ly-thay/them")
@keepers
def add_stand_in() -> ResponseReturnValue:
    """Enter a stand-in, which waits for its confirmation."""
    form = StandInForm()
    offer(form)
    if form.validate_on_submit():
        with form.refusals():
            stand_ins.add_stand_in(parts().database, current_actor(), form.to_input(), now())
            parts().kick()
            flash("Đã nhập; có hiệu lực khi người vắng hoặc lãnh đạo xác nhận.", "success")
            return redirect(url_for("powers.index"))
    return stand_in_form(form)


@bp.get("/xu-ly-thay/<int:stand_in_id>")
@signed_in
def stand_in(stand_in_id: int) -> ResponseReturnValue:
    """Show one stand-in with what the reader may do about it."""
    return stand_in_page(stand_in_id, ConfirmForm(formdata=None))


@bp.post("/xu-ly-thay/<int:stand_in_id>/xac-nhan")
@signed_in
def confirm_stand_in(stand_in_id: int) -> ResponseReturnValue:
    """Put the stand-in in force."""
    form = ConfirmForm()
    if form.validate_on_submit():
        with form.refusals():
            done = stand_ins.confirm_stand_in(
                parts().database, current_actor(), stand_in_id, form.version.data or 0, now()
            )
            return told(done)
    return stand_in_page(stand_in_id, form), form.status


@bp.post("/xu-ly-thay/<int:stand_in_id>/ket-thuc")
@signed_in
def end_stand_in(stand_in_id: int) -> ResponseReturnValue:
    """End the stand-in at once."""
    form = ConfirmForm()
    if form.validate_on_submit():
        with form.refusals():
            done = stand_ins.end_stand_in(
                parts().database,
                current_actor(),
                stand_in_id,
                form.version.data or 0,
                form.reason.data or "",
                now=now(),
            )
            return told(done)
    return stand_in_page(stand_in_id, form), form.status


def authority_page(authority_id: int, form: ConfirmForm) -> str:
    """Render the page of one power; its forms carry the version that was just read."""
    page = confirming.confirm_page(parts().database, current_actor(), authority_id, now())
    return render_template("powers/authority.html", page=page, form=form)


def stand_in_form(form: StandInForm) -> ResponseReturnValue:
    """Show the form of a new stand-in."""
    offer(form)
    return render_template("powers/new_stand_in.html", form=form), form.status


def offer(form: StandInForm) -> None:
    """Fill the choices of people."""
    form.offer(stand_ins.people_to_choose(parts().database, current_actor()))


def stand_in_page(stand_in_id: int, form: ConfirmForm) -> str:
    """Render the page of one stand-in."""
    found = stand_ins.stand_in(parts().database, current_actor(), stand_in_id, now())
    return render_template("powers/stand_in.html", one=found, form=form)
