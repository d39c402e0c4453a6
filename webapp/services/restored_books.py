"""Books after a restore: what was numbered since the backup stands on paper, and is not known here.

A restored book gives no number until the văn thư has told the last one on paper. The numbers
between are kept as lines of the book, each to be written anew from its paper: none is given twice
and none is missing.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.models.audit import AuditRow
from webapp.db.models.numbers import RegisterRow, ReservationRow, SeriesRow
from webapp.db.models.organisations import AdvisoryBodyRow, AgencyRow
from webapp.db.queries import register as queries
from webapp.domain.errors import InvalidInputError
from webapp.domain.people import Actor, Role
from webapp.domain.register_book import BookAction, require
from webapp.services import audit, numbering
from webapp.services.book_duplicates import enter
from webapp.services.book_settings import rules_of
from webapp.services.closing import own_series
from webapp.services.freshness import clock
from webapp.services.members import members_with
from webapp.services.notices import tell_about_settings

MOST_LOST = 2_000
"""Numbers between backup and failure; more are a slip of the pen."""
PURPOSE = "đã cấp trước khi khôi phục dữ liệu; ghi đúng ngày, ký hiệu trên bản lưu"
_ABOUT = "book:"


@dataclass(frozen=True, slots=True)
class WaitingBook:
    """A book that waits for its last number on paper."""

    series_id: int
    series_name: str
    year: int
    last_number: int
    since: datetime | None
    """The restore."""


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """What the clerk sees of the book before he tells the number."""

    book: WaitingBook
    backed_up_at: datetime
    """What was numbered from then on stands on paper alone."""
    last_line: str
    """«115/KH-UBND ngày 02/03/2026»; empty where the book has no line."""
    reserved: tuple[str, ...]
    """Numbers that the backup keeps for papers of days gone by: they may be used up since."""


@dataclass(frozen=True, slots=True)
class LastOnPaper:
    """What the form brings."""

    series_id: int
    year: int
    number: int | None
    confirmed: bool


def hold_books(session: Session, backed_up_at: datetime, now: datetime) -> tuple[WaitingBook, ...]:
    """Let no open book that may have given numbers since the backup give one unconfirmed.

    Numbers that were kept for a day till now do not expire: papers may bear them.
    """
    today = vietnam_today(now)
    years = range(vietnam_today(backed_up_at).year, today.year + 1)
    held = []
    for agency_id in session.scalars(select(AgencyRow.id).order_by(AgencyRow.id)):
        books = list(_hold_books_of(session, agency_id, years, now))
        if books:
            kept = _keep_reserved(session, agency_id, today)
            names = [f"{one.series_name} {one.year}" for one in books]
            details = {"backup": backed_up_at.isoformat(), "books": names, "reserved": kept}
            _tell_clerks(session, agency_id, books, backed_up_at, now=now)
            rule = audit.Rule(agency_id)
            audit.record(session, rule, "restored", now=now, details=details)
        held += books
    return tuple(held)


def _tell_clerks(
    session: Session,
    agency_id: int,
    books: Sequence[WaitingBook],
    backed_up_at: datetime,
    *,
    now: datetime,
) -> None:
    """Tell those who keep the books why none gives a number, before one is asked for in a hurry."""
    named = ", ".join(f"«{one.series_name}» năm {one.year}" for one in books)
    message = (
        f"Dữ liệu vừa khôi phục từ bản sao lưu lúc {clock(backed_up_at)}. Sổ {named} chưa cấp số "
        "được: mở «Sổ văn bản đi», bấm «Đối chiếu», khai số cuối cùng đã ghi trên giấy."
    )
    clerks = members_with(session, agency_id, Role.CLERK)
    tell_about_settings(
        session, agency_id, clerks, "restored", message=message, now=now, about=_ABOUT
    )


def _keep_reserved(session: Session, agency_id: int, today: date) -> int:
    """Let no number expire of which the backup does not know whether it was used; return how many.

    A reservation keeps what it said: the lines go over to another, which has no end.
    """
    audit.write_ahead(session)
    query = (
        select(RegisterRow, ReservationRow)
        .join(ReservationRow, ReservationRow.id == RegisterRow.reservation_id)
        .where(RegisterRow.agency_id == agency_id, RegisterRow.status == "reserved")
        .where(ReservationRow.day <= today, ~ReservationRow.lost)
        .order_by(RegisterRow.id)
    )
    found = session.execute(query).all()
    endless = {kept.id: _without_end(kept) for _, kept in found}
    session.add_all(endless.values())
    audit.write_ahead(session)
    for row, kept in found:
        row.reservation_id = endless[kept.id].id
    return len(found)


def _without_end(kept: ReservationRow) -> ReservationRow:
    return ReservationRow(
        agency_id=kept.agency_id,
        series_id=kept.series_id,
        day=kept.day,
        purpose=kept.purpose,
        reserved_by=kept.reserved_by,
        reserved_at=kept.reserved_at,
        lost=True,
    )


def _hold_books_of(
    session: Session, agency_id: int, years: range, now: datetime
) -> Iterator[WaitingBook]:
    query = select(SeriesRow).where(SeriesRow.agency_id == agency_id, SeriesRow.active)
    for series in session.scalars(query.order_by(SeriesRow.id)).all():
        for year in [*_older_years(session, series, years[0]), *years]:
            counter = numbering.keep_waiting(session, series.id, year, now)
            if counter is not None:
                yield WaitingBook(series.id, series.name, year, counter.last_number, now)


def _older_years(session: Session, series: SeriesRow, first: int) -> Sequence[int]:
    """Return the years of its older books that a date which runs back takes a number of."""
    if not rules_of(session, series.agency_id).dates_run_back:
        return ()
    return queries.older_years(session, series.id, first)


def waiting_books(session: Session, agency_id: int) -> tuple[WaitingBook, ...]:
    """Return the agency's books that wait, in the order of their series and years."""
    return tuple(WaitingBook(*row) for row in queries.waiting_books(session, agency_id))


def demand_none_waits(session: Session, agency_id: int) -> None:
    """Refuse to let another series count where a restored book of the agency waits.

    The papers of the book bear numbers that are not known here: whatever counts in its place
    gives them once more.
    """
    first = next(iter(waiting_books(session, agency_id)), None)
    if first is not None:
        raise InvalidInputError(
            f"Sổ «{first.series_name}» năm {first.year} vừa khôi phục, chờ văn thư đối chiếu ở «Sổ "
            "văn bản đi»; đối chiếu xong mới mở, sửa dãy số."
        )


def waiting_page(database: Database, actor: Actor, series_id: int, year: int) -> WaitingPage | None:
    """Return the book with its last line; None where it waits for nothing."""
    require(BookAction.ENTER_PAPER, actor)
    with database.reading() as session:
        series = own_series(session, actor, series_id)
        found = [one for one in waiting_books(session, actor.agency_id) if one.year == year]
        book = next((one for one in found if one.series_id == series.id), None)
        if book is None:
            return None
        lines = select(RegisterRow).where(
            RegisterRow.series_id == series.id, RegisterRow.year == year
        )
        last = session.scalars(lines.order_by(RegisterRow.number.desc()).limit(1)).first()
        kept = (
            lines.join(ReservationRow, ReservationRow.id == RegisterRow.reservation_id)
            .where(RegisterRow.status == "reserved", ReservationRow.lost)
            .order_by(RegisterRow.number)
        )
        said = _said(last) if last is not None else ""
        backed_up_at = _backed_up_at(session, actor.agency_id)
        return WaitingPage(book, backed_up_at, said, tuple(map(_said, session.scalars(kept))))


def _backed_up_at(session: Session, agency_id: int) -> datetime:
    """Return the moment of the backup that the agency's books came out of last."""
    restores = select(AuditRow.details).where(
        AuditRow.agency_id == agency_id, AuditRow.action == "restored"
    )
    details = session.scalars(restores.order_by(AuditRow.ordinal.desc()).limit(1)).one()
    return datetime.fromisoformat(json.loads(details)["backup"])


def _said(row: RegisterRow) -> str:
    number = numbering.number_and_notation(row.number, row.notation)
    return f"{number} ngày {row.promulgated_on:%d/%m/%Y}"


def confirm_book(database: Database, actor: Actor, wanted: LastOnPaper, now: datetime) -> range:
    """Let the book go on after the last number on paper; return the numbers that were lost.

    Each of them gets its line at once, so that the book has no gap.
    """
    require(BookAction.ENTER_PAPER, actor)
    with database.transaction() as session:
        series = own_series(session, actor, wanted.series_id)
        counter = numbering.set_free(session, series.id, wanted.year)
        lost = _sound(wanted, counter.last_number)
        audit.write_ahead(session)
        if lost:
            _keep(session, actor, series, (wanted.year, len(lost)), now)
        details = {"year": wanted.year, "last_number": counter.last_number, "lost": len(lost)}
        subject = f"series:{series.id}"
        audit.record(session, actor, "confirm_book", now=now, subject=subject, details=details)
        return lost


def _sound(wanted: LastOnPaper, last: int) -> range:
    """Return the numbers between the book's last and the last on paper."""
    if wanted.number is None:
        raise InvalidInputError(
            "Nhập số cuối cùng đã ghi trên văn bản; không có số nào sau bản sao lưu thì nhập "
            f"{last}.",
            "number",
        )
    if not last <= wanted.number <= last + MOST_LOST:
        raise InvalidInputError(
            f"Sổ ở đây đã có đến số {last}; nhập một số từ {last} đến {last + MOST_LOST}.", "number"
        )
    lost = range(last + 1, wanted.number + 1)
    if not wanted.confirmed:
        raise InvalidInputError(_before_confirming(lost), "confirmed")
    return lost


def _before_confirming(lost: range) -> str:
    if not lost:
        return "Đánh dấu xác nhận: không có số nào được cấp sau bản sao lưu."
    span = f"từ {lost[0]} đến {lost[-1]}" if len(lost) > 1 else f"số {lost[0]}"
    return (
        f"Đánh dấu xác nhận: {len(lost)} số, {span}, sẽ vào sổ là số đã cấp, "
        f"chờ ghi lại; số cấp tiếp theo là {lost[-1] + 1}."
    )


def _keep(
    session: Session, actor: Actor, series: SeriesRow, book: tuple[int, int], now: datetime
) -> None:
    (year, count), day = book, vietnam_today(now)
    kept = ReservationRow(
        agency_id=series.agency_id,
        series_id=series.id,
        day=day,
        purpose=PURPOSE,
        reserved_by=actor.person_id,
        reserved_at=now,
        lost=True,
    )
    session.add(kept)
    audit.write_ahead(session)
    notation = _notation(session, series)
    for _ in range(count):
        number = numbering.take_next(session, series.id, year)
        enter(session, _line(kept, (year, number, notation), _last_day_of(year, day), now))


def _line(
    kept: ReservationRow, number: tuple[int, int, str], day: date, now: datetime
) -> RegisterRow:
    return RegisterRow(
        agency_id=kept.agency_id,
        series_id=kept.series_id,
        year=number[0],
        number=number[1],
        notation=number[2],
        status="reserved",
        promulgated_on=day,
        type_name="",
        subject="",
        reservation_id=kept.id,
        registered_by=kept.reserved_by,
        registered_at=now,
    )


def _last_day_of(year: int, today: date) -> date:
    """Return the day until which the paper was numbered; its own date comes with the paper."""
    return min(today, date(year, 12, 31))


def _notation(session: Session, series: SeriesRow) -> str:
    """Return the notation of the lost papers, «…-UBND» where they are of any type."""
    if series.document_type_id is not None:
        return numbering.notation_of(session, series, series.document_type_id)
    return series.notation or untyped_notation(session, series)


def untyped_notation(session: Session, series: SeriesRow) -> str:
    """Return «…-UBND», which a line bears until its paper tells its type."""
    body_id = series.advisory_body_id
    issuer = (
        session.get_one(AgencyRow, series.agency_id)
        if body_id is None
        else session.get_one(AdvisoryBodyRow, body_id)
    )
    return f"…-{issuer.abbreviation}"
