"""Commands that run the application and its worker."""

import logging
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable

from flask import Flask
from gunicorn.app.base import BaseApplication

from webapp.app import create_app, create_jobs, load_rules, refuse_unsafe
from webapp.commands.data import opened
from webapp.db.database import Database
from webapp.jobs.sweeps import work
from webapp.services import missing_files
from webapp.settings import Settings

_THREADS = 4
_LOG = logging.getLogger(__name__)
_LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class _Server(BaseApplication):
    """Gunicorn with our settings instead of a file of its own."""

    def __init__(self, settings: Settings, load: Callable[[], Flask]) -> None:
        self._settings = settings
        self._load = load
        super().__init__()

    def load_config(self) -> None:
        """Tell gunicorn what the settings say."""
        address = self._settings.address
        host = f"[{address}]" if ":" in address else address
        self.cfg.set("bind", f"{host}:{self._settings.port}")
        self.cfg.set("workers", self._settings.web_processes)
        self.cfg.set("threads", _THREADS)
        self.cfg.set("control_socket_disable", value=True)  # it would lie in a home folder

    def load(self) -> Callable[..., Iterable[bytes]]:
        """Build the application in a worker: connections are not shared between processes."""
        return self._load()


def serve(args: Namespace) -> int:
    """Serve the pages until a signal ends the process."""
    del args
    settings = _ready()
    with opened(settings) as database:
        refuse_unsafe(settings, database)
        for sentence in missing_files.everywhere(database, load_rules().files):
            print(sentence, file=sys.stderr)
    print(f"Ban Hành: {settings.base_url}", file=sys.stderr)
    _Server(settings, lambda: create_app(settings, Database(settings.database_url))).run()
    return 0


def run_worker(args: Namespace) -> int:
    """Do the background work until a signal ends the process."""
    del args
    settings = _ready()
    with opened(settings) as database:
        refuse_unsafe(settings, database)
        work(create_jobs(settings, database, load_rules()))
    return 0


def _ready() -> Settings:
    logging.basicConfig(level=logging.INFO, format=_LOG_FORMAT)
    logging.getLogger("huey").setLevel(logging.WARNING)  # else three lines every minute
    settings = Settings.from_env(os.environ)
    if settings.production and settings.plain_letters:
        _LOG.warning("letters and the password in SMTP_URL go unencrypted; use smtp+starttls://")
    return settings
