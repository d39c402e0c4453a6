"""The devices a person is signed in on, as he himself sees them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from webapp.db.database import Database
from webapp.db.models.organisations import SignInRow
from webapp.domain.people import Actor
from webapp.services.accounts import IDLE_LIMIT, hash_token


@dataclass(frozen=True, slots=True)
class OwnSignIn:
    """One living sign-in."""

    created_at: datetime
    seen_at: datetime
    address: str
    browser: str
    this_one: bool
    """It is the one the question comes from."""


def sign_ins(database: Database, actor: Actor, token: str, now: datetime) -> tuple[OwnSignIn, ...]:
    """Return the person's living sign-ins, the latest used first."""
    query = (
        select(SignInRow)
        .where(
            SignInRow.person_id == actor.person_id,
            SignInRow.revoked_at.is_(None),
            SignInRow.seen_at > now - IDLE_LIMIT,
        )
        .order_by(SignInRow.seen_at.desc())
    )
    mine = hash_token(token)
    with database.reading() as session:
        return tuple(
            OwnSignIn(row.created_at, row.seen_at, row.address, row.browser, row.token_hash == mine)
            for row in session.scalars(query)
        )
