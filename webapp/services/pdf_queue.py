"""The rows that wait for a PDF, of whatever table: claimed by one worker, their end noted once.

A crash leaves rows «running»; they are taken up again after a while, three times at most.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.copies import CopyPdfRow
from webapp.db.models.dossier import DossierPagesRow
from webapp.db.models.papers import CheckedFileRow, PdfRow

MOST_TRIES = 3
LEFT_BY_A_CRASH = timedelta(minutes=30)
"""Longer than any batch takes: twenty files that hang, each to its time limit."""
NOT_CONVERTED = (
    "LibreOffice không chuyển được văn bản này sang PDF; bấm «Thử lại» hoặc báo quản trị."
)
_GAVE_UP = "Chuyển sang PDF không xong sau 3 lần; bấm «Thử lại» hoặc báo quản trị."
Row = TypeVar("Row", PdfRow, CheckedFileRow, DossierPagesRow, CopyPdfRow)


def claim(session: Session, table: type[Row], most: int, now: datetime) -> list[Row]:
    """Mark rows as running, for this process alone; give up on those that were tried often."""
    left = and_(table.state == "running", table.started_at < now - LEFT_BY_A_CRASH)
    rows = session.scalars(
        select(table)
        .where(or_(table.state == "waiting", left))
        .order_by(table.id)
        .limit(most)
        .with_for_update(skip_locked=True, **LOCKED)
    ).all()
    for row in rows:
        if row.tries >= MOST_TRIES:
            row.becomes("failed", _GAVE_UP)
        else:
            row.becomes("running")
            row.started_at = now
            row.tries += 1
    return [row for row in rows if row.state == "running"]


@contextmanager
def ending(
    database: Database, table: type[Row], row_id: int
) -> Iterator[tuple[Session, Row | None]]:
    """Give the claimed row to note its end in; None where another was as quick, or it is gone."""
    with database.transaction() as session:
        row = session.get(table, row_id, with_for_update=LOCKED)
        yield session, row if row is not None and row.state == "running" else None


def try_again(row: Row) -> None:
    """Let the worker take a failed row up afresh."""
    row.becomes("waiting")
    row.tries = 0


def say_what_is_missing(database: Database, table: type[Row], sentence: str) -> None:
    """Tell whoever waits why nothing is made; it is made once the lack is gone."""
    silent = select(table).where(table.state == "waiting", table.reason == "")
    with database.reading() as session:
        if session.scalar(silent.limit(1)) is None:
            return
    with database.transaction() as session:
        rows: Sequence[Row] = session.scalars(silent).all()
        for row in rows:
            row.reason = sentence
