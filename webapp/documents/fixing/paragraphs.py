"""The paragraphs: alignment, indents, gaps and line spacing (PL1 II.6e, V)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from webapp.documents.fixing.blanks import strip_lead
from webapp.documents.fixing.paper import INDENTS, Edit, Paper, edit, nearest, shown
from webapp.documents.fixing.properties import drop, of_paragraph, put, switch
from webapp.documents.layout import heading_rules, looks, text_rules
from webapp.documents.layout.geometry import first_word_at
from webapp.documents.layout.roles import Labelled, Role
from webapp.documents.reading.wordml import Element
from webapp.domain.form_rules.findings import Rule

_ALIGNS = {"left": "trái", "right": "phải", "center": "giữa", "justify": "đều"}
_PARTED = re.compile(r"\S(?:\t|\s{3,})\S")
"""Two components on one line, which cannot be moved together."""
_LEAST_GAP, _SINGLE, _MOST = 120, 240, 360
_POINT, _CENTIMETRE = 20, 566.929
_OLD_NAMES = dict.fromkeys(
    ("start", "end", "hanging", "leftChars", "rightChars", "firstLineChars", "hangingChars",
     "startChars", "endChars")
)  # fmt: skip
"""Of indents: they go before those that are written here."""


def fix_alignment(paper: Paper) -> Iterator[Edit]:
    """Set each component in the middle or at the left, as the decree says (PL1 V)."""
    for one in paper.lines:
        rules = [rule for rule, _ in looks.faults(paper.sheet, one)]
        rule = next((rule for rule in rules if rule in PLACED), None)
        if rule is None or not _may_be_moved(paper, one) or one.line.element is None:
            continue
        strip_lead(one.line.element)
        if looks.LOOKS[one.role].says("centred"):
            before = _align(one, "center")
            set_indents(of_paragraph(one.line.element), 0, 0, 0)
            what = "lệch khỏi giữa → " if rule is looks.OFF_CENTRE else f"canh {before} → canh "
            yield edit(rule, one, f"{what}giữa")
        else:
            before = _align(one, "left")
            set_indents(of_paragraph(one.line.element), 0, 0, 0)
            yield edit(rule, one, f"canh {before} → sát lề trái")


def fix_justification(paper: Paper) -> Iterator[Edit]:
    """Justify the text; a paragraph with breaks stays: its lines would be pulled apart."""
    for one in paper.text:
        alone = len(paper.companions(one.line)) == 1
        if alone and not text_rules.is_justified(paper.sheet, one.line):
            before = _align(one, "both")
            yield edit(text_rules.JUSTIFIED, one, f"canh {before} → canh đều")


def fix_indents(paper: Paper) -> Iterator[Edit]:
    """Begin each paragraph 1 or 1.27 cm from the margin, as most of the text does."""
    tab = paper.sheet.habits.tab
    for one in paper.text:
        if not one.line.first:
            continue
        typed = text_rules.is_typed(one, tab)
        if text_rules.is_pushed(paper.sheet, one):
            yield from _indent(paper, one, text_rules.BLOCK_INDENT, "lùi cả đoạn")
        elif typed:
            yield from _indent(paper, one, text_rules.TYPED_INDENT, "bằng phím cách, Tab")
        elif not text_rules.is_indented(one, tab):
            yield from _indent(paper, one, text_rules.INDENTED)


def fix_headings(paper: Paper) -> Iterator[Edit]:
    """Indent articles, and numbered headings that were centred, as the text is (PL1 II.6đ)."""
    tab = paper.sheet.habits.tab
    for one in paper.lines:
        if heading_rules.is_misplaced_article(one, tab):
            rule = heading_rules.INDENT
        elif heading_rules.is_centred(one):
            rule = heading_rules.CENTRED
        else:
            continue
        if len(paper.companions(one.line)) == 1:
            before = _align(one, "both")
            yield from _indent(paper, one, rule, f"canh {before}")


def fix_listed_bases(paper: Paper) -> Iterator[Edit]:
    """Take the automatic dash or number away from the legal bases (PL1 II.6a)."""
    for one in paper.text:
        if one.role is Role.LEGAL_BASE and one.line.mark and one.line.element is not None:
            properties = of_paragraph(one.line.element)
            drop(properties, "numPr")
            put(put(properties, "numPr"), "numId", val=0)
            yield from _indent(paper, one, text_rules.BASE_LISTED, "dấu đầu dòng tự động")


def fix_gaps(paper: Paper) -> Iterator[Edit]:
    """Set each paragraph at least 6 pt below the one above it."""
    for above, below in pairwise(paper.lines):
        element = below.line.element
        if element is None or not text_rules.is_close(above, below):
            continue
        first, second = above.line.setting, below.line.setting
        kept = 0 if first.contextual and first.style == second.style else first.after
        properties = of_paragraph(element)
        put(
            properties,
            "spacing",
            before=_LEAST_GAP - kept,
            beforeAutospacing=None,
            beforeLines=None,
        )
        if second.contextual:
            switch(properties, "contextualSpacing", on=False)
        gap = shown(text_rules.gap_between(first, second) / _POINT)
        yield edit(text_rules.GAP, below, f"cách đoạn trên {gap} pt → 6 pt")


def fix_line_spacing(paper: Paper) -> Iterator[Edit]:
    """Set the lines between single and one and a half apart, the nearest that is allowed."""
    for one in paper.text:
        element, setting = one.line.element, one.line.setting
        if element is None or text_rules.is_spaced(one.line):
            continue
        in_points = setting.exact or setting.least
        height = setting.line * _SINGLE / (one.line.size * _POINT) if in_points else setting.line
        wanted = round(nearest(height, _SINGLE, _MOST))
        put(of_paragraph(element), "spacing", line=wanted, lineRule="auto")
        before = f"{shown(setting.line / _POINT)} pt" if in_points else _lines(setting.line)
        yield edit(text_rules.SPACING, one, f"giãn dòng {before} → {_lines(wanted)}")


def set_single(element: Element) -> None:
    """Set the lines of a paragraph at a single line's distance."""
    put(of_paragraph(element), "spacing", line=_SINGLE, lineRule="auto")


def centre(properties: Element) -> None:
    """Centre a paragraph between the margins."""
    put(properties, "jc", val="center")
    set_indents(properties, 0, 0, 0)


def set_indents(properties: Element, left: int, right: int, first_line: int) -> None:
    """Give a paragraph these indents in twips, and no others."""
    put(properties, "ind", left=left, right=right, firstLine=first_line, **_OLD_NAMES)


def _indent(paper: Paper, one: Labelled, rule: Rule, before: str = "") -> Iterator[Edit]:
    """Begin a paragraph where most of the text does, with its own indent alone."""
    element = one.line.element
    if element is None:
        return
    begins = first_word_at(one.line, paper.sheet.habits.tab)
    wanted = paper.usual_indent or min(INDENTS, key=lambda indent: abs(indent - begins))
    strip_lead(element)
    set_indents(of_paragraph(element), 0, 0, wanted)
    before = before or _centimetres(begins)
    yield edit(rule, one, f"lùi đầu dòng {before} → {_centimetres(wanted)}")


def _align(one: Labelled, align: str) -> str:
    """Align the paragraph of a line; return the word for how it was aligned."""
    if one.line.element is not None:
        put(of_paragraph(one.line.element), "jc", val=align)
    return _ALIGNS.get(one.line.setting.align, "khác")


def _may_be_moved(paper: Paper, one: Labelled) -> bool:
    """Tell whether all that the paragraph holds belongs at the same place."""
    lines = [other for other in paper.companions(one.line) if other.line.words]
    wanted = {_is_centred_by_law(other) for other in lines}
    texts = (other.line.raw.strip() for other in lines)
    return len(wanted) == 1 and None not in wanted and not any(map(_PARTED.search, texts))


def _is_centred_by_law(one: Labelled) -> bool | None:
    look = looks.LOOKS.get(one.role)
    return None if look is None else look.says("centred", "at-left")


def _centimetres(twips: float) -> str:
    return f"{shown(round(twips / _CENTIMETRE, 2))} cm"


def _lines(spacing: int) -> str:
    return "dòng đơn" if spacing == _SINGLE else f"{shown(round(spacing / _SINGLE, 2))} lines"


PLACED = (
    looks.OFF_CENTRE,
    looks.BY_CHANCE,
    *(rule for rule in looks.CATALOGUE if rule.id.endswith("-canh")),
)
"""The rules on where components stand across."""
