"""Footnotes: their place in the text becomes a number, their words go to a part of their own."""

from dataclasses import dataclass, field, replace

from webapp.documents.word_xml import runs_xml
from webapp.domain.plan import Appendix, Block, Cell, Plan, Run, Runs, Table

NOTES = "word/footnotes.xml"
NOTE_STYLES = ("FootnoteText", "FootnoteReference")
"""Styles of the note and of its mark, under the names that Word itself uses."""

_FIRST = 2
"""Lower ids are taken by the lines that Word draws above the notes."""
_MARK = f'<w:r><w:rPr><w:rStyle w:val="{NOTE_STYLES[1]}"/></w:rPr><w:footnoteRef/></w:r>'


def number_notes(plan: Plan) -> tuple[Plan, tuple[str, ...]]:
    """Return the plan with the id of each note in its place, and the words of the notes."""
    if not [run for runs in _paragraphs(plan) for run in runs if run.note]:
        return plan, ()
    numbering = _Numbering()
    return numbering.plan(plan), tuple(numbering.words)


def notes_xml(words: tuple[str, ...]) -> str:
    """Return the notes as they stand in the part for footnotes."""
    return "".join(_note_xml(number, text) for number, text in enumerate(words, start=_FIRST))


def _note_xml(number: int, text: str) -> str:
    start = f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{NOTE_STYLES[0]}"/></w:pPr>'
    return f"{start}{_MARK}{runs_xml((Run(text),), ' ')}</w:p></w:footnote>"


def _paragraphs(plan: Plan) -> list[Runs]:
    """Return every paragraph of the plan."""
    bodies = (plan.body, *[appendix.body for appendix in plan.appendixes])
    blocks = [block for body in bodies for block in body]
    tables = [block.table for block in blocks if block.table]
    return [
        plan.subject,
        *plan.legal_bases,
        *plan.opening,
        *[block.runs for block in blocks],
        *[
            runs
            for table in tables
            for row in table.rows
            for cell in row
            for runs in cell.paragraphs
        ],
        *plan.closing,
        *plan.to_places,
        plan.filing_line,
    ]


@dataclass(slots=True)
class _Numbering:
    """Counts the notes in the order of the paper."""

    words: list[str] = field(default_factory=list)

    def plan(self, plan: Plan) -> Plan:
        return replace(
            plan,
            subject=self._runs(plan.subject),
            legal_bases=self._many(plan.legal_bases),
            opening=self._many(plan.opening),
            body=self._blocks(plan.body),
            closing=self._many(plan.closing),
            to_places=self._many(plan.to_places),
            filing_line=self._runs(plan.filing_line),
            appendixes=tuple(map(self._appendix, plan.appendixes)),
        )

    def _runs(self, runs: Runs) -> Runs:
        return tuple(map(self._run, runs)) if any(run.note for run in runs) else runs

    def _run(self, run: Run) -> Run:
        if not run.note:
            return run
        self.words.append(run.note)
        return replace(run, note=str(len(self.words) + _FIRST - 1))

    def _many(self, paragraphs: tuple[Runs, ...]) -> tuple[Runs, ...]:
        return tuple(map(self._runs, paragraphs))

    def _blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(map(self._block, blocks))

    def _block(self, block: Block) -> Block:
        table = self._table(block.table) if block.table else None
        return replace(block, runs=self._runs(block.runs), table=table)

    def _table(self, table: Table) -> Table:
        return replace(table, rows=tuple(tuple(map(self._cell, row)) for row in table.rows))

    def _cell(self, cell: Cell) -> Cell:
        return replace(cell, paragraphs=self._many(cell.paragraphs))

    def _appendix(self, appendix: Appendix) -> Appendix:
        return replace(appendix, body=self._blocks(appendix.body))
