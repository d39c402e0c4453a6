"""Talk about a text: a comment on it, a reply, a thread that is done with."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.services import comments, reading, thread_turns
from webapp.services.comment_values import Discussion
from webapp.services.plan_pages import PlanPage
from webapp.services.shown_faults import Fault, Faults
from webapp.web.access import limited, signed_in
from webapp.web.context import current_actor, now, parts
from webapp.web.plans.blueprint import bp
from webapp.web.plans.comment_forms import CommentForm, ReplyForm, ResolveForm


@bp.app_template_filter()
def with_comments(faults: Faults, discussion: Discussion) -> Faults:
    """Return the words to mark, with those that people talk about behind those at fault."""
    marked = dict(faults)
    for one in discussion.marks:
        mark = Fault(one.start, one.end, one.key, "comment", one.message)
        marked[one.name] = (*marked.get(one.name, ()), mark)
    return marked


@bp.app_template_filter()
def comment_form(discussion: Discussion) -> CommentForm:
    """Return the empty form of a new comment, for the plan's page."""
    form = CommentForm(formdata=None, ordinal=discussion.ordinal)
    form.offer(discussion)
    return form


@bp.post("/<int:plan_id>/trao-doi")
@signed_in
@limited("60 per minute")
def add_comment(plan_id: int) -> ResponseReturnValue:
    """Keep a comment, or give it back on a page of its own with what is wrong."""
    form = CommentForm()
    if form.validate_on_submit():
        with form.refusals():
            said = comments.add_comment(
                parts().database, current_actor(), plan_id, form.to_comment(), now=now()
            )
            return told(plan_id, said.message, thread_turns.anchor_name(said.comment_id))
    page = opened(plan_id)
    form.offer(page.discussion)
    shown = render_template("plans/comment.html", page=page, form=form, thread=None)
    return shown, form.status


@bp.post("/<int:plan_id>/trao-doi/<int:thread_id>")
@signed_in
@limited("60 per minute")
def reply_comment(plan_id: int, thread_id: int) -> ResponseReturnValue:
    """Keep a reply, or give it back."""
    form = ReplyForm()
    if form.validate_on_submit():
        with form.refusals():
            said = comments.add_comment(
                parts().database, current_actor(), plan_id, form.to_comment(thread_id), now=now()
            )
            return told(plan_id, said.message, thread_turns.anchor_name(thread_id))
    page = opened(plan_id)
    thread = next((one for one in page.discussion.open if one.first.id == thread_id), None)
    shown = render_template("plans/comment.html", page=page, form=form, thread=thread)
    return shown, form.status


@bp.post("/<int:plan_id>/trao-doi/<int:thread_id>/xong")
@signed_in
def resolve_thread(plan_id: int, thread_id: int) -> ResponseReturnValue:
    """Close a thread."""
    ResolveForm()
    sentence = thread_turns.resolve_thread(
        parts().database, current_actor(), plan_id, thread_id, now=now()
    )
    return told(plan_id, sentence, "trao-doi")


@bp.post("/<int:plan_id>/trao-doi/<int:thread_id>/mo-lai")
@signed_in
def reopen_thread(plan_id: int, thread_id: int) -> ResponseReturnValue:
    """Open a closed thread again."""
    ResolveForm()
    sentence = thread_turns.reopen_thread(
        parts().database, current_actor(), plan_id, thread_id, now=now()
    )
    return told(plan_id, sentence, thread_turns.anchor_name(thread_id))


def opened(plan_id: int) -> PlanPage:
    """Return the page of the plan, whose text the comment is about."""
    return reading.plan_page(parts().database, parts().rules, current_actor(), plan_id, now())


def told(plan_id: int, sentence: str, anchor: str) -> ResponseReturnValue:
    """Tell what was done, and go back to where it stands."""
    flash(sentence, "success")
    parts().kick()
    return redirect(url_for("plans.show", plan_id=plan_id, _anchor=anchor))
