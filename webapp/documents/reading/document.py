"""A .docx to a plan with its report."""

from dataclasses import replace

from lxml import etree

from webapp.documents.reading import old_fonts
from webapp.documents.reading.appendixes import Appendixes
from webapp.documents.reading.blocks import read_blocks
from webapp.documents.reading.fields import Fields
from webapp.documents.reading.frames import without_frames
from webapp.documents.reading.inline import InlineReader, LookOf
from webapp.documents.reading.items import Item, Paragraph, RawTable, Story
from webapp.documents.reading.losses import Losses
from webapp.documents.reading.numbering import Numbering
from webapp.documents.reading.own_appendixes import read_own_appendixes
from webapp.documents.reading.own_edited import as_written, is_edited
from webapp.documents.reading.own_margins import with_margins, without_margins
from webapp.documents.reading.own_papers import (
    is_own,
    is_text_table,
    own_blocks,
    part_own,
    read_own,
)
from webapp.documents.reading.package import Package, damaged, open_package
from webapp.documents.reading.pictures import PictureReader
from webapp.documents.reading.story import StoryReader, refuse_too_long
from webapp.documents.reading.styles import Look, Styles, direct_look
from webapp.documents.reading.surroundings import read_furniture, read_notes, without_typed_pages
from webapp.documents.reading.table_styles import CellLook
from webapp.documents.reading.wordml import Element, W, content_key
from webapp.documents.reading.zones import Foot, Head, part_items, read_head
from webapp.domain.outline.appendix_guides import without_own_guides
from webapp.domain.outline.appendix_labels import without_labels
from webapp.domain.outline.header import read_header
from webapp.domain.outline.lines import Line
from webapp.domain.outline.nature import tell_nature
from webapp.domain.outline.paper import (
    NewId,
    PaperParts,
    assemble,
    counted_ids,
    report_title,
)
from webapp.domain.outline.report import Report
from webapp.domain.outline.sections import sort_paragraphs
from webapp.domain.outline.tail import read_tail
from webapp.domain.outline.title import Title
from webapp.domain.plan import Plan

_UNTITLED = Title(0, "", (), 0)


def read_docx(data: bytes, new_id: NewId | None = None) -> Plan:
    """Return the plan that a Word file holds; refuse a file that cannot be read safely.

    Blocks get ids from `new_id`; without it, ids count up from b1.
    """
    return read_package(open_package(data), new_id)


def read_package(package: Package, new_id: NewId | None = None) -> Plan:
    """Return the same of an opened file, which stays as it is."""
    try:
        return _read(package, new_id or counted_ids())
    except (RecursionError, etree.LxmlError) as error:
        raise damaged() from error


def _read(package: Package, new_id: NewId) -> Plan:
    main = package.main()
    body = main.find(W + "body")
    if body is None:
        raise damaged()
    refuse_too_long(body)
    own = is_own({style.get(W + "val", "") for style in body.iter(W + "pStyle")})
    losses, report = Losses(), Report()
    story = _story(package, body, losses, own=own)
    story = replace(story, items=tuple(without_frames(story.items, losses, own=own)))
    if own and is_edited(package, body):
        story = replace(story, items=as_written(story.items))
    recognise = _read_back if own else _recognise
    plan = recognise(story, report, new_id, losses)
    if own:
        plan = with_margins(plan, package, story.items)
        losses.furniture[:] = without_margins(losses.furniture, plan)
    losses.tell(report)
    losses.pictures.tell(report, taken=_pictures(plan))
    return replace(plan, report=tuple(report.items))


def _pictures(plan: Plan) -> int:
    bodies = (plan.body, *(appendix.body for appendix in plan.appendixes))
    return sum(block.picture is not None for body in bodies for block in body)


def _story(package: Package, body: Element, losses: Losses, *, own: bool) -> Story:
    styles = Styles(package.part("styles"))
    look_of = _cached(_direct if own else styles.look)
    notes = read_notes(package, look_of, losses)
    inline = InlineReader(
        Fields(body),
        look_of,
        lambda kind, number: notes.get((kind, number), ""),
        losses,
        PictureReader(package, losses.pictures).read,
    )
    story = StoryReader(inline, styles, Numbering(package.part("numbering"), styles), losses)
    read = story.read(body)
    read_furniture(package, look_of, losses)
    return read


def _direct(properties: Element | None, _: str, __: CellLook) -> Look:
    return direct_look(properties)


def _cached(look_of: LookOf) -> LookOf:
    """Return the same, remembering what was asked: most runs of a file look like another."""
    known: dict[tuple[tuple[object, ...], str, CellLook], Look] = {}

    def cached(properties: Element | None, style: str, cell: CellLook) -> Look:
        key = (content_key(properties), style, cell)
        if key not in known:
            known[key] = look_of(properties, style, cell)
        return known[key]

    return cached


def _read_back(story: Story, report: Report, new_id: NewId, losses: Losses) -> Plan:
    """Return the plan of a paper that was rendered here."""
    losses.pictures.in_cells += sum(
        item.pictures for item in story.items if isinstance(item, RawTable) and is_text_table(item)
    )
    paper, behind = part_own(story.items)
    plan = assemble(read_own(paper, report), report, new_id)
    appendixes = read_own_appendixes(behind, plan, story.sections, own_blocks, new_id)
    return replace(plan, appendixes=appendixes)


def _recognise(story: Story, report: Report, new_id: NewId, losses: Losses) -> Plan:
    """Return the plan of a paper that others wrote, by the rules that pasted text follows."""
    old_fonts.refuse_unnamed(_all_words(story.items))
    head = read_head(list(story.items))
    foot = part_items(head.rest)
    parts, strays = _parts(head, foot, losses, report)
    plan = assemble(parts, report, new_id)
    appendixes = Appendixes(story.sections, losses, new_id, report)
    _report_landscape(story, foot, report)
    found = (
        *appendixes.read(foot.inner_appendixes),
        *appendixes.read_lines(strays),
        *appendixes.read(foot.after),
    )
    labelled = without_labels(found, report, new_id)
    whole = replace(plan, appendixes=without_own_guides(labelled, plan, report))
    tell_nature(whole, report)
    return whole


def _parts(head: Head, foot: Foot, losses: Losses, report: Report) -> tuple[PaperParts, list[Line]]:
    title = head.title or _UNTITLED
    header = read_header(head.lines, report)
    report_title(title, report)
    tail = read_tail(foot.lines, report)
    read = read_blocks(without_typed_pages(foot.text, report), losses)
    sections = sort_paragraphs(read, titled=bool(title.document_type))
    return PaperParts(header, title, sections, tail), list(tail.after)


def _report_landscape(story: Story, foot: Foot, report: Report) -> None:
    if any(story.sections[item.section].landscape for item in foot.text):
        message = "Phần giấy ngang trong nội dung được giữ tại chỗ; nên chuyển thành phụ lục."
        report.add("kept_as_is", "body", message)


def _all_words(items: tuple[Item, ...]) -> str:
    return " ".join(item.text for item in items if isinstance(item, Paragraph))
