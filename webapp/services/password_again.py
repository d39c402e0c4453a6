"""The password asked for again with a deed; wrong ones count like wrong sign-ins."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.models.organisations import PersonRow, SignInRow
from webapp.domain.errors import PasswordNeededError
from webapp.domain.people import Actor
from webapp.services import passwords, sign_in_failures


def is_right(database: Database, actor: Actor, password: str, now: datetime) -> bool:
    """Tell whether the right password came along; a wrong one is counted and refused."""
    if not password:
        return False
    demand_right(database, actor, password, now)
    return True


def demand_right(database: Database, actor: Actor, password: str, now: datetime) -> str:
    """Refuse a wrong password, which is counted; return the hash of the right one.

    It has its own transactions, before the deed's: hashing takes long and must lock nobody out.
    """
    address = f"person:{actor.person_id}"
    with database.reading() as session:
        person = session.get_one(PersonRow, actor.person_id)
        account = sign_in_failures.account_key(person.username, known=True)
        sign_in_failures.demand_patience(session, account, address, now)
    if not passwords.matches(person.password_hash, password):
        sign_in_failures.note(database, account, address, now)
        raise PasswordNeededError("Mật khẩu không đúng; nhập lại mật khẩu đang dùng.")
    return person.password_hash


def note_given(session: Session, actor: Actor, now: datetime) -> None:
    """Remember in the actor's own sign-in that the password was given just now."""
    session.execute(
        update(SignInRow)
        .where(
            SignInRow.person_id == actor.person_id,
            SignInRow.password_given_at == actor.password_given_at,
            SignInRow.revoked_at.is_(None),
        )
        .values(password_given_at=now)
    )
