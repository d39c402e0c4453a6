"""What must stand before a plan is submitted, and what a plan is started with."""

from dataclasses import fields
from datetime import date

from webapp.adapters.clock import vietnam_today
from webapp.db.models.organisations import SigningAuthorityRow
from webapp.domain.errors import ForbiddenError, InvalidInputError
from webapp.domain.plan import Plan
from webapp.domain.workflow import Workflow
from webapp.services.deeds import Work
from webapp.services.letterheads import NOT_COVERED, Chosen, in_force, letterhead
from webapp.services.plan_texts import text_of
from webapp.services.rules import Rules
from webapp.services.signing_scope import covers


def demand_ready(work: Work, rules: Rules) -> None:
    """Refuse a plan that lacks what the process needs; its form is another matter."""
    rules.demand_files(work.session, work.plan)
    if work.plan.unit_id is None:
        raise InvalidInputError("Chọn đơn vị soạn thảo rồi lưu trước khi trình.", "unit_id")
    if work.plan.signing_authority_id is None:
        raise InvalidInputError("Chọn người ký rồi lưu trước khi trình.", "signing_authority_id")
    demand_authority(work, vietnam_today(work.now))
    text = text_of(work.revision)
    _demand_letterhead(work, text)
    _demand_medium(work.workflow, text)


def _demand_letterhead(work: Work, text: Plan) -> None:
    """Refuse a text whose issuer, notation or signature block the agency has changed since."""
    plan = work.plan
    chosen = Chosen(
        plan.unit_id,
        plan.signing_authority_id,
        plan.advisory_body_id,
        plan.document_type_id,
    )
    head = letterhead(work.session, plan.agency_id, chosen, vietnam_today(work.now))
    if any(getattr(text, field.name) != getattr(head, field.name) for field in fields(head)):
        raise InvalidInputError(
            "Thông tin cơ quan, đơn vị, ký hiệu hoặc người ký đã đổi sau lần lưu cuối; mở bản soạn "
            "thảo, lưu lại, xem khối chữ ký rồi trình."
        )


def demand_authority(work: Work, day: date) -> None:
    """Refuse when the power to sign does not hold for this paper on the day (Điều 13)."""
    authority = work.session.get_one(SigningAuthorityRow, work.plan.signing_authority_id)
    if authority.active and authority.confirmed_at is None:
        raise ForbiddenError(
            "Thẩm quyền ký đã chọn chưa được xác nhận; chờ lãnh đạo hoặc chánh văn phòng xác "
            "nhận, hoặc chọn lại người ký."
        )
    if not in_force(authority, day):
        raise ForbiddenError(
            f"Thẩm quyền ký đã chọn không còn hiệu lực ngày {day:%d/%m/%Y}; "
            "chọn lại người ký, trả lại văn bản nếu đã trình."
        )
    if not covers(work.session, authority.id, work.plan.unit_id):
        raise ForbiddenError(f"{NOT_COVERED[:-1]}, trả lại văn bản nếu đã trình.")


def begin_round(work: Work, rules: Rules) -> None:
    """Count the submission; the first one binds the plan to the rules of that day."""
    if work.plan.workflow_sha256 is None:
        rules.start(work.session, work.plan, work.now)
    work.plan.round += 1


def _demand_medium(workflow: Workflow, text: Plan) -> None:
    if text.medium not in workflow.media:
        raise InvalidInputError(
            f"«{workflow.label}» không dùng cho hình thức văn bản đã chọn; chọn hình thức khác.",
            "medium",
        )
