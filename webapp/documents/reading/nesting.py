"""Lists under an item of their own sign: what only the indent tells."""

from dataclasses import dataclass, field

from webapp.documents.reading.items import Paragraph
from webapp.domain.outline.markers import item_sign
from webapp.domain.plan import Block, plain

_DEEPER = 200
"""Twips from which an indent is no accident."""
_TAB, _SPACE = 720, 60
_MOST = 5
"""Levels of one sign."""


@dataclass(slots=True)
class Nesting:
    """Follows the items of a text from top to bottom."""

    _open: list[tuple[str, int]] = field(default_factory=list)
    """The sign and indent of each item that the next one may stand under."""
    _announces: bool = False
    """Whether the paragraph before announces a list, or belongs to an automatic one."""

    def deeper(self, block: Block, paragraph: Paragraph) -> int:
        """Return how many levels deeper an item stands than its sign alone tells."""
        sign = item_sign(block.marker) if block.marker else ""
        found = self._place(sign, _indent(paragraph)) if sign else 0
        if block.marker and not sign:
            self._open.clear()
        self._announces = bool(paragraph.mark) or plain(block.runs).endswith(":")
        return found

    def _place(self, sign: str, indent: int) -> int:
        places = [place for place, one in enumerate(self._open) if one[0] == sign]
        nested = places and indent >= self._open[places[-1]][1] + _DEEPER
        if places and not (nested and self._announces and len(places) < _MOST):
            above = [n for n in places if self._open[n][1] < indent + _DEEPER]
            del self._open[(above or places)[-1 if above else 0] :]
        self._open.append((sign, indent))
        signs = [one[0] for one in self._open]
        return len(signs) - len(set(signs))


def _indent(paragraph: Paragraph) -> int:
    """Return how far from the margin the mark stands, in twips."""
    text = plain(paragraph.runs)
    lead = text[: len(text) - len(text.lstrip())]
    return paragraph.indent + _TAB * lead.count("\t") + _SPACE * lead.count(" ")
