"""The application, built of its parts from the settings."""

from datetime import timedelta

from flask import Flask

from webapp.adapters import clock, folders
from webapp.adapters.calendar import shipped_days
from webapp.adapters.mail import Post
from webapp.db import schema
from webapp.db.database import Database
from webapp.domain.people import Role
from webapp.jobs.sweeps import Jobs, Letters, build_jobs, make_queue
from webapp.services import demo
from webapp.services.rules import Rules
from webapp.services.session_limits import SessionLimits
from webapp.settings import Settings, SettingsError
from webapp.web.application import Options, build
from webapp.web.context import Parts

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR, Role.INSTALLATION_ADMIN})
"""Who has to have a second factor where the installation asks for it."""


def create_app(settings: Settings, database: Database) -> Flask:
    """Return the web application; refuse to start where demo accounts meet production."""
    refuse_unsafe(settings, database)
    rules = load_rules()
    parts = Parts(
        database=database,
        rules=rules,
        now=clock.now,
        kick=create_jobs(settings, database, rules).kick,
        largest_request=settings.largest_request,
        code_for=ADMINISTRATORS if settings.second_factor else frozenset(),
        session_limits=session_limits(settings),
        scanner=settings.scanner,
    )
    options = Options(
        secret_key=settings.secret_key,
        production=settings.production,
        redis_url=settings.redis_url,
        trusted_proxies=settings.trusted_proxies,
        allowed_hosts=settings.allowed_hosts,
    )
    return build(parts, options)


def session_limits(settings: Settings) -> SessionLimits:
    """Return how long a sign-in lives."""
    return SessionLimits(
        timedelta(minutes=settings.session_idle_minutes), timedelta(hours=settings.session_hours)
    )


def create_jobs(settings: Settings, database: Database, rules: Rules) -> Jobs:
    """Return the background work on the settings' queue."""
    queue = make_queue(settings.redis_url, settings.data_dir, settings.secret_key)
    letters = None
    if settings.smtp_url:
        letters = Letters(Post.from_url(settings.smtp_url, settings.mail_from), settings.base_url)
    return build_jobs(queue, database, rules, clock.now, letters)


def load_rules() -> Rules:
    """Read the shipped workflows and templates, and refuse a calendar that is badly written."""
    shipped_days()
    return Rules.load(folders.workflows_folder(), folders.templates_folder())


def refuse_unsafe(settings: Settings, database: Database) -> None:
    """Refuse a database of another version, and demo accounts in production."""
    if not schema.is_current(settings.database_url):
        raise SettingsError(
            "Cơ sở dữ liệu chưa có bảng của phiên bản này; chạy «banhanh db upgrade» "
            "rồi khởi động lại."
        )
    if settings.production:
        demo.refuse_demo_accounts(database)
