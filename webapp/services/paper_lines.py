"""Lines copied from the paper book: the numbers below the first that this register gave."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.models.numbers import RegisterRow
from webapp.domain.errors import InvalidInputError
from webapp.domain.faults import Faults
from webapp.domain.people import Actor
from webapp.domain.reasons import short_reason
from webapp.domain.register_book import BookAction, require, whole_number
from webapp.domain.text import clean, squeeze
from webapp.services import audit, numbering
from webapp.services.book_duplicates import enter
from webapp.services.book_entries import BookEntry, columns_of
from webapp.services.book_numbers import days_in_order, why_backdated
from webapp.services.book_settings import rules_of
from webapp.services.other_documents import (
    PaperFacts,
    Registered,
    columns_of_facts,
    store_words,
    subject_of,
    write_line,
)

_ADVICE = "xem lại số, ký hiệu ghi trên sổ giấy."


@dataclass(frozen=True, slots=True)
class PaperLine:
    """What the form of a line from the paper book brings."""

    number: str
    """As typed: «115a» is refused with a sentence."""
    facts: PaperFacts
    promulgated_on: date | None
    entry: BookEntry
    void_reason: str = ""
    """Why the paper book crosses it out; empty: it does not."""
    reason: str = ""
    """Why its date does not follow the order of the numbers."""


def enter_paper_line(
    database: Database, actor: Actor, wanted: PaperLine, now: datetime
) -> Registered:
    """Copy a line of the paper book; the counter stays as it is."""
    require(BookAction.ENTER_PAPER, actor)
    today, faults = vietnam_today(now), Faults()
    number = faults.of(0, whole_number, wanted.number, "number")
    day = faults.of(today, _sane_day, wanted, today)
    said = faults.of({}, columns_of, wanted.entry, day, today)
    crossed_out = faults.of({}, _crossed_out, wanted, actor, now)
    with database.transaction() as session:
        series, columns = columns_of_facts(session, actor.agency_id, wanted.facts, faults)
        _demand_on_paper(numbering.hold(session, series.id, day.year), number)
        row = RegisterRow(
            agency_id=actor.agency_id,
            series_id=series.id,
            year=day.year,
            number=number,
            promulgated_on=day,
            origin="paper",
        )
        columns |= {name: value for name, value in said.items() if value is not None}
        columns["backdated_reason"] = _why_out_of_order(session, row, wanted.reason)
        columns |= crossed_out
        write_line(row, actor, columns, now)
        enter(session, row, _ADVICE)
        store_words(session, row)
        text = numbering.number_and_notation(number, row.notation)
        details = {"number": text, "series": series.name, "day": str(day)}
        audit.record(
            session, actor, "enter_paper", now=now, subject=subject_of(row), details=details
        )
        return Registered(row.id, text, f"Đã ghi dòng số {text} từ sổ giấy.")


def _sane_day(wanted: PaperLine, today: date) -> date:
    day, signed_on = wanted.promulgated_on, wanted.facts.signed_on
    if day is None:
        raise InvalidInputError("Nhập ngày văn bản ghi trên sổ giấy.", "promulgated_on")
    if day > today:
        raise InvalidInputError(
            "Ngày văn bản không thể sau ngày hôm nay; sửa lại.", "promulgated_on"
        )
    if signed_on is not None and day < signed_on:
        raise InvalidInputError("Ngày văn bản không thể trước ngày ký; sửa lại.", "promulgated_on")
    return day


def _demand_on_paper(counter: numbering.Counter, number: int) -> None:
    last = counter.first_number - 1
    if last == 0:
        raise InvalidInputError(
            f"Dãy số này năm {counter.year} không có phần sổ giấy; quản trị cơ quan khai "
            "«đã dùng đến số» trước khi cấp số đầu tiên.",
            "number",
        )
    if number > last:
        raise InvalidInputError(
            f"Sổ giấy năm {counter.year} của dãy số này dùng đến số {last}; số {number} do hệ "
            "thống cấp, dùng «Đăng ký văn bản đi».",
            "number",
        )


def _crossed_out(wanted: PaperLine, actor: Actor, now: datetime) -> dict[str, object]:
    reason = short_reason(squeeze(clean(wanted.void_reason).text), "void_reason")
    if not reason:
        return {}
    voided = {"status": "void", "void_reason": reason}
    return {**voided, "voided_by": actor.person_id, "voided_at": now}


def _why_out_of_order(session: Session, row: RegisterRow, typed: str) -> str:
    """Return the reason where the date stands against its neighbours; empty in good order."""
    number, day = RegisterRow.number, row.promulgated_on
    days = days_in_order(row.series_id, row.year).limit(1)
    before = session.scalar(days.where(number < row.number).order_by(number.desc()))
    after = session.scalar(days.where(number > row.number).order_by(number))
    if (before is None or before <= day) and (after is None or day <= after):
        return ""
    rules = rules_of(session, row.agency_id)
    if not rules.dates_run_back:
        near = before if before is not None and before > day else after
        raise InvalidInputError(
            f"Ngày {day:%d/%m/%Y} không theo thứ tự: dòng bên cạnh trong sổ ghi ngày "
            f"{near:%d/%m/%Y} (khoản 1 Điều 15); xem lại ngày, số trên sổ giấy.",
            "promulgated_on",
        )
    return why_backdated(rules, typed, None)
