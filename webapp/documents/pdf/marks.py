"""Where findings stand on the pages of a PDF: rectangles to draw and a numbered badge beside."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from webapp.documents.pdf.badges import Badges
from webapp.documents.pdf.passages import markers_of, passage_spans
from webapp.documents.pdf.printed import PlacedPage
from webapp.documents.pdf.printed_text import Area, PrintedText, normal, read_stream
from webapp.domain.form_rules.findings import Finding
from webapp.domain.form_rules.paper import Part
from webapp.domain.plan import Plan

_OF_THE_PAGE = ("page", "header")
"""Places of findings on the set-up of the page and on what its head lacks."""
_WHOLE_PARTS = frozenset(Part)
"""Places of findings that name a part and no passage of it."""
_AROUND = 150
"""Signs around a passage among which its label, or the rest of its line, may be."""
_MARKER_ROOM = 8
"""Signs before a passage among which its mark may be."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding on a page."""

    page: int
    """Counted from 1."""
    areas: tuple[Area, ...]
    """What to draw around; nothing for a finding on the page itself."""
    badge: Area
    """Where its number fits without lying on another."""


def marks_of(
    plan: Plan, findings: Sequence[Finding], pages: Sequence[PlacedPage]
) -> tuple[Mark | None, ...]:
    """Return the mark of each finding, numbered from 1 in their order; None where none is found."""
    looking = _Looking(plan, read_stream(pages))
    badges = Badges(pages)
    marks: list[Mark | None] = []
    for number, finding in enumerate(findings, start=1):
        where = looking.where(finding)
        if where is None:
            marks.append(None)
            continue
        page, areas = where
        marks.append(Mark(page, areas, badges.beside(page, areas, number)))
    return tuple(marks)


class _Looking:
    """Looks findings up, each further one of the same words at their next place."""

    def __init__(self, plan: Plan, printed: PrintedText) -> None:
        self._printed = printed
        self._spans = passage_spans(plan, printed)
        self._markers = markers_of(plan)
        self._told: Counter[tuple[str, str, str]] = Counter()

    def where(self, finding: Finding) -> tuple[int, tuple[Area, ...]] | None:
        """Return page and areas of a finding."""
        span = self._spans.get(finding.place)
        found = self._quoted(finding, span) if normal(finding.quote) else None
        if found is not None:
            return self._printed.areas(found)
        if span:
            page, areas = self._printed.areas(self._printed.whole_lines(span))
            return page, (_together(areas),)
        of_the_page = finding.place in _OF_THE_PAGE and self._printed.pages
        return (1, ()) if of_the_page else None

    def _quoted(self, finding: Finding, span: range | None) -> range | None:
        """Return the words at fault: in their passage where it is known, else close around it."""
        end = len(self._printed.text)
        if span is None:
            return self._next(finding, 0, end) if finding.place in _OF_THE_PAGE else None
        start, stop = span.start, end if finding.place in _WHOLE_PARTS else span.stop
        mark = normal(self._markers.get(finding.place, ""))
        if mark and mark == normal(finding.quote):
            start = max(start - len(mark) - _MARKER_ROOM, 0)
        around = max(start - _AROUND, 0), stop + _AROUND
        return self._next(finding, start, stop) or self._next(finding, *around)

    def _next(self, finding: Finding, start: int, stop: int) -> range | None:
        """Return the first place of the words that no earlier finding has told, else the last."""
        key = (finding.rule, finding.place, finding.quote)
        found = self._printed.find(finding.quote, start, stop)
        for _ in range(self._told[key]):
            again = self._printed.find(finding.quote, found.stop, stop) if found else None
            found = again or found
        self._told[key] += found is not None
        return found


def _together(areas: Sequence[Area]) -> Area:
    """Return the rectangle around all lines of a passage."""
    left, top = min(area.x for area in areas), min(area.y for area in areas)
    right = max(area.x + area.width for area in areas)
    bottom = max(area.y + area.height for area in areas)
    return Area(left, top, right - left, bottom - top)
