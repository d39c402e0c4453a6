"""The page of a person's own filters, each with what it asks for."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.domain.people import Actor
from webapp.services.filter_words import plan_words, register_words
from webapp.services.reading_lists import PlanFilter
from webapp.services.reading_register import RegisterFilter
from webapp.services.saved_filters import SavedFilter, own_filters, restored


@dataclass(frozen=True, slots=True)
class ListedFilter:
    """One filter with its words."""

    saved: SavedFilter
    wishes: PlanFilter | RegisterFilter
    words: str


def filters_page(database: Database, actor: Actor, now: datetime) -> tuple[ListedFilter, ...]:
    """Return the person's filters, by list and name."""
    today = vietnam_today(now)
    with database.reading() as session:
        found = own_filters(session, actor)
        return tuple(_listed(session, actor, one, today) for one in found)


def words_of(
    database: Database, actor: Actor, wishes: PlanFilter | RegisterFilter, now: datetime
) -> str:
    """Return what a filter asks for."""
    with database.reading() as session:
        return _words(session, actor, wishes, vietnam_today(now))


def _listed(session: Session, actor: Actor, saved: SavedFilter, today: date) -> ListedFilter:
    kind = _KINDS[saved.list_name.value]
    wishes = restored(kind, saved.conditions)
    return ListedFilter(saved, wishes, _words(session, actor, wishes, today))


def _words(session: Session, actor: Actor, wishes: PlanFilter | RegisterFilter, today: date) -> str:
    if isinstance(wishes, PlanFilter):
        return plan_words(session, actor, wishes, today)
    return register_words(session, actor, wishes, today)


_KINDS: dict[str, type[PlanFilter] | type[RegisterFilter]] = {
    "plans": PlanFilter,
    "register": RegisterFilter,
}
