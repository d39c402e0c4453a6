"""Appendixes behind the signature: each a section with its head and its own page numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from webapp.documents.numbers import Numbers
from webapp.documents.paragraphs import block_paragraphs
from webapp.documents.rule_lines import rule_under_appendix
from webapp.documents.sections import LANDSCAPE_ROOM, Sections
from webapp.documents.word_xml import Paragraph, Xml, runs_xml
from webapp.domain.outline.appendix_labels import GUIDE, automatic_label, label_of
from webapp.domain.plan import Appendix, Block, BlockKind, Orientation, Plan, Run, Runs, plain

SECTION_STYLE = "Cuoi"
"""Paragraph style of the low paragraph that carries a section break."""

_NOTHING = Xml()


def appendix_paragraphs(
    plan: Plan, guide: str, sections: Sections, room: int, numbers: Numbers
) -> tuple[Paragraph, ...]:
    """Return the appendixes with section breaks between; none where the plan has none."""
    ends = (sections.of_appendix(appendix.orientation) for appendix in plan.appendixes[:-1])
    paragraphs: list[Paragraph] = []
    heads = heads_of([appendix.title for appendix in plan.appendixes])
    for before, head, appendix in zip((sections.plan, *ends), heads, plan.appendixes, strict=False):
        paragraphs += (_break(before), *_appendix(appendix, head, guide, room, numbers))
    return (*paragraphs, _break("")) if paragraphs else ()


def _break(section: str) -> Paragraph:
    """Return the low paragraph that ends a section; the last section ends with the body."""
    properties = f'<w:pStyle w:val="{SECTION_STYLE}"/>{section}'
    return "khoi", _NOTHING, Xml(f"<w:p><w:pPr>{properties}</w:pPr></w:p>")


def heads_of(titles: Sequence[str]) -> list[tuple[str, str]]:
    """Return label and title of each appendix as they are printed, by all their titles."""
    total = len(titles)
    return [
        _head(title, automatic_label(place, total)) for place, title in enumerate(titles, start=1)
    ]


def _appendix(
    appendix: Appendix, head: tuple[str, str], guide: str, room: int, numbers: Numbers
) -> Iterator[Paragraph]:
    wide = LANDSCAPE_ROOM if appendix.orientation is Orientation.LANDSCAPE else room
    label, title = head
    yield "phu_luc", _NOTHING, runs_xml((Run(label),), numbers)
    if title:
        yield "ten_phu_luc", _NOTHING, runs_xml((Run(title),), numbers)
    first, rest = _written_guide(appendix.body)
    guides = in_italics(first.runs) if first else (Run(guide),)
    yield "kem_theo", _NOTHING, runs_xml(guides, numbers)
    yield "khoi", _NOTHING, rule_under_appendix(wide)
    yield from block_paragraphs(rest, wide, numbers)


def _head(title: str, given: str) -> tuple[str, str]:
    """Return «Phụ lục I» in small letters on its own line, and the title (PL1 III.1b).

    A number that the title itself gives is kept.
    """
    label = label_of(title.strip())
    if label is None:
        return given, title.strip()
    return label.text if label.number else given, label.rest


def _written_guide(body: tuple[Block, ...]) -> tuple[Block | None, tuple[Block, ...]]:
    """Return the line «(Kèm theo …)» that the text itself begins with, and the rest."""
    begins = bool(body) and body[0].kind is BlockKind.PARAGRAPH and not body[0].marker
    return (body[0], body[1:]) if begins and _is_guide(body[0]) else (None, body)


def _is_guide(block: Block) -> bool:
    return bool(GUIDE.match(plain(block.runs)))


def in_italics(guide: Runs) -> Runs:
    """Return a guide that somebody wrote in the italics of its style, which tell it from ours."""
    mixed = any(run.italic for run in guide)
    return guide if mixed else tuple(replace(run, italic=True) for run in guide)
