"""A warning set aside with a reason, from whatever page shows it; and taken back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.errors import DomainError, ForbiddenError, NotFoundError
from webapp.services import dismissing as service
from webapp.services.dismissing import DismissPage
from webapp.web.access import signed_in
from webapp.web.context import current_actor, now, parts, wants_fragment
from webapp.web.plans.blueprint import bp
from webapp.web.plans.forms import DismissForm, RestoreForm
from webapp.web.plans.words import DEED_SLUGS

SUBMISSION = DEED_SLUGS["submit"]
BACK = {
    "": ("plans.show", "Về trang văn bản"),
    "soan": ("plans.edit", "Về bản soạn thảo"),
    "duyet": ("plans.decide", "Về trang quyết định"),
    SUBMISSION: ("plans.deed", "Về trang trình duyệt"),
}
"""Where a person came from, by the word in the address."""
BACK_FROM = {
    "plans.edit": "soan",
    "plans.save": "soan",
    "plans.findings": "soan",
    "plans.decide": "duyet",
    "plans.take_decision": "duyet",
}


@bp.app_template_global()
def way_back() -> str:
    """Return the word for the page that is being made, for the way back to it."""
    if (request.view_args or {}).get("slug") == SUBMISSION:
        return SUBMISSION
    return BACK_FROM.get(request.endpoint or "", "")


@bp.get("/<int:plan_id>/bo-qua/<string:key>")
@signed_in
def dismissing(plan_id: int, key: str) -> ResponseReturnValue:
    """Show the warning and ask why it is set aside."""
    page = service.dismiss_page(parts().database, current_actor(), plan_id, key, now())
    return show(plan_id, page, DismissForm(formdata=None, ve=request.args.get("ve", "")))


@bp.post("/<int:plan_id>/bo-qua/<string:key>")
@signed_in
def dismiss(plan_id: int, key: str) -> ResponseReturnValue:
    """Set the warning aside, or give the typed reason back."""
    form = DismissForm()
    refused, status = "", 0
    try:
        if form.validate_on_submit():
            with form.refusals():
                wish = form.to_wish(plan_id, key)
                sentence = service.dismiss(parts().database, current_actor(), wish, now())
                return done(plan_id, sentence, form.ve.data or "")
    except (NotFoundError, ForbiddenError) as error:
        refused, status = str(error), 403 if isinstance(error, ForbiddenError) else 404
    try:
        page = service.dismiss_page(parts().database, current_actor(), plan_id, key, now())
    except DomainError as error:
        sentence = refused or form.stale or str(error)
        return show(plan_id, None, form, sentence), status or form.status
    return show(plan_id, page, form, refused), status or form.status


@bp.post("/<int:plan_id>/khoi-phuc/<int:dismissal_id>")
@signed_in
def restore(plan_id: int, dismissal_id: int) -> ResponseReturnValue:
    """Let the warning count again."""
    form = RestoreForm()
    sentence = service.restore(parts().database, current_actor(), plan_id, dismissal_id, now())
    return done(plan_id, sentence, form.ve.data or "")


def done(plan_id: int, sentence: str, back: str) -> ResponseReturnValue:
    """Tell what was done: a script stays on its page, a person goes back to his."""
    if wants_fragment():
        return render_template("plans/_dismissed.html", sentence=sentence)
    flash(sentence, "success")
    return redirect(address_of(plan_id, back))


def show(plan_id: int, page: DismissPage | None, form: DismissForm, refused: str = "") -> str:
    """Render the page, or what stands in a dialog over another page."""
    back = form.ve.data or ""
    return render_template(
        "plans/_dismiss_part.html" if wants_fragment() else "plans/dismiss.html",
        page=page,
        form=form,
        back=back,
        back_words=BACK.get(back, BACK[""])[1],
        address=address_of(plan_id, back),
        refused=refused,
    )


def address_of(plan_id: int, back: str) -> str:
    """Return the address of the page that the person came from."""
    endpoint, _ = BACK.get(back, BACK[""])
    slug = SUBMISSION if back == SUBMISSION else None
    anchor = "the-thuc" if back in {"", "duyet"} else None
    return url_for(endpoint, plan_id=plan_id, slug=slug, _anchor=anchor)
