"""A table of the plan as the XML of Word: framed, header rows repeated, no row split."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from webapp.documents.column_widths import SETTINGS, Setting, fit
from webapp.documents.numbers import Numbers
from webapp.documents.word_xml import PLAIN_RUN, Pieces, runs_xml
from webapp.domain.plan import Cell, Runs, Table
from webapp.domain.table_places import Covered, Place, count_columns, places_of

_Rows = tuple[tuple[Cell, ...], ...]
_Chunk = tuple[_Rows, list[str]]
"""Rows, and the texts of their cells where all are plain."""

TABLE_STYLES = tuple(style for one in SETTINGS for style in (one.head, one.cell))
"""Paragraph styles of the cells; a template has to define them."""

_FRAME = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_LOOK = f'<w:tblBorders>{_FRAME}</w:tblBorders><w:tblLayout w:type="fixed"/>'
_STYLE = re.compile(rb"<w:pStyle [^>]*/>")
_CONTROLS = bytes([*range(32), 127])
_ENTITIES = ((b"&", b"&amp;"), (b"<", b"&lt;"), (b">", b"&gt;"))
_LETTER = 10
"""Twips of an average letter of one point."""
_TALL = 24
"""Lines, half a page: a taller row may break, for LibreOffice cuts off what no page can hold."""
_AT_ONCE = 50
"""Rows; memory for larger pieces costs more to get than to fill."""
_END_OF_CELL = "</w:t></w:r></w:p></w:tc>"


@dataclass(frozen=True, slots=True)
class _Part:
    """How the rows of the head, or of the body, begin: the row, and each paragraph in it."""

    row: str
    tall_row: str
    paragraph: str
    setting: Setting

    def letters(self, width: int) -> int:
        """Return about how many letters stand on a line of a cell."""
        return max(1, round((width - 2 * self.setting.beside) / (self.setting.size * _LETTER)))


@dataclass(slots=True)
class _Hanging:
    """What reaches down from the rows above: merged cells, and for how many rows a tall one."""

    cells: Covered
    tall: int = 0


def _part(style: str, setting: Setting, repeated: str = "") -> _Part:
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    whole = f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>"
    tall = f"<w:tr><w:trPr>{repeated}</w:trPr>" if repeated else "<w:tr>"
    return _Part(whole, tall, paragraph, setting)


_HEADS = {one: _part(one.head, one, "<w:tblHeader/>") for one in SETTINGS}
_BODIES = {one: _part(one.cell, one) for one in SETTINGS}


def table_xml(table: Table, room: int, numbers: Numbers) -> Pieces:
    """Return the table as wide as the text, `room` twips; what is missing of a row stays empty."""
    head = _chunks(table.rows[: table.header_rows])
    body = _chunks(table.rows[table.header_rows :])
    widths, setting = fit(table, room, _columns(table, [*head, *body]))
    grid = "".join([f'<w:gridCol w:w="{width}"/>' for width in widths])
    start = f'<w:tbl><w:tblPr><w:tblW w:w="{room}" w:type="dxa"/>{_LOOK}'
    hanging = _Hanging({})
    pieces = [
        f"{start}{_beside(setting)}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>".encode(),
        *_rows(head, widths, hanging, _HEADS[setting], numbers),
        *_rows(body, widths, hanging, _BODIES[setting], numbers),
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


def _chunks(rows: _Rows) -> list[_Chunk]:
    """Return the rows, some dozens at a time, with the texts in their cells where all are plain."""
    starts = range(0, len(rows), _AT_ONCE)
    return [(some, _plain_texts(some)) for some in (rows[at : at + _AT_ONCE] for at in starts)]


def _columns(table: Table, chunks: list[_Chunk]) -> int:
    """Return how many columns the table needs; all plain rows of one length tell it at once."""
    lengths = {len(rows[0]) if texts else 0 for rows, texts in chunks}
    return max(lengths) if len(lengths) == 1 and 0 not in lengths else count_columns(table)


def _rows(
    chunks: list[_Chunk], widths: list[int], hanging: _Hanging, part: _Part, numbers: Numbers
) -> Iterator[bytes]:
    """Yield the rows of the head or of the body of the table."""
    row, longest = _plain_row(widths, part), (_TALL - 1) * part.letters(min(widths))
    for rows, texts in chunks:
        alike = texts and len(rows[0]) == len(widths) and not hanging.cells
        plain = _filled(row, len(rows), texts) if alike and max(map(len, texts)) < longest else None
        yield plain or "".join(_any_rows(rows, widths, hanging, part, numbers)).encode()


def _any_rows(
    rows: _Rows, widths: list[int], hanging: _Hanging, part: _Part, numbers: Numbers
) -> Iterator[str]:
    """Yield rows of any cells; those that a tall cell reaches into may break."""
    for row in rows:
        places = places_of(row, len(widths), hanging.cells)
        tall = max([hanging.tall - 1, *[_tall_rows(place, widths, part) for place in places]])
        cells = "".join([_cell(place, widths, part.paragraph, numbers) for place in places])
        yield f"{part.tall_row if tall > 0 else part.row}{cells}</w:tr>"
        hanging.tall = tall


def _tall_rows(place: Place, widths: list[int], part: _Part) -> int:
    """Return how many rows a cell reaches into that may be taller than a page."""
    if place.cell is None:
        return 0
    letters = part.letters(_width(place, widths))
    lines = sum([_lines(runs, letters) for runs in place.cell.paragraphs])
    return place.cell.rows if lines - place.cell.rows >= _TALL else 0


def _lines(runs: Runs, letters: int) -> int:
    """Return about how many lines a paragraph and its notes take."""
    length = sum([len(run.text) for run in runs])
    return 1 + length // letters + len([run for run in runs if run.note])


def _width(place: Place, widths: list[int]) -> int:
    return sum(widths[place.column : place.column + place.span])


def _plain_texts(rows: _Rows) -> list[str]:
    """Return the texts of rows of one length, a plain run in each place; none where one is not so.

    Nearly every row of a long table is, and takes a tenth of the time here.
    """
    try:
        texts = [
            run.text
            for row in rows
            for cell in row
            if cell.columns == 1 and cell.rows == 1
            for ((run,),) in (cell.paragraphs,)
            if not (run.bold or run.italic or run.underline or run.sub or run.sup or run.note)
        ]
    except ValueError:  # a cell of more or less than one paragraph of one run
        return []
    lengths = set(map(len, rows))
    return texts if len(lengths) == 1 and len(texts) == len(rows) * len(rows[0]) else []


def _plain_row(widths: list[int], part: _Part) -> bytes:
    """Return a row with places for the texts of its cells."""
    before = [f"{_cell_start(width)}{part.paragraph}{PLAIN_RUN}" for width in widths]
    return f"{part.row}{f'%b{_END_OF_CELL}'.join(before)}%b{_END_OF_CELL}</w:tr>".encode()


def _filled(row: bytes, count: int, texts: list[str]) -> bytes | None:
    """Return so many rows with the texts; None where one needs more than escaping."""
    lines = "\n".join(texts)
    together = lines.encode("utf-8", "ignore")
    odd = len(together) - len(together.translate(None, _CONTROLS))
    if odd >= len(texts) or "\ufffe" in lines or "\uffff" in lines:
        return None
    for sign, entity in _ENTITIES:
        together = together.replace(sign, entity)
    return (row * count) % tuple(together.split(b"\n"))


def _cell(place: Place, widths: list[int], paragraph: str, numbers: Numbers) -> str:
    merge = '<w:vMerge w:val="restart"/>' if place.begins else ""
    if place.cell is None:
        merge = "<w:vMerge/>"
    paragraphs = (place.cell.paragraphs if place.cell else ()) or ((),)
    start = _cell_start(_width(place, widths), place.span, merge)
    text = "".join([f"{paragraph}{runs_xml(runs, numbers)}</w:p>" for runs in paragraphs])
    return f"{start}{text}</w:tc>"


def _cell_start(width: int, span: int = 1, merge: str = "") -> str:
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{merge}</w:tcPr>'
