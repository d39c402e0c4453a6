"""«Sửa tự động» of a checked file: a new file beside the original, checked like any other."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.papers import CheckedFileRow
from webapp.db.models.plans import BlobRow
from webapp.documents.fixing.file import FIXABLE, Fixed, fix_file
from webapp.documents.reading.document import read_docx, read_package
from webapp.documents.reading.package import open_package
from webapp.domain.errors import InvalidInputError, NotFoundError
from webapp.domain.form_rules.paper import Paper
from webapp.domain.people import Actor
from webapp.domain.stages import Stage
from webapp.services import blobs, uploads
from webapp.services.check_reports import Examined, examine, from_kept, to_keep
from webapp.services.checking_files import keep_checked, own_check, readable_name, wanted_of
from webapp.services.papers import WORD
from webapp.services.uploads import CHECK

MOST_PASSAGES = 5000
"""Some 300 pages; correcting goes over them several times while a person waits."""
_NOTHING = (
    "Không có chỗ nào sửa tự động được trong tệp này; các lỗi còn lại cần người soạn thảo sửa."
)
_NOT_MENDED = "Tệp này không do sửa tự động làm ra; mở kết quả kiểm tra để xem lỗi."


@dataclass(frozen=True, slots=True)
class MendedFile:
    """What «Sửa tự động» made of a file."""

    id: int
    file_name: str
    changes: tuple[str, ...]
    """A Vietnamese sentence each."""
    counts: tuple[int, int, int]
    """Errors, warnings and hints of the new file."""
    original_id: int | None
    """None where the original's day is over."""
    counts_before: tuple[int, int, int] | None


def is_mendable(rule: str) -> bool:
    """Tell whether faults against a rule can be corrected without a person, at most places."""
    return rule in FIXABLE


def mend(database: Database, actor: Actor, check_id: int, now: datetime) -> int:
    """Make the corrected file and check it; return its id. A second tap leads to the same.

    Refuses a protected or signed file, and one in which nothing can be corrected by itself.
    """
    with database.reading() as session:
        row = own_check(session, actor, check_id, now).row
        made = _made_of(session, check_id)
        docx = session.get_one(BlobRow, row.source_sha256).content
        wanted = wanted_of(row)
    if made is not None:
        return made
    _refuse_too_long(docx)
    fixed = fix_file(docx, wanted.stage)
    if not fixed.changes:
        raise InvalidInputError(_NOTHING)
    package = open_package(fixed.data)
    examined = examine(package, read_package(package), wanted.stage, wanted.medium)
    with database.transaction() as session:
        return _keep(session, actor, check_id, fixed, examined, now=now)


def mended(database: Database, actor: Actor, check_id: int, now: datetime) -> MendedFile:
    """Return what was changed to make a corrected file, and its findings before and after."""
    with database.reading() as session:
        own = own_check(session, actor, check_id, now)
        changes = tuple(json.loads(own.row.changes))
        if not changes:
            raise NotFoundError(_NOT_MENDED)
        original_id = own.row.mended_from_id
        original = session.get(CheckedFileRow, original_id) if original_id else None
        return MendedFile(
            id=own.row.id,
            file_name=own.upload.file_name,
            changes=changes,
            counts=from_kept(own.row.report).counts,
            original_id=original_id,
            counts_before=from_kept(original.report).counts if original else None,
        )


def _refuse_too_long(docx: bytes) -> None:
    plan = read_docx(docx)
    if len(Paper(plan, Stage.DRAFT, plan.medium).passages) > MOST_PASSAGES:
        raise InvalidInputError(
            f"Văn bản dài quá {MOST_PASSAGES} đoạn nên không sửa tự động một lần; "
            "hãy chia nhỏ tệp rồi sửa từng phần."
        )


def _made_of(session: Session, check_id: int) -> int | None:
    return session.scalar(
        select(CheckedFileRow.id).where(CheckedFileRow.mended_from_id == check_id)
    )


def _keep(
    session: Session,
    actor: Actor,
    check_id: int,
    fixed: Fixed,
    examined: Examined,
    *,
    now: datetime,
) -> int:
    session.get(CheckedFileRow, check_id, with_for_update=LOCKED)  # of two taps one waits here
    own = own_check(session, actor, check_id, now)
    made = _made_of(session, check_id)
    if made is not None:
        return made
    name = readable_name(own.upload.file_name, "-da-sua-the-thuc.docx")
    row = CheckedFileRow(
        upload_id=uploads.keep(session, actor, CHECK, name, fixed.data, now=now),
        source_sha256=blobs.keep(session, fixed.data, WORD, now),
        mended_from_id=check_id,
        stage=own.row.stage,
        stage_told=own.row.stage_told,
        medium=own.row.medium,
        report=to_keep(examined),
        changes=json.dumps([one.sentence for one in fixed.changes], ensure_ascii=False),
        requested_at=now,
    )
    return keep_checked(session, actor, row, "mend_checked_file", examined, now=now)
