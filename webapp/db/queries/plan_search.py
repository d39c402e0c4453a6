"""Plans by filter and folded words: newest first, by seeks on indexes, without totals."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.db.models.numbers import RegisterRow
from webapp.db.models.organisations import SigningAuthorityRow
from webapp.db.models.plans import OPEN, PlanRow, PlanWordRow
from webapp.db.models.process import StepRow
from webapp.db.probes import there_is
from webapp.db.queries import plan_walks
from webapp.db.queries.plan_walks import Way
from webapp.db.queries.visibility import Reader, visible_to
from webapp.domain.workflow import PlanState

_LAST = "\U0010ffff"
"""After every letter that a word may go on with."""
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
    query = (
        select(PlanRow.id)
        .where(
            visible_to(reader),
            *_filters(wanted),
            *_of_year(session, reader, wanted),
        )
        .where(*word_conditions(PlanRow.id, wanted.words, wanted.prefix))
        .order_by(PlanRow.id if oldest_first else PlanRow.id.desc())
    )
    if without:
        query = query.where(PlanRow.id.not_in(without))
    ways = _ways(session, reader.agency_id, wanted)
    if wanted.words or wanted.prefix or len(ways) > 1:
        start = plan_walks.sparsest(session, ways, beyond_id, oldest_first=oldest_first)
        if start is not None:
            beyond = _beyond(beyond_id, oldest_first=oldest_first) if start.is_all else ()
            wanted_ids = query.where(*beyond)
            return plan_walks.along(session, start, wanted_ids, limit, oldest_first=oldest_first)
    query = query.where(*_beyond(beyond_id, oldest_first=oldest_first))
    return list(session.scalars(query.limit(limit)))


def _beyond(beyond_id: int | None, *, oldest_first: bool) -> tuple[ColumnElement[bool], ...]:
    if beyond_id is None:
        return ()
    return (PlanRow.id > beyond_id if oldest_first else PlanRow.id < beyond_id,)


def _ways(session: Session, agency_id: int, wanted: Wanted) -> list[Way]:
    """Return the ways to the plans by each condition that has an index in the order of the list."""
    in_agency = PlanRow.agency_id == agency_id
    said = PlanWordRow.agency_id == agency_id
    ways = [Way(PlanWordRow.plan_id, (said, PlanWordRow.word == one)) for one in wanted.words]
    if wanted.prefix:
        whole = _only_word(session, agency_id, wanted.prefix)
        begun = (PlanWordRow.word == whole,) if whole else begins(PlanWordRow.word, wanted.prefix)
        ways.append(Way(PlanWordRow.plan_id, (said, *begun), in_order=bool(whole)))
    ways += [Way(PlanRow.id, (in_agency, *one)) for one in (_in_state(wanted.state),) if one]
    if wanted.unit_id is not None:
        ways.append(Way(PlanRow.id, (in_agency, PlanRow.unit_id == wanted.unit_id)))
    if wanted.drafter_id is not None:
        ways.append(Way(PlanRow.id, (in_agency, PlanRow.drafter_id == wanted.drafter_id)))
    return ways


def _only_word(session: Session, agency_id: int, prefix: str) -> str:
    """Return the one word that begins so; empty where there are none or several."""
    at_least, below = begins(PlanWordRow.word, prefix)
    words = select(PlanWordRow.word).where(PlanWordRow.agency_id == agency_id, below)
    words = words.order_by(PlanWordRow.word).limit(1)
    first = session.scalar(words.where(at_least))
    if first is None:
        return ""
    # With both lower bounds SQLite would begin at the first, and read all that have that word.
    return first if session.scalar(words.where(PlanWordRow.word > first)) is None else ""


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
    conditions += _of_fields(wanted)
    if wanted.begun is not None:
        start, end = wanted.begun
        conditions += [PlanRow.created_at >= start, PlanRow.created_at < end]
    if wanted.late_on is not None:
        late = (StepRow.decision == "waiting", StepRow.due_on < wanted.late_on)
        conditions += [OPEN, there_is(StepRow.plan_id == PlanRow.id, *late)]
    return conditions


def _of_fields(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Return the conditions on what the plan says of itself, each where it is asked for."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.type_id is not None:
        conditions.append(PlanRow.document_type_id == wanted.type_id)
    if wanted.signer_id is not None:
        powers = select(SigningAuthorityRow.id).where(
            SigningAuthorityRow.person_id == wanted.signer_id
        )
        conditions.append(PlanRow.signing_authority_id.in_(powers))
    if wanted.priority:
        conditions.append(PlanRow.priority == wanted.priority)
    if wanted.issued_from is not None:
        conditions.append(PlanRow.promulgated_on >= wanted.issued_from)
    if wanted.issued_to is not None:
        conditions.append(PlanRow.promulgated_on <= wanted.issued_to)
    return conditions


def _in_state(state: str) -> list[ColumnElement[bool]]:
    """Return the condition on the state: one of the process, or a name for several."""
    if state == "unissued":
        return [OPEN]
    if state == "running":
        return [OPEN, PlanRow.state.not_in(_AT_HOME)]
    return [PlanRow.state == state] if state else []


def _of_year(session: Session, reader: Reader, wanted: Wanted) -> list[ColumnElement[bool]]:
    """Return between which plans those of the year lie: the register knows by its index."""
    if wanted.year is None:
        return []
    book = (RegisterRow.agency_id == reader.agency_id, RegisterRow.year == wanted.year)
    ends = select(RegisterRow.plan_id).where(*book, RegisterRow.plan_id.is_not(None)).limit(1)
    first = session.scalar(ends.order_by(RegisterRow.plan_id))
    last = session.scalar(ends.order_by(RegisterRow.plan_id.desc()))
    return [PlanRow.id.between(first or 0, last or 0)]


def _has(
    plan_id: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
    *conditions: ColumnElement[bool],
) -> ColumnElement[bool]:
    return there_is(PlanWordRow.plan_id == plan_id, *conditions)


def begins(
    word: InstrumentedAttribute[str], prefix: str
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return the conditions on a folded word that begins so."""
    return word >= prefix, word < prefix + _LAST
