"""Names of blocks that outlive edits, so that remarks and comparisons find their paragraph."""

from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from webapp.domain.plan import Appendix, Block, Plan, plain

_ALIKE = 0.5
"""Two paragraphs with this share of letter pairs in common are one paragraph, edited."""
_SURELY_ALIKE = 0.8
"""The same of a paragraph that was moved as well."""
_TELLING = 30
"""Letters from which a paragraph is known wherever it went."""
_MOST_MOVED = 60
_LOOK_AHEAD = 8
_MOST_ALIGNED = 4000
"""Longer bodies are matched by equal text alone: alignment would take too long."""

NewId = Callable[[], str]
_Key = tuple[str, str]


def with_ids(plan: Plan, new_id: NewId) -> Plan:
    """Return the plan with an id on each block; ids that are there and differ are kept."""
    taken: set[str] = set()
    body = _named(plan.body, taken, new_id)
    appendixes = tuple(
        replace(appendix, body=_named(appendix.body, taken, new_id)) for appendix in plan.appendixes
    )
    return replace(plan, body=body, appendixes=appendixes)


def align_ids(
    previous: tuple[Block, ...], current: tuple[Block, ...], new_id: NewId
) -> tuple[Block, ...]:
    """Return `current` with the ids of the blocks of `previous` it was edited from.

    A block that says which one it was, as a table does by its line, is believed.
    """
    places = {block.id: place for place, block in enumerate(previous) if block.id}
    told = {new: places.pop(one.id) for new, one in enumerate(current) if one.id in places}
    ids = {new: previous[old].id for new, old in told.items()}
    taken = set(told.values())
    free = {old: block for old, block in enumerate(previous) if old not in taken}
    olds, news = list(free), [new for new in range(len(current)) if new not in told]
    left = tuple(previous[old] for old in olds), tuple(current[new] for new in news)
    for old, new in _pairs(*left):
        ids[news[new]] = free.pop(olds[old]).id
    _match_moved(free, current, ids)
    _match_moved_and_edited(free, current, ids)
    named = tuple(
        replace(block, id=ids.get(place, block.id)) for place, block in enumerate(current)
    )
    return _named(named, set(), new_id)


def align_appendixes(
    previous: tuple[Appendix, ...], current: tuple[Appendix, ...], new_id: NewId
) -> tuple[Appendix, ...]:
    """Return the appendixes with the ids of those they were edited from, also where they moved."""
    free = list(previous)
    titled = [_taken(free, appendix.title) for appendix in current]
    origins = [one or (free.pop(0) if free else Appendix()) for one in titled]
    return tuple(
        replace(one, body=align_ids(origin.body, one.body, new_id))
        for origin, one in zip(origins, current, strict=True)
    )


def _taken(free: list[Appendix], title: str) -> Appendix | None:
    """Take the first appendix of that title out of the list."""
    found = next((one for one in free if one.title == title), None)
    if found:
        free.remove(found)
    return found


def _named(blocks: tuple[Block, ...], taken: set[str], new_id: NewId) -> tuple[Block, ...]:
    """Give a new id where none is, or where an earlier block has the same."""
    named: list[Block] = []
    for block in blocks:
        name = block.id
        while not name or name in taken:
            name = new_id()
        taken.add(name)
        named.append(replace(block, id=name))
    return tuple(named)


def _key(block: Block) -> _Key:
    if block.picture:
        return (block.kind, block.picture.sha256)
    return (block.kind, repr(block.table) if block.table else plain(block.runs))


def _pairs(previous: tuple[Block, ...], current: tuple[Block, ...]) -> Iterator[tuple[int, int]]:
    """Yield places of blocks that stand in the same order and are equal or alike."""
    if max(len(previous), len(current)) > _MOST_ALIGNED:
        return
    matcher = SequenceMatcher(None, [_key(b) for b in previous], [_key(b) for b in current])
    for tag, old, old_end, new, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(range(old, old_end), range(new, new_end), strict=True)
        elif tag == "replace":
            yield from _alike(previous, current, range(old, old_end), range(new, new_end))


def _alike(
    previous: tuple[Block, ...], current: tuple[Block, ...], olds: range, news: range
) -> Iterator[tuple[int, int]]:
    """Pair each new block with the most alike of the next old ones, in order."""
    start = olds.start
    for new in news:
        window = range(start, min(start + _LOOK_AHEAD, olds.stop))
        scored = [(_likeness(previous[old], current[new]), -old) for old in window]
        score, place = max(scored, default=(0.0, 0))
        if score >= _ALIKE:
            yield -place, new
            start = -place + 1


def _likeness(one: Block, other: Block) -> float:
    """Return the share of letter pairs that two blocks have in common."""
    first, second = _letter_pairs(one), _letter_pairs(other)
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def _letter_pairs(block: Block) -> Counter[str]:
    text = _key(block)[1]
    return Counter(text[place : place + 2] for place in range(len(text) - 1))


def _match_moved(free: dict[int, Block], current: tuple[Block, ...], ids: dict[int, str]) -> None:
    """Give blocks that were moved whole the id they had."""
    places: dict[_Key, deque[int]] = {}
    for old, block in free.items():
        places.setdefault(_key(block), deque()).append(old)
    for new, block in enumerate(current):
        if new not in ids and (left := places.get(_key(block))):
            ids[new] = free.pop(left.popleft()).id


def _match_moved_and_edited(
    free: dict[int, Block], current: tuple[Block, ...], ids: dict[int, str]
) -> None:
    """Give blocks that were moved and edited the id they had, where hardly any doubt is left."""
    news = [new for new, block in enumerate(current) if new not in ids and _is_telling(block)]
    olds = [old for old, block in free.items() if _is_telling(block)]
    if max(len(news), len(olds)) > _MOST_MOVED:
        return
    for new in news:
        scored = [(_likeness(free[old], current[new]), -old) for old in olds if old in free]
        score, place = max(scored, default=(0.0, 0))
        if score >= _SURELY_ALIKE:
            ids[new] = free.pop(-place).id


def _is_telling(block: Block) -> bool:
    """Tell whether a block has words enough to be known by them."""
    return len(plain(block.runs)) >= _TELLING
