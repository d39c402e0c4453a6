"""Several routine plans approved with one password: each its own deed, with its own result."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.domain.errors import DomainError, InvalidInputError, PasswordNeededError
from webapp.domain.form_rules.findings import Severity
from webapp.domain.people import Actor
from webapp.domain.process import DECIDED_TOGETHER, Action
from webapp.domain.process_policy import refusal
from webapp.services import freshness, password_again, plan_heads, transitions
from webapp.services.deeds import Deed
from webapp.services.finding_values import FieldFinding
from webapp.services.plan_access import NO_SUBJECT
from webapp.services.plan_pages import Agreed, Returned
from webapp.services.reading_decision import agreed_on, last_return_of
from webapp.services.reading_desk import desk
from webapp.services.reading_plan import OpenedPlan, findings_at, open_whole
from webapp.services.rules import Rules
from webapp.services.views import looks_of

MOST = 30
"""Plans of one batch: more than a person looks through at one sitting."""
_UNSEEN = (
    "Anh/chị chưa mở bản hiện tại của văn bản này; mở xem toàn văn rồi quay lại trang này, "
    "hoặc quyết định ngay ở đó."
)
_ONE_BY_ONE = "Bước này quyết định riêng từng văn bản; mở văn bản để xử lý."


@dataclass(frozen=True, slots=True)
class BatchItem:
    """One plan of the page, and why it cannot be approved together with others."""

    plan_id: int
    version: int
    subject: str
    step_label: str
    drafter_name: str
    unit_name: str
    due_on: date | None
    late: bool
    agreed: tuple[Agreed, ...]
    last_return: Returned | None
    findings: tuple[FieldFinding, ...]
    barrier: str
    """One sentence; empty where the plan may be chosen."""


@dataclass(frozen=True, slots=True)
class BatchPage:
    """The plans that a person may approve together, and those that stand apart."""

    items: tuple[BatchItem, ...]
    apart: tuple[BatchItem, ...]
    left_out: int
    """How many were asked for beyond what one batch holds."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A plan as it stood on the page that the person decides from."""

    plan_id: int
    version: int


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What came of one plan, in a sentence."""

    plan_id: int
    subject: str
    """Empty where the person may not read the plan."""
    done: bool
    sentence: str


def batch_page(
    database: Database, rules: Rules, actor: Actor, plan_ids: Collection[int], now: datetime
) -> BatchPage:
    """Return the plans asked for; with none, all that wait for the person at such steps."""
    wanted = list(dict.fromkeys(plan_ids)) or _waiting(database, actor, now)
    with database.reading() as session:
        found = [_found(session, rules, actor, one, now) for one in wanted[:MOST]]
    items = [one for one in found if one is not None]
    return BatchPage(
        items=tuple(one for one in items if not one.barrier),
        apart=tuple(one for one in items if one.barrier),
        left_out=max(0, len(wanted) - MOST),
    )


def approve_together(
    database: Database,
    rules: Rules,
    actor: Actor,
    chosen: Collection[Chosen],
    *,
    password: str,
    now: datetime,
) -> tuple[BatchResult, ...]:
    """Approve each plan in a transaction of its own; without the right password none.

    What one plan meets (another was faster, a refusal) leaves the others as they are.
    """
    wishes = list({one.plan_id: one for one in chosen}.values())
    if not wishes:
        raise InvalidInputError("Chọn ít nhất một văn bản để đồng ý.")
    if len(wishes) > MOST:
        raise InvalidInputError(f"Mỗi lần đồng ý nhiều nhất {MOST} văn bản; bỏ bớt rồi gửi lại.")
    if not password_again.is_right(database, actor, password, now):
        raise PasswordNeededError("Nhập mật khẩu để đồng ý các văn bản đã chọn.")
    others = len(wishes) - 1
    deeds = [Deed(one.plan_id, one.version, Action.APPROVE, together_with=others) for one in wishes]
    return tuple(_approve(database, rules, actor, deed, now) for deed in deeds)


def _waiting(database: Database, actor: Actor, now: datetime) -> list[int]:
    return [one.plan_id for one in desk(database, actor, now).waiting if one.decided_together]


def _found(
    session: Session, rules: Rules, actor: Actor, plan_id: int, now: datetime
) -> BatchItem | None:
    """Return the plan; None where the person may not read it, or there is none."""
    try:
        opened = open_whole(session, rules, actor, plan_id, now)
    except DomainError:
        return None
    return _item(session, actor, opened)


def _item(session: Session, actor: Actor, opened: OpenedPlan) -> BatchItem:
    plan = opened.plan
    step = opened.workflow.find(plan.state)
    found = findings_at(session, opened).standing
    return BatchItem(
        plan_id=plan.id,
        version=plan.version,
        subject=plan.subject or NO_SUBJECT,
        step_label=step.label if step else "",
        drafter_name=opened.way.names[plan.drafter_id],
        unit_name=plan_heads.unit_name_of(session, plan),
        due_on=opened.waiting.until,
        late=opened.waiting.late,
        agreed=agreed_on(opened),
        last_return=last_return_of(opened),
        findings=found,
        barrier=_barrier(session, actor, opened, found),
    )


def _barrier(
    session: Session, actor: Actor, opened: OpenedPlan, found: Collection[FieldFinding]
) -> str:
    """Return why the plan is decided alone; an open question of the person's is in the policy."""
    sentence = refusal(opened.workflow, opened.situation, Action.APPROVE, actor)
    if sentence is not None:
        return sentence
    together = {step.key for step in opened.workflow.steps if step.kind in DECIDED_TOGETHER}
    if opened.plan.state not in together:
        return _ONE_BY_ONE
    errors = [one for one in found if one.severity == Severity.ERROR]
    if errors:
        return (
            f"Còn {len(errors)} lỗi thể thức; mở văn bản để trả lại hoặc quyết định riêng. "
            f"Lỗi đầu tiên: {errors[0].message}"
        )
    looks = looks_of(session, actor, opened.plan.id)
    seen = any(one.ordinal == opened.revision.ordinal for one in looks)
    return "" if seen else _UNSEEN


def _approve(
    database: Database, rules: Rules, actor: Actor, deed: Deed, now: datetime
) -> BatchResult:
    subject = ""
    try:
        with database.reading() as session:
            opened = open_whole(session, rules, actor, deed.plan_id, now)
            subject = opened.plan.subject or NO_SUBJECT
            done = freshness.already_done(session, actor, deed)
            # What is seen here holds for the deed: it is refused at any other version.
            barrier = "" if done else _barrier_to(session, actor, opened, deed)
        if barrier:
            return BatchResult(deed.plan_id, subject, done=False, sentence=barrier)
        outcome = transitions.take_step(database, rules, actor, deed, now, password_given=True)
    except DomainError as error:
        return BatchResult(deed.plan_id, subject, done=False, sentence=str(error))
    return BatchResult(deed.plan_id, subject, done=True, sentence=outcome.message)


def _barrier_to(session: Session, actor: Actor, opened: OpenedPlan, deed: Deed) -> str:
    freshness.demand_fresh(session, actor, opened.plan, deed.version)
    return _barrier(session, actor, opened, findings_at(session, opened).standing)
