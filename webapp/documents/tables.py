"""A table of the plan as the XML of Word: framed, header rows repeated, no row split."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

from webapp.documents.column_widths import SETTINGS, Setting, fit
from webapp.documents.word_xml import PLAIN_RUN, Pieces, escaped, joined
from webapp.domain.plan import Cell, Table
from webapp.domain.table_places import SPANS, Covered, Place, places_of

TABLE_STYLES = tuple(style for one in SETTINGS for style in (one.head, one.cell))
"""Paragraph styles of the cells; a template has to define them."""

_FRAME = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_LOOK = f'<w:tblBorders>{_FRAME}</w:tblBorders><w:tblLayout w:type="fixed"/>'
_AT_ONCE = 30
"""Rows; memory for larger pieces costs more to get than to fill."""
_END_OF_CELL = "</w:t></w:r></w:p></w:tc>"
_PARAGRAPHS, _TEXT = attrgetter("paragraphs"), attrgetter("text")
_STYLE = attrgetter("bold", "italic", "underline", "sub", "sup", "note")


@dataclass(frozen=True, slots=True)
class _Part:
    """How the rows of the head, or of the body, begin: the row, and each paragraph in it."""

    row: str
    paragraph: str


def _part(style: str, row: str) -> _Part:
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    return _Part(f"<w:tr><w:trPr>{row}</w:trPr>", paragraph)


_HEADS = {one: _part(one.head, "<w:cantSplit/><w:tblHeader/>") for one in SETTINGS}
_BODIES = {one: _part(one.cell, "<w:cantSplit/>") for one in SETTINGS}


def table_xml(table: Table, room: int) -> Pieces:
    """Return the table as wide as the text, `room` twips; what is missing of a row stays empty."""
    widths, setting = fit(table, room)
    grid = "".join([f'<w:gridCol w:w="{width}"/>' for width in widths])
    start = f'<w:tbl><w:tblPr><w:tblW w:w="{room}" w:type="dxa"/>{_LOOK}'
    head, body = table.rows[: table.header_rows], table.rows[table.header_rows :]
    covered: Covered = {}
    pieces = [
        f"{start}{_beside(setting)}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>",
        *_rows(head, widths, covered, _HEADS[setting]),
        *_rows(body, widths, covered, _BODIES[setting]),
        "</w:tbl>",
    ]
    return Pieces(pieces)


def _beside(setting: Setting) -> str:
    sides = [f'<w:{side} w:w="{setting.beside}" w:type="dxa"/>' for side in ("left", "right")]
    return f"<w:tblCellMar>{''.join(sides)}</w:tblCellMar>"


def _rows(
    rows: tuple[tuple[Cell, ...], ...], widths: list[int], covered: Covered, part: _Part
) -> Iterator[str]:
    """Yield the rows of the head or of the body of the table, some dozens at a time."""
    starts = [f"{_cell_start(width)}{part.paragraph}" for width in widths]
    for first in range(0, len(rows), _AT_ONCE):
        some = rows[first : first + _AT_ONCE]
        yield (None if covered else _plain_rows(some, starts, part)) or "".join(
            [_row(row, widths, covered, part) for row in some]
        )


def _row(row: tuple[Cell, ...], widths: list[int], covered: Covered, part: _Part) -> str:
    cells = [_cell(place, widths, part.paragraph) for place in places_of(row, len(widths), covered)]
    return f"{part.row}{''.join(cells)}</w:tr>"


def _plain_rows(rows: tuple[tuple[Cell, ...], ...], starts: list[str], part: _Part) -> str | None:
    """Return rows of one plain run in each place, made in bulk; None where one is not so.

    Nearly every row of a long table is, and takes a fifth of the time here.
    """
    cells = list(chain.from_iterable(rows))
    if set(map(len, rows)) != {len(starts)} or set(map(SPANS, cells)) != {(1, 1)}:
        return None
    try:
        runs = [run for ((run,),) in map(_PARAGRAPHS, cells)]
    except ValueError:  # a cell of more or less than one paragraph of one run
        return None
    return (
        None if any(map(any, map(_STYLE, runs))) else _filled(list(map(_TEXT, runs)), starts, part)
    )


def _filled(texts: list[str], starts: list[str], part: _Part) -> str | None:
    """Return the rows with the texts in their cells; None where one needs more than escaping."""
    together = "".join(texts)
    if not together.isprintable():
        return None
    if "&" in together or "<" in together or ">" in together:
        texts = list(map(escaped, texts))
    before = [f"{start}{PLAIN_RUN}" for start in starts]
    row = f"{part.row}{f'%s{_END_OF_CELL}'.join(before)}%s{_END_OF_CELL}</w:tr>"
    count = len(texts) // len(starts)
    return (row * count) % tuple(texts)


def _cell(place: Place, widths: list[int], paragraph: str) -> str:
    merge = '<w:vMerge w:val="restart"/>' if place.begins else ""
    if place.cell is None:
        merge = "<w:vMerge/>"
    paragraphs = (place.cell.paragraphs if place.cell else ()) or ((),)
    start = _cell_start(sum(widths[place.column : place.column + place.span]), place.span, merge)
    text = "".join([f"{paragraph}{joined(runs)}</w:p>" for runs in paragraphs])
    return f"{start}{text}</w:tc>"


def _cell_start(width: int, span: int = 1, merge: str = "") -> str:
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{merge}</w:tcPr>'
