"""What is said of a deed when it is done: the answer to the person, and the event for good."""

from webapp.domain.process import ACTION_LABELS, Action
from webapp.domain.workflow import Step, no_one_sentence, state_label
from webapp.services import audit, notices, receiving, remarks
from webapp.services.deeds import Deed, Outcome, Work
from webapp.services.form_waivers import Passed
from webapp.services.registering import Numbered
from webapp.services.standing_in import said_in_events
from webapp.services.step_strip import AGREED


def label_of(work: Work) -> str:
    """Return the plan's present state in the users' words."""
    return state_label(work.workflow, work.plan.state)


def outcome_of(work: Work, step: Step | None, numbered: Numbered | None) -> Outcome:
    """Return the answer to the person who acted at the step."""
    label = label_of(work)
    if numbered is None:
        done = f"{_done(work.deed.action, step)}. Trạng thái mới: {label}."
        message = f"{done}{_blocked(work)}"
        return Outcome(work.plan.state, label, message, subject=work.plan.subject)
    dating = work.deed.dating
    chosen = dating is not None and dating.reserved_row_id is not None
    expected = None if chosen else work.deed.expected_number
    year = None if chosen else work.deed.expected_year
    turned = year not in {None, numbered.day.year}
    differs = turned or expected not in {None, numbered.number}
    message = f"Đã cấp số {numbered.text}."
    if turned:
        message += (
            f" Số dự kiến là của năm {year}; văn bản ghi ngày {numbered.day:%d/%m/%Y} nên lấy số "
            f"của năm {numbered.day.year}."
        )
    elif differs:
        message += f" {why_another(expected, numbered.number)}"
    return Outcome(
        work.plan.state,
        label,
        message,
        numbered.number,
        numbered.text,
        differs,
        work.plan.register_row_id,
        work.plan.subject,
    )


def why_another(expected: int | None, number: int) -> str:
    """Say why the number is not the expected one."""
    if expected is not None and number > expected:
        return f"Số dự kiến {expected} đã được cấp cho văn bản khác."
    return f"Khác số dự kiến {expected} vì văn bản ghi ngày của năm khác, hoặc dãy số đã đổi."


def _done(action: Action, step: Step | None) -> str:
    """Say what was done; «duyệt» is the signer's word alone (Điều 11)."""
    if action is Action.APPROVE and step is not None:
        return AGREED[step.kind]
    return f"Đã {ACTION_LABELS[action].lower()}"


def _blocked(work: Work) -> str:
    step = work.workflow.find(work.plan.state)
    if step is None or work.asked:
        return ""
    return f" {no_one_sentence(step)}"


def label_of_step(work: Work, key: str) -> str:
    """Return the label of a step of the plan's workflow."""
    return next(step.label for step in work.workflow.steps if step.key == key)


def _said_of_others(deed: Deed) -> dict[str, object]:
    return {"together_with": deed.together_with} if deed.together_with else {}


def record(
    work: Work, before: str, step_label: str, numbered: Numbered | None, passed: Passed | None
) -> None:
    """Write the event of the deed with all that a reader of the history asks."""
    plan, deed = work.plan, work.deed
    details: dict[str, object] = {
        "from": before,
        "to": plan.state,
        "round": plan.round,
        "step": step_label,
        "note": deed.note,
        "page_version": deed.version,
        "revision_sha256": work.revision.content_sha256,
    }
    if work.questions.fallen:
        details["voided"] = work.questions.fallen
    if deed.target:
        details["target"] = label_of_step(work, deed.target)
    details |= _said_of_others(deed)
    details |= said_in_events(work.actor)
    notices.settle(work.session, plan, work.actor, work.now)
    notices.tell_absent(work.session, plan, work.actor, deed.action, work.now)
    if passed is not None:
        details |= passed.details
    details |= remarks.details_of(work)
    if numbered is not None:
        details |= numbered.details
    if deed.action is Action.RECEIVE:
        details |= receiving.details_of(deed)
    if deed.action is Action.RECORD_SIGNATURE:
        details["signed_on"] = str(deed.signed_on)
        details["signed_by"] = work.situation.signer_person_id
    audit.record(
        work.session, work.actor, deed.action.value, now=work.now, plan=plan, details=details
    )
