"""The rules under Tiêu ngữ, issuer and subject: solid, balanced, of the right length (PL1 II)."""

from collections.abc import Iterator

from lxml import etree

from webapp.documents.fixing.blanks import is_bare
from webapp.documents.fixing.drawn import stretch
from webapp.documents.fixing.letters import set_size
from webapp.documents.fixing.paper import Edit, Paper, edit
from webapp.documents.fixing.paragraphs import centre, set_indents
from webapp.documents.fixing.properties import drop, of_mark, of_paragraph, put, switch
from webapp.documents.layout import ruling
from webapp.documents.layout.geometry import row_height
from webapp.documents.layout.roles import Role
from webapp.documents.layout.ruling import OFF, Found, Ruled, length_fault, widths_of
from webapp.documents.layout.shapes import Shape
from webapp.documents.layout.sheet import Line
from webapp.documents.reading.wordml import Element, W

_WHOLE, _SHARE = 1.0, 0.4
"""Of the words above: under Tiêu ngữ, and elsewhere between 1/3 and 1/2 (PL1 II.1b, 2b, 5b)."""
_SHORTEST = 200
"""Twips; a room that leaves less for the rule is none."""
_HEIGHT = 20
"""Twips of the paragraph that carries the rule: what stands below hardly moves."""
_NEAR = 60
"""Twips below the words that the rule may stand."""
_LARGEST_SIGN = 28
"""Points of the underscores of a typed rule."""


def fix_rules(paper: Paper) -> Iterator[Edit]:
    """Draw each rule that is missing, and correct those that are typed or are borders."""
    for one in ruling.rules_of_head(paper.sheet, paper.lines):
        if one.ruled is None:
            yield from _missing(paper, one)
        elif one.ruled.carrier is not None:
            yield from _correct(paper, one, one.ruled, one.ruled.carrier)
        elif one.ruled.drawn is not None:
            yield from _stretch(paper, one, one.ruled.drawn)


def _missing(paper: Paper, one: Found) -> Iterator[Edit]:
    wanted = one.kind.missing.id in paper.found and not one.doubtful
    if wanted and _draw(paper, one):
        yield edit(one.kind.missing, one.last, "kẻ đường kẻ ngang, nét liền ở dưới")


def _stretch(paper: Paper, one: Found, drawn: Shape) -> Iterator[Edit]:
    fault = length_fault(paper.sheet, one)
    if fault and stretch(drawn, _length(paper, one)):
        yield _longer(paper, one, fault)


def _correct(paper: Paper, one: Found, ruled: Ruled, carrier: Line) -> Iterator[Edit]:
    fault = length_fault(paper.sheet, one)
    off = abs(ruled.off) > OFF
    if not (fault or off or not ruled.solid) or not _redraw(paper, one, carrier):
        return
    if fault:
        yield _longer(paper, one, fault)
    if off:
        yield edit(ruling.BALANCED, one.last, "đường kẻ lệch → cân đối")
    if not ruled.solid:
        yield edit(ruling.SOLID, one.last, "đường kẻ → nét liền")


def _longer(paper: Paper, one: Found, fault: str) -> Edit:
    far = length_fault(paper.sheet, one, one.kind.outer) is not None
    rule = one.kind.length if far else ruling.NEAR_LENGTH
    return edit(rule, one.last, f"đường kẻ quá {fault} → {one.kind.wanted}")


def _redraw(paper: Paper, one: Found, carrier: Line) -> bool:
    """Correct a rule where it stands; one that hangs on words gets a paragraph of its own."""
    if carrier.element is None:
        return False
    if carrier.text and carrier.setting.above == carrier.setting.below == "":
        return _retype(paper, one, carrier)
    if not carrier.text:
        return _set_border(paper, one, carrier.element)
    if not _draw(paper, one):
        return False
    drop(put(of_paragraph(carrier.element), "pBdr"), "top", "bottom")
    return True


def _retype(paper: Paper, one: Found, carrier: Line) -> bool:
    """Give the underscores of a rule the size that makes it as long as it should be."""
    length = _length(paper, one)
    known = one.ruled.lengths if one.ruled is not None else ()
    if carrier.element is None or one.ruled is None or not one.ruled.solid or not known:
        return False
    size = round(carrier.size * length / known[0] * 2) / 2
    if not 1 <= size <= _LARGEST_SIGN:
        return False
    paper.change_letters(carrier, lambda _: True, lambda properties: set_size(properties, size))
    properties = of_paragraph(carrier.element)
    centre(properties)
    put(properties, "spacing", line=round(row_height(carrier)), lineRule="exact")
    return True


def _draw(paper: Paper, one: Found) -> bool:
    """Draw the rule as the upper border of an empty paragraph below the words."""
    last = one.last.line
    if last.element is None or not last.last or one.last.piece:
        return False
    if paper.sheet.room(last) is None or _length(paper, one) < _SHORTEST:
        return False
    carrier = _carrier(last.element)
    if last.setting.after > _NEAR:
        put(of_paragraph(last.element), "spacing", after=0, afterAutospacing=None, afterLines=None)
        after = last.setting.after + paper.gap_below(carrier)
        put(of_paragraph(carrier), "spacing", after=after)
    return _set_border(paper, one, carrier)


def _set_border(paper: Paper, one: Found, carrier: Element) -> bool:
    """Let an empty paragraph carry the rule, as long as it should be and in the middle."""
    room = paper.sheet.room(one.last.line)
    length = _length(paper, one)
    if room is None or length < _SHORTEST:
        return False
    setting = one.last.line.setting
    edge = (room - setting.left - setting.right - length) / 2
    if edge < 0:
        return False
    properties = of_paragraph(carrier)
    borders = put(properties, "pBdr")
    drop(borders, "top", "left", "bottom", "right")
    put(borders, "top", val="single", sz=6, space=1, color="000000")
    set_indents(properties, round(setting.left + edge), round(setting.right + edge), 0)
    return True


def _length(paper: Paper, one: Found) -> int:
    share = _WHOLE if one.kind.role is Role.MOTTO else _SHARE
    return round(share * max(widths_of(paper.sheet, one.own), default=0.0))


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
