"""The desk and the inbox with 25 rows, against an empty page behind the same sign-in.

Run alone as `python -m tests.bench.inbox`. Whole requests through WSGI in interleaved rounds.
"""

import statistics
import time
from collections.abc import Iterator

from tests.bench.application import Running, running
from tests.bench.figures import Figure, print_table
from tests.service.builders import NOON, a_plan, bring_to
from tests.web.client import Client
from webapp.services import notifications, reading
from webapp.web.access import signed_in

ROWS = 25
ROUNDS = 15
REQUESTS = 20
"""Of each page in a round."""
FLOOR = 1 / 4
EMPTY = "/trang-trong"


def figures() -> Iterator[Figure]:
    """Measure both pages against the empty one."""
    with running() as bench:
        bench.app.add_url_rule(EMPTY, "empty", signed_in(lambda: ""))
        fill(bench)
        speeds = measure(bench)
    for path, name in (("/", "desk"), ("/thong-bao", "inbox")):
        made_of = f"{speeds[path]:.0f}/s, an empty page {speeds[EMPTY]:.0f}/s"
        yield Figure(
            f"{name} with {ROWS} rows against an empty page", speeds[path] / speeds[EMPTY], FLOOR,
            "times", at_least=True, made_of=made_of,
        )  # fmt: skip


def fill(bench: Running) -> None:
    """Let 25 plans wait for the head of the unit, and tell him of each."""
    for _ in range(ROWS):
        plan_id = a_plan(bench.database, bench.office)
        bring_to(bench.database, bench.rules, bench.office, plan_id, "content_check")
    head = bench.office.unit_head
    assert len(reading.desk(bench.database, head, NOON).waiting) == ROWS
    assert len(notifications.inbox(bench.database, head).items) == ROWS


def measure(bench: Running) -> dict[str, float]:
    """Return requests a second by path, the medians of the rounds."""
    client = bench.sign_in(bench.office.unit_head)
    paths = ("/", "/thong-bao", EMPTY)
    speeds: dict[str, list[float]] = {path: [] for path in paths}
    for _ in range(ROUNDS):
        for path in paths:
            speeds[path].append(REQUESTS / seconds(client, path))
    return {path: statistics.median(values) for path, values in speeds.items()}


def seconds(client: Client, path: str) -> float:
    """Return the CPU seconds of so many requests; other work on the machine does not count."""
    begun = time.process_time()
    for _ in range(REQUESTS):
        assert client.raw("GET", path).status_code == 200
    return time.process_time() - begun


if __name__ == "__main__":
    print_table(figures())
