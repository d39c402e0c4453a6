"""«Phiếu theo dõi»: the whole way of a plan as a Word file for its dossier."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.clock import VIETNAM
from webapp.db.database import Database
from webapp.db.models.audit import AuditRow
from webapp.db.models.detours import ConsultationRow
from webapp.db.models.organisations import PersonRow
from webapp.db.models.plans import RevisionRow
from webapp.db.models.process import StepRow
from webapp.db.queries import consultations, plans
from webapp.documents.tracking_sheet import (
    SavedText,
    Tracked,
    TrackingSheet,
    make_tracking_sheet,
)
from webapp.domain.detours import ANSWER_LABELS, Answer, QuestionKind
from webapp.domain.people import ROLE_LABELS, Actor
from webapp.domain.workflow import Workflow
from webapp.services import audit
from webapp.services.detour_pages import KIND_LABELS
from webapp.services.handed_out import handed_out
from webapp.services.papers import WORD, Download, slug_of
from webapp.services.plan_heads import head_of
from webapp.services.plan_pages import PlanHead
from webapp.services.reading_plan import OpenedPlan, open_whole
from webapp.services.rules import Rules
from webapp.services.standing_in import in_place_name
from webapp.services.step_strip import AGREED, decider_of

_OUTCOMES = {
    "waiting": "Đang chờ",
    "returned": "Trả lại",
    "withdrawn": "Người quyết định đã rút lại",
    "not_needed": "Không phải xử lý nữa",
    "transferred": "Chuyển người khác xử lý",
    "late": "Ý kiến muộn, bước đã qua",
}


def tracking_sheet(
    database: Database, rules: Rules, actor: Actor, plan_id: int, now: datetime
) -> Download:
    """Return the sheet of a plan that the reader may open, and record that it was taken."""
    with database.transaction() as session:
        opened = open_whole(session, rules, actor, plan_id, now)
        head = head_of(session, opened.plan, opened.workflow, opened.revision.ordinal)
        data = make_tracking_sheet(_sheet(session, opened, head, now))
        audit.record(session, actor, "download_tracking", now=now, plan=opened.plan)
        subject = slug_of(head.subject)
        file = Download(f"phieu-theo-doi-{subject}.docx", data, WORD)
        return handed_out(session, plan_id, file)


def _sheet(session: Session, opened: OpenedPlan, head: PlanHead, now: datetime) -> TrackingSheet:
    texts = _texts(session, head.plan_id)
    return TrackingSheet(
        facts=_facts(opened, head),
        steps=tuple(_tracked(row, opened, texts) for row in opened.rows),
        texts=texts,
        made_at=now.astimezone(VIETNAM),
        last_event=_last_event(session, head.plan_id),
        questions=_questions(session, opened, texts),
    )


def _facts(opened: OpenedPlan, head: PlanHead) -> dict[str, str]:
    day = head.promulgated_on
    return {
        "Văn bản": f"{head.document_type}: {head.subject}",
        "Số, ký hiệu": f"{head.number_text}, ngày {day:%d/%m/%Y}" if day else "",
        "Đơn vị soạn thảo": head.unit_name,
        "Người soạn thảo": head.drafter_name,
        "Người ký": head.signer_name,
        "Quy trình": opened.workflow.label,
        "Trạng thái": head.state_label,
    }


def _tracked(row: StepRow, opened: OpenedPlan, texts: Sequence[SavedText]) -> Tracked:
    step = opened.workflow.find(row.step_key)
    names = opened.way.names
    person = row.decided_by or row.assignee_id
    who = (
        decider_of(names, row) or names[person]
        if person
        else f"Chưa có {ROLE_LABELS[step.role]}"
        if step
        else ""
    )
    revision, held_for = _decided_on(row, texts)
    return Tracked(
        round=row.round,
        step=_label(opened, row.step_key),
        who=who,
        since=row.since.astimezone(VIETNAM),
        due_on=row.due_on,
        decided_at=row.decided_at.astimezone(VIETNAM) if row.decided_at else None,
        outcome=_outcome(row, opened.workflow),
        revision=revision,
        held_for=held_for,
    )


def _questions(
    session: Session, opened: OpenedPlan, texts: Sequence[SavedText]
) -> tuple[Tracked, ...]:
    rows = consultations.all_of(session, opened.plan.id)
    names = plans.names_of(session, {one for row in rows for one in (row.asker_id, row.asked_id)})
    stood_in = consultations.names_of_stand_ins(session, rows)
    seen = {one.sha256: one.ordinal for one in texts}
    return tuple(
        Tracked(
            round=row.round,
            step=f"{_label(opened, row.step_key)}: "
            f"{in_place_name(names[row.asker_id], stood_in.get(row.asker_stand_in_id))} "
            f"{KIND_LABELS[QuestionKind(row.kind)]}",
            who=in_place_name(names[row.asked_id], stood_in.get(row.asked_stand_in_id)),
            since=row.asked_at.astimezone(VIETNAM),
            due_on=row.due_on,
            decided_at=row.ended_at.astimezone(VIETNAM) if row.ended_at else None,
            outcome=_reply(row),
            revision=seen.get(row.revision_sha256),
        )
        for row in rows
    )


def _reply(row: ConsultationRow) -> str:
    said = f"Hỏi: {row.question}", ANSWER_LABELS[Answer(row.answer)], row.words
    return "\n".join(one for one in said if one)


def _label(opened: OpenedPlan, step_key: str) -> str:
    step = opened.workflow.find(step_key)
    return step.label if step else step_key


def _decided_on(row: StepRow, texts: Sequence[SavedText]) -> tuple[int | None, int | None]:
    """Return the text decided on, and the later one that a change of signer bound it to."""
    if row.revision_sha256 is None or row.decided_at is None:
        return None, None
    there = [one for one in texts if one.at <= row.decided_at]
    seen = [one.ordinal for one in there if one.sha256 == row.revision_sha256]
    if seen:
        return seen[-1], None
    bound = [one.ordinal for one in texts if one.sha256 == row.revision_sha256]
    return max((one.ordinal for one in there), default=None), max(bound, default=None)


def _outcome(row: StepRow, workflow: Workflow) -> str:
    step = workflow.find(row.step_key)
    agreed = AGREED[step.kind] if step else "Đồng ý"
    words = {
        "approved": agreed,
        "voided": f"{agreed}; hết hiệu lực vì nội dung thay đổi hoặc bị trả lại",
    }
    said = [words.get(row.decision) or _OUTCOMES[row.decision], row.note]
    if row.waiver_reason:
        said.append(f"Cho qua lỗi thể thức: {row.waiver_reason}")
    return "\n".join(one for one in said if one)


def _texts(session: Session, plan_id: int) -> tuple[SavedText, ...]:
    rows = session.execute(
        select(
            RevisionRow.ordinal,
            PersonRow.full_name,
            RevisionRow.created_at,
            RevisionRow.content_sha256,
        )
        .join(PersonRow, PersonRow.id == RevisionRow.author_id)
        .where(RevisionRow.plan_id == plan_id)
        .order_by(RevisionRow.ordinal)
    )
    return tuple(
        SavedText(ordinal, author, at.astimezone(VIETNAM), sha) for ordinal, author, at, sha in rows
    )


def _last_event(session: Session, plan_id: int) -> str:
    event = session.execute(
        select(AuditRow.ordinal, AuditRow.hash)
        .where(AuditRow.plan_id == plan_id)
        .order_by(AuditRow.ordinal.desc())
        .limit(1)
    ).one()
    return f"Sự kiện số {event.ordinal}, mã băm {event.hash}"
