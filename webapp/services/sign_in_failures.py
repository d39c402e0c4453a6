"""Wrong passwords, counted in the database per account and per network address."""

from datetime import datetime, timedelta
from hashlib import sha256
from math import ceil

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.models.organisations import SignInFailureRow
from webapp.domain.errors import DomainError
from webapp.services import audit

WINDOW = timedelta(minutes=15)
PER_ACCOUNT = 5
PER_ADDRESS = 50
_KEPT = timedelta(days=1)
_A_MINUTE = timedelta(minutes=1)


class TooManyFailuresError(DomainError):
    """The account or the address has to wait before the next try."""


def account_key(username: str, *, known: bool) -> str:
    """Return the name a try is counted under.

    What a stranger typed is kept as a hash: people type their password there by mistake.
    """
    return username if known else "?" + sha256(username.encode()).hexdigest()[:32]


def demand_patience(session: Session, account: str, address: str, now: datetime) -> None:
    """Refuse the try while there were too many wrong ones."""
    _demand(session, SignInFailureRow.username == account, PER_ACCOUNT, now)
    _demand(session, SignInFailureRow.address == address, PER_ADDRESS, now)


def note(database: Database, account: str, address: str, now: datetime) -> None:
    """Count one wrong try, and say so in the log; those that count no more are forgotten."""
    with database.transaction() as session:
        session.execute(delete(SignInFailureRow).where(SignInFailureRow.at < now - _KEPT))
        session.add(SignInFailureRow(username=account, address=address, at=now))
        subject, details = f"account:{account}", {"address": address}
        audit.record(session, None, "sign_in_failed", now=now, subject=subject, details=details)


def forget(session: Session, account: str) -> None:
    """Start from zero: the right password was given."""
    session.execute(delete(SignInFailureRow).where(SignInFailureRow.username == account))


def _demand(session: Session, whose: ColumnElement[bool], limit: int, now: datetime) -> None:
    latest = (
        select(SignInFailureRow.at)
        .where(whose, SignInFailureRow.at > now - WINDOW)
        .order_by(SignInFailureRow.at.desc())
        .limit(limit)
    )
    moments = session.scalars(latest).all()
    if len(moments) < limit:
        return
    minutes = ceil((moments[-1] + WINDOW - now) / _A_MINUTE)
    raise TooManyFailuresError(
        f"Đã nhập sai mật khẩu quá nhiều lần; chờ {minutes} phút rồi thử lại, "
        "hoặc nhờ quản trị cơ quan đặt lại mật khẩu."
    )
