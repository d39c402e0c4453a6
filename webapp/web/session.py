"""The signed cookie: a token of the server-side sign-in, and the secret of the form tokens."""

import secrets

from flask import g, session
from flask_login import LoginManager, UserMixin, login_user, logout_user

from webapp.services import accounts
from webapp.services.accounts import Who
from webapp.web.context import current_actor, now, parts

FORM_SECRET = "csrf_token"  # noqa: S105  # the key Flask-WTF keeps its secret under
TOKEN = "_user_id"  # noqa: S105  # the key Flask-Login keeps the user under


class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login ships no types
    """The signed-in person as Flask-Login holds him for one request."""

    def __init__(self, token: str, who: Who | None = None) -> None:
        self.token = token
        self.who = who

    def get_id(self) -> str:
        """Return the token, which is what the cookie keeps."""
        return self.token


def load(token: str) -> SignedIn | None:
    """Return who the token belongs to, or None when it is expired or revoked."""
    who = accounts.actor_of(parts().database, token, now(), parts().session_limits)
    return SignedIn(token, who) if who else None


def login_manager() -> LoginManager:
    """Return Flask-Login set up over the server-side sign-ins."""
    manager = LoginManager()
    manager.session_protection = None  # phones change their address; a sign-in can be revoked
    manager.user_loader(load)
    return manager


def begin(token: str) -> None:
    """Start a fresh cookie."""
    session.clear()
    login_user(load(token))
    renew_form_secret()


def renew_form_secret() -> None:
    """Give forms a secret that names person and agency, so that a form knows where it belongs."""
    actor = current_actor()
    g.pop(FORM_SECRET, None)  # Flask-WTF keeps the token of the page before for this request
    session[FORM_SECRET] = f"{secrets.token_hex(20)}.{actor.person_id}.{actor.agency_id}"


def reload() -> None:
    """Read anew who is signed in, after a deed that changed him."""
    login_user(load(token()))


def finish() -> None:
    """Forget the sign-in and every form token made under it."""
    logout_user()
    session.clear()
    g.pop(FORM_SECRET, None)


def token() -> str:
    """Return the token of the cookie, living or expired; empty when there is none."""
    return str(session.get(TOKEN, ""))
