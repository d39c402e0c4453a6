"""What is done to a plan: one page a deed, the leader's page, and the POST that does it."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.errors import ForbiddenError, NotFoundError
from webapp.domain.process import Action
from webapp.services import reading, transitions
from webapp.services.plan_pages import ActionItem, DecisionPage, PlanPage
from webapp.services.transitions import Deed, Outcome
from webapp.web.access import limited, signed_in
from webapp.web.context import current_actor, now, parts
from webapp.web.filters import today
from webapp.web.plans.blueprint import bp
from webapp.web.plans.forms import DeedForm
from webapp.web.plans.words import DEED_WORDS, DEEDS_BY_SLUG

DECISIONS = frozenset({Action.APPROVE, Action.RETURN})


@dataclass(frozen=True, slots=True)
class Refusal:
    """A deed that was not done: its sentence and the answer's status."""

    sentence: str = ""
    status: int = 200


@bp.get("/<int:plan_id>/viec/<string:slug>")
@signed_in
def deed(plan_id: int, slug: str) -> ResponseReturnValue:
    """Say what the deed does and ask for what it needs."""
    action = action_of(slug)
    page = plan_page(plan_id)
    if choose(page.actions, action) is None:
        flash(not_open(page, action))
        return redirect(url_for("plans.show", plan_id=plan_id))
    return deed_page(page, action, DeedForm(formdata=None, signed_on=today(), received_on=today()))


@bp.post("/<int:plan_id>/viec/<string:slug>")
@signed_in
@limited("60 per minute")
def do_deed(plan_id: int, slug: str) -> ResponseReturnValue:
    """Do the deed, or give the form back with the reason why not."""
    action = action_of(slug)
    form = DeedForm()
    done, refusal = attempt(form, plan_id, action)
    if done is not None:
        return redirect(url_for("plans.show", plan_id=plan_id))
    return deed_page(plan_page(plan_id), action, form, refusal), refusal.status


@bp.get("/<int:plan_id>/duyet")
@signed_in
def decide(plan_id: int) -> ResponseReturnValue:
    """Show what the decision needs, on one small page; whoever has none goes to the plan."""
    page = decision(plan_id)
    if choose(page.actions, Action.APPROVE) is None:
        return redirect(url_for("plans.show", plan_id=plan_id))
    return decision_page(page, DeedForm(formdata=None))


@bp.post("/<int:plan_id>/duyet")
@signed_in
def take_decision(plan_id: int) -> ResponseReturnValue:
    """Agree or send back."""
    form = DeedForm()
    action = Action.RETURN if form.action.data == Action.RETURN else Action.APPROVE
    done, refusal = attempt(form, plan_id, action, leads_to_desk=True)
    if done is not None:
        return redirect(url_for("inbox.desk"))
    return decision_page(decision(plan_id), form, refusal), refusal.status


def attempt(
    form: DeedForm, plan_id: int, action: Action, *, leads_to_desk: bool = False
) -> tuple[Outcome | None, Refusal]:
    """Do the deed when the form is whole; return what came of it, or why nothing did."""
    if form.more.data:  # one more field for a remark, and nothing done
        return None, Refusal()
    try:
        if form.validate_on_submit():
            with form.refusals():
                return carry_out(form.to_deed(plan_id, action), named=leads_to_desk), Refusal()
    except ForbiddenError as error:  # the note that was typed comes back with the reason
        return None, Refusal(str(error), 403)
    return None, Refusal(status=form.status)


def carry_out(deed: Deed, *, named: bool = False) -> Outcome:
    """Do the deed and tell what was done; a number that is not the expected one stands out.

    `named`: the next page is not the plan's, so the sentence says of which plan it speaks.
    """
    outcome = transitions.take_step(parts().database, parts().rules, current_actor(), deed, now())
    told = f"«{outcome.subject}»: {outcome.message}" if named else outcome.message
    flash(told, "warning" if outcome.expected_number_differs else "success")
    parts().kick()
    return outcome


def action_of(slug: str) -> Action:
    """Return the deed of an address."""
    if slug not in DEEDS_BY_SLUG:
        raise NotFoundError("Không có việc này; mở trang văn bản để xem các việc có thể làm.")
    return DEEDS_BY_SLUG[slug]


def plan_page(plan_id: int) -> PlanPage:
    """Return what the plan's page knows."""
    return reading.plan_page(parts().database, parts().rules, current_actor(), plan_id, now())


def choose(actions: tuple[ActionItem, ...], action: Action) -> ActionItem | None:
    """Return the deed among those the reader may do now."""
    return next((item for item in actions if item.action == action), None)


def not_open(page: PlanPage, action: Action) -> str:
    """Return why a deed cannot be done now: what ended the paper, else the state it is in.

    A number that was offered to be crossed out may have left the house since.
    """
    ended = next((one.sentence.rstrip(".") for one in page.chain.marks if one.ends), "")
    if action is Action.VOID and page.keeps_number and not ended:
        return page.keeps_number
    where = ended or f"Văn bản đang ở trạng thái «{page.head.state_label}»"
    return f"{where} nên không làm được việc này."


def deed_page(
    page: PlanPage, action: Action, form: DeedForm, refusal: Refusal | None = None
) -> str:
    """Render the page of one deed; its form carries the version that was just read."""
    form.note.label.text = DEED_WORDS[action].note_label
    form.waiver.label.text = f"{DEED_WORDS[action].despite} vì"
    return render_template(
        "plans/deed.html",
        page=page,
        form=form,
        words=DEED_WORDS[action],
        deed=choose(page.actions, action),
        refused=refusal.sentence if refusal else "",
        version=page.head.version,
    )


def decision_page(page: DecisionPage, form: DeedForm, refusal: Refusal | None = None) -> str:
    """Render the leader's page."""
    return render_template(
        "plans/decide.html",
        page=page,
        form=form,
        approve=choose(page.actions, Action.APPROVE),
        refuse=choose(page.actions, Action.RETURN),
        refuses=form.action.data == Action.RETURN,
        refused=refusal.sentence if refusal else "",
        version=page.head.version,
    )


def decision(plan_id: int) -> DecisionPage:
    """Return what the leader's page knows."""
    return reading.decision_page(parts().database, parts().rules, current_actor(), plan_id, now())
