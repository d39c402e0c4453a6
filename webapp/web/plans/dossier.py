"""The hồ sơ trình: papers read in the browser, taken, put in, replaced, taken out."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.documents.known_files import PDF_TYPE
from webapp.domain.dossier import PaperKind
from webapp.domain.errors import ForbiddenError
from webapp.services import dossier_deeds, dossier_files, reading
from webapp.services.dossier_deeds import Attached
from webapp.services.dossier_files import PaperPage
from webapp.web.access import limited, signed_in
from webapp.web.chosen_files import chosen_file
from webapp.web.context import current_actor, now, parts, wants_fragment
from webapp.web.headers import FILE_POLICY, SANDBOXED
from webapp.web.plans.blueprint import bp
from webapp.web.plans.dossier_forms import AgainForm, PaperForm, RemovalForm
from webapp.web.plans.words import PICTURE_WIDTHS
from webapp.web.sent_files import drawn_page, sent, shown


@bp.get("/<int:plan_id>/ho-so/them")
@signed_in
def attaching(plan_id: int) -> ResponseReturnValue:
    """Ask for a paper; whoever may add none goes back to the plan."""
    page = reading.plan_page(parts().database, parts().rules, current_actor(), plan_id, now())
    if not page.dossier.may_add:
        flash("Anh/chị chưa thêm được tài liệu vào hồ sơ trình lúc này.", "warning")
        return to_dossier(plan_id)
    form = PaperForm(formdata=None)
    if request.args.get("loai") in set(PaperKind):
        form.kind.data = request.args["loai"]
    return paper_form(plan_id, form, page.head.subject)


@bp.post("/<int:plan_id>/ho-so/them")
@signed_in
@limited("60 per minute")
def attach(plan_id: int) -> ResponseReturnValue:
    """Put a paper in, or give the form back with the reason why not."""
    form = PaperForm()
    refused = ""
    try:
        if form.validate_on_submit():
            with form.refusals():
                facts, file = form.to_facts(), chosen_file()
                done = dossier_deeds.attach(
                    parts().database, current_actor(), plan_id, facts, file, now=now()
                )
                return told(plan_id, done)
    except ForbiddenError as error:  # what was typed comes back with the reason
        refused = str(error)
    return paper_form(plan_id, form, refused=refused), 403 if refused else form.status


@bp.get("/<int:plan_id>/ho-so/<int:paper_id>/thay")
@signed_in
def replacing(plan_id: int, paper_id: int) -> ResponseReturnValue:
    """Ask for the new version, beginning with what is known of the old one."""
    page = paper_page(plan_id, paper_id)
    if not page.paper.may_replace:
        raise ForbiddenError("Anh/chị không thay được bản này; mở trang tài liệu để xem vì sao.")
    form = PaperForm(formdata=None)
    form.show(page.paper.facts)
    return paper_form(plan_id, form, page.subject, page)


@bp.post("/<int:plan_id>/ho-so/<int:paper_id>/thay")
@signed_in
@limited("60 per minute")
def replace(plan_id: int, paper_id: int) -> ResponseReturnValue:
    """Put the new version in, or give the form back."""
    form = PaperForm()
    if form.validate_on_submit():
        with form.refusals():
            facts, file = form.to_facts(), chosen_file()
            done = dossier_deeds.replace(
                parts().database, current_actor(), paper_id, facts, file, now=now()
            )
            return told(plan_id, done)
    page = paper_page(plan_id, paper_id)
    return paper_form(plan_id, form, page.subject, page), form.status


@bp.get("/<int:plan_id>/ho-so/<int:paper_id>/go")
@signed_in
def removing(plan_id: int, paper_id: int) -> ResponseReturnValue:
    """Ask why the paper is taken out."""
    return removal(paper_page(plan_id, paper_id), RemovalForm(formdata=None))


@bp.post("/<int:plan_id>/ho-so/<int:paper_id>/go")
@signed_in
def remove(plan_id: int, paper_id: int) -> ResponseReturnValue:
    """Take the paper out, or give the typed reason back."""
    form = RemovalForm()
    if form.validate_on_submit():
        with form.refusals():
            reason = form.reason.data or ""
            done = dossier_deeds.remove(parts().database, current_actor(), paper_id, reason, now())
            return told(plan_id, done)
    return removal(paper_page(plan_id, paper_id), form), form.status


@bp.get("/<int:plan_id>/ho-so/<int:paper_id>")
@signed_in
def paper(plan_id: int, paper_id: int) -> ResponseReturnValue:
    """Show a paper page by page; a script asks again while its pages are being made."""
    page = paper_page(plan_id, paper_id)
    if wants_fragment() and page.under_way:
        return "", 204
    name = "plans/_paper_pages.html" if wants_fragment() else "plans/paper.html"
    return render_template(name, page=page, form=AgainForm(formdata=None))


@bp.post("/<int:plan_id>/ho-so/<int:paper_id>/lam-lai")
@signed_in
def draw_paper_again(plan_id: int, paper_id: int) -> ResponseReturnValue:
    """Have the pages of the paper tried once more."""
    AgainForm()
    dossier_files.draw_again(parts().database, current_actor(), plan_id, paper_id)
    parts().kick()
    return redirect(url_for("plans.paper", plan_id=plan_id, paper_id=paper_id))


@bp.get("/<int:plan_id>/ho-so/<int:paper_id>/trang/<int:page>")
@signed_in
def paper_picture(plan_id: int, paper_id: int, page: int) -> ResponseReturnValue:
    """Send one page as a picture; a browser that has it is told that it still holds."""
    drawn = dossier_files.picture(
        parts().database,
        current_actor(),
        plan_id,
        paper_id,
        page=page,
        width=PICTURE_WIDTHS["lon"],
    )
    return drawn_page(drawn)


@bp.get("/<int:plan_id>/ho-so/<int:paper_id>/tep")
@signed_in
def paper_file(plan_id: int, paper_id: int) -> ResponseReturnValue:
    """Send the file to be shown by the browser itself; nothing in it may run."""
    file = dossier_files.opened_file(parts().database, current_actor(), plan_id, paper_id, now())
    g.file_policy = FILE_POLICY if file.media_type == PDF_TYPE else SANDBOXED
    return shown(file)


@bp.get("/<int:plan_id>/ho-so/<int:paper_id>/tai-ve")
@signed_in
def download_paper(plan_id: int, paper_id: int) -> ResponseReturnValue:
    """Send the file as it came, under a name that says what it is."""
    file = dossier_files.download(parts().database, current_actor(), plan_id, paper_id, now())
    g.file_policy = SANDBOXED
    return sent(file)


def paper_page(plan_id: int, paper_id: int) -> PaperPage:
    """Return what the page of a paper knows."""
    return dossier_files.paper_page(parts().database, current_actor(), plan_id, paper_id, now())


def paper_form(
    plan_id: int,
    form: PaperForm,
    subject: str = "",
    page: PaperPage | None = None,
    *,
    refused: str = "",
) -> str:
    """Render the form of a paper: a new one, or the next version of `page`."""
    return render_template(
        "plans/attach.html",
        plan_id=plan_id,
        form=form,
        subject=subject,
        page=page,
        refused=refused,
    )


def removal(page: PaperPage, form: RemovalForm) -> str:
    """Render the page that asks for the reason."""
    return render_template("plans/detach.html", page=page, form=form)


def told(plan_id: int, done: Attached) -> ResponseReturnValue:
    """Tell what was done, and go back to the dossier."""
    flash(done.message, "success")
    parts().kick()
    return to_dossier(plan_id)


def to_dossier(plan_id: int) -> ResponseReturnValue:
    """Go to the papers on the plan's page."""
    return redirect(url_for("plans.show", plan_id=plan_id, _anchor="ho-so"))
