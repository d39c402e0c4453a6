"""Real plans of agencies: no word lost or moved; two of the four were never tuned on."""

from collections import Counter
from pathlib import Path

import pytest

from tests.golden.papers import shipped
from tests.golden.word_reader import W, document
from tests.unit.flat_words import all_marks, all_text, crude_text, moved
from tests.unit.words import words
from webapp.documents.reading.document import read_docx
from webapp.documents.render import render
from webapp.domain.outline.body import parse_body, write_body
from webapp.domain.outline.table_text import parse_table, write_table
from webapp.domain.plan_json import from_json, to_json
from webapp.domain.stages import Stage

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "plans"
TUNED = ("so-cong-thuong-de-an-08", "ubnd-tinh-khoang-san")
HELD_OUT = ("so-cong-thuong-pccc", "truong-thpt-cong-dan-dau-nam")

pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the corpus (../shared/corpus) is not on this machine"
)


def every_plan():
    return pytest.mark.parametrize("name", TUNED + HELD_OUT)


def data_of(name):
    return (CORPUS / f"{name}.docx").read_bytes()


@every_plan()
def test_no_word_is_lost_and_none_is_invented(name):
    docx = data_of(name)

    plan = read_docx(docx)

    before, after = Counter(words(crude_text(docx))), Counter(words(all_text(plan)))
    marks = Counter(words(" ".join(all_marks(plan))))
    assert before - after == Counter()
    assert after - before - marks == Counter()


@every_plan()
def test_no_word_is_moved(name):
    docx = data_of(name)

    assert moved(read_docx(docx), docx) == ""


@every_plan()
def test_tables_and_footnotes_keep_their_number_and_cells(name):
    docx = data_of(name)
    root = document(docx)

    plan = read_docx(docx)

    blocks = [*plan.body, *(block for one in plan.appendixes for block in one.body)]
    tables = [block.table for block in blocks if block.table]
    of_layout = 2
    assert len(tables) == sum(1 for _ in root.iter(f"{W}tbl")) - of_layout
    runs = [run for text in all_runs(plan) for run in text]
    assert sum(bool(run.note) for run in runs) == sum(1 for _ in root.iter(f"{W}footnoteReference"))


def all_runs(plan):
    yield from (plan.subject, *plan.legal_bases, *plan.opening, *plan.closing)
    for block in [*plan.body, *(block for one in plan.appendixes for block in one.body)]:
        yield block.runs
        if block.table:
            yield from (
                runs for row in block.table.rows for cell in row for runs in cell.paragraphs
            )


@every_plan()
def test_rendered_and_read_again_it_is_the_same_plan(name):
    plan = read_docx(data_of(name))

    assert read_docx(render(plan, shipped(), Stage.ISSUED)) == plan


@every_plan()
def test_the_form_and_the_file_of_the_plan_hold_all_of_it(name):
    plan = read_docx(data_of(name))

    assert from_json(to_json(plan)) == plan
    assert parse_body(write_body(plan.body), plan.body) == plan.body
    bodies = (plan.body, *(appendix.body for appendix in plan.appendixes))
    tables = [block.table for body in bodies for block in body if block.table]
    assert [parse_table(write_table(table)) for table in tables] == tables
