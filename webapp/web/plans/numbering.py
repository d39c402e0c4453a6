"""The page on which a plan gets its number; what is not the expected one has a page of its own."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import IntegerField
from wtforms.validators import Optional as MayBeEmpty

from webapp.domain.process import Action
from webapp.services.book_forms import RETENTIONS
from webapp.services.numbering_page import NumberingPage, numbering_page
from webapp.services.transitions import Deed
from webapp.web.access import signed_in
from webapp.web.context import current_actor, now, parts
from webapp.web.entry_fields import DatingFields, EntryFields, shown_entry
from webapp.web.plans.blueprint import bp
from webapp.web.plans.deeds import Refusal, attempt, choose, not_open
from webapp.web.plans.forms import DeedForm
from webapp.web.plans.words import DEED_WORDS

WORDS = DEED_WORDS[Action.NUMBER]


class NumberForm(EntryFields, DatingFields, DeedForm):
    """The deed, with what the book asks."""

    expected_year = IntegerField(validators=[MayBeEmpty()])

    def to_deed(self, plan_id: int, action: Action) -> Deed:
        """Return what the service takes; call it on a valid form only."""
        said = {"entry": self.to_entry(), "dating": self.to_dating()}
        return self.bare_deed(plan_id, action, expected_year=self.expected_year.data, **said)


@bp.get("/<int:plan_id>/viec/cap-so")
@signed_in
def numbering(plan_id: int) -> ResponseReturnValue:
    """Show the number that is expected, and ask for what the book holds."""
    page = the_page(plan_id)
    if choose(page.plan.actions, Action.NUMBER) is None:
        flash(page.plan.signed.waits or not_open(page.plan, Action.NUMBER), "warning")
        return redirect(url_for("plans.show", plan_id=plan_id))
    return show(page, NumberForm(formdata=None, data=shown_entry(page.suggested)))


@bp.post("/<int:plan_id>/viec/cap-so")
@signed_in
def give_number(plan_id: int) -> ResponseReturnValue:
    """Give the number, or give the form back with the reason why not."""
    form = NumberForm()
    done, refusal = attempt(form, plan_id, Action.NUMBER)
    if done is None:
        return show(the_page(plan_id), form, refusal), refusal.status
    if done.expected_number_differs:
        row_id, expected = done.register_row_id, form.expected_number.data
        return redirect(url_for("registers.given", row_id=row_id, expected=expected))
    return redirect(url_for("plans.show", plan_id=plan_id))


def show(page: NumberingPage, form: NumberForm, refusal: Refusal | None = None) -> str:
    """Render the page; its form carries the version that was just read."""
    return render_template(
        "plans/number.html",
        page=page,
        form=form,
        words=WORDS,
        deed=choose(page.plan.actions, Action.NUMBER),
        refused=refusal.sentence if refusal else "",
        version=page.plan.head.version,
        retentions=RETENTIONS,
    )


def the_page(plan_id: int) -> NumberingPage:
    """Return what the page knows."""
    return numbering_page(parts().database, parts().rules, current_actor(), plan_id, now())
