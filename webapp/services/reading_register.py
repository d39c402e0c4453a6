"""Sổ đăng ký văn bản đi (PL4), page by page, newest number first."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.models.numbers import RegisterRow
from webapp.db.models.organisations import AgencyRow
from webapp.db.queries import register as queries
from webapp.domain.errors import NotFoundError
from webapp.domain.people import Actor
from webapp.domain.register_book import BookAction, BookRules, refusal, require
from webapp.services import saved_filters
from webapp.services.book_marks import marks_on, standings_on, waiting_on
from webapp.services.book_settings import rules_of
from webapp.services.closing import ClosedBook, closed_book
from webapp.services.numbering import number_and_notation
from webapp.services.numbering_due import DueItem, papers_due
from webapp.services.restored_books import WaitingBook, waiting_books
from webapp.services.saved_filters import SavedFilter, SavedList
from webapp.services.search_words import read_question


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """Which lines of which book."""

    year: int | None = None
    """None: the present year in Vietnam."""
    series_id: int | None = None
    """None: the agency's first series."""
    q: str = ""
    status: str = ""
    """One of LINE_STATES; empty: every line."""
    file_notation: str = ""
    """Mã hồ sơ, whole; empty: any."""
    retention: str = ""
    """Thời hạn bảo quản; empty: any."""
    before_number: int | None = None


@dataclass(frozen=True, slots=True)
class RegisterItem:
    """One line of the book, in the columns of PL4."""

    row_id: int
    number: int
    number_text: str
    promulgated_on: date
    type_name: str
    subject: str
    signer_name: str
    recipients: str
    kept_by: str
    copies_kept: int | None
    copies: int | None
    sent_on: date | None
    received_by: str
    marks: str
    """What the book itself says in column 10: void, reserved, from paper, backwards."""
    note: str
    waits: bool
    """It is to be written anew from a paper from before a restore; its date is not known."""
    status: str
    """issued | void | reserved."""
    plan_id: int | None


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """A page of the book and what the selection above it offers."""

    items: tuple[RegisterItem, ...]
    next_before_number: int | None
    year: int
    series_id: int | None
    years: tuple[int, ...]
    series: tuple[tuple[int, str], ...]
    """Id and name."""
    agency_name: str
    parent_name: str
    keeps_book: bool
    """The reader registers, fills in, crosses out and closes."""
    reserves: bool
    closed: ClosedBook | None
    due: tuple[DueItem, ...]
    """What the clerk owes; empty for others, and on pages of a search."""
    saved: tuple[SavedFilter, ...]
    waiting: tuple[WaitingBook, ...]
    """Restored books that give no number; empty for who keeps none."""


PAGE = 50
LINE_STATES = {
    "issued": "Đã cấp",
    "unsent": "Chưa ghi ngày chuyển",
    "unfiled": "Chưa ghi hồ sơ, thời hạn",
    "void": "Số hủy",
    "reserved": "Số đang giữ",
    "waiting": "Chờ ghi lại",
}
"""Value and label of each state of a line to filter by."""


def register(
    database: Database, actor: Actor, wishes: RegisterFilter, now: datetime
) -> RegisterPage:
    """Return a page of the agency's book; every member of the agency reads it."""
    require(BookAction.READ, actor)
    this_year = vietnam_today(now).year
    year = wishes.year or this_year
    with database.reading() as session:
        agency = session.get_one(AgencyRow, actor.agency_id)
        series = queries.series_of(session, agency.id)
        series_id = chosen_series([one.id for one in series], wishes.series_id)
        rows: list[RegisterRow] = []
        if series_id is not None:
            book = queries.Book(agency.id, year, series_id)
            found = queries.lines(
                session, book, sought_lines(wishes), wishes.before_number, PAGE + 1
            )
            rows = list(found)
        years = {this_year, year, *queries.years_of(session, agency.id)}
        keeps = refusal(BookAction.REGISTER, actor, BookRules()) is None
        return RegisterPage(
            items=_items(session, rows[:PAGE]),
            next_before_number=rows[PAGE - 1].number if len(rows) > PAGE else None,
            year=year,
            series_id=series_id,
            years=tuple(sorted(years, reverse=True)),
            series=tuple((one.id, one.name) for one in series),
            agency_name=agency.name,
            parent_name=agency.parent_name,
            keeps_book=keeps,
            reserves=refusal(BookAction.RESERVE, actor, rules_of(session, agency.id)) is None,
            closed=closed_book(session, series_id, year) if series_id is not None else None,
            due=papers_due(session, agency.id, now) if keeps and _is_whole(wishes) else (),
            saved=saved_filters.of_list(session, actor, SavedList.REGISTER),
            waiting=waiting_books(session, agency.id) if keeps else (),
        )


def _is_whole(wishes: RegisterFilter) -> bool:
    """Tell whether the book is opened as it lies, at its newest line."""
    asked = (wishes.q, wishes.status, wishes.file_notation, wishes.retention)
    return not any(asked) and wishes.before_number is None


def chosen_series(own: list[int], wished: int | None) -> int | None:
    """Return the series that is shown; one of another agency does not exist."""
    if wished is None:
        return own[0] if own else None
    if wished not in own:
        raise NotFoundError("Không tìm thấy sổ này trong cơ quan; chọn lại sổ đăng ký.")
    return wished


def sought_lines(wishes: RegisterFilter) -> queries.Sought:
    """Return what the filter asks of the lines of its book, as the queries take it."""
    question = read_question(wishes.q)
    status = wishes.status if wishes.status in LINE_STATES else ""
    return queries.Sought(
        question.number,
        question.words,
        question.prefix,
        status,
        file_notation=wishes.file_notation,
        retention=wishes.retention,
    )


def _items(session: Session, rows: list[RegisterRow]) -> tuple[RegisterItem, ...]:
    marks = marks_on(session, rows, standings_on(session, rows))
    waiting = waiting_on(session, rows)
    return tuple(_item(row, marks[row.id], waits=row.id in waiting) for row in rows)


def _item(row: RegisterRow, marks: str, *, waits: bool) -> RegisterItem:
    return RegisterItem(
        row_id=row.id,
        number=row.number,
        number_text=number_and_notation(row.number, row.notation),
        promulgated_on=row.promulgated_on,
        type_name=row.type_name,
        subject=row.subject,
        signer_name=row.signer_name,
        recipients=row.recipients,
        kept_by=row.kept_by,
        copies_kept=row.copies_kept,
        copies=row.copies,
        sent_on=row.sent_on,
        received_by=row.received_by,
        marks=marks,
        note=row.note,
        waits=waits,
        status=row.status,
        plan_id=row.plan_id,
    )
