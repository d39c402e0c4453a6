"""People of the agency: accounts, places and roles."""

from dataclasses import replace

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.errors import NotFoundError
from webapp.services import access_grants, administration, own_sign_ins, second_factors
from webapp.services.administration import PersonView
from webapp.services.setting_changes import NO_MEMBER
from webapp.web import session
from webapp.web.admin.blueprint import administrators, bp
from webapp.web.admin.forms import ROLE_HINTS, PersonForm, VersionForm
from webapp.web.context import current_actor, now, parts
from webapp.web.stale import Row, both_texts


@bp.get("/nguoi")
@administrators
def people() -> ResponseReturnValue:
    """List the members."""
    found = administration.people(parts().database, current_actor())
    return render_template("admin/people.html", people=found, confirmers=confirmers())


@bp.get("/nguoi/them")
@administrators
def new_person() -> ResponseReturnValue:
    """Show an empty form."""
    return show(PersonForm(), None)


@bp.post("/nguoi/them")
@administrators
def add_person() -> ResponseReturnValue:
    """Add a member."""
    return save(None)


@bp.get("/nguoi/<int:person_id>")
@administrators
def person(person_id: int) -> ResponseReturnValue:
    """Show the form of a member."""
    found = the_person(person_id)
    return show(shown(found), found)


@bp.post("/nguoi/<int:person_id>")
@administrators
def save_person(person_id: int) -> ResponseReturnValue:
    """Save a member."""
    return save(the_person(person_id))


@bp.post("/nguoi/<int:person_id>/cho-nghi")
@administrators
def deactivate_person(person_id: int) -> ResponseReturnValue:
    """Take a member out of the agency."""
    form = VersionForm()
    form.validate_on_submit()
    version = form.version.data or 0
    administration.deactivate_person(parts().database, current_actor(), person_id, version, now())
    parts().kick()
    flash("Đã cho nghỉ. Những việc người này đã làm vẫn đứng tên họ.", "success")
    return redirect(url_for("admin.people"))


@bp.post("/nguoi/<int:person_id>/nhan-lai")
@administrators
def reactivate_person(person_id: int) -> ResponseReturnValue:
    """Take a former member in again."""
    form = VersionForm()
    form.validate_on_submit()
    version = form.version.data or 0
    administration.reactivate_person(parts().database, current_actor(), person_id, version, now())
    tell_saved(the_person(person_id), "Đã nhận lại với các vai trò trước đây.")
    return redirect(url_for("admin.people"))


@bp.post("/nguoi/<int:person_id>/dang-xuat")
@administrators
def end_sign_ins(person_id: int) -> ResponseReturnValue:
    """Close every sign-in of a member."""
    closed = own_sign_ins.end_sign_ins_of(
        parts().database, current_actor(), session.token(), person_id, now()
    )
    flash(f"Đã đăng xuất {closed} thiết bị của người này.", "success")
    return redirect(url_for("admin.person", person_id=person_id))


@bp.post("/nguoi/<int:person_id>/tat-xac-thuc-hai-buoc")
@administrators
def reset_second_factor(person_id: int) -> ResponseReturnValue:
    """Take the second factor from a member who lost his phone."""
    second_factors.reset_of(parts().database, current_actor(), person_id, now())
    parts().kick()
    flash("Đã tắt xác thực hai bước; người này được báo và chỉ cần mật khẩu.", "success")
    return redirect(url_for("admin.person", person_id=person_id))


def save(found: PersonView | None) -> ResponseReturnValue:
    """Save the form of a member, or show it again with what is wrong."""
    form = PersonForm()
    if found is not None:
        del form.username  # the name one signs in with stays
    form.offer_units(administration.units(parts().database, current_actor()))
    rows: tuple[Row, ...] = ()
    if form.validate_on_submit():
        with form.refusals():
            wanted = form.to_input(found)
            saved_id = administration.save_person(parts().database, current_actor(), wanted, now())
            tell_saved(the_person(saved_id), f"Đã lưu «{wanted.full_name}».")
            return redirect(url_for("admin.people"))
    if form.stale and found:
        saved = shown(found, formdata=None)
        saved.unit_id.choices = form.unit_id.choices
        rows = both_texts(form, saved)
    return show(form, found, rows)


def show(
    form: PersonForm, found: PersonView | None, rows: tuple[Row, ...] = ()
) -> ResponseReturnValue:
    """Show the form of a member."""
    form.offer_units(administration.units(parts().database, current_actor()))
    page = render_template(
        "admin/person.html",
        form=form,
        person=found,
        rows=rows,
        role_hints=ROLE_HINTS,
        confirmers=confirmers(),
        second=second_factors.standing(parts().database, found.person_id if found else 0),
    )
    return page, form.status


def shown(found: PersonView, **more: None) -> PersonForm:
    """Return the form of a member as it was last saved, with what waits for its confirmation."""
    wanted = found.wanted
    return PersonForm(obj=replace(found, unit_id=wanted.unit_id, roles=wanted.roles), **more)


def confirmers() -> tuple[str, ...]:
    """Return the names of those who confirm what the reader gives."""
    return access_grants.second_people(parts().database, current_actor(), now())


def tell_saved(saved: PersonView, done: str) -> None:
    """Say what was saved and what of it waits; wake the worker for the letters."""
    parts().kick()
    flash(done, "success")
    if saved.pending:
        flash(f"Chờ xác nhận, chưa có hiệu lực: {saved.pending.words}.", "warning")


def the_person(person_id: int) -> PersonView:
    """Return one member of the agency."""
    for one in administration.people(parts().database, current_actor()):
        if one.person_id == person_id:
            return one
    raise NotFoundError(NO_MEMBER)
