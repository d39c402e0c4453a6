"""Pages of sending that are the same for a plan and for another document of the book."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.services import dispatch_pages, dispatches, edxml_packages
from webapp.services.dispatch_pages import SendingPage
from webapp.services.outgoing import PaperKey
from webapp.web.context import current_actor, now, parts
from webapp.web.filters import today
from webapp.web.sending_forms import SendForm
from webapp.web.sent_files import sent

_LONGEST = 100


def offer(paper: PaperKey) -> str:
    """Offer the places of the directory; those that the paper names are chosen."""
    page = _the_page(paper)
    chosen = [one.recipient.recipient_id for one in page.offers if one.suggested]
    return _show(page, SendForm(formdata=None, recipient_ids=chosen, sent_on=today()))


def send(paper: PaperKey) -> ResponseReturnValue:
    """Write down whom it goes to, or give the form back."""
    page = _the_page(paper)
    form = SendForm()
    form.offer(page)
    if form.validate_on_submit():
        with form.refusals():
            wanted = form.to_sending(paper)
            done = dispatches.send(parts().database, parts().rules, current_actor(), wanted, now())
            flash(done.message, "success")
            parts().kick()
            return redirect(where_sent(paper))
    return _show(page, form), form.status


def package(paper: PaperKey) -> ResponseReturnValue:
    """Send the package for the national axis."""
    database, actor = parts().database, current_actor()
    return sent(edxml_packages.package(database, parts().rules, actor, paper, now()))


def where_sent(paper: PaperKey) -> str:
    """Return where the page of the paper says whom it was sent to."""
    if paper.plan_id is None:
        return url_for("registers.line", row_id=paper.row_id, _anchor="noi-da-gui")
    return url_for("plans.show", plan_id=paper.plan_id, _anchor="noi-da-gui")


def _show(page: SendingPage, form: SendForm) -> str:
    form.offer(page)
    return render_template("sending/send.html", page=page, form=form)


def _the_page(paper: PaperKey) -> SendingPage:
    group = request.args.get("nhom", "")[:_LONGEST]
    return dispatch_pages.sending_page(parts().database, current_actor(), paper, group, now())
