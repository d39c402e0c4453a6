"""Errors of form that a plan goes on with: which, and why whoever answers for them let them pass.

The drafter submits in spite of them; the format checker lets the text pass (Điều 12.2).
"""

import json
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.models.audit import AuditRow
from webapp.db.models.plans import PlanRow
from webapp.db.models.process import StepRow
from webapp.domain.form_rules.checking import check
from webapp.domain.form_rules.findings import Severity
from webapp.domain.form_rules.places import place_label
from webapp.domain.plan import Plan
from webapp.domain.process import Action, answers_for_form
from webapp.domain.reasons import sound_reason
from webapp.domain.stages import Stage
from webapp.services.deeds import Work
from webapp.services.finding_values import FormError, Waiver
from webapp.services.plan_texts import text_of
from webapp.services.situations import decisions_that_hold
from webapp.services.step_strip import Way, decider_of

_WAYS_OUT = {
    Action.SUBMIT: "sửa trước khi trình, hoặc ghi lý do vẫn trình",
    Action.APPROVE: "trả lại để sửa, hoặc ghi lý do vẫn cho qua",
}


@dataclass(frozen=True, slots=True)
class Passed:
    """What a deed passes over, with the reason of its doer."""

    reason: str
    errors: tuple[FormError, ...]

    @property
    def errors_json(self) -> str:
        """The errors as a step row keeps them."""
        return json.dumps([asdict(one) for one in self.errors], ensure_ascii=False)

    @property
    def details(self) -> dict[str, object]:
        """What the event of the deed says about it."""
        return {"waiver": self.reason, "errors": [asdict(one) for one in self.errors]}


def passed_over(work: Work) -> Passed | None:
    """Return the errors that the deed passes over; refuse it when it gives no reason.

    None where the form is right, or where the deed does not answer for it.
    """
    action = work.deed.action
    if not answers_for_form(work.workflow, work.plan.state, action):
        return None
    errors = _errors_in(text_of(work.revision))
    if not errors:
        return None
    missing = (
        f"Còn {len(errors)} lỗi thể thức; {_WAYS_OUT[action]}. Lỗi đầu tiên: {errors[0].message}"
    )
    return Passed(sound_reason(work.deed.waiver, missing, "waiver"), errors)


def standing_waivers(session: Session, way: Way) -> tuple[Waiver, ...]:
    """Return on whose word the errors of the current text stand.

    The format checker's word counts first and the drafter's stands below it, so that the signer
    reads both; a change of the text voids both.
    """
    holding = decisions_that_hold(way.rows)
    by_check = tuple(_of_check(way, row) for row in holding if row.waiver_reason)
    if not by_check and way.workflow.find(way.plan.state) is None:
        return ()
    return (*by_check, *_of_submission(session, way.plan))


def _errors_in(text: Plan) -> tuple[FormError, ...]:
    return tuple(
        FormError(one.rule, one.place, place_label(text, one.place), one.message, one.source)
        for one in check(text, Stage.SIGNING)
        if one.severity is Severity.ERROR
    )


def _of_check(way: Way, row: StepRow) -> Waiver:
    return Waiver(
        is_check=True,
        who=decider_of(way.names, row),
        at=row.decided_at or row.since,
        reason=row.waiver_reason or "",
        errors=tuple(FormError(**one) for one in json.loads(row.waived_errors or "[]")),
    )


def _of_submission(session: Session, plan: PlanRow) -> tuple[Waiver, ...]:
    """Return what the drafter said when he submitted the present round."""
    submitted = AuditRow.action == Action.SUBMIT.value
    events = select(AuditRow).where(AuditRow.plan_id == plan.id, submitted)
    event = session.scalars(events.order_by(AuditRow.ordinal.desc()).limit(1)).one()
    details = json.loads(event.details)
    if "waiver" not in details:
        return ()
    return (
        Waiver(
            is_check=False,
            who=event.actor_name,
            at=event.at,
            reason=details["waiver"],
            errors=tuple(FormError(**one) for one in details["errors"]),
        ),
    )
