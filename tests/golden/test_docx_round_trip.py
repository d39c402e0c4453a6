"""What was rendered is read back equal: generated plans of every shape that a paper shows."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.golden.papers import NOTE, a_plan, shipped
from tests.golden.word_reader import W
from tests.unit import strategies
from tests.unit.docx_samples import package
from tests.unit.seeds import BINH_PHUOC, DIEN_BIEN, needs_seeds, seed_text
from webapp.documents.reading.document import read_docx
from webapp.documents.render import render
from webapp.domain.outline.headings import all_italic
from webapp.domain.outline.inline import tidy
from webapp.domain.outline.markers import find_marker
from webapp.domain.outline.numbering import settle
from webapp.domain.outline.paper import read_paper
from webapp.domain.outline.tail import unit_of
from webapp.domain.plan import (
    Block,
    BlockKind,
    Cell,
    Marker,
    MarkerKind,
    Medium,
    Run,
    Signer,
    Table,
    plain,
)
from webapp.domain.stages import Stage

FIRST = Block(BlockKind.HEADING, (Run("MỤC ĐÍCH"),), Marker(MarkerKind.ROMAN, "I."), 1)
LAST = Block(BlockKind.PARAGRAPH, (Run("Rà soát hồ sơ;"),), Marker(MarkerKind.DASH, "-"), 2)
ANNOUNCED = (Run("Sở Nội vụ ban hành Kế hoạch như sau:"),)
CLOSED = (Run("Trên đây là Kế hoạch của Sở Nội vụ./."),)
AUTHORITIES = ((), ("TM. ỦY BAN NHÂN DÂN",), ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"))


def said(runs):
    """Return runs as a paper can show them: no letter stands high and low at once."""
    return tidy(replace(run, sup=run.sup and not run.sub) for run in runs)


def upright(runs):
    """Return a căn cứ without the italics that its form gives it anyway."""
    return said(replace(run, italic=False) for run in runs) if all_italic(runs) else said(runs)


def regular_block(block):
    """Return a block as reading gives it: marks of their own kind, cells without empty lines."""
    if block.picture:
        return block
    if block.table:
        rows = tuple(
            tuple(replace(cell, paragraphs=tuple(map(said, cell.paragraphs))) for cell in row)
            for row in block.table.rows
        )
        return replace(block, table=replace(block.table, rows=rows))
    marker = block.marker
    if marker:
        found = find_marker(marker.text) or find_marker(f"{marker.text} A")
        assert found
        marker = found[0]
    return replace(block, runs=said(block.runs), marker=marker)


def regular(plan, authority):
    """Return a plan, which addresses nobody, with what only the text tells: opening, signer."""
    body = (FIRST, *map(regular_block, plan.body), LAST)
    filing = said((Run("Lưu: "), *plan.filing_line))
    return replace(
        plan,
        subject=said(plan.subject),
        addressees=(),
        legal_bases=tuple(map(upright, plan.legal_bases)),
        to_places=tuple(map(said, plan.to_places)),
        opening=(ANNOUNCED,),
        body=settle(body),
        closing=(CLOSED,),
        filing_line=filing,
        signer=Signer(authority, "PHÓ CHỦ TỊCH", "Vừ A Của", plan.signer.second_title),
        unit=unit_of(plain(filing)),
        medium=Medium.PAPER,
        attachments=(),
        appendixes=tuple(map(regular_appendix, plan.appendixes)),
    )


def regular_appendix(appendix):
    return replace(appendix, body=settle(tuple(map(regular_block, appendix.body))))


def again(plan, stage=Stage.ISSUED):
    """Render a plan and read it back."""
    return read_docx(render(plan, shipped(), stage, NOTE))


@settings(max_examples=150, deadline=None)
@given(strategies.plans(), st.sampled_from(AUTHORITIES))
def test_a_rendered_plan_is_read_back_equal(plan, authority):
    wanted = regular(plan, authority)

    assert again(wanted) == wanted


@needs_seeds
@pytest.mark.parametrize("seed", [BINH_PHUOC, DIEN_BIEN])
def test_a_seed_is_read_back_equal(seed):
    wanted = read_paper(seed_text(seed))

    assert again(wanted) == wanted


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.SIGNING])
def test_what_a_stage_leaves_open_comes_back_blank(stage):
    plan = a_plan(secrecy="")

    read = again(plan, stage)

    assert read.subject == plan.subject
    assert read.body == settle(plan.body)
    assert read.signer == plan.signer
    assert read.code_notation == plan.code_notation
    assert read.code_number == (plan.code_number if stage is Stage.DRAFT else None)


def saved_by_word(docx):
    """Return the paper as Word saves it: runs that look alike are one, marks of its own."""
    with ZipFile(BytesIO(docx)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(members["word/document.xml"])
    for paragraph in root.iter(f"{W}p"):
        paragraph.set(f"{W}rsidR", "00AA11BB")
        runs = paragraph.findall(f"{W}r")
        for before, run in zip(runs[-2::-1], runs[:0:-1], strict=True):
            merge(before, run)
    members["word/document.xml"] = etree.tostring(root)
    return package(members)


def merge(before, run):
    alike = [etree.tostring(one.find(f"{W}rPr")) if len(one) > 1 else b"" for one in (before, run)]
    texts = (before.findall(f"{W}t"), run.findall(f"{W}t"))
    if alike[0] == alike[1] and len(texts[0]) == len(texts[1]) == len(before) == len(run) == 1:
        texts[0][0].text = (texts[0][0].text or "") + (texts[1][0].text or "")
        run.getparent().remove(run)


def test_a_paper_that_word_saved_again_is_read_alike():
    plan = a_plan(secrecy="")
    paper = render(plan, shipped(), Stage.ISSUED)

    assert read_docx(saved_by_word(paper)) == read_docx(paper)


@pytest.mark.parametrize("blank", ["......", "…", "___", ""])
def test_room_left_for_the_number_with_dots_leaves_the_notation_readable(blank):
    paper = Document(BytesIO(render(a_plan(code_number=7), shipped(), Stage.ISSUED, NOTE)))
    line = next(
        paragraph
        for cell in paper.tables[0]._cells  # noqa: SLF001 - every cell, merged ones once
        for paragraph in cell.paragraphs
        if paragraph.text.startswith("Số:")
    )
    line.runs[0].text = f"Số: {blank}/KH-UBND"
    for run in line.runs[1:]:
        run.text = ""
    saved = BytesIO()
    paper.save(saved)

    plan = read_docx(saved.getvalue())

    assert (plan.code_number, plan.code_notation) == (None, "KH-UBND")


def test_a_first_row_in_bold_that_is_no_head_stays_none():
    cells = tuple(Cell(((Run(text, bold=True),),)) for text in ("TT", "Việc"))
    table = Table((cells, (Cell(), Cell())), (0.5, 0.5))
    plan = a_plan(body=(FIRST, Block(BlockKind.TABLE, table=table), LAST), secrecy="")

    assert again(plan).body[1].table == table
