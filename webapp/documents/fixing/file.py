"""A new file with the faults of layout corrected that can be corrected safely."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from webapp.documents.fixing import (
    appendixes,
    blanks,
    faces,
    foot,
    head,
    letters,
    new_numbers,
    page_numbers,
    pages,
    paragraphs,
    ruled,
    sights,
)
from webapp.documents.fixing.changes import Change, tell
from webapp.documents.fixing.paper import Edit, Paper
from webapp.documents.fixing.refusals import refuse_protected
from webapp.documents.fixing.writing import write_package
from webapp.documents.layout import (
    appendix_rules,
    foot_rules,
    head_places,
    header_rules,
    heading_rules,
    letter_rules,
    looks,
    mark_rules,
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

_MOST_PASSES = 8
"""One change may bring out what another rule sees; five passes were the most that was needed."""
_LETTERS = tuple(rule for rule in looks.CATALOGUE if rule not in paragraphs.PLACED)
_RULED = tuple(one for one in ruling.RULES if one not in {ruling.UNDER_TYPE, ruling.UNDERLINED})

_Fixes = tuple[tuple[tuple[Rule, ...], Callable[[Paper], Iterator[Edit]]], ...]
_LOOKS: _Fixes = (
    ((letter_rules.COMPOSED,), faces.fix_composition),
    ((letter_rules.FONT, letter_rules.FACE_NAME), faces.fix_fonts),
    ((letter_rules.COLOR, letter_rules.NEARLY_BLACK), faces.fix_colors),
    (sights.RULES, sights.fix_sights),
    ((ruling.UNDERLINED,), sights.fix_underlines),
    (_LETTERS, letters.fix_looks),
    ((header_rules.PAIRED,), letters.fix_pairs),
    ((text_rules.ONE_SIZE,), letters.fix_one_size),
    ((text_rules.UPRIGHT,), letters.fix_slanted_text),
    ((heading_rules.CLAUSE_BOLD,), letters.fix_clauses),
    (paragraphs.PLACED, paragraphs.fix_alignment),
    ((text_rules.JUSTIFIED,), paragraphs.fix_justification),
    (
        (text_rules.INDENTED, text_rules.TYPED_INDENT, text_rules.BLOCK_INDENT),
        paragraphs.fix_indents,
    ),
    ((text_rules.BASE_LISTED,), paragraphs.fix_listed_bases),
    ((heading_rules.INDENT, heading_rules.CENTRED), paragraphs.fix_headings),
    ((text_rules.SPACING,), paragraphs.fix_line_spacing),
    ((text_rules.GAP,), paragraphs.fix_gaps),
    ((page_rules.PAPER, page_rules.MARGIN), pages.fix_pages),
    (
        (page_rules.MIRRORED, page_rules.BACKGROUND, page_rules.BORDER),
        pages.fix_habits,
    ),
    ((number_rules.NUMBER_PLACE,), page_numbers.fix_number_alignment),
    ((number_rules.NUMBER_PLACE,), new_numbers.fix_numbers_at_foot),
    ((number_rules.NUMBERED,), new_numbers.fix_missing_numbers),
    ((number_rules.NUMBER_LOOK,), page_numbers.fix_number_look),
    ((number_rules.NUMBER_ARABIC,), page_numbers.fix_number_figures),
    ((number_rules.NUMBER_FIRST,), page_numbers.fix_first_number),
    ((number_rules.NUMBER_START,), page_numbers.fix_number_start),
    ((mark_rules.ADDRESS, mark_rules.ADDRESS_RULE), foot.fix_address),
    ((foot_rules.ROOM_TO_SIGN,), foot.fix_room_to_sign),
    ((head_places.BROKEN,), head.fix_broken_nation),
)
_SHAPES: _Fixes = (
    (
        (head_places.SINGLE_LINE, head_places.SINGLE_LINE_ORGAN, head_places.SUBJECT_BELOW),
        head.fix_neighbours,
    ),
    (_RULED, ruled.fix_rules),
    ((number_rules.NUMBER_AGAIN,), appendixes.fix_numbers_again),
    ((appendix_rules.NEW_PAGE,), appendixes.fix_new_pages),
    ((text_rules.EMPTY,), blanks.fix_blanks),
)
"""What adds or takes paragraphs, once the looks are right that it measures."""
FIXABLE: frozenset[str] = frozenset(rule.id for rules, _ in (*_LOOKS, *_SHAPES) for rule in rules)
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
    """Return the file after each fix was tried once, and the changes.

    Shapes are made where no look is left to change: lengths and places come from the looks.
    """
    package = open_package(data)
    sheet = sheet_of(package)
    lines = label(sheet, read_docx(data))
    found = frozenset(one.rule for one in findings_on(sheet, lines))
    paper = Paper(package, sheet, lines, found)
    made = _made(paper, _LOOKS) or _made(paper, _SHAPES)
    return (write_package(package), made) if made else (data, made)


def _made(paper: Paper, fixes: _Fixes) -> list[Edit]:
    return [
        edit
        for rules, fix in fixes
        if any(rule.id in paper.found for rule in rules)
        for edit in fix(paper)
    ]
