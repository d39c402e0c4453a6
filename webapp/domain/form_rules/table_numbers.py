"""The numbers in the first column of a table follow each other (PL1 II.6đ by practice)."""

import re
from collections.abc import Iterator

from webapp.domain.form_rules.findings import Finding, warning
from webapp.domain.form_rules.paper import Paper, block_place, bodies
from webapp.domain.plan import Block, Cell, Table, plain
from webapp.domain.table_places import Covered, count_columns, places_of

ORDER = warning("TL-so-tt-bang", "Thông lệ đánh số", "Cột số thứ tự của bảng liên tục, không trùng")

_HEAD = re.compile(r"\s*(?:S?TT|Số TT|Số thứ tự)\s*", re.IGNORECASE)
_NUMBER = re.compile(r"\s*0?(\d{1,4})\.?\s*")


def numbers_of_tables_follow(paper: Paper) -> Iterator[Finding]:
    """Walk down the column «TT» of each table; a group of rows may begin anew."""
    for appendix, blocks in bodies(paper.plan):
        for i, block in enumerate(blocks):
            for number, before in _jumps(block):
                message = f"Trong cột số thứ tự, số {number} đứng sau số {before}; đánh lại."
                yield ORDER.at(block_place(block, i, appendix), message, str(number))


def _jumps(block: Block) -> Iterator[tuple[int, int]]:
    before: int | None = None
    for text in _first_column(block.table) if block.table else ():
        found = _NUMBER.fullmatch(text)
        if found is None:
            # Without a number it is a group's head or a cell that goes on.
            continue
        number = int(found[1])
        if before is not None and (number == before or number not in {before + 1, 1}):
            yield number, before
        before = number


def _first_column(table: Table) -> Iterator[str]:
    """Yield what stands below «TT» in the first column; nothing where no row says so."""
    covered: Covered = {}
    columns = count_columns(table)
    headed = False
    for row in table.rows:
        first = places_of(row, columns, covered)[:1]
        cell = first[0].cell if first else None
        text = _text(cell) if cell else ""
        if headed and cell is not None and cell.columns == 1:
            yield text
        headed = headed or bool(_HEAD.fullmatch(text))


def _text(cell: Cell) -> str:
    return " ".join(plain(runs) for runs in cell.paragraphs)


RULES = (numbers_of_tables_follow,)
