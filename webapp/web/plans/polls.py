"""Phiếu lấy ý kiến thành viên: opened, answered, closed, taken as a Word file."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.errors import NotFoundError
from webapp.services import opinion_papers, polls
from webapp.services.polls import NO_POLL
from webapp.web.access import signed_in
from webapp.web.context import current_actor, now, parts
from webapp.web.plans.blueprint import bp
from webapp.web.plans.opinion_forms import AnswerForm, ClosingForm, PollForm
from webapp.web.plans.opinions import said_of
from webapp.web.sent_files import sent


@bp.get("/<int:plan_id>/phieu/them")
@signed_in
def asking_members(plan_id: int) -> ResponseReturnValue:
    """Ask for question, deadline and members."""
    return poll_form(plan_id, PollForm(formdata=None))


@bp.post("/<int:plan_id>/phieu/them")
@signed_in
def ask_members(plan_id: int) -> ResponseReturnValue:
    """Open the phiếu, or give the form back."""
    form = PollForm()
    form.offer(polls.poll_form(parts().database, current_actor(), plan_id))
    if form.validate_on_submit():
        with form.refusals():
            poll_id, sentence = polls.ask(
                parts().database, current_actor(), plan_id, form.to_asked(), now()
            )
            parts().kick()
            return told(plan_id, poll_id, sentence)
    return poll_form(plan_id, form), form.status


@bp.get("/<int:plan_id>/phieu/<int:poll_id>")
@signed_in
def poll(plan_id: int, poll_id: int) -> ResponseReturnValue:
    """Show the question, the result and the answers; ask the member for his."""
    return poll_page(plan_id, poll_id, AnswerForm(formdata=None))


@bp.post("/<int:plan_id>/phieu/<int:poll_id>")
@signed_in
def answer_poll(plan_id: int, poll_id: int) -> ResponseReturnValue:
    """Keep the member's answer, or give the form back."""
    form = AnswerForm()
    if form.validate_on_submit():
        with form.refusals():
            vote, text = form.to_vote(), form.text.data or ""
            sentence = polls.answer(
                parts().database, current_actor(), poll_id, vote, text, now=now()
            )
            parts().kick()
            return told(plan_id, poll_id, sentence)
    return poll_page(plan_id, poll_id, form), form.status


@bp.post("/<int:plan_id>/phieu/<int:poll_id>/dong")
@signed_in
def close_poll(plan_id: int, poll_id: int) -> ResponseReturnValue:
    """Close the phiếu before its deadline."""
    ClosingForm()
    sentence = polls.close(parts().database, current_actor(), poll_id, now())
    return told(plan_id, poll_id, sentence)


@bp.get("/<int:plan_id>/phieu/<int:poll_id>/tai-ve")
@signed_in
def download_poll(plan_id: int, poll_id: int) -> ResponseReturnValue:
    """Send the phiếu with its answers as a Word file."""
    return sent(
        opinion_papers.poll_sheet(parts().database, current_actor(), plan_id, poll_id, now())
    )


def poll_form(plan_id: int, form: PollForm) -> str:
    """Render the form of a new phiếu."""
    page = polls.poll_form(parts().database, current_actor(), plan_id)
    form.offer(page)
    return render_template("plans/poll_form.html", page=page, form=form)


def poll_page(plan_id: int, poll_id: int, form: AnswerForm) -> str:
    """Render one phiếu."""
    said = said_of(plan_id)
    one = next((poll for poll in said.polls if poll.id == poll_id), None)
    if one is None:
        raise NotFoundError(NO_POLL)
    return render_template("plans/poll.html", said=said, poll=one, form=form)


def told(plan_id: int, poll_id: int, sentence: str) -> ResponseReturnValue:
    """Tell what was done, and go back to the phiếu."""
    flash(sentence, "success")
    return redirect(url_for("plans.poll", plan_id=plan_id, poll_id=poll_id))
