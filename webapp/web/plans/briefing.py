"""«Phiếu trình»: written before the approval, taken as a Word file."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import IntegerField, TextAreaField
from wtforms.widgets import HiddenInput

from webapp.services import brief_files, briefs
from webapp.services.briefs import LONGEST, BriefPage, BriefTexts
from webapp.web.access import signed_in
from webapp.web.context import current_actor, now, parts
from webapp.web.forms import Form
from webapp.web.plans.blueprint import bp
from webapp.web.plans.forms import at_most
from webapp.web.sent_files import sent
from webapp.web.stale import Row, both_texts


class BriefForm(Form):
    """What a person writes in the phiếu trình."""

    version = IntegerField(default=0, widget=HiddenInput())
    """The ordinal of the text that the typing began from."""
    summary = TextAreaField("Tóm tắt nội dung trình", validators=[at_most(LONGEST)])
    assessment = TextAreaField("Ý kiến thẩm tra", validators=[at_most(LONGEST)])
    proposal = TextAreaField("Kiến nghị", validators=[at_most(LONGEST)])

    def to_texts(self) -> BriefTexts:
        """Return what the service takes; call it on a valid form only."""
        return BriefTexts(
            self.summary.data or "", self.assessment.data or "", self.proposal.data or ""
        )


@bp.get("/<int:plan_id>/phieu-trinh")
@signed_in
def brief(plan_id: int) -> ResponseReturnValue:
    """Show the phiếu trình: to write it, or to read it."""
    page = briefs.brief_page(parts().database, parts().rules, current_actor(), plan_id)
    return shown(page, saved_form(page), ())


@bp.post("/<int:plan_id>/phieu-trinh")
@signed_in
def save_brief(plan_id: int) -> ResponseReturnValue:
    """Save it, or show it again with what is wrong."""
    form = BriefForm()
    rows: tuple[Row, ...] = ()
    if form.validate_on_submit():
        with form.refusals():
            base = form.version.data or 0
            sentence = briefs.save_brief(
                parts().database,
                current_actor(),
                plan_id,
                form.to_texts(),
                base=base,
                now=now(),
            )
            flash(sentence, "success")
            return redirect(url_for("plans.brief", plan_id=plan_id))
    page = briefs.brief_page(parts().database, parts().rules, current_actor(), plan_id)
    if form.stale:
        rows = both_texts(form, saved_form(page))
    return shown(page, form, rows), form.status


@bp.get("/<int:plan_id>/phieu-trinh/tai-ve")
@signed_in
def brief_file(plan_id: int) -> ResponseReturnValue:
    """Send it as a Word file."""
    file = brief_files.brief_file(parts().database, parts().rules, current_actor(), plan_id, now())
    return sent(file)


def saved_form(page: BriefPage) -> BriefForm:
    """Return the form as it was saved last."""
    texts = page.brief.texts
    return BriefForm(
        formdata=None,
        version=page.brief.ordinal,
        summary=texts.summary,
        assessment=texts.assessment,
        proposal=texts.proposal,
    )


def shown(page: BriefPage, form: BriefForm, rows: tuple[Row, ...]) -> str:
    """Return the page."""
    return render_template("plans/brief.html", page=page, form=form, rows=rows)
