"""Pages to read: the list with its search, one plan, one revision beside another."""

from dataclasses import replace

from flask import render_template
from flask.typing import ResponseReturnValue

from webapp.services import reading
from webapp.services.filters_page import words_of
from webapp.services.reading_lists import PlanFilter
from webapp.web.access import signed_in
from webapp.web.addresses import number
from webapp.web.context import current_actor, now, parts, wants_fragment
from webapp.web.list_addresses import PERIODS, asked_plans, chips, inputs_by_field, plans_at
from webapp.web.plans.blueprint import bp
from webapp.web.plans.words import DEED_SLUGS, SLUG_OF_PDF, SLUG_OF_STAGE


@bp.get("")
@signed_in
def index() -> ResponseReturnValue:
    """List plans, newest first; a search finds an exact number first."""
    asked = asked_plans()
    found = reading.plan_list(parts().database, current_actor(), asked, now())
    by_field = inputs_by_field(asked)
    page = "plans/_more.html" if wants_fragment() else "plans/index.html"
    return render_template(
        page,
        asked=asked,
        found=found,
        periods=PERIODS,
        more_at=plans_at("plans.index", asked, truoc=found.next_before_id),
        chips=chips(found.saved, asked),
        save_at=plans_at("searches.saving_plans", asked),
        result_at=plans_at("searches.plans", asked),
        field_search_at=plans_at("searches.field_search", asked),
        by_field=by_field,
        words=words_of(parts().database, current_actor(), asked, now()) if by_field else "",
        this_year=now().year,
        is_filtered=replace(asked, before_id=None) != PlanFilter(),
    )


@bp.get("/<int:plan_id>")
@signed_in
def show(plan_id: int) -> ResponseReturnValue:
    """Show one plan: its text, its way, what may be done."""
    page = reading.plan_page(parts().database, parts().rules, current_actor(), plan_id, now())
    returned = next(
        (step for step in page.steps if step.state == "returned" and step.decided_at), None
    )
    return render_template(
        "plans/show.html",
        page=page,
        returned=returned,
        slugs=DEED_SLUGS,
        stage_slugs=SLUG_OF_STAGE,
        pdf_slugs=SLUG_OF_PDF,
    )


@bp.get("/<int:plan_id>/ban/<int:ordinal>")
@signed_in
def revision(plan_id: int, ordinal: int) -> ResponseReturnValue:
    """Show one revision, compared word by word with another."""
    against = number("so_voi")
    page = reading.revision_page(parts().database, current_actor(), plan_id, ordinal, against)
    return render_template("plans/revision.html", page=page)
