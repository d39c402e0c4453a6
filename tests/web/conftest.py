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
from webapp.db.models.organisations import PersonRow
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


def an_app(parts: Parts) -> Flask:
    """Build the application; its pages are compiled once a run."""
    app = build(parts, Options(SECRET, limited=False))
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


@pytest.fixture
def web_parts(sqlite_database, clock, rules):
    return Parts(database=sqlite_database, rules=rules, now=clock.now, kick=clock.kick)


@pytest.fixture
def new_app(web_parts):
    """An application that no test has used, for tests that add to it."""
    return an_app(web_parts)


@pytest.fixture(scope="session")
def built():
    """Room for the application of the run."""
    return []


@pytest.fixture
def app(web_parts, built):
    """The application: built once a run, with the parts of the test in it."""
    if not built:
        built.append(an_app(web_parts))
    built[0].extensions["parts"] = web_parts
    return built[0]


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
        return Client(app).come_in(username_of(sqlite_database, actor), PASSWORD)

    return signed_in


def username_of(database, actor) -> str:
    with database.reading() as session:
        return str(session.get_one(PersonRow, actor.person_id).username)
