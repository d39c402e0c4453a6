"""What was written down beside the audit log, held against its own hash and against the events.

Kept files are held against their key, texts against their hash; what a plan, its texts, its
decisions and its line of the register say, against what the events told when it happened.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Executable, Row, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.models.audit import OF_NO_PLAN, AuditRow
from webapp.db.models.copies import CopyRow
from webapp.db.models.numbers import RegisterRow
from webapp.db.models.plans import BlobRow, PlanRow, RevisionRow
from webapp.db.models.process import StepRow
from webapp.db.models.recalls import RecallAnswerRow
from webapp.db.models.recipients import DispatchRow
from webapp.domain.errors import InvalidInputError
from webapp.domain.plan_json import content_hash, from_json
from webapp.services.audit import UNREADABLE
from webapp.services.numbering import number_and_notation

_Found = Row[*tuple[Any, ...]]
_PLANS_AT_ONCE = 500
_FILES_AT_ONCE = 8
_DECIDED = ("approved", "returned")
_NUMBERING = ("number", "register", "enter_paper")
_VOIDING = ("void", "void_line", "reservation_expired")
_STAYING = ("draft", "returned")
"""States that a new text does not change; a text that comes later takes the plan back."""
_LINE = (
    RegisterRow.id,
    RegisterRow.agency_id,
    RegisterRow.plan_id,
    RegisterRow.number,
    RegisterRow.notation,
    RegisterRow.promulgated_on,
    RegisterRow.status,
    RegisterRow.reservation_id,
    RegisterRow.backdated_reason,
)
_OF_COPY: Mapping[str, InstrumentedAttribute[Any]] = {
    "kind": CopyRow.kind,
    "form": CopyRow.form,
    "amount": CopyRow.amount,
    "note": CopyRow.purpose,
    "parts": CopyRow.parts,
    "signer": RegisterRow.signer_name,
    "recipients": RegisterRow.recipients,
    "source": CopyRow.source_sha256,
    "word": CopyRow.word_sha256,
}
"""Where a copy's row, or its line of the register, has what its event says."""
_OF_RECALL: Mapping[str, InstrumentedAttribute[Any]] = {
    "dispatch": RecallAnswerRow.dispatch_id,
    "answer": RecallAnswerRow.answer,
    "said_by": RecallAnswerRow.said_by,
    "note": RecallAnswerRow.note,
}
"""Where the row of a confirmation has what its event says, beside the day."""


@dataclass(frozen=True, slots=True)
class EvidenceFault:
    """A record that is not what was written."""

    where: str
    """«kế hoạch 7, bản 2»."""
    message: str


@dataclass(slots=True)
class _Told:
    """What the events of one plan, or of one line of the register, say."""

    stands: str = "draft"
    """Empty after a deed whose event does not name the new state."""
    texts: dict[int, str] = field(default_factory=dict)
    """Hash by the text's ordinal."""
    bound: set[str] = field(default_factory=set)
    """Hashes of the texts that decisions were bound to."""
    deeds: set[tuple[str | None, datetime, int | None]] = field(default_factory=set)
    """At which step, when, who."""
    numbers: dict[str, date | None] = field(default_factory=dict)
    """Numbers that were given, with the day; None where the line has a day of its own."""
    copies: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What was said of each bản sao, by its number."""
    recalls: dict[int, dict[str, Any]] = field(default_factory=dict)
    """What was said of each confirmation of a recall, by its row."""
    voided: bool = False


def verify(database: Database) -> Iterator[EvidenceFault]:
    """Yield every record that is not what was written; reads one state of the data."""
    try:
        yield from _faults(database)
    except UNREADABLE:
        yield EvidenceFault("cơ sở dữ liệu", "có dòng không đọc được nữa")


def _faults(database: Database) -> Iterator[EvidenceFault]:
    with database.reading() as session:
        yield from _changed_files(session)
        ids = session.scalars(select(PlanRow.id).order_by(PlanRow.id)).all()
        for start in range(0, len(ids), _PLANS_AT_ONCE):
            some = ids[start : start + _PLANS_AT_ONCE]
            yield from _faults_of_plans(session, some[0], some[-1])
        yield from _faults_of_other_lines(session)


def _changed_files(session: Session) -> Iterator[EvidenceFault]:
    query = select(BlobRow.sha256, BlobRow.content)
    for key, content in session.execute(query, execution_options={"yield_per": _FILES_AT_ONCE}):
        if sha256(content).hexdigest() != key:
            yield EvidenceFault(f"tệp {key}", "nội dung đã bị sửa")


def _faults_of_plans(session: Session, first: int, last: int) -> Iterator[EvidenceFault]:
    told = _told_by_events(session, first, last)
    for check, query in _CHECKS:
        for row in session.execute(query(first, last)):
            where = f"kế hoạch {row.plan_id}"
            for message in check(row, told.get(row.plan_id, _Told())):
                yield EvidenceFault(where, message)
    for plan_id, events in told.items():
        if events.texts:
            missing = ", ".join(map(str, sorted(events.texts)))
            yield EvidenceFault(f"kế hoạch {plan_id}", f"thiếu bản {missing}")
        for number in sorted(events.copies):
            yield EvidenceFault(f"kế hoạch {plan_id}", f"thiếu bản sao số {number}")
        if events.recalls:
            places = ", ".join(str(one.get("place")) for one in events.recalls.values())
            yield EvidenceFault(f"kế hoạch {plan_id}", f"thiếu xác nhận thu hồi của {places}")


def _faults_of_other_lines(session: Session) -> Iterator[EvidenceFault]:
    """Look at the lines of papers that are no plans, as many at once as of plans."""
    lines = select(*_LINE).where(RegisterRow.plan_id.is_(None)).order_by(RegisterRow.id)
    for some in session.execute(
        lines, execution_options={"yield_per": _PLANS_AT_ONCE}
    ).partitions():
        agencies = {row.agency_id for row in some}
        told = _told_of_lines(session, agencies, [f"register:{row.id}" for row in some])
        for row in some:
            for message in _faults_of_line(row, told.get(f"register:{row.id}", _Told())):
                yield EvidenceFault(f"dòng {row.id} của sổ", message)


def _told_of_lines(
    session: Session, agencies: Collection[int], subjects: Sequence[str]
) -> dict[str, _Told]:
    told: dict[str, _Told] = {}
    query = (
        select(AuditRow.subject, AuditRow.action, AuditRow.at, AuditRow.actor_id, AuditRow.details)
        .where(AuditRow.agency_id.in_(agencies), AuditRow.subject.in_(subjects), OF_NO_PLAN)
        .order_by(AuditRow.agency_id, AuditRow.subject, AuditRow.ordinal)  # as the index has them
    )
    for row in session.execute(query):
        _hear(told.setdefault(row.subject, _Told()), row, _object(row.details))
    return told


def _told_by_events(session: Session, first: int, last: int) -> dict[int, _Told]:
    told: dict[int, _Told] = {}
    query = (
        select(AuditRow.plan_id, AuditRow.action, AuditRow.at, AuditRow.actor_id, AuditRow.details)
        .where(AuditRow.plan_id.between(first, last))
        .order_by(AuditRow.plan_id, AuditRow.ordinal)
    )
    for row in session.execute(query):
        _hear(told.setdefault(row.plan_id, _Told()), row, _object(row.details))
    return told


def _hear(told: _Told, event: _Found, details: dict[str, Any]) -> None:
    told.deeds.add((details.get("from"), event.at, event.actor_id))
    if {"from", "to", "round"} <= details.keys():
        told.stands = details["to"]
    # A download names the revision too, with the hash of the file.
    if event.action != "download" and {"revision", "sha256"} <= details.keys():
        told.texts[details["revision"]] = details["sha256"]
        told.stands = told.stands if told.stands in _STAYING else ""
    told.bound |= {details[name] for name in ("sha256", "revision_sha256") if name in details}
    if event.action in _NUMBERING and "number" in details:
        told.numbers[details["number"]] = _day_of(event, details)
    if event.action == "copy":
        told.copies[str(details.get("copy"))] = details
    if event.action == "recall_answer":
        told.recalls[int(details.get("recall_answer", 0))] = details
    told.voided |= event.action in _VOIDING


def _day_of(event: _Found, details: dict[str, Any]) -> date | None:
    """Return the date that the line got; older events say it only where it was that day's."""
    if "day" in details:
        return date.fromisoformat(details["day"])
    return vietnam_today(event.at) if event.action == "number" else None


def _object(text: str) -> dict[str, Any]:
    """Return what an event says; one that was changed into no JSON says nothing."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _faults_of_text(row: _Found, told: _Told) -> Iterator[str]:
    try:
        intact = content_hash(from_json(json.loads(row.content))) == row.content_sha256
    except (ValueError, InvalidInputError):  # a change left no plan
        intact = False
    if not intact:
        yield f"lời văn của bản {row.ordinal} đã bị sửa"
    if told.texts.pop(row.ordinal, row.content_sha256) != row.content_sha256:
        yield f"mã của bản {row.ordinal} khác nhật ký"


def _faults_of_decision(row: _Found, told: _Told) -> Iterator[str]:
    where = f"quyết định ở bước «{row.step_key}» lần trình {row.round}"
    if (row.step_key, row.decided_at, row.decided_by) not in told.deeds:
        yield f"{where} không có trong nhật ký"
    if row.revision_sha256 is not None and row.revision_sha256 not in told.bound:
        yield f"{where} gắn với bản văn không có trong nhật ký"


def _faults_of_line(row: _Found, told: _Told) -> Iterator[str]:
    number = number_and_notation(row.number, row.notation)
    day = told.numbers.get(number)
    reserved = row.reservation_id is not None and row.status != "issued"
    backdated = day is None or row.backdated_reason != ""
    if not reserved and number not in told.numbers:
        yield f"dòng sổ số {number} không có trong nhật ký"
    elif not reserved and not backdated and day != row.promulgated_on:
        yield f"ngày của dòng sổ số {number} khác nhật ký"
    if row.status != _status(told):
        yield f"việc cấp hoặc hủy số {number} khác nhật ký"


def _faults_of_copy(row: _Found, told: _Told) -> Iterator[str]:
    number = number_and_notation(row.number, row.notation)
    told_of = told.copies.pop(number, None)
    if told_of is None:
        yield f"bản sao số {number} không có trong nhật ký"
    elif any(told_of.get(name) != getattr(row, name) for name in _OF_COPY):
        yield f"bản sao số {number} khác nhật ký"


def _faults_of_recall(row: _Found, told: _Told) -> Iterator[str]:
    told_of = told.recalls.pop(row.id, {})
    wrong = [one for one in _OF_RECALL if told_of.get(one) != getattr(row, one)]
    if wrong or told_of.get("day") != row.day.isoformat():
        yield f"xác nhận thu hồi của {row.name} khác nhật ký"


def _status(told: _Told) -> str:
    """Return what a line is after what was told of it."""
    if told.voided:
        return "void"
    return "issued" if told.numbers else "reserved"


def _faults_of_plan(row: _Found, told: _Told) -> Iterator[str]:
    if told.stands and row.state != told.stands:
        yield "trạng thái khác nhật ký"
    if (row.number, row.day) != (row.code_number, row.promulgated_on):
        yield "số hoặc ngày khác sổ đăng ký"


def _texts(first: int, last: int) -> Executable:
    columns = (
        RevisionRow.plan_id,
        RevisionRow.ordinal,
        RevisionRow.content,
        RevisionRow.content_sha256,
    )
    return select(*columns).where(RevisionRow.plan_id.between(first, last))


def _decisions(first: int, last: int) -> Executable:
    columns = (
        StepRow.plan_id,
        StepRow.step_key,
        StepRow.round,
        StepRow.decided_at,
        StepRow.decided_by,
        StepRow.revision_sha256,
    )
    chosen = StepRow.plan_id.between(first, last)
    return select(*columns).where(chosen, StepRow.decision.in_(_DECIDED))


def _lines(first: int, last: int) -> Executable:
    return select(*_LINE).where(RegisterRow.plan_id.between(first, last))


def _copies(first: int, last: int) -> Executable:
    said = (column.label(name) for name, column in _OF_COPY.items())
    columns = (CopyRow.plan_id, RegisterRow.number, RegisterRow.notation)
    joined = select(*columns, *said).join(RegisterRow, RegisterRow.id == CopyRow.register_row_id)
    return joined.where(CopyRow.plan_id.between(first, last)).order_by(CopyRow.id)


def _recalls(first: int, last: int) -> Executable:
    said = (column.label(name) for name, column in _OF_RECALL.items())
    columns = (DispatchRow.plan_id, DispatchRow.name, RecallAnswerRow.id, RecallAnswerRow.day)
    joined = select(*columns, *said).join(
        DispatchRow, DispatchRow.id == RecallAnswerRow.dispatch_id
    )
    return joined.where(DispatchRow.plan_id.between(first, last)).order_by(RecallAnswerRow.id)


def _plans(first: int, last: int) -> Executable:
    columns = (
        PlanRow.id.label("plan_id"),
        PlanRow.state,
        PlanRow.code_number,
        PlanRow.promulgated_on,
        RegisterRow.number,
        RegisterRow.promulgated_on.label("day"),
    )
    joined = select(*columns).outerjoin(RegisterRow, RegisterRow.id == PlanRow.register_row_id)
    return joined.where(PlanRow.id.between(first, last))


Check = Callable[[_Found, _Told], Iterable[str]]
_CHECKS: Sequence[tuple[Check, Callable[[int, int], Executable]]] = (
    (_faults_of_plan, _plans),
    (_faults_of_text, _texts),
    (_faults_of_decision, _decisions),
    (_faults_of_line, _lines),
    (_faults_of_copy, _copies),
    (_faults_of_recall, _recalls),
)
