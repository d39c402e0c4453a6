"""Run every rule of form over a Word file: what it says, and how it looks."""

from collections.abc import Iterator

from webapp.documents.layout import header_rules, looks, page_rules, text_rules
from webapp.documents.layout.roles import Labelled, label
from webapp.documents.layout.sheet import Sheet, read_sheet
from webapp.documents.reading.document import read_docx
from webapp.domain.form_rules import checking
from webapp.domain.form_rules.findings import Finding, Rule
from webapp.domain.plan import Medium, Plan
from webapp.domain.stages import Stage

CATALOGUE: tuple[Rule, ...] = (
    *page_rules.RULES,
    *header_rules.RULES,
    *looks.CATALOGUE,
    *text_rules.RULES,
)
"""Every rule about the look of a file, in the order of the paper."""


def check_file(data: bytes, stage: Stage | None = None) -> tuple[Finding, ...]:
    """Return the findings on a .docx, those on its words first; refuse what cannot be read."""
    return check_read(data, read_docx(data), stage)


def check_read(
    data: bytes, plan: Plan, stage: Stage | None = None, medium: Medium | None = None
) -> tuple[Finding, ...]:
    """Return the findings on a .docx that the plan was read from; the plan tells what is not."""
    words = checking.check(plan, stage or checking.stage_of(plan), medium)
    return (*words, *dict.fromkeys(layout_findings(data, plan)))


def layout_findings(data: bytes, plan: Plan) -> Iterator[Finding]:
    """Yield the findings on the look of the file that the plan was read from."""
    sheet = read_sheet(data)
    yield from findings_on(sheet, label(sheet, plan))


def findings_on(sheet: Sheet, lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    """Yield the findings on a sheet whose lines are labelled."""
    yield from page_rules.check_page(sheet, lines)
    yield from header_rules.check_header(lines)
    yield from _looks(lines)
    yield from text_rules.check_text(lines)


def _looks(lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    for one in lines:
        for rule, shown in looks.faults(one):
            yield looks.finding(one, rule, shown)
