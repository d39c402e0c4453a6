"""The appendixes of a paper of our own templates, read back by their styles."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from webapp.documents.reading.items import Item, Paragraph, Section
from webapp.domain.outline.appendix_labels import without_label
from webapp.domain.outline.joins import Paragraph as Read
from webapp.domain.outline.paper import NewId, named_blocks
from webapp.domain.outline.title import light_note
from webapp.domain.plan import Appendix, Orientation, Plan, plain

HEAD_STYLE, _TITLE_STYLE, _GUIDE_STYLE = "PhuLuc", "TenPhuLuc", "KemTheo"

BlocksOf = Callable[[Iterable[Item]], list[Read]]


def read_own_appendixes(
    items: Iterable[Item],
    plan: Plan,
    sections: tuple[Section, ...],
    blocks_of: BlocksOf,
    new_id: NewId,
) -> tuple[Appendix, ...]:
    """Return the appendixes of the plan, each from the paragraph with its label on."""
    groups = list(_groups(items))
    return tuple(
        Appendix(
            without_label(_title(group), place, len(groups)),
            named_blocks(blocks_of(_without_head(group, plan)), new_id),
            _orientation(group, sections),
        )
        for place, group in enumerate(groups, start=1)
    )


def _groups(items: Iterable[Item]) -> Iterator[list[Item]]:
    group: list[Item] = []
    for item in items:
        if isinstance(item, Paragraph) and item.style.id == HEAD_STYLE:
            if group:
                yield group
            group = []
        group.append(item)
    if group:
        yield group


def _title(group: list[Item]) -> str:
    heads = (HEAD_STYLE, _TITLE_STYLE)
    lines = (one for one in group if isinstance(one, Paragraph) and one.style.id in heads)
    return "\n".join(filter(None, (plain(one.runs) for one in lines)))


def _without_head(group: list[Item], plan: Plan) -> list[Item]:
    return [_as_written(one) for one in group if not _is_head(one, plan)]


def _as_written(item: Item) -> Item:
    """Return a guide that somebody wrote without the italics that its form gives it."""
    if not isinstance(item, Paragraph) or item.style.id != _GUIDE_STYLE:
        return item
    return replace(item, runs=light_note(item.runs))


def _is_head(item: Item, plan: Plan) -> bool:
    if not isinstance(item, Paragraph):
        return False
    style = item.style.id
    return style in {HEAD_STYLE, _TITLE_STYLE} or (style == _GUIDE_STYLE and _is_made(item, plan))


def _is_made(guide: Paragraph, plan: Plan) -> bool:
    """Tell the line «(Kèm theo …)» that rendering made from one that the text itself has."""
    text = plain(guide.runs)
    begins = text.startswith(f"(Kèm theo {plan.document_type.capitalize()} số ")
    styled = any(run.bold or run.italic or run.underline for run in guide.runs)
    return begins and f"/{plan.code_notation} ngày" in text and not styled


def _orientation(group: list[Item], sections: tuple[Section, ...]) -> Orientation:
    lies = sections[group[0].section].landscape
    return Orientation.LANDSCAPE if lies else Orientation.PORTRAIT
