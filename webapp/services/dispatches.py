"""Sending an issued paper to places of the directory, and what came back from each (Điều 18)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.models.recipients import DispatchReturnRow, DispatchRow, RecipientRow
from webapp.domain.dispatching import (
    RECEIPT_LABELS,
    Channel,
    DirectoryAction,
    Receipt,
    Return,
    channel_refusal,
    demand_sound,
    require,
    usual_channel,
)
from webapp.domain.errors import InvalidInputError, NotFoundError
from webapp.domain.faults import Faults
from webapp.domain.people import Actor
from webapp.domain.reasons import short_reason
from webapp.domain.text import clean, squeeze
from webapp.services import audit, dispatch_letters, numbering
from webapp.services.outgoing import (
    Outgoing,
    PaperKey,
    demand_sendable,
    demand_standing,
    has_file,
    hold,
    open_to_send,
    paper_of,
)
from webapp.services.recipients import NOT_FOUND, is_own, place_of
from webapp.services.rules import Rules

_NO_DISPATCH = "Không tìm thấy lần gửi này; mở trang của văn bản rồi chọn lại."


@dataclass(frozen=True, slots=True)
class Sending:
    """What the form of a dispatch brings."""

    paper: PaperKey
    recipient_ids: tuple[int, ...]
    channel: str = ""
    """One for all; empty: as the directory says for each."""
    sent_on: date | None = None
    """None: today; a paper may have gone earlier."""
    confirmed: bool = False
    """Letters cannot be taken back."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of it."""

    count: int
    skipped: int
    """Places that have it already, sent in the same way."""

    @property
    def message(self) -> str:
        """Return it as a sentence."""
        before = f" {self.skipped} nơi đã gửi trước đó, không gửi lại." if self.skipped else ""
        return f"Đã ghi gửi {self.count} nơi.{before}"


@dataclass(frozen=True, slots=True)
class Recording:
    """What the form of a return brings."""

    dispatch_id: int
    receipt: str
    day: date | None
    reason: str = ""


def send(database: Database, rules: Rules, actor: Actor, wanted: Sending, now: datetime) -> Sent:
    """Write down whom the paper goes to, with the letters that carry it: all, or none."""
    require(DirectoryAction.SEND, actor)
    with database.transaction() as session:
        paper = open_to_send(session, actor, wanted.paper)
        hold(session, paper)  # one at a time
        demand_sendable(session, paper)
        today, faults = vietnam_today(now), Faults()
        sent_on = faults.of(today, _sent_on, paper, wanted.sent_on, today)
        known = {(one.recipient_id, one.channel) for one in dispatches_of(session, paper.key)}
        with_file = has_file(session, paper)
        chosen = faults.of([], _chosen, session, actor, wanted, has_file=with_file)
        fresh = [(row, channel) for row, channel in chosen if (row.id, channel) not in known]
        faults.last(_demand_confirmed, wanted, fresh)
        rows = [
            _dispatch(paper, row, channel, actor, sent_on=sent_on, now=now)
            for row, channel in fresh
        ]
        session.add_all(rows)
        if rows:
            _tell_the_book(session, paper, sent_on)
        audit.write_ahead(session)
        dispatch_letters.write(session, rules, actor, paper, _by_letter(rows, chosen), now=now)
        details = {"count": len(rows), "places": [one.name for one in rows]}
        _record(session, actor, "dispatch", paper, details, now=now)
        return Sent(len(rows), len(chosen) - len(fresh))


def record_return(database: Database, actor: Actor, wanted: Recording, now: datetime) -> PaperKey:
    """Add what came back from a place; return the paper. What was said before stays."""
    require(DirectoryAction.RECORD, actor)
    reason = short_reason(squeeze(clean(wanted.reason).text), "reason")
    if wanted.receipt not in set(Receipt) or wanted.day is None:
        field = "day" if wanted.receipt in set(Receipt) else "receipt"
        raise InvalidInputError("Chọn kết quả và ghi ngày.", field)
    with database.transaction() as session:
        row = the_dispatch(session, actor, wanted.dispatch_id)
        paper = paper_of(session, row)
        hold(session, paper)  # one at a time
        demand_standing(session, paper)
        said = Return(Receipt(wanted.receipt), wanted.day, reason)
        known = [Receipt(one.receipt) for one in returns_of(session, [row.id])]
        demand_sound(said, row.sent_on, vietnam_today(now), known)
        session.add(
            DispatchReturnRow(
                dispatch_id=row.id,
                receipt=said.receipt,
                day=said.day,
                reason=reason,
                recorded_by=actor.person_id,
                recorded_at=now,
            )
        )
        details = {"place": row.name, "receipt": RECEIPT_LABELS[said.receipt], "note": reason}
        _record(session, actor, "dispatch_return", paper, details, now=now)
        return paper.key


def dispatches_of(session: Session, paper: PaperKey) -> Sequence[DispatchRow]:
    """Return what was sent, oldest first."""
    of_it = (
        DispatchRow.register_row_id == paper.row_id
        if paper.plan_id is None
        else DispatchRow.plan_id == paper.plan_id
    )
    query = select(DispatchRow).where(of_it)
    return session.scalars(query.order_by(DispatchRow.id)).all()


def returns_of(session: Session, dispatch_ids: Sequence[int]) -> Sequence[DispatchReturnRow]:
    """Return what came back, oldest first."""
    query = select(DispatchReturnRow).where(DispatchReturnRow.dispatch_id.in_(dispatch_ids))
    return session.scalars(query.order_by(DispatchReturnRow.id)).all()


def the_dispatch(session: Session, actor: Actor, dispatch_id: int) -> DispatchRow:
    """Return the agency's dispatch."""
    row = session.get(DispatchRow, dispatch_id)
    if row is None or row.agency_id != actor.agency_id:
        raise NotFoundError(_NO_DISPATCH)
    return row


def _record(
    session: Session,
    actor: Actor,
    action: str,
    paper: Outgoing,
    details: Mapping[str, object],
    *,
    now: datetime,
) -> None:
    audit.record(
        session,
        actor,
        action,
        now=now,
        plan=paper.plan,
        subject=paper.event_subject,
        details=details,
    )


def _chosen(
    session: Session, actor: Actor, wanted: Sending, *, has_file: bool
) -> list[tuple[RecipientRow, Channel]]:
    if not wanted.recipient_ids:
        raise InvalidInputError("Chọn ít nhất một nơi nhận.", "recipient_ids")
    if wanted.channel and wanted.channel not in set(Channel):
        raise InvalidInputError("Chọn một cách gửi trong danh sách.", "channel")
    query = select(RecipientRow).where(
        RecipientRow.agency_id == actor.agency_id, RecipientRow.id.in_(wanted.recipient_ids)
    )
    rows = session.scalars(query.order_by(RecipientRow.id)).all()
    if len(rows) != len(set(wanted.recipient_ids)) or not all(row.active for row in rows):
        raise InvalidInputError(NOT_FOUND, "recipient_ids")
    own = next((row for row in rows if is_own(row)), None)
    if own is not None:
        raise InvalidInputError(
            f"«{own.name}» là chính cơ quan gửi; bỏ chọn nơi này.", "recipient_ids"
        )
    chosen = []
    for row in rows:
        place = place_of(row)
        usual = usual_channel(place, has_file=has_file)
        channel = Channel(wanted.channel) if wanted.channel else usual
        sentence = channel_refusal(channel, place, row.name, has_file=has_file)
        if sentence is not None:
            raise InvalidInputError(sentence, "channel")
        chosen.append((row, channel))
    return chosen


def _demand_confirmed(wanted: Sending, fresh: list[tuple[RecipientRow, Channel]]) -> None:
    letters = [row for row, channel in fresh if _goes_by_letter(row, channel)]
    if letters and not wanted.confirmed:
        raise InvalidInputError(
            f"Có {len(letters)} nơi nhận thư điện tử; thư đã gửi không lấy lại được, đánh dấu vào "
            "ô xác nhận rồi gửi.",
            "confirmed",
        )


def _goes_by_letter(row: RecipientRow, channel: Channel) -> bool:
    return channel is Channel.EMAIL or (channel is Channel.INTERNAL and bool(row.email))


def _by_letter(
    rows: list[DispatchRow], chosen: list[tuple[RecipientRow, Channel]]
) -> Mapping[DispatchRow, bool]:
    """Return the dispatches that a letter carries, and whether its link opens for the reader."""
    of = {(row.id, channel): row for row, channel in chosen}
    found = {}
    for one in rows:
        recipient = of[one.recipient_id, Channel(one.channel)]
        if _goes_by_letter(recipient, Channel(one.channel)):
            found[one] = recipient.unit_id is not None
    return found


def _sent_on(paper: Outgoing, day: date | None, today: date) -> date:
    sent_on, issued_on = day or today, paper.line.promulgated_on
    if not issued_on <= sent_on <= today:
        raise InvalidInputError(
            f"Ghi ngày gửi từ ngày văn bản {issued_on:%d/%m/%Y} đến hôm nay {today:%d/%m/%Y}.",
            "sent_on",
        )
    return sent_on


def _dispatch(
    paper: Outgoing,
    row: RecipientRow,
    channel: Channel,
    actor: Actor,
    *,
    sent_on: date,
    now: datetime,
) -> DispatchRow:
    return DispatchRow(
        agency_id=paper.line.agency_id,
        plan_id=paper.key.plan_id,
        register_row_id=paper.key.row_id,
        recipient_id=row.id,
        name=row.name,
        code=row.code,
        email=row.email,
        channel=channel,
        sent_on=sent_on,
        sent_by=actor.person_id,
        sent_at=now,
    )


def _tell_the_book(session: Session, paper: Outgoing, sent_on: date) -> None:
    """Fill column 8 where it is empty; a closed book stays as it is."""
    row = paper.line
    if numbering.is_closed(session, row.series_id, row.year):
        return
    numbering.hold_line(session, row)
    row.sent_on = row.sent_on or sent_on
