"""A table of the plan as the XML of Word: framed, header rows repeated, no row split."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from operator import attrgetter

from webapp.documents.word_xml import PLAIN_RUN, Xml, escaped, joined
from webapp.domain.plan import Cell, Table

TABLE_STYLES = ("DauBang", "OBang")
"""Paragraph styles of a header cell and of any other; a template has to define them."""

_FRAME = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_LOOK = (
    f'<w:tblBorders>{_FRAME}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
    '<w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
)
_AT_ONCE = 100
_END_OF_CELL = "</w:t></w:r></w:p></w:tc>"
_SPANS, _PARAGRAPHS, _TEXT = (
    attrgetter("columns", "rows"),
    attrgetter("paragraphs"),
    attrgetter("text"),
)
_STYLE = attrgetter("bold", "italic", "underline", "sub", "sup", "note")


@dataclass(frozen=True, slots=True)
class _Part:
    """How the rows of the head, or of the body, begin: the row, and each paragraph in it."""

    row: str
    paragraph: str


def _part(style: str, row: str) -> _Part:
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    return _Part(f"<w:tr><w:trPr>{row}</w:trPr>", paragraph)


_HEAD = _part(TABLE_STYLES[0], "<w:cantSplit/><w:tblHeader/>")
_BODY = _part(TABLE_STYLES[1], "<w:cantSplit/>")


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell where it stands in its row; without a cell, a place that one above still covers."""

    column: int
    span: int
    cell: Cell | None
    begins: bool = False
    """Whether the cell covers rows below."""


_Covered = dict[int, tuple[int, int]]
"""Of each column where a cell from above hangs down: its span, and how many rows more."""


def table_xml(table: Table, room: int) -> Xml:
    """Return the table as wide as the text, `room` twips; what is missing of a row stays empty."""
    widths = _widths(table, room)
    grid = "".join([f'<w:gridCol w:w="{width}"/>' for width in widths])
    start = f'<w:tbl><w:tblPr><w:tblW w:w="{room}" w:type="dxa"/>{_LOOK}</w:tblPr>'
    head, body = table.rows[: table.header_rows], table.rows[table.header_rows :]
    covered: _Covered = {}
    pieces = [
        f"{start}<w:tblGrid>{grid}</w:tblGrid>",
        *_rows(head, widths, covered, _HEAD),
        *_rows(body, widths, covered, _BODY),
        "</w:tbl>",
    ]
    return Xml("".join(pieces))


def _widths(table: Table, room: int) -> list[int]:
    """Return the widths of the columns; together they fill the room exactly."""
    columns = _count_columns(table)
    fits = len(table.widths) == columns and all(share > 0 for share in table.widths)
    shares = table.widths if fits else (1.0,) * columns
    edges = [round(room * sum(shares[:count]) / sum(shares)) for count in range(columns + 1)]
    return [right - left for left, right in pairwise(edges)]


def _count_columns(table: Table) -> int:
    """Return how many columns the widest row needs, cells that hang down from above included."""
    if set(map(_SPANS, chain.from_iterable(table.rows))) == {(1, 1)}:
        return max(map(len, table.rows))
    most, hanging = 1, list[tuple[int, int]]()
    for row in table.rows:
        own = sum([cell.columns for cell in row])
        most = max(most, own + sum([span for span, _ in hanging]) if hanging else own)
        hanging = [(span, rows - 1) for span, rows in hanging if rows > 1]
        hanging += [(cell.columns, cell.rows - 1) for cell in row if cell.rows > 1]
    return most


def _rows(
    rows: tuple[tuple[Cell, ...], ...], widths: list[int], covered: _Covered, part: _Part
) -> Iterator[str]:
    """Yield the rows of the head or of the body of the table, some dozens at a time."""
    starts = [f"{_cell_start(width)}{part.paragraph}" for width in widths]
    for first in range(0, len(rows), _AT_ONCE):
        some = rows[first : first + _AT_ONCE]
        yield (None if covered else _plain_rows(some, starts, part)) or "".join(
            [_row(row, widths, covered, part) for row in some]
        )


def _row(row: tuple[Cell, ...], widths: list[int], covered: _Covered, part: _Part) -> str:
    cells = [_cell(place, widths, part.paragraph) for place in _places(row, len(widths), covered)]
    return f"{part.row}{''.join(cells)}</w:tr>"


def _plain_rows(rows: tuple[tuple[Cell, ...], ...], starts: list[str], part: _Part) -> str | None:
    """Return rows of one plain run in each place, made in bulk; None where one is not so.

    Nearly every row of a long table is, and takes a fifth of the time here.
    """
    cells = list(chain.from_iterable(rows))
    if set(map(len, rows)) != {len(starts)} or set(map(_SPANS, cells)) != {(1, 1)}:
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


def _places(row: tuple[Cell, ...], columns: int, covered: _Covered) -> list[_Place]:
    """Return the cells of a row from left to right; leave in `covered` what hangs below it."""
    cells = iter(row)
    places: list[_Place] = []
    column = 0
    while column < columns:
        if hangs := covered.pop(column, None):
            cell, (span, rows) = None, hangs
        else:
            cell = next(cells, Cell())
            free = min((other for other in covered if other > column), default=columns) - column
            span, rows = min(cell.columns, free), cell.rows
        places.append(_Place(column, span, cell, begins=cell is not None and rows > 1))
        if rows > 1:
            covered[column] = (span, rows - 1)
        column += span
    return places


def _cell(place: _Place, widths: list[int], paragraph: str) -> str:
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
