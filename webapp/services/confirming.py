"""Confirming what the văn phòng entered: a power to sign holds once the head says so."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.organisations import AgencyRow, PersonRow, SigningAuthorityRow
from webapp.db.queries import absences
from webapp.domain.authority import FORM_LABELS, SigningForm
from webapp.domain.errors import ForbiddenError, NotFoundError, StalePageError
from webapp.domain.people import Actor, Role
from webapp.domain.reasons import sound_reason
from webapp.services import audit, notices
from webapp.services.authority_views import (
    AuthorityView,
    leaders_of,
    state_of,
    view_of,
    who_may_confirm,
    why_not_confirm,
)
from webapp.services.freshness import clock

_NOT_FOUND = "Không tìm thấy thẩm quyền ký này trong cơ quan; mở lại Bàn làm việc."


@dataclass(frozen=True, slots=True)
class ConfirmPage:
    """One power to sign before the eyes of whoever confirms it."""

    authority: AuthorityView
    may_confirm: bool
    of_oneself: bool
    """The head confirms his own, because nobody else can."""
    done: str
    """A sentence once nobody has to confirm it any more; else empty."""


def waiting(session: Session, actor: Actor, today: date) -> tuple[AuthorityView, ...]:
    """Return the powers that wait for this person's confirmation."""
    return tuple(
        view_of(session, row, today)
        for row in absences.powers_to_confirm(session, actor.agency_id)
        if why_not_confirm(session, row, actor.person_id, today) is None
    )


def confirm_page(database: Database, actor: Actor, authority_id: int, now: datetime) -> ConfirmPage:
    """Return the page of one power; refuse whoever has nothing to do with it."""
    today = vietnam_today(now)
    with database.reading() as session:
        row = _row(session, actor, authority_id)
        sentence = why_not_confirm(session, row, actor.person_id, today)
        waits = state_of(row) == "proposed"
        if sentence is not None and not _may_look(session, actor, row, today):
            raise ForbiddenError(sentence)
        return ConfirmPage(
            authority=view_of(session, row, today),
            may_confirm=waits and sentence is None,
            of_oneself=row.person_id == actor.person_id,
            done="" if waits else _done(session, row),
        )


def confirm(
    database: Database, actor: Actor, authority_id: int, version: int, now: datetime
) -> str:
    """Put the power in force; return a sentence. A double tap is told what was done."""
    with database.transaction() as session:
        row = _locked(session, actor, authority_id)
        if row.confirmed_by == actor.person_id and row.active:
            return f"{_done(session, row)} Không cần làm lại."
        _demand_open(session, actor, row, version, now)
        row.confirmed_by, row.confirmed_at = actor.person_id, now
        _tell_the_others(session, actor, row, "confirmed", _told(session, row, actor), now=now)
        details = {"form": row.form, "person": row.person_id, "entered_by": row.entered_by}
        audit.record(
            session,
            actor,
            "confirm_authority",
            now=now,
            subject=f"authority:{row.id}",
            details=details,
        )
        return f"Đã xác nhận thẩm quyền ký của {_name(session, row.person_id)}."


def decline(
    database: Database, actor: Actor, authority_id: int, version: int, reason: str, *, now: datetime
) -> str:
    """End a power that should not be; return a sentence. Its row stays, with the reason."""
    reason = sound_reason(reason, "Ghi lý do không xác nhận để người nhập biết mà sửa.", "reason")
    with database.transaction() as session:
        row = _locked(session, actor, authority_id)
        _demand_open(session, actor, row, version, now)
        row.active = False
        sentence = f"{actor.full_name} không xác nhận {_named(session, row)}: {reason}"
        _tell_the_others(session, actor, row, "declined", sentence, now=now)
        audit.record(
            session,
            actor,
            "decline_authority",
            now=now,
            subject=f"authority:{row.id}",
            details={"reason": reason},
        )
        return f"Đã từ chối thẩm quyền ký của {_name(session, row.person_id)}; người nhập được báo."


def tell_who_may_confirm(session: Session, row: SigningAuthorityRow, now: datetime) -> None:
    """Tell those who may confirm the power that it waits for them."""
    people = who_may_confirm(session, row, vietnam_today(now))
    message = (
        f"{_capital(_named(session, row))} chờ anh/chị xác nhận; mở trang xác nhận để xem văn bản "
        "giao quyền."
    )
    notices.tell_about_settings(
        session, row.agency_id, people, "to_confirm", message=message, now=now, about=about(row)
    )


def _row(session: Session, actor: Actor, authority_id: int) -> SigningAuthorityRow:
    row = session.get(SigningAuthorityRow, authority_id)
    if row is None or row.agency_id != actor.agency_id:
        raise NotFoundError(_NOT_FOUND)
    return row


def _locked(session: Session, actor: Actor, authority_id: int) -> SigningAuthorityRow:
    """Return the power, held together with the agency as whoever changes it holds them."""
    session.get(AgencyRow, actor.agency_id, with_for_update=LOCKED)
    row = session.get(SigningAuthorityRow, authority_id, with_for_update=LOCKED)
    if row is None or row.agency_id != actor.agency_id:
        raise NotFoundError(_NOT_FOUND)
    return row


def _demand_open(
    session: Session, actor: Actor, row: SigningAuthorityRow, version: int, now: datetime
) -> None:
    if state_of(row) != "proposed":
        raise ForbiddenError(f"{_done(session, row)} Mở lại Bàn làm việc để xem việc còn chờ.")
    sentence = why_not_confirm(session, row, actor.person_id, vietnam_today(now))
    if sentence is not None:
        raise ForbiddenError(sentence)
    if row.version != version:
        raise StalePageError("Thẩm quyền ký này vừa được sửa; xem lại nội dung mới rồi xác nhận.")


def _may_look(session: Session, actor: Actor, row: SigningAuthorityRow, today: date) -> bool:
    keeps = actor.has(Role.ADMINISTRATOR) or actor.has(Role.CLERK)
    concerned = {row.person_id, *leaders_of(session, row.agency_id, today)}
    return keeps or actor.person_id in concerned


def _done(session: Session, row: SigningAuthorityRow) -> str:
    if not row.active:
        return "Thẩm quyền ký này đã ngừng."
    if row.confirmed_by is None or row.confirmed_at is None:
        return "Thẩm quyền ký này đã có hiệu lực từ trước."
    return f"{_name(session, row.confirmed_by)} đã xác nhận lúc {clock(row.confirmed_at)}."


def _tell_the_others(
    session: Session,
    actor: Actor,
    row: SigningAuthorityRow,
    kind: str,
    message: str,
    *,
    now: datetime,
) -> None:
    members = {one for one in (row.entered_by, row.person_id) if one is not None}
    notices.tell_about_settings(
        session,
        row.agency_id,
        members - {actor.person_id},
        kind,
        message=message,
        now=now,
        about=about(row),
    )


def about(row: SigningAuthorityRow) -> str:
    """Return where the link of a notice about the power leads."""
    return f"authority:{row.id}"


def _told(session: Session, row: SigningAuthorityRow, actor: Actor) -> str:
    return f"{actor.full_name} đã xác nhận {_named(session, row)}."


def _named(session: Session, row: SigningAuthorityRow) -> str:
    label = FORM_LABELS[SigningForm(row.form)]
    return f"thẩm quyền ký của {_name(session, row.person_id)} ({label})"


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


def _name(session: Session, person_id: int) -> str:
    return session.get_one(PersonRow, person_id).full_name
