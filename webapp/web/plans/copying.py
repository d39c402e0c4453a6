"""Sao y, trích sao of an issued plan: the form, the number, the files."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.copies import CopyKind
from webapp.domain.people import Role
from webapp.services import copies, copy_files, copy_pages
from webapp.services.copy_files import WantedFile
from webapp.services.copy_pages import CopyPage
from webapp.web.access import limited, roles, signed_in
from webapp.web.context import current_actor, now, parts
from webapp.web.plans.blueprint import bp
from webapp.web.plans.copy_forms import CopyingForm
from webapp.web.sent_files import sent

clerks = roles(Role.CLERK)
_ANCHOR = "ban-sao"


@bp.get("/<int:plan_id>/sao-y")
@clerks
def copying_whole(plan_id: int) -> ResponseReturnValue:
    """Ask for a copy of the whole, with the number that it would get."""
    return _asked(plan_id, CopyKind.WHOLE)


@bp.post("/<int:plan_id>/sao-y")
@clerks
@limited("60 per minute")
def copy_whole(plan_id: int) -> ResponseReturnValue:
    """Make the copy, or give the form back."""
    return _made(plan_id, CopyKind.WHOLE)


@bp.get("/<int:plan_id>/trich-sao")
@clerks
def copying_part(plan_id: int) -> ResponseReturnValue:
    """Ask which parts are copied, with the number that the copy would get."""
    return _asked(plan_id, CopyKind.PART)


@bp.post("/<int:plan_id>/trich-sao")
@clerks
@limited("60 per minute")
def copy_part(plan_id: int) -> ResponseReturnValue:
    """Make the copy of the parts, or give the form back."""
    return _made(plan_id, CopyKind.PART)


@bp.get("/<int:plan_id>/ban-sao/<int:made_id>/word")
@signed_in
def copy_as_word(plan_id: int, made_id: int) -> ResponseReturnValue:
    """Send the copy as Word."""
    database, actor = parts().database, current_actor()
    return sent(copy_files.copy_file(database, actor, WantedFile(plan_id, made_id, "word"), now()))


@bp.get("/<int:plan_id>/ban-sao/<int:made_id>/pdf")
@signed_in
def copy_as_pdf(plan_id: int, made_id: int) -> ResponseReturnValue:
    """Send the copy as PDF."""
    database, actor = parts().database, current_actor()
    return sent(copy_files.copy_file(database, actor, WantedFile(plan_id, made_id), now()))


@bp.post("/<int:plan_id>/ban-sao/<int:made_id>/lam-lai")
@clerks
def make_copy_again(plan_id: int, made_id: int) -> ResponseReturnValue:
    """Have a PDF made anew that failed."""
    wanted = WantedFile(plan_id, made_id)
    copy_files.try_again(parts().database, current_actor(), wanted, now())
    parts().kick()
    return redirect(url_for("plans.show", plan_id=plan_id, _anchor=_ANCHOR))


def _asked(plan_id: int, kind: CopyKind) -> str:
    page = _page(plan_id, kind)
    expected = page.expected.number if page.expected else None
    return _show(page, CopyingForm(formdata=None, expected=expected))


def _made(plan_id: int, kind: CopyKind) -> ResponseReturnValue:
    page = _page(plan_id, kind)
    form = CopyingForm()
    form.offer(page)
    if form.validate_on_submit():
        with form.refusals():
            wish = form.to_wish(plan_id, kind)
            done = copies.make_copy(parts().database, parts().rules, current_actor(), wish, now())
            flash(done.message, "warning" if done.differs else "success")
            parts().kick()
            if done.differs:
                row_id, expected = done.row_id, form.expected.data
                return redirect(url_for("registers.given", row_id=row_id, expected=expected))
            return redirect(url_for("plans.show", plan_id=plan_id, _anchor=_ANCHOR))
    return _show(page, form), form.status


def _page(plan_id: int, kind: CopyKind) -> CopyPage:
    return copy_pages.copy_page(parts().database, current_actor(), plan_id, kind, now())


def _show(page: CopyPage, form: CopyingForm) -> str:
    form.offer(page)
    return render_template("plans/copy.html", page=page, form=form)
