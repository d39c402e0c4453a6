"""What a request reaches the house through: the parts the application was built of."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import current_app, request  # noqa: TID251  # the one place that reads the application
from flask_login import current_user

from webapp.adapters.clamd import Clamd
from webapp.adapters.vault import Vault
from webapp.db.database import Database
from webapp.domain.people import Actor, Role
from webapp.services.accounts import Who
from webapp.services.rules import Rules
from webapp.services.session_limits import USUAL, SessionLimits

_FORM_AROUND = 64 * 1024


@dataclass(frozen=True, slots=True)
class Parts:
    """The outside of web: given once by app.py, never read from the environment."""

    database: Database
    rules: Rules
    now: Callable[[], datetime]
    """The clock: aware, UTC."""
    kick: Callable[[], None]
    """Wakes the worker after a commit; the sweep runs every minute anyway."""
    largest_request: int = 20 * 1024 * 1024
    """In bytes; a form or upload above it is refused."""
    code_for: frozenset[Role] = frozenset()
    """Who holds one of these has to have a second factor."""
    session_limits: SessionLimits = USUAL
    """How long a sign-in lives."""
    scanner: Clamd | None = None
    """Looks at every upload, where the installation has one."""

    @property
    def upload_bytes(self) -> int:
        """Return how large a file may be: a little of a request is left to the form around it."""
        return self.largest_request - _FORM_AROUND


def parts() -> Parts:
    """Return what the running application was built of."""
    return cast("Parts", current_app.extensions["parts"])


def now() -> datetime:
    """Return the moment of this request (UTC, aware)."""
    return parts().now()


def application_secret() -> str:
    """Return the key that signs cookies, form tokens and kept forms."""
    return str(current_app.secret_key)


def vault() -> Vault:
    """Return what seals the secrets of second factors."""
    return Vault(application_secret())


def current_who() -> Who | None:
    """Return who is signed in, with his agencies and unread count, or None."""
    return cast("Who | None", getattr(current_user, "who", None))


def current_actor() -> Actor:
    """Return the signed-in person; call it where the guard has let only such through."""
    who = current_who()
    if who is None:
        message = "this view is public: it has no actor"
        raise RuntimeError(message)
    return who.actor


def wants_fragment() -> bool:
    """Tell whether a script asks for a part of a page, not for a page."""
    return request.headers.get("HX-Request") == "true"
