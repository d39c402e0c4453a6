"""The real application over a database of its own, with an office at work, for benches."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from tests.service.builders import NOON, PASSWORD, Office, an_office
from tests.web.client import Client
from webapp.adapters import folders
from webapp.db.database import Database
from webapp.db.models.organisations import PersonRow
from webapp.db.schema import upgrade
from webapp.services.rules import Rules
from webapp.web import vendor
from webapp.web.application import Options, build
from webapp.web.context import Parts


@dataclass(frozen=True)
class Running:
    """The application, and the office whose people use it."""

    app: Flask
    database: Database
    rules: Rules
    office: Office

    def sign_in(self, actor) -> Client:
        """Open a browser in which the person is signed in."""
        with self.database.reading() as session:
            person = session.get_one(PersonRow, actor.person_id)
        return Client(self.app).sign_in(person.username, PASSWORD)


@contextmanager
def running() -> Iterator[Running]:
    """Yield the application over a fresh SQLite file."""
    vendor.refresh()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        upgrade(url)
        database = Database(url)
        rules = Rules.load(folders.workflows_folder(), folders.templates_folder())
        parts = Parts(database=database, rules=rules, now=lambda: NOON, kick=lambda: None)
        app = build(parts, Options("a secret of the bench, long enough to sign", limited=False))
        yield Running(app, database, rules, an_office(database))
        database.close()
