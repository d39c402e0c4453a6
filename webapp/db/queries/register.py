"""Lines of a register book by number, downwards; which books an agency has."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from webapp.db.models.numbers import RegisterRow, RegisterWordRow, SeriesRow, SeriesYearRow
from webapp.db.models.plans import PlanWordRow
from webapp.db.probes import there_is
from webapp.db.queries.plan_search import begins, word_conditions

RARE = 2_000
"""Papers of so many years stand in other books: a word has to be rare to lead the search in one."""


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
    query = (
        select(RegisterRow)
        .where(
            RegisterRow.agency_id == book.agency_id,
            RegisterRow.year == book.year,
            RegisterRow.series_id == book.series_id,
        )
        .order_by(RegisterRow.number.desc())
        .limit(limit)
    )
    if before_number is not None:
        query = query.where(RegisterRow.number < before_number)
    query = query.where(*_in_state(sought.status), *_filed(sought))
    if sought.number is not None:
        query = query.where(RegisterRow.number == sought.number)
    else:
        query = query.where(_says(sought), *_rarest(session, book.agency_id, sought))
    return session.scalars(query).all()


def _rarest(session: Session, agency_id: int, sought: Sought) -> list[ColumnElement[bool]]:
    """Return the condition that leaves the lines with the rarest word, where they are few.

    Else the book would be read line by line in search of them.
    """
    of_plans = select(PlanWordRow.plan_id).where(PlanWordRow.agency_id == agency_id)
    own = select(RegisterWordRow.row_id).where(RegisterWordRow.agency_id == agency_id)
    pairs = [
        (of_plans.where(PlanWordRow.word == word), own.where(RegisterWordRow.word == word))
        for word in sought.words
    ]
    if sought.prefix:
        begun = begins(PlanWordRow.word, sought.prefix), begins(RegisterWordRow.word, sought.prefix)
        pairs.append((of_plans.where(*begun[0]), own.where(*begun[1])))
    found = [[session.scalars(one.limit(RARE + 1)).all() for one in pair] for pair in pairs]
    few = [pair for pair in found if all(len(ids) <= RARE for ids in pair)]
    if not few:
        return []
    plan_ids, row_ids = min(few, key=lambda pair: len(pair[0]) + len(pair[1]))
    lines_of_plans = select(RegisterRow.id).where(RegisterRow.plan_id.in_(set(plan_ids)))
    return [RegisterRow.id.in_({*session.scalars(lines_of_plans), *row_ids})]


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


def _says(sought: Sought) -> ColumnElement[bool]:
    """Return the condition on the words of a line: its plan's, or its own where it has none."""
    of_plan = word_conditions(RegisterRow.plan_id, sought.words, sought.prefix)
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
