"""Bàn làm việc: what waits for me and why, my drafts, what is late, what I was told."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.services import notifications as told
from webapp.services import reading_desk
from webapp.web.access import signed_in
from webapp.web.addresses import number
from webapp.web.context import current_actor, now, parts
from webapp.web.inbox.blueprint import bp
from webapp.web.inbox.forms import MarkReadForm


@bp.get("/")
@signed_in
def desk() -> ResponseReturnValue:
    """Show the desk."""
    found = reading_desk.desk(parts().database, current_actor(), now())
    return render_template("inbox/desk.html", desk=found)


@bp.get("/thong-bao")
@signed_in
def notifications() -> ResponseReturnValue:
    """Show what I was told, newest first."""
    before = number("truoc")
    inbox = told.inbox(parts().database, current_actor(), before)
    return render_template("inbox/notifications.html", inbox=inbox, form=MarkReadForm())


@bp.post("/thong-bao/da-doc")
@signed_in
def mark_read() -> ResponseReturnValue:
    """Mark one or all of my notifications as read."""
    form = MarkReadForm()
    if form.validate_on_submit():
        told.mark_read(parts().database, current_actor(), form.to_ids(), now())
        flash("Đã đánh dấu là đã đọc.", "success")
    return redirect(url_for("inbox.notifications"))
