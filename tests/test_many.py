"""One house on many processes: PostgreSQL, Redis, two web servers, two workers, all of them real.

The fixture lets two clerks work on both servers, then kills one server and one worker in the
middle of their work; the tests look at what came of it.
"""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from typing import TypeVar

import pytest
from sqlalchemy import exists, select

from tests import postgres
from tests.service.booking import type_of
from tests.service.builders import Office, a_person, a_plan, an_office, bring_to
from tests.service.mail_server import Box, a_mail_server
from tests.soak import looking
from tests.soak.browser import LOSSES, SEE_OTHER, Answer, Browser
from tests.soak.crowd import Program, free_port
from tests.soak.pages import name_of
from tests.soak.running import give_addresses
from webapp.adapters import clock, libreoffice
from webapp.adapters.mail import Post
from webapp.app import load_rules
from webapp.db.database import Database
from webapp.db.models.papers import PdfRow
from webapp.db.models.plans import PlanRow
from webapp.db.models.process import NotificationRow
from webapp.domain.people import Role
from webapp.jobs.sweeps import Letters, build_jobs, make_queue

Said = TypeVar("Said")
PATIENCE = 120
"""Seconds; a busy machine is no fault of the house."""
PAPERS = 6
"""Each clerk registers so many, before the kills and after them."""
PLANS = 2
"""Each clerk numbers so many, before the kills and after them."""
TRIES = 30
"""Sign-ins that one address has in a minute."""


@dataclass
class House:
    """What runs, and what its people were told."""

    env: dict[str, str] = field(repr=False)
    database: Database
    office: Office
    box: Box
    post: Post
    ports: tuple[int, int]
    serves: list[Program]
    workers: list[Program]
    ledger: list[dict[str, object]] = field(default_factory=list)
    tries: list[int] = field(default_factory=list)
    """What a stranger was answered who tried passwords on both servers in turn."""
    elsewhere: int = 0
    """What the other server answered somebody who had signed in on the first."""
    letters: list[str] = field(default_factory=list)
    """Those that had arrived before anything was killed."""
    pdfs: list[tuple[str, int]] = field(default_factory=list)
    """State and tries of each PDF before anything was killed."""


@pytest.fixture(scope="module")
def house(postgres_server, redis_url, tmp_path_factory) -> Iterator[House]:
    """The house after a day: it worked, lost a server and a worker, and went on."""
    if libreoffice.find_soffice() is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("many")
    with a_database(postgres_server) as url, a_mail_server() as (box, post), ExitStack() as running:
        database = Database(url)
        running.callback(database.close)
        office = an_office(database, last_number=0)
        give_addresses(database)
        env = {
            **os.environ, "DATABASE_URL": url, "REDIS_URL": redis_url, "SECRET_KEY": "k" * 40,
            "DATA_DIR": str(folder), "SMTP_URL": f"smtp://127.0.0.1:{post.port}",
            "MAIL_FROM": post.sender, "WEB_PROCESSES": "2", "TRUSTED_PROXIES": "1", "APP_ENV": "",
        }  # fmt: skip
        ports = (free_port(), free_port())
        serves = [Program("serve", {**env, "PORT": str(port)}, folder / "log") for port in ports]
        workers = [Program("worker", env, folder / "log") for _ in range(2)]
        for program in (*serves, *workers):
            running.callback(program.kill)
        house = House(env, database, office, box, post, ports, serves, workers)
        live_a_day(house)
        yield house


@contextmanager
def a_database(server: str) -> Iterator[str]:
    """Give a database of its own: the processes hold its connections."""
    postgres.run(server, "CREATE DATABASE many TEMPLATE untouched")
    try:
        yield postgres.sqlalchemy_url(server, "many")
    finally:
        postgres.run(server, "DROP DATABASE many WITH (FORCE)")


def live_a_day(house: House) -> None:
    office, rules = house.office, load_rules()
    other = a_person(
        house.database,
        office.agency_id,
        Role.CLERK,
        full_name="Trịnh Bảo Ngân",
        email="ngan@soak.example",
    )
    clerks = [name_of(house.database, one.person_id) for one in (office.clerk, other)]
    plans = [
        bring_to(house.database, rules, office, a_plan(house.database, office), "numbering")
        for _ in range(4 * PLANS)
    ]
    wait_until(lambda: all(map(answers, house.ports)))
    windows = [Clerk(house, door, username) for door, username in enumerate(clerks)]
    house.elsewhere = seen_elsewhere(house, windows[0].browser)
    house.tries = [tried(house.ports[number % 2]) for number in range(TRIES + 1)]
    at_once(windows, plans[: 2 * PLANS], Event())
    wait_until(lambda: not left(house.database, clock.now()))
    house.letters = ids_of(house.box)
    with house.database.reading() as session:
        found = session.execute(select(PdfRow.state, PdfRow.tries).order_by(PdfRow.id))
        house.pdfs = [(state, tries) for state, tries in found]
    half_done = Event()
    with ThreadPoolExecutor(1) as cut:
        killed = cut.submit(kill_some, house, half_done)
        at_once(windows, plans[2 * PLANS :], half_done)
        since = killed.result()
    for window in windows:
        window.browser.close()
    wait_until(lambda: not left(house.database, since, of_the_living=True))
    house.workers[1].kill()
    do_what_the_dead_had_in_hand(house)


class Clerk:
    """Somebody at a window, who sends a form again where no answer came."""

    def __init__(self, house: House, door: int, username: str) -> None:
        self.house, self.door, self.username = house, door, username
        self.kind = str(type_of(house.database, "Kế hoạch"))
        self.browser = Browser(house.ports[door])
        self.browser.sign_in(username)

    def work(self, plans: list[int], half_done: Event) -> None:
        for number in range(PAPERS):
            if number == PAPERS // 2:
                half_done.set()
            self.register()
            if number < len(plans):
                self.number(plans[number])

    def register(self) -> None:
        said = {
            "document_type_id": self.kind, "subject": "Báo cáo tuần",
            "signer_name": "Phạm Quốc Toản", "recipients": "UBND tỉnh",
        }  # fmt: skip
        values, answer = self.fill("/so-van-ban-di/dang-ky", said)
        row = int(answer.where.split("/dong/")[1].split("/")[0])
        self.house.ledger.append({"row": row, "key": values["key"]})

    def number(self, plan_id: int) -> None:
        values, answer = self.fill(f"/ke-hoach/{plan_id}/viec/cap-so", {})
        if answer.status == SEE_OTHER:
            deed = {"plan": plan_id, "version": int(values["version"]), "action": "number"}
            self.house.ledger.append(deed)
        else:  # the server that was killed did it before it could say so
            assert answer.status in {403, 409}

    def fill(self, path: str, said: dict[str, str]) -> tuple[dict[str, str], Answer]:
        values = {**self.through_any_door(lambda: self.browser.form(path)), **said}
        return values, self.through_any_door(lambda: self.browser.post(path, values))

    def through_any_door(self, ask: Callable[[], Said]) -> Said:
        """Ask; where a server is gone the balancer sends the next try to the other."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                return ask()
            except LOSSES:
                self.door = 1 - self.door
                self.browser.go_to(self.house.ports[self.door])
        raise AssertionError("no server answers")


def at_once(windows: list[Clerk], plans: list[int], half_done: Event) -> None:
    with ThreadPoolExecutor(len(windows)) as clerks:
        work = [
            clerks.submit(window.work, plans[door :: len(windows)], half_done)
            for door, window in enumerate(windows)
        ]
        for one in work:
            one.result()


def kill_some(house: House, half_done: Event) -> datetime:
    assert half_done.wait(PATIENCE)
    house.serves[1].kill()
    house.workers[0].kill()
    return clock.now()


def answers(port: int) -> bool:
    with closing(Browser(port)) as watcher:
        try:
            return watcher.get("/suc-khoe").status == 200
        except LOSSES:
            return False


def seen_elsewhere(house: House, browser: Browser) -> int:
    """Open the desk on the other server with the cookie of the first."""
    browser.go_to(house.ports[1])
    status = browser.get("/").status
    browser.go_to(house.ports[0])
    return status


def tried(port: int) -> int:
    with closing(Browser(port, X_Forwarded_For="203.0.113.7")) as stranger:
        return stranger.post("/dang-nhap", stranger.form("/dang-nhap")).status


def left(database: Database, killed_at: datetime, *, of_the_living: bool = False) -> int:
    """Count notifications that were not delivered and PDF files that are not made.

    What a dead worker had in hand is taken up after minutes: with `of_the_living` all else counts.
    """
    told_later = select(NotificationRow.id).where(NotificationRow.sent_at.is_(None))
    made_later = select(PdfRow.id).where(PdfRow.state.in_(("waiting", "running")))
    if of_the_living:
        told_later = told_later.where(NotificationRow.taken_until.is_(None))
        late = PdfRow.started_at.is_(None) | (PdfRow.started_at > killed_at)
        made_later = made_later.where(late)
    has_pdf = exists().where(PdfRow.plan_id == PlanRow.id)
    asked_later = select(PlanRow.id).where(PlanRow.state == "issued", ~has_pdf)
    with database.reading() as session:
        return sum(len(session.scalars(q).all()) for q in (told_later, made_later, asked_later))


def do_what_the_dead_had_in_hand(house: House) -> None:
    """Go on a day later, when nobody waits for them any more."""
    letters = Letters(house.post, "http://many")
    queue = make_queue("", Path(house.env["DATA_DIR"]), house.env["SECRET_KEY"])
    later = build_jobs(
        queue, house.database, load_rules(), lambda: clock.now() + timedelta(days=1), letters
    )
    later.deliver()
    later.make_pdfs()


def wait_until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def ids_of(box: Box) -> list[str]:
    return [str(letter["Message-ID"]) for letter in box.letters]


def test_a_sign_in_holds_on_every_server(house):
    assert house.elsewhere == 200


def test_tries_are_counted_over_all_processes(house):
    assert house.tries == [200] * TRIES + [429] or house.tries == [422] * TRIES + [429]


def test_two_workers_tell_everybody_once(house):
    told = Counter(
        (person, number)
        for person, first, last in (spanned(one) for one in house.letters)
        for number in range(first, last + 1)
    )

    assert len(told) >= 2 * PLANS
    assert set(told.values()) == {1}


def test_two_workers_make_each_pdf_once(house):
    assert house.pdfs == [("ready", 1)] * (2 * PLANS)


def test_nothing_is_lost_or_double_where_a_server_and_a_worker_are_killed(house):
    numbered = Counter(name for line in house.ledger for name in ("row", "plan") if name in line)

    assert list(looking.faults(house.database, house.ledger, ids_of(house.box))) == []
    assert numbered["row"] == 4 * PAPERS


def test_the_last_worker_makes_the_pdf_of_every_plan(house):
    with house.database.reading() as session:
        states = session.scalars(select(PdfRow.state).order_by(PdfRow.id)).all()

    assert states == ["ready"] * (4 * PLANS)


def spanned(letter_id: str) -> tuple[int, int, int]:
    """Return person, first and last notification of a letter."""
    person, first, last = map(int, letter_id.split("@", maxsplit=1)[0].strip("<").split("-")[2:])
    return person, first, last
