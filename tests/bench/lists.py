"""Lists, desk, inbox, search and register with very many plans against a thousand, whole requests.

Run alone as `python -m tests.bench.lists`. BENCH_PLANS says how many: a hundred thousand need 2 GB
of disk and some minutes, 1,000,000 need 20 GB and twenty minutes on two idle cores. The databases
lie in TMPDIR and are gone afterwards. Cost is time on a processor, of this process and of the
servers that work for it, so that other work on the machine does not count; all of it is warm.
"""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import postgres
from tests.bench import aftermath
from tests.bench.bulk import writing
from tests.bench.crowd import ROLES, Crowd
from tests.bench.figures import Figure, print_table
from tests.bench.pages import PAGES, Page
from tests.service.builders import NOON, PASSWORD, an_office, type_id
from tests.web.client import Client
from webapp.adapters import folders
from webapp.db.database import Database
from webapp.db.engine import make_engine
from webapp.db.models.audit import AuditHeadRow
from webapp.db.models.organisations import MembershipRoleRow, MembershipRow, PersonRow
from webapp.db.models.plans import PlanRow
from webapp.db.schema import upgrade
from webapp.services import blobs
from webapp.services.rules import Rules
from webapp.web import vendor
from webapp.web.application import Options, build
from webapp.web.context import Parts

MANY = int(os.environ.get("BENCH_PLANS", "100000"))
FEW = 1_000
MOST_MS, MOST_TIMES = 50, 2
ROUNDS = 40
SORTS = ("list", "desk", "inbox", "search", "register", "field", "export", "plan", "figures")
KINDS = ("sqlite", "postgresql")


@dataclass
class Place:
    """A filled database with the application over it, and who of its office is signed in."""

    database: Database
    count: int
    kind: str
    clients: dict[str, Client]
    servers: list[int] = field(default_factory=list)
    """Processes of PostgreSQL that work for the application."""

    def spent(self) -> float:
        """Return the seconds of the processor that this process and its servers have used."""
        return time.process_time() + sum(map(_used, self.servers))

    def find_servers(self) -> None:
        """Learn which processes of PostgreSQL are at work."""
        if self.kind == "postgresql":
            with psycopg.connect(self.database.url.replace("+psycopg", "")) as one:
                self.servers = [row[0] for row in one.execute(_SERVERS)]


_SERVERS = (
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
    " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
)


def _used(process_id: int) -> float:
    """Return the seconds on a processor of one process, as Linux counts them."""
    return int(Path(f"/proc/{process_id}/schedstat").read_text().split()[0]) / 1e9


@contextmanager
def opened(url: str, count: int, kind: str) -> Iterator[Place]:
    """Yield the application over a database, which is filled first where it is empty."""
    vendor.refresh()
    upgrade(url)
    database = Database(url)
    with database.reading() as session:
        is_empty = session.scalar(select(PlanRow.id).limit(1)) is None
    if is_empty:
        fill(database, count)
    rules = Rules.load(folders.workflows_folder(), folders.templates_folder())
    parts = Parts(database=database, rules=rules, now=lambda: NOON, kick=lambda: None)
    app = build(parts, Options("a secret of the bench, long enough to sign", limited=False))
    clients = {role: Client(app).sign_in(who, PASSWORD) for role, who in _people(database)}
    yield Place(database, count, kind, clients)
    database.close()


def fill(database: Database, count: int) -> None:
    """Fill an empty database with so many plans."""
    begun = time.monotonic()
    office = an_office(database)
    workflow = folders.workflows_folder() / "ke_hoach.toml"
    with database.transaction() as session:
        kind, blob = (
            type_id(session),
            blobs.keep(session, workflow.read_bytes(), "text/plain", NOON),
        )
        heads = select(AuditHeadRow.agency_id, AuditHeadRow.ordinal)
        events = {row[0]: row[1] for row in session.execute(heads)}
    database.close()
    with writing(database.url) as writer:
        crowd = Crowd(office, count, kind, blob)
        crowd.fill(writer)
        ends = aftermath.fill(writer, crowd, events)
    engine = make_engine(database.url)
    with Session(engine) as unguarded:
        for agency_id, ordinal in ends.items():
            unguarded.merge(AuditHeadRow(agency_id=agency_id, ordinal=ordinal, hash=""))
        unguarded.commit()
    engine.dispose()
    print(f"  {count:,} plans written in {time.monotonic() - begun:.0f} s", flush=True)


def _people(database: Database) -> Iterator[tuple[str, str]]:
    """Yield the user name of the first person of each role: the measured ones."""
    for role in ROLES:
        query = (
            select(PersonRow.username)
            .join(MembershipRow, MembershipRow.person_id == PersonRow.id)
            .join(MembershipRoleRow, MembershipRoleRow.membership_id == MembershipRow.id)
            .where(MembershipRow.agency_id == 1, MembershipRoleRow.role == role)
            .order_by(PersonRow.id)
            .limit(1)
        )
        with database.reading() as session:
            yield role, session.scalars(query).one()


@dataclass(frozen=True, slots=True)
class Cost:
    """What requests for one page cost in one database, in milliseconds."""

    cpu: list[float]
    wall: list[float]

    def line(self) -> str:
        """Return median and 95th percentile of both."""
        return " / ".join(
            f"{statistics.median(some):.1f} {quantile(some):.1f}" for some in (self.cpu, self.wall)
        )


def quantile(values: list[float]) -> float:
    """Return the 95th percentile."""
    return sorted(values)[int(len(values) * 0.95)]


def ask(place: Place, page: Page, drawn: random.Random, cost: Cost) -> None:
    """Ask for the page once and note what it took."""
    path = page.ask(drawn, place.count)
    used, begun = place.spent(), time.perf_counter()
    answer = place.clients[page.who].raw("GET", path)
    cost.wall.append(1000 * (time.perf_counter() - begun))
    cost.cpu.append(1000 * (place.spent() - used))
    assert answer.status_code == 200, (path, answer.status_code)


def measure(many: Place, few: Place, pages: Sequence[Page]) -> dict[str, tuple[Cost, Cost]]:
    """Ask for every page in turns; return what each cost with many and with few plans."""
    drawn = random.Random(11)  # noqa: S311 - which page is looked at, no secret
    costs = {page.name: (Cost([], []), Cost([], [])) for page in pages}
    for turn in range(ROUNDS + 1):
        for page in pages:
            for place, cost in zip((many, few), costs[page.name], strict=True):
                ask(place, page, drawn, cost if turn else Cost([], []))
    return costs


def figures() -> Iterator[Figure]:
    """Measure on both databases; each line is the worst page of its sort."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
        for kind in KINDS:
            try:
                costs = measured_on(kind, Path(folder, kind))
            except postgres.NoPostgresError as error:
                yield Figure(f"lists on {kind}", None, MOST_MS, "ms", made_of=str(error))
                continue
            for sort in SORTS:
                pages = {name: cost for name, cost in costs.items() if name.startswith(sort)}
                yield from worst(f"{sort}, {MANY:,} plans, {kind}", pages)


def measured_on(kind: str, folder: Path) -> dict[str, tuple[Cost, Cost]]:
    """Fill two databases of the kind, measure every page in both, and drop them."""
    folder.mkdir(parents=True)
    with ExitStack() as stack:
        server = stack.enter_context(postgres.serve(folder)) if kind == "postgresql" else ""
        many, few = (
            stack.enter_context(opened(_address(server, folder, count), count, kind))
            for count in (MANY, FEW)
        )
        for place in (many, few):
            place.clients["clerk"].get("/ke-hoach")
            place.find_servers()
        return measure(many, few, PAGES)


def _address(server: str, folder: Path, count: int) -> str:
    """Return the address of a new database for so many plans.

    PostgreSQL calls nobody to help there: the time of workers that have ended cannot be counted.
    """
    if not server:
        return f"sqlite:///{folder / f'p{count}.db'}"
    postgres.run(server, f"CREATE DATABASE p{count}")
    postgres.run(server, f"ALTER DATABASE p{count} SET max_parallel_workers_per_gather = 0")
    return postgres.sqlalchemy_url(server, f"p{count}")


def worst(what: str, pages: dict[str, tuple[Cost, Cost]]) -> Iterator[Figure]:
    """Yield the slowest page, and the one that costs most beside a thousand plans."""
    made_of = "; ".join(
        f"{name} {many.line()} ms, with {FEW:,} {few.line()}" for name, (many, few) in pages.items()
    )
    slowest = max(quantile(many.cpu) for many, _ in pages.values())
    yield Figure(
        f"{what}: p95", slowest, MOST_MS, "ms of CPU",
        made_of=f"median and p95 of CPU / of the clock: {made_of}",
    )  # fmt: skip
    dearest = max(
        statistics.median(many.cpu) / statistics.median(few.cpu) for many, few in pages.values()
    )
    yield Figure(f"{what}: against {FEW:,}", dearest, MOST_TIMES, "times")


if __name__ == "__main__":
    print_table(figures())
