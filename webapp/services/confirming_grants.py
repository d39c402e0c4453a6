"""Confirming what people were given: from then on it opens what it says (Annex VI, I.III.3c)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.access_grants import AccessGrantRow
from webapp.db.models.organisations import AgencyRow, MembershipRow, UnitRow
from webapp.db.queries import absences
from webapp.domain.access_grants import confirm_refusal, others
from webapp.domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from webapp.domain.people import Actor
from webapp.domain.reasons import sound_reason
from webapp.services import access_grants, audit, notices, transitions
from webapp.services.access_grants import GrantView, confirmers_of
from webapp.services.freshness import clock

_NOT_FOUND = "Không tìm thấy quyền chờ xác nhận này trong cơ quan; mở lại Bàn làm việc."
_DONE = {
    "confirmed": "đã xác nhận",
    "declined": "không xác nhận",
    "dropped": "đã rút hoặc thay bằng lần cấp khác",
}


@dataclass(frozen=True, slots=True)
class GrantPage:
    """A grant before the eyes of whoever confirms it."""

    one: GrantView
    has_now: str
    """What the person may do at present, in words."""
    may_confirm: bool
    who_may: tuple[str, ...]
    """Names of those who may, while it waits."""
    done: str
    """A sentence once nobody has to confirm it any more; else empty."""


def waiting(session: Session, actor: Actor, today: date) -> tuple[GrantView, ...]:
    """Return what waits for this person's confirmation."""
    rows = absences.grants_to_confirm(session, actor.agency_id)
    confirmers = confirmers_of(session, actor.agency_id, today)
    return tuple(
        access_grants.view_of(session, row)
        for row in rows
        if actor.person_id in others(confirmers, row.person_id, row.entered_by)
    )


def all_waiting(database: Database, actor: Actor, now: datetime) -> tuple[GrantView, ...]:
    """Return what waits for this person's confirmation, for the page that takes many at once."""
    with database.reading() as session:
        return waiting(session, actor, vietnam_today(now))


def grant_page(database: Database, actor: Actor, grant_id: int, now: datetime) -> GrantPage:
    """Return the page of one grant; refuse whoever has nothing to do with it."""
    with database.reading() as session:
        row = _row(session, actor, grant_id)
        confirmers = confirmers_of(session, row.agency_id, vietnam_today(now))
        sentence = confirm_refusal(row.person_id, row.entered_by, actor.person_id, confirmers)
        concerned = {row.person_id, row.entered_by, *confirmers}
        if sentence is not None and actor.person_id not in concerned:
            raise ForbiddenError(sentence)
        waits = row.outcome == access_grants.WAITING
        who_may = others(confirmers, row.person_id, row.entered_by) if waits else frozenset()
        return GrantPage(
            one=access_grants.view_of(session, row),
            has_now=_has_now(session, row),
            may_confirm=waits and sentence is None,
            who_may=access_grants.names_of(session, who_may),
            done="" if waits else _done(session, row),
        )


def confirm_grant(database: Database, actor: Actor, grant_id: int, now: datetime) -> str:
    """Let it hold; return a sentence. A double tap is told what was done."""
    with database.transaction() as session:
        row = _locked(session, actor, grant_id)
        if row.outcome == "confirmed" and row.decided_by == actor.person_id:
            return f"{_done(session, row)} Không cần làm lại."
        _demand_open(session, actor, row, now)
        _demand_unit(session, row)
        membership = _membership(session, row)
        place = access_grants.grant_of(row).given_to(access_grants.place_of(membership))
        changes = access_grants.write_place(membership, place)
        flag_modified(membership, "position")  # roles alone would not count its version up
        access_grants.decide(row, actor, "confirmed", now)
        _tell(session, row, actor, "confirmed", f"{actor.full_name} đã xác nhận", now=now)
        audit.write_ahead(session)
        transitions.refresh_assignees(session, row.agency_id, now)
        _record(session, actor, row, "confirm_access", {"changes": changes}, now=now)
        return f"Đã xác nhận: {access_grants.named(session, row)} có hiệu lực từ bây giờ."


def confirm_grants(
    database: Database, actor: Actor, grant_ids: Collection[int], now: datetime
) -> tuple[str, ...]:
    """Confirm each for itself; return a sentence for each. One that is refused stops no other."""
    if not grant_ids:
        raise InvalidInputError("Chọn ít nhất một quyền để xác nhận.")
    told = []
    for grant_id in sorted(set(grant_ids)):
        try:
            told.append(confirm_grant(database, actor, grant_id, now))
        except (ForbiddenError, NotFoundError) as error:
            told.append(str(error))
    return tuple(told)


def decline_grant(
    database: Database, actor: Actor, grant_id: int, reason: str, *, now: datetime
) -> str:
    """Refuse it, with the reason; return a sentence. What the person had he keeps."""
    reason = sound_reason(reason, "Ghi lý do không xác nhận để người cấp biết mà sửa.", "reason")
    with database.transaction() as session:
        row = _locked(session, actor, grant_id)
        _demand_open(session, actor, row, now)
        row.reason = reason
        access_grants.decide(row, actor, "declined", now)
        said = f"{actor.full_name} không xác nhận ({reason})"
        _tell(session, row, actor, "declined", said, now=now)
        _record(session, actor, row, "decline_access", {"reason": reason}, now=now)
        return f"Đã từ chối quyền mới của {access_grants.name_of(session, row.person_id)}."


def _row(session: Session, actor: Actor, grant_id: int) -> AccessGrantRow:
    row = session.get(AccessGrantRow, grant_id)
    if row is None or row.agency_id != actor.agency_id:
        raise NotFoundError(_NOT_FOUND)
    return row


def _locked(session: Session, actor: Actor, grant_id: int) -> AccessGrantRow:
    """Return it, held together with the agency as whoever changes a person holds it."""
    session.get(AgencyRow, actor.agency_id, with_for_update=LOCKED)
    return _row(session, actor, grant_id)


def _demand_open(session: Session, actor: Actor, row: AccessGrantRow, now: datetime) -> None:
    if row.outcome != access_grants.WAITING:
        raise ForbiddenError(f"{_done(session, row)} Mở lại Bàn làm việc để xem việc còn chờ.")
    confirmers = confirmers_of(session, row.agency_id, vietnam_today(now))
    sentence = confirm_refusal(row.person_id, row.entered_by, actor.person_id, confirmers)
    if sentence is not None:
        raise ForbiddenError(sentence)


def _demand_unit(session: Session, row: AccessGrantRow) -> None:
    """Refuse a unit that was closed since."""
    if row.unit_id is not None and not session.get_one(UnitRow, row.unit_id).active:
        raise ForbiddenError(
            "Đơn vị này đã ngừng hoạt động; từ chối kèm lý do để người cấp chọn đơn vị khác."
        )


def _membership(session: Session, row: AccessGrantRow) -> MembershipRow:
    query = select(MembershipRow).where(
        MembershipRow.agency_id == row.agency_id, MembershipRow.person_id == row.person_id
    )
    return session.scalars(query).one()


def _has_now(session: Session, row: AccessGrantRow) -> str:
    place = access_grants.place_of(_membership(session, row))
    if not place.active:
        return "chưa làm việc trong cơ quan"
    unit = session.get_one(UnitRow, place.unit_id).name if place.unit_id is not None else ""
    return ", ".join([unit, *access_grants.role_words(place.roles)]).strip(", ") or "chưa có quyền"


def _done(session: Session, row: AccessGrantRow) -> str:
    by = access_grants.name_of(session, row.decided_by or row.entered_by)
    why = f" vì: {row.reason.rstrip('.')}" if row.reason else ""
    return f"{by} {_DONE[row.outcome]} lúc {clock(row.decided_at or row.entered_at)}{why}."


def _tell(
    session: Session, row: AccessGrantRow, actor: Actor, kind: str, said: str, *, now: datetime
) -> None:
    people = {row.entered_by, row.person_id} - {actor.person_id}
    named = access_grants.named(session, row)
    notices.tell_about_settings(
        session,
        row.agency_id,
        people,
        kind,
        message=f"{named}: {said}.",
        now=now,
        about=access_grants.about(row),
    )


def _record(
    session: Session,
    actor: Actor,
    row: AccessGrantRow,
    action: str,
    more: dict[str, object],
    *,
    now: datetime,
) -> None:
    details = {
        "person": row.person_id,
        "entered_by": row.entered_by,
        "joins": row.joins,
        "unit_id": row.unit_id,
        "roles": row.roles.split(),
        **more,
    }
    subject = access_grants.about(row)
    audit.record(session, actor, action, now=now, subject=subject, details=details)
