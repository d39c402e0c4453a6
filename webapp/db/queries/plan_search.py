"""Plans by filter and folded words: newest first, by seeks on indexes, without totals."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.db.models.plans import PlanRow, PlanWordRow
from webapp.db.models.process import StepRow
from webapp.db.queries.visibility import Reader, visible_to
from webapp.domain.workflow import PlanState

RARE = 300
"""A word of at most so many plans leads the search; a commoner one is only looked up."""
_LAST = "\U0010ffff"
"""After every letter that a word may go on with."""
_STILL = (PlanState.DRAFT, PlanState.RETURNED, PlanState.ISSUED, PlanState.CANCELLED,
          PlanState.VOIDED)  # fmt: skip
_WITHOUT = {"running": _STILL, "unissued": _STILL[2:]}
"""Names for all states but these."""


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
        .where(visible_to(reader), PlanRow.code_number == wanted.number, *_filters(wanted))
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
    query = (
        select(PlanRow.id)
        .where(visible_to(reader), *_filters(wanted))
        .order_by(PlanRow.id if oldest_first else PlanRow.id.desc())
        .limit(limit)
    )
    if beyond_id is not None:
        query = query.where(PlanRow.id > beyond_id if oldest_first else PlanRow.id < beyond_id)
    if without:
        query = query.where(PlanRow.id.not_in(without))
    leading = _rarest(session, reader.agency_id, wanted)
    if leading is not None:
        query = query.where(PlanRow.id.in_(leading))
    query = query.where(*word_conditions(PlanRow.id, wanted.words, wanted.prefix))
    return list(session.scalars(query))


def word_conditions(
    plan_id: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
    words: tuple[str, ...],
    prefix: str,
) -> list[ColumnElement[bool]]:
    """Return the conditions that leave the plans with all the words and the beginning."""
    conditions = [_has(plan_id, PlanWordRow.word == word) for word in words]
    return [*conditions, _has(plan_id, *begins(PlanWordRow.word, prefix))] if prefix else conditions


def _filters(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions = _in_state(wanted.state)
    if wanted.unit_id is not None:
        conditions.append(PlanRow.unit_id == wanted.unit_id)
    if wanted.drafter_id is not None:
        conditions.append(PlanRow.drafter_id == wanted.drafter_id)
    if wanted.year is not None:
        first, last = date(wanted.year, 1, 1), date(wanted.year, 12, 31)
        conditions.append(PlanRow.promulgated_on.between(first, last))
    if wanted.begun is not None:
        start, end = wanted.begun
        conditions += [PlanRow.created_at >= start, PlanRow.created_at < end]
    if wanted.late_on is not None:
        late = select(StepRow.plan_id).where(
            StepRow.decision == "waiting", StepRow.due_on < wanted.late_on
        )
        conditions.append(PlanRow.id.in_(late))
    return conditions


def _in_state(state: str) -> list[ColumnElement[bool]]:
    """Return the condition on the state: one of the process, or a name for several."""
    if state in _WITHOUT:
        return [PlanRow.state.not_in(_WITHOUT[state])]
    return [PlanRow.state == state] if state else []


def _has(
    plan_id: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
    *conditions: ColumnElement[bool],
) -> ColumnElement[bool]:
    return exists().where(PlanWordRow.plan_id == plan_id, *conditions)


def begins(
    word: InstrumentedAttribute[str], prefix: str
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return the conditions on a folded word that begins so."""
    return word >= prefix, word < prefix + _LAST


def _rarest(session: Session, agency_id: int, wanted: Wanted) -> list[int] | None:
    """Return the plans of the rarest word when they are few; None when every word is common."""
    words = select(PlanWordRow.plan_id).where(PlanWordRow.agency_id == agency_id)
    candidates = [words.where(PlanWordRow.word == word) for word in wanted.words]
    if wanted.prefix:
        candidates.append(words.where(*begins(PlanWordRow.word, wanted.prefix)))
    best: list[int] | None = None
    for candidate in candidates:
        ids = _few(session, candidate)
        if ids is not None and (best is None or len(ids) < len(best)):
            best = ids
    return best


def _few(session: Session, words: Select[int]) -> list[int] | None:
    ids = list(session.scalars(words.limit(RARE + 1)))
    return None if len(ids) > RARE else sorted(set(ids))
