"""The real application over a real database, and clients that check every page."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar

import pytest
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache

from tests.service.builders import NOON, PASSWORD, an_office
from tests.web.client import Client
from tests.web.plan_steps import a_way
from webapp.adapters import folders
from webapp.db.models.organisations import PersonRow
from webapp.services.rules import Rules
from webapp.web import vendor
from webapp.web.application import Options, build
from webapp.web.context import Parts

SECRET = "a secret of the tests, long enough to sign"


class CompiledPages(BytecodeCache):
    """Page templates as Jinja compiled them, kept for the applications of later tests."""

    kept: ClassVar[dict[str, bytes]] = {}
    """By the hash of a template's name and words."""

    def load_bytecode(self, bucket: Bucket) -> None:
        if known := self.kept.get(bucket.key + bucket.checksum):
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key + bucket.checksum] = bucket.bytecode_to_string()


def with_compiled_pages(app: Flask) -> Flask:
    """Compile each page once a run, not once a test."""
    app.jinja_env.bytecode_cache = CompiledPages()
    return app


@dataclass
class Clock:
    """A clock that a test may turn on."""

    moment: datetime = NOON
    kicks: list[datetime] = field(default_factory=list)

    def now(self) -> datetime:
        return self.moment

    def forward(self, **span) -> None:
        self.moment += timedelta(**span)

    def kick(self) -> None:
        self.kicks.append(self.moment)


@pytest.fixture(scope="session", autouse=True)
def vendored():
    """The copied libraries, without which no page has its styles."""
    vendor.refresh()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(scope="session")
def rules():
    """The shipped workflows and templates."""
    return Rules.load(folders.workflows_folder(), folders.templates_folder())


@pytest.fixture
def web_parts(sqlite_database, clock, rules):
    return Parts(database=sqlite_database, rules=rules, now=clock.now, kick=clock.kick)


@pytest.fixture
def app(web_parts):
    return with_compiled_pages(build(web_parts, Options(SECRET, limited=False)))


@pytest.fixture
def office(sqlite_database):
    """An agency with a person for every role."""
    return an_office(sqlite_database)


@pytest.fixture
def way(sqlite_database, rules, office):
    """A plan of the office, ready to be submitted."""
    return a_way(sqlite_database, rules, office)


@pytest.fixture
def visitor(app):
    """A browser in which nobody is signed in."""
    return Client(app)


@pytest.fixture
def sign_in(app, sqlite_database):
    """Open a browser in which the person is signed in."""

    def signed_in(actor) -> Client:
        return Client(app).sign_in(username_of(sqlite_database, actor), PASSWORD)

    return signed_in


def username_of(database, actor) -> str:
    with database.reading() as session:
        return str(session.get_one(PersonRow, actor.person_id).username)
