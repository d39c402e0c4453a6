"""Paragraphs and tables of Word as the blocks of a body: by mark first, by style second."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from webapp.documents.reading.items import PAGE_BREAK, Item, Paragraph, RawTable
from webapp.documents.reading.losses import Losses
from webapp.documents.reading.nesting import Nesting
from webapp.documents.reading.tables import table_of, with_whole_head
from webapp.documents.reading.typeset import is_rule, pieces, split_at, squeezed
from webapp.domain.outline.body import block_of
from webapp.domain.outline.captions import is_caption
from webapp.domain.outline.headings import all_bold, in_capitals, is_heading
from webapp.domain.outline.inline import tidy
from webapp.domain.outline.joins import Paragraph as Read
from webapp.domain.outline.markers import find_marker
from webapp.domain.outline.sentences import has_sentences
from webapp.domain.plan import Block, BlockKind, Marker, MarkerKind, Run, Runs, plain

_BREAK_IN_SENTENCE = re.compile(r"(?<=[^\W_]|,)\n(?=[^\W\dA-ZĐ_])")
_BASE_ON_NEXT_LINE = re.compile(r";\n(?:Căn cứ|Thực hiện|Theo|Xét|Trên cơ sở)\b")
_TABULAR = re.compile(r"^.{8,}\S[ ]*\t[ ]*\S")
"""Columns kept apart by tabs; a tab after a mark is none."""
_CLOSED = re.compile(r"[.;:!?…][”\"’')\]]*$")
_ON_ITS_OWN_LINE = {
    MarkerKind.PART,
    MarkerKind.CHAPTER,
    MarkerKind.SECTION,
    MarkerKind.SUBSECTION,
}
_LONGEST_HEADING = 250
_LEAST_CUT = 40
_DEEPEST_STYLE = 3


def read_blocks(items: Iterable[Item], losses: Losses) -> list[Read]:
    """Return the blocks that the items make, empty paragraphs and drawn rules left out."""
    read: list[Read] = []
    before: Paragraph | None = None
    nesting = Nesting()
    for item in items:
        if isinstance(item, RawTable):
            read.append(Read(Block(BlockKind.TABLE, table=with_whole_head(table_of(item)))))
            losses.pictures.in_cells += item.pictures
            before = None
            continue
        for part in _page_parts(item):
            if part is None:
                _add_page_break(read)
            elif part.picture:
                read.append(Read(Block(BlockKind.PICTURE, picture=part.picture)))
                before = None
            elif _has_words(part):
                known = len(read)
                _add(read, part, before, losses)
                if len(read) > known:
                    deeper = nesting.deeper(read[-1].block, part) or _depth(read[-1].block, part)
                    read[-1] = replace(read[-1], deeper=deeper)
                before = part
    return _without_last_page_break(read)


def _depth(block: Block, paragraph: Paragraph) -> int:
    """Return how deep the style of a heading without a mark puts it."""
    marked = block.kind is not BlockKind.HEADING or block.marker is not None
    return 0 if marked else min(paragraph.style.heading, _DEEPEST_STYLE)


def _page_parts(paragraph: Paragraph) -> Iterator[Paragraph | None]:
    """Yield the parts of a paragraph that page ends part, and None for each page end."""
    if paragraph.starts_page:
        yield None
    text = plain(paragraph.runs)
    if PAGE_BREAK not in text:
        yield paragraph
        return
    gaps = [match.span() for match in re.finditer(PAGE_BREAK, text)]
    for number, runs in enumerate(split_at(paragraph.runs, gaps)):
        if number:
            yield None
        yield replace(paragraph, runs=runs, mark="" if number else paragraph.mark)


def _has_words(paragraph: Paragraph) -> bool:
    text = plain(paragraph.runs).strip()
    noted = any(run.note for run in paragraph.runs)
    return noted or bool(text and not is_rule(text))


def _add_page_break(read: list[Read]) -> None:
    if read and read[-1].block.kind is not BlockKind.PAGE_BREAK:
        read.append(Read(Block(BlockKind.PAGE_BREAK)))


def _without_last_page_break(read: list[Read]) -> list[Read]:
    while read and read[-1].block.kind is BlockKind.PAGE_BREAK:
        read.pop()
    return read


def _add(read: list[Read], paragraph: Paragraph, before: Paragraph | None, losses: Losses) -> None:
    """Add a paragraph; it may be the rest of the one before, or the title of its heading."""
    tabular = bool(_TABULAR.search(plain(paragraph.runs).strip()))
    for runs in _lines(squeezed(paragraph.runs), losses):
        mark = paragraph.mark
        paragraph = replace(paragraph, runs=runs, mark="")
        block = a_block(mark, runs, heading=paragraph.style.heading)
        last = read[-1] if read else None
        if last is None or not before:
            read.append(Read(block, tabular=tabular))
        elif _is_title_of(last.block, block, paragraph):
            read[-1] = replace(last, block=replace(last.block, runs=block.runs))
        elif _goes_on(last.block, block, before, paragraph):
            read[-1] = _joined(last, block)
        else:
            read.append(Read(block, tabular=tabular))


def _lines(runs: Runs, losses: Losses) -> list[Runs]:
    """Return the parts of a paragraph whose line breaks begin with a mark; mend the others."""
    text = plain(runs)
    if "\n" not in text:
        return [runs]
    mended = {match.start() for match in _BREAK_IN_SENTENCE.finditer(text)}
    losses.joined_lines += len(mended)
    gaps = [
        (match.start(), match.end())
        for match in re.finditer(r"\n", text)
        if match.start() not in mended
        and (find_marker(text[match.end() :]) or _BASE_ON_NEXT_LINE.match(text, match.start() - 1))
    ]
    return [_mended(part) for part in split_at(runs, gaps)]


def _mended(runs: Runs) -> Runs:
    """Return the runs with a space where a line was broken in the middle of a sentence."""
    text = plain(runs)
    places = {match.start() for match in _BREAK_IN_SENTENCE.finditer(text)}
    if not places:
        return runs
    begins, kept = 0, list[Run]()
    for run in runs:
        letters = [" " if begins + n in places else letter for n, letter in enumerate(run.text)]
        kept.append(replace(run, text="".join(letters)))
        begins += len(run.text)
    return tuple(kept)


def a_block(mark: str, runs: Runs, *, heading: int = 0) -> Block:
    """Return the block of a paragraph with its automatic mark, or with the one it is typed."""
    if mark:
        return _marked(mark, runs)
    block = block_of(list(pieces(runs)))
    if heading and block.marker is None and _may_be_heading(plain(block.runs)):
        return replace(block, kind=BlockKind.HEADING)
    return block


def marker_of(mark: str) -> Marker | None:
    """Return a mark that stands for certain; None for one that no outline knows."""
    found = find_marker(mark) or find_marker(f"{mark} AB")
    return found[0] if found and found[0].text == mark else None


def _marked(mark: str, runs: Runs) -> Block:
    found = find_marker(f"{mark} {plain(runs)}") or find_marker(mark)
    marker = found[0] if found and found[0].text == mark else None
    if marker is None:
        look = replace(runs[0], text=f"{mark} ", note="") if runs else Run(mark)
        return Block(BlockKind.PARAGRAPH, tidy((look, *runs)))
    kind = BlockKind.HEADING if is_heading(marker, runs) else BlockKind.PARAGRAPH
    return Block(kind, runs, marker)


def _may_be_heading(text: str) -> bool:
    if is_caption(text):
        return False
    short = len(text) <= _LONGEST_HEADING and not _CLOSED.search(text) and not text.endswith(",")
    return short and not has_sentences(text) and any(letter.isalpha() for letter in text)


def _is_title_of(last: Block, block: Block, paragraph: Paragraph) -> bool:
    """Tell the title that stands on the line under «Chương I» (PL1 II.6đ)."""
    if last.marker is None or last.marker.kind not in _ON_ITS_OWN_LINE or last.runs:
        return False
    titled = in_capitals(plain(block.runs)) or all_bold(block.runs)
    return block.marker is None and paragraph.centred and titled


def _goes_on(last: Block, block: Block, before: Paragraph, paragraph: Paragraph) -> bool:
    """Tell the rest of a sentence that a page end or a converter cut; Word knows its own ends."""
    texts = (plain(last.runs), plain(block.runs))
    if (
        not _is_sentence(last)
        or block.kind is not BlockKind.PARAGRAPH
        or block.marker
        or before.centred
        or paragraph.centred
    ):
        return False
    if len(texts[0]) < _LEAST_CUT or not texts[1][:1].islower():
        return False
    same = before.style == paragraph.style and before.align == paragraph.align
    return same and (texts[0][-1:].isalnum() or texts[0].endswith(","))


def _is_sentence(last: Block) -> bool:
    """Tell a sentence from a heading, which bold letters or capitals prove."""
    unproved = not all_bold(last.runs) and not in_capitals(plain(last.runs))
    return last.kind is BlockKind.PARAGRAPH or (last.kind is BlockKind.HEADING and unproved)


def _joined(last: Read, block: Block) -> Read:
    before, after = plain(last.block.runs).split()[-4:], plain(block.runs).split()[:4]
    joint = " ".join([*before, "/", *after])
    space = replace(last.block.runs[-1], text=" ", note="")
    runs = tidy((*last.block.runs, space, *block.runs))
    titled = last.block.kind is BlockKind.HEADING and is_heading(last.block.marker, runs)
    kind = BlockKind.HEADING if titled else BlockKind.PARAGRAPH
    return replace(
        last, block=replace(last.block, kind=kind, runs=runs), joints=(*last.joints, joint)
    )
