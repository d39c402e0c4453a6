"""Real plans of agencies: no word lost or moved; two of the four were never tuned on."""

from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.golden.papers import shipped
from tests.golden.word_reader import document, part
from tests.unit.words import reported_texts, words
from webapp.documents.reading.document import read_docx
from webapp.documents.render import render
from webapp.documents.rule_lines import issuer_lines
from webapp.domain.outline.body import parse_body, write_body
from webapp.domain.plan import plain
from webapp.domain.plan_json import from_json, to_json
from webapp.domain.stages import Stage

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "plans"
TUNED = ("so-cong-thuong-de-an-08", "ubnd-tinh-khoang-san")
HELD_OUT = ("so-cong-thuong-pccc", "truong-thpt-cong-dan-dau-nam")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SKIPPED = (f"{W}del", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")

pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the corpus (../shared/corpus) is not on this machine"
)


def every_plan():
    return pytest.mark.parametrize("name", TUNED + HELD_OUT)


def data_of(name):
    return (CORPUS / f"{name}.docx").read_bytes()


def crude_text(docx):
    """Return every letter of the main part in its order, footnotes where they are called."""
    with ZipFile(BytesIO(docx)) as archive:
        named = "word/footnotes.xml" in archive.namelist()
    notes = part(docx, "word/footnotes.xml") if named else ()
    called = {note.get(f"{W}id"): "".join(crude(note, {})) for note in notes}
    return "".join(crude(document(docx), called))


def crude(element, notes):
    if element.tag in SKIPPED:
        return
    if element.tag == f"{W}t":
        yield element.text or ""
    elif element.tag in {f"{W}p", f"{W}tab", f"{W}br", f"{W}tc"}:
        yield " "
    elif element.tag == f"{W}footnoteReference":
        yield f" {notes.get(element.get(f'{W}id'), '')} "
    for child in element:
        yield from crude(child, notes)


def said(runs):
    return "".join(f"{run.text} {run.note} " if run.note else run.text for run in runs)


def block_texts(blocks, *, marked):
    for block in blocks:
        if block.table:
            for row in block.table.rows:
                yield from (said(runs) for cell in row for runs in cell.paragraphs)
        else:
            yield f"{block.marker.text if block.marker and marked else ''} {said(block.runs)}"


def running_text(plan, *, marked=True):
    """Return what runs from the subject to the closing, and each appendix, in their order."""
    yield " \n".join(
        [
            plain(plan.subject),
            *map(said, plan.legal_bases),
            *map(said, plan.opening),
            *block_texts(plan.body, marked=marked),
            *map(said, plan.closing),
        ]
    )
    for one in plan.appendixes:
        yield "\n".join([one.title, *block_texts(one.body, marked=marked)])


def short_texts(plan):
    """Return head and foot."""
    signer, day = plan.signer, plan.promulgated_on
    yield from (plan.organ_in_charge, plan.organ_name, plan.code_notation, plan.document_type)
    yield "" if plan.code_number is None else str(plan.code_number)
    yield f"{plan.promulgation_place} {f'{day.day} {day.month} {day.year}' if day else ''}"
    yield from map(said, (*plan.to_places, plan.filing_line))
    yield from (*signer.authority, signer.position, signer.second_title, signer.full_name)
    yield from (plan.priority, plan.secrecy)


def is_in_order(part, whole):
    rest = iter(whole)
    return all(word in rest for word in part)


@every_plan()
def test_no_word_is_lost_and_none_is_invented(name):
    docx = data_of(name)

    plan = read_docx(docx)

    kept = [*running_text(plan), *short_texts(plan), *reported_texts(plan)]
    before, after = Counter(words(crude_text(docx))), Counter(words("\n".join(kept)))
    marks = Counter(words(" ".join(all_marks(plan))))
    assert before - after == Counter()
    assert after - before - marks == Counter()


def all_marks(plan):
    blocks = [*plan.body, *(block for one in plan.appendixes for block in one.body)]
    return [block.marker.text for block in blocks if block.marker]


@every_plan()
def test_no_word_is_moved(name):
    docx = data_of(name)

    plan = read_docx(docx)

    whole = words(crude_text(docx))
    assert all(is_in_order(words(text), whole) for text in running_text(plan, marked=False))
    assert is_in_order(words("\n".join(running_text(plan, marked=False))), whole)


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
    room = shipped().geometry.issuer
    wanted = replace(
        plan,
        organ_in_charge="\n".join(issuer_lines(plan.organ_in_charge, room)),
        organ_name="\n".join(issuer_lines(plan.organ_name, room)),
    )

    again = read_docx(render(wanted, shipped(), Stage.ISSUED))

    assert again == wanted


@every_plan()
def test_the_form_and_the_file_of_the_plan_hold_all_of_it(name):
    plan = read_docx(data_of(name))

    assert from_json(to_json(plan)) == plan
    assert parse_body(write_body(plan.body), plan.body) == plan.body
