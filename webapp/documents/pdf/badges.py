"""Where the number of a mark fits on its page."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from webapp.documents.pdf.printed import PlacedPage
from webapp.documents.pdf.printed_text import Area

_BADGE_HEIGHT, _BADGE_WIDTH, _DIGIT = 13.0, 8.0, 6.0
_GAP = 2.0
_EDGE = 3.0


@dataclass(slots=True)
class Badges:
    """Puts numbers beside the text, at its nearer edge, farther out where one is taken."""

    pages: Sequence[PlacedPage]
    taken: dict[int, list[Area]] = field(default_factory=lambda: defaultdict(list))
    edges: dict[int, tuple[float, float]] = field(default_factory=dict)
    """Where the text of a page begins and ends."""

    def beside(self, page: int, areas: Sequence[Area], number: int) -> Area:
        """Return the place of a number, which is taken from now on."""
        width = _BADGE_WIDTH + _DIGIT * len(str(number))
        most = max(self.pages[page - 1].width - width - _EDGE, _EDGE)
        start, outward = self._start(page, areas, width)
        begin, y = min(max(start, _EDGE), most), areas[0].y if areas else _EDGE
        badge = Area(begin, y, width, _BADGE_HEIGHT)
        while other := self._in_the_way(page, badge):
            x = other.x + other.width + _GAP if outward > 0 else other.x - width - _GAP
            if not _EDGE <= x <= most:
                x, y = begin, y + _BADGE_HEIGHT + _GAP
            badge = Area(x, y, width, _BADGE_HEIGHT)
        self.taken[page].append(badge)
        return badge

    def _start(self, page: int, areas: Sequence[Area], width: float) -> tuple[float, int]:
        """Return where the first number goes, and to which side the next ones."""
        if not areas:
            return _EDGE, 1
        left, right = self._edges(page)
        middle = areas[0].x + areas[0].width / 2
        if middle <= self.pages[page - 1].width / 2:
            return min(left, areas[0].x) - width - _GAP, -1
        return max(right, areas[0].x + areas[0].width) + _GAP, 1

    def _edges(self, page: int) -> tuple[float, float]:
        if page not in self.edges:
            sheet = self.pages[page - 1]
            seen = [
                box
                for sign, box in zip(sheet.characters, sheet.boxes, strict=True)
                if not sign.isspace()
            ]
            self.edges[page] = min(box.left for box in seen), max(box.right for box in seen)
        return self.edges[page]

    def _in_the_way(self, page: int, badge: Area) -> Area | None:
        return next((other for other in self.taken[page] if _meet(badge, other)), None)


def _meet(one: Area, other: Area) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )
