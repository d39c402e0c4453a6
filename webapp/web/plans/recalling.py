"""What places say of a recalled plan: recorded by văn thư, one place at a time."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField, StringField, TextAreaField

from webapp.domain.people import Role
from webapp.domain.process import LONGEST_REASON
from webapp.domain.recalling import ANSWER_LABELS, RecallAnswer
from webapp.services import recall_answers
from webapp.services.recall_answers import LONGEST_NAME, RecallPage, RecallRecording
from webapp.web.access import roles
from webapp.web.context import current_actor, now, parts
from webapp.web.entry_fields import a_day, at_most
from webapp.web.filters import today
from webapp.web.forms import Form, options
from webapp.web.plans.blueprint import bp

clerks = roles(Role.CLERK)


class RecallForm(Form):
    """What one place said."""

    answer = RadioField("Nơi nhận cho biết")
    day = a_day("Ngày")
    said_by = StringField("Người hoặc bộ phận đã báo", [at_most(LONGEST_NAME)])
    note = TextAreaField("Ghi chú", [at_most(LONGEST_REASON)])

    def to_recording(self, dispatch_id: int) -> RecallRecording:
        """Return what the service takes; call it on a valid form only."""
        return RecallRecording(
            dispatch_id,
            self.answer.data or "",
            self.day.data,
            self.said_by.data or "",
            self.note.data or "",
        )


@bp.get("/noi-da-gui/<int:dispatch_id>/thu-hoi")
@clerks
def recall_answering(dispatch_id: int) -> ResponseReturnValue:
    """Show what the place said before, and ask what it says now."""
    page = _page(dispatch_id)
    first = page.answers[0][0]
    return _show(page, RecallForm(formdata=None, answer=first, day=today()))


@bp.post("/noi-da-gui/<int:dispatch_id>/thu-hoi")
@clerks
def record_recall_answer(dispatch_id: int) -> ResponseReturnValue:
    """Add what the place said, or give the form back."""
    page, form = _page(dispatch_id), RecallForm()
    form.answer.choices = options(page.answers)
    if form.validate_on_submit():
        with form.refusals():
            wanted = form.to_recording(dispatch_id)
            plan_id = recall_answers.record_answer(parts().database, current_actor(), wanted, now())
            said = ANSWER_LABELS[RecallAnswer(wanted.answer)].lower()
            flash(f"Đã ghi xác nhận của {page.item.name}: {said}.", "success")
            return redirect(url_for("plans.show", plan_id=plan_id, _anchor="xac-nhan-thu-hoi"))
    return _show(page, form), form.status


def _page(dispatch_id: int) -> RecallPage:
    return recall_answers.recall_page(parts().database, current_actor(), dispatch_id, now())


def _show(page: RecallPage, form: RecallForm) -> str:
    form.answer.choices = options(page.answers)
    return render_template("plans/recall_answer.html", page=page, form=form)
