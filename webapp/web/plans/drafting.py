"""The drafting desk: the form, and saving it."""

from dataclasses import asdict, dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.adapters.vault import browser_key
from webapp.domain.people import Role
from webapp.services import drafting, drafting_desk
from webapp.services.draft_appendixes import labels_of
from webapp.services.draft_fields import FIELD_LABELS, DraftFields, with_room_for_marks
from webapp.services.edit_page import EditPage
from webapp.web.access import roles
from webapp.web.context import application_secret, current_actor, now, parts
from webapp.web.plans.blueprint import bp
from webapp.web.plans.forms import DraftForm, VersionForm
from webapp.web.plans.mending import mend, with_own_findings
from webapp.web.plans.pictures import add_picture
from webapp.web.plans.words import DEED_SLUGS, ORIENTATIONS

drafter = roles(Role.DRAFTER)


@dataclass(frozen=True, slots=True)
class Clash:
    """One field where the typed text and the one saved by somebody else differ."""

    label: str
    theirs: str


@bp.get("/soan")
@drafter
def new() -> ResponseReturnValue:
    """Show an empty form."""
    return open_form(None)


@bp.get("/<int:plan_id>/soan")
@drafter
def edit(plan_id: int) -> ResponseReturnValue:
    """Show the form with what was typed last, saved or not."""
    return open_form(plan_id)


@bp.post("/soan")
@drafter
def create() -> ResponseReturnValue:
    """Make a draft of the form."""
    form = DraftForm()
    page = drafting_desk.editing(parts().database, current_actor(), None, now(), form.unit_id.data)
    form.offer(page)
    if form.validate_on_submit() and not arranged(form, None):
        with form.refusals():
            plan_id = drafting.create_plan(
                parts().database, current_actor(), form.to_fields(), now()
            )
            return saved(plan_id, form, "Đã tạo dự thảo.")
    return show_form(page, form), form.status


@bp.post("/<int:plan_id>/soan")
@drafter
def save(plan_id: int) -> ResponseReturnValue:
    """Save the form as a revision; a refused form comes back as it was typed."""
    form = DraftForm()
    page = drafting_desk.editing(
        parts().database, current_actor(), plan_id, now(), form.unit_id.data
    )
    form.offer(page)
    if form.validate_on_submit() and not arranged(form, plan_id):
        with form.refusals():
            kept = drafting.save(
                parts().database,
                current_actor(),
                plan_id,
                form.version.data or 0,
                form.to_fields(),
                now=now(),
            )
            return saved(plan_id, form, kept.message)
    clashes = differing(form, page.fields) if form.stale else ()
    return show_form(page, form, clashes), form.status


@bp.post("/<int:plan_id>/bo-ban-go-do")
@drafter
def drop_working_copy(plan_id: int) -> ResponseReturnValue:
    """Throw away what was typed and not saved."""
    drafting_desk.discard_working_copy(parts().database, current_actor(), plan_id)
    flash("Đã bỏ bản gõ dở; đang hiện bản đã lưu.", "success")
    return redirect(url_for("plans.edit", plan_id=plan_id))


@bp.post("/<int:plan_id>/tao-ban-moi")
@drafter
def clone(plan_id: int) -> ResponseReturnValue:
    """Begin a new plan from this one's text."""
    VersionForm()
    new_id = drafting.clone(parts().database, current_actor(), plan_id, now())
    flash("Đã tạo dự thảo mới từ văn bản này.", "success")
    return redirect(url_for("plans.edit", plan_id=new_id))


def arranged(form: DraftForm, plan_id: int | None) -> bool:
    """Do what a button inside the form asks; tell whether it was one: then nothing is saved."""
    return form.rearrange() or add_picture(form) or mend(form, plan_id)


def open_form(plan_id: int | None) -> ResponseReturnValue:
    """Fill the form from the working copy, or from the current revision."""
    page = drafting_desk.editing(parts().database, current_actor(), plan_id, now())
    fields = opening_fields(page)
    form = DraftForm(formdata=None, data=asdict(fields))
    form.parts = fields
    form.offer(page)
    return show_form(page, form)


def opening_fields(page: EditPage) -> DraftFields:
    """Return what the form opens with: typed text first, unless somebody saved since."""
    copy, asked = page.working_copy, request.args.get("ban")
    if copy is None or asked == "da-luu" or (copy.outdated and asked != "go-do"):
        return page.fields
    return copy.fields


def show_form(page: EditPage, form: DraftForm, clashes: tuple[Clash, ...] = ()) -> str:
    """Render the desk, with room for the words of every mark."""
    page = with_own_findings(page, form)
    form.parts = with_room_for_marks(form.to_fields())
    return render_template(
        "plans/edit.html",
        page=page,
        form=form,
        labels=labels_of(form.parts.appendixes),
        orientations=ORIENTATIONS,
        clashes=clashes,
        shows_typed=request.method == "POST" or opening_fields(page) is not page.fields,
    )


def saved(plan_id: int, form: DraftForm, sentence: str) -> ResponseReturnValue:
    """Go on from a saved form: to the submission, or back to the desk.

    The address says which form was saved, so that the browser drops its own copy of it.
    """
    flash(sentence, "success")
    kept = copy_name(form.plan_id.data)
    if form.goal.data == "submit":
        slug = DEED_SLUGS["submit"]
        return redirect(url_for("plans.deed", plan_id=plan_id, slug=slug, da_luu=kept))
    return redirect(url_for("plans.edit", plan_id=plan_id, da_luu=kept))


@bp.app_template_global()
def copy_name(plan_id: int | None) -> str:
    """Return how the browser calls its copy of a form: one a person and plan."""
    return f"ban-hanh:{current_actor().person_id}:{plan_id or 'moi'}"


@bp.app_template_global()
def copy_secret() -> str:
    """Return the key of those copies: whoever signs in next on this machine has another."""
    return browser_key(application_secret(), current_actor().person_id)


def differing(form: DraftForm, theirs: DraftFields) -> tuple[Clash, ...]:
    """Return where the saved text is another than the typed one."""
    typed = form.to_fields()
    texts = (
        Clash(label, getattr(theirs, name))
        for name, label in FIELD_LABELS.items()
        if getattr(typed, name) != getattr(theirs, name)
    )
    mine, others = part_texts(typed), part_texts(theirs)
    parts = (
        Clash(label, others.get(label, ""))
        for label in dict.fromkeys((*others, *mine))
        if mine.get(label) != others.get(label)
    )
    return (*texts, *parts)


def part_texts(fields: DraftFields) -> dict[str, str]:
    """Return the parts of the form as texts to compare, each under its name."""
    texts = {f"Bảng {part.number}": part.text for part in fields.tables if not part.dropped}
    texts |= {
        f"Hình {part.number}": f"{part.description} ({part.width} mm)"
        for part in fields.pictures
        if not part.dropped
    }
    texts |= {f"Chú thích {note.number}": note.text for note in fields.notes}
    for number, part in enumerate(fields.appendixes, start=1):
        lies = ORIENTATIONS.get(part.orientation, "")
        texts[f"Phụ lục {number}"] = f"{part.title}\n({lies})\n\n{part.body}"
    return texts
