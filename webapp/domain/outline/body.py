"""A body as text to edit, one line a block, and back without loss.

What the text alone does not tell stands in double brackets: `[[tiêu đề]]` and `[[đoạn]]` force the
kind, `[[cấp 2]]` the depth, `[[giữ số]]` and `[[số tự động]]` whether a mark is fixed,
`[[mốc roman: I]]` a mark that no reader would see. `[[ngắt trang]]` is a page break; `[[bảng …]]`
and `[[hình …]]` keep the place of a table or picture, whose content the text does not show.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from webapp.domain.outline.headings import is_heading
from webapp.domain.outline.inline import Piece, parse_pieces, runs_of, write_runs
from webapp.domain.outline.markers import find_marker
from webapp.domain.outline.numbering import settle
from webapp.domain.plan import Block, BlockKind, Marker, MarkerKind

PAGE_BREAK = "[[ngắt trang]]"
_KIND_NAMES = {"tiêu đề": BlockKind.HEADING, "đoạn": BlockKind.PARAGRAPH}
_FIXED_NAMES = {"giữ số": True, "số tự động": False}
_PLACED = {BlockKind.TABLE: "bảng", BlockKind.PICTURE: "hình"}
_DIRECTIVE = re.compile(
    r"\[\[(?:(?P<kind>tiêu đề|đoạn)|cấp (?P<level>\d{1,2})|(?P<fixed>giữ số|số tự động)"
    r"|mốc (?P<mark_kind>[a-z]+): (?P<mark>[^\[\]\n]{1,60}))\]\][ \t]*"
)


@dataclass(frozen=True, slots=True)
class _Forced:
    """What the brackets before a line say about its block."""

    kind: BlockKind | None = None
    level: int | None = None
    fixed: bool | None = None
    marker: Marker | None = None


def parse_body(text: str, kept: tuple[Block, ...] = ()) -> tuple[Block, ...]:
    """Return the blocks of an outline; tables and pictures come from the `kept` blocks."""
    placed = dict(_placeholders(kept))
    read = [_read_line(line, placed) for line in map(_trimmed, text.split("\n")) if line]
    settled = settle(tuple(block for block, _ in read))
    return tuple(_force(block, forced) for block, (_, forced) in zip(settled, read, strict=True))


def write_body(blocks: tuple[Block, ...]) -> str:
    """Return the outline that `parse_body` reads as these blocks."""
    names = {id(block): name for name, block in _placeholders(blocks)}
    lines = [names.get(id(block)) or _write_line(block) for block in blocks]
    read = parse_body("\n".join(lines), blocks)
    forced = zip(blocks, read, lines, strict=True)
    return "\n\n".join(_directives(block, seen) + line for block, seen, line in forced)


def read_block(text: str) -> Block:
    """Return one line of text as a block; depth and fixed marks are settled for a whole body."""
    return block_of(parse_pieces(text))


def block_of(pieces: list[Piece]) -> Block:
    """Return the pieces of one paragraph as a block."""
    free, whole = _free_beginning(pieces)
    found = find_marker(free, whole=whole)
    marker, length = found or (None, 0)
    runs = runs_of(list(_without_beginning(pieces, length)))
    kind = BlockKind.HEADING if is_heading(marker, runs) else BlockKind.PARAGRAPH
    return Block(kind, runs, marker)


def before_words(line: str) -> int:
    """Return how much of a line stands before its mark and words: edge spaces, #, brackets."""
    place = len(line) - len(line.lstrip(" \t").lstrip("# \t"))
    while match := _DIRECTIVE.match(line, place):
        place = match.end()
    return place


def _trimmed(line: str) -> str:
    """Leave out edge spaces and the number signs that other outlines begin headings with."""
    return line.strip(" \t").lstrip("# \t")


def _read_line(line: str, placed: dict[str, Block]) -> tuple[Block, _Forced]:
    if line == PAGE_BREAK:
        return Block(BlockKind.PAGE_BREAK), _Forced()
    if line in placed:
        block = placed[line]
        return block, _Forced(level=block.level)
    forced = _Forced()
    while match := _DIRECTIVE.match(line):
        forced = _with_directive(forced, match)
        line = line[match.end() :]
    if forced.marker is None:
        return read_block(line), forced
    runs = runs_of(parse_pieces(line))
    kind = BlockKind.HEADING if is_heading(forced.marker, runs) else BlockKind.PARAGRAPH
    return Block(kind, runs, forced.marker), forced


def _with_directive(forced: _Forced, match: re.Match[str]) -> _Forced:
    if match["kind"]:
        return replace(forced, kind=_KIND_NAMES[match["kind"]])
    if match["level"]:
        return replace(forced, level=int(match["level"]))
    if match["fixed"]:
        return replace(forced, fixed=_FIXED_NAMES[match["fixed"]])
    known = match["mark_kind"] in tuple(MarkerKind)
    kind = MarkerKind(match["mark_kind"]) if known else MarkerKind.DASH
    return replace(forced, marker=Marker(kind, match["mark"]))


def _force(block: Block, forced: _Forced) -> Block:
    """Return the block as the brackets before its line want it."""
    if forced.kind:
        block = replace(block, kind=forced.kind)
    if forced.level is not None:
        block = replace(block, level=forced.level)
    if forced.fixed is not None and block.marker:
        block = replace(block, marker=replace(block.marker, fixed=forced.fixed))
    return block


def _free_beginning(pieces: list[Piece]) -> tuple[str, bool]:
    """Return the text before the first escape or footnote, and whether it is all there is."""
    free: list[str] = []
    for piece in pieces:
        if piece.forced or piece.note:
            return "".join(free), False
        free.append(piece.text)
    return "".join(free), True


def _without_beginning(pieces: list[Piece], length: int) -> Iterator[Piece]:
    for piece in pieces:
        yield replace(piece, text=piece.text[length:]) if length else piece
        length = max(0, length - len(piece.text))


def _placeholders(blocks: tuple[Block, ...]) -> Iterator[tuple[str, Block]]:
    """Yield the line that keeps the place of each table and picture."""
    numbers = {kind: count(1) for kind in _PLACED}
    for block in blocks:
        if block.kind in _PLACED:
            number = next(numbers[block.kind])
            yield f"[[{_PLACED[block.kind]} {block.id or f'#{number}'}]]", block


def _write_line(block: Block) -> str:
    """Return the line of a heading, a paragraph or a page break."""
    if block.kind is BlockKind.PAGE_BREAK:
        return PAGE_BREAK
    if block.marker:
        return _write_marked(block, block.marker)
    line = write_runs(block.runs)
    misread = line.startswith(("#", "[[")) or read_block(line).marker is not None
    if misread:
        line = write_runs(block.runs, as_text=True)
    return line or f"[[{_kind_name(block.kind)}]]"


def _write_marked(block: Block, marker: Marker) -> str:
    line = f"{marker.text} {write_runs(block.runs)}".rstrip(" ")
    seen = read_block(line).marker
    if seen == replace(marker, fixed=False) and not line.startswith("#"):
        return line
    bracketed = write_runs(block.runs).startswith("[[")
    text = write_runs(block.runs, as_text=bracketed)
    return f"[[mốc {marker.kind}: {marker.text}]] {text}".rstrip(" ")


def _directives(block: Block, seen: Block) -> str:
    """Return the brackets without which the line would be read as another block."""
    said: list[str] = []
    if block.kind not in _KIND_NAMES.values():
        return ""
    if block.kind is not seen.kind:
        said.append(_kind_name(block.kind))
    if block.level != seen.level:
        said.append(f"cấp {block.level}")
    if block.marker and seen.marker and block.marker.fixed is not seen.marker.fixed:
        said += [name for name, fixed in _FIXED_NAMES.items() if fixed is block.marker.fixed]
    return "".join(f"[[{one}]]" for one in said) + (" " if said else "")


def _kind_name(kind: BlockKind) -> str:
    return next(name for name, named in _KIND_NAMES.items() if named is kind)
