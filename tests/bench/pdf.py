"""Batches of PDF files beside one cold LibreOffice for each file; `--files 1000` looks for losses.

Ours is the whole way of a file: converted on the worker's own profile, looked into, titled.
"""

import statistics
import sys
import time
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path

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
FIGURES = {4: 4.0, 18: 2.0}
"""Pages, and how many times as fast as one cold process a file the batch has to be."""
PARAGRAPHS_OF_A_PAGE, OTHERS_FILL = 9, 4
"""The paragraphs that fill a page, and how many fewer there are for header and signature."""
WORDS = (
    "Các phòng, ban chuyên môn và các thôn rà soát, tổng hợp kết quả thực hiện nhiệm vụ được giao, "
    "kịp thời báo cáo những khó khăn, vướng mắc phát sinh để Ủy ban nhân dân xã xem xét, chỉ đạo "
    "giải quyết theo thẩm quyền; phân công rõ người, rõ việc, rõ thời hạn, rõ kết quả."
)


def main() -> int:
    """Print the figures; 1 when one is missed or a file is lost."""
    parser = ArgumentParser()
    parser.add_argument("--files", type=int, default=200, help="how many files in a row to convert")
    files = parser.parse_args().files
    if find_soffice() is None:
        print("LibreOffice is missing: nothing to measure")
        return 1
    template = load_template(ROOT / "doc_templates" / "ke_hoach")
    reached = [measure(pages, least, template) for pages, least in FIGURES.items()]
    reached.append(none_lost(files, template))
    return int(not all(reached))


def a_plan(pages: int, number: int, template: Template) -> Plan:
    """Return a plan that fills so many pages; each number gives another file."""
    body = tuple(
        Block(BlockKind.PARAGRAPH, (Run(WORDS),), Marker(MarkerKind.ARABIC, f"{place}."), level=1)
        for place in range(1, pages * PARAGRAPHS_OF_A_PAGE - OTHERS_FILL)
    )
    return replace(template.sample, body=body, code_number=number, appendixes=())


def measure(pages: int, least: float, template: Template) -> bool:
    """Print the medians of interleaved rounds; tell whether the figure is reached."""
    plans = [a_plan(pages, number, template) for number in range(1, LARGEST_BATCH + 1)]
    papers = [render(plan, template, Stage.ISSUED) for plan in plans]
    batch, cold, counts = [], [], set()
    with open_office() as office, open_office() as one_by_one:
        one_by_one.convert_all(papers[:1], ".docx", PDF)  # its profile is made before it counts
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            made = [
                finished(data, plan)
                for data, plan in zip(
                    office.convert_all(papers, ".docx", PDF, is_whole), plans, strict=True
                )
            ]
            batch.append((time.perf_counter() - begun) / len(papers))
            counts |= {one.pages for one in made if one}
            begun = time.perf_counter()
            for paper in papers[:COLD_FILES]:
                one_by_one.convert_all([paper], ".docx", PDF)
            cold.append((time.perf_counter() - begun) / COLD_FILES)
    ours, theirs = statistics.median(batch), statistics.median(cold)
    print(f"{sorted(counts)} pages: {ours:.2f} s a file in batches of {LARGEST_BATCH}")
    print(f"  one cold LibreOffice a file: {theirs:.2f} s")
    print(f"  {theirs / ours:.1f} times as fast (at least {least:g})")
    return theirs / ours >= least


def finished(data: bytes | None, plan: Plan) -> FinishedPdf | None:
    """Return the file as it is handed out; None where it was lost."""
    return None if data is None else finish(data, plan, archival=False)


def none_lost(count: int, template: Template) -> bool:
    """Convert so many files of one page in a row; tell whether every one came out."""
    plans = [a_plan(1, number, template) for number in range(1, count + 1)]
    papers = [render(plan, template, Stage.ISSUED) for plan in plans]
    begun = time.perf_counter()
    with open_office() as office:
        made = office.convert_all(papers, ".docx", PDF, is_whole)
    lost = sum(finished(data, plan) is None for data, plan in zip(made, plans, strict=True))
    took = time.perf_counter() - begun
    print(f"{count} files of one page in {took:.0f} s: {lost} lost (none may be)")
    return lost == 0


if __name__ == "__main__":
    sys.exit(main())
