"""«Tải báo cáo»: what the check of a file found, as a Word file to hand on."""

import json
from datetime import datetime

from webapp.adapters.clock import VIETNAM
from webapp.db.database import Database
from webapp.documents.check_report import Report, make_report
from webapp.domain.people import Actor
from webapp.domain.plan import Medium
from webapp.domain.stages import Stage
from webapp.services.check_reports import from_kept
from webapp.services.checking_files import own_check, readable_name, record
from webapp.services.papers import STAGE_LABELS, WORD, Download

MEDIUM_LABELS = {Medium.PAPER: "Văn bản giấy", Medium.ELECTRONIC: "Văn bản điện tử"}


def report(database: Database, actor: Actor, check_id: int, now: datetime) -> Download:
    """Return the report on the person's own file, and record that it was taken."""
    with database.transaction() as session:
        own = own_check(session, actor, check_id, now)
        row, name = own.row, own.upload.file_name
        examined = from_kept(row.report)
        medium = MEDIUM_LABELS[Medium(row.medium)].lower()
        data = make_report(
            Report(
                file_name=name,
                about=examined.about,
                checked_as=f"{STAGE_LABELS[Stage(row.stage)]}, {medium}",
                checked_at=own.upload.created_at.astimezone(VIETNAM),
                findings=examined.findings,
                labels=examined.labels,
                not_run=tuple(f"{one.title}: {one.reason}" for one in examined.not_run),
                changes=tuple(json.loads(row.changes)),
            )
        )
        record(session, actor, "download_check_report", row, now)
        return Download(readable_name(name, "-bao-cao-the-thuc.docx"), data, WORD)
