"""Bộ lọc của tôi: filters kept from the lists, opened, renamed and dropped."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.services import field_search as services
from webapp.services import saved_filters
from webapp.services.filters_page import filters_page, words_of
from webapp.services.reading_lists import PlanFilter, day_of
from webapp.services.reading_register import RegisterFilter
from webapp.services.saved_filters import SavedList, conditions_of
from webapp.web.context import current_actor, now, parts
from webapp.web.entry_fields import PRIORITIES
from webapp.web.list_addresses import PERIODS, asked_lines, asked_plans, lines_at, list_at, plans_at
from webapp.web.searches import results
from webapp.web.searches.blueprint import bp, members
from webapp.web.searches.forms import NameForm

__all__ = ["bp", "results"]


@bp.get("")
@members
def filters() -> ResponseReturnValue:
    """List the person's filters."""
    found = filters_page(parts().database, current_actor(), now())
    return render_template("searches/filters.html", found=found, list_at=list_at)


@bp.get("/tim-ke-hoach")
@members
def field_search() -> ResponseReturnValue:
    """Offer the search of plans by each field; the list shows what it finds."""
    asked = asked_plans()
    return render_template(
        "searches/field_search.html",
        page=services.field_search(parts().database, current_actor()),
        asked=asked,
        issued_from=day_of(asked.issued_from),
        issued_to=day_of(asked.issued_to),
        periods=PERIODS,
        priorities=PRIORITIES,
    )


@bp.get("/luu/ke-hoach")
@members
def saving_plans() -> ResponseReturnValue:
    """Ask for the name of a filter of plans."""
    return show(asked_plans(), NameForm(formdata=None))


@bp.post("/luu/ke-hoach")
@members
def save_plans() -> ResponseReturnValue:
    """Keep a filter of plans."""
    return save(SavedList.PLANS, asked_plans())


@bp.get("/luu/so-van-ban-di")
@members
def saving_lines() -> ResponseReturnValue:
    """Ask for the name of a filter of the book."""
    return show(asked_lines(), NameForm(formdata=None))


@bp.post("/luu/so-van-ban-di")
@members
def save_lines() -> ResponseReturnValue:
    """Keep a filter of the book."""
    return save(SavedList.REGISTER, asked_lines())


@bp.get("/<int:filter_id>/doi-ten")
@members
def renaming(filter_id: int) -> ResponseReturnValue:
    """Show the name."""
    found = saved_filters.one_filter(parts().database, current_actor(), filter_id)
    form = NameForm(formdata=None, name=found.name)
    return render_template("searches/rename.html", found=found, form=form)


@bp.post("/<int:filter_id>/doi-ten")
@members
def rename(filter_id: int) -> ResponseReturnValue:
    """Give another name, or show the form again."""
    form, database, actor = NameForm(), parts().database, current_actor()
    if form.validate_on_submit():
        with form.refusals():
            name = form.name.data or ""
            saved_filters.rename_filter(database, actor, filter_id, name, now())
            flash(f"Đã đổi tên bộ lọc thành «{name}».", "success")
            return redirect(url_for("searches.filters"))
    found = saved_filters.one_filter(database, actor, filter_id)
    return render_template("searches/rename.html", found=found, form=form), form.status


@bp.get("/<int:filter_id>/xoa")
@members
def deleting(filter_id: int) -> ResponseReturnValue:
    """Ask before the filter is dropped."""
    found = saved_filters.one_filter(parts().database, current_actor(), filter_id)
    return render_template("searches/delete.html", found=found)


@bp.post("/<int:filter_id>/xoa")
@members
def delete(filter_id: int) -> ResponseReturnValue:
    """Drop the filter."""
    name = saved_filters.delete_filter(parts().database, current_actor(), filter_id, now())
    flash(f"Đã xóa bộ lọc «{name}».", "success")
    return redirect(url_for("searches.filters"))


def save(list_name: SavedList, wishes: PlanFilter | RegisterFilter) -> ResponseReturnValue:
    """Keep the filter and lead back to what it shows, or show the form again."""
    form = NameForm()
    if form.validate_on_submit():
        with form.refusals():
            name, conditions = form.name.data or "", conditions_of(wishes)
            saved_filters.save_filter(
                parts().database, current_actor(), list_name, name, conditions, now=now()
            )
            flash(f"Đã lưu bộ lọc «{name}».", "success")
            return redirect(list_at(wishes))
    return show(wishes, form), form.status


def show(wishes: PlanFilter | RegisterFilter, form: NameForm) -> str:
    """Render the form of a new filter."""
    words = words_of(parts().database, current_actor(), wishes, now())
    action = (
        plans_at("searches.save_plans", wishes)
        if isinstance(wishes, PlanFilter)
        else lines_at("searches.save_lines", wishes)
    )
    return render_template(
        "searches/save.html", form=form, words=words, action=action, back=list_at(wishes)
    )
