"""Automatic numbering: the depth of each mark, and the mark that counting gives."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from webapp.domain.outline.markers import components, counted, cut, item_sign, rank, value
from webapp.domain.plan import Block, Marker, MarkerKind

_FAR_BELOW = 1_000_000
"""Ranks items below every mark that counts."""
_ABOVE_ITEMS = "*"
"""Offices write it before the title of a list of dashes."""


@dataclass(slots=True)
class _Open:
    """The latest mark of one depth."""

    rank: int
    number: int
    numbers: tuple[int, ...]
    """What the marks one dot deeper begin with."""
    sign: str = ""
    """Of an item: the sign that comes again with the next one of its list."""


def number(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks counted anew; fixed marks stay, and counting goes on from them."""
    numbered: list[Block] = []
    counter = _Counter()
    for block in blocks:
        marker = block.marker
        if marker and not marker.fixed:
            marker = replace(marker, text=counter.expected(marker) or marker.text)
        if marker:
            counter.take(marker)
        numbered.append(replace(block, marker=marker))
    return tuple(numbered)


def settle(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks with their depth, and fixed marks where counting gives another."""
    counter = _Counter()
    return tuple(_settled(block, counter) for block in blocks)


def depths(blocks: tuple[Block, ...]) -> list[int]:
    """Return the depth that `settle` gives to each block; made for speed, every paper asks it."""
    levels: list[int] = []
    ranks: list[int] = []
    signs: list[str] = []
    latest: tuple[int, str] | None = None
    for block in blocks:
        marker = block.marker
        if marker is None:
            levels.append(0)
            continue
        standing = _standing(marker.kind, marker.text)
        if standing != latest:
            latest = depth, sign = standing
            stay = _staying(ranks, signs, depth, sign)
            ranks[stay:], signs[stay:] = (depth,), (sign,)
        levels.append(len(ranks))
    return levels


@lru_cache(maxsize=1024)
def _standing(kind: MarkerKind, text: str) -> tuple[int, str]:
    """Return how deep a mark stands, and the sign of an item."""
    marker = Marker(kind, text)
    sign = item_sign(marker)
    return (_FAR_BELOW if sign else rank(marker)), sign


def _staying(ranks: list[int], signs: list[str], depth: int, sign: str) -> int:
    """Return how many of the open marks stay open where one of this depth and sign begins."""
    if sign in signs and sign:
        return signs.index(sign)
    stay = len(ranks)
    if not sign:
        while stay and ranks[stay - 1] >= depth:
            stay -= 1
    elif sign == _ABOVE_ITEMS:
        while stay and signs[stay - 1]:
            stay -= 1
    return stay


def _settled(block: Block, counter: "_Counter") -> Block:
    if block.marker is None:
        return replace(block, level=0)
    fixed = counter.expected(block.marker) != block.marker.text
    level = counter.take(block.marker)
    return replace(block, marker=replace(block.marker, fixed=fixed), level=level)


def _above(opened: list[_Open], depth: int, sign: str) -> list[_Open]:
    """Return the marks that stay open; items of another sign stand below those before them."""
    if not sign:
        return [one for one in opened if one.rank < depth]
    if sign == _ABOVE_ITEMS:
        return [one for one in opened if not one.sign]
    signs = [one.sign for one in opened]
    return opened[: signs.index(sign)] if sign in signs else list(opened)


class _Counter:
    """Walks down a body and remembers the marks that are open."""

    def __init__(self) -> None:
        self._open: list[_Open] = []

    def expected(self, marker: Marker) -> str | None:
        """Return the mark that comes next at this depth, in the style of the given one."""
        mark = cut(marker)
        if mark is None:
            return marker.text if marker.kind in {MarkerKind.DASH, MarkerKind.PLUS} else None
        before = self._numbers_above(marker)
        following = self._following(marker, before)
        if before:
            mark = mark._replace(before="".join(f"{part}." for part in before))
        return counted(mark, following)

    def take(self, marker: Marker) -> int:
        """Open the mark and return its depth."""
        mark = cut(marker)
        worth = value(mark) if mark else None
        known = self._following(marker, self._numbers_above(marker)) if worth is None else worth
        self._open[:] = _above(self._open, rank(marker), item_sign(marker))
        numbers = components(marker) or (known,)
        self._open.append(_Open(rank(marker), known, numbers, item_sign(marker)))
        return len(self._open)

    def _following(self, marker: Marker, before: tuple[int, ...]) -> int:
        """Return the number after the latest mark of this depth; 1 under a new parent."""
        latest = next((one for one in self._open if one.rank == rank(marker)), None)
        if latest is None or (before and latest.numbers[:-1] != before):
            return 1
        return latest.number + 1

    def _numbers_above(self, marker: Marker) -> tuple[int, ...]:
        """Return what a mark such as `4.2.` begins with under the marks that are open."""
        own = components(marker)
        above = [one.numbers for one in self._candidates(rank(marker), len(own) - 1)]
        return above[-1] if above and own else own[:-1]

    def _candidates(self, below: int, dots: int) -> Iterator[_Open]:
        return (one for one in self._open if one.rank < below and len(one.numbers) == dots)
