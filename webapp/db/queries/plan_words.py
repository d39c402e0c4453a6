"""Plans by folded words and by the beginning of one: as ways to walk, and as conditions."""

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from webapp.db.models.plans import PlanWordRow
from webapp.db.probes import there_is
from webapp.db.queries.plan_walks import Way

_LAST = "\U0010ffff"
"""After every letter that a word may go on with."""
_PlanId = InstrumentedAttribute[int] | InstrumentedAttribute[int | None] | ColumnElement[int]


def begins(
    word: InstrumentedAttribute[str], prefix: str
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return the conditions on a folded word that begins so."""
    return word >= prefix, word < prefix + _LAST


def ways(session: Session, agency_id: int, words: tuple[str, ...], prefix: str) -> list[Way]:
    """Return the ways to the plans with each of the words, and with the beginning."""
    whole = _only_word(session, agency_id, prefix) if prefix else ""
    found = [_word_way(agency_id, word) for word in (*words, whole) if word]
    return [*found, _prefix_way(agency_id, prefix)] if prefix and not whole else found


def _word_way(agency_id: int, word: str) -> Way:
    said = (PlanWordRow.agency_id == agency_id, PlanWordRow.word == word)
    return Way(PlanWordRow.plan_id, said, lambda ids: _says(agency_id, ids, word))


def _prefix_way(agency_id: int, prefix: str) -> Way:
    said = (PlanWordRow.agency_id == agency_id, *begins(PlanWordRow.word, prefix))
    return Way(PlanWordRow.plan_id, said, lambda ids: _says_begun(ids, prefix), in_order=False)


def conditions(
    agency_id: int, plan_id: _PlanId, words: tuple[str, ...], prefix: str
) -> list[ColumnElement[bool]]:
    """Return the conditions that leave the agency's plans with all the words and the beginning."""
    said = [_says(agency_id, plan_id, word) for word in words]
    return [*said, _says_begun(plan_id, prefix)] if prefix else said


def _says(agency_id: int, plan_id: _PlanId, word: str) -> ColumnElement[bool]:
    # By the word's own list, where plans of one time lie side by side.
    one = aliased(PlanWordRow)
    return there_is(one.agency_id == agency_id, one.word == word, one.plan_id == plan_id)


def _says_begun(plan_id: _PlanId, prefix: str) -> ColumnElement[bool]:
    one = aliased(PlanWordRow)
    return there_is(one.plan_id == plan_id, *begins(one.word, prefix))


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
