"""«Phiếu trình giải quyết công việc»: written for the one who decides, kept text by text."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.models.briefs import BriefRow
from webapp.db.models.organisations import PersonRow
from webapp.db.models.plans import PlanRow
from webapp.db.queries import plans
from webapp.domain.errors import ForbiddenError, InvalidInputError, StalePageError
from webapp.domain.people import Actor
from webapp.domain.process import Action
from webapp.services import audit
from webapp.services.freshness import clock
from webapp.services.plan_access import open_plan, plan_to
from webapp.services.plan_heads import head_of
from webapp.services.plan_pages import PlanHead
from webapp.services.rules import Rules

LONGEST = 5000


@dataclass(frozen=True, slots=True)
class BriefTexts:
    """The three parts that a person writes."""

    summary: str = ""
    assessment: str = ""
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """The text as it was saved last."""

    texts: BriefTexts
    ordinal: int
    """0 before the first is saved."""
    author: str = ""
    saved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BriefPage:
    """The page of the phiếu trình."""

    head: PlanHead
    brief: Brief
    may_write: bool


def brief_page(database: Database, rules: Rules, actor: Actor, plan_id: int) -> BriefPage:
    """Return the page to a reader of the plan."""
    with database.reading() as session:
        plan = open_plan(session, actor, plan_id)
        workflow = rules.workflow_of(session, plan)
        ordinal = plans.current_revision(session, plan_id).ordinal
        return BriefPage(
            head=head_of(session, plan, workflow, ordinal),
            brief=last_brief(session, plan_id),
            may_write=_may_write(session, actor, plan),
        )


def last_brief(session: Session, plan_id: int) -> Brief:
    """Return what was saved last; empty texts before."""
    row = session.execute(
        select(BriefRow, PersonRow.full_name)
        .join(PersonRow, PersonRow.id == BriefRow.author_id)
        .where(BriefRow.plan_id == plan_id)
        .order_by(BriefRow.ordinal.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return Brief(BriefTexts(), 0)
    brief, author = row
    texts = BriefTexts(brief.summary, brief.assessment, brief.proposal)
    return Brief(texts, brief.ordinal, author, brief.saved_at)


def save_brief(
    database: Database, actor: Actor, plan_id: int, texts: BriefTexts, *, base: int, now: datetime
) -> str:
    """Save the texts behind those of ordinal `base`; return one sentence."""
    with database.transaction() as session:
        plan = plan_to(session, actor, plan_id, Action.BRIEF, lock=True)
        last = last_brief(session, plan_id)
        if texts == last.texts and last.ordinal:
            return "Phiếu trình không có gì thay đổi so với bản đã lưu."
        if base != last.ordinal and last.saved_at is not None:
            raise StalePageError(
                f"{last.author} đã lưu phiếu trình lúc {clock(last.saved_at)}; so hai bản rồi lưu "
                "lại bản đúng."
            )
        _demand_sound(texts)
        session.add(
            BriefRow(
                plan_id=plan_id,
                ordinal=last.ordinal + 1,
                summary=texts.summary,
                assessment=texts.assessment,
                proposal=texts.proposal,
                author_id=actor.person_id,
                saved_at=now,
            )
        )
        details = {"ordinal": last.ordinal + 1}
        audit.record(session, actor, "brief", now=now, plan=plan, details=details)
        return "Đã lưu phiếu trình."


def _demand_sound(texts: BriefTexts) -> None:
    if not texts.summary.strip():
        raise InvalidInputError("Ghi tóm tắt nội dung trình.", "summary")
    for field in ("summary", "assessment", "proposal"):
        if len(getattr(texts, field)) > LONGEST:
            raise InvalidInputError(f"Mục này dài quá {LONGEST} ký tự; rút gọn lại.", field)


def _may_write(session: Session, actor: Actor, plan: PlanRow) -> bool:
    try:
        plan_to(session, actor, plan.id, Action.BRIEF)
    except ForbiddenError:
        return False
    return True
