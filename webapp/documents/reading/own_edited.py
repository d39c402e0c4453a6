"""Papers of our own templates that somebody went on writing in Word: put back as we write them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from webapp.documents.reading.items import PAGE_BREAK, Item, Paragraph
from webapp.documents.reading.package import Package
from webapp.documents.reading.typeset import part_of, split_at, with_mark
from webapp.documents.reading.wordml import Element, W
from webapp.domain.outline.markers import find_marker
from webapp.domain.plan import Run, Runs, plain

_DASH = re.compile(r"[-–]\s*(?=\S)")
_CLOSED = re.compile(r";\s*$")
_FIRST_PARAGRAPHS = 200
_ZIP_BEGINS = 1980
_LIST_STYLE = "NoiNhanDong"


def is_edited(package: Package, body: Element) -> bool:
    """Tell whether an editor saved the file: Word leaves marks of its own, others a time."""
    if any(info.date_time[0] != _ZIP_BEGINS for info in package.archive.infolist()):
        return True
    paragraphs = (one for _, one in zip(range(_FIRST_PARAGRAPHS), body.iter(W + "p"), strict=False))
    return any("rsid" in str(name) for one in paragraphs for name in one.attrib)


def as_written(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return the items with marks, dashes and page ends in runs and paragraphs of their own."""
    return tuple(one for item in items for one in _as_written(item))


def _as_written(item: Item) -> Iterator[Item]:
    if not isinstance(item, Paragraph):
        rows = tuple(
            tuple(replace(cell, paragraphs=tuple(map(_listed, cell.paragraphs))) for cell in row)
            for row in item.rows
        )
        yield replace(item, rows=rows)
        return
    if item.picture:
        yield item
        return
    gaps = [match.span() for match in re.finditer(PAGE_BREAK, plain(item.runs))]
    for place, runs in enumerate(split_at(with_mark(item), gaps) if gaps else [with_mark(item)]):
        if place:
            yield replace(item, runs=(Run(PAGE_BREAK),), mark="")
        if runs:
            yield replace(item, runs=_with_lead(runs), mark="")


def _with_lead(runs: Runs) -> Runs:
    """Return the runs with the mark that they begin with in a run of its own."""
    text = plain(runs)
    found = find_marker(text.lstrip())
    if found is None:
        return runs
    marker, length = found
    begins = len(text) - len(text.lstrip()) + length
    lead = replace(runs[0], text=f"{marker.text} ", note="")
    tabs = (replace(lead, text="\t"),) * text[:begins].count("\t")
    return (*tabs, lead, *part_of(runs, begins, len(text) + 1))


def _listed(paragraph: Paragraph) -> Paragraph:
    """Return a line of nơi nhận with its dash and its semicolon apart from its words."""
    if paragraph.style.id != _LIST_STYLE or not paragraph.runs:
        return paragraph
    text = plain(paragraph.runs)
    dash, closed = _DASH.match(text), _CLOSED.search(text)
    begins, ends = dash.end() if dash else 0, closed.start() if closed else len(text) + 1
    first, last = paragraph.runs[0], paragraph.runs[-1]
    leads = (replace(first, text="- ", note=""),) if dash else ()
    tails = (replace(last, text=";", note=""),) if closed else ()
    return replace(paragraph, runs=(*leads, *part_of(paragraph.runs, begins, ends), *tails))
