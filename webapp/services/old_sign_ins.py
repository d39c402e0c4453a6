"""Sign-ins that ended long ago: where people worked from is not kept for ever (ASVS 8.3.8)."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from webapp.db.database import Database
from webapp.db.models.organisations import SignInRow

KEPT = timedelta(days=90)
"""From its beginning, whatever a sign-in may live; that somebody signed in stays in the record."""
_BATCH = 500


def drop_old(database: Database, now: datetime) -> int:
    """Drop some of the sign-ins that began before the term; return how many."""
    old = SignInRow.created_at <= now - KEPT
    some = select(SignInRow.token_hash).where(old).order_by(SignInRow.created_at).limit(_BATCH)
    with database.reading() as session:
        hashes = session.scalars(some).all()
    if hashes:
        with database.transaction() as session:
            session.execute(delete(SignInRow).where(SignInRow.token_hash.in_(hashes)))
    return len(hashes)
