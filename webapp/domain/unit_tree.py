"""The tree of an agency's units: a unit stands under one other, at most three levels deep."""

from collections.abc import Iterator, Mapping

MOST_LEVELS = 3
Parents = Mapping[int, int | None]
"""Every unit of the agency with the unit above it."""


def misplaced(parents: Parents, unit_id: int | None, parent_id: int | None) -> str | None:
    """Return why the unit (None: a new one) may not stand under the other; None when it may."""
    if parent_id is None:
        return None
    if parent_id not in parents:
        return "Đơn vị cấp trên phải là một đơn vị của cơ quan này; chọn lại."
    above = tuple(_upward(parents, parent_id))
    if unit_id in above:
        return "Đơn vị không đứng dưới chính nó hoặc dưới đơn vị trực thuộc nó; chọn đơn vị khác."
    if len(above) + _height(parents, unit_id) > MOST_LEVELS:
        return f"Đơn vị xếp tối đa {MOST_LEVELS} cấp; chọn đơn vị cấp trên khác."
    return None


def in_order(parents: Parents) -> Iterator[tuple[int, int]]:
    """Yield each unit with its level, 0 at the top: those below behind the one above them."""
    tops = [one for one, above in parents.items() if above is None]
    for one in tops:
        yield from _branch(parents, one, 0)


def with_those_below(parents: Parents, unit_id: int | None) -> frozenset[int | None]:
    """Return the unit and every unit under it; no unit has none under it."""
    if unit_id is None:
        return frozenset({None})
    return frozenset(one for one, _ in _branch(parents, unit_id, 0))


def _branch(parents: Parents, unit_id: int, level: int) -> Iterator[tuple[int, int]]:
    yield unit_id, level
    for one, above in parents.items():
        if above == unit_id:
            yield from _branch(parents, one, level + 1)


def _upward(parents: Parents, unit_id: int) -> Iterator[int]:
    here: int | None = unit_id
    while here is not None:
        yield here
        here = parents[here]


def _height(parents: Parents, unit_id: int | None) -> int:
    if unit_id is None:
        return 1
    return 1 + max(level for _, level in _branch(parents, unit_id, 0))
