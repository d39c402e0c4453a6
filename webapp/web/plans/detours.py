"""Beside a plan's way: a question before a decision, its reply, a transfer, a late opinion."""

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.errors import ForbiddenError
from webapp.services import consulting, late_opinions, reading, transferring
from webapp.services.detour_values import LateStep, QuestionItem
from webapp.services.plan_pages import DecisionPage, PlanPage
from webapp.web.access import signed_in
from webapp.web.context import current_actor, now, parts
from webapp.web.forms import Form
from webapp.web.plans.blueprint import bp
from webapp.web.plans.detour_forms import (
    AskForm,
    LateForm,
    ReplyForm,
    TakeBackForm,
    TransferForm,
)

GONE = "Việc này không còn chờ anh/chị; trang văn bản cho biết đang chờ ai."

NOBODY = (
    "Không còn người nào khác được phép xử lý bước này để chuyển; anh/chị quyết định, hoặc báo "
    "quản trị cơ quan thêm người."
)


@bp.get("/<int:plan_id>/hoi")
@signed_in
def asking(plan_id: int) -> ResponseReturnValue:
    """Ask whom to ask, and what."""
    page = _plan(plan_id)
    return _ask_page(page, AskForm(formdata=None)) if page.detours.people else _gone(plan_id)


@bp.post("/<int:plan_id>/hoi")
@signed_in
def ask(plan_id: int) -> ResponseReturnValue:
    """Put the question, or give the form back."""
    page, form = _plan(plan_id), AskForm()
    form.offer(page.detours)
    sentence, refused = _attempt(
        form,
        lambda: consulting.ask(
            parts().database, parts().rules, current_actor(), form.to_wish(plan_id), now()
        ),
    )
    if sentence:
        return _done(plan_id, sentence)
    return _ask_page(page, form, refused), 403 if refused else form.status


@bp.get("/<int:plan_id>/cau-hoi/<int:question_id>")
@signed_in
def replying(plan_id: int, question_id: int) -> ResponseReturnValue:
    """Show the question with the text it is about; what is no longer asked leads to the plan."""
    page = _decision(plan_id)
    question = _to_reply(page, question_id)
    if question is None:
        return _gone(plan_id)
    return _reply_page(page, question, ReplyForm(formdata=None))


@bp.post("/<int:plan_id>/cau-hoi/<int:question_id>")
@signed_in
def reply(plan_id: int, question_id: int) -> ResponseReturnValue:
    """Send the reply, or give the form back."""
    form = ReplyForm()
    sentence, refused = _attempt(
        form,
        lambda: consulting.reply(
            parts().database,
            parts().rules,
            current_actor(),
            form.to_wish(plan_id, question_id),
            now(),
        ),
    )
    if sentence:
        flash(sentence, "success")
        return redirect(url_for("inbox.desk"))
    page = _decision(plan_id)
    question = _to_reply(page, question_id)
    return _reply_page(page, question, form, refused), 403 if refused else form.status


@bp.post("/<int:plan_id>/cau-hoi/<int:question_id>/rut")
@signed_in
def take_question_back(plan_id: int, question_id: int) -> ResponseReturnValue:
    """Take an open question back."""
    form = TakeBackForm()
    sentence = consulting.take_back(
        parts().database,
        parts().rules,
        current_actor(),
        plan_id,
        question_id,
        now=now(),
        in_place_of=form.in_place_of.data,
    )
    return _done(plan_id, sentence)


@bp.get("/<int:plan_id>/chuyen-xu-ly")
@signed_in
def passing_on(plan_id: int) -> ResponseReturnValue:
    """Ask to whom the question goes, and why."""
    page = _plan(plan_id)
    if page.detours.takers:
        return _transfer_page(page, TransferForm(formdata=None))
    return _gone(plan_id, NOBODY if page.detours.may_transfer else GONE)


@bp.post("/<int:plan_id>/chuyen-xu-ly")
@signed_in
def pass_to(plan_id: int) -> ResponseReturnValue:
    """Pass the question on, or give the form back."""
    page, form = _plan(plan_id), TransferForm()
    form.offer(page.detours)
    sentence, refused = _attempt(
        form,
        lambda: transferring.transfer(
            parts().database, parts().rules, current_actor(), form.to_wish(plan_id), now()
        ),
    )
    if sentence:
        return _done(plan_id, sentence)
    return _transfer_page(page, form, refused), 403 if refused else form.status


@bp.get("/<int:plan_id>/y-kien-muon/<string:step_key>")
@signed_in
def speaking_late(plan_id: int, step_key: str) -> ResponseReturnValue:
    """Ask for the opinion that its step went on without."""
    page = _plan(plan_id)
    step = _late_step(page, step_key)
    return _gone(plan_id) if step is None else _late_page(page, step, LateForm(formdata=None))


@bp.post("/<int:plan_id>/y-kien-muon/<string:step_key>")
@signed_in
def speak_late(plan_id: int, step_key: str) -> ResponseReturnValue:
    """Keep the opinion, marked as late, or give the form back."""
    form = LateForm()
    sentence, refused = _attempt(
        form,
        lambda: late_opinions.speak_late(
            parts().database, parts().rules, current_actor(), form.to_wish(plan_id, step_key), now()
        ),
    )
    if sentence:
        return _done(plan_id, sentence)
    page = _plan(plan_id)
    step = _late_step(page, step_key) or LateStep(step_key, "")
    return _late_page(page, step, form, refused), 403 if refused else form.status


def _attempt(form: Form, deed: Callable[[], str]) -> tuple[str, str]:
    """Return what was done and why nothing was; what was typed stays in the form."""
    try:
        if form.validate_on_submit():
            with form.refusals():
                return deed(), ""
    except ForbiddenError as error:
        return "", str(error)
    return "", ""


def _done(plan_id: int, sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    parts().kick()
    return redirect(url_for("plans.show", plan_id=plan_id))


def _gone(plan_id: int, sentence: str = GONE) -> ResponseReturnValue:
    flash(sentence)
    return redirect(url_for("plans.show", plan_id=plan_id))


def _plan(plan_id: int) -> PlanPage:
    return reading.plan_page(parts().database, parts().rules, current_actor(), plan_id, now())


def _decision(plan_id: int) -> DecisionPage:
    return reading.decision_page(parts().database, parts().rules, current_actor(), plan_id, now())


def _to_reply(page: DecisionPage, question_id: int) -> QuestionItem | None:
    mine = (one for one in page.detours.questions if one.id == question_id and one.may_reply)
    return next(mine, None)


def _late_step(page: PlanPage, key: str) -> LateStep | None:
    return next((one for one in page.detours.late_steps if one.key == key), None)


def _ask_page(page: PlanPage, form: AskForm, refused: str = "") -> str:
    form.offer(page.detours)
    return render_template("plans/ask.html", page=page, form=form, refused=refused)


def _transfer_page(page: PlanPage, form: TransferForm, refused: str = "") -> str:
    form.offer(page.detours)
    return render_template("plans/transfer.html", page=page, form=form, refused=refused)


def _reply_page(
    page: DecisionPage, question: QuestionItem | None, form: ReplyForm, refused: str = ""
) -> str:
    return render_template(
        "plans/reply.html", page=page, question=question, form=form, refused=refused
    )


def _late_page(page: PlanPage, step: LateStep, form: LateForm, refused: str = "") -> str:
    return render_template(
        "plans/speak_late.html", page=page, step=step, form=form, refused=refused
    )
