"""Bàn làm việc: what waits for a person and why, his drafts, what is late."""

from collections.abc import Iterable, Iterator
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
from webapp.services.numbering_due import DueItem, papers_due
from webapp.services.plan_access import NO_SUBJECT, label_of, workflow_of
from webapp.services.polls_waiting import WaitingPoll, polls_waiting
from webapp.services.returns import news_for
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
    may_draft: bool
    due: tuple[DueItem, ...]
    """What the clerk has to number and to send on (Điều 15.2, 18.1); empty for others."""


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
        filled = queries.filled(
            session, actor.agency_id, actor.person_id, _unit_headed(actor), today
        )
        places = places_of(session, actor, today) if actor.reads_for else ()
        waiting = (
            *(_questions(session, actor, today) if filled.questions else ()),
            *_steps(session, actor, today, returned=filled.returned),
            *_in_places(session, places, today),
        )
        own = _all_own(session, actor, today) if filled.drafted else ()
        running = tuple(item for item in own if item.state not in _AT_HOME)
        return Desk(
            waiting=waiting,
            powers_to_confirm=confirming.waiting(session, actor, today) if filled.powers else (),
            stand_ins_to_confirm=(
                stand_ins.to_confirm(session, actor, today) if filled.stand_ins else ()
            ),
            grants_to_confirm=(
                confirming_grants.waiting(session, actor, today) if filled.grants else ()
            ),
            polls=polls_waiting(session, actor, today) if filled.polls else (),
            places=tuple(f"{one.absent.full_name}, theo {one.document}" for one in places),
            drafts=tuple(item for item in own if item.state in _AT_HOME),
            running=running,
            late_count=sum(item.late for item in waiting) + sum(item.late for item in running),
            notifications=notifications.latest(session, actor, _RECENT),
            may_draft=actor.has(Role.DRAFTER),
            due=papers_due(session, actor.agency_id, now) if actor.has(Role.CLERK) else (),
        )


def _unit_headed(actor: Actor) -> int | None:
    return actor.unit_id if actor.has(Role.UNIT_HEAD) else None


def _steps(session: Session, actor: Actor, today: date, *, returned: bool) -> Iterator[WaitingItem]:
    whose = actor.agency_id, actor.person_id
    lines = queries.waiting_for(session, *whose)
    unit_id = _unit_headed(actor)
    if returned and unit_id is not None:
        lines += queries.returned_to_unit(session, *whose, unit_id)
    talked = {line.plan_id: line.since for line in lines if line.has_talk}
    news = _news(session, talked, actor.person_id)
    for line in lines:
        yield _waiting_item(session, line, today, news.get(line.plan_id, ""))


def _news(session: Session, since: dict[int, datetime], person_id: int) -> dict[int, str]:
    if not since:
        return {}
    sorts = news_for(session, since, person_id), replies_for(session, since, person_id)
    return {one: " ".join(sort[one] for sort in sorts if one in sort) for one in since}


def _questions(session: Session, actor: Actor, today: date) -> Iterator[WaitingItem]:
    for line in consultations.waiting_for(session, actor.agency_id, actor.person_id):
        yield _question_item(line, today)


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
    """Return what waits for absent people, without approvals, which are theirs."""
    return tuple(
        replace(
            item,
            in_place_of=place.absent.full_name,
            why=_WHY_IN_PLACE,
            decided_together=False,
        )
        for place in places
        for item in (
            *_questions(session, place.absent, today),
            *_steps(session, place.absent, today, returned=True),
        )
        if not item.is_approval
    )


def _waiting_item(
    session: Session, line: queries.WaitingLine, today: date, news: str
) -> WaitingItem:
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
        news=news,
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
    away = [
        Standing(line.plan_id, line.state, line.state_since, actor.full_name)
        for line in lines
        if line.state != PlanState.DRAFT
    ]
    waits = waits_on(session, away, today)
    return [_own(session, line, today, waits.get(line.plan_id)) for line in lines]


def _own(session: Session, line: queries.OwnLine, today: date, wait: Wait | None) -> OwnItem:
    return OwnItem(
        plan_id=line.plan_id,
        subject=line.subject or NO_SUBJECT,
        state=line.state,
        state_label=label_of(session, line.workflow_sha256, line.state),
        state_since=line.state_since,
        has_working_copy=line.has_working_copy,
        late=_late(line.due_on, today),
        open_remarks=line.open_remarks,
        wait=wait,
    )


def _late(due_on: date | None, today: date) -> bool:
    return due_on is not None and due_on < today
