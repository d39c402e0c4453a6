"""«Kiểm tra thể thức» of an uploaded Word file: checked at once, kept a day, seen by one person."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath

from slugify import slugify
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.models.papers import CheckedFileRow, UploadRow
from webapp.db.models.plans import BlobRow
from webapp.domain.errors import NotFoundError
from webapp.domain.form_rules.checking import stage_of
from webapp.domain.people import Actor
from webapp.domain.plan import Medium
from webapp.domain.stages import Stage
from webapp.services import audit, blobs, uploads
from webapp.services.check_reports import Examined, examine, to_keep
from webapp.services.paper_files import read_word_file
from webapp.services.papers import WORD, Download
from webapp.services.pdf_queue import try_again
from webapp.services.plain_names import plain_name
from webapp.services.secret_marks import refuse_secret_paper
from webapp.services.uploads import CHECK, KEPT, Upload

MOST_KEPT = 30
"""Files of one person at a time; the oldest goes first."""
_LONGEST_SLUG = 80
_OLD_WORD = "application/msword"
_GONE = (
    "Kết quả kiểm tra chỉ giữ một ngày và chỉ người tải tệp lên xem được; "
    "hãy tải tệp lên để kiểm tra lại."
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """As what a file is to be checked."""

    stage: Stage | None
    """None: as the file itself tells."""
    medium: Medium


@dataclass(frozen=True, slots=True)
class Own:
    """A person's checked file."""

    row: CheckedFileRow
    upload: UploadRow


def check(database: Database, actor: Actor, file: Upload, wanted: Wanted, now: datetime) -> int:
    """Check a Word file and let it wait a day; refuse what is none, is secret or is not whole."""
    word = read_word_file(file.name, file.data)
    refuse_secret_paper(word.plan, "file")
    examined = examine(word.package, word.plan, wanted.stage, wanted.medium)
    with database.transaction() as session:
        upload = replace(file, name=plain_name(file.name, "van-ban.docx"))
        row = CheckedFileRow(
            upload_id=uploads.keep(session, actor, CHECK, upload.name, file.data, now=now),
            source_sha256=blobs.keep(session, word.data, WORD, now),
            stage=(wanted.stage or stage_of(word.plan)).value,
            stage_told=wanted.stage is not None,
            medium=wanted.medium.value,
            report=to_keep(examined),
            requested_at=now,
        )
        return keep_checked(session, actor, row, "check_file", examined, now=now)


def original(database: Database, actor: Actor, check_id: int, now: datetime) -> Download:
    """Return the file as it came, and record who took it."""
    with database.transaction() as session:
        own = own_check(session, actor, check_id, now)
        data = session.get_one(BlobRow, own.upload.sha256).content
        record(session, actor, "download_checked_file", own.row, now)
        kind = WORD if own.upload.sha256 == own.row.source_sha256 else _OLD_WORD
        return Download(own.upload.file_name, data, kind)


def draw_again(database: Database, actor: Actor, check_id: int, now: datetime) -> None:
    """Have the pictures of the pages tried again; those that are there or on the way stay."""
    with database.transaction() as session:
        row = own_check(session, actor, check_id, now).row
        if row.state == "failed":
            try_again(row)


def forget(database: Database, actor: Actor, check_id: int, now: datetime) -> None:
    """Drop the file and what was found before its day is over."""
    with database.transaction() as session:
        own = own_check(session, actor, check_id, now)
        uploads.forget(session, actor, CHECK, own.upload.id)
        record(session, actor, "forget_checked_file", own.row, now)


def own_check(session: Session, actor: Actor, check_id: int, now: datetime) -> Own:
    """Return the person's own checked file; others' and old ones are not found."""
    query = (
        select(CheckedFileRow, UploadRow)
        .join(UploadRow, UploadRow.id == CheckedFileRow.upload_id)
        .where(
            CheckedFileRow.id == check_id,
            UploadRow.person_id == actor.person_id,
            UploadRow.agency_id == actor.agency_id,
            UploadRow.created_at > now - KEPT,
        )
    )
    found = session.execute(query).one_or_none()
    if found is None:
        raise NotFoundError(_GONE)
    return Own(*found)


def wanted_of(row: CheckedFileRow) -> Wanted:
    """Return as what a file was to be checked."""
    return Wanted(Stage(row.stage) if row.stage_told else None, Medium(row.medium))


def readable_name(file_name: str, ending: str) -> str:
    """Return an ASCII name for a file made of this one: `ke-hoach-2026-da-sua-the-thuc.docx`."""
    stem = slugify(PurePath(file_name).stem, max_length=_LONGEST_SLUG, word_boundary=True)
    return f"{stem or 'van-ban'}{ending}"


def keep_checked(
    session: Session,
    actor: Actor,
    row: CheckedFileRow,
    action: str,
    examined: Examined,
    *,
    now: datetime,
) -> int:
    """Add the row of a checked file and its event; of too many the person's oldest goes."""
    session.add(row)
    session.flush()
    uploads.forget_beyond(session, actor, CHECK, MOST_KEPT)
    errors, warnings, hints = examined.counts
    counts = {"stage": row.stage, "errors": errors, "warnings": warnings, "hints": hints}
    record(session, actor, action, row, now, **counts)
    return row.id


def record(
    session: Session,
    actor: Actor,
    action: str,
    row: CheckedFileRow,
    now: datetime,
    **details: object,
) -> None:
    """Keep in the log what was done with a file, which is known by its hash alone."""
    subject = f"checked_file:{row.id}"
    known = {"source_sha256": row.source_sha256, **details}
    audit.record(session, actor, action, now=now, subject=subject, details=known)
