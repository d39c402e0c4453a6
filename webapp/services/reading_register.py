"""Sổ đăng ký văn bản đi (PL4), page by page, newest number first."""

from dataclasses import dataclass
from datetime import date, datetime

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.models.numbers import RegisterRow
from webapp.db.models.organisations import AgencyRow
from webapp.db.queries import register as queries
from webapp.domain.errors import ForbiddenError, NotFoundError
from webapp.domain.people import Actor
from webapp.services.numbering import number_and_notation
from webapp.services.plan_pages import Choice
from webapp.services.search_words import read_question


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """Which lines of which book."""

    year: int | None = None
    """None: the present year in Vietnam."""
    series_id: int | None = None
    """None: the agency's first series."""
    q: str = ""
    before_number: int | None = None


@dataclass(frozen=True, slots=True)
class RegisterItem:
    """One line of the book, in the columns of PL4."""

    number: int
    number_text: str
    promulgated_on: date
    type_name: str
    subject: str
    signer_name: str
    recipients: str
    kept_by: str
    copies: int | None
    note: str
    status: str
    """issued | void | reserved."""
    void_reason: str
    plan_id: int | None


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """A page of the book and what the selection above it offers."""

    items: tuple[RegisterItem, ...]
    next_before_number: int | None
    year: int
    series_id: int | None
    years: tuple[int, ...]
    series: tuple[Choice, ...]
    agency_name: str
    parent_name: str


PAGE = 50


def register(
    database: Database, actor: Actor, wishes: RegisterFilter, now: datetime
) -> RegisterPage:
    """Return a page of the agency's book; every member of the agency reads it."""
    if not actor.roles:
        raise ForbiddenError("Anh/chị chưa có vai trò trong cơ quan này; báo quản trị cơ quan.")
    this_year = vietnam_today(now).year
    year = wishes.year or this_year
    with database.reading() as session:
        agency = session.get_one(AgencyRow, actor.agency_id)
        series = queries.series_of(session, agency.id)
        series_id = _chosen([one.id for one in series], wishes.series_id)
        rows: list[RegisterRow] = []
        if series_id is not None:
            book = queries.Book(agency.id, year, series_id)
            found = queries.lines(session, book, _sought(wishes.q), wishes.before_number, PAGE + 1)
            rows = list(found)
        years = {this_year, year, *queries.years_of(session, agency.id)}
        return RegisterPage(
            items=tuple(_item(row) for row in rows[:PAGE]),
            next_before_number=rows[PAGE - 1].number if len(rows) > PAGE else None,
            year=year,
            series_id=series_id,
            years=tuple(sorted(years, reverse=True)),
            series=tuple(Choice(one.id, one.name) for one in series),
            agency_name=agency.name,
            parent_name=agency.parent_name,
        )


def _chosen(own: list[int], wished: int | None) -> int | None:
    """Return the series that is shown; one of another agency does not exist."""
    if wished is None:
        return own[0] if own else None
    if wished not in own:
        raise NotFoundError("Không tìm thấy sổ này trong cơ quan; chọn lại sổ đăng ký.")
    return wished


def _sought(q: str) -> queries.Sought:
    question = read_question(q)
    return queries.Sought(question.number, question.words, question.prefix)


def _item(row: RegisterRow) -> RegisterItem:
    return RegisterItem(
        number=row.number,
        number_text=number_and_notation(row.number, row.notation),
        promulgated_on=row.promulgated_on,
        type_name=row.type_name,
        subject=row.subject,
        signer_name=row.signer_name,
        recipients=row.recipients,
        kept_by=row.kept_by,
        copies=row.copies,
        note=row.note,
        status=row.status,
        void_reason=row.void_reason,
        plan_id=row.plan_id,
    )
