"""Lines that tabs or many spaces part into columns, as heads without a table are written."""

import re
from collections.abc import Iterator
from dataclasses import replace

from webapp.documents.layout.sheet import Line, Stretch

_GAPS = re.compile(r"(?<=\S)[ \u00a0]*[\t\ue001\ue002]\s*(?=\S)|(?<=\S)[ \u00a0]{5,}(?=\S)")
_OPEN_PLACE = re.compile(
    r"(?:\bSố\s?[:.]?|\bngày|\btháng|\bnăm|\d)\s+(?=[-/\d.…]|tháng|năm)", re.IGNORECASE
)
"""The empty place of a number or day, which keeps no columns apart."""


def columns_of(line: Line) -> list[Line]:
    """Return the columns of a line, each as a line of its own; the line itself where it has one."""
    text = line.raw
    kept = [match.span() for match in _OPEN_PLACE.finditer(text)]
    gaps = [
        match.span()
        for match in _GAPS.finditer(text)
        if not any(begins <= match.start() and match.end() <= ends for begins, ends in kept)
    ]
    if not gaps:
        return [line]
    begins = [0, *(end for _, end in gaps)]
    ends = [*(start for start, _ in gaps), len(text)]
    parts = (tuple(_between(line, *span)) for span in zip(begins, ends, strict=True))
    return [line.holding(part) for part in parts]


def _between(line: Line, start: int, end: int) -> Iterator[Stretch]:
    place = 0
    for one in line.stretches:
        text = one.text[max(0, start - place) : max(0, end - place)]
        place += len(one.text)
        if text:
            yield replace(one, text=text)
