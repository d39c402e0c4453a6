"""The paragraphs: alignment, indents, gaps and line spacing (PL1 II.6e, V)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from webapp.documents.fixing.blanks import strip_lead
from webapp.documents.fixing.paper import INDENTS, Edit, Paper, edit, indent_of, nearest, shown
from webapp.documents.fixing.properties import of_paragraph, put, switch
from webapp.documents.layout import looks, text_rules
from webapp.documents.layout.roles import Labelled
from webapp.documents.reading.wordml import Element

_ALIGNS = {"left": "trái", "right": "phải", "center": "giữa", "justify": "đều"}
_PARTED = re.compile(r"\S(?:\t|\s{3,})\S")
"""Two components on one line, which cannot be centred together."""
_LEAST_GAP, _SINGLE, _MOST = 120, 240, 360
_POINT, _CENTIMETRE = 20, 566.929
_OLD_NAMES = dict.fromkeys(
    ("start", "end", "hanging", "leftChars", "rightChars", "firstLineChars", "hangingChars",
     "startChars", "endChars")
)  # fmt: skip
"""Of indents: they go before those that are written here."""


def fix_alignment(paper: Paper) -> Iterator[Edit]:
    """Centre each component that the decree centres (PL1 V)."""
    for one in paper.lines:
        rule = next(
            (rule for rule, _ in looks.faults(paper.sheet, one) if rule.id.endswith("-canh")), None
        )
        if rule is not None and _may_be_centred(paper, one):
            before = _align(one, "center")
            yield edit(rule, one, f"canh {before} → canh giữa")


def fix_justification(paper: Paper) -> Iterator[Edit]:
    """Justify the text; a paragraph with breaks stays: its lines would be pulled apart."""
    for one in paper.text:
        if (
            not text_rules.is_justified(paper.sheet, one.line)
            and len(paper.companions(one.line)) == 1
        ):
            before = _align(one, "both")
            yield edit(text_rules.JUSTIFIED, one, f"canh {before} → canh đều")


def fix_indents(paper: Paper) -> Iterator[Edit]:
    """Begin each paragraph 1 or 1.27 cm from the margin, as most of the text does."""
    usual = paper.usual_indent()
    for one in paper.text:
        element = one.line.element
        tab = paper.sheet.habits.tab
        typed = text_rules.is_typed(one, tab)
        if element is None or (text_rules.is_indented(one, tab) and not typed):
            continue
        begins = indent_of(one.line)
        wanted = usual or min(INDENTS, key=lambda indent: abs(indent - begins))
        strip_lead(element)
        set_indents(of_paragraph(element), 0, None, wanted)
        before = "bằng phím cách, Tab" if typed else _centimetres(begins)
        rule = text_rules.TYPED_INDENT if typed else text_rules.INDENTED
        yield edit(rule, one, f"lùi đầu dòng {before} → {_centimetres(wanted)}")


def fix_gaps(paper: Paper) -> Iterator[Edit]:
    """Set each paragraph at least 6 pt below the one above it."""
    for above, below in pairwise(paper.lines):
        element = below.line.element
        if element is None or not text_rules.is_close(above, below):
            continue
        first, second = above.line.setting, below.line.setting
        alike = first.contextual and first.style == second.style
        properties = of_paragraph(element)
        put(
            properties,
            "spacing",
            before=_LEAST_GAP - (0 if alike else first.after),
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
        size = max(word.letters.size for word in one.line.words)
        in_points = setting.exact or setting.least
        height = setting.line * _SINGLE / (size * _POINT) if in_points else setting.line
        wanted = round(nearest(height, _SINGLE, _MOST))
        put(of_paragraph(element), "spacing", line=wanted, lineRule="auto")
        before = f"{shown(setting.line / _POINT)} pt" if in_points else _lines(setting.line)
        yield edit(text_rules.SPACING, one, f"giãn dòng {before} → {_lines(wanted)}")


def centre(properties: Element) -> None:
    """Centre a paragraph between the margins."""
    put(properties, "jc", val="center")
    set_indents(properties, 0, 0, 0)


def set_indents(properties: Element, left: int, right: int | None, first_line: int) -> None:
    """Give a paragraph these indents in twips; None leaves the right one as it is."""
    put(properties, "ind", left=left, firstLine=first_line, **_OLD_NAMES)
    if right is not None:
        put(properties, "ind", right=right)


def _align(one: Labelled, align: str) -> str:
    """Align the paragraph of a line; return the words for how it was aligned."""
    setting = one.line.setting
    if one.line.element is not None:
        properties = of_paragraph(one.line.element)
        put(properties, "jc", val=align)
        if align == "center":
            strip_lead(one.line.element)
            if setting.first_line or setting.left != setting.right:
                set_indents(properties, 0, 0, 0)
    return _ALIGNS.get(setting.align, "khác")


def _may_be_centred(paper: Paper, one: Labelled) -> bool:
    """Tell whether all that the paragraph holds is to be centred, each line by itself."""
    lines = [other for other in paper.companions(one.line) if other.line.words]
    texts = ("".join(part.text for part in other.line.stretches).strip() for other in lines)
    return all(map(_is_centred_by_law, lines)) and not any(map(_PARTED.search, texts))


def _is_centred_by_law(one: Labelled) -> bool:
    look = looks.LOOKS.get(one.role)
    return look is not None and look.says("centred") is True


def _centimetres(twips: int) -> str:
    return f"{shown(round(twips / _CENTIMETRE, 2))} cm"


def _lines(spacing: int) -> str:
    return "dòng đơn" if spacing == _SINGLE else f"{shown(round(spacing / _SINGLE, 2))} lines"
