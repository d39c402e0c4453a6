"""The parts of a plan as they are chosen for a trích sao, and told of afterwards."""

from dataclasses import dataclass

from webapp.domain.copies import Parts, has_opening
from webapp.domain.outline.appendix_labels import automatic_label, label_of
from webapp.domain.plan import Block, BlockKind, Plan, plain

_SHOWN = 110
_NAMES = {BlockKind.TABLE: "(bảng)", BlockKind.PICTURE: "(hình)"}


@dataclass(frozen=True, slots=True)
class PartOffer:
    """A block or an appendix that may be chosen."""

    place: int
    label: str
    level: int = 0
    """How deep it stands in the outline."""
    is_heading: bool = False


def offered_blocks(plan: Plan) -> tuple[PartOffer, ...]:
    """Return the blocks of the body that say something."""
    depth, offers = 0, []
    for place, block in enumerate(plan.body):
        depth = block.level or depth
        if block.kind is not BlockKind.PAGE_BREAK:
            level = block.level or depth + 1
            offers.append(PartOffer(place, _label(block), level, block.kind is BlockKind.HEADING))
    return tuple(offers)


def offered_appendixes(plan: Plan) -> tuple[PartOffer, ...]:
    """Return the appendixes as they are called on the paper."""
    total = len(plan.appendixes)
    return tuple(
        PartOffer(place, _appendix_label(one.title, place, total))
        for place, one in enumerate(plan.appendixes)
    )


def parts_in_words(plan: Plan, parts: Parts) -> str:
    """Return «mục I; mục II.2; Phụ lục I»: the choice as it is told afterwards."""
    named = ["căn cứ, mở đầu"] if parts.opening and has_opening(plan) else []
    blocks = {one.place: one.label for one in offered_blocks(plan)}
    named += [f"«{blocks[place]}»" for place in sorted(parts.blocks)]
    named += ["phần kết"] if parts.closing and plan.closing else []
    labels = offered_appendixes(plan)
    named += [labels[place].label for place in sorted(parts.appendixes)]
    return "; ".join(named)


def _label(block: Block) -> str:
    mark = f"{block.marker.text} " if block.marker else ""
    words = " ".join(plain(block.runs).split()) or _NAMES.get(block.kind, "")
    text = f"{mark}{words}".strip()
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]}…"


def _appendix_label(title: str, place: int, total: int) -> str:
    label = label_of(title)
    if label is None:
        return f"{automatic_label(place + 1, total)}: {' '.join(title.split())}".rstrip(": ")
    given = label.text if label.number else automatic_label(place + 1, total)
    return f"{given}: {' '.join(label.rest.split())}".rstrip(": ")
