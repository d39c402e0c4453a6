"""Setting a warning of a plan aside with a reason, and taking that back."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.models.findings import DismissalRow
from webapp.db.models.organisations import PersonRow
from webapp.db.models.plans import PlanRow, WorkingCopyRow
from webapp.db.queries import plans
from webapp.domain.errors import InvalidInputError, NotFoundError
from webapp.domain.form_rules.checking import check
from webapp.domain.form_rules.findings import Finding, Severity
from webapp.domain.form_rules.places import place_label
from webapp.domain.form_rules.wording import Wording
from webapp.domain.people import Actor
from webapp.domain.plan import Plan
from webapp.domain.process import Action
from webapp.domain.reasons import sound_reason
from webapp.domain.stages import Stage
from webapp.services import audit, drafting_desk
from webapp.services.dismissals import standing_dismissal
from webapp.services.draft_fields import from_typed
from webapp.services.freshness import clock, demand_fresh
from webapp.services.plan_access import plan_to
from webapp.services.plan_texts import text_of


@dataclass(frozen=True, slots=True)
class Dismissing:
    """What a person asks for on the page of one warning."""

    plan_id: int
    version: int
    """Of the plan that the page was made from."""
    key: str
    """Of the finding."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DismissPage:
    """The small page that asks why a warning is set aside."""

    plan_id: int
    version: int
    subject: str
    key: str
    message: str
    severity: str
    source: str
    where: str
    """«Căn cứ 2»."""
    words: str
    """The words it is about; empty where there are none."""
    done: str
    """A sentence when somebody set it aside already; else empty."""


@dataclass(frozen=True, slots=True)
class _Found:
    finding: Finding
    where: str
    words: str


def dismiss_page(
    database: Database, actor: Actor, plan_id: int, key: str, now: datetime
) -> DismissPage:
    """Return the page of a warning that the actor may set aside now."""
    with database.reading() as session:
        plan = plan_to(session, actor, plan_id, Action.DISMISS)
        found = _find(session, actor, plan, key, vietnam_today(now))
        row = standing_dismissal(session, plan_id, key)
        return DismissPage(
            plan_id=plan.id,
            version=plan.version,
            subject=plan.subject,
            key=key,
            message=found.finding.message,
            severity=found.finding.severity.value,
            source=found.finding.source,
            where=found.where,
            words=found.finding.quote or found.words,
            done=_already(session, actor, row) if row else "",
        )


def dismiss(database: Database, actor: Actor, wish: Dismissing, now: datetime) -> str:
    """Set the warning aside with its event; return one sentence for the person who did it.

    Whoever comes second, by a double tap or at the same moment, is told who was first.
    """
    with database.transaction() as session:
        plan = plan_to(session, actor, wish.plan_id, Action.DISMISS, lock=True)
        row = standing_dismissal(session, plan.id, wish.key)
        if row is not None:
            return _already(session, actor, row)
        demand_fresh(session, actor, plan, wish.version)
        found = _find(session, actor, plan, wish.key, vietnam_today(now))
        reason = sound_reason(wish.reason, "Ghi lý do bỏ qua cảnh báo này.", "reason")
        session.add(
            DismissalRow(
                plan_id=plan.id,
                finding_sha256=wish.key,
                rule=found.finding.rule,
                quote=found.finding.quote,
                words=found.words,
                reason=reason,
                person_id=actor.person_id,
                at=now,
            )
        )
        details = {
            "rule": found.finding.rule,
            "finding": wish.key,
            "message": found.finding.message,
            "note": reason,
        }
        audit.record(session, actor, "dismiss", now=now, plan=plan, details=details)
        return "Đã bỏ qua cảnh báo; lý do được giữ cho người kiểm tra và người ký."


def restore(
    database: Database, actor: Actor, plan_id: int, dismissal_id: int, now: datetime
) -> str:
    """Let the warning count again; return one sentence."""
    with database.transaction() as session:
        plan = plan_to(session, actor, plan_id, Action.DISMISS, lock=True)
        row = session.get(DismissalRow, dismissal_id)
        if row is None or row.plan_id != plan.id:
            raise NotFoundError("Không có lần bỏ qua này; tải lại trang để xem danh sách hiện có.")
        if row.revoked_by is not None and row.revoked_at is not None:
            who, when = _name(session, actor, row.revoked_by), clock(row.revoked_at)
            return f"{who} đã khôi phục cảnh báo này lúc {when}; không cần làm lại."
        row.revoked_by, row.revoked_at = actor.person_id, now
        details = {"rule": row.rule, "finding": row.finding_sha256, "reason": row.reason}
        audit.record(session, actor, "restore", now=now, plan=plan, details=details)
        return "Đã khôi phục cảnh báo."


def _already(session: Session, actor: Actor, row: DismissalRow) -> str:
    who, when = _name(session, actor, row.person_id), clock(row.at)
    return f"{who} đã bỏ qua cảnh báo này lúc {when}; không cần làm lại."


def _name(session: Session, actor: Actor, person_id: int) -> str:
    if person_id == actor.person_id:
        return "Anh/chị"
    return session.get_one(PersonRow, person_id).full_name


def _find(session: Session, actor: Actor, plan: PlanRow, key: str, today: date) -> _Found:
    """Return the warning in the saved text, or in what the actor typed and has not saved."""
    for text, stage in _texts(session, actor, plan, today):
        wording = Wording(text)
        for finding in check(text, stage):
            if wording.key(finding) == key:
                _demand_lesser(finding)
                where = place_label(text, finding.place)
                return _Found(finding, where, wording.at(finding.place))
    raise NotFoundError(
        "Cảnh báo này không còn trong văn bản đã lưu; lưu dự thảo hoặc tải lại trang rồi thử lại."
    )


def _demand_lesser(finding: Finding) -> None:
    if finding.severity is Severity.ERROR:
        raise InvalidInputError(
            "Đây là lỗi theo Nghị định nên không bỏ qua được; sửa lỗi, hoặc nêu lý do khi trình "
            "và khi kiểm tra thể thức."
        )


def _texts(
    session: Session, actor: Actor, plan: PlanRow, today: date
) -> Iterator[tuple[Plan, Stage]]:
    """Yield the texts whose findings the pages of the plan show."""
    saved = text_of(plans.current_revision(session, plan.id))
    yield saved, Stage.SIGNING
    yield saved, Stage.DRAFT
    typed = session.get(WorkingCopyRow, (plan.id, actor.person_id))
    if typed is not None:
        fields = from_typed(json.loads(typed.fields))
        yield drafting_desk.typed_plan(session, actor, fields, plan.id, today), Stage.DRAFT
