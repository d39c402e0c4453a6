"""Between which plans those of a year, of some days or of a signer lie: ids grow with time.

A list that begins at its newest plan would else pass all that came after, one by one.
"""

from collections.abc import Iterable, Iterator
from datetime import MAXYEAR, MINYEAR, date, datetime

from sqlalchemy import Row, ScalarSelect, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.db.models.numbers import RegisterRow, SeriesRow, SeriesYearRow
from webapp.db.models.organisations import SigningAuthorityRow
from webapp.db.models.plans import PlanRow
from webapp.db.queries.plan_walks import Span

NOTHING = Span(0, 0)
Ends = Row[int | None, int | None]
# Plus nothing: for a bare minimum both databases would walk all plans from the first.
_LOWEST, _HIGHEST = func.min(PlanRow.id + 0), func.max(PlanRow.id + 0)


def of_year(session: Session, agency_id: int, year: int) -> Span:
    """Return where the plans lie that the agency's register of the year holds."""
    return _around(session.execute(_of_years(agency_id, year, year)))


def of_issue(session: Session, agency_id: int, first: date | None, last: date | None) -> Span:
    """Return where the plans lie that bear a day from the first to the last.

    The register knows the ends of whole years; only of the first and the last year days are read.
    """
    begin, end = first or date(MINYEAR, 1, 1), last or date(MAXYEAR, 12, 31)
    ends = list(session.execute(_of_years(agency_id, begin.year + 1, end.year - 1)))
    for days in _parts(begin, end):
        issued = PlanRow.promulgated_on.between(*days)
        ends += session.execute(
            select(_LOWEST, _HIGHEST).where(PlanRow.agency_id == agency_id, issued)
        )
    return _around(ends)


def of_signer(session: Session, agency_id: int, person_id: int) -> Span:
    """Return where the plans lie that are signed by any of the person's powers."""
    signed = (
        PlanRow.agency_id == agency_id,
        PlanRow.signing_authority_id == SigningAuthorityRow.id,
    )
    powers = (
        select(*_ends_of(select(PlanRow.id).where(*signed), PlanRow.id))
        .select_from(SigningAuthorityRow)
        .where(
            SigningAuthorityRow.agency_id == agency_id, SigningAuthorityRow.person_id == person_id
        )
    )
    return _around(session.execute(powers))


def of_beginning(session: Session, agency_id: int, start: datetime) -> Span:
    """Return from which plan on those lie that were begun at the moment or later."""
    begun = select(_LOWEST).where(PlanRow.agency_id == agency_id, PlanRow.created_at >= start)
    lowest = session.scalar(begun)
    return NOTHING if lowest is None else Span(low=lowest)


def first_of(
    session: Session, agency_id: int, span: Span, most: int, *, oldest_first: bool
) -> Span:
    """Return where the first plans of the span lie, about so many, in the order of the list."""
    plans = select(PlanRow.id).where(PlanRow.agency_id == agency_id, *span.of(PlanRow.id))
    plans = plans.order_by(PlanRow.id if oldest_first else PlanRow.id.desc())
    last = session.scalar(plans.offset(most).limit(1))
    return span.both(Span(high=last) if oldest_first else Span(low=last))


def _of_years(agency_id: int, first: int, last: int) -> Select[int | None, int | None]:
    """Select the first and the last plan of each of the agency's years between the two."""
    years = (
        select(SeriesYearRow.year)
        .join(SeriesRow, SeriesRow.id == SeriesYearRow.series_id)
        .where(SeriesRow.agency_id == agency_id, SeriesYearRow.year.between(first, last))
        .distinct()
        .subquery()
    )
    book = (RegisterRow.agency_id == agency_id, RegisterRow.year == years.c.year)
    plans = select(RegisterRow.plan_id).where(*book, RegisterRow.plan_id.is_not(None))
    return select(*_ends_of(plans, RegisterRow.plan_id)).select_from(years)


def _ends_of(
    plans: Select[int] | Select[int | None],
    by: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
) -> tuple[ScalarSelect[int | None], ScalarSelect[int | None]]:
    return (
        plans.order_by(by).limit(1).scalar_subquery(),
        plans.order_by(by.desc()).limit(1).scalar_subquery(),
    )


def _parts(begin: date, end: date) -> Iterator[tuple[date, date]]:
    """Yield the days of the first year, and those of the last where it is another."""
    yield begin, min(end, date(begin.year, 12, 31))
    if end.year > begin.year:
        yield date(end.year, 1, 1), end


def _around(ends: Iterable[Ends]) -> Span:
    lows, highs = zip(*ends, strict=True) if (ends := list(ends)) else ((), ())
    low = min((one for one in lows if one is not None), default=None)
    high = max((one for one in highs if one is not None), default=None)
    return NOTHING if low is None else Span(low, high)
