"""Plans by filter and folded words: newest first, by seeks on indexes, without totals."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from webapp.db.models.organisations import SigningAuthorityRow
from webapp.db.models.plans import OPEN, URGENT, PlanRow
from webapp.db.models.process import StepRow
from webapp.db.probes import there_is
from webapp.db.queries import plan_spans, plan_walks, plan_words
from webapp.db.queries.plan_walks import Span, Way
from webapp.db.queries.visibility import Reader, visible_to
from webapp.domain.workflow import PlanState

NEAR = 2_000
"""So many plans are looked at one by one for a beginning of a word that very many plans have."""
_AT_HOME = (PlanState.DRAFT, PlanState.RETURNED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is filtered by; empty values ask for all."""

    words: tuple[str, ...] = ()
    """Folded words that must all stand in the plan."""
    prefix: str = ""
    """A folded beginning of one more word."""
    number: int | None = None
    notation: str = ""
    state: str = ""
    unit_id: int | None = None
    drafter_id: int | None = None
    type_id: int | None = None
    signer_id: int | None = None
    priority: str = ""
    issued_from: date | None = None
    issued_to: date | None = None
    year: int | None = None
    begun: tuple[datetime, datetime] | None = None
    """The moment from which, and the one before which the plan was begun."""
    late_on: date | None = None
    """The day on which a step has to be past its deadline."""
    oldest_first: bool = False


def numbered(session: Session, reader: Reader, wanted: Wanted, limit: int) -> list[int]:
    """Return the ids of the plans that bear exactly the number, newest first."""
    query = (
        select(PlanRow.id)
        .where(
            visible_to(reader),
            PlanRow.code_number == wanted.number,
            *_filters(wanted),
        )
        .order_by(PlanRow.id.desc())
        .limit(limit)
    )
    if wanted.notation:
        query = query.where(func.upper(PlanRow.code_notation) == wanted.notation.upper())
    return list(session.scalars(query))


def found(
    session: Session,
    reader: Reader,
    wanted: Wanted,
    beyond_id: int | None,
    limit: int,
    *,
    without: Collection[int] = (),
) -> list[int]:
    """Return ids of the plans that match, in the order wanted, from beyond `beyond_id`."""
    oldest_first = wanted.oldest_first
    span = _span(session, reader.agency_id, wanted).beyond(beyond_id, oldest_first=oldest_first)
    query = (
        select(PlanRow.id)
        .where(visible_to(reader), *span.of(PlanRow.id), *_filters(wanted))
        .order_by(PlanRow.id if oldest_first else PlanRow.id.desc())
    )
    if without:
        query = query.where(PlanRow.id.not_in(without))
    ways = _ways(session, reader.agency_id, wanted)
    if len(ways) > 1 or _needs_walk(wanted):
        start = plan_walks.sparsest(session, ways, span, oldest_first=oldest_first)
        if start is None:  # very many plans, in no order
            first = plan_spans.first_of
            near = first(session, reader.agency_id, span, NEAR, oldest_first=oldest_first)
            dense = query.where(*near.of(PlanRow.id), ways[0].probe(PlanRow.id)).limit(limit)
            if len(ids := session.scalars(dense).all()) == limit:
                return list(ids)
            start = plan_walks.sorted_by_database(ways[0])
        return plan_walks.along(session, start, query, span, limit, oldest_first=oldest_first)
    return list(session.scalars(query.limit(limit)))


def _needs_walk(wanted: Wanted) -> bool:
    """Tell whether the database would take a bad way to plans that meet one condition.

    A plain one on the plan itself any database takes by its index. But where conditions go
    together, as an urgency and that there is one, or a range of ids and the days on which those
    were begun, PostgreSQL holds few plans to meet them, reads them all and sorts them.
    """
    return bool(
        wanted.words
        or wanted.prefix
        or wanted.signer_id is not None
        or wanted.priority
        or (wanted.begun and wanted.oldest_first)
    )


def _span(session: Session, agency_id: int, wanted: Wanted) -> Span:
    """Return between which plans all lie that match."""
    span = Span()
    if wanted.year is not None:
        span = plan_spans.of_year(session, agency_id, wanted.year)
    if wanted.issued_from is not None or wanted.issued_to is not None:
        days = wanted.issued_from, wanted.issued_to
        span = span.both(plan_spans.of_issue(session, agency_id, *days))
    if wanted.signer_id is not None:
        span = span.both(plan_spans.of_signer(session, agency_id, wanted.signer_id))
    if wanted.begun is not None and wanted.oldest_first:
        span = span.both(plan_spans.of_beginning(session, agency_id, wanted.begun[0]))
    return span


def _ways(session: Session, agency_id: int, wanted: Wanted) -> list[Way]:
    """Return the ways to the plans by each condition that has an index in the order of the list."""
    ways = plan_words.ways(session, agency_id, wanted.words, wanted.prefix)
    if wanted.signer_id is not None:
        ways.append(_signer_way(session, agency_id, wanted.signer_id))
    ways += [_plan_way(agency_id, *one) for one in _indexed(wanted) if one]
    return ways or [_plan_way(agency_id)]


def _plan_way(agency_id: int, *conditions: ColumnElement[bool]) -> Way:
    def probe(ids: plan_walks.Ids | ColumnElement[int]) -> ColumnElement[bool]:
        if ids is PlanRow.id:
            return and_(True, *conditions)  # noqa: FBT003  # SQLAlchemy's neutral element
        return there_is(PlanRow.id == ids, *conditions)

    return Way(PlanRow.id, (PlanRow.agency_id == agency_id, *conditions), probe)


def _signer_way(session: Session, agency_id: int, person_id: int) -> Way:
    powers = select(SigningAuthorityRow.id).where(
        SigningAuthorityRow.agency_id == agency_id, SigningAuthorityRow.person_id == person_id
    )
    ids = session.scalars(powers).all()
    if len(ids) == 1:
        return _plan_way(agency_id, PlanRow.signing_authority_id == ids[0])
    return replace(_plan_way(agency_id, PlanRow.signing_authority_id.in_(ids)), in_order=False)


def _signed_by(person_id: int) -> ColumnElement[bool]:
    return there_is(
        SigningAuthorityRow.id == PlanRow.signing_authority_id,
        SigningAuthorityRow.person_id == person_id,
    )


def _indexed(wanted: Wanted) -> Iterator[list[ColumnElement[bool]]]:
    """Yield the conditions on the plan itself that have an index each."""
    yield _in_state(wanted.state)
    yield _urgent(wanted.priority)
    columns = (
        (PlanRow.unit_id, wanted.unit_id),
        (PlanRow.drafter_id, wanted.drafter_id),
        (PlanRow.document_type_id, wanted.type_id),
    )
    for column, value in columns:
        yield [] if value is None else [column == value]


def _filters(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions = [one for some in _indexed(wanted) for one in some]
    if wanted.year is not None:
        first, last = date(wanted.year, 1, 1), date(wanted.year, 12, 31)
        conditions.append(PlanRow.promulgated_on.between(first, last))
    if wanted.issued_from is not None:
        conditions.append(PlanRow.promulgated_on >= wanted.issued_from)
    if wanted.issued_to is not None:
        conditions.append(PlanRow.promulgated_on <= wanted.issued_to)
    if wanted.signer_id is not None:
        conditions.append(_signed_by(wanted.signer_id))
    if wanted.begun is not None:
        start, end = wanted.begun
        conditions += [PlanRow.created_at >= start, PlanRow.created_at < end]
    if wanted.late_on is not None:
        late = (StepRow.decision == "waiting", StepRow.due_on < wanted.late_on)
        conditions += [OPEN, there_is(StepRow.plan_id == PlanRow.id, *late)]
    return conditions


def _in_state(state: str) -> list[ColumnElement[bool]]:
    """Return the condition on the state: one of the process, or a name for several."""
    if state == "unissued":
        return [OPEN]
    if state == "running":
        return [OPEN, PlanRow.state.not_in(_AT_HOME)]
    return [PlanRow.state == state] if state else []


def _urgent(priority: str) -> list[ColumnElement[bool]]:
    return [PlanRow.priority == priority, URGENT] if priority else []
