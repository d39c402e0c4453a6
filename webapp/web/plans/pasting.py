"""«Dán cả văn bản»: a paper is read, its report shown, and taken over after a person's word."""

from base64 import b64decode, b64encode
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.errors import InvalidInputError
from webapp.domain.people import Role
from webapp.services import drafting, importing
from webapp.services.draft_fields import FIELD_LABELS, DraftFields
from webapp.services.drafting import Target
from webapp.services.edit_page import EditPage
from webapp.services.importing import Imported
from webapp.web.access import roles
from webapp.web.context import current_actor, now, parts
from webapp.web.plans.blueprint import bp
from webapp.web.plans.forms import PasteForm

drafter = roles(Role.DRAFTER)
GIVEN = frozenset({"promulgation_place", "filing_line"})
"""Fields that a new draft may begin with, filled from the agency's data."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What a person gave: a file, or pasted text, which has no name."""

    name: str
    data: bytes

    def read(self) -> Imported:
        """Return what the paper holds; refuse what is not text."""
        if self.name:
            return importing.read_file(self.name, self.data)
        return importing.read_text(self.data.decode(errors="replace"))


@bp.get("/dan")
@drafter
def paste_new() -> ResponseReturnValue:
    """Offer the box for a paper that becomes a new draft."""
    return box(None, PasteForm())


@bp.get("/<int:plan_id>/dan")
@drafter
def paste_into(plan_id: int) -> ResponseReturnValue:
    """Offer the box for a paper that fills a draft."""
    return box(desk_of(plan_id), PasteForm())


@bp.post("/dan")
@drafter
def read_new() -> ResponseReturnValue:
    """Read a paper for a new draft, and report."""
    return report(None)


@bp.post("/<int:plan_id>/dan")
@drafter
def read_into(plan_id: int) -> ResponseReturnValue:
    """Read a paper for a draft, and report."""
    return report(desk_of(plan_id))


@bp.post("/dan/nap")
@drafter
def take_new() -> ResponseReturnValue:
    """Make a draft of the paper that was reported on."""
    return take(Target())


@bp.post("/<int:plan_id>/dan/nap")
@drafter
def take_into(plan_id: int) -> ResponseReturnValue:
    """Make the paper that was reported on the draft's next revision."""
    return take(Target(plan_id, PasteForm().version.data or 0))


def desk_of(plan_id: int) -> EditPage:
    """Return the draft that the paper is meant for."""
    return drafting.editing(parts().database, current_actor(), plan_id, now())


def box(page: EditPage | None, form: PasteForm) -> str:
    """Show where to paste, with what was pasted before."""
    text = request.form.get("text", "")
    return render_template("plans/paste.html", form=form, page=page, text=text)


def report(page: EditPage | None) -> ResponseReturnValue:
    """Read what was given and show where every word of it goes; nothing is kept yet."""
    form = PasteForm()
    if form.validate():
        with form.refusals():
            paper = given()
            return render_template(
                "plans/pasted.html",
                page=page,
                imported=paper.read(),
                overwrites=page is not None and has_words(page.fields),
                kept_name=paper.name,
                kept_data=b64encode(paper.data).decode(),
            )
    return box(page, form), form.status


def given() -> Paper:
    """Return the chosen file, else the pasted text as it was typed."""
    file = request.files.get("file")
    if file is not None and file.filename:
        return Paper(file.filename, file.read(parts().upload_bytes + 1))
    text = request.form.get("text", "")
    if not text.strip():
        raise InvalidInputError("Hãy dán văn bản vào ô này, hoặc chọn một tệp.", "text")
    return Paper("", text.encode(errors="replace"))


def take(target: Target) -> ResponseReturnValue:
    """Take the reported paper over, and open it on the desk."""
    name = request.form.get("kept_name", "")
    try:
        data = b64decode(request.form.get("kept_data", ""), validate=True)
    except ValueError as error:
        raise InvalidInputError("Văn bản gửi lên bị hỏng; hãy dán lại từ đầu.") from error
    imported = Paper(name, data).read()
    saved = drafting.take_import(parts().database, current_actor(), target, imported, now())
    flash("Đã đưa văn bản vào bản soạn; xem lại từng ô và điền phần còn thiếu.", "success")
    return redirect(url_for("plans.edit", plan_id=saved.plan_id))


def has_words(fields: DraftFields) -> bool:
    """Tell whether the draft already holds text that a person may miss."""
    return any(getattr(fields, name).strip() for name in FIELD_LABELS if name not in GIVEN)
