"""Where in the book a paper comes to stand: the next number, or one that was reserved."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from webapp.db.models.numbers import RegisterRow, ReservationRow, SeriesRow
from webapp.domain.errors import InvalidInputError, NotFoundError
from webapp.domain.reasons import sound_reason
from webapp.domain.register_book import BookRules
from webapp.domain.text import clean, squeeze
from webapp.services import numbering
from webapp.services.book_settings import rules_of

_NAMED = 5
_NO_REASON = "Ngày văn bản lùi so với thứ tự của sổ; ghi lý do để đánh dấu trong sổ."


@dataclass(frozen=True, slots=True)
class Dating:
    """What the clerk asks of number and date, where it is not today's next number."""

    day: date | None = None
    """None: today in Vietnam."""
    reason: str = ""
    """Why the date runs backwards."""
    reserved_row_id: int | None = None
    """The reserved line that the paper takes; None: the next number."""
    next_anyway: bool = False
    """The next number is meant, though numbers wait for the papers that bear them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the place depends on besides the clerk's word."""

    series: SeriesRow
    dating: Dating
    signed_on: date | None
    today: date
    earlier_in_order: bool = False
    """An earlier day is taken without further ado where the order of dates allows it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A number with its date, taken for a paper in this transaction."""

    number: int
    day: date
    backdated_reason: str = ""
    reserved: RegisterRow | None = None
    """The line that was kept for it; None: a new line is due."""


def take_place(session: Session, asked: Asked) -> Place:
    """Take the reserved number, or count one up; the book stays locked until the end."""
    if asked.dating.reserved_row_id is not None:
        return _reserved_place(session, asked)
    if not asked.dating.next_anyway:
        _demand_none_lost(session, asked.series)
    day = asked.dating.day or asked.today
    _demand_sane_day(asked, day)
    number = numbering.take_next(session, asked.series.id, day.year)
    return Place(number, day, _why_backwards(session, asked, day))


def lost_numbers(session: Session, agency_id: int, series_ids: Collection[int]) -> str:
    """Return «116, 117»: numbers on papers that a restored backup did not know; empty for none."""
    query = (
        select(RegisterRow.number)
        .join(ReservationRow, ReservationRow.id == RegisterRow.reservation_id)
        .where(RegisterRow.agency_id == agency_id, RegisterRow.status == "reserved")
        .where(RegisterRow.series_id.in_(series_ids), ReservationRow.lost)
        .order_by(RegisterRow.year, RegisterRow.number)
    )
    found = session.scalars(query).all()
    more = f" và {len(found) - _NAMED} số nữa" if len(found) > _NAMED else ""
    return ", ".join(map(str, found[:_NAMED])) + more


def _demand_none_lost(session: Session, series: SeriesRow) -> None:
    """Ask which number the paper bears, before one that has a number gets a second."""
    lost = lost_numbers(session, series.agency_id, {series.id})
    if lost:
        raise InvalidInputError(
            f"Số {lost} đã cấp trên giấy, chờ ghi lại; chọn số ghi trên bản lưu của văn bản này, "
            "chưa có số nào thì chọn số kế tiếp.",
            "reserved_row_id",
        )


def _reserved_place(session: Session, asked: Asked) -> Place:
    row = session.get(RegisterRow, asked.dating.reserved_row_id)
    if row is None or row.agency_id != asked.series.agency_id:
        raise NotFoundError("Không tìm thấy số đã giữ này; mở sổ đăng ký rồi chọn lại.")
    numbering.hold_line(session, row)
    numbering.demand_confirmed(session, row.series_id, row.year)
    if row.status != "reserved":
        raise InvalidInputError(
            f"Số {row.number} không còn giữ: đã dùng hoặc đã hủy; chọn số khác.", "reserved_row_id"
        )
    if row.series_id != asked.series.id:
        raise InvalidInputError(
            "Số đã giữ thuộc dãy số khác với loại văn bản này; chọn số khác.", "reserved_row_id"
        )
    if session.get_one(ReservationRow, row.reservation_id).lost:
        row.promulgated_on = _day_of_lost(asked, row)
    elif row.promulgated_on != asked.today:
        raise InvalidInputError(
            f"Số {row.number} giữ cho văn bản ngày {row.promulgated_on:%d/%m/%Y}, chỉ dùng trong "
            "ngày đó; lấy số kế tiếp.",
            "reserved_row_id",
        )
    elif asked.dating.day not in {None, row.promulgated_on}:
        raise InvalidInputError(
            f"Số {row.number} giữ cho văn bản ngày {row.promulgated_on:%d/%m/%Y}; sửa ngày văn "
            "bản, hoặc lấy số kế tiếp.",
            "day",
        )
    _demand_signed(asked, row.promulgated_on)
    return Place(row.number, row.promulgated_on, reserved=row)


def _day_of_lost(asked: Asked, row: RegisterRow) -> date:
    """Return the date that stands on the paper, of a number that a restored backup did not know."""
    day = asked.dating.day or asked.today
    _demand_sane_day(asked, day)
    if day.year != row.year:
        raise InvalidInputError(
            f"Số {row.number} là của sổ năm {row.year}; ghi ngày trên văn bản, trong năm đó.", "day"
        )
    return day


def _demand_sane_day(asked: Asked, day: date) -> None:
    _demand_signed(asked, day)
    if day > asked.today:
        raise InvalidInputError("Ngày văn bản không thể sau ngày hôm nay; sửa lại.", "day")


def _demand_signed(asked: Asked, day: date) -> None:
    """Refuse a date before the signature (Điều 15.2)."""
    signed_on = asked.signed_on
    if signed_on is None or day >= signed_on:
        return
    if asked.dating.day is None:
        raise InvalidInputError(
            f"Văn bản ghi ngày ký {signed_on:%d/%m/%Y}, sau ngày hôm nay; "
            "kiểm tra lại ngày ký và giờ của máy chủ."
        )
    raise InvalidInputError(
        f"Văn bản ký ngày {signed_on:%d/%m/%Y}; ngày văn bản không thể trước ngày ký.", "day"
    )


def _why_backwards(session: Session, asked: Asked, day: date) -> str:
    """Return the reason where the date runs backwards; empty where it keeps the order.

    Call it with the counter taken, so that no other line can come between.
    """
    last = last_day(session, asked.series.id, day.year)
    in_order = last is None or day >= last
    earlier = day < asked.today
    if in_order and (not earlier or (asked.earlier_in_order and day.year == asked.today.year)):
        return ""
    if not earlier:
        raise InvalidInputError(
            f"Sổ đã có văn bản ngày {last:%d/%m/%Y}, sau ngày hôm nay; "
            "kiểm tra lại giờ của máy chủ rồi cấp số lại."
        )
    return why_backdated(rules_of(session, asked.series.agency_id), asked.dating.reason, last)


def why_backdated(rules: BookRules, typed: str, last: date | None) -> str:
    """Return why a date runs backwards; refuse it where the agency allows none."""
    if not rules.dates_run_back:
        until = f"Sổ đã có văn bản ngày {last:%d/%m/%Y}. " if last is not None else ""
        raise InvalidInputError(
            f"{until}Cơ quan không cho ghi lùi ngày (khoản 1 Điều 15); ghi ngày hôm nay.", "day"
        )
    return sound_reason(squeeze(clean(typed).text), _NO_REASON, "reason")


def last_day(session: Session, series_id: int, year: int) -> date | None:
    """Return the date that the next line may not come before (Điều 15.1)."""
    days = days_in_order(series_id, year).order_by(RegisterRow.number.desc())
    return session.scalar(days.limit(1))


def days_in_order(series_id: int, year: int) -> Select[date]:
    """Choose the dates of the lines that keep the order of a book.

    Lines that are marked stand outside it: reserved numbers and dates that ran backwards.
    """
    return select(RegisterRow.promulgated_on).where(
        RegisterRow.series_id == series_id,
        RegisterRow.year == year,
        RegisterRow.reservation_id.is_(None),
        RegisterRow.backdated_reason == "",
    )
