"""Lines of a register book by number, downwards; which books an agency has."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from webapp.db.among import among, each_of
from webapp.db.models.numbers import (
    RegisterRow,
    RegisterWordRow,
    ReservationRow,
    SeriesRow,
    SeriesYearRow,
)
from webapp.db.once import once
from webapp.db.probes import there_is
from webapp.db.queries import plan_spans, plan_walks, plan_words
from webapp.db.queries.plan_words import begins

FEW = 1_000
"""Lines that are looked up one by one; for more the book is read from its newest line on."""
_GROWS = 4


@dataclass(frozen=True, slots=True)
class Book:
    """One series of an agency in one year."""

    agency_id: int
    year: int
    series_id: int


@dataclass(frozen=True, slots=True)
class Sought:
    """What the lines must have; empty values ask for all."""

    number: int | None = None
    words: tuple[str, ...] = ()
    prefix: str = ""
    status: str = ""
    """A state of a line, or what an issued one lacks: `unsent` its day, `unfiled` its hồ sơ.

    `waiting`: reserved, for the paper from before a restore that bears the number.
    """
    file_notation: str = ""
    """Mã hồ sơ, whole."""
    retention: str = ""


def lines(
    session: Session, book: Book, sought: Sought, before_number: int | None, limit: int
) -> Sequence[RegisterRow]:
    """Return lines of the book, highest number first, from below `before_number`."""
    wanted = _wanted(book, sought).order_by(RegisterRow.number.desc())
    if before_number is not None:
        wanted = wanted.where(RegisterRow.number < before_number)
    numbers = _few(session, book, sought)
    if numbers is None:
        return session.scalars(wanted.limit(limit)).all()
    found: list[RegisterRow] = []
    for some in _downwards(numbers, before_number, limit):
        query = wanted.where(among(session, RegisterRow.number, some))
        found += session.scalars(query.limit(limit - len(found)))
        if len(found) == limit:
            break
    return found


def how_many(session: Session, book: Book, sought: Sought, most: int) -> int:
    """Return how many lines of the book there are to show, counted no further than `most`."""
    some = _wanted(book, sought).with_only_columns(RegisterRow.id)
    numbers = _few(session, book, sought)
    if numbers is not None:
        some = some.where(among(session, RegisterRow.number, sorted(numbers)))
    return session.scalar(select(func.count()).select_from(some.limit(most).subquery())) or 0


def _wanted(book: Book, sought: Sought) -> Select[RegisterRow]:
    asked = [_says(book.agency_id, sought)]
    if sought.number is not None:
        asked = [RegisterRow.number == sought.number]
    state = (*_in_state(sought.status), *_filed(sought))
    return select(RegisterRow).where(*_of_book(book), *state, *asked)


def _of_book(book: Book) -> tuple[ColumnElement[bool], ...]:
    return (
        RegisterRow.agency_id == book.agency_id,
        RegisterRow.year == book.year,
        RegisterRow.series_id == book.series_id,
    )


@once
def _few(session: Session, book: Book, sought: Sought) -> frozenset[int] | None:
    """Return the numbers among which the lines with the words are, where those are few.

    Else the book is read line by line in search of them.
    """
    if sought.number is not None or not (sought.words or sought.prefix):
        return None
    own, plan_ids = _own_lines(session, book.agency_id, sought), _plans(session, book, sought)
    if own is None or plan_ids is None:
        return None
    number = select(RegisterRow.number).where(*_of_book(book))
    given = each_of(session, plan_ids)
    of_plan = number.where(RegisterRow.plan_id == given.c.value).limit(1).scalar_subquery()
    found = session.scalars(select(of_plan).select_from(given))
    numbers = {one for one in found if one is not None}
    if own:
        numbers.update(session.scalars(number.where(among(session, RegisterRow.id, own))))
    return frozenset(numbers)


def _downwards(
    numbers: Iterable[int], before_number: int | None, size: int
) -> Iterator[Sequence[int]]:
    """Yield the numbers from below one, the highest first, in growing parts."""
    left = sorted(
        (one for one in numbers if before_number is None or one < before_number), reverse=True
    )
    while left:
        yield left[:size]
        left, size = left[size:], size * _GROWS


def _plans(session: Session, book: Book, sought: Sought) -> Sequence[int] | None:
    """Return the plans of the year that have the words; None where they are not few."""
    span = plan_spans.of_year(session, book.agency_id, book.year)
    ways = plan_words.ways(session, book.agency_id, sought.words, sought.prefix)
    start = plan_walks.sparsest(session, ways, span, oldest_first=False)
    return None if start is None else plan_walks.few(session, start, span, FEW)


def _own_lines(session: Session, agency_id: int, sought: Sought) -> Sequence[int] | None:
    """Return the lines without a plan that have the rarest word; None where they are not few."""
    own = select(RegisterWordRow.row_id).where(RegisterWordRow.agency_id == agency_id)
    queries = [own.where(RegisterWordRow.word == word) for word in sought.words]
    if sought.prefix:
        queries.append(own.where(*begins(RegisterWordRow.word, sought.prefix)))
    found = (session.scalars(query.limit(FEW + 1)).all() for query in queries)
    return min((ids for ids in found if len(ids) <= FEW), key=len, default=None)


def _in_state(status: str) -> list[ColumnElement[bool]]:
    if status == "unsent":
        return [RegisterRow.status == "issued", RegisterRow.sent_on.is_(None)]
    if status == "unfiled":
        lacks = or_(RegisterRow.file_notation == "", RegisterRow.retention == "")
        return [RegisterRow.status == "issued", lacks]
    if status == "waiting":
        lost = there_is(ReservationRow.id == RegisterRow.reservation_id, ReservationRow.lost)
        return [RegisterRow.status == "reserved", lost]
    return [RegisterRow.status == status] if status else []


def _filed(sought: Sought) -> list[ColumnElement[bool]]:
    asked = {
        RegisterRow.file_notation: sought.file_notation,
        RegisterRow.retention: sought.retention,
    }
    return [column == value for column, value in asked.items() if value]


def _says(agency_id: int, sought: Sought) -> ColumnElement[bool]:
    """Return the condition on the words of a line: its plan's, or its own where it has none."""
    of_plan = plan_words.conditions(agency_id, RegisterRow.plan_id, sought.words, sought.prefix)
    own = [_has(RegisterWordRow.word == word) for word in sought.words]
    if sought.prefix:
        own.append(_has(*begins(RegisterWordRow.word, sought.prefix)))
    return or_(and_(True, *of_plan), and_(RegisterRow.plan_id.is_(None), *own))  # noqa: FBT003  # SQLAlchemy's neutral element


def _has(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return there_is(RegisterWordRow.row_id == RegisterRow.id, *conditions)


def series_of(session: Session, agency_id: int) -> Sequence[SeriesRow]:
    """Return the agency's series, the closed ones last."""
    return session.scalars(
        select(SeriesRow)
        .where(SeriesRow.agency_id == agency_id)
        .order_by(SeriesRow.active.desc(), SeriesRow.id)
    ).all()


def years_of(session: Session, agency_id: int) -> list[int]:
    """Return the years that any series of the agency has counted in, newest first."""
    return list(
        session.scalars(
            select(SeriesYearRow.year)
            .join(SeriesRow, SeriesRow.id == SeriesYearRow.series_id)
            .where(SeriesRow.agency_id == agency_id)
            .distinct()
            .order_by(SeriesYearRow.year.desc())
        )
    )


def older_years(session: Session, series_id: int, first: int) -> Sequence[int]:
    """Return the years before the first in which the series has counted."""
    query = select(SeriesYearRow.year).where(
        SeriesYearRow.series_id == series_id, SeriesYearRow.year < first
    )
    return session.scalars(query.order_by(SeriesYearRow.year)).all()


def waiting_books(session: Session, agency_id: int) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return series, name, year, last number and since when, of the restored books that wait."""
    query = (
        select(
            SeriesRow.id,
            SeriesRow.name,
            SeriesYearRow.year,
            SeriesYearRow.last_number,
            SeriesYearRow.unconfirmed_since,
        )
        .join(SeriesYearRow, SeriesYearRow.series_id == SeriesRow.id)
        .where(SeriesRow.agency_id == agency_id, SeriesYearRow.unconfirmed_since.is_not(None))
        .order_by(SeriesRow.id, SeriesYearRow.year)
    )
    return session.execute(query).all()
