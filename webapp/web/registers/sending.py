"""Sending another document of the book: its signed file, the places, what came back."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.dispatching import RECEIPT_LABELS, Receipt
from webapp.services import dispatch_pages, dispatches, line_files
from webapp.services.book_lines import LinePage
from webapp.services.dispatch_pages import DispatchPage
from webapp.services.outgoing import PaperKey
from webapp.web import sending_pages
from webapp.web.access import limited
from webapp.web.chosen_files import chosen_file
from webapp.web.context import current_actor, now, parts
from webapp.web.filters import today
from webapp.web.headers import SANDBOXED
from webapp.web.registers.blueprint import bp, clerks, readers
from webapp.web.registers.lines import closed_to_changes, the_line
from webapp.web.sending_forms import ReturnForm, SignedForm
from webapp.web.sent_files import sent


@bp.get("/dong/<int:row_id>/tep")
@clerks
def attaching(row_id: int) -> ResponseReturnValue:
    """Ask for the file."""
    page = the_line(row_id)
    if not page.sending.may_attach:
        return closed_to_changes(row_id)
    return show(page, SignedForm(formdata=None))


@bp.post("/dong/<int:row_id>/tep")
@clerks
@limited("60 per minute")
def attach(row_id: int) -> ResponseReturnValue:
    """Keep the file, or give the form back with the reason why not."""
    form = SignedForm()
    if form.validate_on_submit():
        with form.refusals():
            file = chosen_file()
            told = line_files.attach(parts().database, current_actor(), row_id, file, now())
            flash(told, "success")
            return redirect(url_for("registers.line", row_id=row_id, _anchor="tep-da-ky"))
    return show(the_line(row_id), form), form.status


@bp.get("/dong/<int:row_id>/tep/<int:file_id>")
@readers
def line_file(row_id: int, file_id: int) -> ResponseReturnValue:
    """Send the file to keep."""
    g.file_policy = SANDBOXED
    return sent(line_files.taken(parts().database, current_actor(), row_id, file_id, now()))


@bp.get("/dong/<int:row_id>/gui")
@clerks
def sending(row_id: int) -> ResponseReturnValue:
    """Offer the places of the directory."""
    return sending_pages.offer(PaperKey(row_id=row_id))


@bp.post("/dong/<int:row_id>/gui")
@clerks
def send(row_id: int) -> ResponseReturnValue:
    """Write down whom it goes to, or give the form back."""
    return sending_pages.send(PaperKey(row_id=row_id))


@bp.get("/dong/<int:row_id>/edxml")
@clerks
def edxml(row_id: int) -> ResponseReturnValue:
    """Send the package for the national axis."""
    return sending_pages.package(PaperKey(row_id=row_id))


@bp.get("/noi-da-gui/<int:dispatch_id>")
@clerks
def returning(dispatch_id: int) -> ResponseReturnValue:
    """Show what is known of one place, and ask for what came back; of plans too."""
    form = ReturnForm(formdata=None, receipt=Receipt.RECEIVED, day=today())
    return render_template("sending/dispatch.html", page=the_dispatch(dispatch_id), form=form)


@bp.post("/noi-da-gui/<int:dispatch_id>")
@clerks
def record_return(dispatch_id: int) -> ResponseReturnValue:
    """Add what came back, or give the form back."""
    form = ReturnForm()
    if form.validate_on_submit():
        with form.refusals():
            wanted = form.to_recording(dispatch_id)
            paper = dispatches.record_return(parts().database, current_actor(), wanted, now())
            flash(f"Đã ghi kết quả: {RECEIPT_LABELS[Receipt(wanted.receipt)].lower()}.", "success")
            return redirect(sending_pages.where_sent(paper))
    page = the_dispatch(dispatch_id)
    return render_template("sending/dispatch.html", page=page, form=form), form.status


def show(page: LinePage, form: SignedForm) -> str:
    """Render the form of the file."""
    back = url_for("registers.line", row_id=page.row_id)
    return render_template(
        "sending/signed_file.html",
        page=page,
        form=form,
        has_one=bool(page.sending.files),
        back=back,
    )


def the_dispatch(dispatch_id: int) -> DispatchPage:
    """Return one dispatch."""
    return dispatch_pages.dispatch_page(parts().database, current_actor(), dispatch_id, now())
