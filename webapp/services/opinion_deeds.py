"""Opinions of offices entered and mended by the drafter, and what he made of each opinion."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.models.dossier import DossierPaperRow
from webapp.db.models.opinions import ExplanationRow, OutsideOpinionRow
from webapp.db.models.plans import PlanRow
from webapp.domain.errors import InvalidInputError, NotFoundError, StalePageError
from webapp.domain.opinions import (
    STANCE_LABELS,
    OutsideFacts,
    sound_explanation,
    sound_outside,
)
from webapp.domain.people import Actor
from webapp.domain.process import Action
from webapp.services import audit
from webapp.services.opinions import facts_of, opinions_of
from webapp.services.plan_access import plan_to

NO_OPINION = "Không có ý kiến này; tải lại trang để xem danh sách hiện có."
_CHANGED = "Ý kiến này vừa được cập nhật ở trang khác; tải lại trang để xem rồi sửa."


@dataclass(frozen=True, slots=True)
class Explaining:
    """What the drafter makes of one opinion."""

    plan_id: int
    source: str
    """outside, step, ballot, question."""
    opinion_id: int
    version: int
    """Of the explanation that the page was made from; 0 where there was none."""
    text: str


def enter(
    database: Database, actor: Actor, plan_id: int, facts: OutsideFacts, now: datetime
) -> str:
    """Enter the opinion of an office; a second tap enters nothing. Return one sentence."""
    facts = sound_outside(facts, vietnam_today(now))
    with database.transaction() as session:
        plan = plan_to(session, actor, plan_id, Action.COLLECT, lock=True)
        _demand_paper(session, plan, facts)
        if any(facts_of(row) == facts for row in _rows(session, plan.id)):
            return f"Ý kiến của {facts.office} đã có; không cần nhập lại."
        row = OutsideOpinionRow(
            plan_id=plan.id, entered_by=actor.person_id, entered_at=now, **_columns(facts)
        )
        session.add(row)
        _record(session, actor, plan, facts, "enter", now=now)
        return f"Đã nhập ý kiến của {facts.office}."


def change(
    database: Database,
    actor: Actor,
    opinion_id: int,
    version: int,
    facts: OutsideFacts,
    *,
    now: datetime,
) -> str:
    """Mend what was entered of an office; return one sentence."""
    facts = sound_outside(facts, vietnam_today(now))
    with database.transaction() as session:
        plan, row = _own(session, actor, opinion_id, version)
        _demand_paper(session, plan, facts)
        for name, value in _columns(facts).items():
            setattr(row, name, value)
        _record(session, actor, plan, facts, "change", now=now)
        return f"Đã sửa ý kiến của {facts.office}."


def drop(database: Database, actor: Actor, opinion_id: int, version: int, now: datetime) -> str:
    """Leave an opinion that was entered by mistake out of every list; return one sentence."""
    with database.transaction() as session:
        plan, row = _own(session, actor, opinion_id, version)
        row.dropped_at = now
        _record(session, actor, plan, facts_of(row), "drop", now=now)
        return f"Đã bỏ ý kiến của {row.office} khỏi danh sách."


def explain(database: Database, actor: Actor, wish: Explaining, now: datetime) -> str:
    """Write what was taken over of an opinion, or why not; return one sentence."""
    text = sound_explanation(wish.text)
    with database.transaction() as session:
        plan = plan_to(session, actor, wish.plan_id, Action.COLLECT, lock=True)
        opinion = opinions_of(session, actor, plan, now).find(wish.source, wish.opinion_id)
        if opinion is None:
            raise NotFoundError(NO_OPINION)
        row = _explanation(session, wish)
        if row is not None and row.text == text:
            return "Đã lưu tiếp thu, giải trình."
        if (row.version if row else 0) != wish.version:
            raise StalePageError(_CHANGED)
        if row is None:
            row = ExplanationRow(plan_id=plan.id, source=wish.source, source_id=wish.opinion_id)
            session.add(row)
        row.text, row.written_by, row.written_at = text, actor.person_id, now
        details = {"source": wish.source, "opinion": wish.opinion_id, "who": opinion.who}
        audit.record(session, actor, "explain", now=now, plan=plan, details=details)
        return "Đã lưu tiếp thu, giải trình."


def _explanation(session: Session, wish: Explaining) -> ExplanationRow | None:
    return session.scalar(
        select(ExplanationRow).where(
            ExplanationRow.plan_id == wish.plan_id,
            ExplanationRow.source == wish.source,
            ExplanationRow.source_id == wish.opinion_id,
        )
    )


def _rows(session: Session, plan_id: int) -> list[OutsideOpinionRow]:
    query = select(OutsideOpinionRow).where(
        OutsideOpinionRow.plan_id == plan_id, OutsideOpinionRow.dropped_at.is_(None)
    )
    return list(session.scalars(query))


def _own(
    session: Session, actor: Actor, opinion_id: int, version: int
) -> tuple[PlanRow, OutsideOpinionRow]:
    """Return the opinion with its locked plan; refuse a page from before its last change."""
    row = session.get(OutsideOpinionRow, opinion_id)
    if row is None:
        raise NotFoundError(NO_OPINION)
    plan = plan_to(session, actor, row.plan_id, Action.COLLECT, lock=True)
    session.refresh(row)  # somebody may have been first while this waited for the plan
    if row.version != version or row.dropped_at is not None:
        raise StalePageError(_CHANGED)
    return plan, row


def _columns(facts: OutsideFacts) -> dict[str, object]:
    return {
        "office": facts.office,
        "stance": facts.stance.value,
        "text": facts.text,
        "paper_number": facts.number,
        "paper_date": facts.dated,
        "paper_id": facts.paper_id,
    }


def _demand_paper(session: Session, plan: PlanRow, facts: OutsideFacts) -> None:
    """Refuse a file that is not in the dossier of this plan."""
    if facts.paper_id is None:
        return
    paper = session.get(DossierPaperRow, facts.paper_id)
    if paper is None or paper.plan_id != plan.id or paper.removed_at is not None:
        raise InvalidInputError("Tệp này không có trong hồ sơ trình; chọn lại tệp.", "paper_id")


def _record(
    session: Session, actor: Actor, plan: PlanRow, facts: OutsideFacts, deed: str, *, now: datetime
) -> None:
    details = {"deed": deed, "office": facts.office, "stance": STANCE_LABELS[facts.stance]}
    audit.record(session, actor, "collect", now=now, plan=plan, details=details)
