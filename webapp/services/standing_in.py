"""Who acts in whose place today: asked at each deed and each page, never remembered."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.queries import absences
from webapp.domain.errors import ForbiddenError
from webapp.domain.people import Actor, StandingIn
from webapp.services.situations import people_of


def places_of(session: Session, actor: Actor, today: date) -> tuple[StandingIn, ...]:
    """Return the absent people in whose place the actor may act today.

    Who left the agency leaves no place behind.
    """
    rows = absences.in_whose_place(session, actor.agency_id, actor.person_id, today)
    if not rows:
        return ()
    absent = frozenset(row[1] for row in rows)
    people = {one.person_id: one for one in people_of(session, actor.agency_id, absent)}
    return tuple(StandingIn(row[0], people[row[1]], row[2]) for row in rows if row[1] in people)


def in_place_of(session: Session, actor: Actor, absent_id: int, today: date) -> Actor:
    """Return the actor in the absent person's place; refuse him once that is over."""
    for place in places_of(session, actor, today):
        if place.absent.person_id == absent_id:
            return replace(actor, standing_in=place)
    raise ForbiddenError(
        "Anh/chị không còn xử lý thay người này: thời hạn đã hết hoặc đã kết thúc; tải lại trang."
    )


def stand_ins_for(
    session: Session, agency_id: int, people: Iterable[int], now: datetime
) -> dict[int, int]:
    """Return who handles the papers of each of the people at the moment, where somebody does."""
    absent = frozenset(people)
    if not absent:
        return {}
    return absences.who_stands_in(session, agency_id, absent, vietnam_today(now))


def in_reach(session: Session, actor: Actor, now: datetime) -> Actor:
    """Return the actor with the people in whose place he reads today."""
    today = vietnam_today(now)
    rows = absences.in_whose_place(session, actor.agency_id, actor.person_id, today)
    return replace(actor, reads_for=frozenset(row[1] for row in rows)) if rows else actor


def spoken_of(actor: Actor) -> str:
    """Return «A», or «A xử lý thay B», as others are told of what was done."""
    place = actor.standing_in
    return f"{actor.full_name} xử lý thay {place.absent.full_name}" if place else actor.full_name


def in_place_name(name: str, stand_in: str | None) -> str:
    """Return whose word it is: «B», or «A (xử lý thay B)»."""
    return f"{stand_in} (xử lý thay {name})" if stand_in else name


def place_sentence(place: StandingIn) -> str:
    """Return what a page says above a form in which another's word is given."""
    return f"Anh/chị xử lý thay {place.absent.full_name} theo {place.document}."


def said_in_events(actor: Actor) -> dict[str, object]:
    """Return what the event of a deed says about the place in which it was done."""
    place = actor.standing_in
    if place is None:
        return {}
    return {
        "in_place_of": place.absent.person_id,
        "in_place_of_name": place.absent.full_name,
        "stand_in": place.stand_in_id,
        "document": place.document,
    }
