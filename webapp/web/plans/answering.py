"""The drafter's answers to the remarks of a return: a page of its own, and a part of the desk."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.services import answering as service
from webapp.web.context import current_actor, now, parts, wants_fragment
from webapp.web.plans.answer_form import AnswerForm
from webapp.web.plans.blueprint import bp
from webapp.web.plans.drafting import drafter


@bp.get("/<int:plan_id>/tra-loi")
@drafter
def answers(plan_id: int) -> ResponseReturnValue:
    """Show the remarks that wait for an answer, and what changed since."""
    return show(plan_id, AnswerForm(formdata=None))


@bp.post("/<int:plan_id>/tra-loi")
@drafter
def save_answers(plan_id: int) -> ResponseReturnValue:
    """Keep the answers, or give them back with what is missing."""
    form = AnswerForm()
    if form.validate_on_submit():
        with form.refusals():
            wish = form.to_wish(plan_id)
            sentence = service.save_answers(parts().database, current_actor(), wish, now())
            if wants_fragment():
                return show(plan_id, AnswerForm(formdata=None), sentence)
            flash(sentence, "success")
            return redirect(url_for("plans.answers", plan_id=plan_id))
    return show(plan_id, form), form.status


def show(plan_id: int, form: AnswerForm, sentence: str = "") -> str:
    """Render the page, or the card that stands on the drafting desk."""
    page = service.answer_page(parts().database, current_actor(), plan_id)
    template = "plans/_answers_part.html" if wants_fragment() else "plans/answers.html"
    return render_template(template, page=page, form=form, sentence=sentence)
