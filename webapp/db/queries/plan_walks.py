"""How plans that must meet several conditions are looked for: along the one that fewest meet.

Each condition with an index of its own gives the plans that meet it in the order of the list. A
few from there tell how dense each is. The sparsest is walked in stretches, so that no database
may choose to read all plans instead.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, intersect, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.db.models.plans import PlanRow

STRETCH = 300
"""So many plans tell how dense a condition is; where there are no more, they are all of them."""
LONGEST = 2_000
"""Plans of one stretch; for more at once PostgreSQL would rather read the whole table."""
SOUGHT = 4_000
"""So many plans are put in order here, where no index does."""
_GROWS = 3
_MUCH_DENSER = 8
"""Plans that meet a condition so much denser are looked up one by one instead of side by side."""


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
    beside: tuple[Way, ...] = ()
    """Other ways that are nearly as sparse: both are read side by side."""

    def reach(self, origin: int) -> int:
        """Return how far the plans lie from where the list begins: the farther, the sparser."""
        return abs(origin - self.ids[-1])


def sparsest(
    session: Session, ways: Sequence[Way], beyond_id: int | None, *, oldest_first: bool
) -> Start | None:
    """Return the way with the fewest plans for each stretch of the list, None without any."""
    starts: list[Start] = []
    for way in ways:
        most = STRETCH if way.in_order else SOUGHT
        query = way.query(beyond_id, oldest_first=oldest_first).limit(most + 1)
        ids = session.scalars(query).all()  # a plan may have several words that begin alike
        is_all = len(ids) <= most
        if is_all or way.in_order:
            starts.append(Start(way, ids, is_all))
    whole = [one for one in starts if one.is_all]
    if whole:
        return min(whole, key=lambda one: len(one.ids))
    if not starts:
        return None
    firsts = [one.ids[0] for one in starts]
    origin = min(firsts) if oldest_first else max(firsts)
    best = max(starts, key=lambda one: one.reach(origin))
    near = best.reach(origin) / _MUCH_DENSER
    beside = [one.way for one in starts if one is not best and one.reach(origin) >= near]
    return replace(best, beside=tuple(beside))


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
    ids = sorted(set(start.ids), reverse=not oldest_first)
    for begun in range(0, len(ids), STRETCH):
        yield PlanRow.id.in_(ids[begun : begun + STRETCH])
    if start.is_all:
        return
    last: int | None = start.ids[-1]
    size = STRETCH
    while last is not None:
        size = min(size * _GROWS, LONGEST)
        query = start.way.query(last, oldest_first=oldest_first)
        end = session.scalar(query.offset(size - 1).limit(1))
        if start.beside:
            ways = (start.way, *start.beside)
            both = [_between(way, last, end, oldest_first=oldest_first) for way in ways]
            yield PlanRow.id.in_(intersect(*both))
        else:
            yield PlanRow.id.in_(_kept_apart(query.limit(size)))
        last = end


def _between(way: Way, last: int, end: int | None, *, oldest_first: bool) -> Select[int]:
    """Select the plans of the way beyond `last` as far as `end`, in whatever order they lie."""
    query = way.query(last, oldest_first=oldest_first).order_by(None)
    if end is None:
        return query
    return query.where(way.ids <= end if oldest_first else way.ids >= end)


def _kept_apart(query: Select[int]) -> Any:  # noqa: ANN401 - SQLAlchemy's own type of a subquery
    """Return the query as one that no database dissolves: it has a limit."""
    stretch = query.subquery()
    return select(*stretch.columns)
