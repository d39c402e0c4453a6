"""A new file with the faults of layout corrected that can be corrected safely."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from webapp.documents.fixing import (
    blanks,
    faces,
    letters,
    new_numbers,
    page_numbers,
    pages,
    paragraphs,
    ruled,
)
from webapp.documents.fixing.changes import Change, tell
from webapp.documents.fixing.paper import Edit, Paper
from webapp.documents.fixing.refusals import refuse_protected
from webapp.documents.fixing.writing import write_package
from webapp.documents.layout import (
    header_rules,
    letter_rules,
    looks,
    page_rules,
    ruling,
    text_rules,
)
from webapp.documents.layout import page_numbers as number_rules
from webapp.documents.layout.checking import check_file, findings_on
from webapp.documents.layout.labelling import label
from webapp.documents.layout.sheet_reader import sheet_of
from webapp.documents.reading.document import read_docx
from webapp.documents.reading.package import open_package
from webapp.domain.form_rules.findings import Finding, Rule
from webapp.domain.stages import Stage

_MOST_PASSES = 5
"""One change may bring out what another rule sees; three passes were the most that was needed."""
_CENTRED = tuple(rule for rule in looks.CATALOGUE if rule.id.endswith("-canh"))
_LETTERS = tuple(rule for rule in looks.CATALOGUE if rule not in _CENTRED)

_FIXES: tuple[tuple[tuple[Rule, ...], Callable[[Paper], Iterator[Edit]]], ...] = (
    ((letter_rules.COMPOSED,), faces.fix_composition),
    ((letter_rules.FONT,), faces.fix_fonts),
    ((letter_rules.COLOR, letter_rules.NEARLY_BLACK), faces.fix_colors),
    ((ruling.UNDERLINED,), letters.fix_underlines),
    (_LETTERS, letters.fix_looks),
    ((header_rules.PAIRED,), letters.fix_pairs),
    ((text_rules.ONE_SIZE,), letters.fix_one_size),
    (_CENTRED, paragraphs.fix_alignment),
    ((text_rules.JUSTIFIED,), paragraphs.fix_justification),
    ((text_rules.INDENTED, text_rules.TYPED_INDENT), paragraphs.fix_indents),
    ((text_rules.SPACING,), paragraphs.fix_line_spacing),
    ((text_rules.GAP,), paragraphs.fix_gaps),
    ((page_rules.PAPER, page_rules.MARGIN), pages.fix_pages),
    ((number_rules.NUMBER_PLACE,), page_numbers.fix_number_alignment),
    ((number_rules.NUMBER_PLACE,), new_numbers.fix_numbers_at_foot),
    ((number_rules.NUMBERED,), new_numbers.fix_missing_numbers),
    ((number_rules.NUMBER_LOOK,), page_numbers.fix_number_look),
    ((number_rules.NUMBER_FIRST,), page_numbers.fix_first_number),
    ((number_rules.NUMBER_START,), page_numbers.fix_number_start),
    (
        (ruling.MOTTO_RULE, ruling.ORGAN_RULE, ruling.SUBJECT_RULE),
        ruled.fix_rules,
    ),
    ((text_rules.EMPTY,), blanks.fix_blanks),
)
"""What each fix corrects; those that add or take paragraphs come last."""
FIXABLE: frozenset[str] = frozenset(rule.id for rules, _ in _FIXES for rule in rules)
"""The rules whose faults can be corrected without a person, at most places."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A new file and what it is."""

    data: bytes
    changes: tuple[Change, ...]
    left: tuple[Finding, ...]
    """What a second check finds."""


def fix_file(data: bytes, stage: Stage | None = None) -> Fixed:
    """Return the corrected file, its words as they were; refuse one that is protected or signed."""
    refuse_protected(open_package(data))
    edits: list[Edit] = []
    for _ in range(_MOST_PASSES):
        data, made = _pass(data)
        if not made:
            break
        edits += made
    return Fixed(data, tell(edits), check_file(data, stage))


def _pass(data: bytes) -> tuple[bytes, list[Edit]]:
    """Return the file after each fix was tried once, and the changes."""
    package = open_package(data)
    sheet = sheet_of(package)
    lines = label(sheet, read_docx(data))
    found = frozenset(one.rule for one in findings_on(sheet, lines))
    paper = Paper(package, sheet, lines, found)
    made = [
        edit
        for rules, fix in _FIXES
        if any(rule.id in found for rule in rules)
        for edit in fix(paper)
    ]
    return (write_package(package), made) if made else (data, made)
