"""How plans that must meet several conditions are looked for: along the one that fewest meet.

Each condition with an index of its own gives the plans that meet it in the order of the list. A
few from there tell how dense each is. The sparsest is walked in stretches, so that no database
may choose to read all plans instead.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.db.models.plans import PlanRow

STRETCH = 300
"""So many plans tell how dense a condition is; where there are no more, they are all of them."""
LONGEST = 2_000
"""Plans of one stretch; for more at once PostgreSQL would rather read the whole table."""
_GROWS = 3


@dataclass(frozen=True, slots=True)
class Way:
    """Plans that meet one condition, by an index."""

    ids: InstrumentedAttribute[int]
    """The column that names the plan."""
    conditions: tuple[ColumnElement[bool], ...]
    in_order: bool = True
    """The index gives them in the order of the list; else it serves only where they are few."""

    def query(self, beyond_id: int | None, *, oldest_first: bool) -> Select[int]:
        """Select the plans from beyond one in the order of the list."""
        query = select(self.ids).where(*self.conditions)
        if not self.in_order:
            return query
        if beyond_id is not None:
            query = query.where(self.ids > beyond_id if oldest_first else self.ids < beyond_id)
        return query.order_by(self.ids if oldest_first else self.ids.desc())


@dataclass(frozen=True, slots=True)
class Start:
    """The first plans of a way."""

    way: Way
    ids: Sequence[int]
    is_all: bool
    """There are no more."""


def sparsest(
    session: Session, ways: Sequence[Way], beyond_id: int | None, *, oldest_first: bool
) -> Start | None:
    """Return the way with the fewest plans for each stretch of the list, None without any."""
    best: Start | None = None
    for way in ways:
        query = way.query(beyond_id, oldest_first=oldest_first).limit(STRETCH + 1)
        ids = session.scalars(query).all()  # a plan may have several words that begin alike
        is_all = len(ids) <= STRETCH
        if is_all or way.in_order:
            start = Start(way, ids, is_all)
            if best is None or _is_sparser(start, best, oldest_first=oldest_first):
                best = start
    return best


def _is_sparser(one: Start, other: Start, *, oldest_first: bool) -> bool:
    if one.is_all or other.is_all:
        return one.is_all and (not other.is_all or len(one.ids) < len(other.ids))
    return one.ids[-1] > other.ids[-1] if oldest_first else one.ids[-1] < other.ids[-1]


def along(
    session: Session, start: Start, wanted: Select[int], limit: int, *, oldest_first: bool
) -> list[int]:
    """Return the plans of the way that `wanted` leaves, at most so many, in the order of the list.

    `wanted` selects ids of plans and is in that order already.
    """
    found: list[int] = []
    for stretch in _stretches(session, start, oldest_first=oldest_first):
        query = wanted.where(stretch).limit(limit - len(found))
        found += session.scalars(query)
        if len(found) == limit:
            break
    return found


def _stretches(
    session: Session, start: Start, *, oldest_first: bool
) -> Iterator[ColumnElement[bool]]:
    yield PlanRow.id.in_(sorted(set(start.ids)))
    if start.is_all:
        return
    last: int | None = start.ids[-1]
    size = STRETCH
    while last is not None:
        size = min(size * _GROWS, LONGEST)
        query = start.way.query(last, oldest_first=oldest_first)
        yield PlanRow.id.in_(_kept_apart(query.limit(size)))
        last = session.scalar(query.offset(size - 1).limit(1))


def _kept_apart(query: Select[int]) -> Any:  # noqa: ANN401 - SQLAlchemy's own type of a subquery
    """Return the query as one that no database dissolves: it has a limit."""
    stretch = query.subquery()
    return select(*stretch.columns)
