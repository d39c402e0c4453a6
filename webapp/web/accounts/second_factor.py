"""The second factor of one's own account: turned on with a picture for the phone, turned off."""

import segno
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.services import accounts, one_time_codes, own_password, second_factors
from webapp.services.second_factors import NewFactor
from webapp.web import session
from webapp.web.access import before_second_factor, limited, signed_in
from webapp.web.accounts.forms import PasswordForm, TurnOnForm
from webapp.web.accounts.routes import bp
from webapp.web.context import current_actor, now, parts, vault

__all__ = ["bp"]
_SCALE = 5
"""Points on the screen for each square of the picture."""


@bp.get("/tai-khoan/xac-thuc-hai-buoc")
@signed_in
@before_second_factor
def second_factor() -> ResponseReturnValue:
    """Show how to turn it on, with a secret of this page's own, or how to turn it off."""
    if second_factors.standing(parts().database, current_actor().person_id).since:
        return render_template("accounts/turn_off.html", form=PasswordForm())
    return _offer(TurnOnForm(one_time_secret=vault().seal(one_time_codes.new_secret())))


@bp.post("/tai-khoan/xac-thuc-hai-buoc")
@signed_in
@before_second_factor
@limited("10 per minute")
def turn_on() -> ResponseReturnValue:
    """Take the secret of the page once the phone shows its codes; tell the recovery codes."""
    form = TurnOnForm()
    if _secret(form) is None:
        return redirect(url_for("accounts.second_factor"))
    if form.validate_on_submit():
        with form.refusals():
            _ask_password(form.password.data or "")
            factor = NewFactor(_secret(form) or "", form.one_time_code.data or "", vault())
            codes = second_factors.turn_on(parts().database, current_actor(), factor, now())
            return render_template("accounts/recovery_codes.html", codes=codes)
    return _offer(form)


@bp.post("/tai-khoan/xac-thuc-hai-buoc/tat")
@signed_in
@limited("10 per minute")
def turn_off() -> ResponseReturnValue:
    """Ask for no codes any more."""
    form = PasswordForm()
    if form.validate_on_submit():
        with form.refusals():
            _ask_password(form.password.data or "")
            second_factors.turn_off(parts().database, current_actor(), now())
            flash("Đã tắt xác thực hai bước.", "success")
            return redirect(url_for("accounts.account", _anchor="hai-buoc"))
    return render_template("accounts/turn_off.html", form=form), form.status


def _offer(form: TurnOnForm) -> ResponseReturnValue:
    secret = _secret(form) or ""
    username = accounts.username_of(parts().database, current_actor())
    picture = segno.make_qr(one_time_codes.address_of(secret, username))
    page = render_template(
        "accounts/turn_on.html",
        form=form,
        secret=" ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
        picture=picture.svg_data_uri(scale=_SCALE, border=4, light="#ffffff"),
        needed=bool(parts().code_for & current_actor().roles),
    )
    return page, form.status


def _secret(form: TurnOnForm) -> str | None:
    return vault().open(form.one_time_secret.data or "")


def _ask_password(password: str) -> None:
    own_password.confirm_password(
        parts().database, current_actor(), session.token(), password, now()
    )
