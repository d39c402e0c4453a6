"""No error of look on any paper that is rendered here, whatever its plan says, at every stage."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.golden.papers import FOLDER, NOTE, a_plan, paragraph, shipped
from tests.unit.strategies import plans
from webapp.documents.layout.checking import check_file, layout_findings
from webapp.documents.reading.document import read_docx
from webapp.documents.render import render
from webapp.documents.template import list_templates, load_template
from webapp.domain.form_rules.checking import check
from webapp.domain.form_rules.findings import Severity
from webapp.domain.letters import LETTER
from webapp.domain.plan import Block, BlockKind, Cell, Marker, MarkerKind, Run, Runs, Table
from webapp.domain.stages import Stage

TEMPLATES = [load_template(FOLDER.parent / name) for name in list_templates(FOLDER.parent)]


def unstressed(runs: Runs) -> Runs:
    return tuple(replace(run, bold=False, italic=False, underline=False) for run in runs)


def beginning(word: str, runs: Runs) -> Runs:
    return (Run(word), *unstressed(runs))


def without_stress_in_headings(block: Block) -> Block:
    heading = block.kind is BlockKind.HEADING
    return replace(block, runs=unstressed(block.runs)) if heading else block


def as_offices_write(plan, stage):
    """Return the plan without what the checker rightly doubts, and no form lets pass.

    Bold, italic or underlined words in a component whose look the decree fixes are their author's
    own; in the text they stay. A subject, a base or a name in capitals as a whole is doubted as
    well, so each begins with a word that papers have there; so do the titles of the signer, since
    one that says «Nơi nhận», or is the name of the signer, is a riddle for people too. A paper is
    issued with number and date.
    """
    signer = plan.signer
    signer = replace(
        signer,
        authority=tuple(f"TM. {line}" for line in signer.authority),
        position=f"CHỦ TỊCH {signer.position}",
        second_title=signer.second_title and f"NHÀ GIÁO {signer.second_title}",
        full_name=f"Nguyễn {signer.full_name}",
    )
    if stage is Stage.ISSUED:
        plan = replace(
            plan,
            code_number=plan.code_number or 7,
            promulgated_on=plan.promulgated_on or date(2026, 2, 5),
        )
    return replace(
        plan,
        subject=beginning("Kiểm tra ", plan.subject),
        legal_bases=tuple(beginning("Căn cứ ", one) for one in plan.legal_bases),
        to_places=tuple(map(unstressed, plan.to_places)),
        filing_line=unstressed(plan.filing_line),
        body=tuple(map(without_stress_in_headings, plan.body)),
        signer=signer,
    )


def for_template(plan, template):
    """Return the plan as the type of the template has it: a công văn alone addresses somebody."""
    if template.sample.document_type != LETTER:
        return replace(plan, addressees=())
    addressees = tuple(beginning("Sở ", one) for one in plan.addressees)
    return replace(plan, document_type=LETTER, addressees=addressees)


def errors(findings):
    return [one for one in findings if one.severity is Severity.ERROR]


@settings(max_examples=60, deadline=None)
@given(plans(), st.sampled_from(TEMPLATES), st.sampled_from(Stage))
def test_no_paper_that_is_rendered_here_has_an_error_of_look(drawn, template, stage):
    plan = for_template(as_offices_write(drawn, stage), template)
    paper = render(plan, template, stage, NOTE)

    assert errors(layout_findings(paper, plan, stage)) == []


def held_at(stage, plan):
    """Return a plan as it is held at a stage: number and date come when it is issued."""
    if stage is Stage.ISSUED:
        return plan
    return replace(plan, code_number=None, promulgated_on=None)


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.name)
def test_the_sample_of_a_template_has_no_error_of_words(template, stage):
    assert errors(check(held_at(stage, template.sample), stage)) == []


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.name)
def test_its_paper_has_no_error_of_words_or_look_when_it_comes_back(template, stage):
    paper = render(held_at(stage, template.sample), template, stage, NOTE)

    assert errors(check_file(paper, stage)) == []


def test_a_place_may_have_a_comma_of_its_own():
    plan = a_plan(promulgation_place="Côn Đảo, Bà Rịa")
    paper = render(plan, shipped(), Stage.ISSUED, NOTE)

    assert layout_findings(paper, plan) == ()


def item(place, level):
    runs = (Run(f"Hồ sơ nhóm {place}:"),)
    return Block(BlockKind.PARAGRAPH, runs, Marker(MarkerKind.DASH, "-"), level, id=str(place))


def items(*levels):
    """Return a list of dashes, each as deep as it is given."""
    return tuple(item(place, level) for place, level in enumerate(levels))


def test_items_under_an_item_of_their_own_sign_are_indented_by_tabs_and_right():
    paper = render(a_plan(body=items(1, 2, 3, 1)), shipped(), Stage.ISSUED, NOTE)
    plan = read_docx(paper)

    assert [block.level for block in plan.body] == [1, 2, 3, 1]
    assert layout_findings(paper, plan) == ()


def test_other_items_begin_where_the_text_does():
    paper = render(a_plan(body=items(1, 2)), shipped(), Stage.ISSUED, NOTE)
    flat = a_plan(body=items(1, 1))

    (found,) = layout_findings(paper, flat)

    assert found.rule == "ND30-PL1-II.6e-lui-dong"


def test_the_cells_of_an_empty_table_are_no_empty_paragraphs():
    table = Block(BlockKind.TABLE, table=Table(((Cell(), Cell()),) * 3, (0.5, 0.5)))
    plan = a_plan(body=(paragraph("Biểu để điền:"), table, paragraph("Các đơn vị điền.")))

    assert layout_findings(render(plan, shipped(), Stage.ISSUED, NOTE), plan) == ()
