"""Pictures: shown to the readers of their plan, uploaded on the drafting desk."""

from io import BytesIO

from flask import render_template, request, send_file
from flask.typing import ResponseReturnValue

from webapp.domain.people import Role
from webapp.services import draft_pictures, plan_pictures
from webapp.services.draft_fields import new_id, with_picture
from webapp.services.draft_pictures import UPLOAD_LIMIT, PicturePart
from webapp.services.uploads import Upload
from webapp.web.access import limited, roles, signed_in
from webapp.web.chosen_files import read_chosen
from webapp.web.context import current_actor, now, parts
from webapp.web.plans.blueprint import bp
from webapp.web.plans.forms import DraftForm

drafter = roles(Role.DRAFTER)


@bp.get("/<int:plan_id>/hinh/<string:digest>")
@signed_in
def picture(plan_id: int, digest: str) -> ResponseReturnValue:
    """Send a picture of a plan to one of its readers."""
    return sent(plan_id, digest)


@bp.get("/hinh/<string:digest>")
@drafter
def own_picture(digest: str) -> ResponseReturnValue:
    """Send a picture to who uploaded it, before any plan shows it."""
    return sent(None, digest)


@bp.post("/hinh")
@drafter
@limited("60 per minute")
def upload_picture() -> ResponseReturnValue:
    """Keep a picture for a form; return the part of the form that holds it."""
    return render_template("plans/_picture_part.html", part=uploaded())


def add_picture(form: DraftForm) -> bool:
    """Put an uploaded picture into a form where its button was pressed; tell whether it was."""
    if form.goal.data != "add-picture":
        return False
    with form.refusals():
        form.parts = with_picture(form.to_fields(), uploaded())
        form.body.data = form.parts.body
    return True


def uploaded() -> PicturePart:
    """Keep the chosen file, and return it as a part of the form."""
    chosen = read_chosen("picture_file", UPLOAD_LIMIT, beside="pictures")
    file = chosen or Upload("", b"")
    return draft_pictures.add_picture(
        parts().database, current_actor(), file.data, new_id, name=file.name, now=now()
    )


def sent(plan_id: int | None, digest: str) -> ResponseReturnValue:
    """Send the bytes; what a hash names never changes, so that the browser may keep it."""
    data, media_type = plan_pictures.picture_file(
        parts().database, current_actor(), plan_id, digest
    )
    answer = send_file(BytesIO(data), mimetype=media_type, etag=digest)
    answer.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return answer.make_conditional(request)
