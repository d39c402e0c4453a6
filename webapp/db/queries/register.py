"""Lines of a register book by number, downwards; which books an agency has."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from webapp.db.models.numbers import RegisterRow, RegisterWordRow, SeriesRow, SeriesYearRow
from webapp.db.probes import there_is
from webapp.db.queries import plan_spans, plan_walks, plan_words
from webapp.db.queries.plan_words import begins

FEW = 1_000
"""Lines that are looked up one by one; for more the book is read from its newest line on."""


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
    """A state of a line, or what an issued one lacks: `unsent` its day, `unfiled` its hồ sơ."""
    file_notation: str = ""
    """Mã hồ sơ, whole."""
    retention: str = ""


def lines(
    session: Session, book: Book, sought: Sought, before_number: int | None, limit: int
) -> Sequence[RegisterRow]:
    """Return lines of the book, highest number first, from below `before_number`."""
    query = _sought_in(session, book, sought).order_by(RegisterRow.number.desc()).limit(limit)
    if before_number is not None:
        query = query.where(RegisterRow.number < before_number)
    return session.scalars(query).all()


def how_many(session: Session, book: Book, sought: Sought, most: int) -> int:
    """Return how many lines of the book there are to show, counted no further than `most`."""
    some = _sought_in(session, book, sought).with_only_columns(RegisterRow.id).limit(most)
    return session.scalar(select(func.count()).select_from(some.subquery())) or 0


def _sought_in(session: Session, book: Book, sought: Sought) -> Select[RegisterRow]:
    query = select(RegisterRow).where(
        RegisterRow.agency_id == book.agency_id,
        RegisterRow.year == book.year,
        RegisterRow.series_id == book.series_id,
        *_in_state(sought.status),
        *_filed(sought),
    )
    if sought.number is not None:
        return query.where(RegisterRow.number == sought.number)
    return query.where(_says(book.agency_id, sought), *_few(session, book, sought))


def _few(session: Session, book: Book, sought: Sought) -> list[ColumnElement[bool]]:
    """Return the condition that leaves the lines with the words, where they are few.

    Else the book is read line by line in search of them.
    """
    if not sought.words and not sought.prefix:
        return []
    own, plan_ids = _own_lines(session, book.agency_id, sought), _plans(session, book, sought)
    if own is None or plan_ids is None:
        return []
    of_plans = select(RegisterRow.id).where(RegisterRow.plan_id.in_(plan_ids))
    return [RegisterRow.id.in_({*session.scalars(of_plans), *own})]


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
