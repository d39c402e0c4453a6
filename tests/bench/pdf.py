"""Batches of PDF files beside one cold LibreOffice for each file; `--files 1000` looks for losses.

Ours is the whole way of a file: converted on the worker's own profile, looked into, titled.
"""

import resource
import statistics
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from tests.bench.figures import Figure, print_table
from webapp.adapters.libreoffice import LARGEST_BATCH, PDF, find_soffice, open_office
from webapp.documents.pdf.finishing import FinishedPdf, finish, is_whole
from webapp.documents.render import render
from webapp.documents.template import Template, load_template
from webapp.domain.plan import Block, BlockKind, Marker, MarkerKind, Plan, Run
from webapp.domain.stages import Stage

ROOT = Path(__file__).parents[2]
ROUNDS = 3
COLD_FILES = 4
"""Files of a round that are converted each by a process of its own."""
LEAST = {4: 4.0, 18: 2.0}
"""Pages, and how many times as fast as one cold process a file the batch has to be."""
PARAGRAPHS_OF_A_PAGE, OTHERS_FILL = 9, 4
"""The paragraphs that fill a page, and how many fewer there are for header and signature."""
WORDS = (
    "Các phòng, ban chuyên môn và các thôn rà soát, tổng hợp kết quả thực hiện nhiệm vụ được giao, "
    "kịp thời báo cáo những khó khăn, vướng mắc phát sinh để Ủy ban nhân dân xã xem xét, chỉ đạo "
    "giải quyết theo thẩm quyền; phân công rõ người, rõ việc, rõ thời hạn, rõ kết quả."
)


class Took(NamedTuple):
    """Seconds for one file."""

    cpu: float
    wall: float


FILES = 200
"""So many in a row are looked at for losses."""


def figures(files: int = FILES) -> Iterator[Figure]:
    """Measure batches of short and of long files, then look for losses."""
    template = load_template(ROOT / "doc_templates" / "ke_hoach")
    for pages, least in LEAST.items():
        if find_soffice() is None:
            yield Figure(name(pages), None, least, "", made_of="LibreOffice is missing")
        else:
            yield measure(pages, least, template)
    if find_soffice() is not None:
        yield lost(files, template)


def name(pages: int) -> str:
    """Return what the figure of files with about so many pages is called."""
    return f"PDF of {pages} pages, batches of {LARGEST_BATCH}: faster than a cold LibreOffice each"


def a_plan(pages: int, number: int, template: Template) -> Plan:
    """Return a plan that fills so many pages; each number gives another file."""
    body = tuple(
        Block(BlockKind.PARAGRAPH, (Run(WORDS),), Marker(MarkerKind.ARABIC, f"{place}."), level=1)
        for place in range(1, pages * PARAGRAPHS_OF_A_PAGE - OTHERS_FILL)
    )
    return replace(template.sample, body=body, code_number=number, appendixes=())


def measure(pages: int, least: float, template: Template) -> Figure:
    """Return the ratio of the medians of interleaved rounds.

    CPU seconds are compared, which a busy machine hardly changes; the clock's stand beside them.
    """
    plans = [a_plan(pages, number, template) for number in range(1, LARGEST_BATCH + 1)]
    papers = [render(plan, template, Stage.ISSUED) for plan in plans]
    counts: set[int] = set()
    with open_office() as office, open_office() as one_by_one:
        one_by_one.convert_all(papers[:1], ".docx", PDF)  # its profile is made before it counts

        def batch() -> None:
            made = office.convert_all(papers, ".docx", PDF, is_whole)
            done = [finished(data, plan) for data, plan in zip(made, plans, strict=True)]
            counts.update(one.pages for one in done if one)

        def cold() -> None:
            for paper in papers[:COLD_FILES]:
                one_by_one.convert_all([paper], ".docx", PDF)

        rounds = [(timed(batch, len(papers)), timed(cold, COLD_FILES)) for _ in range(ROUNDS)]
    ours, theirs = (median_of(which) for which in zip(*rounds, strict=True))
    made_of = f"{sorted(counts)} pages; a file {shown(ours)}, cold {shown(theirs)}"
    ratio = theirs.cpu / ours.cpu
    return Figure(name(pages), ratio, least, "times", at_least=True, made_of=made_of)


def timed(work: Callable[[], None], files: int) -> Took:
    """Return what one of so many files takes, with all processes that were started for it."""
    begun, wall = cpu_seconds(), time.perf_counter()
    work()
    return Took((cpu_seconds() - begun) / files, (time.perf_counter() - wall) / files)


def cpu_seconds() -> float:
    """Return the CPU seconds of this process and of those that it started and saw end."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def median_of(took: Sequence[Took]) -> Took:
    """Return the medians."""
    return Took(
        statistics.median(one.cpu for one in took), statistics.median(one.wall for one in took)
    )


def shown(took: Took) -> str:
    """Return both figures for a person."""
    return f"{took.cpu:.2f} s of CPU, {took.wall:.2f} s by the clock"


def finished(data: bytes | None, plan: Plan) -> FinishedPdf | None:
    """Return the file as it is handed out; None where it was lost."""
    return None if data is None else finish(data, plan, archival=False)


def lost(count: int, template: Template) -> Figure:
    """Convert so many files of one page in a row; return how many did not come out."""
    plans = [a_plan(1, number, template) for number in range(1, count + 1)]
    papers = [render(plan, template, Stage.ISSUED) for plan in plans]
    begun = time.perf_counter()
    with open_office() as office:
        made = office.convert_all(papers, ".docx", PDF, is_whole)
    missing = sum(finished(data, plan) is None for data, plan in zip(made, plans, strict=True))
    took = f"{time.perf_counter() - begun:.0f} s"
    return Figure(f"PDF files lost of {count}", missing, 0, "files", made_of=took)


if __name__ == "__main__":
    parser = ArgumentParser()
    parser.add_argument("--files", type=int, default=FILES, help="how many to convert in a row")
    print_table(figures(parser.parse_args().files))
