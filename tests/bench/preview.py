"""The preview while drafting: POST to the last byte of the whole .docx, of the longest seed.

Run alone as `python -m tests.bench.preview`. Whole requests, forms posted as a browser does.
"""

import statistics
import time
from collections.abc import Iterator

from tests.bench.application import Running, running
from tests.bench.figures import Figure, print_table
from tests.bench.render import ROOT, SEEDS
from tests.service.builders import NOON
from tests.service.imported import take_import
from webapp.services import importing
from webapp.services.drafting import Target

REQUESTS = 60
MOST_MS = 150


def figures() -> Iterator[Figure]:
    """Measure the answers to a drafter who types."""
    text, name = seed_text()
    with running() as bench:
        times = sorted(measure(bench, text))
    last = times[int(len(times) * 0.95)]
    made_of = f"95 of 100 under {1000 * last:.0f} ms, {REQUESTS} requests"
    yield Figure(
        f"preview of {name}, median", 1000 * statistics.median(times), MOST_MS, "ms",
        made_of=made_of,
    )  # fmt: skip


def seed_text() -> tuple[str, str]:
    """Return the longest paper beside the repository, or a sample of our own, and its name."""
    papers = sorted(SEEDS.glob("*.txt"), key=lambda path: path.stat().st_size)
    path = papers[-1] if papers else ROOT / "tests" / "browser" / "own_paper.txt"
    return path.read_text(encoding="utf-8"), path.name


def measure(bench: Running, text: str) -> list[float]:
    """Return the seconds of each request."""
    saved = take_import(
        bench.database, bench.office.drafter, Target(), importing.read_text(text), NOON
    )
    client = bench.sign_in(bench.office.drafter)
    path = f"/ke-hoach/{saved.plan_id}/soan"
    form = client.get(path).values(path)
    times = []
    for number in range(REQUESTS):
        typed = {**form, "subject": f"{form['subject']} {number}"}
        begun = time.perf_counter()
        answer = client.raw("POST", "/ke-hoach/xem-truoc", data=typed)
        times.append(time.perf_counter() - begun)
        assert answer.status_code == 200
        assert answer.get_data().startswith(b"PK")
    return times


if __name__ == "__main__":
    print_table(figures())
