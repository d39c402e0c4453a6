"""Numbers kept for a day and a purpose, where the agency allows it; unused ones become void."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.numbers import RegisterRow, ReservationRow
from webapp.db.models.organisations import DocumentTypeRow
from webapp.db.probes import there_is
from webapp.domain.errors import InvalidInputError
from webapp.domain.faults import Faults
from webapp.domain.people import Actor
from webapp.domain.register_book import BookAction, require
from webapp.domain.text import clean, squeeze
from webapp.services import audit, numbering
from webapp.services.book_duplicates import enter
from webapp.services.book_settings import rules_of
from webapp.services.other_documents import subject_of
from webapp.services.secret_marks import refuse_secret_text

MOST_NUMBERS = 20
"""So many numbers are reserved at a time."""
MOST_DAYS = 30
"""So far ahead lies the day."""
_LONGEST_PURPOSE = 500


@dataclass(frozen=True, slots=True)
class Reserving:
    """What the form of a reservation brings."""

    document_type_id: int | None
    count: int
    day: date | None
    purpose: str
    advisory_body_id: int | None = None


@dataclass(frozen=True, slots=True)
class Reserved:
    """What was kept."""

    texts: tuple[str, ...]
    series_id: int
    year: int


def reserve(database: Database, actor: Actor, wanted: Reserving, now: datetime) -> Reserved:
    """Take the next numbers of the series for papers of that day, each with its line."""
    today, faults = vietnam_today(now), Faults()
    day = faults.of(today, _sound_day, wanted.day, today)
    purpose = faults.of("", _sound_purpose, wanted.purpose)
    faults.of(None, _demand_few, wanted.count)
    with database.transaction() as session:
        require(BookAction.RESERVE, actor, rules_of(session, actor.agency_id))
        kind = faults.last(_type, session, wanted.document_type_id)
        series = numbering.series_of(session, actor.agency_id, kind.id, wanted.advisory_body_id)
        numbering.hold(session, series.id, day.year)
        kept = ReservationRow(
            agency_id=actor.agency_id,
            series_id=series.id,
            day=day,
            purpose=purpose,
            reserved_by=actor.person_id,
            reserved_at=now,
        )
        session.add(kept)
        audit.write_ahead(session)
        notation = numbering.notation_of(session, series, kind.id)
        numbers = [_keep(session, kept, kind, notation, now) for _ in range(wanted.count)]
        texts = tuple(numbering.number_and_notation(one, notation) for one in numbers)
        details = {"numbers": list(texts), "day": str(day), "purpose": purpose}
        subject = f"series:{series.id}"
        audit.record(session, actor, "reserve", now=now, subject=subject, details=details)
        return Reserved(texts, series.id, day.year)


def void_expired(database: Database, now: datetime) -> int:
    """Cross out the reserved numbers whose day is over; return how many.

    A sweep: a crash loses nothing, a repeat does nothing more.
    """
    today = vietnam_today(now)
    with database.reading() as session:
        query = select(RegisterRow.agency_id, RegisterRow.series_id, RegisterRow.year)
        # A DISTINCT would be worth a walk through all lines to SQLite.
        rows = session.execute(query.where(*_expired(today)))
        books = {(agency_id, series_id, year) for agency_id, series_id, year in rows}
    return sum(_void_in_book(database, book, now) for book in sorted(books))


def _void_in_book(database: Database, book: tuple[int, int, int], now: datetime) -> int:
    agency_id, series_id, year = book
    with database.transaction() as session:
        numbering.hold(session, series_id, year)
        rows = session.scalars(
            select(RegisterRow)
            .where(*_expired(vietnam_today(now)))
            .where(RegisterRow.series_id == series_id, RegisterRow.year == year)
            .order_by(RegisterRow.number)
            .with_for_update(**LOCKED)
        ).all()
        for row in rows:
            purpose = session.get_one(ReservationRow, row.reservation_id).purpose
            row.status, row.voided_at = "void", now
            row.void_reason = f"Hết ngày {row.promulgated_on:%d/%m/%Y} không dùng ({purpose})"
            number = numbering.number_and_notation(row.number, row.notation)
            audit.record(
                session,
                audit.Rule(agency_id),
                "reservation_expired",
                now=now,
                subject=subject_of(row),
                details={"number": number, "purpose": purpose},
            )
        return len(rows)


def _expired(today: date) -> tuple[ColumnElement[bool], ...]:
    over = RegisterRow.promulgated_on < today
    # What was given before a restore waits to be written anew: it has no day to expire with.
    lost = there_is(ReservationRow.id == RegisterRow.reservation_id, ReservationRow.lost)
    return RegisterRow.status == "reserved", over, ~lost


def _keep(
    session: Session, kept: ReservationRow, kind: DocumentTypeRow, notation: str, now: datetime
) -> int:
    number = numbering.take_next(session, kept.series_id, kept.day.year)
    row = RegisterRow(
        agency_id=kept.agency_id,
        series_id=kept.series_id,
        year=kept.day.year,
        number=number,
        status="reserved",
        notation=notation,
        promulgated_on=kept.day,
        document_type_id=kind.id,
        type_name=kind.name,
        subject="",
        reservation_id=kept.id,
        registered_by=kept.reserved_by,
        registered_at=now,
    )
    enter(session, row)
    return number


def _type(session: Session, type_id: int | None) -> DocumentTypeRow:
    kind = session.get(DocumentTypeRow, type_id) if type_id is not None else None
    if kind is None:
        raise InvalidInputError("Chọn một loại văn bản trong danh sách.", "document_type_id")
    return kind


def _demand_few(count: int) -> None:
    if not 1 <= count <= MOST_NUMBERS:
        raise InvalidInputError(f"Giữ từ 1 đến {MOST_NUMBERS} số một lần; sửa lại.", "count")


def _sound_day(day: date | None, today: date) -> date:
    if day is None:
        raise InvalidInputError("Nhập ngày của văn bản sẽ dùng số.", "day")
    if not today <= day <= today + timedelta(days=MOST_DAYS):
        raise InvalidInputError(
            f"Giữ số cho hôm nay hoặc tối đa {MOST_DAYS} ngày tới; sửa lại ngày.", "day"
        )
    return day


def _sound_purpose(typed: str) -> str:
    purpose = squeeze(clean(typed).text)
    if not purpose:
        raise InvalidInputError("Ghi giữ số cho việc gì.", "purpose")
    if len(purpose) > _LONGEST_PURPOSE:
        raise InvalidInputError(
            f"Việc giữ số dài quá {_LONGEST_PURPOSE} ký tự; rút gọn lại.", "purpose"
        )
    refuse_secret_text(purpose, "purpose")
    return purpose
