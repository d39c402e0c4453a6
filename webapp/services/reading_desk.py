"""Bàn làm việc: what waits for a person and why, his drafts, what is late."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.queries import consultations
from webapp.db.queries import desk as queries
from webapp.domain.people import ROLE_LABELS, Actor, Role, StandingIn
from webapp.domain.process import DECIDED_TOGETHER
from webapp.domain.workflow import PlanState, Step, StepKind, StepUnit
from webapp.services import confirming, confirming_grants, notifications, stand_ins
from webapp.services.access_grants import GrantView
from webapp.services.authority_views import AuthorityView
from webapp.services.notifications import InboxItem
from webapp.services.plan_access import NO_SUBJECT, label_of, workflow_of
from webapp.services.polls_waiting import WaitingPoll, polls_waiting
from webapp.services.returns import news_for, open_counts
from webapp.services.stand_ins import StandInView
from webapp.services.standing_in import places_of
from webapp.services.waits import Standing, Wait, replies_for, waits_on


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """One plan that waits for the person's deed."""

    plan_id: int
    subject: str
    step_label: str
    """«Kiểm tra nội dung», «Chuyển người soạn thảo»."""
    why: str
    """«Anh/chị là lãnh đạo đơn vị soạn thảo.»"""
    drafter_name: str
    unit_name: str
    since: datetime
    due_on: date | None
    late: bool
    question_id: int | None = None
    """The question of another that waits for his reply; None: a step of the plan."""
    news: str = ""
    """«Lê An đã trả lời 3 ý kiến của anh/chị.», where the person did not decide since; what became
    of questions that he put before he decides."""
    in_place_of: str = ""
    """The absent person whose question it is; empty: the reader's own."""
    is_approval: bool = False
    decided_together: bool = False
    """He may approve it together with others."""


@dataclass(frozen=True, slots=True)
class OwnItem:
    """One plan that the person drafts."""

    plan_id: int
    subject: str
    state: str
    state_label: str
    state_since: datetime
    has_working_copy: bool
    """Typed text waits unsaved."""
    late: bool = False
    open_remarks: int = 0
    """Remarks of a return that wait for his answer."""
    wait: Wait | None = None
    """Whose turn it is; None: the person's own."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything on the desk."""

    waiting: tuple[WaitingItem, ...]
    """Late ones first, then by due date; after his own those of absent people."""
    powers_to_confirm: tuple[AuthorityView, ...]
    """Powers to sign that wait for his word."""
    stand_ins_to_confirm: tuple[StandInView, ...]
    grants_to_confirm: tuple[GrantView, ...]
    """Rights that others were given and that wait for his word."""
    polls: tuple[WaitingPoll, ...]
    """Phiếu lấy ý kiến that he has not answered."""
    places: tuple[str, ...]
    """«Lê Thị A, theo Thông báo số …»: in whose place he acts today."""
    drafts: tuple[OwnItem, ...]
    """His own at state draft or returned."""
    running: tuple[OwnItem, ...]
    """His own on their way."""
    late_count: int
    notifications: tuple[InboxItem, ...]
    unread: int
    may_draft: bool


_RECENT = 5
_AT_HOME = frozenset({PlanState.DRAFT, PlanState.RETURNED})
_WHY = {
    StepKind.CONTENT_CHECK: "Anh/chị là lãnh đạo đơn vị soạn thảo, kiểm tra nội dung (Điều 12).",
    StepKind.INTAKE: "Văn thư tiếp nhận hồ sơ trình của đơn vị và chuyển thẩm tra.",
    StepKind.OPINION: "Anh/chị được xin ý kiến về dự thảo.",
    StepKind.FORMAT_CHECK: "Anh/chị được giao kiểm tra thể thức (Điều 12).",
    StepKind.APPROVAL: "Anh/chị được chọn ký văn bản này nên duyệt bản thảo (Điều 11).",
    StepKind.SIGNATURE: "Văn thư in bản trình ký và ghi nhận khi có chữ ký (Điều 13).",
    StepKind.NUMBERING: "Văn thư cấp số và đăng ký văn bản (Điều 15).",
    StepKind.ISSUE: "Văn thư phát hành văn bản (Điều 18).",
}
_WHY_PARENT = "Anh/chị là lãnh đạo đơn vị trình, chịu trách nhiệm nội dung (Điều 12)."
_WHY_IN_PLACE = "Anh/chị xử lý thay theo văn bản đã xác nhận; khối chữ ký không đổi."
_WHY_RETURNED = "Dự thảo bị trả lại; lãnh đạo đơn vị chuyển người soạn thảo hoặc bỏ dự thảo."


def desk(database: Database, actor: Actor, now: datetime) -> Desk:
    """Return what the person finds when he sits down."""
    today = vietnam_today(now)
    with database.reading() as session:
        places = places_of(session, actor, today) if actor.reads_for else ()
        waiting = _waiting(session, actor, today) + _in_places(session, places, today)
        own = _all_own(session, actor, today)
        running = tuple(item for item in own if item.state not in _AT_HOME)
        return Desk(
            waiting=waiting,
            powers_to_confirm=confirming.waiting(session, actor, today),
            stand_ins_to_confirm=stand_ins.to_confirm(session, actor, today),
            grants_to_confirm=confirming_grants.waiting(session, actor, today),
            polls=polls_waiting(session, actor, today),
            places=tuple(f"{one.absent.full_name}, theo {one.document}" for one in places),
            drafts=tuple(item for item in own if item.state in _AT_HOME),
            running=running,
            late_count=sum(item.late for item in waiting) + sum(item.late for item in running),
            notifications=notifications.latest(session, actor, _RECENT),
            unread=notifications.unread_count(session, actor),
            may_draft=actor.has(Role.DRAFTER),
        )


def _waiting(session: Session, actor: Actor, today: date) -> tuple[WaitingItem, ...]:
    lines = queries.waiting_for(session, actor.agency_id, actor.person_id)
    if actor.has(Role.UNIT_HEAD) and actor.unit_id is not None:
        lines += queries.returned_to_unit(session, actor.agency_id, actor.unit_id)
    asked = consultations.waiting_for(session, actor.agency_id, actor.person_id)
    ids = [line.plan_id for line in lines]
    news = news_for(session, ids, actor.person_id)
    replies = replies_for(session, ids, actor.person_id)
    steps = (_waiting_item(session, line, today) for line in lines)
    return (
        *(_question_item(line, today) for line in asked),
        *(replace(item, news=_news(item.plan_id, news, replies)) for item in steps),
    )


def _news(plan_id: int, *sorts: dict[int, str]) -> str:
    return " ".join(one[plan_id] for one in sorts if plan_id in one)


def _question_item(line: consultations.QuestionLine, today: date) -> WaitingItem:
    return WaitingItem(
        plan_id=line.plan_id,
        subject=line.subject or NO_SUBJECT,
        step_label="Trả lời câu hỏi",
        why=f"{line.asker_name} hỏi anh/chị và chờ trả lời rồi mới quyết định.",
        drafter_name=line.drafter_name,
        unit_name=line.unit_name,
        since=line.since,
        due_on=line.due_on,
        late=_late(line.due_on, today),
        question_id=line.question_id,
    )


def _in_places(
    session: Session, places: Iterable[StandingIn], today: date
) -> tuple[WaitingItem, ...]:
    """Return what waits for absent people, without approvals and questions, which are theirs."""
    return tuple(
        replace(
            item,
            in_place_of=place.absent.full_name,
            why=_WHY_IN_PLACE,
            decided_together=False,
        )
        for place in places
        for item in _waiting(session, place.absent, today)
        if not item.is_approval and item.question_id is None
    )


def _waiting_item(session: Session, line: queries.WaitingLine, today: date) -> WaitingItem:
    step = workflow_of(session, line.workflow_sha256).find(line.step_key)
    return WaitingItem(
        plan_id=line.plan_id,
        subject=line.subject or NO_SUBJECT,
        step_label=step.label if step else "Chuyển người soạn thảo",
        why=_why(step) if step else _WHY_RETURNED,
        drafter_name=line.drafter_name,
        unit_name=line.unit_name,
        since=line.since,
        due_on=line.due_on,
        late=_late(line.due_on, today),
        is_approval=step is not None and step.kind is StepKind.APPROVAL,
        decided_together=step is not None and step.kind in DECIDED_TOGETHER,
    )


def _why(step: Step) -> str:
    if step.kind is StepKind.REVIEW:
        role = ROLE_LABELS[step.role].lower()
        return f"Anh/chị là {role}, xem xét dự thảo trước khi trình tiếp."
    if step.unit_asked is StepUnit.PARENT:
        return _WHY_PARENT
    return _WHY[step.kind]


def _all_own(session: Session, actor: Actor, today: date) -> list[OwnItem]:
    lines = queries.drafted_by(session, actor.agency_id, actor.person_id)
    counts = open_counts(session, [line.plan_id for line in lines])
    away = [
        Standing(line.plan_id, line.state, line.state_since, actor.full_name)
        for line in lines
        if line.state != PlanState.DRAFT
    ]
    waits = waits_on(session, away, today)
    return [
        replace(
            _own(session, line, today),
            open_remarks=counts.get(line.plan_id, 0),
            wait=waits.get(line.plan_id),
        )
        for line in lines
    ]


def _own(session: Session, line: queries.OwnLine, today: date) -> OwnItem:
    return OwnItem(
        plan_id=line.plan_id,
        subject=line.subject or NO_SUBJECT,
        state=line.state,
        state_label=label_of(session, line.workflow_sha256, line.state),
        state_since=line.state_since,
        has_working_copy=line.has_working_copy,
        late=_late(line.due_on, today),
    )


def _late(due_on: date | None, today: date) -> bool:
    return due_on is not None and due_on < today
