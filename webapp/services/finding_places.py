"""Where findings stand in what was typed: the control of the form, the stretch, the fix."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from webapp.domain.form_rules.findings import Finding
from webapp.domain.form_rules.paper import Paper, block_place
from webapp.domain.outline.inline import Traced
from webapp.domain.outline.stretches import (
    Edit,
    edit_of,
    place_of,
    quoted_in,
    trace_line,
    trace_squeezed,
)
from webapp.domain.outline.table_text import paragraphs_in
from webapp.domain.plan import Plan
from webapp.domain.stages import Stage
from webapp.services.draft_appendixes import AppendixPart
from webapp.services.draft_fields import DraftFields
from webapp.services.draft_notes import with_marks_as_notes
from webapp.services.draft_pictures import without_dropped_pictures
from webapp.services.draft_tables import TablePart, without_dropped

_LISTS = ("addressees", "legal_bases", "opening", "closing", "to_places")
_AROUND = 30
_MOST_AROUND = 150
_SINGLE = ("subject", "filing_line", "promulgation_place")


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of one control of the form, in characters of its text."""

    area: str
    """The control's name: `body`, `appendix-0-title`, `table-ab12`."""
    start: int
    end: int
    fix: Edit | None = None
    """What to type in the control instead, where that is certain."""
    around: str = ""
    """The words with those beside them, by which the drawn paper is searched."""
    at: int = 0
    """Where in these they begin."""
    length: int = 0
    """How many they are on the paper; 0 where the passage does not hold them."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a control that gives one passage."""

    area: str
    start: int
    text: str
    read: Callable[[str], Traced] = trace_line


class FormPlaces:
    """Finds the words of findings in the fields that a plan was made of."""

    def __init__(self, fields: DraftFields, plan: Plan) -> None:
        self._fields = fields
        self._plan = plan
        self._passages: dict[str, str] = {}
        for passage in Paper(plan, Stage.DRAFT, plan.medium).passages:
            self._passages.setdefault(passage.place, passage.text)
        self._lines = dict(self._found_lines())
        self._tables = {part.id: part for part in fields.tables}

    def spot(self, finding: Finding) -> Spot | None:
        """Return where the finding's words stand; None for what the form does not hold."""
        name = finding.place.rpartition("/")[2]
        if name in self._tables:
            return self._in_table(self._tables[name], finding)
        line = self._lines.get(finding.place)
        if line is None:
            return None
        passage = self._passages.get(finding.place, line.text)
        return self._in(line, passage, finding) or self._in(line, passage, _of_all(finding))

    def _in_table(self, part: TablePart, finding: Finding) -> Spot:
        """Return the first cell's words that are quoted; of a table as a whole, its beginning."""
        for start, end in paragraphs_in(part.text) if finding.quote else ():
            line = _Line(part.name, start, part.text[start:end])
            spot = self._in(line, line.text, finding)
            if spot is not None:
                return spot
        return Spot(part.name, 0, 0)

    def _in(self, line: _Line, passage: str, finding: Finding) -> Spot | None:
        text = with_marks_as_notes(line.text)
        traced = line.read(text)
        letters = place_of(traced, passage, finding.quote, context_of(finding))
        if letters is None:
            return None
        start, end = (line.start + place for place in traced.stretch(*letters))
        fix = _fix(line, text, passage, finding)
        first, last = quoted_in(passage, finding.quote, context_of(finding)) or (0, 0)
        begin = max(0, first - _AROUND)
        around = passage[begin : min(last + _AROUND, begin + _MOST_AROUND)]
        return Spot(line.area, start, end, fix, around, first - begin, last - first)

    def _found_lines(self) -> Iterator[tuple[str, _Line]]:
        fields, plan = self._fields, self._plan
        for name in _SINGLE:
            yield name, _Line(name, 0, getattr(fields, name), trace_squeezed)
        for name in _LISTS:
            lines = (one for one in _lines_of(name, getattr(fields, name)) if one.text.strip())
            yield from ((f"{name}/{i}", line) for i, line in enumerate(lines))
        places = [block_place(block, i) for i, block in enumerate(plan.body)]
        yield from _paired(self._outline("body", fields.body), places)
        parts = [part for part in fields.appendixes if not part.dropped]
        for number, part in enumerate(parts):
            yield from self._appendix(number, part)

    def _appendix(self, number: int, part: AppendixPart) -> Iterator[tuple[str, _Line]]:
        yield f"appendixes/{number}", _Line(part.name("title"), 0, part.title)
        blocks = self._plan.appendixes[number].body
        places = [block_place(block, i, number) for i, block in enumerate(blocks)]
        yield from _paired(self._outline(part.name("body"), part.body), places)

    def _outline(self, area: str, text: str) -> Iterator[_Line]:
        """Yield the lines that are blocks; those of dropped tables and pictures are none."""
        kept = without_dropped(text, self._fields.tables)
        kept = without_dropped_pictures(kept, self._fields.pictures)
        for line, left in zip(_lines_of(area, text), kept.split("\n"), strict=True):
            if left.strip(" \t").lstrip("# \t"):
                yield line


def _of_all(finding: Finding) -> Finding:
    return replace(finding, quote="", fix=None)


def _paired(lines: Iterator[_Line], places: list[str]) -> Iterator[tuple[str, _Line]]:
    for line, place in zip(lines, places, strict=False):
        yield place, line


def context_of(finding: Finding) -> str:
    """Return words that end with the quote and tell which of several it is; often none do."""
    wrong = finding.fix.wrong if finding.fix else ""
    return wrong if finding.quote and wrong.endswith(finding.quote) else ""


def _lines_of(area: str, text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        yield _Line(area, start, line)
        start += len(line) + 1


def _fix(line: _Line, text: str, passage: str, finding: Finding) -> Edit | None:
    fix = finding.fix
    letters = place_of(line.read(text), passage, fix.wrong) if fix and fix.wrong else None
    if fix is None or letters is None:
        return None
    edit = edit_of(text, line.read, letters, fix.right)
    if edit is None:
        return None
    return replace(edit, start=line.start + edit.start, end=line.start + edit.end)
