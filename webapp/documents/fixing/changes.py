"""What was changed, told in Vietnamese sentences: one for each place, or one for many."""

from collections.abc import Iterable
from dataclasses import dataclass

from webapp.documents.fixing.paper import Edit

_MOST_PLACES = 6
"""Above it one sentence speaks for all places with the same change."""


@dataclass(frozen=True, slots=True)
class Change:
    """What was done for one rule."""

    rule: str
    place: str
    quote: str
    """The beginning of the line; empty where the change is about the page."""
    sentence: str
    """«Đoạn «2. Kiểm tra…»: canh trái → canh đều»."""


def tell(edits: Iterable[Edit]) -> tuple[Change, ...]:
    """Return the changes in their order, each once, many of one kind as one."""
    once: dict[tuple[str, str, str], Edit] = {}
    for one in edits:
        once.setdefault((one.place, one.quote, one.what), one)
    kinds: dict[tuple[str, str], list[Edit]] = {}
    for one in once.values():
        kinds.setdefault((one.rule, one.what), []).append(one)
    return tuple(change for alike in kinds.values() for change in _changes(alike))


def _changes(alike: list[Edit]) -> tuple[Change, ...]:
    first = alike[0]
    if len(alike) <= _MOST_PLACES:
        return tuple(Change(one.rule, one.place, one.quote, _sentence(one)) for one in alike)
    fields = {one.place.partition("/")[0] for one in alike}
    place = fields.pop() if len(fields) == 1 else "page"
    sentence = f"{len(alike)} đoạn, đoạn đầu tiên «{first.quote}»: {first.what}"
    return (Change(first.rule, place, first.quote, sentence),)


def _sentence(one: Edit) -> str:
    return f"Đoạn «{one.quote}»: {one.what}" if one.quote else one.what
