"""The signed PDF of another document: attached to its line by the clerk, kept with its hash."""

from dataclasses import replace
from datetime import datetime

from slugify import slugify
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.numbers import LineFileRow, RegisterRow
from webapp.db.models.plans import BlobRow
from webapp.db.queries import plans
from webapp.documents.known_files import PDF_TYPE
from webapp.domain.errors import NotFoundError
from webapp.domain.numbers_text import number_text
from webapp.domain.people import Actor
from webapp.domain.register_book import BookAction, require
from webapp.domain.signed_copy import (
    complaints,
    kept_text,
    warnings,
)
from webapp.services import audit, blobs
from webapp.services.freshness import clock
from webapp.services.line_access import demand_open, row_of
from webapp.services.other_documents import subject_of
from webapp.services.papers import Download, slug_of
from webapp.services.plain_names import plain_name
from webapp.services.signed_keeping import look
from webapp.services.signed_values import SignedFile, signed_file
from webapp.services.trust_anchors import roots_of
from webapp.services.uploads import Upload

_NO_FILE = "Dòng này không có tệp đó; mở lại trang của dòng để xem các tệp hiện có."


def files_of(session: Session, row_id: int) -> tuple[SignedFile, ...]:
    """Return the files of a line, the newest first: it is the one that goes out."""
    query = select(LineFileRow).where(LineFileRow.register_row_id == row_id)
    rows = session.scalars(query.order_by(LineFileRow.ordinal.desc())).all()
    names = plans.names_of(session, {row.added_by for row in rows})
    return tuple(signed_file(row, names[row.added_by], {}) for row in rows)


def attach(
    database: Database, actor: Actor, row_id: int, file: Upload | None, now: datetime
) -> str:
    """Keep the file as the newest of the line; return a sentence for the clerk.

    The same file is kept again where it is found to be another: other roots may be trusted by now.
    """
    require(BookAction.ATTACH, actor)
    with database.reading() as session:
        row_of(session, actor, row_id)  # another agency's is refused before a long look at the file
        roots = roots_of(session, actor.agency_id)
    looked = look(file, roots, now)
    with database.transaction() as session:
        row = row_of(session, actor, row_id)
        session.refresh(row, with_for_update=LOCKED)  # one at a time
        demand_open(row, BookAction.ATTACH)
        newest = newest_of(session, row.id)
        digest = blobs.keep(session, looked.file.data, PDF_TYPE, now)
        signed_on = str(row.signed_on or "")
        checks = replace(looked.checks, signer=row.signer_name, signed_on=signed_on)
        kept = kept_text(checks)
        if newest is not None and (newest.sha256, newest.checks) == (digest, kept):
            return f"Tệp này đã được đính lúc {clock(newest.added_at)}; không cần đính lại."
        added = LineFileRow(
            register_row_id=row.id,
            ordinal=newest.ordinal + 1 if newest is not None else 1,
            file_name=plain_name(looked.file.name),
            size=len(looked.file.data),
            sha256=digest,
            checks=kept,
            added_by=actor.person_id,
            added_at=now,
        )
        session.add(added)
        details = details_of(added)
        subject = subject_of(row)
        audit.record(session, actor, "attach_file", now=now, subject=subject, details=details)
        said = warnings(checks) + complaints(checks)
        left = f" Có {len(said)} điểm cần xem lại, ghi bên cạnh tệp." if said else ""
        return f"Đã đính tệp đã ký (bản {added.ordinal}).{left}"


def taken(database: Database, actor: Actor, row_id: int, file_id: int, now: datetime) -> Download:
    """Return the file to keep, and record who took it; every reader of the book may."""
    require(BookAction.READ, actor)
    with database.transaction() as session:
        row = row_of(session, actor, row_id)
        kept = session.get(LineFileRow, file_id)
        if kept is None or kept.register_row_id != row.id:
            raise NotFoundError(_NO_FILE)
        subject, details = subject_of(row), details_of(kept)
        audit.record(session, actor, "download_file", now=now, subject=subject, details=details)
        content = session.get_one(BlobRow, kept.sha256).content
        return Download(name_of(row, kept), content, PDF_TYPE)


def newest_of(session: Session, row_id: int) -> LineFileRow | None:
    """Return the file that goes out; None while none is attached."""
    query = select(LineFileRow).where(LineFileRow.register_row_id == row_id)
    return session.scalar(query.order_by(LineFileRow.ordinal.desc()).limit(1))


def name_of(row: RegisterRow, kept: LineFileRow) -> str:
    """Return `41-BC-UBND-2026-bao-cao-….pdf`; of a file that others followed, with its turn."""
    notation = slugify(row.notation, lowercase=False)
    turn = f"-ban-{kept.ordinal}" if kept.ordinal > 1 else ""
    return f"{number_text(row.number)}-{notation}-{row.year}-{slug_of(row.subject)}{turn}.pdf"


def details_of(kept: LineFileRow) -> dict[str, object]:
    """Return what events say of a file."""
    return {"file": kept.ordinal, "sha256": kept.sha256}
