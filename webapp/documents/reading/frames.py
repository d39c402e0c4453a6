"""Frames around a text: tables of one column that hold what is no table."""

from collections.abc import Iterable, Iterator

from webapp.documents.reading.items import Item, Paragraph, RawTable
from webapp.documents.reading.losses import Losses
from webapp.domain.outline.markers import find_marker
from webapp.domain.plan import MarkerKind

_ITEMS = {MarkerKind.DASH, MarkerKind.PLUS, MarkerKind.LETTER, MarkerKind.PAREN}
_LEAST_MARKS = 2
"""A remark in a box may begin with one number."""


def without_frames(items: Iterable[Item], losses: Losses, *, own: bool) -> Iterator[Item]:
    """Yield the items, what stands in frames in their place; each frame is noted.

    A table of one column in a paper of our `own` is one, whatever it holds but other tables.
    """
    for item in items:
        held = _framed(item, own=own)
        if held:
            losses.frames += 1
            losses.nested_tables -= sum(isinstance(one, RawTable) for one in held)
            yield from without_frames(held, losses, own=own)
        else:
            yield item


def _framed(item: Item, *, own: bool) -> list[Item]:
    """Return what a frame holds: a table, căn cứ or an outline; nothing for what is no frame."""
    if not isinstance(item, RawTable) or any(len(row) > 1 for row in item.rows):
        return []
    held = [one for row in item.rows for cell in row for one in cell.held]
    marked = sum(isinstance(one, Paragraph) and _is_marked(one) for one in held)
    nested = any(isinstance(one, RawTable) for one in held)
    return held if nested or (marked >= _LEAST_MARKS and not own) else []


def _is_marked(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    found = find_marker(text)
    return text.startswith("Căn cứ ") or (found is not None and found[0].kind not in _ITEMS)
