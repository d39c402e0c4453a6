"""Names of tables and pictures as they are printed: in the middle, kept with what they name."""

from collections.abc import Iterator, Sequence

from webapp.documents.word_xml import Paragraph, Pieces, Xml
from webapp.domain.outline.captions import is_caption, is_unit, names_table
from webapp.domain.plan import Block, BlockKind, plain

_NOTHING = Xml()
_KEPT = "<w:keepNext/>"


def with_captions(blocks: Sequence[Block], paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs of the blocks, each caption in one with its table or picture."""
    gone: set[int] = set()
    for place, block in enumerate(blocks):
        words = paragraphs[place][2]
        if block.picture and _names_picture(blocks, place):
            gone.add(place + 1)
            kept = str(words).replace("<w:pPr>", f"<w:pPr>{_KEPT}", 1)
            below = _line(paragraphs[place + 1], "center")
            paragraphs[place] = "bang", _NOTHING, Xml(kept + below)
        elif isinstance(words, Pieces):
            lines = {n: align for n, align in _above(blocks, place) if n not in gone}
            if lines:
                gone.update(lines)
                above = "".join(_line(paragraphs[n], lines[n], _KEPT) for n in sorted(lines))
                paragraphs[place] = "bang", _NOTHING, Pieces((above.encode(), *words))
    return [one for place, one in enumerate(paragraphs) if place not in gone]


def _above(blocks: Sequence[Block], place: int) -> Iterator[tuple[int, str]]:
    """Yield the places of unit and caption above a table, each with its alignment."""
    place -= 1
    if place >= 0 and is_unit(_words(blocks[place])):
        yield place, "right"
        place -= 1
    if place >= 0 and is_caption(_words(blocks[place])):
        yield place, "center"


def _names_picture(blocks: Sequence[Block], place: int) -> bool:
    """Tell whether the next line names a picture; a table behind it takes a name of its own."""
    below = blocks[place + 1 : place + 3]
    if not below or not is_caption(words := _words(below[0])):
        return False
    return not (below[-1].table and names_table(words))


def _words(block: Block) -> str:
    """Return the words of a line that may name something; empty for any other block."""
    return plain(block.runs) if block.kind is BlockKind.PARAGRAPH and not block.marker else ""


def _line(paragraph: Paragraph, align: str, kept: str = "") -> str:
    look = f'{kept}<w:ind w:firstLine="0"/><w:jc w:val="{align}"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="NoiDung"/>{look}</w:pPr>{paragraph[2]}</w:p>'
