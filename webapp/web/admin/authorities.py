"""Who may sign, in which form, by which document."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.errors import NotFoundError
from webapp.services import administration
from webapp.services.administration import AuthorityChoices, AuthorityView
from webapp.web.admin.authority_form import AuthorityForm, explanations
from webapp.web.admin.blueprint import bp, keepers
from webapp.web.context import current_actor, now, parts
from webapp.web.filters import today
from webapp.web.stale import Row, both_texts


@bp.get("/tham-quyen-ky")
@keepers
def authorities() -> ResponseReturnValue:
    """List the signing authorities."""
    found = administration.authorities(parts().database, current_actor(), now())
    return render_template("admin/authorities.html", authorities=found)


@bp.get("/tham-quyen-ky/them")
@keepers
def new_authority() -> ResponseReturnValue:
    """Show an empty form."""
    return show(AuthorityForm(valid_from=today()), None)


@bp.post("/tham-quyen-ky/them")
@keepers
def add_authority() -> ResponseReturnValue:
    """Add a signing authority."""
    return save(None)


@bp.get("/tham-quyen-ky/<int:authority_id>")
@keepers
def authority(authority_id: int) -> ResponseReturnValue:
    """Show the form of a signing authority."""
    found = the_authority(authority_id)
    return show(AuthorityForm(obj=found.values), found)


@bp.post("/tham-quyen-ky/<int:authority_id>")
@keepers
def save_authority(authority_id: int) -> ResponseReturnValue:
    """Save a signing authority."""
    return save(the_authority(authority_id))


def save(found: AuthorityView | None) -> ResponseReturnValue:
    """Save the form of a signing authority, or show it again with what is wrong."""
    form = AuthorityForm()
    offer(form, found)
    rows: tuple[Row, ...] = ()
    if form.validate_on_submit():
        with form.refusals():
            wanted = form.to_input(found)
            saved_id = administration.save_authority(
                parts().database, current_actor(), wanted, now()
            )
            parts().kick()
            flash(told_of(the_authority(saved_id)), "success")
            return redirect(url_for("admin.authorities"))
    if form.stale and found:
        saved = AuthorityForm(formdata=None, obj=found.values)
        offer(saved, found)
        rows = both_texts(form, saved)
    return show(form, found, rows)


def told_of(saved: AuthorityView) -> str:
    """Return what became of a saved authority: it may wait for somebody."""
    if saved.state != "proposed":
        return "Đã lưu thẩm quyền ký."
    if not saved.may_confirm:
        return (
            "Đã lưu, nhưng chưa có ai xác nhận được; nhập và xác nhận thẩm quyền của lãnh đạo "
            "đứng đầu trước."
        )
    return f"Đã lưu; có hiệu lực khi {' hoặc '.join(saved.may_confirm)} xác nhận."


def show(
    form: AuthorityForm, found: AuthorityView | None, rows: tuple[Row, ...] = ()
) -> ResponseReturnValue:
    """Show the form of a signing authority."""
    choices = offer(form, found)
    page = render_template(
        "admin/authority.html",
        form=form,
        authority=found,
        rows=rows,
        explanations=explanations(choices),
    )
    return page, form.status


def offer(form: AuthorityForm, found: AuthorityView | None) -> AuthorityChoices:
    """Fill the choices of the form; return them."""
    choices = administration.authority_choices(parts().database, current_actor(), now())
    form.offer(choices, found)
    return choices


def the_authority(authority_id: int) -> AuthorityView:
    """Return one signing authority of the agency."""
    for one in administration.authorities(parts().database, current_actor(), now()):
        if one.values.authority_id == authority_id:
            return one
    raise NotFoundError("Không tìm thấy thẩm quyền ký này; chọn một dòng trong danh sách.")
