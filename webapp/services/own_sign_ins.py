"""The devices people are signed in on: as each sees his own, and as they are closed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from webapp.db.database import Database
from webapp.db.models.organisations import MembershipRow, SignInRow
from webapp.domain.errors import InvalidInputError, NotFoundError
from webapp.domain.people import Actor
from webapp.services import audit
from webapp.services.accounts import close_sessions, hash_token
from webapp.services.session_limits import USUAL, SessionLimits
from webapp.services.setting_changes import NO_MEMBER, demand_administrator

_GONE = "Thiết bị này đã đăng xuất hoặc không phải của anh/chị; xem lại danh sách."
_THIS_ONE = "Đây là thiết bị đang dùng; bấm «Đăng xuất» ở góc trang để đăng xuất."
_KEY_LENGTH = 16


@dataclass(frozen=True, slots=True)
class OwnSignIn:
    """One living sign-in."""

    key: str
    """Names it in an address; nobody can sign in with it."""
    created_at: datetime
    seen_at: datetime
    address: str
    browser: str
    this_one: bool
    """It is the one the question comes from."""


def sign_ins(
    database: Database, actor: Actor, token: str, now: datetime, limits: SessionLimits = USUAL
) -> tuple[OwnSignIn, ...]:
    """Return the person's living sign-ins, the latest used first."""
    mine = hash_token(token)
    with database.reading() as session:
        rows = session.scalars(_unclosed(actor).where(limits.living(now)))
        return tuple(
            OwnSignIn(
                key=_key(row),
                created_at=row.created_at,
                seen_at=row.seen_at,
                address=row.address,
                browser=row.browser,
                this_one=row.token_hash == mine,
            )
            for row in rows
        )


def end_sign_in(database: Database, actor: Actor, token: str, key: str, now: datetime) -> None:
    """Close the person's sign-in on one other device."""
    with database.transaction() as session:
        found = [row for row in session.scalars(_unclosed(actor)) if _key(row) == key]
        if not found:
            raise NotFoundError(_GONE)
        if found[0].token_hash == hash_token(token):
            raise InvalidInputError(_THIS_ONE)
        found[0].revoked_at = now
        audit.record(
            session,
            actor,
            "end_sign_in",
            now=now,
            subject=f"person:{actor.person_id}",
            details={"address": found[0].address, "browser": found[0].browser},
        )


def end_sign_ins_of(
    database: Database, actor: Actor, token: str, person_id: int, now: datetime
) -> int:
    """Close every sign-in of a member, for a lost phone; return how many there were.

    An administrator who ends his own stays signed in where he is.
    """
    demand_administrator(actor)
    with database.transaction() as session:
        member = select(MembershipRow.id).where(
            MembershipRow.agency_id == actor.agency_id, MembershipRow.person_id == person_id
        )
        if session.scalar(member) is None:
            raise NotFoundError(NO_MEMBER)
        closed = close_sessions(session, person_id, now, but=hash_token(token))
        subject, details = f"person:{person_id}", {"sessions": closed}
        audit.record(session, actor, "end_sign_ins", now=now, subject=subject, details=details)
        return closed


def _unclosed(actor: Actor) -> Select[SignInRow]:
    """Choose the person's sign-ins that nobody closed, the latest used first."""
    return (
        select(SignInRow)
        .where(SignInRow.person_id == actor.person_id, SignInRow.revoked_at.is_(None))
        .order_by(SignInRow.seen_at.desc())
    )


def _key(row: SignInRow) -> str:
    return row.token_hash[:_KEY_LENGTH]
