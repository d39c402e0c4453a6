"""Two texts as one row of words: what stayed, what went, what came."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby, takewhile
from typing import TypeVar

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_LONG = 1500
"""Tokens of both texts from which they are first cut where the same words stand in both."""
_SHINGLE = 4
"""So many words in a row, once in either text, are the same place."""
_MOST_PAIRS = 30_000
"""Pairs of equal tokens that are looked at; beyond it the commonest are no anchors."""
_Key = TypeVar("_Key", bound=Hashable)


class Change(StrEnum):
    """What happened to a piece, a block or a field."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    AWAY = "away"
    """Where a moved block stood before."""
    EMPHASIS = "emphasis"
    """The same words with another emphasis, mark or level."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words that both texts have, or only one."""

    change: Change
    text: str


def compare_words(old: str, new: str) -> tuple[Piece, ...]:
    """Return the two texts as one row of pieces; joined without ADDED they give `old` back."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    tokens = [
        piece
        for left, right in _stretches(before, after)
        for piece in _compare(before[left], after[right])
        if piece.text
    ]
    return tuple(
        Piece(change, "".join(one.text for one in mine))
        for change, mine in groupby(tokens, key=lambda one: one.change)
    )


def longest_rising(pairs: Sequence[tuple[int, _Key]]) -> frozenset[_Key]:
    """Return the keys of a longest part of the sequence in which the places rise."""
    ends: list[int] = []
    chosen: list[int] = []
    before: list[int] = []
    for index, (place, _) in enumerate(pairs):
        length = bisect_left(ends, place)
        ends[length : length + 1] = [place]
        chosen[length : length + 1] = [index]
        before.append(chosen[length - 1] if length else -1)
    found = set()
    index = chosen[-1] if chosen else -1
    while index >= 0:
        found.add(pairs[index][1])
        index = before[index]
    return frozenset(found)


def _compare(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    yield Piece(Change.SAME, "".join(after[:head]))
    yield from _compare_middle(before[head : len(before) - tail], after[head : len(after) - tail])
    yield Piece(Change.SAME, "".join(after[len(after) - tail :]))


def _shared(one: Iterable[str], other: Iterable[str]) -> int:
    """Return how many tokens both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _compare_middle(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    common = _too_common(before, after)
    matcher = SequenceMatcher(
        lambda token: token.isspace() or token in common, before, after, autojunk=False
    )
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield Piece(Change.SAME, "".join(after[j1:j2]))
            continue
        yield Piece(Change.REMOVED, "".join(before[i1:i2]))
        yield Piece(Change.ADDED, "".join(after[j1:j2]))


def _stretches(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[slice, slice]]:
    """Yield both texts cut at the same places, so that no long stretch is left to compare."""
    left = right = 0
    if len(before) + len(after) > _LONG:
        for i, j in _anchors(before, after):
            yield slice(left, i), slice(right, j)
            yield slice(i, i + 1), slice(j, j + 1)
            left, right = i + 1, j + 1
    yield slice(left, len(before)), slice(right, len(after))


def _anchors(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Return places of words that stand in both texts, in the same order."""
    old, new = _single_shingles(before), _single_shingles(after)
    pairs = [(old[words], words) for words in new if words in old]
    kept = longest_rising(pairs)
    return [(place, new[words]) for place, words in pairs if words in kept]


def _single_shingles(tokens: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Return where each row of words begins that the text has once."""
    places = [place for place, token in enumerate(tokens) if not token.isspace()]
    rows = [
        (tuple(tokens[place] for place in places[at : at + _SHINGLE]), places[at])
        for at in range(len(places) - _SHINGLE + 1)
    ]
    counts = Counter(words for words, _ in rows)
    return {words: place for words, place in rows if counts[words] == 1}


def _too_common(before: Iterable[str], after: Iterable[str]) -> frozenset[str]:
    """Return the tokens that are no use as an anchor: they would make the matching slow."""
    old, new = Counter(before), Counter(after)
    pairs = {token: count * new[token] for token, count in old.items() if token in new}
    left = sum(pairs.values())
    common = set()
    for token in sorted(pairs, key=lambda one: (-pairs[one], one)):
        if left <= _MOST_PAIRS:
            break
        common.add(token)
        left -= pairs[token]
    return frozenset(common)
