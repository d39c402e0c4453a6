"""Where the head, the text, the foot and the appendixes of a Word file stand."""

import re
from dataclasses import dataclass

from webapp.documents.reading.items import PAGE_BREAK, Item, Paragraph, RawTable
from webapp.documents.reading.typeset import column_lines, parts_of
from webapp.domain.outline.header import is_header_line
from webapp.domain.outline.headings import in_capitals
from webapp.domain.outline.lines import Line
from webapp.domain.outline.signature import is_name, is_signature_line
from webapp.domain.outline.tail import is_appendix, names_places, tail_start
from webapp.domain.outline.title import Title, find_title, with_note
from webapp.domain.plan import plain

_HEAD_ITEMS = 80
_HEAD_LINES = 25
_MOST_TAIL_ROWS, _MOST_SIGNATURE_LINES = 15, 16
_FORM = re.compile(
    r"(?:Biểu|BIỂU|Mẫu|MẪU)(?: (?:mẫu|MẪU))?(?: (?:số|SỐ))?\s*:?\s*"
    r"(?:\d{1,3}[A-Za-z]?|[IVX]{1,5}|[A-ZĐ]{1,4}[-.]?\d{1,3}|[A-ZĐ])(?:[-./]\w+)*(?!\w)"
)
_LONGEST_FORM = 250


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line, and the part of the item that it comes from."""

    line: Line
    item: int
    part: int
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the text."""

    lines: list[Line]
    """Of the header."""
    title: Title | None
    rest: list[Item]
    """What follows; the end of an item that the head took half of comes as paragraphs."""


@dataclass(frozen=True, slots=True)
class Foot:
    """How the rest is parted."""

    text: list[Item]
    inner_appendixes: list[Item]
    """What stands between the text and the signature, from a head of an appendix on."""
    lines: list[Line]
    """Of nơi nhận and signature."""
    after: list[Item]


def read_head(items: list[Item]) -> Head:
    """Return the header's lines, type and subject, and what follows them."""
    entries = _head_entries(items)
    lines = [entry.line for entry in entries]
    title = _centred_title(entries)
    place, end = (title.place, title.end) if title else (0, 0)
    if title is None:
        sure = [n for n, line in enumerate(lines[:_HEAD_LINES]) if is_header_line(line)]
        place = end = _whole_item(entries, sure[-1]) + 1 if sure else 0
    return Head(lines[:place], title, _rest(items, entries[:end]))


def _centred_title(entries: list[_Entry]) -> Title | None:
    """Return type and subject; a bold line at the edge under a subject in the middle is no more."""
    lines = [entry.line for entry in entries]
    title = find_title(lines)
    if title is None:
        return None
    if title.place + 1 < title.end and entries[title.place + 1].centred:
        under = range(title.place + 2, title.end)
        edge = (n for n in under if not entries[n].centred and not lines[n].text[:1].islower())
        cut = next(edge, None)
        title = title if cut is None else find_title(lines[:cut])
    return title and with_note(title, lines)


def _head_entries(items: list[Item]) -> list[_Entry]:
    entries: list[_Entry] = []
    gap, before = True, None
    for place, item in enumerate(items[:_HEAD_ITEMS]):
        for number, part in enumerate(parts_of(item)):
            found = column_lines(part, gap=gap)
            look = (part.centred, bool(found) and found[0].bold)
            if found and before not in {None, look}:
                found = column_lines(part, gap=True)
            entries += [_Entry(line, place, number, part.centred) for line in found]
            gap, before = not found, look if found else before
    return entries


def _whole_item(entries: list[_Entry], place: int) -> int:
    """Return the last line of the table in which a line of the header stands."""
    while place + 1 < len(entries) and entries[place + 1].item == entries[place].item:
        place += 1
    return place


def _rest(items: list[Item], taken: list[_Entry]) -> list[Item]:
    if not taken:
        return items
    last = taken[-1]
    left = parts_of(items[last.item])[last.part + 1 :]
    return [*left, *items[last.item + 1 :]]


def part_items(items: list[Item]) -> Foot:
    """Part what follows the subject into text, foot and appendixes."""
    items = [one for item in items for one in _unframed(item)]
    begins = _foot_begins(items)
    ends = _foot_ends(items, begins)
    inner = next((n for n in range(begins) if _begins_appendix(items, n)), begins)
    return Foot(items[:inner], items[inner:begins], _foot_lines(items[begins:ends]), items[ends:])


def _unframed(item: Item) -> list[Item]:
    """Return the paragraphs of a frame in which the head of an appendix stands, else the item."""
    if not isinstance(item, RawTable) or any(len(row) > 1 for row in item.rows):
        return [item]
    held = [one for column in item.columns() for one in column]
    written = [one for one in held if one.text.strip()]
    titled = written and begins_part(written[0]) and all(one.centred for one in written)
    return list(held) if titled else [item]


def _foot_begins(items: list[Item]) -> int:
    """Return the item with which nơi nhận or the signature begins."""
    entries = [
        _Entry(line, place, 0)
        for place, item in enumerate(items)
        if isinstance(item, Paragraph) or _is_foot_table(item)
        for part in parts_of(item)
        for line in column_lines(part, gap=False)
    ]
    lines = [entry.line for entry in entries]
    start = tail_start(lines)
    if start == len(lines) and (alone := _last_foot_table(items)) is not None:
        return alone
    return entries[start].item if start < len(entries) else len(items)


def _last_foot_table(items: list[Item]) -> int | None:
    places = [
        n for n, item in enumerate(items) if isinstance(item, RawTable) and _is_foot_table(item)
    ]
    return places[0] if places else None


def _is_foot_table(table: RawTable) -> bool:
    """Tell the table of nơi nhận and signature from a table of the text."""
    if len(table.rows) > _MOST_TAIL_ROWS:
        return False
    lines = [line for part in parts_of(table) for line in column_lines(part, gap=False)]
    if any(names_places(line) for line in lines):
        return True
    signs = [is_signature_line(line.text) for line in lines]
    named = any(is_name(line.text) for line in lines)
    return named and any(signs) and len(lines) <= _MOST_SIGNATURE_LINES


def _foot_ends(items: list[Item], begins: int) -> int:
    """Return the first item that belongs to no foot: another page, an appendix, a table."""
    whole = begins < len(items) and _is_whole_foot(items[begins])
    for place in range(begins + 1, len(items)):
        item, before = items[place], items[place - 1]
        if whole and isinstance(item, Paragraph) and item.text.strip():
            return place
        if isinstance(item, RawTable):
            if not _is_foot_table(item):
                return place
        elif _starts_page(item, before) or begins_part(item) or _begins_paper(item):
            return place
    return len(items)


def _is_whole_foot(item: Item) -> bool:
    """Tell a table with nơi nhận and a signer's name: nothing below it belongs to the foot."""
    if not isinstance(item, RawTable):
        return False
    lines = [line for part in parts_of(item) for line in column_lines(part, gap=False)]
    signed = any(is_signature_line(line.text) for line in lines)
    return signed and any(map(names_places, lines)) and any(is_name(one.text) for one in lines)


def _begins_paper(item: Paragraph) -> bool:
    return any(is_header_line(line) for line in column_lines(item, gap=True))


def _starts_page(item: Paragraph, before: Item) -> bool:
    return item.starts_page or item.section > before.section or PAGE_BREAK in plain(item.runs)


def _foot_lines(items: list[Item]) -> list[Line]:
    """Return the lines of the foot; each column begins after a gap."""
    lines: list[Line] = []
    for item in items:
        columns = _foot_columns(item) if isinstance(item, RawTable) else [[item]]
        for column in columns:
            gap = isinstance(item, RawTable)
            for paragraph in column:
                for part in parts_of(paragraph):
                    found = column_lines(part, gap=gap)
                    gap = False if found else gap
                    lines += found
    return lines


def _foot_columns(table: RawTable) -> list[list[Paragraph]]:
    """Return the columns: nơi nhận, then of several signatures the last, then the others."""
    columns = table.columns()
    lines = [
        [line for one in column for part in parts_of(one) for line in column_lines(part, gap=False)]
        for column in columns
    ]
    named = [n for n, held in enumerate(lines) if any(map(names_places, held))]
    signed = [n for n, held in enumerate(lines) if any(is_signature_line(one.text) for one in held)]
    if named and not signed:
        return columns
    first = dict.fromkeys([*named, *(signed[-1:] or [0])])
    return [columns[n] for n in dict.fromkeys([*first, *range(len(columns))])]


def _begins_appendix(items: list[Item], place: int) -> bool:
    """Tell the head of an appendix above the signature: in the middle, or on a new page."""
    item = items[place]
    if not isinstance(item, Paragraph):
        return False
    new_page = bool(place) and _starts_page(item, items[place - 1])
    return (item.centred or new_page) and _is_appendix(item)


def begins_part(item: Item) -> bool:
    """Tell the head of an appendix or form behind the signature."""
    if not isinstance(item, Paragraph):
        return False
    return _is_appendix(item) or is_form(item)


def is_form(item: Paragraph) -> bool:
    """Tell the head of a form: «Biểu số 01», «Mẫu 2: …»."""
    line = next(iter(column_lines(split_first(item), gap=True)), None)
    if line is None or len(line.text) > _LONGEST_FORM or line.text[:1].islower():
        return False
    return bool(_FORM.match(line.text)) and (item.centred or line.bold or in_capitals(line.text))


def _is_appendix(item: Paragraph) -> bool:
    line = next(iter(column_lines(split_first(item), gap=True)), None)
    return line is not None and is_appendix(line)


def split_first(item: Paragraph) -> Paragraph:
    """Return the first line of a paragraph that holds words."""
    parts = parts_of(item)
    return next((part for part in parts if part.text.strip()), parts[0])
