"""Bytes by their hash: kept once, dropped when nothing shows them any more."""

from collections.abc import Collection, Iterator
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Column, Select, delete, select
from sqlalchemy.orm import Session

from webapp.db.locks import LOCKED
from webapp.db.models.all import METADATA
from webapp.db.models.plans import BlobRow
from webapp.db.upsert import insert_if_absent


def keep(session: Session, data: bytes, media_type: str, now: datetime) -> str:
    """Keep the bytes; return their hash."""
    digest = sha256(data).hexdigest()
    insert_if_absent(
        session, BlobRow, sha256=digest, media_type=media_type, content=data, created_at=now
    )
    return digest


def hold(session: Session, digests: Collection[str]) -> set[str]:
    """Return which bytes are there; until the end of the transaction nobody drops those."""
    return set(session.scalars(_rows(digests).with_for_update(**LOCKED)))


def taken(session: Session, digests: Collection[str]) -> set[str]:
    """Return those of the bytes that nobody holds, locked."""
    return set(session.scalars(_rows(digests).with_for_update(skip_locked=True, **LOCKED)))


def _rows(digests: Collection[str]) -> Select[str]:
    """Return the query in one order for all, so that no two wait for each other."""
    return select(BlobRow.sha256).where(BlobRow.sha256.in_(digests)).order_by(BlobRow.sha256)


def drop_unused(session: Session, digests: Collection[str]) -> None:
    """Delete those of the bytes that no row shows; the deleted rows must be flushed."""
    used = {
        digest
        for column in _references()
        for digest in session.scalars(select(column).where(column.in_(digests)).distinct())
    }
    session.execute(delete(BlobRow).where(BlobRow.sha256.in_(set(digests) - used)))


def _references() -> Iterator[Column[str]]:
    """Yield every column that points to bytes."""
    target = BlobRow.__table__.c.sha256
    for table in METADATA.sorted_tables:
        yield from (key.parent for key in table.foreign_keys if key.column is target)
