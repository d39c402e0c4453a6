"""How fast a long Word file is imported and checked: 12,000 words, 5 tables, 40 footnotes.

Run alone as `python -m tests.bench.reading`.
"""

import statistics
import time
from collections.abc import Callable, Iterator

from tests.bench.figures import Figure, print_table
from tests.unit.docx_samples import bold, p, paper, row, t, table
from webapp.documents.layout.checking import check_file
from webapp.documents.reading.document import read_docx
from webapp.domain.plan import Plan, plain

MOST_MS = {"import": 500, "full check": 200}
ROUNDS = 15
SENTENCE = "Sở Nội vụ chủ trì rà soát hồ sơ lưu trữ của các cơ quan, tổ chức trên địa bàn tỉnh"
WORDS = len(SENTENCE.split())


def figures() -> Iterator[Figure]:
    """Measure import and check in turns."""
    data = made_paper()
    plan = read_docx(data)
    notes = sum(bool(run.note) for block in plan.body for run in block.runs)
    tables = sum(block.table is not None for block in plan.body)
    assert (tables, notes) == (5, 40), (tables, notes)
    paper = f"{count_words(plan)} words, {tables} tables, {notes} footnotes, {len(data)} bytes"
    works: dict[str, Callable[[bytes], object]] = {"import": read_docx, "full check": check_file}
    rounds = [{name: once(work, data) for name, work in works.items()} for _ in range(ROUNDS)]
    for name, most in MOST_MS.items():
        median = 1000 * statistics.median(one[name] for one in rounds)
        yield Figure(f"{name} of a long Word file", median, most, "ms of CPU", made_of=paper)


def made_paper() -> bytes:
    """Return a long paper as Word keeps them: many runs, marks typed, notes of their own."""
    body: list[str] = []
    notes: list[str] = []
    for chapter in range(1, 41):
        body.append(p(bold(f"{chapter}. Nhiệm vụ thứ {chapter}")))
        notes.append(f'<w:footnote w:id="{chapter}">{p("Theo báo cáo năm 2025")}</w:footnote>')
        call = f'<w:r><w:footnoteReference w:id="{chapter}"/></w:r>'
        body.append(p(t(f"{SENTENCE}, "), t(SENTENCE, "<w:i/>"), call, t(".")))
        body += [p(t("- "), t(SENTENCE), t(", báo cáo kết quả.", "<w:b/>")) for _ in range(7)]
    grid = [row(*(SENTENCE for _ in range(4))) for _ in range(7)]
    tables = [table(row(*map(bold_cell, "ABCD")), *grid, widths=(600, 4000, 2000, 2000))] * 5
    for place, one in enumerate(tables):
        body.insert(60 + 60 * place, one)
    return paper(*body, footnotes="".join(notes))


def bold_cell(text: str) -> str:
    """Return a cell of a head."""
    return f"<w:tc><w:tcPr/>{p(bold(text))}</w:tc>"


def count_words(plan: Plan) -> int:
    """Return how many words stand in the body."""
    texts = [plain(block.runs) for block in plan.body]
    for block in plan.body:
        rows = block.table.rows if block.table else ()
        texts += [plain(runs) for line in rows for one in line for runs in one.paragraphs]
    return sum(len(text.split()) for text in texts)


def once(work: Callable[[bytes], object], data: bytes) -> float:
    """Return how many seconds of the processor the work takes once."""
    begun = time.process_time()
    work(data)
    return time.process_time() - begun


if __name__ == "__main__":
    print_table(figures())
