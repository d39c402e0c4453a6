"""«Nhập từ Word»: a file or pasted text is read, reported, shown as a draft, then taken over."""

from io import BytesIO

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.errors import InvalidInputError
from webapp.domain.people import Role
from webapp.domain.plan import Plan
from webapp.services import drafting_desk, import_desk, importing
from webapp.services.draft_fields import FIELD_LABELS, DraftFields
from webapp.services.drafting import Target
from webapp.services.edit_page import EditPage
from webapp.services.importing import Imported
from webapp.services.papers import WORD
from webapp.web.access import limited, roles
from webapp.web.chosen_files import chosen_file
from webapp.web.context import current_actor, now, parts
from webapp.web.plans.blueprint import bp
from webapp.web.plans.forms import PasteForm

drafter = roles(Role.DRAFTER)
GIVEN = frozenset({"promulgation_place", "filing_line"})
"""Fields that a new draft may begin with, filled from the agency's data."""
PLACES = ("subject", "legal_bases", "opening", "body", "closing", "to_places", "appendixes")
"""The parts of a draft that have an address on the page of the report."""


@bp.app_template_global()
def largest_upload() -> int:
    """Return how many bytes a chosen file may have."""
    return parts().upload_bytes


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
@limited("60 per minute")
def read_new() -> ResponseReturnValue:
    """Read a paper for a new draft, and let it wait."""
    return read(None)


@bp.post("/<int:plan_id>/dan")
@drafter
@limited("60 per minute")
def read_into(plan_id: int) -> ResponseReturnValue:
    """Read a paper for a draft, and let it wait."""
    return read(desk_of(plan_id))


@bp.get("/dan/<int:upload_id>")
@drafter
def report_new(upload_id: int) -> ResponseReturnValue:
    """Show what a paper gave, and the new draft it would make."""
    return report(None, upload_id)


@bp.get("/<int:plan_id>/dan/<int:upload_id>")
@drafter
def report_into(plan_id: int, upload_id: int) -> ResponseReturnValue:
    """Show what a paper gave, and what the draft would become."""
    return report(desk_of(plan_id), upload_id)


@bp.get("/dan/<int:upload_id>/ban-xem")
@drafter
def preview_import(upload_id: int) -> ResponseReturnValue:
    """Send the paper of the new draft that would be made."""
    return preview(None, upload_id)


@bp.get("/<int:plan_id>/dan/<int:upload_id>/ban-xem")
@drafter
def preview_import_into(plan_id: int, upload_id: int) -> ResponseReturnValue:
    """Send the paper of the draft as it would become."""
    return preview(plan_id, upload_id)


@bp.post("/dan/<int:upload_id>/nap")
@drafter
def take_new(upload_id: int) -> ResponseReturnValue:
    """Make a draft of the paper that was reported on."""
    return take(Target(), upload_id)


@bp.post("/<int:plan_id>/dan/<int:upload_id>/nap")
@drafter
def take_into(plan_id: int, upload_id: int) -> ResponseReturnValue:
    """Make the paper that was reported on the draft's next revision."""
    return take(Target(plan_id, PasteForm().version.data or 0), upload_id)


def desk_of(plan_id: int) -> EditPage:
    """Return the draft that the paper is meant for."""
    return drafting_desk.editing(parts().database, current_actor(), plan_id, now())


def box(page: EditPage | None, form: PasteForm) -> str:
    """Show where to choose a file or paste, with what was pasted before."""
    text = request.form.get("text", "")
    return render_template("plans/paste.html", form=form, page=page, text=text)


def read(page: EditPage | None) -> ResponseReturnValue:
    """Read what was given and let it wait for the person's word; no plan is changed yet."""
    form = PasteForm()
    plan_id = page.plan_id if page else None
    if form.validate():
        with form.refusals():
            name, imported = given()
            upload_id = import_desk.keep(
                parts().database, current_actor(), plan_id, name, imported, now=now()
            )
            if page is None:
                return redirect(url_for("plans.report_new", upload_id=upload_id))
            where = url_for("plans.report_into", plan_id=page.plan_id, upload_id=upload_id)
            return redirect(where)
    return box(page, form), form.status


def given() -> tuple[str, Imported]:
    """Return name and content of the chosen file, else of the pasted text as it was typed."""
    file = chosen_file()
    if file is not None:
        return file.name, importing.read_file(file.name, file.data)
    text = request.form.get("text", "")
    if not text.strip():
        raise InvalidInputError("Hãy chọn một tệp, hoặc dán văn bản vào ô này.", "text")
    return "", importing.read_text(text)


def report(page: EditPage | None, upload_id: int) -> ResponseReturnValue:
    """Show where every word of the waiting paper goes, beside the draft it would make."""
    plan_id = page.plan_id if page else None
    waiting = import_desk.look(parts().database, current_actor(), plan_id, upload_id, now())
    return render_template(
        "plans/pasted.html",
        page=page,
        waiting=waiting,
        anchors=anchors_of(waiting.draft),
        overwrites=page is not None and has_words(page.fields),
    )


def preview(plan_id: int | None, upload_id: int) -> ResponseReturnValue:
    """Send the draft's paper."""
    paper = import_desk.preview(
        parts().database, parts().rules, current_actor(), plan_id, upload_id, now=now()
    )
    return send_file(BytesIO(paper), mimetype=WORD)


def take(target: Target, upload_id: int) -> ResponseReturnValue:
    """Take the reported paper over, and open it on the desk."""
    digest = request.form.get("digest", "")
    saved = import_desk.take_over(
        parts().database, current_actor(), target, upload_id, digest, now=now()
    )
    flash("Đã đưa văn bản vào bản soạn; xem lại từng ô và điền phần còn thiếu.", "success")
    return redirect(url_for("plans.edit", plan_id=saved.plan_id))


def anchors_of(draft: Plan) -> dict[str, str]:
    """Return the address on the page of each place that a report may name."""
    places = {place: f"o-{place}" for place in PLACES}
    appendixes = range(len(draft.appendixes))
    blocks = {f"body/{block.id}": f"khoi-{block.id}" for block in draft.body}
    return places | {f"appendixes/{n}": f"o-appendixes-{n}" for n in appendixes} | blocks


def has_words(fields: DraftFields) -> bool:
    """Tell whether the draft already holds text that a person may miss."""
    return any(getattr(fields, name).strip() for name in FIELD_LABELS if name not in GIVEN)
