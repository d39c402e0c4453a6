"""An administrator's Word template: checked, looked at, and taken into use from a day."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.adapters.clock import VIETNAM, vietnam_today
from webapp.adapters.own_process import run_module
from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.organisations import AgencyRow
from webapp.db.models.papers import TemplateVersionRow
from webapp.documents.paper import DraftNote, OpenDate
from webapp.documents.render import render
from webapp.documents.template_files import TemplateFiles, pack
from webapp.domain.dates import BlankDate
from webapp.domain.errors import InvalidInputError
from webapp.domain.people import Actor
from webapp.domain.stages import Stage
from webapp.services import audit, blobs, uploads
from webapp.services.papers import WORD, Download
from webapp.services.rules import ZIP, Rules, stored_template
from webapp.services.setting_changes import demand_administrator, line
from webapp.services.uploads import TEMPLATE

CHECKER = "webapp.documents.template_trial"
"""The module that judges a file, in a process of its own."""
_UNCHECKED = (
    "Không kiểm tra xong tệp này trong thời gian và bộ nhớ cho phép; "
    "hãy làm lại từ mẫu có sẵn của hệ thống."
)
_STAGE_NAMES = {Stage.DRAFT: "du-thao", Stage.SIGNING: "trinh-ky", Stage.ISSUED: "phat-hanh"}


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check of an uploaded file found."""

    faults: tuple[str, ...]
    """One sentence each, with its place."""
    upload_id: int | None
    """Where the file waits for a day; None where it was refused."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that passed the check and waits for the administrator's word."""

    name: str
    template_label: str
    file_name: str
    placeholders: tuple[tuple[str, str], ...]
    """Placeholder and label of what the template shows."""


@dataclass(frozen=True, slots=True)
class UseInput:
    """What the form «Dùng từ ngày …» brings."""

    name: str
    upload_id: int
    label: str
    used_from: date


def check_upload(
    database: Database,
    rules: Rules,
    actor: Actor,
    name: str,
    file: uploads.Upload,
    *,
    now: datetime,
) -> Checked:
    """Check a Word file against the shipped template of the name; keep it where it passes."""
    demand_administrator(actor)
    files = replace(rules.template_files(name), docx=file.data)
    answer = run_module(CHECKER, pack(files))
    if answer is None:
        return Checked((_UNCHECKED,), None)
    faults = tuple(json.loads(answer))
    if faults:
        return Checked(faults, None)
    with database.transaction() as session:
        kept = uploads.keep(session, actor, _purpose(name), file.name, file.data, now=now)
        return Checked((), kept)


def waiting(
    database: Database, rules: Rules, actor: Actor, name: str, upload_id: int, *, now: datetime
) -> Waiting:
    """Return the report on a file that passed."""
    demand_administrator(actor)
    with database.reading() as session:
        file = uploads.fetch(session, actor, _purpose(name), upload_id, now=now)
    shipped = rules.template(name)
    fields = tuple((field.placeholder, field.label) for field in shipped.fields)
    return Waiting(name, shipped.label, file.name, fields)


def trial_paper(
    database: Database,
    rules: Rules,
    actor: Actor,
    use: tuple[str, int],
    stage: Stage,
    *,
    now: datetime,
) -> Download:
    """Return the sample plan on a waiting template, given by name and upload."""
    demand_administrator(actor)
    name = use[0]
    with database.reading() as session:
        files = _files(session, rules, actor, use, now)
        blank = BlankDate(session.get_one(AgencyRow, actor.agency_id).blank_date)
    note = DraftNote(1, now.astimezone(VIETNAM))
    open_date = OpenDate(blank, vietnam_today(now))
    template, sample = stored_template(pack(files)), rules.template(name).sample
    data = render(sample, template, stage, note, open_date)
    return Download(f"thu-{name.replace('_', '-')}-{_STAGE_NAMES[stage]}.docx", data, WORD)


def use_from(
    database: Database, rules: Rules, actor: Actor, values: UseInput, now: datetime
) -> int:
    """Make a waiting file the agency's version from a day; return the version's id."""
    demand_administrator(actor)
    label = line(values.label, "tên gọi của bản mẫu", "label")
    if values.used_from < vietnam_today(now):
        raise InvalidInputError("Chọn ngày bắt đầu dùng từ hôm nay trở đi.", "used_from")
    with database.transaction() as session:
        session.get_one(AgencyRow, actor.agency_id, with_for_update=LOCKED)  # one change at a time
        files = _files(session, rules, actor, (values.name, values.upload_id), now)
        uploads.forget(session, actor, _purpose(values.name), values.upload_id)
        row = TemplateVersionRow(
            agency_id=actor.agency_id,
            name=values.name,
            ordinal=_next_ordinal(session, actor, values.name),
            label=label,
            sha256=blobs.keep(session, pack(files), ZIP, now),
            used_from=values.used_from,
            uploaded_by=actor.person_id,
            uploaded_at=now,
        )
        session.add(row)
        audit.write_ahead(session)
        details = {
            "name": row.name,
            "ordinal": row.ordinal,
            "label": label,
            "used_from": values.used_from.isoformat(),
            "sha256": row.sha256,
        }
        subject = f"template_version:{row.id}"
        audit.record(session, actor, "add_template", now=now, subject=subject, details=details)
        return row.id


def discard(database: Database, actor: Actor, name: str, upload_id: int) -> None:
    """Drop a waiting file."""
    demand_administrator(actor)
    with database.transaction() as session:
        uploads.forget(session, actor, _purpose(name), upload_id)


def sentences(faults: Iterable[str]) -> tuple[str, ...]:
    """Return the faults with a capital at the start of each."""
    return tuple(fault[:1].upper() + fault[1:] for fault in faults)


def _purpose(name: str) -> str:
    return f"{TEMPLATE}:{name}"


def _files(
    session: Session, rules: Rules, actor: Actor, use: tuple[str, int], now: datetime
) -> TemplateFiles:
    name, upload_id = use
    file = uploads.fetch(session, actor, _purpose(name), upload_id, now=now)
    return replace(rules.template_files(name), docx=file.data)


def _next_ordinal(session: Session, actor: Actor, name: str) -> int:
    last = select(func.max(TemplateVersionRow.ordinal)).where(
        TemplateVersionRow.agency_id == actor.agency_id, TemplateVersionRow.name == name
    )
    return (session.scalar(last) or 0) + 1
