"""Examples of help as they are drawn; the rules themselves say which words are at fault."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from webapp.domain.form_rules.checking import check
from webapp.domain.form_rules.explanations.model import Example, Explanation
from webapp.domain.form_rules.explanations.sample import PlacedLine, places_of, plan_of
from webapp.domain.form_rules.findings import Finding, Fix
from webapp.domain.outline.body import parse_body
from webapp.domain.outline.inline import parse_runs
from webapp.domain.plan import Block, BlockKind, Plan, Run, plain
from webapp.services.field_findings import findings_of, shown_fix
from webapp.services.finding_values import FieldFinding
from webapp.services.shown_faults import Fault, Faults, cut, faults_of

_FAULT = "fault"
_BLANK = "(để trống)"
_PARTS = frozenset({"opening", "body", "to_places", "appendixes"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line."""

    text: str
    at_fault: bool


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of an example."""

    role: str
    looks: tuple[str, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ShownExample:
    """An example, and what the check says of it."""

    lines: tuple[ShownLine, ...]
    message: str = ""
    """Of the wrong one: what a person reads."""
    fix: Fix | None = None
    """What «Sửa» would change, where it can."""


def wrong_example(rule_id: str, explanation: Explanation) -> ShownExample:
    """Return the wrong example of a rule about words, with those that the rule finds in it."""
    example = explanation.wrong
    plan = plan_of(example)
    shown = [one for one in findings_of(plan, explanation.stage) if one.rule == rule_id]
    found = [one for one in findings_in_example(explanation, example) if one.rule == rule_id]
    lines = tuple(_lines(example, _faults(plan, shown)))
    said = [(one.message, shown_fix(one)) for one in found] or [("", None)]
    return ShownExample(lines, *said[0])


def _faults(plan: Plan, shown: list[FieldFinding]) -> Faults:
    """Return the words at fault; a finding about a whole part is shown at its first line."""
    faults = faults_of(plan, shown)
    placed = {one.key for mine in faults.values() for one in mine}
    for one in shown:
        if one.key not in placed:
            name = f"{one.place}/0" if one.place in _PARTS else one.place
            faults[name] = (Fault(0, 0, one.key, one.severity, one.message),)
    return faults


def right_example(explanation: Explanation) -> ShownExample:
    """Return the right example of a rule about words."""
    return ShownExample(tuple(_lines(explanation.right, {})))


def drawn(example: Example) -> ShownExample:
    """Return an example of a rule about looks: its lines say themselves what is at fault."""
    lines = []
    for line in example:
        looks = tuple(line.look.split())
        lines.append(ShownLine(line.role, looks, (Piece(line.text, at_fault=_FAULT in looks),)))
    return ShownExample(tuple(lines))


def findings_in_example(explanation: Explanation, example: Example) -> tuple[Finding, ...]:
    """Return everything that the rules find in the plan of an example."""
    plan = plan_of(example)
    return check(replace(plan, medium=explanation.medium), explanation.stage)


def _lines(example: Example, faults: Faults) -> Iterator[ShownLine]:
    for placed in places_of(example):
        looks = tuple(placed.line.look.split())
        pieces = tuple(_pieces(placed, faults))
        if placed.line.role == "body" and _is_heading(placed.line.text):
            looks = (*looks, "heading")
        yield ShownLine(placed.line.role, looks, pieces)


def _is_heading(text: str) -> bool:
    return any(block.kind is BlockKind.HEADING for block in parse_body(text))


def _pieces(placed: PlacedLine, faults: Faults) -> Iterator[Piece]:
    if placed.before:
        yield Piece(placed.before, at_fault=False)
    text = placed.line.text
    if placed.line.role in {"body", "appendix_body"}:
        block = next(iter(parse_body(text)), Block(BlockKind.PARAGRAPH))
        if block.marker is not None:
            at_fault = f"{placed.place}:mark" in faults
            yield Piece(block.marker.text, at_fault=at_fault)
            yield Piece(" ", at_fault=False)
        text = plain(block.runs)
    else:
        text = plain(parse_runs(text)) if "\n" not in text else text
    mine = faults.get(placed.place, ())
    if not text.strip():
        yield Piece(_BLANK, at_fault=bool(faults))
        return
    if any(one.start == one.end for one in mine):
        yield Piece(text, at_fault=True)
        return
    for one in cut((Run(text),), mine):
        yield Piece(one.run.text, at_fault=one.fault is not None)
    if placed.after:
        yield Piece(placed.after, at_fault=False)
