"""How fast a paper is rendered, against plain docxtpl and against the floor.

Run alone as `python -m tests.bench.render`. The floor is the compiled template on a ready context
plus deflate of the main part; plain docxtpl loads, renders with autoescape and saves.
"""

import statistics
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from docxtpl import DocxTemplate
from lxml import etree

from tests.bench.figures import Figure, print_table
from webapp.documents.numbers import Numbers
from webapp.documents.paper import OpenDate, placeholders
from webapp.documents.render import render
from webapp.documents.template import Template, load_template
from webapp.documents.template_parts import DOCUMENT, LivePart
from webapp.documents.word_xml import Pieces, Xml
from webapp.domain.outline.paper import read_paper
from webapp.domain.plan import Block, BlockKind, Cell, Plan, Run, Table
from webapp.domain.stages import Stage

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
ROUNDS = 30
_TURN = 0.02
LEAST_AGAINST_PLAIN, MOST_AGAINST_FLOOR = 10, 1.5


def figures() -> Iterator[Figure]:
    """Measure a real paper, and a long table."""
    template = load_template(ROOT / "doc_templates" / "ke_hoach")
    seed, name = seed_plan(template)
    yield from measure(name, seed, template)
    yield from measure("a table of 300 rows", replace(seed, body=(a_table(300),)), template)


def seed_plan(template: Template) -> tuple[Plan, str]:
    """Return the longest plan that lies beside the repository, or the template's sample."""
    papers = sorted(SEEDS.glob("*.txt"), key=lambda path: path.stat().st_size)
    if not papers:
        return template.sample, "the template's sample (no seed at hand)"
    return read_paper(papers[-1].read_text(encoding="utf-8")), f"the seed {papers[-1].name}"


def a_table(rows: int) -> Block:
    """Return a table of tasks with a header row."""
    texts = ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn")
    header = tuple(Cell(((Run(text),),)) for text in texts)
    body = tuple(
        tuple(
            Cell(((Run(f"{text} {number}: rà soát, tổng hợp và báo cáo kết quả"),),))
            for text in texts
        )
        for number in range(1, rows + 1)
    )
    return Block(BlockKind.TABLE, table=Table((header, *body), (0.1, 0.5, 0.2, 0.2), 1))


def measure(name: str, plan: Plan, template: Template) -> Iterator[Figure]:
    """Yield both ratios of the medians of interleaved rounds."""
    made_of = (plan, Stage.ISSUED, None, OpenDate(), template.geometry)
    values = ready(placeholders(*made_of, numbers=Numbers()))
    live = (part for part in template.parts if isinstance(part, LivePart))
    main_part = next(part for part in live if part.name == DOCUMENT)

    def ours() -> bytes:
        return render(plan, template, Stage.ISSUED)

    def plain() -> bytes:
        document = DocxTemplate(BytesIO(template.source))
        document.render(values, autoescape=True)
        saved = BytesIO()
        document.save(saved)
        return saved.getvalue()

    def floor() -> bytes:
        text = main_part.head + main_part.compiled.render(values) + main_part.tail
        packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
        return packer.compress(text.encode()) + packer.flush()

    assert canonical(ours()) == canonical(plain()), "the main part differs from docxtpl's"
    took = interleaved({"ours": ours, "plain docxtpl": plain, "floor": floor})
    faster, above = took["plain docxtpl"] / took["ours"], took["ours"] / took["floor"]
    each = ", ".join(f"{what} {1000 * seconds:.2f} ms" for what, seconds in took.items())
    yield Figure(
        f"render {name}: faster than docxtpl", faster, LEAST_AGAINST_PLAIN, "times",
        at_least=True, made_of=f"{each}; same XML by C14N",
    )  # fmt: skip
    yield Figure(f"render {name}: over the floor", above, MOST_AGAINST_FLOOR, "times")


def ready(values: dict[str, object]) -> dict[str, object]:
    """Return a context with nothing left to make: each table is one string of XML."""
    return {name: made(value) for name, value in values.items()}


def made(value: object) -> object:
    """Return a value with every long XML in it put together."""
    if isinstance(value, Pieces):
        return Xml(value.__html__())
    if isinstance(value, list | tuple):
        return [made(one) for one in value]
    return value


def interleaved(works: dict[str, Callable[[], bytes]]) -> dict[str, float]:
    """Return the median CPU seconds of each work; each has its turn of about 20 ms in a round."""
    turns = {name: max(1, round(_TURN / cpu_seconds(work, 1))) for name, work in works.items()}
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            times[name].append(cpu_seconds(work, turns[name]))
    return {name: statistics.median(seconds) for name, seconds in times.items()}


def cpu_seconds(work: Callable[[], bytes], times: int) -> float:
    """Return what one call takes, the mean of so many."""
    begun = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - begun) / times


def canonical(docx: bytes) -> bytes:
    """Return the main part in canonical form."""
    with ZipFile(BytesIO(docx)) as archive:
        return etree.tostring(etree.fromstring(archive.read(DOCUMENT)), method="c14n")


if __name__ == "__main__":
    print_table(figures())
