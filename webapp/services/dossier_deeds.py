"""Papers put into the dossier of a plan, replaced by a new version, taken out with a reason."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.models.dossier import DossierPagesRow, DossierPaperRow
from webapp.db.models.plans import PlanRow
from webapp.db.queries import plans
from webapp.documents.known_files import DOC_TYPE, DOCX_TYPE, KnownFile, known_file
from webapp.domain.dossier import KIND_LABELS, PaperFacts, sound_facts
from webapp.domain.errors import ForbiddenError, InvalidInputError, NotFoundError, StalePageError
from webapp.domain.people import Actor
from webapp.domain.process import Action
from webapp.domain.reasons import sound_reason
from webapp.services import audit, blobs, notices, quotas
from webapp.services.dossier import facts_of
from webapp.services.freshness import clock
from webapp.services.plain_names import plain_name
from webapp.services.plan_access import plan_to
from webapp.services.secret_marks import refuse_secret_paper, refuse_secret_text
from webapp.services.situations import steps_of
from webapp.services.uploads import Upload

NO_PAPER = "Hồ sơ trình không có tài liệu này; mở trang văn bản để xem danh sách hiện có."
_NO_FILE = "Chọn tệp của tài liệu."
_NOT_YOURS = "Chỉ người đã thêm tài liệu được thay hoặc gỡ; đề nghị người đó làm."
_WITH_PAGES = {DOCX_TYPE, DOC_TYPE}
"""The worker makes a PDF of these, to be looked at."""


@dataclass(frozen=True, slots=True)
class Attached:
    """What came of a deed on the dossier."""

    paper_id: int
    message: str
    """One sentence for the person who acted."""


def attach(
    database: Database,
    actor: Actor,
    plan_id: int,
    facts: PaperFacts,
    file: Upload | None,
    *,
    now: datetime,
) -> Attached:
    """Put a paper into the dossier; a second tap leads to the same paper."""
    facts, known, file = _sound(facts, file, now)
    with database.transaction() as session:
        plan = plan_to(session, actor, plan_id, Action.ATTACH, lock=True)
        digest = blobs.keep(session, file.data, known.media_type, now)
        same = _standing(session, plan_id, facts, digest)
        if same is not None:
            return Attached(same.id, "Tài liệu này đã có trong hồ sơ trình; không cần thêm lại.")
        row = _add(session, actor, plan_id, facts, _Kept(file, known, digest), now=now)
        message = f"thêm «{facts.title}» vào hồ sơ trình."
        _tell(session, actor, plan, message, now)
        _record(session, actor, plan, "attach", row, now=now)
        return Attached(row.id, f"Đã {message}")


def replace(
    database: Database,
    actor: Actor,
    paper_id: int,
    facts: PaperFacts,
    file: Upload | None,
    *,
    now: datetime,
) -> Attached:
    """Put a new version in the place of a paper; the old one stays to be read."""
    facts, known, file = _sound(facts, file, now)
    with database.transaction() as session:
        old = paper_row(session, paper_id)
        plan = plan_to(session, actor, old.plan_id, Action.ATTACH, lock=True)
        session.refresh(old)  # somebody may have been first while this waited for the plan
        digest = blobs.keep(session, file.data, known.media_type, now)
        newer = _newer(session, old.id)
        if newer is not None and (newer.added_by, newer.sha256) == (actor.person_id, digest):
            said = f"Anh/chị đã thay tài liệu này lúc {clock(newer.added_at)}; không cần làm lại."
            return Attached(newer.id, said)
        _demand_open(session, actor, old, newer)
        if (digest, facts) == (old.sha256, facts_of(old)):
            raise InvalidInputError("Tệp này giống hệt bản đang có; chọn tệp của bản mới.", "file")
        kept = _Kept(file, known, digest)
        row = _add(session, actor, plan.id, facts, kept, now=now, replaces_id=old.id)
        message = f"thay «{old.title}» trong hồ sơ trình bằng bản mới."
        _tell(session, actor, plan, message, now)
        _record(session, actor, plan, "replace_paper", row, now=now, replaces=old.id)
        return Attached(row.id, f"Đã {message}")


def remove(database: Database, actor: Actor, paper_id: int, reason: str, now: datetime) -> Attached:
    """Take a paper out, with the reason; its row and its bytes stay."""
    with database.transaction() as session:
        row = paper_row(session, paper_id)
        plan = plan_to(session, actor, row.plan_id, Action.DETACH, lock=True)
        session.refresh(row)
        if row.removed_at is not None and row.removed_by == actor.person_id:
            said = f"Anh/chị đã gỡ tài liệu này lúc {clock(row.removed_at)}; không cần làm lại."
            return Attached(row.id, said)
        _demand_open(session, actor, row, _newer(session, row.id))
        row.removal_reason = sound_reason(reason, "Ghi lý do gỡ tài liệu này.", "reason")
        row.removed_by, row.removed_at = actor.person_id, now
        _record(session, actor, plan, "detach", row, now=now, note=row.removal_reason)
        return Attached(row.id, f"Đã gỡ «{row.title}» khỏi hồ sơ trình.")


def paper_row(session: Session, paper_id: int) -> DossierPaperRow:
    """Return a paper of whatever plan; ask for the right to the plan next."""
    row = session.get(DossierPaperRow, paper_id)
    if row is None:
        raise NotFoundError(NO_PAPER)
    return row


@dataclass(frozen=True, slots=True)
class _Kept:
    file: Upload
    known: KnownFile
    digest: str


def _sound(
    facts: PaperFacts, file: Upload | None, now: datetime
) -> tuple[PaperFacts, KnownFile, Upload]:
    """Check what was typed and chosen, before anything waits for the database."""
    facts = sound_facts(facts, vietnam_today(now))
    if file is None:
        raise InvalidInputError(_NO_FILE, "file")
    known = known_file(file.data)
    refuse_secret_text(known.words, "file")
    if known.plan is not None:
        refuse_secret_paper(known.plan, "file")
    return facts, known, file


def _standing(
    session: Session, plan_id: int, facts: PaperFacts, digest: str
) -> DossierPaperRow | None:
    query = select(DossierPaperRow).where(
        DossierPaperRow.plan_id == plan_id,
        DossierPaperRow.sha256 == digest,
        DossierPaperRow.kind == facts.kind.value,
        DossierPaperRow.title == facts.title,
        DossierPaperRow.removed_at.is_(None),
    )
    return session.scalars(query.limit(1)).one_or_none()


def _newer(session: Session, paper_id: int) -> DossierPaperRow | None:
    return session.scalar(select(DossierPaperRow).where(DossierPaperRow.replaces_id == paper_id))


def _demand_open(
    session: Session, actor: Actor, row: DossierPaperRow, newer: DossierPaperRow | None
) -> None:
    """Refuse a paper that is not the actor's, was removed, or has a newer version."""
    if row.added_by != actor.person_id:
        raise ForbiddenError(_NOT_YOURS)
    if newer is not None:
        who = plans.names_of(session, [newer.added_by])[newer.added_by]
        raise StalePageError(
            f"{who} đã thay tài liệu này lúc {clock(newer.added_at)}; mở bản mới để làm tiếp."
        )
    if row.removed_at is not None:
        raise StalePageError(
            f"Tài liệu này đã gỡ lúc {clock(row.removed_at)}; thêm lại nếu cần dùng."
        )


def _add(
    session: Session,
    actor: Actor,
    plan_id: int,
    facts: PaperFacts,
    kept: _Kept,
    *,
    now: datetime,
    replaces_id: int | None = None,
) -> DossierPaperRow:
    quotas.demand_room_in_dossier(session, plan_id)
    row = DossierPaperRow(
        plan_id=plan_id,
        kind=facts.kind.value,
        title=facts.title,
        paper_number=facts.number,
        paper_date=facts.dated,
        issuer=facts.issuer,
        file_name=plain_name(kept.file.name),
        media_type=kept.known.media_type,
        size=len(kept.file.data),
        sha256=kept.digest,
        replaces_id=replaces_id,
        added_by=actor.person_id,
        added_at=now,
    )
    session.add(row)
    audit.write_ahead(session)
    if row.media_type in _WITH_PAGES:
        session.add(DossierPagesRow(paper_id=row.id, source_sha256=kept.digest, requested_at=now))
    return row


def _tell(session: Session, actor: Actor, plan: PlanRow, message: str, now: datetime) -> None:
    """Tell the drafter and those whom the plan waits for; they decide with the papers at hand."""
    waiting = {row.assignee_id for row in steps_of(session, plan.id) if row.decision == "waiting"}
    people = {one for one in {*waiting, plan.drafter_id} if one is not None} - {actor.person_id}
    notices.tell(session, plan, people, "dossier", message=f"{actor.full_name} {message}", now=now)


def _record(
    session: Session,
    actor: Actor,
    plan: PlanRow,
    action: str,
    row: DossierPaperRow,
    *,
    now: datetime,
    **more: object,
) -> None:
    details = {
        "paper": row.id,
        "kind": KIND_LABELS[facts_of(row).kind],
        "title": row.title,
        "sha256": row.sha256,
        **more,
    }
    audit.record(session, actor, action, now=now, plan=plan, details=details)
