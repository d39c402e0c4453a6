"""The hash of a closed book: over every line in the order of its number, as it stands for good."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.models.numbers import ClosingRow, RegisterRow

LEFT_OUT = frozenset({"id", "version", "entry_key"})
"""What no reader of the book sees."""
HASHED = (
    "agency_id", "backdated_reason", "copies", "copies_kept", "document_type_id", "file_notation",
    "kept_by", "notation", "note", "number", "origin", "pages", "plan_id", "priority",
    "promulgated_on", "received_by", "recipients", "registered_at", "registered_by",
    "reservation_id", "retention", "sent_on", "series_id", "signed_on", "signer_name",
    "signer_position", "status", "subject", "type_name", "unit_id", "void_reason", "voided_at",
    "voided_by", "year",
)  # fmt: skip
"""What a reader of the book sees, by name: a column that comes later would change the hash of
every book that was closed before, so that each would read as falsified."""


@dataclass(frozen=True, slots=True)
class BookFault:
    """A closed book that is not what was closed."""

    agency_id: int
    series_id: int
    year: int


@dataclass(frozen=True, slots=True)
class Held:
    """What a book holds."""

    lines: int
    voids: int
    sha256: str


def held_by(session: Session, series_id: int, year: int) -> Held:
    """Count the lines of a book and hash them."""
    book = (RegisterRow.series_id == series_id, RegisterRow.year == year)
    query = select(RegisterRow).where(*book).order_by(RegisterRow.number)
    digest, lines, voids = sha256(), 0, 0
    for row in session.scalars(query.execution_options(yield_per=500)):
        digest.update(_canonical(row).encode())
        lines, voids = lines + 1, voids + (row.status == "void")
    return Held(lines, voids, digest.hexdigest())


def verify_closed(database: Database) -> tuple[BookFault, ...]:
    """Return every closed book whose lines are not those that were closed."""
    with database.reading() as session:
        closings = session.scalars(select(ClosingRow).order_by(ClosingRow.id)).all()
        return tuple(_faults(session, closings))


def _faults(session: Session, closings: Iterable[ClosingRow]) -> Iterable[BookFault]:
    for closing in closings:
        if held_by(session, closing.series_id, closing.year).sha256 != closing.sha256:
            yield BookFault(closing.agency_id, closing.series_id, closing.year)


def _canonical(row: RegisterRow) -> str:
    values = {name: _plain(getattr(row, name)) for name in HASHED}
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")) + "\n"


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value
