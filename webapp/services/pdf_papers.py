"""The papers of a plan as PDF: asked for by a row, looked at while it is made, handed out."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.models.papers import PdfRow
from webapp.db.models.plans import BlobRow
from webapp.db.upsert import insert_if_absent
from webapp.documents.pdf.finishing import VIEW_COPY
from webapp.domain.errors import NotFoundError
from webapp.domain.people import Actor
from webapp.domain.plan import Medium, plain
from webapp.domain.stages import Stage
from webapp.services import audit, blobs, papers
from webapp.services.handed_out import handed_out
from webapp.services.page_pictures import drawn
from webapp.services.papers import WORD, Download, Paper
from webapp.services.pdf_queue import try_again
from webapp.services.plan_pages import PdfItem, PdfPanel
from webapp.services.rules import Rules
from webapp.services.views import record_view

PDF_TYPE = "application/pdf"
_NOT_MADE = "Chưa có tệp PDF này; mở trang văn bản và bấm nút làm PDF."


class PdfKind(StrEnum):
    """What the file is for."""

    PDF = "pdf"
    ARCHIVAL = "pdfa"
    """PDF/A-2b, tested and not certified."""


@dataclass(frozen=True, slots=True)
class PdfWish:
    """Which PDF of which plan."""

    plan_id: int
    stage: Stage
    kind: PdfKind = PdfKind.PDF


def ask(database: Database, rules: Rules, actor: Actor, wish: PdfWish, now: datetime) -> None:
    """Have the worker make the PDF; one that failed is tried again, one that is there stays."""
    with database.transaction() as session:
        paper = papers.open_paper(session, rules, actor, wish.plan_id, wish.stage)
        ask_for(session, rules, actor, paper, wish.kind, now=now)


def ask_for(
    session: Session,
    rules: Rules,
    actor: Actor | None,
    paper: Paper,
    kind: PdfKind,
    *,
    now: datetime,
) -> None:
    """Put the wish and the paper's bytes into their tables; without an actor a rule asks.

    The plan's PDF files of papers that are no more are dropped.
    """
    plan = paper.plan
    keeper_id = actor.person_id if actor else plan.last_mover_id or plan.drafter_id
    data = papers.paper_bytes(session, rules, paper, keeper_id, now=now)
    source = blobs.keep(session, data, WORD, now)
    insert_if_absent(
        session,
        PdfRow,
        plan_id=plan.id,
        revision_id=paper.revision.id,
        stage=paper.stage.value,
        kind=kind.value,
        source_sha256=source,
        state="waiting",
        reason="",
        remarks="[]",
        pages=0,
        tries=0,
        requested_at=now,
    )
    rows = session.scalars(select(PdfRow).where(PdfRow.plan_id == plan.id)).all()
    for row in rows:
        if row.source_sha256 == source and row.kind == kind and row.state == "failed":
            try_again(row)
    details = {"stage": paper.stage.value, "kind": kind.value, "revision": paper.revision.ordinal}
    _drop_superseded(session, paper, source, rows)
    audit.record(session, actor, "ask_pdf", now=now, plan=plan, details=details)


def panel(database: Database, rules: Rules, actor: Actor, wish: PdfWish, now: datetime) -> PdfPanel:
    """Return what is to be had of one paper as PDF, of either kind."""
    with database.reading() as session:
        paper = papers.open_paper(session, rules, actor, wish.plan_id, wish.stage)
        return panel_of(session, rules, paper, now)


def panel_of(session: Session, rules: Rules, paper: Paper, now: datetime) -> PdfPanel:
    """Return what is to be had of the paper, whoever asks."""
    rows = _rows(session, rules, paper, now)
    made = next((row for kind in PdfKind if (row := rows.get(kind)) and row.sha256), None)
    remarks = json.loads(made.remarks) if made else []
    return PdfPanel(
        plan_id=paper.plan.id,
        stage=paper.stage.value,
        label=papers.STAGE_LABELS[paper.stage],
        subject=plain(paper.text.subject),
        items=tuple(_item(kind, rows.get(kind)) for kind in PdfKind),
        pages=made.pages if made else 0,
        sha256=made.sha256 or "" if made else "",
        is_to_sign=paper.stage is Stage.SIGNING and paper.text.medium is Medium.ELECTRONIC,
        view_copy=VIEW_COPY if VIEW_COPY in remarks else "",
        remarks=tuple(remark for remark in remarks if remark != VIEW_COPY),
    )


def download(
    database: Database, rules: Rules, actor: Actor, wish: PdfWish, now: datetime
) -> Download:
    """Return the finished PDF and record who took it."""
    with database.transaction() as session:
        paper = papers.open_paper(session, rules, actor, wish.plan_id, wish.stage)
        row = _rows(session, rules, paper, now).get(wish.kind)
        if row is None or row.sha256 is None:
            raise NotFoundError(_NOT_MADE)
        details = {
            "stage": paper.stage.value,
            "revision": paper.revision.ordinal,
            "kind": wish.kind.value,
            "sha256": row.sha256,
        }
        audit.record(session, actor, "download", now=now, plan=paper.plan, details=details)
        return _file(session, paper, row)


def _file(session: Session, paper: Paper, row: PdfRow) -> Download:
    """Return a finished PDF as it is handed out."""
    data = session.get_one(BlobRow, row.sha256).content
    file = Download(paper.file_name(_ending(row)), data, PDF_TYPE)
    return handed_out(session, paper.plan.id, file)


def picture(
    database: Database,
    rules: Rules,
    actor: Actor,
    wish: PdfWish,
    *,
    page: int,
    width: int,
    now: datetime,
) -> bytes:
    """Return a page of a finished PDF, counted from 1, as a PNG that is so many pixels wide.

    Who looks at a page has seen the text: that is kept in the log.
    """
    with database.reading() as session:
        paper = papers.open_paper(session, rules, actor, wish.plan_id, wish.stage)
        rows = _rows(session, rules, paper, now)
        made = [row for row in rows.values() if row.sha256 and page in range(1, row.pages + 1)]
        if not made:
            raise NotFoundError(_NOT_MADE)
        data = _file(session, paper, made[0]).data
    record_view(database, actor, wish.plan_id, paper.revision.ordinal, now)
    return drawn(data, page, width)


def _rows(session: Session, rules: Rules, paper: Paper, now: datetime) -> dict[str, PdfRow]:
    """Return the rows that were made of exactly the .docx that a download would give now."""
    query = select(PdfRow).where(
        PdfRow.plan_id == paper.plan.id,
        PdfRow.revision_id == paper.revision.id,
        PdfRow.stage == paper.stage.value,
    )
    rows = session.scalars(query).all()
    if not rows:
        return {}
    source = _source(session, rules, paper, now)
    return {row.kind: row for row in rows if row.source_sha256 == source}


def _source(session: Session, rules: Rules, paper: Paper, now: datetime) -> str:
    kept = papers.kept_original(session, paper.plan.id) if paper.stage is Stage.ISSUED else None
    return kept.sha256 if kept else sha256(papers.rendered(session, rules, paper, now)).hexdigest()


def _item(kind: PdfKind, row: PdfRow | None) -> PdfItem:
    return PdfItem(kind.value, row.state, row.reason) if row else PdfItem(kind.value)


def _ending(row: PdfRow) -> str:
    copy = "-ban-xem" if VIEW_COPY in json.loads(row.remarks) else ""
    return f"{copy}-pdfa.pdf" if row.kind == PdfKind.ARCHIVAL else f"{copy}.pdf"


def _drop_superseded(session: Session, paper: Paper, source: str, rows: Sequence[PdfRow]) -> None:
    """Drop drafts and signing copies that nobody can ask for any more, and their bytes."""
    old = [
        row
        for row in rows
        if row.state != "running"
        and row.stage != Stage.ISSUED
        and row.source_sha256 != source
        and (row.revision_id != paper.revision.id or paper.stage is Stage.ISSUED)
    ]
    if old:
        digests = {digest for row in old for digest in (row.source_sha256, row.sha256) if digest}
        session.execute(delete(PdfRow).where(PdfRow.id.in_([row.id for row in old])))
        blobs.drop_unused(session, digests)
