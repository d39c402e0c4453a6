"""Fixtures that every test may use: a migrated, empty database of either kind."""

import gc
import os
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
import redis
from hypothesis import settings
from sqlalchemy import Engine, event

from tests import postgres, tracing
from tests.service.builders import CHEAP
from webapp.adapters.folders import templates_folder, workflows_folder
from webapp.db.database import Database
from webapp.db.schema import upgrade
from webapp.services import passwords
from webapp.services.rules import Rules

# Property tests do not watch the clock: a loaded machine is no fault of the code. With CI set
# they draw the same examples each time (hypothesis' own profile), so that CI's word is repeatable.
if os.environ.get("CI") != "true":
    settings.register_profile("steady", deadline=None)
    settings.load_profile("steady")

CAMPAIGNS = (
    "browser/",
    "golden/test_docx_round_trip",
    "golden/test_every_template.py",
    "golden/test_fixing_corpus.py",
    "golden/test_fixing_foreign.py",
    "golden/test_layout_planted.py",
    "golden/test_opens.py",
    "golden/test_pdf_marks.py",
    "golden/test_words_survive.py",
    "test_architecture.py",
    "unit/test_form_rules_planter.py",
    "unit/test_seed_variants.py",
    "web/test_other_agencies.py",
)
"""Tests that walk over the same lines thousands of times. Tracing makes that two to three times as
slow, and no line may owe its coverage to them: smaller tests have to reach it."""


def its_lines_count(item):
    """Say whether coverage watches the test: the second database's lines are the first's."""
    parameters = item.callspec.id.split("-") if hasattr(item, "callspec") else ()
    return not item.nodeid.removeprefix("tests/").startswith(CAMPAIGNS) and (
        "postgresql" not in parameters
    )


def pytest_configure(config):
    config.pluginmanager.register(tracing.Watch(its_lines_count))


def pytest_collection_finish():
    """Search for garbage among what tests leave, not among the tests: a fifth of the time went."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@event.listens_for(Engine, "connect")
def _answer_backwards(connection, record):
    """Let SQLite turn round what no ORDER BY holds: PostgreSQL does so too, once in many runs."""
    del record
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA reverse_unordered_selects = ON")


KEPT = ("alembic_version", "document_types")
"""Tables that a migration filled."""


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords():
    """The recipe of the tests, in place of the one that is meant to take long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", CHEAP)
        patch.setattr(passwords, "_NOBODYS_HASH", CHEAP.hash("nobody has this password"))
        yield


@pytest.fixture(scope="session")
def postgres_server():
    """Address of a running server whose database `migrated` has every table.

    Nobody connects to `untouched`: it is there to be copied.
    """
    # A short path of its own: a socket's path may have 107 bytes at most.
    folder = Path(tempfile.mkdtemp(prefix="bh-pg-"))
    try:
        with postgres.serve(folder) as address:
            postgres.run(address, "CREATE DATABASE migrated")
            upgrade(postgres.sqlalchemy_url(address, "migrated"))
            postgres.run(address, "CREATE DATABASE untouched TEMPLATE migrated")
            yield address
    except postgres.NoPostgresError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def redis_url():
    """Address of a running Redis server that keeps nothing on the disk."""
    if shutil.which("redis-server") is None:
        pytest.skip("redis-server is not installed")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd="/") as server:
        try:
            yield _answering(f"redis://127.0.0.1:{port}", server)
        finally:
            server.terminate()


def _answering(url, server):
    with redis.Redis.from_url(url) as client:
        for _ in range(500):
            assert server.poll() is None, "redis-server ended at once"
            try:
                client.ping()
            except redis.ConnectionError:
                time.sleep(0.02)
            else:
                return url
    raise AssertionError("redis-server did not answer within 10 seconds")


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory):
    """An SQLite file that has every table."""
    path = tmp_path_factory.mktemp("migrated") / "banhanh.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def sqlite_folder():
    """Where the databases of the run lie one after the other, in memory where that is possible.

    Each commit waits for the disk: a real one is what an agency needs, and what a test waits for.
    """
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own in it
    folder = Path(tempfile.mkdtemp(prefix="bh-sqlite-", dir=memory if memory.is_dir() else None))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def empty_sqlite(migrated_file, sqlite_folder):
    """Put an empty, migrated file in the place of the one before."""

    def empty():
        for old in sqlite_folder.iterdir():
            old.unlink()
        shutil.copy(migrated_file, sqlite_folder / "banhanh.db")

    return empty


@pytest.fixture
def sqlite_url(empty_sqlite, sqlite_folder):
    """Address of an empty, migrated SQLite database."""
    empty_sqlite()
    return f"sqlite:///{sqlite_folder / 'banhanh.db'}"


@pytest.fixture
def empty_postgres(postgres_server):
    """Take every row but those of the migrations out of the database."""
    return lambda: postgres.empty(postgres.sibling(postgres_server, "migrated"), keep=KEPT)


@pytest.fixture
def postgres_url(empty_postgres, postgres_server):
    """Address of an empty, migrated PostgreSQL database."""
    empty_postgres()
    return postgres.sqlalchemy_url(postgres_server, "migrated")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request):
    """Address of an empty, migrated database, once of each kind."""
    fixture = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param]
    return request.getfixturevalue(fixture)


@pytest.fixture(params=["sqlite", "postgresql"])
def blank_url(request, tmp_path):
    """Address of a database without any table, once of each kind."""
    with a_blank_url(request, request.param, tmp_path) as url:
        yield url


@contextmanager
def a_blank_url(request, kind, folder):
    """Give the address of a database of the kind without any table."""
    if kind == "sqlite":
        yield f"sqlite:///{folder}/new/folder/banhanh.db"
        return
    server = request.getfixturevalue("postgres_server")
    postgres.run(server, "CREATE DATABASE blank")
    yield postgres.sqlalchemy_url(server, "blank")
    postgres.run(server, "DROP DATABASE blank WITH (FORCE)")


@cache
def the_database(url):
    """Open each address once a run: the statements it compiled serve every later test."""
    return Database(url)


@pytest.fixture
def database(database_url):
    """An empty database, once of each kind: what service tests run on."""
    database = the_database(database_url)
    yield database
    if database_url.startswith("sqlite"):  # the next test has another file
        database.close()


@pytest.fixture
def sqlite_database(sqlite_url):
    """An empty SQLite database: for web tests, where one kind is enough."""
    database = the_database(sqlite_url)
    yield database
    database.close()


@pytest.fixture(scope="session")
def rules():
    """The shipped workflows and templates."""
    return Rules.load(workflows_folder(), templates_folder())
