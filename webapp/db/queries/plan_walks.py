"""How plans that must meet several conditions are looked for: along the one that fewest meet.

A `Way` is one condition with an index: it gives the plans that meet it in the order of the list.
`sparsest` reads a few from the beginning of each, which tells how dense it is, and chooses the way
to walk. `along` walks it, stretch by stretch, until enough plans meet all the other conditions. Of
those PostgreSQL reads the ones that are nearly as sparse side by side with it (`near`); for the
rest each plan is asked for by a seek of its own (`far`), which no database may turn into reading
all that meet them. A way that no index has in order (beginnings of words, people who sign by
several powers) is read whole and put in order here, if it leads to few plans.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.db.among import among
from webapp.db.models.plans import PlanRow

Ids = InstrumentedAttribute[int]
STRETCH = 300
"""So many plans tell how dense a condition is; where there are no more, they are all of them."""
LONGEST = 2_000
"""Plans that are looked at together."""
SOUGHT = 12_000
"""So many plans are put in order here, where no index does."""
_GROWS = 3
_MUCH_DENSER = 12
"""PostgreSQL passes about twenty plans of a second way while it seeks one by itself."""


@dataclass(frozen=True, slots=True)
class Span:
    """Between which plans the list goes on; None: no end on that side."""

    low: int | None = None
    high: int | None = None

    def of(self, ids: Ids | ColumnElement[int]) -> tuple[ColumnElement[bool], ...]:
        """Return the conditions that leave the plans of the span."""
        low = () if self.low is None else (ids >= self.low,)
        return low if self.high is None else (*low, ids <= self.high)

    def beyond(self, last: int | None, *, oldest_first: bool) -> "Span":
        """Return what is left of it beyond a plan in the order of the list."""
        if last is None:
            return self
        if oldest_first:
            return replace(self, low=last + 1 if self.low is None else max(self.low, last + 1))
        return replace(self, high=last - 1 if self.high is None else min(self.high, last - 1))

    def both(self, other: "Span") -> "Span":
        """Return what lies in this one and in the other."""
        lows = [one.low for one in (self, other) if one.low is not None]
        highs = [one.high for one in (self, other) if one.high is not None]
        return Span(max(lows, default=None), min(highs, default=None))


@dataclass(frozen=True, slots=True)
class Way:
    """Plans that meet one condition, by an index."""

    ids: Ids
    """The column that names the plan."""
    conditions: tuple[ColumnElement[bool], ...]
    probe: Callable[[Ids | ColumnElement[int]], ColumnElement[bool]]
    """Says of a column that names plans that they meet it, by a seek for each."""
    in_order: bool = True
    """The index gives them in the order of the list; else they are put in order first."""
    is_sorted: bool = False
    """The database puts them in order each time they are asked for."""

    def query(self, span: Span, *, oldest_first: bool = False) -> Select[int]:
        """Select the plans of the span in the order of the list; all of them where no index has it.

        So many as tell whether they are few are read the quicker without.
        """
        query = select(self.ids).where(*self.conditions)
        if not self.in_order:
            return query
        # Plus nothing: else PostgreSQL takes all plans in order and looks which of them meet it.
        order = self.ids + 0 if self.is_sorted else self.ids
        return query.where(*span.of(self.ids)).order_by(order if oldest_first else order.desc())


@dataclass(frozen=True, slots=True)
class Start:
    """The first plans of a way."""

    way: Way
    ids: Sequence[int]
    is_all: bool
    """There are no more."""
    near: tuple[Way, ...] = ()
    """Other conditions that are nearly as sparse."""
    far: tuple[Way, ...] = ()
    """Those that are much denser, or of which that is not known; the sparsest first."""

    def reach(self, origin: int) -> int:
        """Return how far the plans lie from where the list begins: the farther, the sparser."""
        return abs(origin - self.ids[-1])

    def meets(self, ids: Ids, span: Span) -> list[ColumnElement[bool]]:
        """Return the other conditions on a column that names plans of the span."""
        return [*self.beside(ids, span), *(one.probe(ids) for one in self.far)]

    def beside(self, ids: Ids, span: Span) -> list[ColumnElement[bool]]:
        """Return the conditions that are nearly as sparse, to be read side by side."""
        return [ids.in_(one.query(span).order_by(None).correlate(None)) for one in self.near]


def sparsest(
    session: Session, ways: Sequence[Way], span: Span, *, oldest_first: bool
) -> Start | None:
    """Return the way with the fewest plans for each stretch of the list.

    None where only such ways lead there as no index has in order, each to more than are read here.
    """
    if len(ways) == 1 and ways[0].in_order:
        return Start(ways[0], (), is_all=False)
    starts: list[Start] = []
    for way in ways:
        most = STRETCH if way.in_order else SOUGHT
        query = way.query(span, oldest_first=oldest_first)
        if not way.in_order:
            if _has_more(session, query, most):
                continue
            # Plus nothing: else the database may read all plans of the span in search of these.
            query = query.where(*span.of(way.ids + 0))
        ids = session.scalars(query.limit(most + 1)).all()
        starts.append(Start(way, ids, is_all=len(ids) <= most))
    whole = [one for one in starts if one.is_all]
    if whole:
        best = min(whole, key=lambda one: len(one.ids))
        return replace(best, far=tuple(way for way in ways if way is not best.way))
    if not starts:
        return None
    firsts = [one.ids[0] for one in starts]
    origin = min(firsts) if oldest_first else max(firsts)
    best, *others = sorted(starts, key=lambda one: one.reach(origin), reverse=True)
    least = best.reach(origin) / _MUCH_DENSER
    near = tuple(one.way for one in others if one.reach(origin) >= least and _merges(session))
    known = {id(one.way): one.reach(origin) for one in others}
    far = (way for way in ways if way is not best.way and way not in near)
    ordered = sorted(far, key=lambda way: known.get(id(way), 0), reverse=True)
    return replace(best, near=near, far=tuple(ordered))


def _merges(session: Session) -> bool:
    """Tell whether the database reads two ways side by side; SQLite would copy one of them."""
    return session.get_bind().dialect.name == "postgresql"


def _has_more(session: Session, query: Select[int], most: int) -> bool:
    """Tell whether there are more, without carrying them here."""
    return session.scalar(query.offset(most).limit(1)) is not None


def along(
    session: Session,
    start: Start,
    wanted: Select[int],
    span: Span,
    limit: int,
    *,
    oldest_first: bool,
) -> list[int]:
    """Return the plans of the way that meet the other conditions and that `wanted` leaves.

    At most so many, in the order of the list, in which `wanted` selects their ids already.
    """
    found: list[int] = []
    for stretch in _stretches(session, start, span, limit, oldest_first=oldest_first):
        query = wanted.where(among(session, PlanRow.id, stretch))
        found += session.scalars(query.limit(limit - len(found)))
        if len(found) == limit:
            break
    return found


def sorted_by_database(way: Way) -> Start:
    """Return a way, that no index has in order, to more plans than are put in order here."""
    return Start(replace(way, in_order=True, is_sorted=True), (), is_all=False)


def few(session: Session, start: Start, span: Span, most: int) -> Sequence[int] | None:
    """Return the plans of the span that meet every condition; None where they are more."""
    stretches = _stretches(session, start, span, most + 1, oldest_first=False)
    ids = list(islice(chain.from_iterable(stretches), most + 1))
    return ids if len(ids) <= most else None


def _stretches(
    session: Session, start: Start, span: Span, limit: int, *, oldest_first: bool
) -> Iterator[Sequence[int]]:
    """Yield plans of the way that meet the others, in the order of the list."""
    read = _in_order if start.way.in_order else _put_in_order
    return read(session, start, span, limit, oldest_first=oldest_first)


def _in_order(
    session: Session, start: Start, span: Span, limit: int, *, oldest_first: bool
) -> Iterator[Sequence[int]]:
    size, left = limit, span
    while True:
        ids = session.scalars(_meeting(start, left, oldest_first=oldest_first).limit(size)).all()
        if ids:
            yield ids
        if len(ids) < size:
            return
        left, size = left.beyond(ids[-1], oldest_first=oldest_first), min(size * _GROWS, LONGEST)


def _meeting(start: Start, left: Span, *, oldest_first: bool) -> Select[int]:
    """Select the plans of the way that meet the others, in the order of the list."""
    query = start.way.query(left, oldest_first=oldest_first)
    if not (start.near and start.far):
        return query.where(*start.meets(start.way.ids, left))
    # An offset of nothing: else each plan is sought in the far ones before the near are read.
    both = query.where(*start.beside(start.way.ids, left)).offset(0).subquery()
    ids = both.c[start.way.ids.key]
    sought = select(ids).where(*(one.probe(ids) for one in start.far))
    return sought.order_by(ids if oldest_first else ids.desc())


def _put_in_order(
    session: Session, start: Start, span: Span, limit: int, *, oldest_first: bool
) -> Iterator[Sequence[int]]:
    del limit
    ids = sorted(set(start.ids), reverse=not oldest_first)
    order = PlanRow.id if oldest_first else PlanRow.id.desc()
    size = STRETCH
    while ids:
        some: Sequence[int] = ids[:size]
        if start.near or start.far:
            query = select(PlanRow.id).where(among(session, PlanRow.id, some))
            some = session.scalars(
                query.where(*start.meets(PlanRow.id, span)).order_by(order)
            ).all()
        yield some
        ids, size = ids[size:], min(size * _GROWS, LONGEST)
