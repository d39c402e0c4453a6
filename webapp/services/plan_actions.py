"""The buttons of a plan's page: what the reader may do now, and what each deed brings."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from webapp.db.models.plans import PlanRow
from webapp.domain.people import Actor, StandingIn
from webapp.domain.process import (
    ACTION_LABELS,
    NEEDS_REASON,
    STAYS,
    Action,
    Situation,
    answers_for_form,
    forward_action,
    password_needed,
)
from webapp.domain.process_policy import allowed_actions
from webapp.domain.workflow import StepKind, Workflow
from webapp.services import numbering
from webapp.services.plan_pages import ActionItem
from webapp.services.standing_in import place_sentence

_NO_BUTTON = (STAYS | {Action.EDIT, Action.HAND_OVER}) - {Action.CLONE}
DECISIONS = frozenset({Action.APPROVE, Action.RETURN})
_CONSEQUENCES = {
    Action.SUBMIT: "Sau khi trình, sửa nội dung sẽ hủy các kết quả kiểm tra và phải trình lại.",
    Action.RETURN: "Các kết quả kiểm tra của lần trình này hết hiệu lực.",
    Action.WITHDRAW: "Người đang được chờ sẽ không còn thấy văn bản trong việc cần xử lý.",
    Action.NUMBER: "Số đã cấp không dùng lại được; văn bản được ghi vào sổ đăng ký văn bản đi.",
    Action.VOID: "Số vẫn nằm trong sổ cùng lý do hủy và không cấp lại cho văn bản khác.",
    Action.CANCEL: "Dự thảo đã bỏ không mở lại được; nội dung vẫn xem được.",
}
_AFTER_SIGNATURE = "Chữ ký đã ghi nhận và các kết quả kiểm tra hết hiệu lực; phải trình, ký lại."
_APPROVAL = "Duyệt bản thảo và đồng ý ký; chữ ký trên văn bản được văn thư ghi nhận sau."


@dataclass(frozen=True, slots=True)
class Possible:
    """What the reader may do with the plan."""

    buttons: tuple[ActionItem, ...]
    """All but those that stand beside the text."""
    may_edit: bool
    may_dismiss: bool
    may_decide: bool
    numbers: bool


def possible(workflow: Workflow, situation: Situation, actor: Actor, now: datetime) -> Possible:
    """Return the deeds open to the actor, in the order of the buttons."""
    allowed = allowed_actions(workflow, situation, actor)
    return Possible(
        buttons=tuple(
            _button(workflow, situation, one, actor, now)
            for one in allowed
            if one not in _NO_BUTTON
        ),
        may_edit=Action.EDIT in allowed,
        may_dismiss=Action.DISMISS in allowed,
        may_decide=bool(DECISIONS & set(allowed)),
        numbers=Action.NUMBER in allowed,
    )


def possible_in_places(
    workflow: Workflow,
    situation: Situation,
    actor: Actor,
    places: Iterable[StandingIn],
    now: datetime,
) -> Possible:
    """Return the deeds open to the actor: his own, else those in the place of an absent person.

    Who has a word of his own at the step gives that first.
    """
    own = possible(workflow, situation, actor, now)
    step = workflow.find(situation.state)
    if step is not None and any(one.action == forward_action(step) for one in own.buttons):
        return own
    for place in places:
        his = possible(workflow, situation, replace(actor, standing_in=place), now)
        if his.buttons:
            return _both(own, his, place)
    return own


def _both(own: Possible, his: Possible, place: StandingIn) -> Possible:
    sentence = place_sentence(place)
    given = tuple(
        replace(one, in_place_of=place.absent.person_id, place=sentence) for one in his.buttons
    )
    taken = {one.action for one in given}
    return Possible(
        buttons=(*given, *(one for one in own.buttons if one.action not in taken)),
        may_edit=own.may_edit,
        may_dismiss=own.may_dismiss,
        may_decide=own.may_decide or his.may_decide,
        numbers=own.numbers or his.numbers,
    )


def with_waivers(
    buttons: Iterable[ActionItem], workflow: Workflow, state: str
) -> tuple[ActionItem, ...]:
    """Return the deeds on a text with errors of form: those that answer for them take a reason."""
    return tuple(
        replace(one, needs_waiver=answers_for_form(workflow, state, Action(one.action)))
        for one in buttons
    )


def expected_number(session: Session, plan: PlanRow, today: date) -> str:
    """Return «115/KH-UBND», what the next number would be; empty where there is none to be had."""
    try:
        return numbering.expected_of(session, plan, today).text
    except numbering.NoNumberError:
        return ""


def _button(
    workflow: Workflow, situation: Situation, action: Action, actor: Actor, now: datetime
) -> ActionItem:
    step = workflow.find(situation.state)
    forward = step is not None and action is forward_action(step)
    asks = step is not None and forward and password_needed(step, actor.password_given_at, now)
    consequence = _CONSEQUENCES.get(action, "")
    if action is Action.RETURN and situation.signature_recorded:
        consequence = _AFTER_SIGNATURE
    if forward and step is not None and step.kind is StepKind.APPROVAL:
        consequence = _APPROVAL
    return ActionItem(
        action=action.value,
        label=ACTION_LABELS[action],
        needs_note=action in NEEDS_REASON,
        needs_password=asks,
        consequence=consequence,
    )
