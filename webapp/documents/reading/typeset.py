"""Paragraphs of Word as the lines and pieces that the outline recognises."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate

from webapp.documents.reading.items import PAGE_BREAK, Item, Paragraph, RawTable
from webapp.domain.outline.inline import Piece, look_of, tidy
from webapp.domain.outline.lines import Line
from webapp.domain.plan import Run, Runs, plain

_BLANKS = re.compile(r"[ \t\f]+")
_BLANKS_AND_BREAKS = re.compile(r"[ \t\n\f]+")
_COLUMNS = re.compile(r"\t+|[ ]{3,}")
_OPEN_PLACE = re.compile(
    r"(?:\bSố\s?[:.]?|\bngày|\btháng|\bnăm|\d)[ \t]{2,}(?=[-/\d]|tháng|năm)", re.IGNORECASE
)
"""The empty place of a number or day, which keeps no columns apart."""
_RULE = re.compile(r"[-_=*~─━—–•·|:.…\s]{2,}")
_EDGES = " \t\n\f"


def is_rule(text: str) -> bool:
    """Tell a rule drawn with signs, as under a subject."""
    return bool(_RULE.fullmatch(text))


def squeezed(runs: Iterable[Run], *, breaks: bool = True) -> Runs:
    """Return the runs with single spaces and none at the edges; line breaks stay if wanted."""
    pattern = _BLANKS if breaks else _BLANKS_AND_BREAKS
    kept: list[Run] = []
    ended = True
    for run in runs:
        text = pattern.sub(" ", run.text)
        if breaks and "\n" in text:
            text = re.sub(r" ?\n ?", "\n", text)
        if ended:
            text = text.lstrip(" ")
        if text:
            ended = text.endswith((" ", "\n"))
        kept.append(_with_text(run, text))
    return tidy(_without_last_space(kept))


def _with_text(run: Run, text: str) -> Run:
    """Return the run with another text; most runs keep theirs, and copies cost."""
    return run if run.text == text else replace(run, text=text)


def _without_last_space(runs: list[Run]) -> list[Run]:
    """Cut spaces and breaks off the end, and a space before a break in the next run."""
    for place in range(len(runs) - 1, -1, -1):
        bare = runs[place].text.rstrip(_EDGES)
        runs[place] = _with_text(runs[place], bare)
        if bare:
            break
    for place in range(len(runs)):
        text = runs[place].text.lstrip(_EDGES)
        runs[place] = _with_text(runs[place], text)
        if text:
            break
    return runs


def part_of(runs: Iterable[Run], start: int, end: int, place: int = 0) -> Runs:
    """Return the runs between two places of their text; a note goes with the end of its run.

    The first run begins at `place`.
    """
    kept: list[Run] = []
    for run in runs:
        begins, place = place, place + len(run.text)
        text = run.text[max(0, start - begins) : max(0, end - begins)]
        ends_here = start < place <= end or (begins == place and start <= place < max(end, 1))
        if text or (run.note and ends_here):
            kept.append(replace(run, text=text, note=run.note if ends_here else ""))
    return tuple(kept)


def split_at(runs: Runs, gaps: Iterable[tuple[int, int]]) -> list[Runs]:
    """Return the runs between the gaps."""
    gaps = tuple(gaps)
    if not gaps:
        return [tuple(run for run in runs if run.text or run.note)]
    ends = list(accumulate(len(run.text) for run in runs))
    begins = [0, *ends[:-1]]
    parts, start = [], 0
    for until, after in (*gaps, (len(plain(runs)) + 1, 0)):
        first, last = bisect_left(ends, start), bisect_right(begins, until)
        place = begins[first] if first < len(begins) else 0
        parts.append(part_of(runs[first:last], start, until, place))
        start = after
    return parts


def split_lines(paragraph: Paragraph) -> list[Paragraph]:
    """Return one paragraph for each line that breaks part."""
    text = plain(paragraph.runs)
    if "\n" not in text and PAGE_BREAK not in text:
        return [paragraph]
    gaps = [match.span() for match in re.finditer(r"[\n\f]", text)]
    first, *rest = split_at(paragraph.runs, gaps)
    others = (replace(paragraph, runs=runs, mark="", starts_page=False) for runs in rest)
    return [replace(paragraph, runs=first), *others]


def parts_of(item: Item) -> list[Paragraph]:
    """Return the paragraphs of an item, one a line; of a table column by column."""
    if isinstance(item, Paragraph):
        return split_lines(item)
    return [part for one in _of_table(item) for part in split_lines(one)]


def _of_table(table: RawTable) -> list[Paragraph]:
    return [paragraph for column in table.columns() for paragraph in column]


def column_lines(paragraph: Paragraph, *, gap: bool) -> list[Line]:
    """Return a line of each column that tabs or many spaces keep apart in a paragraph."""
    runs = with_mark(paragraph)
    text = plain(runs).rstrip()
    start = len(text) - len(text.lstrip())
    kept = [match.span() for match in _OPEN_PLACE.finditer(text)]
    gaps = [
        match.span()
        for match in _COLUMNS.finditer(text, start)
        if not any(begins <= match.start() and match.end() <= ends for begins, ends in kept)
    ]
    lines = (a_line(part, gap=gap) for part in split_at(runs, gaps))
    return [line for line in lines if line is not None]


def a_line(runs: Runs, *, gap: bool) -> Line | None:
    """Return the runs as one line of the outline; None where they hold no words or are a rule."""
    regular = squeezed(runs, breaks=False)
    text = plain(regular)
    if not text or is_rule(text):
        return None
    return Line(text, tuple(pieces(regular)), text, gap)


def as_one_line(paragraph: Paragraph) -> Line:
    """Return a whole paragraph as one line, be it empty or a rule."""
    regular = squeezed(with_mark(paragraph), breaks=False)
    text = plain(regular)
    return Line(text, tuple(pieces(regular)), text, gap=False)


def with_mark(paragraph: Paragraph) -> Runs:
    """Return the runs with the automatic mark as their first words."""
    if not paragraph.mark:
        return paragraph.runs
    first = paragraph.runs[0] if paragraph.runs else Run("")
    return (replace(first, text=f"{paragraph.mark} ", note=""), *paragraph.runs)


def pieces(runs: Runs) -> Iterator[Piece]:
    """Yield the runs as pieces of the outline, a footnote as a piece of its own."""
    for run in runs:
        if run.text:
            yield Piece(run.text, look_of(run))
        if run.note:
            yield Piece("", look_of(run), note=run.note)
