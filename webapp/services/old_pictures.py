"""Pictures that were uploaded and never saved: dropped after a month in which nothing showed them.

Texts name a picture by its hash inside their JSON, which no foreign key sees. So they are searched
before the transaction, where nobody waits, and only the newest ones again inside it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.papers import UploadRow
from webapp.db.models.plans import BlobRow, RevisionRow, WorkingCopyRow
from webapp.services import blobs
from webapp.services.uploads import PICTURE, drop

KEPT = timedelta(days=30)
BATCH = 5
"""Uploads looked at in one sweep: each asks for a search through texts."""
_IN_FLIGHT = 1000
"""Revisions that may get a number before others and be seen after them."""
_CLOCKS = timedelta(days=1)
"""How far the clocks of two machines may lie apart."""


@dataclass(frozen=True, slots=True)
class Due:
    """What was found to be old enough."""

    uploads: tuple[int, ...]
    shown: frozenset[str]
    """Hashes that a text names."""
    latest: int
    """The newest revision that was searched."""


def drop_old(database: Database, now: datetime) -> int:
    """Drop some of the pictures that waited a month and stand in no text; return how many."""
    due = look(database, now)
    return drop_due(database, due, now) if due.uploads else 0


def look(database: Database, now: datetime) -> Due:
    """Return some of the pictures that waited a month, and which of them texts show."""
    old = (
        select(UploadRow.id, UploadRow.sha256, BlobRow.created_at)
        .join(BlobRow, BlobRow.sha256 == UploadRow.sha256)
        .where(UploadRow.purpose == PICTURE, UploadRow.created_at <= now - KEPT)
        .order_by(UploadRow.created_at)
        .limit(BATCH)
    )
    with database.reading() as session:
        rows = session.execute(old).all()
        latest = session.scalar(select(func.max(RevisionRow.id))) or 0
        since = {row.sha256: row.created_at - _CLOCKS for row in rows}
        shown = {one for one, begun in since.items() if _stands(session, one, begun)}
        return Due(tuple(row.id for row in rows), frozenset(shown), latest)


def drop_due(database: Database, due: Due, now: datetime) -> int:
    """Drop those that still stand in no text; the others are looked at again in a month."""
    with database.transaction() as session:
        ids = UploadRow.id.in_(due.uploads)
        rows = session.scalars(select(UploadRow).where(ids).with_for_update(**LOCKED)).all()
        free = blobs.taken(session, {row.sha256 for row in rows})
        shown = due.shown | set(_shown_since(session, free, due.latest - _IN_FLIGHT))
        for row in rows:
            if row.sha256 in shown:
                row.created_at = now
        gone = [row for row in rows if row.sha256 in free - shown]
        drop(session, gone)
        return len(gone)


def _stands(session: Session, digest: str, since: datetime) -> bool:
    """Tell whether a text shows the picture: a working copy, or a revision as old as its bytes."""
    typed = select(WorkingCopyRow.plan_id).where(_names(WorkingCopyRow.fields, digest))
    if session.scalar(typed.limit(1)) is not None:
        return True
    saved = select(RevisionRow.id).where(RevisionRow.created_at >= since)
    return session.scalar(saved.where(_names(RevisionRow.content, digest)).limit(1)) is not None


def _shown_since(session: Session, digests: Collection[str], after: int) -> Iterator[str]:
    """Yield the pictures that revisions after one number show."""
    for digest in digests:
        saved = select(RevisionRow.id).where(RevisionRow.id > after)
        if session.scalar(saved.where(_names(RevisionRow.content, digest)).limit(1)) is not None:
            yield digest


def _names(text: InstrumentedAttribute[str], digest: str) -> ColumnElement[bool]:
    return text.contains(digest, autoescape=True)
