"""Findings that quote the words at fault, with a correction that is found at one place alone."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple, Protocol

from webapp.domain.form_rules.findings import Finding, Fix, Rule

_MOST_CONTEXT = 200
"""Letters of context; a text that repeats itself longer than this gets no correction."""
_MOST_OF_A_KIND = 50
"""Faults of one kind in a passage; bounded, so that a hostile text costs no time."""
_SHOWN = 60


class Written(Protocol):
    """Something written at a place of the plan."""

    @property
    def place(self) -> str:
        """Return where it stands."""

    @property
    def text(self) -> str:
        """Return its words."""


class Words(NamedTuple):
    """The words of a field."""

    place: str
    text: str


def quoted(
    rule: Rule, written: Written, span: tuple[int, int], advice: str, right: str | None = None
) -> Finding:
    """Return the finding on a stretch of words; `right` replaces it where that is certain."""
    start, end = span
    quote = written.text[start:end]
    fix = None if right is None else correction(written.text, start, end, right)
    return rule.at(written.place, f"«{_short(quote)}»: {advice}", quote, fix)


def whole(rule: Rule, written: Written, message: str) -> Finding:
    """Return the finding on all the words at a place, which nothing can correct by itself."""
    return rule.at(written.place, message, written.text.strip())


def correction(text: str, start: int, end: int, right: str) -> Fix | None:
    """Return the correction, with as much before it as makes it the first of its kind."""
    begin = start
    while text.find(text[begin:end]) != begin or begin == end:
        if begin == 0 or start - begin > _MOST_CONTEXT:
            return None
        begin = max(text.rfind(" ", 0, begin - 1) + 1, 0)
    return Fix(text[begin:end], text[begin:start] + right)


def each(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Return the matches of a pattern, so many as a person would want to read."""
    return islice(pattern.finditer(text), _MOST_OF_A_KIND)


def _short(words: str) -> str:
    shown = words.strip().replace("\n", " ")
    return shown if len(shown) <= _SHOWN else shown[:_SHOWN].rstrip() + "…"
