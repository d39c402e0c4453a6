"""The signature itself: who may give it on the day, and the date that it carries (Điều 13)."""

from datetime import date

from webapp.adapters.clock import vietnam_today
from webapp.domain.errors import InvalidInputError
from webapp.domain.workflow import StepKind
from webapp.services import submission
from webapp.services.deeds import Work
from webapp.services.situations import decisions_that_hold


def demand_power_to_sign(work: Work) -> None:
    """Refuse an approval by somebody whose power to sign has ended."""
    step = work.workflow.find(work.plan.state)
    if step is not None and step.kind is StepKind.APPROVAL:
        submission.demand_authority(work, vietnam_today(work.now))


def record_signature(work: Work) -> None:
    """Write down the date of a signature that was made elsewhere (Điều 13)."""
    day = work.deed.signed_on
    if day is None:
        raise InvalidInputError("Nhập ngày ký ghi trên bản giấy hoặc chữ ký số.", "signed_on")
    if day > vietnam_today(work.now):
        raise InvalidInputError("Ngày ký không thể sau ngày hôm nay; sửa lại ngày ký.", "signed_on")
    approved = _approval_day(work)
    if day < approved:
        raise InvalidInputError(
            f"Ngày ký không thể trước ngày duyệt {approved:%d/%m/%Y}; sửa lại ngày ký.", "signed_on"
        )
    submission.demand_authority(work, day)
    work.plan.signed_on = day


def _approval_day(work: Work) -> date:
    keys = {step.key for step in work.workflow.steps if step.kind is StepKind.APPROVAL}
    moments = [
        row.decided_at
        for row in decisions_that_hold(work.questions.rows)
        if row.step_key in keys and row.decided_at is not None
    ]
    return vietnam_today(moments[-1])
