"""Sending an issued plan: the choice of places, what came back, the exchange package."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.dispatching import RECEIPT_LABELS, Receipt
from webapp.domain.people import Role
from webapp.services import dispatch_pages, dispatches, edxml_packages
from webapp.services.dispatch_pages import DispatchPage, SendingPage
from webapp.web.access import roles
from webapp.web.context import current_actor, now, parts
from webapp.web.filters import today
from webapp.web.plans.blueprint import bp
from webapp.web.plans.dispatch_forms import ReturnForm, SendForm
from webapp.web.sent_files import sent

clerks = roles(Role.CLERK)
_LONGEST = 100


@bp.get("/<int:plan_id>/gui")
@clerks
def sending(plan_id: int) -> ResponseReturnValue:
    """Offer the places of the directory; those that the plan names are chosen."""
    page = the_sending(plan_id)
    chosen = [one.recipient.recipient_id for one in page.offers if one.suggested]
    return show(page, SendForm(formdata=None, recipient_ids=chosen, sent_on=today()))


@bp.post("/<int:plan_id>/gui")
@clerks
def send(plan_id: int) -> ResponseReturnValue:
    """Write down whom it goes to, or give the form back."""
    page = the_sending(plan_id)
    form = SendForm()
    form.offer(page)
    if form.validate_on_submit():
        with form.refusals():
            wanted = form.to_sending(plan_id)
            done = dispatches.send(parts().database, parts().rules, current_actor(), wanted, now())
            flash(done.message, "success")
            parts().kick()
            return redirect(url_for("plans.show", plan_id=plan_id, _anchor="noi-da-gui"))
    return show(page, form), form.status


@bp.get("/noi-da-gui/<int:dispatch_id>")
@clerks
def returning(dispatch_id: int) -> ResponseReturnValue:
    """Show what is known of one place, and ask for what came back."""
    form = ReturnForm(formdata=None, receipt=Receipt.RECEIVED, day=today())
    return render_template("plans/dispatch.html", page=the_dispatch(dispatch_id), form=form)


@bp.post("/noi-da-gui/<int:dispatch_id>")
@clerks
def record_return(dispatch_id: int) -> ResponseReturnValue:
    """Add what came back, or give the form back."""
    form = ReturnForm()
    if form.validate_on_submit():
        with form.refusals():
            wanted = form.to_recording(dispatch_id)
            plan_id = dispatches.record_return(parts().database, current_actor(), wanted, now())
            flash(f"Đã ghi kết quả: {RECEIPT_LABELS[Receipt(wanted.receipt)].lower()}.", "success")
            return redirect(url_for("plans.show", plan_id=plan_id, _anchor="noi-da-gui"))
    page = the_dispatch(dispatch_id)
    return render_template("plans/dispatch.html", page=page, form=form), form.status


@bp.get("/<int:plan_id>/edxml")
@clerks
def edxml(plan_id: int) -> ResponseReturnValue:
    """Send the package for the national axis."""
    database, actor = parts().database, current_actor()
    return sent(edxml_packages.package(database, parts().rules, actor, plan_id, now()))


def show(page: SendingPage, form: SendForm) -> str:
    """Render the choice of places."""
    form.offer(page)
    return render_template("plans/send.html", page=page, form=form)


def the_sending(plan_id: int) -> SendingPage:
    """Return the places to choose from."""
    group = request.args.get("nhom", "")[:_LONGEST]
    return dispatch_pages.sending_page(parts().database, current_actor(), plan_id, group, now())


def the_dispatch(dispatch_id: int) -> DispatchPage:
    """Return one dispatch."""
    return dispatch_pages.dispatch_page(parts().database, current_actor(), dispatch_id, now())
