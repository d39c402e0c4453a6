"""Files between their upload and the person's word on the report; dropped after a day."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.models.papers import CheckedFileRow, UploadRow
from webapp.db.models.plans import BlobRow
from webapp.domain.errors import NotFoundError
from webapp.domain.people import Actor
from webapp.services import blobs

PLAN, TEMPLATE, PICTURE, CHECK = "plan", "template", "picture", "check"
"""What a file may be meant for."""
KEPT = timedelta(days=1)
_MEDIA_TYPE = "application/octet-stream"
_BATCH = 20
"""Files dropped in one transaction, so that nobody waits for it."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A kept file."""

    name: str
    """As the person's machine calls it."""
    data: bytes


def keep(
    session: Session, actor: Actor, purpose: str, name: str, data: bytes, *, now: datetime
) -> int:
    """Keep a person's file for a day; return the id to fetch it by."""
    digest = blobs.keep(session, data, _MEDIA_TYPE, now)
    row = UploadRow(
        person_id=actor.person_id,
        agency_id=actor.agency_id,
        purpose=purpose,
        file_name=name,
        sha256=digest,
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row.id


def fetch(session: Session, actor: Actor, purpose: str, upload_id: int, now: datetime) -> Upload:
    """Return the person's own file; refuse another's, and one that was kept its day."""
    row = _own(session, actor, purpose, upload_id)
    if row is None or row.created_at <= now - KEPT:
        raise NotFoundError("Tệp tải lên chỉ được giữ một ngày và nay không còn; hãy tải lên lại.")
    return Upload(row.file_name, session.get_one(BlobRow, row.sha256).content)


def forget(session: Session, actor: Actor, purpose: str, upload_id: int) -> None:
    """Drop the person's file: it was taken over or turned down."""
    row = _own(session, actor, purpose, upload_id)
    if row is not None:
        drop(session, [row])


def forget_beyond(session: Session, actor: Actor, purpose: str, most: int) -> None:
    """Drop the person's oldest files of a purpose, where he keeps more than so many."""
    mine = select(UploadRow).where(
        UploadRow.person_id == actor.person_id, UploadRow.purpose == purpose
    )
    drop(session, list(session.scalars(mine.order_by(UploadRow.id.desc()).offset(most))))


def delete_old(database: Database, now: datetime) -> int:
    """Drop some of the files that were kept their day; return how many."""
    # A picture waits in a form that may stay unsaved for long: see `old_pictures`.
    old = select(UploadRow).where(UploadRow.created_at <= now - KEPT, UploadRow.purpose != PICTURE)
    with database.reading() as session:
        if session.scalar(old.limit(1)) is None:
            return 0
    with database.transaction() as session:
        rows = session.scalars(old.order_by(UploadRow.created_at).limit(_BATCH)).all()
        drop(session, list(rows))
        return len(rows)


def _own(session: Session, actor: Actor, purpose: str, upload_id: int) -> UploadRow | None:
    own = (
        UploadRow.id == upload_id,
        UploadRow.person_id == actor.person_id,
        UploadRow.agency_id == actor.agency_id,
        UploadRow.purpose == purpose,
    )
    return session.scalar(select(UploadRow).where(*own))


def drop(session: Session, rows: list[UploadRow]) -> None:
    """Delete the rows with what their check found, and their bytes unless a row shows them."""
    checks = select(CheckedFileRow.source_sha256, CheckedFileRow.sha256).where(
        CheckedFileRow.upload_id.in_([row.id for row in rows])
    )
    made = {digest for some in session.execute(checks) for digest in some if digest}
    digests = {row.sha256 for row in rows} | made
    for row in rows:
        session.delete(row)
    session.flush()
    blobs.drop_unused(session, digests)
