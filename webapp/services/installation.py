"""What whoever runs the machine may do to accounts, from its own terminal."""

from datetime import datetime

from sqlalchemy import select

from webapp.db.database import Database
from webapp.db.models.organisations import PersonRow
from webapp.domain.errors import InvalidInputError, NotFoundError
from webapp.services import account_notices, audit, passwords
from webapp.services.account_names import account_name
from webapp.services.accounts import close_sessions
from webapp.services.setting_changes import line


def add_administrator(
    database: Database, username: str, full_name: str, password: str, now: datetime
) -> int:
    """Make an account that may create agencies; return its id."""
    name = account_name(username)
    passwords.check_strength(password, name)
    password_hash = passwords.hash_password(password)
    with database.transaction() as session:
        if session.scalar(select(PersonRow.id).where(PersonRow.username == name)) is not None:
            raise InvalidInputError("Tên đăng nhập này đã có; chọn tên khác.", "username")
        person = PersonRow(
            username=name,
            full_name=line(full_name, "họ và tên", "full_name"),
            password_hash=password_hash,
            installation_admin=True,
        )
        session.add(person)
        audit.write_ahead(session)
        subject = f"person:{person.id}"
        audit.record(session, None, "add_installation_admin", now=now, subject=subject)
        return person.id


def reset_password(database: Database, username: str, password: str, now: datetime) -> None:
    """Set a password that its owner must change, and close all his sessions."""
    passwords.check_strength(password, username)
    password_hash = passwords.hash_password(password)
    with database.transaction() as session:
        query = select(PersonRow).where(PersonRow.username == username.strip().lower())
        person = session.scalar(query)
        if person is None:
            raise NotFoundError("Không có tài khoản tên này; kiểm tra lại tên đăng nhập.")
        person.password_hash, person.must_change_password = password_hash, True
        person.first_password_until = now + passwords.FIRST_LASTS
        account_notices.tell_reset(session, person.id, now)
        close_sessions(session, person.id, now)
        subject = f"person:{person.id}"
        audit.record(session, None, "reset_password", now=now, subject=subject)
