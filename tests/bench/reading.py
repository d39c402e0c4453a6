"""How fast a long Word file is imported: 12,000 words, 5 tables, 40 footnotes.

Run it as `python -m tests.bench.reading`; exit 1 when the figure is missed.
"""

import statistics
import sys
import time

from tests.unit.docx_samples import bold, p, paper, row, t, table
from webapp.documents.reading.document import read_docx
from webapp.domain.plan import Plan, plain

MOST_SECONDS = 0.5
ROUNDS = 15
SENTENCE = "Sở Nội vụ chủ trì rà soát hồ sơ lưu trữ của các cơ quan, tổ chức trên địa bàn tỉnh"
WORDS = len(SENTENCE.split())


def main() -> int:
    """Print the median of the rounds."""
    data = made_paper()
    plan = read_docx(data)
    notes = sum(bool(run.note) for block in plan.body for run in block.runs)
    tables = sum(block.table is not None for block in plan.body)
    assert (tables, notes) == (5, 40), (tables, notes)
    seconds = [once(data) for _ in range(ROUNDS)]
    median = statistics.median(seconds)
    print(f"{count_words(plan)} words, {tables} tables, {notes} footnotes, {len(data)} bytes")
    print(f"import: {1000 * median:.0f} ms (at most {1000 * MOST_SECONDS:.0f} ms)")
    return int(median > MOST_SECONDS)


def made_paper() -> bytes:
    """Return a long paper as Word keeps them: many runs, marks typed, notes of their own."""
    body: list[str] = []
    notes: list[str] = []
    for chapter in range(1, 41):
        body.append(p(bold(f"{chapter}. Nhiệm vụ thứ {chapter}")))
        notes.append(f'<w:footnote w:id="{chapter}">{p("Theo báo cáo năm 2025")}</w:footnote>')
        call = f'<w:r><w:footnoteReference w:id="{chapter}"/></w:r>'
        body.append(p(t(f"{SENTENCE}, "), t(SENTENCE, "<w:i/>"), call, t(".")))
        body += [p(t("- "), t(SENTENCE), t(", báo cáo kết quả.", "<w:b/>")) for _ in range(11)]
    grid = [row(*(SENTENCE for _ in range(4))) for _ in range(7)]
    tables = [table(row(*map(bold_cell, "ABCD")), *grid, widths=(600, 4000, 2000, 2000))] * 5
    for place, one in enumerate(tables):
        body.insert(60 + 80 * place, one)
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


def once(data: bytes) -> float:
    """Return how many seconds of the processor one import takes."""
    begun = time.process_time()
    read_docx(data)
    return time.process_time() - begun


if __name__ == "__main__":
    sys.exit(main())
