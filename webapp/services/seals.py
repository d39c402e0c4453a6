"""Rows held against the hash that the newest event about each of them tells.

Events of older versions tell none: their rows are covered from their next change on, or from the
day on which `seal_the_rest` was run.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, cast

from sqlalchemy import Row, Table, select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.models.audit import OF_NO_PLAN, AuditRow
from webapp.db.newest_seals import Heard, NewestSeals, newest_seals
from webapp.db.seals import COUNTED, Form, forms
from webapp.services import audit
from webapp.services.seal_words import PLACES

_EVENTS = cast("Table", AuditRow.__table__)
_AT_ONCE = 500
_SEALING = "seal_rows"
_WHOLE = "whole"
_STREAMED = {"yield_per": _AT_ONCE}


@dataclass(frozen=True, slots=True)
class SealFault:
    """A row that is not what the newest event about it says."""

    where: str
    """«ý kiến trao đổi 7»."""
    message: str


@dataclass(frozen=True, slots=True)
class Unsealed:
    """A row that no event tells the hash of, since it was written before events did."""

    place: str
    seal: str


def verify(database: Database) -> Iterator[SealFault | Unsealed]:
    """Yield every row that was changed, lost or slipped in; reads one state of the data."""
    with database.reading() as session, newest_seals() as told:
        _hear_events(session, told)
        whole = _tells_of_all(session)
        for form in forms():
            for found in _found_in(session, form, told):
                if isinstance(found, SealFault) or not whole:
                    yield found
                elif form.table.name not in COUNTED:
                    yield SealFault(_where(found.place), "không có trong nhật ký")
        for place in told.left():
            yield SealFault(_where(place), "bị mất")


def seal_the_rest(database: Database, now: datetime) -> int:
    """Write down the hash of each row that no event tells one of; return how many there were.

    From then on a row without an event is a fault.
    """
    count = 0
    unsealed = (one for one in verify(database) if isinstance(one, Unsealed))
    while some := list(islice(unsealed, _AT_ONCE)):
        seals = {one.place: one.seal for one in some}
        with database.transaction() as session:
            audit.record_seals(session, _SEALING, seals, now)
        count += len(some)
    with database.transaction() as session:
        audit.record(session, None, _SEALING, now=now, subject=_WHOLE, details={"rows": count})
    return count


def _tells_of_all(session: Session) -> bool:
    """Tell whether no row can be older than the hashes that events tell."""
    older = select(_EVENTS.c.ordinal).where(_EVENTS.c.sealed.is_(None)).limit(1)
    sealing = (
        select(_EVENTS.c.ordinal)
        .where(_EVENTS.c.agency_id == audit.INSTALLATION, OF_NO_PLAN)
        .where(_EVENTS.c.subject == _WHOLE, _EVENTS.c.action == _SEALING)
        .limit(1)
    )
    return session.scalar(older) is None or session.scalar(sealing) is not None


def _hear_events(session: Session, told: NewestSeals) -> None:
    columns = (_EVENTS.c.agency_id, _EVENTS.c.at, _EVENTS.c.sealed)
    query = select(*columns).where(_EVENTS.c.sealed != "")
    ordered = query.order_by(_EVENTS.c.agency_id, _EVENTS.c.ordinal)
    for some in session.execute(ordered, execution_options=_STREAMED).partitions():
        told.hear(one for row in some for one in _heard(row))


def _heard(event: Row[Any, Any, Any]) -> Iterator[Heard]:
    try:
        seals = json.loads(event.sealed)
    except ValueError:  # the chain itself says that it was changed
        return
    for place, seal in seals.items() if isinstance(seals, dict) else ():
        yield Heard(place, event.agency_id, event.at, seal)


def _found_in(session: Session, form: Form, told: NewestSeals) -> Iterator[SealFault | Unsealed]:
    query = select(*form.selected()).order_by(*form.table.primary_key)
    for some in session.execute(query, execution_options=_STREAMED).partitions():
        yield from _compared(form, some, told)


def _compared(
    form: Form, rows: Iterable[Row[Any]], told: NewestSeals
) -> Iterator[SealFault | Unsealed]:
    seals = {form.place(row): form.seal(row) for row in rows}
    known = told.take(seals.keys())
    for place, seal in seals.items():
        if place not in known:
            yield Unsealed(place, seal)
        elif seal not in known[place]:
            yield SealFault(_where(place), "khác nhật ký")


def _where(place: str) -> str:
    table, _, key = place.partition(":")
    return f"{PLACES.get(table, table)} {key}"
