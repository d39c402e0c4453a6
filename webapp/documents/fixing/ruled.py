"""The rules under Tiêu ngữ, issuer and subject, as borders of the right length (PL1 II)."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from webapp.documents.fixing.blanks import is_bare
from webapp.documents.fixing.paper import Edit, Paper, edit
from webapp.documents.fixing.paragraphs import set_indents
from webapp.documents.fixing.properties import of_mark, of_paragraph, put, switch
from webapp.documents.fixing.rooms import room_of
from webapp.documents.layout import ruling
from webapp.documents.layout.roles import Labelled, Role
from webapp.documents.reading.wordml import Element, W
from webapp.documents.text_width import BOLD, widest_line
from webapp.domain.form_rules.findings import Rule

_SHARE = 0.4
"""Of the text above it: between 1/3 and 1/2 (PL1 II.2b, II.5b)."""
_SHORTEST = 200
"""Twips; a room that leaves less for the rule is none."""
_HEIGHT = 20
"""Twips of the paragraph that carries the rule: what stands below hardly moves."""


@dataclass(frozen=True, slots=True)
class _Ruled:
    """A component with a rule under it."""

    role: Role
    rule: Rule
    share: float
    """Of the text, that the rule is long."""


_RULED = (
    _Ruled(Role.MOTTO, ruling.MOTTO_RULE, 1.0),
    _Ruled(Role.ORGAN_NAME, ruling.ORGAN_RULE, _SHARE),
    _Ruled(Role.SUBJECT, ruling.SUBJECT_RULE, _SHARE),
)


def fix_rules(paper: Paper) -> Iterator[Edit]:
    """Draw each rule that is missing, as the upper border of a paragraph below."""
    for one in _RULED:
        lines = [line for line in paper.lines if line.role is one.role]
        if one.rule.id in paper.found and lines and _draw(paper, lines, one.share):
            yield edit(one.rule, lines[-1], "kẻ đường kẻ ngang, nét liền ở dưới")


def _draw(paper: Paper, lines: list[Labelled], share: float) -> bool:
    last = lines[-1].line
    element, room = last.element, room_of(paper.sheet, last)
    if element is None or room is None or paper.companions(last)[-1].line is not last:
        return False
    left, right = last.setting.left, last.setting.right
    inner = room - left - right
    length = round(share * max(_width(one, inner) for one in lines))
    if length < _SHORTEST:
        return False
    edge = (inner - length) // 2
    carrier = _carrier(element)
    properties = of_paragraph(carrier)
    borders = put(properties, "pBdr")
    top = etree.SubElement(borders, W + "top")
    for name, value in {"val": "single", "sz": "6", "space": "1", "color": "000000"}.items():
        top.set(W + name, value)
    set_indents(properties, left + edge, right + edge, 0)
    return True


def _width(one: Labelled, room: int) -> float:
    """Return the twips of the longest line that the words make."""
    words = one.line.words
    text = one.line.text.upper() if words[0].letters.caps else one.line.text
    return widest_line(text, BOLD, words[0].letters.size, room)


def _carrier(above: Element) -> Element:
    """Return the empty paragraph below, or a new one so low that nothing moves."""
    following = above.getnext()
    if following is not None and following.tag == W + "p" and is_bare(following):
        return following
    made = etree.Element(W + "p")
    properties = of_paragraph(made)
    switch(properties, "keepNext", on=True)
    put(properties, "spacing", before=0, after=0, line=_HEIGHT, lineRule="exact")
    put(of_mark(made), "sz", val=2)
    above.addnext(made)
    return made
