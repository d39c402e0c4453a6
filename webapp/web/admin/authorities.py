"""Who may sign, in which form, by which document."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.errors import NotFoundError
from webapp.services import administration
from webapp.services.administration import AuthorityView
from webapp.web.admin.authority_form import AuthorityForm, explanations
from webapp.web.admin.blueprint import administrators, bp
from webapp.web.context import current_actor, now, parts
from webapp.web.filters import today
from webapp.web.stale import Row, both_texts


@bp.get("/tham-quyen-ky")
@administrators
def authorities() -> ResponseReturnValue:
    """List the signing authorities."""
    found = administration.authorities(parts().database, current_actor(), now())
    return render_template("admin/authorities.html", authorities=found)


@bp.get("/tham-quyen-ky/them")
@administrators
def new_authority() -> ResponseReturnValue:
    """Show an empty form."""
    return show(AuthorityForm(valid_from=today()), None)


@bp.post("/tham-quyen-ky/them")
@administrators
def add_authority() -> ResponseReturnValue:
    """Add a signing authority."""
    return save(None)


@bp.get("/tham-quyen-ky/<int:authority_id>")
@administrators
def authority(authority_id: int) -> ResponseReturnValue:
    """Show the form of a signing authority."""
    found = the_authority(authority_id)
    return show(AuthorityForm(obj=found.values), found)


@bp.post("/tham-quyen-ky/<int:authority_id>")
@administrators
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
            administration.save_authority(parts().database, current_actor(), wanted, now())
            flash("Đã lưu thẩm quyền ký.", "success")
            return redirect(url_for("admin.authorities"))
    if form.stale and found:
        saved = AuthorityForm(formdata=None, obj=found.values)
        offer(saved, found)
        rows = both_texts(form, saved)
    return show(form, found, rows)


def show(
    form: AuthorityForm, found: AuthorityView | None, rows: tuple[Row, ...] = ()
) -> ResponseReturnValue:
    """Show the form of a signing authority."""
    offer(form, found)
    agency = administration.agency_settings(parts().database, current_actor())
    page = render_template(
        "admin/authority.html",
        form=form,
        authority=found,
        rows=rows,
        explanations=explanations(agency),
    )
    return page, form.status


def offer(form: AuthorityForm, found: AuthorityView | None) -> None:
    """Fill the choices of bodies and people; an authority never passes to another person."""
    form.offer_bodies(administration.advisory_bodies(parts().database, current_actor()))
    if found is not None:
        if "person_id" in form:
            del form.person_id
        return
    form.offer_signers(administration.people(parts().database, current_actor()))


def the_authority(authority_id: int) -> AuthorityView:
    """Return one signing authority of the agency."""
    for one in administration.authorities(parts().database, current_actor(), now()):
        if one.values.authority_id == authority_id:
            return one
    raise NotFoundError("Không tìm thấy thẩm quyền ký này; chọn một dòng trong danh sách.")
