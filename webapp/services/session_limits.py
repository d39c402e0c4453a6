"""How long a sign-in lives: from its last use, and from its beginning however much it is used."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_

from webapp.db.models.organisations import SignInRow


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """What the installation chose (ASVS 3.3.2 asks for 12 hours, and 30 minutes idle)."""

    idle: timedelta = timedelta(hours=12)
    whole: timedelta = timedelta(hours=12)

    def living(self, now: datetime) -> ColumnElement[bool]:
        """Return the condition that a sign-in is neither closed nor over."""
        return and_(
            SignInRow.revoked_at.is_(None),
            SignInRow.seen_at > now - self.idle,
            SignInRow.created_at > now - self.whole,
        )


USUAL = SessionLimits()
