"""One line of the book: what it says, what is added to it later, and its crossing out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.audit import OF_NO_PLAN, AuditRow
from webapp.db.models.numbers import RegisterRow, SeriesRow
from webapp.db.models.organisations import PersonRow, UnitRow
from webapp.db.models.plans import PlanRow
from webapp.domain.errors import NotFoundError
from webapp.domain.people import Actor
from webapp.domain.reasons import sound_reason
from webapp.domain.register_book import (
    BookAction,
    BookRules,
    LineKind,
    line_refusal,
    refusal,
    require,
)
from webapp.domain.text import clean, squeeze
from webapp.domain.voiding import NOWHERE, Traces
from webapp.services import audit, numbering
from webapp.services.book_entries import BookEntry, columns_of, entry_of, told
from webapp.services.book_marks import marks_on, standings_on, waiting_on
from webapp.services.dispatch_pages import dispatches_of_line
from webapp.services.dispatch_values import Dispatches
from webapp.services.followers import demand_not_recalled, standing_of
from webapp.services.line_access import NOT_FOUND, demand_open, kind_of, row_of
from webapp.services.line_files import files_of
from webapp.services.number_traces import demand_not_out, demand_unsent, traces_of
from webapp.services.other_documents import subject_of
from webapp.services.outgoing import PaperKey
from webapp.services.setting_changes import assign, demand_fresh
from webapp.services.signed_values import SignedFile


@dataclass(frozen=True, slots=True)
class LineEvent:
    """What was done to the line after it was written."""

    at: datetime
    who: str
    sentence: str


@dataclass(frozen=True, slots=True)
class LineSending:
    """The signed file of another document, and whom it was sent to."""

    paper: PaperKey
    files: tuple[SignedFile, ...]
    """The newest first."""
    dispatches: Dispatches
    may_attach: bool


@dataclass(frozen=True, slots=True)
class LinePage:
    """Everything that the book knows of one number."""

    row_id: int
    version: int
    number: int
    number_text: str
    kind: LineKind
    status: str
    series_id: int
    series_name: str
    year: int
    promulgated_on: date
    type_name: str
    subject: str
    signer_name: str
    signer_position: str
    signed_on: date | None
    recipients: str
    unit_name: str
    priority: str
    entry: BookEntry
    marks: str
    waits: bool
    """A paper from before a restore bears the number: the line is to be written anew from it."""
    plan_id: int | None
    registered_by: str
    registered_at: datetime
    events: tuple[LineEvent, ...]
    sending: LineSending
    may_fill_in: bool
    may_void: bool
    kept_why: str
    """To the clerk: why the number of a paper that is out is not crossed out; empty elsewhere."""

    @property
    def suggested(self) -> BookEntry:
        """Return what the form of additions begins with: pages nobody counted as the file says."""
        files = self.sending.files
        if self.entry.pages is not None or not files:
            return self.entry
        return replace(self.entry, pages=files[0].checks.pages)


@dataclass(frozen=True, slots=True)
class FillIn:
    """What the form that adds to a line brings."""

    row_id: int
    version: int
    entry: BookEntry


@dataclass(frozen=True, slots=True)
class Crossing:
    """What the form that crosses a line out brings."""

    row_id: int
    version: int
    reason: str


def line_page(database: Database, actor: Actor, row_id: int) -> LinePage:
    """Return the line for every member of its agency."""
    require(BookAction.READ, actor)
    with database.reading() as session:
        row = row_of(session, actor, row_id)
        kind = kind_of(row, closed=numbering.is_closed(session, row.series_id, row.year))
        unit = session.get(UnitRow, row.unit_id) if row.unit_id else None
        ended = standing_of(session, row.plan_id or 0)
        traces = traces_of(session, row.id, row.plan_id, ended)
        return LinePage(
            row_id=row.id,
            version=row.version,
            number=row.number,
            number_text=numbering.number_and_notation(row.number, row.notation),
            kind=kind,
            status=row.status,
            series_id=row.series_id,
            series_name=session.get_one(SeriesRow, row.series_id).name,
            year=row.year,
            promulgated_on=row.promulgated_on,
            type_name=row.type_name,
            subject=row.subject,
            signer_name=row.signer_name,
            signer_position=row.signer_position,
            signed_on=row.signed_on,
            recipients=row.recipients,
            unit_name=unit.name if unit else "",
            priority=row.priority,
            entry=entry_of(row),
            marks=marks_on(session, [row], standings_on(session, [row]))[row.id],
            waits=row.id in waiting_on(session, [row]),
            plan_id=row.plan_id,
            registered_by=session.get_one(PersonRow, row.registered_by).full_name,
            registered_at=row.registered_at,
            events=_events(session, row),
            sending=_sending(session, actor, row),
            may_fill_in=_may(BookAction.FILL_IN, actor, kind) and not ended.recalled_by,
            may_void=_may(BookAction.VOID, actor, kind, traces),
            kept_why=_kept_why(actor, kind, traces),
        )


def line_of_plan(database: Database, actor: Actor, plan_id: int) -> int:
    """Return the line in which a plan of the agency stands."""
    require(BookAction.READ, actor)
    with database.reading() as session:
        row_id = session.scalar(
            select(RegisterRow.id).where(
                RegisterRow.plan_id == plan_id, RegisterRow.agency_id == actor.agency_id
            )
        )
    if row_id is None:
        raise NotFoundError(NOT_FOUND)
    return row_id


def fill_in(database: Database, actor: Actor, wanted: FillIn, now: datetime) -> None:
    """Add to columns 6 to 10 and the file of a line; what it numbers never changes."""
    require(BookAction.FILL_IN, actor)
    with database.transaction() as session:
        row = _held(session, actor, wanted.row_id, BookAction.FILL_IN)
        demand_not_recalled(session, row.plan_id or 0)
        demand_fresh(row.version, wanted.version, "dòng này")
        columns = columns_of(wanted.entry, row.promulgated_on, vietnam_today(now))
        if columns["sent_on"] is None:
            demand_unsent(session, row)
        changes = assign(row, columns)
        audit.record(
            session,
            actor,
            "fill_in",
            now=now,
            plan=row.plan_id,
            subject=subject_of(row),
            details={"changes": changes},
        )


def void_line(database: Database, actor: Actor, wanted: Crossing, now: datetime) -> None:
    """Cross the line out with its reason; its number is never given again (Điều 15.1)."""
    require(BookAction.VOID, actor)
    typed = squeeze(clean(wanted.reason).text)
    reason = sound_reason(typed, "Ghi lý do hủy số; lý do đứng trong sổ.", "reason")
    with database.transaction() as session:
        row = _held(session, actor, wanted.row_id, BookAction.VOID)
        demand_not_out(session, row)
        demand_fresh(row.version, wanted.version, "dòng này")
        row.status, row.void_reason = "void", reason
        row.voided_by, row.voided_at = actor.person_id, now
        number = numbering.number_and_notation(row.number, row.notation)
        details = {"number": number, "note": reason}
        audit.record(session, actor, "void_line", now=now, subject=subject_of(row), details=details)


def _held(session: Session, actor: Actor, row_id: int, action: BookAction) -> RegisterRow:
    """Return the line, locked after its plan and book; refuse what its kind does not allow."""
    row = row_of(session, actor, row_id)
    if row.plan_id is not None:
        session.get_one(PlanRow, row.plan_id, with_for_update=LOCKED)  # nobody recalls it meanwhile
    numbering.hold_line(session, row)
    demand_open(row, action)
    return row


def _may(action: BookAction, actor: Actor, kind: LineKind, traces: Traces = NOWHERE) -> bool:
    refused = refusal(action, actor, BookRules()) or line_refusal(action, kind, traces)
    return refused is None


def _kept_why(actor: Actor, kind: LineKind, traces: Traces) -> str:
    may_otherwise = _may(BookAction.VOID, actor, kind)
    return (line_refusal(BookAction.VOID, kind, traces) or "") if may_otherwise else ""


def _sending(session: Session, actor: Actor, row: RegisterRow) -> LineSending:
    return LineSending(
        paper=PaperKey(row_id=row.id),
        files=files_of(session, row.id),
        dispatches=dispatches_of_line(session, actor, row),
        may_attach=_may(BookAction.ATTACH, actor, kind_of(row, closed=False)),
    )


_SENTENCES = {
    "register": "cấp số, vào sổ",
    "enter_paper": "ghi lại từ sổ giấy",
    "fill_in": "bổ sung",
    "void_line": "hủy số",
    "reservation_expired": "hủy số giữ đã hết ngày",
    "attach_file": "đính tệp đã ký",
    "download_file": "tải tệp đã ký",
    "export_edxml": "tải gói edXML",
    "dispatch": "ghi gửi",
    "dispatch_return": "ghi kết quả gửi",
}


def _events(session: Session, row: RegisterRow) -> tuple[LineEvent, ...]:
    """Return what was done to the line, newest first; of a plan what its history does not say."""
    query = select(AuditRow).where(
        AuditRow.agency_id == row.agency_id,
        AuditRow.subject == subject_of(row),
        OF_NO_PLAN if row.plan_id is None else AuditRow.plan_id == row.plan_id,
    )
    found = session.scalars(query.order_by(AuditRow.ordinal.desc()))
    return tuple(LineEvent(one.at, one.actor_name, _sentence(one)) for one in found)


def _sentence(event: AuditRow) -> str:
    details = json.loads(event.details)
    said = _SENTENCES[event.action]
    return f"{said} {_of_what(details)}".strip()


def _of_what(details: Mapping[str, Any]) -> str:
    """Return which columns, file or places an event is about."""
    if "file" in details:
        return f"bản {details['file']}"
    if "receipt" in details:
        return f"{details['place']}: {str(details['receipt']).lower()}"
    if "count" in details:
        return f"{details['count']} nơi nhận"
    return told(details.get("changes", ()))
