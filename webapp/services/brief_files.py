"""The phiếu trình as a Word file, with what the system knows beside what was written."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.clock import VIETNAM
from webapp.db.database import Database
from webapp.db.models.dossier import DossierPaperRow
from webapp.db.models.organisations import AgencyRow
from webapp.db.models.process import StepRow
from webapp.documents.brief_sheet import BriefSheet, Word, make_brief_sheet
from webapp.domain.errors import NotFoundError
from webapp.domain.people import Actor
from webapp.domain.workflow import Step, StepKind
from webapp.services import audit
from webapp.services.briefs import Brief, last_brief
from webapp.services.handed_out import handed_out
from webapp.services.papers import WORD, Download, slug_of
from webapp.services.plan_access import open_plan
from webapp.services.plan_heads import head_of
from webapp.services.plan_pages import PlanHead
from webapp.services.reading_plan import OpenedPlan, open_whole
from webapp.services.rules import Rules
from webapp.services.situations import decisions_that_hold
from webapp.services.step_strip import AGREED

_BEFORE = {StepKind.SIGNATURE, StepKind.NUMBERING, StepKind.ISSUE}


def brief_file(
    database: Database, rules: Rules, actor: Actor, plan_id: int, now: datetime
) -> Download:
    """Return the sheet of a plan that the reader may open, and record that it was taken.

    It is the issuing office's word to its leader, not for the agency that submitted the plan.
    """
    with database.transaction() as session:
        open_plan(session, actor, plan_id)
        opened = open_whole(session, rules, actor, plan_id, now)
        brief = last_brief(session, plan_id)
        if brief.saved_at is None:
            raise NotFoundError("Văn bản này chưa có phiếu trình; người đang xử lý lập phiếu.")
        head = head_of(session, opened.plan, opened.workflow, opened.revision.ordinal)
        data = make_brief_sheet(_sheet(session, opened, head, brief, now))
        audit.record(session, actor, "download_brief", now=now, plan=opened.plan)
        subject = slug_of(head.subject)
        return handed_out(session, plan_id, Download(f"phieu-trinh-{subject}.docx", data, WORD))


def _sheet(
    session: Session, opened: OpenedPlan, head: PlanHead, brief: Brief, now: datetime
) -> BriefSheet:
    words = _words(opened)
    due = opened.waiting.until
    written = brief.saved_at or now
    position = _spoken(opened.text.signer.position)
    return BriefSheet(
        organ_name=session.get_one(AgencyRow, opened.plan.agency_id).name,
        addressee=f"{position} {head.signer_name}".strip() if head.signer_name else "",
        facts={
            "Vấn đề trình": f"{head.document_type}: {head.subject}",
            "Đơn vị trình": head.unit_name,
            "Người soạn thảo": head.drafter_name,
            "Hạn xử lý": f"{due:%d/%m/%Y}" if due else "",
        },
        summary=brief.texts.summary,
        assessment=brief.texts.assessment,
        proposal=brief.texts.proposal,
        papers=_papers(session, head.plan_id),
        words=tuple(word for kind, word in words if kind is not StepKind.APPROVAL),
        decision=next((word for kind, word in words if kind is StepKind.APPROVAL), None),
        author=brief.author,
        written_on=written.astimezone(VIETNAM).date(),
        made_at=now.astimezone(VIETNAM),
    )


def _spoken(title: str) -> str:
    """Return a title of the signature block as a sentence writes it: «Phó Chủ tịch» (PL2 V.2)."""
    words = title.lower()
    if words.startswith("phó "):
        return f"Phó {words[4:].capitalize()}"
    return words.capitalize()


def _words(opened: OpenedPlan) -> list[tuple[StepKind, Word]]:
    steps = ((opened.workflow.find(row.step_key), row) for row in decisions_that_hold(opened.rows))
    return [
        (step.kind, _word(opened, step, row))
        for step, row in steps
        if step is not None and step.kind not in _BEFORE and row.decided_by and row.decided_at
    ]


def _word(opened: OpenedPlan, step: Step, row: StepRow) -> Word:
    said = [AGREED[step.kind], row.note]
    name = opened.way.names[row.decided_by or 0]
    at = row.decided_at or row.since
    return Word(f"{name} ({step.label})", "\n".join(filter(None, said)), at.astimezone(VIETNAM))


def _papers(session: Session, plan_id: int) -> tuple[str, ...]:
    replaced = select(DossierPaperRow.replaces_id).where(DossierPaperRow.replaces_id.is_not(None))
    rows = session.scalars(
        select(DossierPaperRow)
        .where(
            DossierPaperRow.plan_id == plan_id,
            DossierPaperRow.removed_at.is_(None),
            DossierPaperRow.id.not_in(replaced),
        )
        .order_by(DossierPaperRow.id)
    )
    return tuple(_paper(row) for row in rows)


def _paper(row: DossierPaperRow) -> str:
    number = f" số {row.paper_number}" if row.paper_number else ""
    day = f" ngày {row.paper_date:%d/%m/%Y}" if row.paper_date else ""
    issuer = f" của {row.issuer}" if row.issuer else ""
    return f"{row.title}{number}{day}{issuer}."
