"""The web application, built of its parts; app.py calls this with the settings it has read."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.exceptions import UnsupportedMediaType
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp.web import (
    access,
    addresses,
    assets,
    context,
    errors,
    filters,
    headers,
    hosts,
    navigation,
    session,
)
from webapp.web.accounts.second_factor import bp as accounts
from webapp.web.admin.routes import bp as admin
from webapp.web.checking.routes import bp as checking
from webapp.web.figures.routes import bp as figures
from webapp.web.health import bp as health
from webapp.web.help.routes import bp as help_room
from webapp.web.inbox.routes import bp as inbox
from webapp.web.installation.routes import bp as installation
from webapp.web.plans.routes import bp as plans
from webapp.web.powers.routes import bp as powers
from webapp.web.registers.routes import bp as registers
from webapp.web.searches.routes import bp as searches

ROOMS = (
    accounts,
    inbox,
    plans,
    checking,
    registers,
    searches,
    figures,
    admin,
    installation,
    help_room,
    powers,
    health,
)
MULTIPART = "multipart/form-data"
FORM_BYTES = 8 * 1024 * 1024
"""Text of one form: far over each field's own limit, so that the form gives the text back."""
FORM_PARTS = 2000
FORM_KINDS = frozenset({"application/x-www-form-urlencoded", MULTIPART})
COOKIE = "banhanh"
"""In production with the prefix by which browsers let no other host set it."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the settings say about the web."""

    secret_key: str
    production: bool = False
    redis_url: str = ""
    """Where rate limits are counted when several processes serve; memory when empty."""
    limited: bool = True
    """Rate limits count; tests alone switch them off."""
    trusted_proxies: int = 0
    """How many proxies in front of us name the caller's address."""
    allowed_hosts: tuple[str, ...] = ()
    """The names it is served under; all when none is named."""


def build(parts: context.Parts, options: Options) -> Flask:
    """Return the application; it reads no environment and no file but its templates and static."""
    app = Flask(__name__, static_folder=None)
    app.extensions["parts"] = parts
    app.config.update(configuration(parts, options))
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if options.trusted_proxies:
        hops = options.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]  # Flask's documented way
    addresses.install(app)
    headers.install(app, production=options.production)
    hosts.install(app, options.allowed_hosts)
    app.before_request(take_forms_alone)
    app.before_request(bound_plain_forms)
    session.login_manager().init_app(app)
    access.install(app)
    CSRFProtect(app)
    filters.install(app)
    errors.install(app)
    assets.install(app)
    for room in ROOMS:
        app.register_blueprint(room)
    limit(app, options)
    app.context_processor(page_values)
    return app


def configuration(parts: context.Parts, options: Options) -> dict[str, object]:
    """Return Flask's settings."""
    return {
        "SECRET_KEY": options.secret_key,
        "SESSION_COOKIE_NAME": f"__Host-{COOKIE}" if options.production else COOKIE,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": options.production,
        "WTF_CSRF_TIME_LIMIT": None,
        "MAX_CONTENT_LENGTH": parts.largest_request,
        "MAX_FORM_MEMORY_SIZE": min(FORM_BYTES, parts.largest_request),
        "MAX_FORM_PARTS": FORM_PARTS,
        "RATELIMIT_ENABLED": options.limited,
    }


def take_forms_alone() -> None:
    """Refuse a body that no form of ours sends; a request without one may name any kind."""
    has_body = request.content_length or "Transfer-Encoding" in request.headers
    if has_body and request.mimetype not in FORM_KINDS:
        raise UnsupportedMediaType


def bound_plain_forms() -> None:
    """Hold a form without files to the limit of its text, which Flask sets for parts alone."""
    if request.mimetype != MULTIPART:
        request.max_content_length = min(FORM_BYTES, context.parts().largest_request)


def limit(app: Flask, options: Options) -> None:
    """Put a rate limit on each view that is marked with one."""
    limiter = Limiter(
        get_remote_address,
        app=app,
        storage_uri=options.redis_url or "memory://",
        strategy="fixed-window",
        in_memory_fallback_enabled=True,  # without Redis each process counts alone, and serves
    )
    app.extensions["limits"] = limiter  # its decorators hold it by a weak reference only
    for endpoint, view in app.view_functions.items():
        if rate := getattr(view, "rate", ""):
            held: Any = limiter.limit(rate, methods=["POST"])(view)
            app.view_functions[endpoint] = held


def page_values() -> dict[str, object]:
    """Return what the frame of every page shows."""
    who = context.current_who()
    return {
        "who": who,
        "menu": navigation.menu(who.actor) if who else (),
        "today": filters.today,
    }
