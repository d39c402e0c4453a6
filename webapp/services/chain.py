"""Beginning the paper that amends, replaces, corrects or recalls an issued plan (Điều 18.3, 18.4).

The later paper is a plan of its own: drafted, checked, approved, numbered like any other. What it
does to the older one comes with its issue, and is read from the link each time.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.models.plans import PlanRow
from webapp.domain.chain import ACTIONS, DOCUMENT_TYPES, NEEDS_WHY, LinkKind
from webapp.domain.errors import ForbiddenError, InvalidInputError
from webapp.domain.people import Actor, Role
from webapp.domain.reasons import sound_reason
from webapp.domain.text import clean
from webapp.services import audit, notices
from webapp.services.draft_fields import from_plan
from webapp.services.drafting import Later, begin_later
from webapp.services.follow_up_texts import first_text
from webapp.services.letterheads import plan_type, type_named
from webapp.services.plan_access import plan_to
from webapp.services.secret_marks import refuse_secret_text
from webapp.services.situations import people_of, situation_at

NO_REASON = "Ghi lý do, vì văn bản đính chính, thu hồi phải nêu lý do."
NO_PLAN = (
    "Chỉ lập văn bản sửa đổi, thay thế, đính chính, thu hồi cho kế hoạch; văn bản khác sai mà "
    "chưa gửi thì hủy số rồi lập lại, đã gửi thì đăng ký công văn đính chính ở sổ văn bản đi."
)
_NO_DRAFTER = (
    "Người soạn thảo kế hoạch này không còn soạn thảo ở cơ quan; đề nghị một chuyên viên của đơn "
    "vị soạn thảo lập văn bản này."
)
_TOLD = {
    LinkKind.AMENDS: "bắt đầu soạn kế hoạch sửa đổi, bổ sung",
    LinkKind.REPLACES: "bắt đầu soạn kế hoạch thay thế",
    LinkKind.CORRECTS: "bắt đầu soạn công văn đính chính",
    LinkKind.RECALLS: "bắt đầu soạn thông báo thu hồi",
}


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the form brings."""

    target_id: int
    kind: str
    reason: str = ""
    """Printed on the paper that corrects or recalls."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The draft of the later paper."""

    plan_id: int
    drafts: bool
    """Whether the actor writes it himself."""
    message: str


def begin(database: Database, actor: Actor, wanted: Beginning, now: datetime) -> Begun:
    """Make the draft of the later paper with its link to the plan: all of it, or nothing."""
    kind = kind_of(wanted.kind)
    with database.transaction() as session:
        target = plan_to(session, actor, wanted.target_id, ACTIONS[kind], lock=True)
        if target.document_type_id != plan_type(session).id:
            raise ForbiddenError(NO_PLAN)
        reason = _reason(kind, wanted.reason)
        drafter = _drafter(session, actor, target)
        plan = begin_later(session, actor, _later(session, target, kind, reason, drafter), now)
        _tell(session, actor, target, plan, kind, now=now)
        details = {"kind": str(kind), "paper": plan.id, "note": reason}
        audit.record(session, actor, "follow_up", now=now, plan=target, details=details)
        return Begun(plan.id, drafter.person_id == actor.person_id, _message(actor, drafter))


def kind_of(name: str) -> LinkKind:
    """Return the kind of a later paper; refuse what is none."""
    if name not in {str(kind) for kind in ACTIONS}:
        raise InvalidInputError("Chọn một loại văn bản trong danh sách.", "kind")
    return LinkKind(name)


def _reason(kind: LinkKind, typed: str) -> str:
    if kind not in NEEDS_WHY:
        return ""
    reason = sound_reason(clean(typed).text, NO_REASON, "reason")
    refuse_secret_text(reason, "reason")
    return reason


def _drafter(session: Session, actor: Actor, target: PlanRow) -> Actor:
    """Return who writes the paper: the actor if he drafts, else whoever drafted the plan."""
    if actor.has(Role.DRAFTER) and actor.unit_id is not None:
        return actor
    there = people_of(session, target.agency_id, frozenset({target.drafter_id}))
    for one in there:
        if one.has(Role.DRAFTER):
            return one
    raise ForbiddenError(_NO_DRAFTER)


def _later(session: Session, target: PlanRow, kind: LinkKind, reason: str, drafter: Actor) -> Later:
    text = first_text(session, target, kind, reason)
    return Later(
        drafter=drafter,
        kind=kind,
        target=target,
        document_type_id=type_named(session, DOCUMENT_TYPES[kind]).id,
        text=text,
        fields=replace(
            from_plan(text, drafter.unit_id, target.signing_authority_id),
            advisory_body_id=target.advisory_body_id,
        ),
    )


def _tell(
    session: Session, actor: Actor, target: PlanRow, plan: PlanRow, kind: LinkKind, *, now: datetime
) -> None:
    """Tell who writes it, who drafted the plan, who signs its papers: before it is out."""
    signer = situation_at(session, target).signer_person_id
    others = {target.drafter_id, signer} - {None, actor.person_id, plan.drafter_id}
    done = f"{actor.full_name} {_TOLD[kind]} văn bản này."
    notices.tell(
        session, target, (one for one in others if one), "follow_up", message=done, now=now
    )
    if plan.drafter_id != actor.person_id:
        asked = f"{actor.full_name} đề nghị anh/chị soạn thảo, trình văn bản này."
        notices.tell(session, plan, (plan.drafter_id,), "follow_up", message=asked, now=now)


def _message(actor: Actor, drafter: Actor) -> str:
    if actor.person_id == drafter.person_id:
        return "Đã tạo dự thảo; xem lại nội dung rồi trình như mọi văn bản."
    return f"Đã tạo dự thảo và giao {drafter.full_name} soạn thảo."
