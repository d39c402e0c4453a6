"""Apply the safe corrections of findings to a plan: signs and capitals change, no word does."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from webapp.domain.form_rules.findings import Finding, Fix
from webapp.domain.form_rules.paper import block_place
from webapp.domain.plan import Appendix, Block, Cell, Plan, Run, Runs, Signer, Table, plain

_WORD = re.compile(r"[^\W_]+")
_FIELDS = (
    "organ_in_charge",
    "organ_name",
    "code_notation",
    "promulgation_place",
    "document_type",
    "typer_notation",
)
_MOST_COMPARED = 300
"""Letters; a stretch that differs for longer is replaced as a whole."""
_SIGNER_FIELDS = ("position", "full_name")


class _Edit(NamedTuple):
    """A stretch of a text and what stands there instead."""

    start: int
    end: int
    new: str


def apply(plan: Plan, findings: Iterable[Finding]) -> tuple[Plan, tuple[Finding, ...]]:
    """Return the plan with the corrections made, and the findings whose corrections were.

    In a table, whose cells share a place, each cell that has the wrong words is corrected.
    """
    given = tuple(findings)
    corrections = _Corrections(given)
    fixed = _corrected(plan, corrections)
    return fixed, tuple(finding for finding in given if id(finding) in corrections.applied)


def same_words(one: str, other: str) -> bool:
    """Tell whether two texts say the same: words without case, signs and leading zeros."""
    return _words(one) == _words(other)


def _words(text: str) -> list[str]:
    found = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    return [word.lstrip("0") if word.isdecimal() else word for word in found]


class _Corrections:
    """What is to be corrected at each place, and what was."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.applied: set[int] = set()
        self._of: dict[str, list[tuple[Finding, Fix]]] = defaultdict(list)
        for finding in findings:
            fix = finding.fix
            if fix is not None and same_words(fix.wrong, fix.right):
                self._of[finding.place].append((finding, fix))

    def text(self, place: str, text: str) -> str:
        """Return a field corrected."""
        for edit in reversed(self._edits(place, text)):
            text = text[: edit.start] + edit.new + text[edit.end :]
        return text

    def runs(self, place: str, runs: Runs) -> Runs:
        """Return a paragraph corrected, each letter in the emphasis it had."""
        edits = self._edits(place, plain(runs))
        return _edited(runs, edits) if edits else runs

    def marker(self, place: str, block: Block) -> Block:
        """Return the block with its mark corrected, which stands apart from the words."""
        for finding, fix in self._of.get(place, ()):
            if block.marker is not None and fix.wrong == block.marker.text:
                self.applied.add(id(finding))
                block = replace(block, marker=replace(block.marker, text=fix.right))
        return block

    def _edits(self, place: str, text: str) -> list[_Edit]:
        """Return the changes in the order of the text; of two that meet the first is made."""
        made: list[_Edit] = []
        for finding, fix in self._of.get(place, ()):
            start = text.find(fix.wrong)
            edits = [] if start < 0 else _differences(fix, start)
            others = [edit for edit in edits if edit not in made]
            if edits and not any(_meet(edit, other) for edit in others for other in made):
                made += others
                self.applied.add(id(finding))
        return sorted(made)


def _differences(fix: Fix, start: int) -> list[_Edit]:
    """Return what differs, letter by letter where it is short enough to tell."""
    before = _alike(fix.wrong, fix.right)
    wrong, right = fix.wrong[before:], fix.right[before:]
    behind = _alike(wrong[::-1], right[::-1])
    wrong, right = wrong[: len(wrong) - behind], right[: len(right) - behind]
    start += before
    if len(wrong) > _MOST_COMPARED:
        return [_Edit(start, start + len(wrong), right)]
    matcher = SequenceMatcher(None, wrong, right, autojunk=False)
    return [
        _Edit(start + begin, start + end, right[new_begin:new_end])
        for kind, begin, end, new_begin, new_end in matcher.get_opcodes()
        if kind != "equal"
    ]


def _alike(one: str, other: str) -> int:
    """Return how many letters two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return next(
        (i for i, pair in enumerate(pairs) if pair[0] != pair[1]), min(len(one), len(other))
    )


def _meet(one: _Edit, other: _Edit) -> bool:
    if one.start == one.end == other.start == other.end:
        return True
    return one.start < other.end and other.start < one.end


def _edited(runs: Runs, edits: list[_Edit]) -> Runs:
    letters = [list(run.text) for run in runs]
    owners = [(i, j) for i, run in enumerate(runs) for j in range(len(run.text))]
    for start, end, new in edits:
        for position in range(start, end):
            i, j = owners[position]
            letters[i][j] = ""
        i, j = owners[start if start < end else max(start - 1, 0)]
        letters[i][j] = new + letters[i][j] if start == end == 0 else letters[i][j] + new
    changed = (replace(run, text="".join(kept)) for run, kept in zip(runs, letters, strict=True))
    return tuple(run for run in changed if _holds(run))


def _holds(run: Run) -> bool:
    return bool(run.text or run.note)


def _corrected(plan: Plan, corrections: _Corrections) -> Plan:
    def paragraphs(field: str, texts: tuple[Runs, ...]) -> tuple[Runs, ...]:
        return tuple(corrections.runs(f"{field}/{i}", runs) for i, runs in enumerate(texts))

    fields: dict[str, Any] = {name: corrections.text(name, getattr(plan, name)) for name in _FIELDS}
    return replace(
        plan,
        **fields,
        subject=corrections.runs("subject", plan.subject),
        addressees=paragraphs("addressees", plan.addressees),
        legal_bases=paragraphs("legal_bases", plan.legal_bases),
        opening=paragraphs("opening", plan.opening),
        body=_blocks(plan.body, None, corrections),
        closing=paragraphs("closing", plan.closing),
        to_places=paragraphs("to_places", plan.to_places),
        filing_line=corrections.runs("filing_line", plan.filing_line),
        signer=_signer(plan.signer, corrections),
        appendixes=tuple(
            _appendix(one, number, corrections) for number, one in enumerate(plan.appendixes)
        ),
    )


def _signer(signer: Signer, corrections: _Corrections) -> Signer:
    lines = tuple(corrections.text("signer.authority", line) for line in signer.authority)
    fields = {
        name: corrections.text(f"signer.{name}", getattr(signer, name)) for name in _SIGNER_FIELDS
    }
    return replace(signer, authority=lines, **fields)


def _appendix(appendix: Appendix, number: int, corrections: _Corrections) -> Appendix:
    title = corrections.text(f"appendixes/{number}", appendix.title)
    return replace(appendix, title=title, body=_blocks(appendix.body, number, corrections))


def _blocks(
    blocks: tuple[Block, ...], appendix: int | None, corrections: _Corrections
) -> tuple[Block, ...]:
    return tuple(
        _block(block, block_place(block, i, appendix), corrections)
        for i, block in enumerate(blocks)
    )


def _block(block: Block, place: str, corrections: _Corrections) -> Block:
    block = corrections.marker(place, block)
    table = None if block.table is None else _table(block.table, place, corrections)
    return replace(block, runs=corrections.runs(place, block.runs), table=table)


def _table(table: Table, place: str, corrections: _Corrections) -> Table:
    def cell(one: Cell) -> Cell:
        return replace(
            one, paragraphs=tuple(corrections.runs(place, runs) for runs in one.paragraphs)
        )

    return replace(table, rows=tuple(tuple(map(cell, row)) for row in table.rows))
