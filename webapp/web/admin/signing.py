"""Digital signatures: which authorities the agency trusts, what electronic papers wait for."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, FileField

from webapp.services.signing_settings import (
    SigningSettings,
    save_signing_settings,
    signing_settings,
)
from webapp.services.trust_anchors import add_anchor, anchors_of, remove_anchor
from webapp.web.access import limited
from webapp.web.admin.blueprint import administrators, bp
from webapp.web.admin.forms import version_field
from webapp.web.chosen_files import chosen_file
from webapp.web.context import current_actor, now, parts
from webapp.web.forms import Form
from webapp.web.stale import both_texts


class SigningForm(Form):
    """What electronic papers wait for."""

    file_before_number = BooleanField("Có tệp PDF người ký đã ký số rồi mới cấp số")
    file_before_issue = BooleanField("Có tệp PDF mang số và chữ ký số rồi mới phát hành, gửi đi")
    version = version_field()

    def to_settings(self) -> SigningSettings:
        """Return what the service takes; call it on a valid form only."""
        return SigningSettings(
            bool(self.file_before_number.data),
            bool(self.file_before_issue.data),
            self.version.data or 0,
        )


class AnchorForm(Form):
    """The file of an authority's certificate."""

    file = FileField("Tệp chứng thư (.cer, .crt, .pem)")


class RemoveForm(Form):
    """A button beside a certificate."""


@bp.get("/chu-ky-so")
@administrators
def signing() -> ResponseReturnValue:
    """Show the settings and what is trusted."""
    return page(SigningForm(obj=signing_settings(parts().database, current_actor())), None), 200


@bp.post("/chu-ky-so")
@administrators
def save_signing() -> ResponseReturnValue:
    """Save the settings, or show them again beside what somebody else saved."""
    form = SigningForm()
    if form.validate_on_submit():
        with form.refusals():
            save_signing_settings(parts().database, current_actor(), form.to_settings(), now())
            flash("Đã lưu cách xử lý văn bản điện tử của cơ quan.", "success")
            return redirect(url_for("admin.signing"))
    return page(form, None), form.status


@bp.post("/chu-ky-so/chung-thu")
@administrators
@limited("60 per minute")
def add_trusted() -> ResponseReturnValue:
    """Trust an authority, or say why its file is none."""
    form = AnchorForm()
    if form.validate_on_submit():
        with form.refusals():
            name = add_anchor(parts().database, current_actor(), chosen_file(), now())
            flash(f"Đã thêm chứng thư «{name}» vào danh sách tin cậy.", "success")
            return redirect(url_for("admin.signing"))
    return page(None, form), form.status


@bp.post("/chu-ky-so/chung-thu/<int:anchor_id>/bo")
@administrators
def remove_trusted(anchor_id: int) -> ResponseReturnValue:
    """Trust an authority no more."""
    form = RemoveForm()
    if form.validate_on_submit():
        name = remove_anchor(parts().database, current_actor(), anchor_id, now())
        flash(f"Đã bỏ chứng thư «{name}» khỏi danh sách tin cậy.", "success")
    return redirect(url_for("admin.signing"))


def page(form: SigningForm | None, anchor_form: AnchorForm | None) -> str:
    """Render the page; a form that was not sent shows what is saved."""
    saved = SigningForm(formdata=None, obj=signing_settings(parts().database, current_actor()))
    return render_template(
        "admin/signing.html",
        form=form or saved,
        anchor_form=anchor_form or AnchorForm(formdata=None),
        rows=both_texts(form, saved) if form is not None and form.stale else (),
        anchors=anchors_of(parts().database, current_actor(), now()),
    )
