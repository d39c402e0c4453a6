"""All rows that a filter finds, in the columns and the order that were chosen, up to a limit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from webapp.db.queries import plan_search, register, results
from webapp.db.queries.visibility import Reader
from webapp.documents.result_table import Cell
from webapp.domain.people import Actor
from webapp.domain.register_book import BookAction, require
from webapp.services.book_marks import marks_on, standings_on
from webapp.services.filter_words import plan_words, register_words
from webapp.services.followers import badges_of
from webapp.services.plan_access import label_of
from webapp.services.reading_lists import OLDEST, PlanFilter, wanted_plans
from webapp.services.reading_register import RegisterFilter, chosen_series, sought_lines
from webapp.services.result_columns import (
    LINE_COLUMNS,
    PLAN_COLUMNS,
    Column,
    FoundLine,
    FoundPlan,
    Shape,
    chosen,
    in_order,
)
from webapp.services.waits import Standing, waits_on

MOST = 2_000
"""Rows that are taken: they are sorted in memory, and a Word file with more opens slowly."""
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Found:
    """What was found."""

    name: str
    """`plans` or `register`."""
    title: str
    words: str
    """What was asked."""
    order: str
    """In which order the list itself has them."""
    offered: tuple[Column[FoundPlan], ...] | tuple[Column[FoundLine], ...]
    columns: Sequence[Column[FoundPlan]] | Sequence[Column[FoundLine]]
    rows: tuple[tuple[Cell, ...], ...]
    count: int
    """How many a file would hold; a page is given the first of them alone."""
    limit: str
    """Why not everything is there; empty where it is."""


def found_plans(
    session: Session,
    actor: Actor,
    wishes: PlanFilter,
    shape: Shape,
    today: date,
    *,
    shown: int | None = None,
) -> Found:
    """Return the plans that the actor may read, of the exact number first; all or so many."""
    reader, wanted = Reader.of(actor), wanted_plans(actor, wishes, today)
    first = [] if wanted.number is None else plan_search.numbered(session, reader, wanted, MOST)
    rest = plan_search.found(session, reader, wanted, None, MOST + 1, without=first)
    ids = [*first, *rest]
    rows, has_later = _plans(session, ids[: _looked_at(PLAN_COLUMNS, shape, shown)], today)
    columns = chosen(PLAN_COLUMNS, shape, "trang-thai" if has_later else "")
    return Found(
        name="plans",
        title="Danh sách văn bản",
        words=plan_words(session, actor, wishes, today),
        order="Cũ nhất trước" if wishes.order == OLDEST else "Mới nhất trước",
        offered=PLAN_COLUMNS,
        columns=columns,
        rows=_cells(columns, in_order(PLAN_COLUMNS, shape, rows)[:shown]),
        count=min(len(ids), MOST),
        limit=_limit(len(ids)),
    )


def _plans(session: Session, ids: Sequence[int], today: date) -> tuple[list[FoundPlan], bool]:
    """Return what is shown of the plans, and whether later papers changed any of them."""
    plans = results.plan_results(session, ids)
    waits = waits_on(
        session,
        [Standing(one.id, one.state, one.state_since, one.drafter_name) for one in plans],
        today,
    )
    label, badges = _labels(session), badges_of(session, [one.id for one in plans])
    rows = [
        FoundPlan(
            one,
            ", ".join((label(one.workflow_sha256, one.state), *badges.get(one.id, ()))),
            waits.get(one.id),
        )
        for one in plans
    ]
    return rows, any(badges.values())


def found_lines(
    session: Session,
    actor: Actor,
    wishes: RegisterFilter,
    shape: Shape,
    today: date,
    *,
    shown: int | None = None,
) -> Found:
    """Return the lines of one book, highest number first; all or so many."""
    require(BookAction.READ, actor)
    series = [one.id for one in register.series_of(session, actor.agency_id)]
    series_id = chosen_series(series, wishes.series_id)
    lines: Sequence[FoundLine] = ()
    count, has_later = 0, False
    if series_id is not None:
        book = register.Book(actor.agency_id, wishes.year or today.year, series_id)
        units = results.unit_names(session, actor.agency_id)
        sought, most = sought_lines(wishes), _looked_at(LINE_COLUMNS, shape, shown)
        count = register.how_many(session, book, sought, MOST + 1)
        found = register.lines(session, book, sought, None, most)
        later = standings_on(session, found)
        has_later = any(one.marks for one in later.values())
        marks = marks_on(session, found, later)
        lines = [FoundLine(row, marks[row.id], units.get(row.unit_id or 0, "")) for row in found]
    columns = chosen(LINE_COLUMNS, shape, "ghi-chu" if has_later else "")
    return Found(
        name="register",
        title="Danh sách văn bản đi",
        words=register_words(session, actor, wishes, today),
        order="Số lớn nhất trước",
        offered=LINE_COLUMNS,
        columns=columns,
        rows=_cells(columns, in_order(LINE_COLUMNS, shape, lines)[:shown]),
        count=min(count, MOST),
        limit=_limit(count),
    )


def _looked_at(columns: Sequence[Column[Any]], shape: Shape, shown: int | None) -> int:
    """Return how many are read: all where they are sorted here, else those that are shown."""
    if shown is None or any(one.key == shape.sort for one in columns):
        return MOST
    return min(shown, MOST)


def _labels(session: Session) -> Callable[[str | None, str], str]:
    """Return what names a state, remembering what it has said: many plans go one way."""
    known: dict[tuple[str | None, str], str] = {}

    def label(workflow_sha256: str | None, state: str) -> str:
        key = (workflow_sha256, state)
        if key not in known:
            known[key] = label_of(session, workflow_sha256, state)
        return known[key]

    return label


def _cells(columns: Sequence[Column[Row]], rows: Sequence[Row]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(column.value(row) for column in columns) for row in rows)


def _limit(count: int) -> str:
    if count <= MOST:
        return ""
    return f"Chỉ lấy {MOST} dòng đầu của danh sách; thêm điều kiện để lấy phần còn lại."
