"""Tables of Word as tables of a plan."""

import re
from dataclasses import replace
from itertools import pairwise

from webapp.documents.reading.items import Paragraph, RawCell, RawTable
from webapp.documents.reading.typeset import squeezed, with_mark
from webapp.domain.outline.headings import all_bold, in_capitals
from webapp.domain.plan import Cell, Runs, Table, plain

_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-ZĐa-zđ])\)?(?:\s?=.*)?")
_GROUP = re.compile(r"[IVXL]{1,6}|[A-HĐ]")
_NEARLY = 2
_WHOLE = 1000


def table_of(raw: RawTable, *, own: bool = False) -> Table:
    """Return the table: its spans, the shares of its columns and the rows of its head.

    Our `own` paper says its head; of another one that says none, the look tells it.
    """
    rows = tuple(tuple(_cell(cell) for cell in row) for row in raw.rows)
    seen = 0 if raw.header_rows or own else _header_rows(raw, rows)
    return Table(rows, _shares(raw.widths), raw.header_rows or seen)


def with_whole_head(table: Table) -> Table:
    """Return the table with a head that ends where all its cells end."""
    head = table.header_rows
    for place, row in enumerate(table.rows):
        if place < head:
            head = max([head, *(place + cell.rows for cell in row)])
    return replace(table, header_rows=head if head < len(table.rows) else table.header_rows)


def _cell(cell: RawCell) -> Cell:
    read = (squeezed(_runs(paragraph)) for paragraph in cell.paragraphs)
    return Cell(tuple(filter(None, read)), cell.columns, cell.rows)


def _runs(paragraph: Paragraph) -> Runs:
    runs = with_mark(paragraph)
    if paragraph.mark and not plain(paragraph.runs).strip():
        return (*runs[:1], *(run for run in runs[1:] if run.note))
    return runs


def _shares(widths: tuple[int, ...]) -> tuple[float, ...]:
    """Return the widths as shares of the whole; even ones where the file does not say."""
    if not widths:
        return ()
    if not all(widths) or max(widths) - min(widths) <= _NEARLY:
        return (1.0 / len(widths),) * len(widths)
    return _rounded(widths)


def _rounded(widths: tuple[int, ...]) -> tuple[float, ...]:
    """Return shares of few digits that make a whole, so that printing finds them again."""
    exact = [width * _WHOLE / sum(widths) for width in widths]
    shares = [int(share) for share in exact]
    by_rest = sorted(range(len(exact)), key=lambda n: shares[n] - exact[n])
    for place in by_rest[: _WHOLE - sum(shares)]:
        shares[place] += 1
    return tuple(share / _WHOLE for share in shares)


def _header_rows(raw: RawTable, rows: tuple[tuple[Cell, ...], ...]) -> int:
    """Return how many rows look like a head where the file does not say: all bold, or capitals."""
    head = 0
    while head < len(rows) and _is_head(rows[head]) and not (head and _begins_group(rows[head])):
        head = max(head + 1, head + max((cell.rows for cell in rows[head]), default=1))
    if head and head < len(rows) and _numbers_columns(rows[head]):
        head += 1
    several = max((len(row) for row in raw.rows), default=0) > 1
    return head if several and head < len(rows) else 0


def _is_head(row: tuple[Cell, ...]) -> bool:
    texts = [runs for cell in row for runs in cell.paragraphs]
    filled = [cell for cell in row if cell.paragraphs]
    looks = all(all_bold(runs) or in_capitals(plain(runs)) for runs in texts)
    return looks and len(filled) > 1 and len(filled) * 2 > len(row)


def _begins_group(row: tuple[Cell, ...]) -> bool:
    """Tell the title of a group of rows, numbered by a roman numeral or a letter."""
    first = " ".join(map(plain, row[0].paragraphs)).strip(" .)/")
    return bool(_GROUP.fullmatch(first))


def _numbers_columns(row: tuple[Cell, ...]) -> bool:
    """Tell the row «(1) (2) (3)» under the head."""
    texts = [" ".join(map(plain, cell.paragraphs)) for cell in row if cell.paragraphs]
    named = all(_COLUMN_NUMBER.fullmatch(text.strip()) for text in texts)
    return named and any(_follows(one, two) for one, two in pairwise(texts))


def _follows(one: str, two: str) -> bool:
    """Tell «2» after «1» and «B» after «A»."""
    first, second = (text.strip(" ()").partition("=")[0].strip(" )") for text in (one, two))
    if first.isdigit() and second.isdigit():
        return int(second) == int(first) + 1
    return len(first) == len(second) == 1 and ord(second) == ord(first) + 1
