"""«Kiểm tra thể thức»: a Word file is checked, its findings shown beside the pages."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.errors import InvalidInputError
from webapp.domain.people import Role
from webapp.services import checked_mending, checked_report, checked_results, checking_files
from webapp.web.access import limited, roles
from webapp.web.checking import words
from webapp.web.checking.forms import CheckForm, MendForm
from webapp.web.chosen_files import chosen_file
from webapp.web.context import current_actor, now, parts, wants_fragment
from webapp.web.sent_files import drawn_page, sent

bp = Blueprint("checking", __name__, url_prefix="/kiem-tra-the-thuc")
working = roles(*(set(Role) - {Role.INSTALLATION_ADMIN}))
"""Whoever works in an agency, where the file belongs for its day."""


@bp.get("")
@working
def choose() -> ResponseReturnValue:
    """Offer the box for a file, and what was checked today."""
    return box(CheckForm())


@bp.post("")
@working
@limited("20 per minute")
def check() -> ResponseReturnValue:
    """Check a file, and lead to what was found."""
    form = CheckForm()
    if form.validate_on_submit():
        with form.refusals():
            file = chosen_file()
            if file is None:
                raise InvalidInputError("Hãy chọn một tệp Word để kiểm tra.", "file")
            check_id = checking_files.check(
                parts().database, current_actor(), file, form.to_wanted(), now()
            )
            parts().kick()
            return redirect(url_for("checking.show", check_id=check_id))
    return box(form), form.status


@bp.get("/<int:check_id>")
@working
def show(check_id: int) -> ResponseReturnValue:
    """Show the findings beside the pages; a script asks again for that part until all is there."""
    return result_page(check_id, MendForm())


@bp.post("/<int:check_id>/sua")
@working
@limited("20 per minute")
def mend(check_id: int) -> ResponseReturnValue:
    """Make the corrected file, and lead to what was changed; the original stays as it is."""
    form = MendForm()
    if form.validate_on_submit():
        with form.refusals():
            mended_id = checked_mending.mend(parts().database, current_actor(), check_id, now())
            parts().kick()
            return redirect(url_for("checking.show_mended", check_id=mended_id))
    return result_page(check_id, form)


@bp.get("/<int:check_id>/da-sua")
@working
def show_mended(check_id: int) -> ResponseReturnValue:
    """Show what was changed to make a file."""
    made = checked_mending.mended(parts().database, current_actor(), check_id, now())
    return render_template("checking/mended.html", made=made, words=words)


@bp.get("/<int:check_id>/trang/<int:page>")
@working
def page_picture(check_id: int, page: int) -> ResponseReturnValue:
    """Send one page as a picture; a browser that has it is told that it still holds."""
    drawn = checked_results.picture(
        parts().database, current_actor(), check_id, page, words.PICTURE_WIDTH, now=now()
    )
    return drawn_page(drawn)


@bp.post("/<int:check_id>/hinh")
@working
def draw_again(check_id: int) -> ResponseReturnValue:
    """Have the pictures of the pages tried once more."""
    checking_files.draw_again(parts().database, current_actor(), check_id, now())
    parts().kick()
    return redirect(url_for("checking.show", check_id=check_id))


@bp.get("/<int:check_id>/tai-ve/bao-cao")
@working
def download_report(check_id: int) -> ResponseReturnValue:
    """Send what was found as a Word file."""
    return sent(checked_report.report(parts().database, current_actor(), check_id, now()))


@bp.get("/<int:check_id>/tai-ve/tep")
@working
def download_file(check_id: int) -> ResponseReturnValue:
    """Send the file as it came, or as it was corrected."""
    return sent(checking_files.original(parts().database, current_actor(), check_id, now()))


@bp.post("/<int:check_id>/xoa")
@working
def forget(check_id: int) -> ResponseReturnValue:
    """Drop the file and what was found in it."""
    checking_files.forget(parts().database, current_actor(), check_id, now())
    flash("Đã xóa tệp và kết quả kiểm tra.", "success")
    return redirect(url_for("checking.choose"))


def result_page(check_id: int, form: MendForm) -> ResponseReturnValue:
    """Show what was found, with why it was not corrected."""
    found = checked_results.result(parts().database, current_actor(), check_id, now())
    if wants_fragment() and found.under_way:
        return "", 204
    page = "checking/_result_part.html" if wants_fragment() else "checking/result.html"
    severity = words.SEVERITIES.get(request.args.get("muc", ""), "")
    shown = render_template(page, found=found, severity=severity, words=words, form=form)
    return shown, form.status


def box(form: CheckForm) -> str:
    """Show where to choose a file."""
    earlier = checked_results.earlier(parts().database, current_actor(), now())
    return render_template("checking/choose.html", form=form, earlier=earlier)
