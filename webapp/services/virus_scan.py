"""What somebody uploads is shown to a virus scanner first, where the installation has one."""

import logging
from datetime import datetime

from webapp.adapters.clamd import Clamd, ScannerSilentError
from webapp.db.database import Database
from webapp.domain.errors import InvalidInputError
from webapp.domain.people import Actor
from webapp.services import audit
from webapp.services.uploads import Upload

log = logging.getLogger(__name__)
FOUND = "virus_found"
_LONGEST = 200
_SILENT = (
    "Chưa nhận tệp vì bộ quét mã độc không trả lời; gửi lại sau ít phút, "
    "nếu vẫn vậy thì báo người vận hành hệ thống."
)


def demand_clean(
    database: Database, scanner: Clamd, actor: Actor, upload: Upload, field: str, *, now: datetime
) -> None:
    """Refuse a file with a virus, which the log tells; without a verdict nothing is taken."""
    try:
        virus = scanner.found_in(upload.data)
    except ScannerSilentError as error:
        log.error("no verdict of the virus scanner: %s", error)  # noqa: TRY400  # its answer says all
        raise InvalidInputError(_SILENT, field) from error
    if virus is None:
        return
    details = {"virus": virus[:_LONGEST], "file_name": upload.name[:_LONGEST]}
    with database.transaction() as session:
        audit.record(
            session, actor, FOUND, now=now, subject=f"person:{actor.person_id}", details=details
        )
    raise InvalidInputError(
        f"Tệp này có mã độc ({virus[:_LONGEST]}) nên không được nhận; "
        "báo bộ phận công nghệ thông tin kiểm tra máy đã tạo tệp.",
        field,
    )
