"""The audit log: one hash chain per agency, written in the transaction of the change it tells."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, cast

from sqlalchemy import Row, Select, Table, bindparam, insert, select, update
from sqlalchemy.orm import Session

from webapp.db import guards, seals
from webapp.db.database import Database
from webapp.db.models.audit import AuditHeadRow, AuditRow
from webapp.db.models.plans import PlanRow
from webapp.db.upsert import insert_if_absent
from webapp.domain.backup_manifest import ChainHead
from webapp.domain.people import Actor

_HEADS = cast("Table", AuditHeadRow.__table__)
# Written once: the head is locked from here to the commit, so that no time may be lost.
_COUNT_UP = (
    update(_HEADS)
    .where(_HEADS.c.agency_id == bindparam("chain"))
    .values(ordinal=_HEADS.c.ordinal + 1)
    .returning(_HEADS.c.ordinal, _HEADS.c.hash)
)
_EVENTS = cast("Table", AuditRow.__table__)
_APPEND = insert(_EVENTS)
_LINK = (
    update(_HEADS).where(_HEADS.c.agency_id == bindparam("chain")).values(hash=bindparam("digest"))
)

INSTALLATION = 0
"""The chain of events that belong to no agency."""
UNREADABLE = (ValueError, TypeError)
"""What reading a row raises whose moment or date was changed into none."""
SYSTEM_NAME = "Hệ thống"
"""Who is named where a rule acted and no person."""


@dataclass(frozen=True, slots=True)
class ChainFault:
    """A place where an agency's chain does not hold."""

    agency_id: int
    ordinal: int
    message: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that acts in an agency where no plan names it."""

    agency_id: int


def write_ahead(session: Session) -> None:
    """Flush to learn the ids of new rows; the commit is refused unless `record` follows."""
    guards.flush_before_event(session)


def record(
    session: Session,
    actor: Actor | Rule | None,
    action: str,
    *,
    now: datetime,
    plan: PlanRow | int | None = None,
    subject: str = "",
    details: Mapping[str, object] | None = None,
) -> None:
    """Flush what is pending and append its event; call it last, it locks the agency's chain.

    Without an actor a rule acted, in its own agency or the plan's. `details` hold no secret and
    no text. The hashes of the rows that changed go with it.
    """
    with guards.covered(session):
        session.flush()
        plan_row = session.get_one(PlanRow, plan) if isinstance(plan, int) else plan
        _append(
            session,
            {
                "agency_id": _agency_of(actor, plan_row),
                "at": now,
                "actor_id": actor.person_id if isinstance(actor, Actor) else None,
                "actor_name": actor.full_name if isinstance(actor, Actor) else SYSTEM_NAME,
                "action": action,
                "plan_id": plan_row.id if plan_row else None,
                "subject": subject,
                "details": _canonical(details or {}),
                "sealed": _told(seals.told(guards.untold(session))),
            },
        )


def record_seals(session: Session, action: str, sealed: Mapping[str, str], now: datetime) -> None:
    """Append an event of the installation that tells hashes of rows that nobody changed."""
    event: dict[str, object] = {"agency_id": INSTALLATION, "at": now, "actor_id": None}
    event |= {"actor_name": SYSTEM_NAME, "action": action, "plan_id": None, "subject": ""}
    _append(session, {**event, "details": "{}", "sealed": _told(sealed)})


def events_of(session: Session, plan_id: int) -> tuple[AuditRow, ...]:
    """Return the events of a plan, oldest first."""
    query = select(AuditRow).where(AuditRow.plan_id == plan_id).order_by(AuditRow.ordinal)
    return tuple(session.scalars(query))


def verify(database: Database) -> tuple[ChainFault, ...]:
    """Return every fault of every chain: a changed event, a missing one, a cut end."""
    with database.reading() as session:
        heads = {head.agency_id: head for head in session.scalars(select(AuditHeadRow))}
        agencies = session.scalars(select(AuditRow.agency_id).distinct()).all()
        return tuple(
            fault
            for agency_id in sorted({*heads, *agencies})
            for fault in _faults(session, agency_id, heads.get(agency_id))
        )


def verify_against(database: Database, heads: Iterable[ChainHead]) -> tuple[ChainFault, ...]:
    """Return the chains that went another way than they had gone when the heads were noted.

    Whoever writes a whole chain anew makes it hold in itself; it cannot hold against these.
    """
    with database.reading() as session:
        return tuple(
            ChainFault(head.agency_id, head.ordinal, "khác với bản sao lưu")
            for head in heads
            if head.ordinal and session.scalar(_hash_at(head)) != head.hash
        )


def _hash_at(head: ChainHead) -> Select[str]:
    place = (_EVENTS.c.agency_id == head.agency_id, _EVENTS.c.ordinal == head.ordinal)
    return select(_EVENTS.c.hash).where(*place)


def _agency_of(actor: Actor | Rule | None, plan: PlanRow | None) -> int:
    if plan is not None:
        return plan.agency_id
    return actor.agency_id if actor else INSTALLATION


def _append(session: Session, event: dict[str, object]) -> None:
    connection, chain = session.connection(), {"chain": event["agency_id"]}
    head = connection.execute(_COUNT_UP, chain).one_or_none()
    if head is None:
        insert_if_absent(session, AuditHeadRow, agency_id=event["agency_id"], ordinal=0, hash="")
        head = connection.execute(_COUNT_UP, chain).one()
    event |= {"ordinal": head.ordinal, "previous_hash": head.hash}
    event["hash"] = _digest(event)
    connection.execute(_APPEND, event)
    connection.execute(_LINK, {**chain, "digest": event["hash"]})


def _told(found: Mapping[str, str]) -> str:
    return _canonical(found) if found else ""


def _faults(session: Session, agency_id: int, head: AuditHeadRow | None) -> Iterable[ChainFault]:
    try:
        yield from _broken_links(session, agency_id, head)
    except UNREADABLE:
        yield ChainFault(agency_id, 0, "có dòng không đọc được nữa")


def _broken_links(
    session: Session, agency_id: int, head: AuditHeadRow | None
) -> Iterable[ChainFault]:
    expected, previous = 1, ""
    query = select(_EVENTS).where(_EVENTS.c.agency_id == agency_id).order_by(_EVENTS.c.ordinal)
    for row in session.execute(query, execution_options={"yield_per": 1000}):
        if row.ordinal != expected:
            yield ChainFault(agency_id, expected, "thiếu sự kiện")
        elif row.previous_hash != previous:
            yield ChainFault(agency_id, row.ordinal, "không nối với sự kiện trước")
        if row.hash != _digest(_values(row)):
            yield ChainFault(agency_id, row.ordinal, "nội dung đã bị sửa")
        expected, previous = row.ordinal + 1, row.hash
    if head is None or (head.ordinal, head.hash) != (expected - 1, previous):
        yield ChainFault(agency_id, expected, "phần cuối của nhật ký bị cắt")


def _values(row: Row[Any]) -> dict[str, object]:
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it
    del values["hash"]
    return values


def _digest(event: Mapping[str, object]) -> str:
    at = event["at"]
    moment = at.astimezone(UTC).isoformat() if isinstance(at, datetime) else ""
    said = {**event, "at": moment}
    if said.get("sealed") is None:  # hashed before there was the column
        said.pop("sealed", None)
    return sha256(_canonical(said).encode()).hexdigest()


def _canonical(values: Mapping[str, object]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
