"""Closing the book of a year: what stands open is shown before, and nothing changes after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.adapters.clock import VIETNAM, vietnam_today
from webapp.db.database import Database
from webapp.db.models.numbers import ClosingRow, RegisterRow, SeriesRow
from webapp.db.models.organisations import PersonRow
from webapp.db.models.plans import PlanRow
from webapp.db.queries import unfinished
from webapp.domain.errors import InvalidInputError, NotFoundError, StalePageError
from webapp.domain.faults import Faults
from webapp.domain.people import Actor
from webapp.domain.register_book import BookAction, require
from webapp.domain.workflow import state_label
from webapp.services import audit, numbering
from webapp.services.book_hash import held_by
from webapp.services.book_marks import marks_on
from webapp.services.plan_access import NO_SUBJECT, workflow_of

MOST_SHOWN = 200
"""Lines of one list on the page."""


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A line or a plan that stands open, or was crossed out."""

    text: str
    """«115/KH-UBND»; empty for a plan without a number."""
    subject: str
    day: date
    note: str = ""
    row_id: int | None = None
    plan_id: int | None = None


@dataclass(frozen=True, slots=True)
class ClosedBook:
    """What a closed book was closed with."""

    lines: int
    voids: int
    last_number: int
    sha256: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ClosingPage:
    """What the clerk sees before he closes, and for good after."""

    series_id: int
    series_name: str
    year: int
    lines: int
    first_number: int
    last_number: int
    is_over: bool
    """The year is over in Vietnam."""
    closed: ClosedBook | None
    voids: tuple[OpenItem, ...]
    not_issued: tuple[OpenItem, ...]
    not_numbered: tuple[OpenItem, ...]
    not_signed: tuple[OpenItem, ...]
    """On their way while the year lasts: closed early, they get numbers of the next year."""
    reserved: tuple[OpenItem, ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """What the form of the closing brings."""

    series_id: int
    year: int
    lines: int
    """How many the page showed: a book that grew since is looked at again."""
    confirmed: bool
    confirmed_early: bool = False
    """The year is not over, and the clerk means it."""


def closing_page(
    database: Database, actor: Actor, series_id: int, year: int, now: datetime
) -> ClosingPage:
    """Return what stands open in the book of the year."""
    require(BookAction.CLOSE, actor)
    with database.reading() as session:
        series = own_series(session, actor, series_id)
        counter = numbering.counter_of(session, series.id, year)
        book = (series.id, year)
        is_over = year < vietnam_today(now).year
        return ClosingPage(
            series_id=series.id,
            series_name=series.name,
            year=year,
            lines=_count(session, series.id, year),
            first_number=counter.first_number,
            last_number=counter.last_number,
            is_over=is_over,
            closed=closed_book(session, series.id, year),
            voids=_items(session, unfinished.lines_with_status(session, *book, "void", MOST_SHOWN)),
            not_issued=_items(session, unfinished.not_issued(session, *book, MOST_SHOWN)),
            not_numbered=_not_numbered(session, series, year),
            not_signed=() if is_over else _not_signed(session, series),
            reserved=_items(
                session, unfinished.lines_with_status(session, *book, "reserved", MOST_SHOWN)
            ),
        )


def close_book(database: Database, actor: Actor, wanted: Closing, now: datetime) -> ClosedBook:
    """Close the book: its lines and counter never change again, and nobody can reopen it."""
    require(BookAction.CLOSE, actor)
    _demand_confirmed(wanted, vietnam_today(now).year)
    with database.transaction() as session:
        series = own_series(session, actor, wanted.series_id)
        counter = numbering.close(session, series.id, wanted.year, now)
        held = held_by(session, series.id, wanted.year)
        _demand_as_shown(session, wanted, held.lines)
        row = ClosingRow(
            agency_id=actor.agency_id,
            series_id=series.id,
            year=wanted.year,
            lines=held.lines,
            voids=held.voids,
            last_number=counter.last_number,
            sha256=held.sha256,
            closed_by=actor.person_id,
            closed_at=now,
        )
        session.add(row)
        details: dict[str, object] = {"year": wanted.year, "lines": held.lines}
        details |= {"last_number": counter.last_number, "sha256": held.sha256}
        details["early"] = wanted.confirmed_early
        subject = f"series:{series.id}"
        audit.record(session, actor, "close_book", now=now, subject=subject, details=details)
        return _closed(row, actor.full_name)


def closed_book(session: Session, series_id: int, year: int) -> ClosedBook | None:
    """Return what the book was closed with; None while it is open."""
    found = session.execute(
        select(ClosingRow, PersonRow.full_name)
        .join(PersonRow, PersonRow.id == ClosingRow.closed_by)
        .where(ClosingRow.series_id == series_id, ClosingRow.year == year)
    ).one_or_none()
    return _closed(*found) if found else None


def _closed(row: ClosingRow, who: str) -> ClosedBook:
    return ClosedBook(row.lines, row.voids, row.last_number, row.sha256, who, row.closed_at)


def own_series(session: Session, actor: Actor, series_id: int) -> SeriesRow:
    """Return a series of the actor's agency; one of another does not exist."""
    series = session.get(SeriesRow, series_id)
    if series is None or series.agency_id != actor.agency_id:
        raise NotFoundError("Không tìm thấy sổ này trong cơ quan; chọn lại sổ đăng ký.")
    return series


def _demand_confirmed(wanted: Closing, this_year: int) -> None:
    if wanted.year > this_year:
        raise InvalidInputError(f"Năm {wanted.year} chưa đến nên chưa có sổ để khóa.")
    faults = Faults()
    faults.of(None, _demand_understood, wanted)
    faults.last(_demand_early, wanted, this_year)


def _demand_understood(wanted: Closing) -> None:
    if not wanted.confirmed:
        raise InvalidInputError(
            "Đánh dấu «Tôi hiểu» để xác nhận: sổ đã khóa thì không mở lại được.", "confirmed"
        )


def _demand_early(wanted: Closing, this_year: int) -> None:
    if wanted.year == this_year and not wanted.confirmed_early:
        raise InvalidInputError(
            f"Năm {wanted.year} chưa hết: khóa bây giờ thì từ nay đến 31/12 dãy này không cấp "
            "được số nào nữa; đánh dấu xác nhận nếu đúng là muốn vậy.",
            "confirmed_early",
        )


def _demand_as_shown(session: Session, wanted: Closing, lines: int) -> None:
    if lines != wanted.lines:
        raise StalePageError(
            f"Sổ có {lines} dòng, khi mở trang có {wanted.lines} dòng; xem lại trang mới rồi khóa."
        )
    kept = unfinished.lines_with_status(session, wanted.series_id, wanted.year, "reserved", 1)
    if kept:
        raise InvalidInputError(
            f"Sổ còn số đang giữ (số {kept[0].number}); dùng hoặc hủy số đó rồi khóa sổ."
        )


def _count(session: Session, series_id: int, year: int) -> int:
    query = select(func.count()).select_from(RegisterRow)
    book = (RegisterRow.series_id == series_id, RegisterRow.year == year)
    return session.scalar(query.where(*book)) or 0


def _items(session: Session, rows: Sequence[RegisterRow]) -> tuple[OpenItem, ...]:
    marks = marks_on(session, rows, {})
    return tuple(
        OpenItem(
            text=numbering.number_and_notation(row.number, row.notation),
            subject=f"{row.type_name} {row.subject}".strip(),
            day=row.promulgated_on,
            note=marks[row.id],
            row_id=row.id,
            plan_id=row.plan_id,
        )
        for row in rows
    )


def _not_numbered(session: Session, series: SeriesRow, year: int) -> tuple[OpenItem, ...]:
    """Return the plans that are signed in the year, wait for a number, and count in the series."""
    found = []
    for plan in unfinished.signed_plans(session, series.agency_id):
        if plan.code_number is not None or plan.signed_on.year != year:
            continue
        if _counts_in(session, series, plan):
            subject = plan.subject or NO_SUBJECT
            found.append(OpenItem("", subject, plan.signed_on, plan_id=plan.plan_id))
    return tuple(found[:MOST_SHOWN])


def _not_signed(session: Session, series: SeriesRow) -> tuple[OpenItem, ...]:
    """Return the submitted plans that count in the series, those nearest to the signature first."""
    plans = [
        plan
        for plan in unfinished.unsigned_plans(session, series.agency_id, MOST_SHOWN)
        if _counts_in(session, series, plan)
    ]
    hashes = {plan.workflow_sha256 for plan in plans}
    workflows = {one: workflow_of(session, one) for one in hashes}
    plans.sort(key=lambda plan: -workflows[plan.workflow_sha256].position(plan.state))
    return tuple(
        OpenItem(
            text="",
            subject=plan.subject or NO_SUBJECT,
            day=plan.state_since.astimezone(VIETNAM).date(),
            note=f"{state_label(workflows[plan.workflow_sha256], plan.state)}.",
            plan_id=plan.id,
        )
        for plan in plans
    )


def _counts_in(session: Session, series: SeriesRow, plan: unfinished.Signed | PlanRow) -> bool:
    kind, body = plan.document_type_id, plan.advisory_body_id
    try:
        return numbering.series_of(session, series.agency_id, kind, body).id == series.id
    except numbering.NoSeriesError:
        return False
