"""The papers of a plan as .docx bytes: preview, draft, signing copy, issued original."""

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from slugify import slugify
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.clock import VIETNAM, vietnam_today
from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.organisations import AgencyRow
from webapp.db.models.plans import AttachmentRow, BlobRow, PlanRow, RevisionRow
from webapp.db.queries import plans
from webapp.db.upsert import insert_if_absent
from webapp.documents.paper import Checker, DraftNote, EndNote, OpenDate
from webapp.documents.render import render
from webapp.domain.dates import BlankDate
from webapp.domain.errors import ForbiddenError
from webapp.domain.numbers_text import number_text
from webapp.domain.people import Actor, Role
from webapp.domain.plan import Plan, plain
from webapp.domain.stages import Stage
from webapp.domain.workflow import PlanState, StepKind, Workflow, is_numbered
from webapp.services import audit
from webapp.services.checkers import checkers_of
from webapp.services.draft_fields import DraftFields
from webapp.services.drafting_desk import typed_plan
from webapp.services.end_marks import EndMark, mark_for
from webapp.services.plan_access import open_to_read
from webapp.services.plan_pictures import with_pictures
from webapp.services.plan_texts import text_of
from webapp.services.rules import Rules
from webapp.services.situations import situation_at

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
STAGE_LABELS = {
    Stage.DRAFT: "Bản dự thảo",
    Stage.SIGNING: "Bản trình ký",
    Stage.ISSUED: "Bản phát hành",
}
_ISSUED_KIND = "issued"
"""Marks the attachment that keeps the original as it was issued."""
_SLUG = 80
_REFUSALS = {
    Stage.DRAFT: "Văn bản đã có số nên không còn bản dự thảo; tải bản phát hành.",
    Stage.SIGNING: (
        "Bản trình ký có sau khi duyệt, cho văn thư, người ký và người soạn thảo; "
        "xem các bước của văn bản."
    ),
    Stage.ISSUED: "Văn bản chưa có số hoặc số đã hủy nên không có bản phát hành.",
}


def slug_of(subject: str) -> str:
    """Return the part of a file's name that says which plan it is of; never empty."""
    return slugify(subject, max_length=_SLUG, word_boundary=True) or "ke-hoach"


@dataclass(frozen=True, slots=True)
class Download:
    """A file to send."""

    file_name: str
    """ASCII, readable: `115-KH-UBND-2022-thuc-hien-quy-che-dan-chu-co-so.docx`."""
    data: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A plan's text on its way to the paper of one stage."""

    plan: PlanRow
    revision: RevisionRow
    text: Plan
    """With number and date after the draft."""
    stage: Stage

    def file_name(self, ending: str) -> str:
        """Return a readable ASCII name."""
        text = self.text
        subject = slug_of(plain(text.subject))
        number, day = text.code_number, text.promulgated_on
        if self.stage is Stage.ISSUED and number is not None and day is not None:
            notation = slugify(text.code_notation, lowercase=False)
            return f"{number_text(number)}-{notation}-{day.year}-{subject}{ending}"
        start = "trinh-ky" if self.stage is Stage.SIGNING else "du-thao"
        return f"{start}-{subject}-lan-{self.revision.ordinal}{ending}"


def preview(
    database: Database,
    rules: Rules,
    actor: Actor,
    fields: DraftFields,
    plan_id: int | None,
    *,
    now: datetime,
) -> bytes:
    """Return the draft paper of a form as it stands, saved or not."""
    with database.reading() as session:
        text = typed_plan(session, actor, fields, plan_id, vietnam_today(now))
        body_id = fields.advisory_body_id
        return draft_paper(session, rules, actor, text, plan_id, body_id=body_id, now=now)


def draft_paper(
    session: Session,
    rules: Rules,
    actor: Actor,
    text: Plan,
    plan_id: int | None,
    *,
    now: datetime,
    body_id: int | None = None,
) -> bytes:
    """Return the draft paper of a text that is not saved; `body_id` is its advisory body."""
    ordinal, started = 0, None
    if plan_id is not None:
        ordinal = plans.current_revision(session, plan_id).ordinal
        started = session.get_one(PlanRow, plan_id).template_sha256
    if started is None:
        today, kind = vietnam_today(now), text.document_type.capitalize()
        template = rules.template_for(session, actor.agency_id, body_id, today, kind=kind)
    else:
        template = rules.template_by_sha(session, started)
    note = DraftNote(ordinal + 1, now.astimezone(VIETNAM))
    return render(with_pictures(session, text), template, Stage.DRAFT, note)


def download(
    database: Database,
    rules: Rules,
    actor: Actor,
    plan_id: int,
    stage: Stage | None,
    *,
    now: datetime,
    original: bool = False,
) -> Download:
    """Return the paper of a stage, by default the furthest, and record who took it.

    `original` asks for the kept bytes of a paper that is over, without its mark.
    """
    with database.transaction() as session:
        paper = open_paper(session, rules, actor, plan_id, stage)
        mark = mark_for(session, actor, paper.plan, original=original)
        data = paper_bytes(session, rules, paper, actor.person_id, now=now)
        if mark is not None:
            data = _marked(session, rules, paper, mark, now)
        details = {
            "stage": paper.stage.value,
            "revision": paper.revision.ordinal,
            "sha256": sha256(data).hexdigest(),
            **({"original": True} if original else {}),
        }
        audit.record(session, actor, "download", now=now, plan=paper.plan, details=details)
        start = mark.start if mark else ""
        return Download(f"{start}{paper.file_name('.docx')}", data, WORD)


def open_paper(
    session: Session, rules: Rules, actor: Actor, plan_id: int, stage: Stage | None
) -> Paper:
    """Return the paper of a stage, by default the furthest, if the actor may take it now."""
    plan = open_to_read(session, actor, plan_id)
    open_stages = stages_for(session, rules.workflow_of(session, plan), plan, actor)
    wanted = stage or open_stages[-1]
    if wanted not in open_stages:
        raise ForbiddenError(_REFUSALS[wanted])
    return paper_of(session, plan, wanted)


def paper_of(session: Session, plan: PlanRow, stage: Stage) -> Paper:
    """Return the plan's paper of a stage, whoever asks."""
    revision = plans.current_revision(session, plan.id)
    text = text_of(revision) if stage is Stage.DRAFT else numbered_text(plan, revision)
    return Paper(plan, revision, text, stage)


def stages_for(
    session: Session, workflow: Workflow, plan: PlanRow, actor: Actor
) -> tuple[Stage, ...]:
    """Return the stages whose paper the reader of the plan may take now; never empty.

    A plan whose number was voided has its draft again: nothing of it may look issued.
    """
    if is_numbered(workflow, plan.state) and plan.state != PlanState.VOIDED:
        return (Stage.ISSUED,)
    position = workflow.position(plan.state)
    if position <= workflow.position_of_kind(StepKind.APPROVAL):
        return (Stage.DRAFT,)
    situation = situation_at(session, plan)
    to_sign = {situation.signer_person_id, situation.drafter_id}
    is_clerk = actor.has(Role.CLERK) and actor.agency_id == plan.agency_id
    if is_clerk or actor.person_id in to_sign:
        return Stage.DRAFT, Stage.SIGNING
    return (Stage.DRAFT,)


def numbered_text(plan: PlanRow, revision: RevisionRow) -> Plan:
    """Return the revision's text with the number and date that the register gave."""
    return replace(
        text_of(revision), code_number=plan.code_number, promulgated_on=plan.promulgated_on
    )


def paper_bytes(
    session: Session, rules: Rules, paper: Paper, keeper_id: int, *, now: datetime
) -> bytes:
    """Return the .docx; the first call for an issued paper keeps it, as by the person named.

    The caller records an event in the same transaction.
    """
    if paper.stage is not Stage.ISSUED:
        return rendered(session, rules, paper, now)
    # Two first downloads at once would make two originals.
    session.refresh(paper.plan, with_for_update=LOCKED)
    kept = kept_original(session, paper.plan.id)
    if kept is not None:
        return kept.content
    data = rendered(session, rules, paper, now)
    digest = sha256(data).hexdigest()
    insert_if_absent(session, BlobRow, sha256=digest, media_type=WORD, content=data, created_at=now)
    session.add(
        AttachmentRow(
            plan_id=paper.plan.id,
            kind=_ISSUED_KIND,
            file_name=paper.file_name(".docx"),
            sha256=digest,
            added_by=keeper_id,
            added_at=now,
        )
    )
    return data


def kept_original(session: Session, plan_id: int) -> BlobRow | None:
    """Return the issued paper: made once, the same bytes ever after."""
    return session.scalar(
        select(BlobRow)
        .join(AttachmentRow, AttachmentRow.sha256 == BlobRow.sha256)
        .where(AttachmentRow.plan_id == plan_id, AttachmentRow.kind == _ISSUED_KIND)
    )


def _marked(session: Session, rules: Rules, paper: Paper, mark: EndMark, now: datetime) -> bytes:
    """Return the issued paper with the mark on every page; the kept bytes stay as they are."""
    template = rules.template_of(session, paper.plan, vietnam_today(now))
    text = with_pictures(session, paper.text)
    return render(text, template, Stage.ISSUED, EndNote(mark.words))


def rendered(session: Session, rules: Rules, paper: Paper, now: datetime) -> bytes:
    """Return the .docx as the template shows it now."""
    template = rules.template_of(session, paper.plan, vietnam_today(now))
    text = with_pictures(session, paper.text)
    if paper.stage is Stage.ISSUED:
        return render(text, template, Stage.ISSUED)
    note = DraftNote(paper.revision.ordinal, paper.revision.created_at.astimezone(VIETNAM))
    return render(text, template, paper.stage, note, _open_date(session, rules, paper.plan, now))


def _open_date(session: Session, rules: Rules, plan: PlanRow, now: datetime) -> OpenDate:
    agency = session.get_one(AgencyRow, plan.agency_id)
    checkers: tuple[Checker, ...] = ()
    if agency.names_on_signing_copy:
        checkers = checkers_of(session, rules.workflow_of(session, plan), plan)
    return OpenDate(BlankDate(agency.blank_date), vietnam_today(now), checkers)
