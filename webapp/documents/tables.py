"""A table of the plan as the XML of Word: framed, header rows repeated, no row split."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from webapp.documents.column_widths import SETTINGS, Setting, fit
from webapp.documents.word_xml import PLAIN_RUN, Pieces, escaped, joined
from webapp.domain.plan import Cell, Table
from webapp.domain.table_places import Covered, Place, are_single, places_of

TABLE_STYLES = tuple(style for one in SETTINGS for style in (one.head, one.cell))
"""Paragraph styles of the cells; a template has to define them."""

_FRAME = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_LOOK = f'<w:tblBorders>{_FRAME}</w:tblBorders><w:tblLayout w:type="fixed"/>'
_STYLE = re.compile(rb"<w:pStyle [^>]*/>")
_CONTROLS = bytes([*range(32), 127])
_AT_ONCE = 30
"""Rows; memory for larger pieces costs more to get than to fill."""
_END_OF_CELL = "</w:t></w:r></w:p></w:tc>"


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
        f"{start}{_beside(setting)}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>".encode(),
        *_rows(head, widths, covered, _HEADS[setting]),
        *_rows(body, widths, covered, _BODIES[setting]),
        b"</w:tbl>",
    ]
    return Pieces(pieces)


def kept_with_next(table: Pieces) -> Pieces:
    """Return the table with its last row on the page of what follows it."""
    *before, rows, end = table
    start = rows.rindex(b"<w:tr>")
    return Pieces((*before, rows[:start] + _STYLE.sub(rb"\g<0><w:keepNext/>", rows[start:]), end))


def _beside(setting: Setting) -> str:
    sides = [f'<w:{side} w:w="{setting.beside}" w:type="dxa"/>' for side in ("left", "right")]
    return f"<w:tblCellMar>{''.join(sides)}</w:tblCellMar>"


def _rows(
    rows: tuple[tuple[Cell, ...], ...], widths: list[int], covered: Covered, part: _Part
) -> Iterator[bytes]:
    """Yield the rows of the head or of the body of the table, some dozens at a time."""
    starts = [f"{_cell_start(width)}{part.paragraph}" for width in widths]
    for first in range(0, len(rows), _AT_ONCE):
        some = rows[first : first + _AT_ONCE]
        plain = None if covered else _plain_rows(some, starts, part)
        yield plain or "".join([_row(row, widths, covered, part) for row in some]).encode()


def _row(row: tuple[Cell, ...], widths: list[int], covered: Covered, part: _Part) -> str:
    cells = [_cell(place, widths, part.paragraph) for place in places_of(row, len(widths), covered)]
    return f"{part.row}{''.join(cells)}</w:tr>"


def _plain_rows(rows: tuple[tuple[Cell, ...], ...], starts: list[str], part: _Part) -> bytes | None:
    """Return rows of one plain run in each place, made in bulk; None where one is not so.

    Nearly every row of a long table is, and takes a tenth of the time here.
    """
    cells = [cell for row in rows for cell in row]
    if set(map(len, rows)) != {len(starts)} or not are_single(cells):
        return None
    try:
        runs = [run for ((run,),) in [cell.paragraphs for cell in cells]]
    except ValueError:  # a cell of more or less than one paragraph of one run
        return None
    plain = [
        run.text
        for run in runs
        if not (run.bold or run.italic or run.underline or run.sub or run.sup or run.note)
    ]
    return _filled(plain, starts, part) if len(plain) == len(runs) else None


def _filled(texts: list[str], starts: list[str], part: _Part) -> bytes | None:
    """Return the rows with the texts in their cells; None where one needs more than escaping."""
    text = escaped("\n".join(texts))
    together = text.encode("utf-8", "ignore")
    odd = len(together) - len(together.translate(None, _CONTROLS))
    if odd >= len(texts) or "\ufffe" in text or "\uffff" in text:
        return None
    before = [f"{start}{PLAIN_RUN}" for start in starts]
    row = f"{part.row}{f'%b{_END_OF_CELL}'.join(before)}%b{_END_OF_CELL}</w:tr>".encode()
    return (row * (len(texts) // len(starts))) % tuple(together.split(b"\n"))


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
