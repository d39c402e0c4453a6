"""Free days and days worked for them, entered for the whole installation with their document."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.calendar import Calendar, PublicDay, public_days, shipped_days
from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.calendar import CalendarDayRow
from webapp.db.models.organisations import PersonRow
from webapp.db.queries import plans
from webapp.domain.errors import InvalidInputError, NotFoundError
from webapp.domain.people import Actor
from webapp.domain.working_days import DAY_KIND_LABELS, DayKind, SpecialDay
from webapp.services import audit
from webapp.services.freshness import clock
from webapp.services.setting_changes import demand_installation_admin, line
from webapp.services.working_calendar import calendar_of, special_day

NO_DAY = "Không có dòng này; mở lại danh sách ngày nghỉ, ngày làm bù."
_YEARS_AROUND = 2
"""How far from this year a day may be entered."""


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of the year's list."""

    day: date
    works: bool
    name: str
    """«Quốc khánh», «Ngày làm bù»."""
    document: str = ""
    """What it rests on; empty for a public holiday of the library."""
    instead_of: str = ""
    """What the library or this version says of the day, where an entered one wins."""
    row_id: int | None = None
    """Of an entered day."""
    entered: str = ""
    """«Bùi Gia Bảo, 12:00 ngày 02/03/2026»."""


@dataclass(frozen=True, slots=True)
class EndedLine:
    """An entered day that counts no longer."""

    day: date
    name: str
    document: str
    ended: str
    reason: str


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """The special days of a year."""

    year: int
    days: tuple[DayLine, ...]
    ended: tuple[EndedLine, ...]


def calendar_year(database: Database, actor: Actor, year: int) -> CalendarYear:
    """Return the year's days in order: of the library, of this version, entered here."""
    demand_installation_admin(actor)
    with database.reading() as session:
        rows = _rows_of(session, year)
        people = {one for row in rows for one in (row.entered_by, row.ended_by) if one}
        names = plans.names_of(session, people)
        found = {one.day: _public(one) for one in public_days(year)}
        for one in shipped_days():
            if one.day.year == year:
                found[one.day] = _special(one)
        for row in rows:
            if row.ended_at is None:
                before = found.get(row.day)
                found[row.day] = _entered(row, names, before.name if before else "")
        return CalendarYear(
            year, tuple(found[day] for day in sorted(found)), tuple(_ended(rows, names))
        )


def entered_day(database: Database, actor: Actor, row_id: int) -> DayLine:
    """Return an entered day that counts."""
    demand_installation_admin(actor)
    with database.reading() as session:
        row = _row(session, row_id)
        if row.ended_at is not None:
            raise NotFoundError(NO_DAY)
        return _entered(row, plans.names_of(session, [row.entered_by]), "")


def add_day(database: Database, actor: Actor, wish: SpecialDay, now: datetime) -> str:
    """Enter a day; what waits is counted anew by the next sweep. Return one sentence."""
    demand_installation_admin(actor)
    wish = SpecialDay(
        wish.day,
        wish.kind,
        line(wish.document, "số, ngày văn bản", "document"),
        line(wish.issuer, "cơ quan ban hành văn bản", "issuer"),
    )
    _demand_near(wish.day, vietnam_today(now).year)
    with database.transaction() as session:
        _one_at_a_time(session)
        standing = _standing_on(session, wish.day)
        if standing is not None and special_day(standing) == wish:
            return f"Ngày {wish.day:%d/%m/%Y} đã được khai; không cần khai lại."
        _demand_change(calendar_of(session), wish, standing)
        session.add(
            CalendarDayRow(
                day=wish.day,
                kind=wish.kind.value,
                document=wish.document,
                issuer=wish.issuer,
                entered_by=actor.person_id,
                entered_at=now,
            )
        )
        _record(session, actor, "add_calendar_day", wish, now=now)
        return f"{_said(wish)}. {_COUNTED}"


def end_day(database: Database, actor: Actor, row_id: int, reason: str, now: datetime) -> str:
    """Let an entered day count no longer; return one sentence."""
    demand_installation_admin(actor)
    reason = line(reason, "lý do", "reason")
    with database.transaction() as session:
        _one_at_a_time(session)
        row = _row(session, row_id)
        if row.ended_at is not None:
            return f"Dòng này đã bỏ lúc {clock(row.ended_at)}; không cần làm lại."
        row.ended_by, row.ended_at, row.end_reason = actor.person_id, now, reason
        day = special_day(row)
        _record(session, actor, "end_calendar_day", day, now=now, reason=reason)
        return f"Đã bỏ ngày {row.day:%d/%m/%Y}. {_COUNTED}"


_COUNTED = "Hạn của các bước đang chờ được tính lại trong ít phút."


def _said(wish: SpecialDay) -> str:
    return f"Đã khai {wish.day:%d/%m/%Y} là {DAY_KIND_LABELS[wish.kind].lower()}"


def _demand_near(day: date, this_year: int) -> None:
    if abs(day.year - this_year) > _YEARS_AROUND:
        raise InvalidInputError(
            f"Chỉ khai ngày từ năm {this_year - _YEARS_AROUND} đến năm "
            f"{this_year + _YEARS_AROUND}; sửa ngày.",
            "day",
        )


def _demand_change(calendar: Calendar, wish: SpecialDay, standing: CalendarDayRow | None) -> None:
    """Refuse a day that is so already; what is entered of it is ended before it is changed."""
    if standing is not None:
        raise InvalidInputError(
            f"Ngày này đã khai theo {standing.document}; bỏ dòng đó trước khi khai lại.", "day"
        )
    works = calendar.is_working_day(wish.day)
    if works and wish.kind is DayKind.WORKED:
        raise InvalidInputError(
            "Ngày này vốn là ngày làm việc; chọn thứ Bảy, Chủ nhật hoặc một ngày nghỉ.", "day"
        )
    if not works and wish.kind is DayKind.FREE:
        raise InvalidInputError("Ngày này vốn là ngày nghỉ; chọn một ngày làm việc.", "day")


def _one_at_a_time(session: Session) -> None:
    """Let administrators change the calendar one after another, in one order of locks."""
    query = select(PersonRow.id).where(PersonRow.installation_admin).order_by(PersonRow.id)
    session.execute(query.with_for_update(**LOCKED))


def _standing_on(session: Session, day: date) -> CalendarDayRow | None:
    query = select(CalendarDayRow).where(
        CalendarDayRow.day == day, CalendarDayRow.ended_at.is_(None)
    )
    return session.scalar(query)


def _row(session: Session, row_id: int) -> CalendarDayRow:
    row = session.get(CalendarDayRow, row_id)
    if row is None:
        raise NotFoundError(NO_DAY)
    return row


def _rows_of(session: Session, year: int) -> list[CalendarDayRow]:
    query = select(CalendarDayRow).where(
        CalendarDayRow.day.between(date(year, 1, 1), date(year, 12, 31))
    )
    return list(session.scalars(query.order_by(CalendarDayRow.day, CalendarDayRow.id)))


def _public(one: PublicDay) -> DayLine:
    return DayLine(one.day, one.works, one.name)


def _special(one: SpecialDay) -> DayLine:
    works = one.kind is DayKind.WORKED
    return DayLine(one.day, works, DAY_KIND_LABELS[one.kind], _basis(one.document, one.issuer))


def _entered(row: CalendarDayRow, names: dict[int, str], instead_of: str) -> DayLine:
    return DayLine(
        day=row.day,
        works=row.kind == DayKind.WORKED,
        name=DAY_KIND_LABELS[DayKind(row.kind)],
        document=_basis(row.document, row.issuer),
        instead_of=instead_of,
        row_id=row.id,
        entered=f"{names[row.entered_by]}, {clock(row.entered_at)}",
    )


def _ended(rows: list[CalendarDayRow], names: dict[int, str]) -> Iterator[EndedLine]:
    for row in rows:
        if row.ended_at is not None and row.ended_by is not None:
            yield EndedLine(
                row.day,
                DAY_KIND_LABELS[DayKind(row.kind)],
                _basis(row.document, row.issuer),
                f"{names[row.ended_by]}, {clock(row.ended_at)}",
                row.end_reason or "",
            )


def _basis(document: str, issuer: str) -> str:
    return f"{document} của {issuer}"


def _record(
    session: Session, actor: Actor, action: str, day: SpecialDay, *, now: datetime, reason: str = ""
) -> None:
    details = {"day": str(day.day), "kind": day.kind.value, "document": day.document}
    details |= {"issuer": day.issuer} | ({"reason": reason} if reason else {})
    subject = f"calendar_day:{day.day}"
    nowhere = replace(actor, agency_id=audit.INSTALLATION)
    audit.record(session, nowhere, action, now=now, subject=subject, details=details)
