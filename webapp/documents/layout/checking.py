"""Run every rule of form over a Word file: what it says, and how it looks."""

from collections.abc import Iterable, Iterator

from webapp.documents.layout import (
    appendix_rules,
    foot_rules,
    head_places,
    header_rules,
    heading_rules,
    letter_rules,
    looks,
    mark_rules,
    page_numbers,
    page_rules,
    ruling,
    text_rules,
)
from webapp.documents.layout.labelling import label
from webapp.documents.layout.roles import Labelled
from webapp.documents.layout.sheet import Sheet
from webapp.documents.layout.sheet_reader import sheet_of
from webapp.documents.reading.document import read_package
from webapp.documents.reading.package import Package, open_package
from webapp.domain.form_rules import checking
from webapp.domain.form_rules.findings import Finding, Rule
from webapp.domain.form_rules.foreign_letters import is_foreign_letter, of_a_letter
from webapp.domain.plan import Medium, Plan
from webapp.domain.stages import Stage

CATALOGUE: tuple[Rule, ...] = (
    *page_rules.RULES,
    *letter_rules.RULES,
    *page_numbers.RULES,
    *header_rules.RULES,
    *head_places.RULES,
    *ruling.RULES,
    *looks.CATALOGUE,
    *heading_rules.RULES,
    *text_rules.RULES,
    *foot_rules.RULES,
    *mark_rules.RULES,
    *appendix_rules.RULES,
)
"""Every rule about the look of a file, in the order of the paper."""


def check_file(data: bytes, stage: Stage | None = None) -> tuple[Finding, ...]:
    """Return the findings on a .docx, those on its words first; refuse what cannot be read."""
    package = open_package(data)
    return check_package(package, read_package(package), stage)


def check_package(
    package: Package, plan: Plan, stage: Stage | None = None, medium: Medium | None = None
) -> tuple[Finding, ...]:
    """Return the same of an opened file and its plan, which tell the stage and medium not given."""
    sheet, medium = sheet_of(package), medium or plan.medium
    words = checking.check(plan, stage or checking.stage_of(plan), medium)
    told = {(one.rule, one.place) for one in words}
    seen = sheet_findings(sheet, plan, stage or _stage_of(sheet, plan), medium)
    return (*words, *(one for one in seen if (one.rule, one.place) not in told))


def layout_findings(
    data: bytes, plan: Plan, stage: Stage | None = None, medium: Medium | None = None
) -> tuple[Finding, ...]:
    """Return the findings on the look of the file that the plan was read from."""
    sheet = sheet_of(open_package(data))
    return sheet_findings(sheet, plan, stage or _stage_of(sheet, plan), medium or plan.medium)


def sheet_findings(sheet: Sheet, plan: Plan, stage: Stage, medium: Medium) -> tuple[Finding, ...]:
    """Return the findings on a sheet, those at one place of one rule once."""
    found: Iterable[Finding] = findings_on(sheet, label(sheet, plan), stage, medium)
    if is_foreign_letter(plan):
        found = of_a_letter(plan, found)
    return tuple(dict.fromkeys(found))


def _stage_of(sheet: Sheet, plan: Plan) -> Stage:
    """Return the stage that a file must be at: a draft of ours says so, number or not."""
    return Stage.DRAFT if mark_rules.is_own_draft(sheet) else checking.stage_of(plan)


def findings_on(
    sheet: Sheet,
    lines: tuple[Labelled, ...],
    stage: Stage = Stage.DRAFT,
    medium: Medium = Medium.PAPER,
) -> Iterator[Finding]:
    """Yield the findings on a sheet whose lines are labelled."""
    yield from page_rules.check_page(sheet, lines, stage)
    yield from letter_rules.check_letters(sheet, lines)
    yield from page_numbers.check_numbers(sheet, lines)
    yield from header_rules.check_header(lines)
    yield from head_places.check_places(sheet, lines)
    yield from ruling.check_ruling(sheet, lines)
    yield from looks.check_looks(sheet, lines)
    yield from heading_rules.check_headings(sheet, lines)
    yield from text_rules.check_text(sheet, lines)
    yield from foot_rules.check_foot(sheet, lines)
    yield from mark_rules.check_marks(sheet, lines, stage)
    yield from appendix_rules.check_appendixes(lines, stage, medium)
