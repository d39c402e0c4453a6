"""What was changed, told in Vietnamese sentences: one for each place, or one for many."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from webapp.documents.fixing.paper import Edit

_TO = " → "
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
    for one in _in_one_step(once.values()):
        kinds.setdefault((one.rule, one.what), []).append(one)
    return tuple(change for alike in kinds.values() for change in _changes(alike))


def _in_one_step(edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits, two at one place of which the second goes on from the first as one."""
    told: list[Edit] = []
    at_place: dict[tuple[str, str], list[int]] = {}
    for one in edits:
        mine = at_place.setdefault((one.place, one.quote), [])
        joined = ((at, _joined(told[at].what, one.what)) for at in mine)
        at, what = next((found for found in joined if found[1]), (len(told), ""))
        if what:
            told[at] = replace(told[at], what=what)
        else:
            mine.append(at)
            told.append(one)
    return told


def _joined(before: str, after: str) -> str:
    """Return «cỡ chữ 16 → 13» for «cỡ chữ 16 → 14» and «cỡ chữ 14 → 13», else nothing."""
    was, _, became = before.partition(_TO)
    left, _, now = after.partition(_TO)
    subject = left.removesuffix(became)
    goes_on = bool(became and now) and left != subject and was.startswith(subject)
    return f"{was}{_TO}{now}" if goes_on and was != f"{subject}{now}" else ""


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
