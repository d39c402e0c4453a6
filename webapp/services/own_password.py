"""One's own password while signed in: changed, or given again before a deed that asks for it."""

from dataclasses import dataclass
from datetime import datetime

from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.organisations import PersonRow, SignInRow
from webapp.domain.errors import InvalidInputError, PasswordNeededError
from webapp.domain.faults import Faults
from webapp.domain.people import Actor
from webapp.services import account_notices, audit, password_again, passwords
from webapp.services.accounts import close_sessions, hash_token, username_of

_WRONG_OLD = "Mật khẩu đang dùng không đúng; nhập lại."


@dataclass(frozen=True, slots=True)
class PasswordChange:
    """The password in use and the one to come, typed twice."""

    old: str
    new: str
    again: str


def change_password(
    database: Database, actor: Actor, token: str, change: PasswordChange, now: datetime
) -> None:
    """Set a new password and close the sessions on all other devices."""
    faults = Faults()
    known_hash = faults.of("", _hash_of_old, database, actor, change.old, now)
    faults.of(None, _demand_new, database, actor, change)
    faults.last(_demand_same, change)
    password_hash = passwords.hash_password(change.new)
    with database.transaction() as session:
        person = session.get_one(PersonRow, actor.person_id, with_for_update=LOCKED)
        if person.password_hash != known_hash:  # somebody set another meanwhile
            raise InvalidInputError(_WRONG_OLD, "old")
        person.password_hash, person.must_change_password = password_hash, False
        account_notices.tell_own_change(session, actor, now)
        closed = close_sessions(session, person.id, now, but=hash_token(token))
        audit.record(
            session,
            actor,
            "change_password",
            now=now,
            subject=f"person:{person.id}",
            details={"sessions_closed": closed},
        )


def confirm_password(
    database: Database, actor: Actor, token: str, password: str, now: datetime
) -> None:
    """Note that the password was given just now, for the deeds that ask for it again."""
    password_again.demand_right(database, actor, password, now)
    with database.transaction() as session:
        row = session.get_one(SignInRow, hash_token(token))
        row.password_given_at = now
        audit.record(
            session, actor, "confirm_password", now=now, subject=f"person:{actor.person_id}"
        )


def _hash_of_old(database: Database, actor: Actor, password: str, now: datetime) -> str:
    if not password:
        raise InvalidInputError("Hãy nhập mật khẩu đang dùng.", "old")
    try:
        return password_again.demand_right(database, actor, password, now)
    except PasswordNeededError as error:
        raise InvalidInputError(_WRONG_OLD, "old") from error


def _demand_new(database: Database, actor: Actor, change: PasswordChange) -> None:
    if not change.new:
        raise InvalidInputError("Hãy nhập mật khẩu mới.", "password")
    if change.new == change.old:
        raise InvalidInputError("Mật khẩu mới phải khác mật khẩu đang dùng.", "password")
    passwords.check_strength(change.new, username_of(database, actor))


def _demand_same(change: PasswordChange) -> None:
    if not change.again:
        raise InvalidInputError("Hãy nhập lại mật khẩu mới.", "again")
    if change.again != change.new:
        raise InvalidInputError("Hai lần nhập mật khẩu mới chưa giống nhau, hãy nhập lại.", "again")
