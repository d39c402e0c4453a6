"""A plan as the rules read it: every passage with the place a finding points to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from webapp.domain.form_rules.citations import Clause, numbered_clauses
from webapp.domain.plan import Block, BlockKind, Marker, Medium, Plan, Runs, plain
from webapp.domain.stages import Stage


class Part(StrEnum):
    """Which part of the paper a passage belongs to."""

    SUBJECT = "subject"
    ADDRESSEES = "addressees"
    LEGAL_BASES = "legal_bases"
    OPENING = "opening"
    BODY = "body"
    CLOSING = "closing"
    TO_PLACES = "to_places"
    FILING_LINE = "filing_line"
    APPENDIXES = "appendixes"


WORDING = (Part.OPENING, Part.BODY, Part.CLOSING)
_ENCLOSURE = re.compile(r"\s*\(\s*(?:ban hành\s+)?kèm theo\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of the paper."""

    part: Part
    place: str
    text: str
    in_table: bool = False
    kind: BlockKind | None = None
    """What the block is; None outside a body."""
    marker: Marker | None = None

    @property
    def is_enclosure_note(self) -> bool:
        """Tell whether it says whose appendix this is (PL1 III.1c)."""
        return bool(_ENCLOSURE.match(self.text))

    @property
    def is_paragraph(self) -> bool:
        """Tell whether it is running text: no heading, and no cell of a table."""
        return not self.in_table and self.kind in {None, BlockKind.PARAGRAPH}


@dataclass(frozen=True)
class Paper:
    """A plan with what it is checked for."""

    plan: Plan
    stage: Stage
    medium: Medium

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every paragraph in the order of the paper."""
        return tuple(_passages(self.plan))

    def of(self, *parts: Part) -> tuple[Passage, ...]:
        """Return the passages of the named parts, in the order of the paper."""
        return tuple(passage for passage in self.passages if passage.part in parts)

    @cached_property
    def clauses(self) -> tuple[tuple[Passage, Clause], ...]:
        """Every clause that may cite a document with its number, read once for all rules."""
        return tuple(
            (passage, clause)
            for passage in self.passages
            for clause in numbered_clauses(passage.text)
        )

    @property
    def is_final(self) -> bool:
        """Tell whether nothing may be open any more but number and date."""
        return self.stage is not Stage.DRAFT


def bodies(plan: Plan) -> Iterator[tuple[int | None, tuple[Block, ...]]]:
    """Yield the body, and that of each appendix with its position."""
    yield None, plan.body
    for number, appendix in enumerate(plan.appendixes):
        yield number, appendix.body


def block_place(block: Block, position: int, appendix: int | None = None) -> str:
    """Return the place of a block: its id, or its position while it has none."""
    name = block.id or str(position)
    return f"body/{name}" if appendix is None else f"appendixes/{appendix}/{name}"


def _passages(plan: Plan) -> Iterator[Passage]:
    yield Passage(Part.SUBJECT, "subject", plain(plan.subject))
    yield from _list(Part.ADDRESSEES, plan.addressees)
    yield from _list(Part.LEGAL_BASES, plan.legal_bases)
    yield from _list(Part.OPENING, plan.opening)
    for i, block in enumerate(plan.body):
        yield from _block(Part.BODY, block_place(block, i), block)
    yield from _list(Part.CLOSING, plan.closing)
    yield from _list(Part.TO_PLACES, plan.to_places)
    yield Passage(Part.FILING_LINE, "filing_line", plain(plan.filing_line))
    for number, appendix in enumerate(plan.appendixes):
        yield Passage(Part.APPENDIXES, f"appendixes/{number}", appendix.title)
        for i, block in enumerate(appendix.body):
            yield from _block(Part.APPENDIXES, block_place(block, i, number), block)


def _list(part: Part, paragraphs: tuple[Runs, ...]) -> Iterator[Passage]:
    for i, runs in enumerate(paragraphs):
        yield Passage(part, f"{part}/{i}", plain(runs))


def _block(part: Part, place: str, block: Block) -> Iterator[Passage]:
    yield Passage(part, place, plain(block.runs), kind=block.kind, marker=block.marker)
    if block.table is not None:
        for row in block.table.rows:
            for cell in row:
                for runs in cell.paragraphs:
                    yield Passage(part, place, plain(runs), in_table=True)
