"""The foot: room for the signature, and the address below the first page (PL1 II.7, III.4)."""

from collections.abc import Iterator

from webapp.documents.fixing.letters import resize, set_upright
from webapp.documents.fixing.paper import Edit, Paper, edit
from webapp.documents.fixing.properties import of_paragraph, put
from webapp.documents.layout import foot_rules, mark_rules

_ROOM = 1134
"""Twips: 2 cm to sign in."""
_LEAST, _MOST = 11, 12
"""Points of the address."""


def fix_room_to_sign(paper: Paper) -> Iterator[Edit]:
    """Leave room for the signature between title and name."""
    for one in foot_rules.crowded_names(paper.lines):
        if one.line.element is not None:
            put(of_paragraph(one.line.element), "spacing", before=_ROOM, beforeAutospacing=None)
            yield edit(foot_rules.ROOM_TO_SIGN, one, "sát chức vụ → cách 2 cm để ký")


def fix_address(paper: Paper) -> Iterator[Edit]:
    """Set the address below the first page upright in 11 or 12, under a rule (PL1 III.4)."""
    lines = mark_rules.address_of(paper.sheet)
    for one in lines:
        size = resize(paper, one.line, _LEAST, _MOST)
        slope = set_upright(paper, one)
        if size or slope:
            yield edit(mark_rules.ADDRESS, one, ", ".join(filter(None, (size, slope))))
    if lines and mark_rules.ADDRESS_RULE.id in paper.found:
        element = lines[0].line.element
        if element is not None:
            borders = put(of_paragraph(element), "pBdr")
            put(borders, "top", val="single", sz=6, space=1, color="000000")
            yield edit(mark_rules.ADDRESS_RULE, lines[0], "kẻ đường kẻ nét liền ở trên")
