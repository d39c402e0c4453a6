"""One run: build an office, let it work under kills, look what is left."""

import os
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from tests import postgres
from tests.service.booking import type_of
from tests.service.builders import Office, an_office
from tests.service.mail_server import a_mail_server
from tests.soak import looking, pages, people
from tests.soak.crowd import Backend, Crowd, Person, Program, free_port
from tests.soak.people import Place
from tests.soak.wish import Wish
from webapp.adapters import clock
from webapp.adapters.mail import Post
from webapp.db.database import Database
from webapp.db.models.audit import AuditRow
from webapp.db.models.numbers import RegisterRow
from webapp.db.models.organisations import PersonRow
from webapp.db.models.process import NotificationRow
from webapp.db.schema import upgrade
from webapp.services import audit, mailing

A_DAY_LATER = timedelta(days=1)
"""Letters that a killed worker had in hand, and those of quiet hours, are due by then."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a run."""

    faults: tuple[str, ...]
    kills: dict[str, int]
    seconds: float
    numbers: int
    by_pages: int
    """Of the numbers: confirmed to a browser."""
    decisions: int
    decided_by_pages: int
    events: int
    notifications: int
    letters: int
    looked_over_in: float
    """Seconds that the look at everything took afterwards."""


def run(wish: Wish) -> Result:
    """Do it."""
    with (
        tempfile.TemporaryDirectory(prefix="bh-soak-", ignore_cleanup_errors=True) as name,
        _address(wish, Path(name)) as (url, address),
        a_mail_server() as (box, post),
    ):
        upgrade(url)
        database = Database(url)
        office = an_office(database, last_number=0)
        give_addresses(database)
        started = time.monotonic()
        crowd = _crowd(wish, Path(name), database, address, office, post)
        crowd.trouble(wish.calm, lambda: _goes_on(wish, database, crowd, started))
        crowd.end()
        seconds = time.monotonic() - started
        _deliver_rest(database, post)
        letters = [str(letter["Message-ID"]) for letter in box.letters]
        ledgers = people.read_ledgers(Path(name) / "ledgers")
        looked = time.monotonic()
        found = tuple(looking.faults(database, ledgers, letters))
        by_pages, decisions, clicked = (
            sum(key in line for line in ledgers) for key in ("row", "plan", "path")
        )
        result = Result(
            found, crowd.kills, seconds,
            numbers=_count(database, RegisterRow), by_pages=by_pages, decisions=decisions,
            decided_by_pages=clicked,
            events=_count(database, AuditRow),
            notifications=_count(database, NotificationRow), letters=len(letters),
            looked_over_in=time.monotonic() - looked,
        )  # fmt: skip
        database.close()
    return result


@contextmanager
def _address(wish: Wish, folder: Path) -> Iterator[tuple[str, str]]:
    if wish.database == "sqlite":
        yield f"sqlite:///{folder}/banhanh.db", ""
        return
    with postgres.serve(folder / "pg", durable=True) as address:
        yield postgres.sqlalchemy_url(address, "postgres"), address


def give_addresses(database: Database) -> None:
    """Let everybody be written to."""
    with database.transaction() as session:
        for person in session.scalars(select(PersonRow)):
            person.email = f"nguoi{person.id}@soak.example"
        audit.record(session, None, "built", now=clock.now())


def _crowd(
    wish: Wish, folder: Path, database: Database, address: str, office: Office, post: Post
) -> Crowd:
    url = database.url
    ledgers, port, chance = folder / "ledgers", free_port(), random.Random(wish.seed)
    ledgers.mkdir()
    kind = type_of(database, "Kế hoạch")
    place = Place(url, port, office, ledgers, wish.registering, kind)
    env = {
        **os.environ, "DATABASE_URL": url, "DATA_DIR": str(folder / "var"), "PORT": str(port),
        "SMTP_URL": f"smtp://127.0.0.1:{post.port}", "MAIL_FROM": post.sender,
        "WEB_PROCESSES": "2", "REDIS_URL": "", "APP_ENV": "",
    }  # fmt: skip
    programs = [Program(what, env, folder / f"{what}.log") for what in ("serve", "worker")]
    persons = [Person(people.work, place, f"person-{i}", wish.seed + i) for i in range(wish.people)]
    windows = [
        Person(pages.click, place, f"browser-{i}", wish.seed + i) for i in range(wish.browsers)
    ]
    backends = [Backend(address, chance)] if address else []
    return Crowd([*programs, *persons, *windows, *backends], chance)


def _goes_on(wish: Wish, database: Database, crowd: Crowd, started: float) -> bool:
    if not wish.numbers:
        return time.monotonic() - started < wish.seconds
    killed = sum(crowd.kills.values())
    return killed < wish.kills or _count(database, RegisterRow) < wish.numbers


def _count(database: Database, table: type) -> int:
    """Count rows; a database that recovers from a kill is asked again."""
    while True:
        try:
            with database.reading() as session:
                return session.scalar(select(func.count()).select_from(table)) or 0
        except DBAPIError:
            time.sleep(0.2)


def _deliver_rest(database: Database, post: Post) -> None:
    """Do what the worker would have done within a day."""
    while mailing.deliver(database, post, "http://soak", lambda: clock.now() + A_DAY_LATER):
        pass
