"""Findings as marks in a text that is shown: which words of which passage, cut out of its runs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from webapp.domain.form_rules.paper import Paper, block_place
from webapp.domain.outline.stretches import quoted_in
from webapp.domain.plan import Plan, Run, Runs
from webapp.domain.stages import Stage
from webapp.services.finding_values import FieldFinding

LINES = {
    "organ_in_charge": "organ_in_charge",
    "organ_name": "organ_name",
    "code_number": "number",
    "code_notation": "number",
    "promulgation_place": "date",
    "promulgated_on": "date",
    "document_type": "document_type",
    "signer": "signer.position",
    "signer.authority": "signer.authority/0",
    "signer.position": "signer.position",
    "signer.second_title": "signer.second_title",
    "signer.full_name": "signer.full_name",
}
"""Places that a line of the paper shows whole, and what the shown text calls the line."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Words of one passage that a finding is about."""

    start: int
    end: int
    key: str
    """Of the finding."""
    severity: str
    message: str


@dataclass(frozen=True, slots=True)
class ShownRun:
    """A stretch of text with one emphasis, inside or outside of what is at fault."""

    run: Run
    fault: Fault | None = None
    """The gravest where several cover it."""
    begins: tuple[str, ...] = ()
    """The keys of the findings whose words begin here."""


Faults = dict[str, tuple[Fault, ...]]
"""By place: `body/ab12` for a passage, `body/ab12:3` for the third paragraph in its table,
`body/ab12:mark` for the mark before it. Where there are no words the stretch is empty.
"""


def faults_of(plan: Plan, findings: Iterable[FieldFinding]) -> Faults:
    """Return the words to mark in a plan's text; what stands nowhere in it has none."""
    shown = _Shown(plan)
    faults: dict[str, list[Fault]] = {}
    for finding in findings:
        found = shown.find(finding)
        if found is not None:
            name, start, end = found
            fault = Fault(start, end, finding.key, finding.severity, finding.message)
            faults.setdefault(name, []).append(fault)
    return {name: tuple(found) for name, found in faults.items()}


class _Shown:
    """The passages of a plan by their places."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._texts: dict[str, list[str]] = {}
        for passage in Paper(plan, Stage.DRAFT, plan.medium).passages:
            self._texts.setdefault(passage.place, []).append(passage.text)
        self._marks = dict(_marks(plan))

    def find(self, finding: FieldFinding) -> tuple[str, int, int] | None:
        """Return what the shown text calls the stretch, and where it begins and ends."""
        place, quote = finding.place, finding.quote
        if place in LINES:
            return self._line(place, quote), 0, 0
        texts = self._texts.get(place)
        if texts is None:
            return None
        for number, text in enumerate(texts if quote else ()):
            stretch = quoted_in(text, quote, finding.context)
            if stretch is not None:
                return f"{place}:{number}" if number else place, *stretch
        mark = self._marks.get(place, "")
        if mark and (not texts[0] or (quote and quote in mark)):
            return f"{place}:mark", 0, 0
        return place, 0, len(texts[0])

    def _line(self, place: str, quote: str) -> str:
        """Return the name of a line; of several lines of authority that which has the words."""
        if place != "signer.authority" or not quote:
            return LINES[place]
        lines = self._plan.signer.authority
        number = next((i for i, line in enumerate(lines) if quote in line), 0)
        return f"signer.authority/{number}"


def _marks(plan: Plan) -> Iterator[tuple[str, str]]:
    bodies = [(plan.body, None), *((one.body, i) for i, one in enumerate(plan.appendixes))]
    for body, appendix in bodies:
        for position, block in enumerate(body):
            if block.marker is not None:
                yield block_place(block, position, appendix), block.marker.text


def cut(runs: Runs, faults: tuple[Fault, ...]) -> Iterator[ShownRun]:
    """Yield the runs in stretches that one set of faults covers; no word is lost."""
    place = 0
    for run in runs:
        end = place + len(run.text)
        inner = {edge for one in faults for edge in (one.start, one.end) if place < edge < end}
        edges = [place, *sorted(inner), end]
        for start, stop in pairwise(edges):
            text = run.text[start - place : stop - place]
            note = run.note if stop == end else ""
            covering = (one for one in faults if one.start <= start < one.end)
            begins = tuple(one.key for one in faults if one.start == start)
            yield ShownRun(replace(run, text=text, note=note), next(covering, None), begins)
        place = end
