"""Bản đã ký, đóng dấu: handed in by the clerk, checked on arrival, kept with its hash, taken."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.papers import PdfRow
from webapp.db.models.plans import BlobRow, PlanRow, RevisionRow
from webapp.db.models.signed_copies import SignedCopyRow
from webapp.db.queries import plans
from webapp.documents.known_files import PDF_TYPE, known_file
from webapp.documents.pdf.scanned import Scan, read_scan
from webapp.domain.digital_signatures import DigitalSignature
from webapp.domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from webapp.domain.form_rules.paper import Paper
from webapp.domain.people import Actor
from webapp.domain.signed_copy import Checks, complaints, count_words, refusal, warnings
from webapp.domain.stages import Stage
from webapp.services import audit, blobs, notices
from webapp.services.freshness import clock
from webapp.services.papers import Download, paper_of, slug_of
from webapp.services.plain_names import plain_name
from webapp.services.plan_access import NO_SUBJECT, NOT_FOUND, open_to_read
from webapp.services.plan_texts import text_of
from webapp.services.secret_marks import refuse_secret_text
from webapp.services.signature_checks import checked_signatures
from webapp.services.signed_copies import holds, signed_copies_of
from webapp.services.situations import situation_at
from webapp.services.uploads import Upload
from webapp.services.views import record_reading

_NO_COPY = "Kế hoạch không có bản đã ký này; mở trang kế hoạch để xem các bản hiện có."
_NO_FILE = "Chọn tệp PDF của bản đã ký, đóng dấu."
_NO_PDF = "Bản đã ký phải là tệp PDF; hãy quét hoặc xuất bản đã ký thành PDF rồi đưa lên lại."


@dataclass(frozen=True, slots=True)
class AddingPage:
    """What the page says that asks for the file."""

    plan_id: int
    subject: str
    has_one: bool
    """The new file follows another."""
    refused: str
    """Why the reader may not hand in any; may be empty."""


def adding_page(database: Database, actor: Actor, plan_id: int) -> AddingPage:
    """Return what is said before a file is chosen."""
    with database.reading() as session:
        plan = open_to_read(session, actor, plan_id)
        situation = situation_at(session, plan)
        copies = signed_copies_of(session, actor, plan, situation)
        return AddingPage(
            plan_id=plan_id,
            subject=plan.subject or NO_SUBJECT,
            has_one=copies.newest is not None,
            refused=refusal(situation, actor) or "",
        )


def add(database: Database, actor: Actor, plan_id: int, file: Upload | None, now: datetime) -> str:
    """Keep the file as the newest signed copy; return a sentence for the clerk."""
    with database.reading() as session:  # who may not is told so before a long look at the file
        _demand(session, actor, _plan(session, actor, plan_id, lock=False))
    looked = _look(file, (), now)
    with database.transaction() as session:
        plan = _plan(session, actor, plan_id, lock=True)
        _demand(session, actor, plan)
        newest = _newest(session, plan_id)
        digest = blobs.keep(session, looked.file.data, PDF_TYPE, now)
        revision = plans.current_revision(session, plan_id)
        if newest is not None and newest.sha256 == digest and holds(newest, plan, revision):
            return f"Bản đã ký này đã được nhận lúc {clock(newest.added_at)}; không cần đưa lại."
        checks = _checks(session, revision, looked)
        row = SignedCopyRow(
            plan_id=plan_id,
            ordinal=newest.ordinal + 1 if newest is not None else 1,
            revision_id=revision.id,
            round=plan.round,
            signed_on=plan.signed_on,
            file_name=plain_name(looked.file.name),
            size=len(looked.file.data),
            sha256=digest,
            checks=json.dumps(asdict(checks), ensure_ascii=False),
            added_by=actor.person_id,
            added_at=now,
        )
        session.add(row)
        return _told(session, actor, plan, row, warnings(checks) + complaints(checks), now=now)


def taken(database: Database, actor: Actor, plan_id: int, copy_id: int, now: datetime) -> Download:
    """Return the file to keep, and record who took it."""
    with database.transaction() as session:
        row, file = _file(session, actor, plan_id, copy_id)
        audit.record(
            session, actor, "download_signed", now=now, plan=plan_id, details=_details(row)
        )
        return file


def opened(database: Database, actor: Actor, plan_id: int, copy_id: int, now: datetime) -> Download:
    """Return the file to be shown by the browser; keep in the log that the person read it."""
    with database.reading() as session:
        row, file = _file(session, actor, plan_id, copy_id)
        details = {"paper": f"signed_copy:{row.id}", **_details(row)}
    record_reading(database, actor, plan_id, details, now)
    return file


def _plan(session: Session, actor: Actor, plan_id: int, *, lock: bool) -> PlanRow:
    query = select(PlanRow).where(PlanRow.id == plan_id, PlanRow.agency_id == actor.agency_id)
    plan = session.scalar(query.with_for_update(**LOCKED) if lock else query)
    if plan is None:
        raise NotFoundError(NOT_FOUND)
    return plan


def _demand(session: Session, actor: Actor, plan: PlanRow) -> None:
    sentence = refusal(situation_at(session, plan), actor)
    if sentence is not None:
        raise ForbiddenError(sentence)


@dataclass(frozen=True, slots=True)
class _Looked:
    file: Upload
    pages: int
    scan: Scan
    signatures: tuple[DigitalSignature, ...]


def _look(file: Upload | None, anchors: Sequence[bytes], now: datetime) -> _Looked:
    """Read the file before anything waits for the database; refuse what is no sound PDF."""
    if file is None:
        raise InvalidInputError(_NO_FILE, "file")
    known = known_file(file.data)
    if known.media_type != PDF_TYPE:
        raise InvalidInputError(_NO_PDF, "file")
    refuse_secret_text(known.words, "file")
    signatures = checked_signatures(file.data, anchors, now)
    return _Looked(file, known.pages, read_scan(file.data), signatures)


def _newest(session: Session, plan_id: int) -> SignedCopyRow | None:
    query = select(SignedCopyRow).where(SignedCopyRow.plan_id == plan_id)
    return session.scalar(query.order_by(SignedCopyRow.ordinal.desc()).limit(1))


def _checks(session: Session, revision: RevisionRow, looked: _Looked) -> Checks:
    scan = looked.scan
    text = text_of(revision)
    passages = Paper(text, Stage.SIGNING, text.medium).passages
    approved = count_words("\n".join(one.text for one in passages))
    found = count_words(scan.words)
    made = (
        select(PdfRow.pages)
        .where(
            PdfRow.revision_id == revision.id,
            PdfRow.stage.in_((Stage.SIGNING, Stage.ISSUED)),
            PdfRow.state == "ready",
        )
        .order_by(PdfRow.id.desc())
        .limit(1)
    )
    return Checks(
        pages=looked.pages,
        scanned_pages=scan.pages,
        dpi=scan.dpi,
        is_coloured=scan.is_coloured,
        words=found.total(),
        approved_pages=session.scalar(made) or 0,
        approved_words=approved.total(),
        missing_words=(approved - found).total(),
        signatures=looked.signatures,
    )


def _told(
    session: Session,
    actor: Actor,
    plan: PlanRow,
    row: SignedCopyRow,
    said: tuple[str, ...],
    *,
    now: datetime,
) -> str:
    people = {plan.drafter_id, situation_at(session, plan).signer_person_id} - {actor.person_id}
    message = f"{actor.full_name} đưa lên bản đã ký, đóng dấu (bản {row.ordinal})."
    told = (one for one in people if one is not None)
    notices.tell(session, plan, told, "signed_copy", message=message, now=now)
    details = {**_details(row), "warnings": list(said)}
    audit.record(session, actor, "add_signed", now=now, plan=plan, details=details)
    left = f" Có {len(said)} điểm cần xem lại, ghi bên cạnh tệp." if said else ""
    return f"Đã nhận bản đã ký, đóng dấu (bản {row.ordinal}).{left}"


def _details(row: SignedCopyRow) -> dict[str, object]:
    return {"ordinal": row.ordinal, "sha256": row.sha256}


def _file(
    session: Session, actor: Actor, plan_id: int, copy_id: int
) -> tuple[SignedCopyRow, Download]:
    plan = open_to_read(session, actor, plan_id)
    row = session.get(SignedCopyRow, copy_id)
    if row is None or row.plan_id != plan_id:
        raise NotFoundError(_NO_COPY)
    data = session.get_one(BlobRow, row.sha256).content
    return row, Download(_name(session, plan, row), data, PDF_TYPE)


def _name(session: Session, plan: PlanRow, row: SignedCopyRow) -> str:
    """Return `115-KH-UBND-2026-…-da-ky.pdf`; without the number before there is one."""
    if plan.code_number is None:
        return f"da-ky-{slug_of(plan.subject)}-ban-{row.ordinal}.pdf"
    return paper_of(session, plan, Stage.ISSUED).file_name("-da-ky.pdf")
