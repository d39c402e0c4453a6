"""Taking numbers: eight processes through the application against the same SQL by the driver.

A number is taken as at issue: counter, register row and audit event in one durable transaction.
Run alone as `python -m tests.bench.numbers`; rounds are interleaved, medians compared.
"""

import multiprocessing
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from threading import Barrier
from typing import Any

import psycopg
from sqlalchemy import select

from tests import postgres
from tests.bench.figures import Figure, print_table
from tests.service.builders import NOON, Office, an_office
from webapp.db.database import Database
from webapp.db.models.numbers import RegisterRow, SeriesYearRow
from webapp.db.schema import upgrade
from webapp.services import audit, numbering

PROCESSES = 8
ROUNDS = 7
NUMBERS = 25
"""Each process takes so many in a round."""
FLOORS = {"sqlite": 1 / 7, "postgresql": 1 / 4}
SPAWN = multiprocessing.get_context("spawn")

COUNT = (
    "UPDATE series_years SET last_number = last_number + 1"
    " WHERE series_id = ? AND year = 2026 RETURNING last_number"
)
REGISTER = (
    "INSERT INTO register_rows (agency_id, series_id, year, number, status, notation,"
    " promulgated_on, type_name, subject, signer_name, recipients, kept_by, note, registered_by,"
    " registered_at, void_reason, version) VALUES (?, ?, 2026, ?, 'issued', 'KH-UBND',"
    " '2026-03-02', 'Kế hoạch', 'Trồng cây đầu xuân', '', '', '', '', ?, ?, '', 1)"
)
HEAD = "UPDATE audit_heads SET ordinal = ordinal + 1 WHERE agency_id = ? RETURNING ordinal, hash"
EVENT = (
    "INSERT INTO audit_events (agency_id, ordinal, at, actor_id, actor_name, action, plan_id,"
    " subject, details, previous_hash, hash) VALUES (?, ?, ?, ?, 'Đỗ Minh Châu', 'register',"
    " NULL, '', '{}', ?, ?)"
)
LINK = "UPDATE audit_heads SET hash = ? WHERE agency_id = ?"
HASH = "0" * 64
AT = "2026-03-02 05:00:00+00:00"
Take = Callable[[], int]


@dataclass(frozen=True)
class Place:
    """A database to measure on, in both spellings of its address."""

    kind: str
    url: str
    driver_address: str


@contextmanager
def through_the_application(place: Place, office: Office) -> Iterator[Take]:
    """Yield what takes a number as the services do."""
    database = Database(place.url)

    def take() -> int:
        with database.transaction() as session:
            number = numbering.take_next(session, office.series_id, 2026)
            session.add(
                RegisterRow(
                    agency_id=office.agency_id,
                    series_id=office.series_id,
                    year=2026,
                    number=number,
                    notation="KH-UBND",
                    promulgated_on=NOON.date(),
                    type_name="Kế hoạch",
                    subject="Trồng cây đầu xuân",
                    registered_by=office.clerk.person_id,
                    registered_at=NOON,
                )
            )
            audit.record(session, office.clerk, "register", now=NOON)
            return number

    yield take
    database.close()


@contextmanager
def by_the_driver(place: Place, office: Office) -> Iterator[Take]:
    """Yield what takes a number by the same statements on the bare driver."""
    bare: sqlite3.Connection | psycopg.Connection[tuple[Any, ...]]
    if place.kind == "sqlite":
        bare = sqlite3.connect(place.driver_address, timeout=60, isolation_level=None)
        for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            bare.execute(f"PRAGMA {setting}")
        begin, mark = "BEGIN IMMEDIATE", "?"
    else:
        bare = psycopg.connect(place.driver_address, autocommit=True)
        begin, mark = "BEGIN", "%s"
    count, register, head, event, link = (
        sql.replace("?", mark) for sql in (COUNT, REGISTER, HEAD, EVENT, LINK)
    )
    agency, series, clerk = office.agency_id, office.series_id, office.clerk.person_id

    def take() -> int:
        bare.execute(begin)
        (number,) = bare.execute(count, (series,)).fetchone() or (0,)
        bare.execute(register, (agency, series, number, clerk, AT))
        ordinal, previous = bare.execute(head, (agency,)).fetchone() or (0, "")
        bare.execute(event, (agency, ordinal, AT, clerk, previous, HASH))
        bare.execute(link, (HASH, agency))
        bare.execute("COMMIT")
        return int(number)

    yield take
    bare.close()


WAYS = {"application": through_the_application, "driver": by_the_driver}


def work(place: Place, office: Office, meeting: Barrier, answers: Queue[list[int]]) -> None:
    """Be one of the eight: take numbers in each round, one way after the other."""
    with (
        through_the_application(place, office) as application,
        by_the_driver(place, office) as driver,
    ):
        for take in (application, driver) * (ROUNDS + 1):  # the first round warms up
            meeting.wait()
            numbers = [take() for _ in range(NUMBERS)]
            meeting.wait()
            answers.put(numbers)


def measure(place: Place) -> dict[str, float]:
    """Return numbers per second of each way, the median of the rounds."""
    upgrade(place.url)
    database = Database(place.url)
    office = an_office(database, last_number=0)
    with SPAWN.Manager() as manager:
        meeting, answers = manager.Barrier(PROCESSES + 1), manager.Queue()
        workers = [
            SPAWN.Process(target=work, args=(place, office, meeting, answers))
            for _ in range(PROCESSES)
        ]
        for worker in workers:
            worker.start()
        speeds: dict[str, list[float]] = {way: [] for way in WAYS}
        taken: list[int] = []
        for way in tuple(WAYS) * (ROUNDS + 1):
            meeting.wait()
            start = time.perf_counter()
            meeting.wait()
            speeds[way].append(PROCESSES * NUMBERS / (time.perf_counter() - start))
            taken += [number for _ in workers for number in answers.get()]
        for worker in workers:
            worker.join()
    assert_no_gap(database, taken)
    database.close()
    return {way: statistics.median(rounds[1:]) for way, rounds in speeds.items()}


def assert_no_gap(database: Database, taken: list[int]) -> None:
    """Assert that the numbers are 1 to n, each once, in answers, register and counter."""
    expected = list(range(1, len(taken) + 1))
    with database.reading() as session:
        rows = session.scalars(select(RegisterRow.number).order_by(RegisterRow.number)).all()
        last = session.scalars(select(SeriesYearRow.last_number)).one()
    assert sorted(taken) == expected
    assert list(rows) == expected
    assert last == len(expected)


def figures() -> Iterator[Figure]:
    """Measure on a durable database of each kind; PostgreSQL only where the machine has it."""
    folder = Path(tempfile.mkdtemp(prefix="bh-bench-"))
    try:
        yield figure(Place("sqlite", f"sqlite:///{folder}/numbers.db", f"{folder}/numbers.db"))
        with postgres.serve(folder / "pg", durable=True) as address:
            url = postgres.sqlalchemy_url(address, "postgres")
            yield figure(Place("postgresql", url, address))
    except postgres.NoPostgresError as reason:
        yield Figure(name("postgresql"), None, FLOORS["postgresql"], "", made_of=str(reason))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def figure(place: Place) -> Figure:
    """Return the figure of one kind of database."""
    speeds = measure(place)
    application, driver = speeds["application"], speeds["driver"]
    return Figure(
        name(place.kind), application / driver, FLOORS[place.kind], "times", at_least=True,
        made_of=f"application {application:.0f}/s, driver {driver:.0f}/s; no gap, no double",
    )  # fmt: skip


def name(kind: str) -> str:
    """Return what the figure is called."""
    return f"numbers by {PROCESSES} processes on {kind} against the bare driver"


if __name__ == "__main__":
    print_table(figures())
