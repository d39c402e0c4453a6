"""Signing in and out, one's own password, one's own devices, the agency one works in."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from webapp.services import (
    access_grants,
    accounts,
    mail_choices,
    own_password,
    own_sign_ins,
    second_factors,
)
from webapp.web import kept_forms, session
from webapp.web.access import before_new_password, before_second_factor, limited, public, signed_in
from webapp.web.accounts.forms import MailForm, NewPasswordForm, SignInForm, SwitchAgencyForm
from webapp.web.context import current_actor, current_who, now, parts, vault
from webapp.web.kept_forms import KeptForm

bp = Blueprint("accounts", __name__)


@bp.get("/dang-nhap")
@public
def sign_in() -> ResponseReturnValue:
    """Show the sign-in form."""
    if current_who() is not None:
        return redirect(url_for("inbox.desk"))
    form = SignInForm(next=safe_path(request.args.get("tiep", "")))
    return render_template("accounts/sign_in.html", form=form, kept=None, lost=False)


@bp.post("/dang-nhap")
@public
@limited("30 per minute")
def open_session() -> ResponseReturnValue:
    """Sign in, then go on with what the sign-in interrupted."""
    form = SignInForm()
    kept = kept_forms.unseal(form.kept.data or "")
    if form.validate_on_submit():
        with form.refusals():
            asked = form.to_request(request.remote_addr or "", request.user_agent.string)
            signed = accounts.sign_in(parts().database, asked, now(), vault())
            session.begin(signed.token)
            return go_on(kept, safe_path(form.next.data or ""))
    return render_template("accounts/sign_in.html", form=form, kept=kept, lost=False), form.status


def go_on(kept: KeptForm | None, path: str) -> ResponseReturnValue:
    """Send the kept form again for its owner, else open the page that was asked for."""
    who = current_who()
    if kept is None:
        return redirect(path or url_for("inbox.desk"))
    if who is None or who.actor.person_id != kept.person_id:
        flash(
            "Biểu mẫu đang gửi dở thuộc về người đã đăng nhập trước nên không được gửi. "
            "Người đó cần đăng nhập lại để gửi.",
            "warning",
        )
        return redirect(url_for("inbox.desk"))
    if who.must_change_password:
        form = NewPasswordForm(formdata=None, kept=kept_forms.seal(kept))
        return render_template("accounts/new_password.html", form=form)
    token = generate_csrf()
    return render_template("accounts/resend.html", kept=kept, token=token)


@bp.post("/dang-xuat")
@signed_in
@before_new_password
@before_second_factor
def sign_out() -> ResponseReturnValue:
    """Sign out on this device."""
    accounts.sign_out(parts().database, session.token(), now())
    session.finish()
    flash("Đã đăng xuất.", "success")
    # Pictures of papers go; what was typed and not sent stays, which its writer alone can open.
    return redirect(url_for("accounts.sign_in")), {"Clear-Site-Data": '"cache"'}


@bp.get("/tai-khoan")
@signed_in
def account() -> ResponseReturnValue:
    """Show who I am here, and the devices I am signed in on."""
    own = mail_choices.own_choice(parts().database, current_actor())
    return _account(MailForm.of(own), own)


def _account(form: MailForm, own: mail_choices.OwnChoice) -> ResponseReturnValue:
    limits = parts().session_limits
    second = second_factors.standing(parts().database, current_actor().person_id)
    devices = own_sign_ins.sign_ins(
        parts().database, current_actor(), session.token(), now(), limits
    )
    waiting = access_grants.own_waiting(parts().database, current_actor())
    page = render_template(
        "accounts/account.html",
        devices=devices,
        limits=limits,
        second=second,
        form=form,
        own=own,
        waiting=waiting,
    )
    return page, form.status


@bp.post("/tai-khoan/thu-dien-tu")
@signed_in
def choose_mail() -> ResponseReturnValue:
    """Choose when letters come."""
    form = MailForm()
    if form.validate_on_submit():
        with form.refusals():
            mail_choices.choose(
                parts().database, current_actor(), form.to_choice(), form.version.data or 0, now()
            )
            flash("Đã lưu cách nhận thư.", "success")
            return redirect(url_for("accounts.account"))
    return _account(form, mail_choices.own_choice(parts().database, current_actor()))


@bp.post("/tai-khoan/dang-xuat-moi-thiet-bi")
@signed_in
def sign_out_everywhere() -> ResponseReturnValue:
    """Close my sign-ins on all other devices."""
    closed = accounts.sign_out_everywhere(parts().database, current_actor(), session.token(), now())
    flash(f"Đã đăng xuất {closed} thiết bị khác; thiết bị này vẫn đăng nhập.", "success")
    return redirect(url_for("accounts.account", _anchor="thiet-bi"))


@bp.post("/tai-khoan/thiet-bi/<string:key>/dang-xuat")
@signed_in
def end_sign_in(key: str) -> ResponseReturnValue:
    """Close my sign-in on one other device."""
    own_sign_ins.end_sign_in(parts().database, current_actor(), session.token(), key, now())
    flash("Đã đăng xuất thiết bị đó.", "success")
    return redirect(url_for("accounts.account", _anchor="thiet-bi"))


@bp.get("/tai-khoan/mat-khau")
@signed_in
@before_new_password
@before_second_factor
def new_password() -> ResponseReturnValue:
    """Show the form for a new password."""
    return render_template("accounts/new_password.html", form=NewPasswordForm())


@bp.post("/tai-khoan/mat-khau")
@signed_in
@before_new_password
@before_second_factor
@limited("10 per minute")
def change_password() -> ResponseReturnValue:
    """Set a new password."""
    form = NewPasswordForm()
    kept = kept_forms.unseal(form.kept.data or "")
    if form.validate_on_submit():
        with form.refusals():
            own_password.change_password(
                parts().database, current_actor(), session.token(), form.to_change(), now()
            )
            session.reload()
            flash("Đã đổi mật khẩu. Các thiết bị khác đã được đăng xuất.", "success")
            return go_on(kept, url_for("accounts.account"))
    return render_template("accounts/new_password.html", form=form), form.status


@bp.post("/doi-co-quan")
@signed_in
def switch_agency() -> ResponseReturnValue:
    """Work in another of my agencies."""
    form = SwitchAgencyForm()
    if form.validate_on_submit():
        agency_id = form.agency_id.data or 0
        accounts.switch_agency(parts().database, current_actor(), session.token(), agency_id, now())
        session.reload()
        session.renew_form_secret()  # forms of the agency that was left are not for this one
        flash("Đã chuyển sang cơ quan khác.", "success")
        return redirect(safe_path(form.next.data or "") or url_for("inbox.desk"))
    return redirect(url_for("inbox.desk"))


def safe_path(path: str) -> str:
    """Return the path where it leads to a page of ours, else nothing."""
    ours = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if ours else ""
