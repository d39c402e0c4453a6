r"""A table as text to edit, one line a row, and back without loss.

Cells are parted by ` | `, the paragraphs of a cell by `<p>`; inside, emphasis and notes are written
as everywhere else. `<` says that the cell to the left covers this place too, `^` the one above, `~`
that the row ends before it. `\|` is a plain bar. The first line may say how wide the columns are,
in percent, and how many rows repeat on each page: `[[cột 10 40 50; đầu 1]]`. Rows that are pasted
from a spreadsheet, cells parted by tabs, are read as plain text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from webapp.domain.errors import InvalidInputError
from webapp.domain.outline.inline import parse_runs, write_runs
from webapp.domain.plan import Cell, Run, Runs, Table
from webapp.domain.table_places import Covered, Place, count_columns, places_of

MOST_COLUMNS, MOST_ROWS = 60, 2000
LEFT, ABOVE, NONE = "<", "^", "~"
_MARKS = frozenset((LEFT, ABOVE, NONE))
_HEAD = re.compile(r"\[\[(?:cột (?P<widths>đều|[\d., ]+))?(?:; )?(?:đầu (?P<head>\d{1,4}))?\]\]")
_HEAD_BEGINS = ("[[cột", "[[đầu")
_SIGN = re.compile(r"(?P<escape>\\[\s\S])|(?P<bar>\|)|(?P<paragraph><p>)|(?P<tab>\t)")
_WORDS = re.compile(r"[\w.,;:(][^|<>^~\\*\[\t\n]*(?<! )")
"""Text that is its own notation."""
_SPLIT = {"bar": "|", "paragraph": "<p>"}
_FIELD = r'(?:"(?:[^"]|"")*"|[^\t\n]*)'
_PASTED_ROW = re.compile(rf"{_FIELD}(?:\t{_FIELD})+(?=\n|\Z)")
_PASTED_CELL = re.compile(rf"(?:^|\t)({_FIELD})(?=\t|\Z)")

_Given = str | Cell
"""A place of a row: its notation, or a cell that was pasted."""


@dataclass(slots=True)
class _Owner:
    """A cell with the places that it covers."""

    row: int
    column: int
    cell: Cell
    places: int = 0
    below: int = 0
    right: int = 0

    def cover(self, row: int, column: int) -> None:
        self.places += 1
        self.below, self.right = max(self.below, row), max(self.right, column)

    def settled(self) -> Cell:
        """Return the cell with its spans; refuse places that are no rectangle."""
        columns, rows = self.right - self.column + 1, self.below - self.row + 1
        if columns * rows != self.places:
            raise _refusal(
                self.row,
                self.column,
                "ô gộp không thành hình chữ nhật; đặt đủ dấu < và ^ ở mọi chỗ mà ô này phủ.",
            )
        return replace(self.cell, columns=columns, rows=rows)


def write_table(table: Table) -> str:
    """Return the text that `parse_table` reads as this table."""
    if not table.rows:
        return ""
    columns = count_columns(table)
    covered: Covered = {}
    lines = [_row_text(row, places_of(row, columns, covered)) for row in table.rows]
    head = _head_text(table, columns)
    if not head and lines[0].startswith("[["):
        lines[0] = f"\\{lines[0]}"
    return "\n".join([head, *lines] if head else lines)


def parse_table(text: str) -> Table:
    """Return the table that the text says; refuse what no paper can show, row and cell named."""
    head, rest = _parted(text.strip("\n"))
    given = list(_rows(rest))
    if not given:
        raise InvalidInputError("Chưa có hàng nào; ghi ít nhất một hàng, hoặc xóa bảng.")
    if len(given) > MOST_ROWS:
        raise InvalidInputError(f"Có {len(given)} hàng, quá {MOST_ROWS}; chia thành nhiều bảng.")
    most = max(len(row) - row.count(NONE) for row in given)
    if most > MOST_COLUMNS:
        raise InvalidInputError(f"Có {most} cột, quá {MOST_COLUMNS}; chia thành nhiều bảng.")
    rows = _placed(given)
    columns = count_columns(Table(rows))
    head_rows = int((head and head["head"]) or 0)
    if head_rows > len(rows):
        raise InvalidInputError(
            f"Dòng đầu ghi {head_rows} hàng đầu nhưng chỉ có {len(rows)} hàng; sửa lại số đó."
        )
    return Table(rows, _widths((head and head["widths"]) or "", columns), head_rows)


def size_of(text: str) -> tuple[int, int]:
    """Return how many rows and columns the text has, right or not."""
    _, rest = _parted(text.strip("\n"), strict=False)
    rows = list(_rows(rest))
    return len(rows), max((len(row) - row.count(NONE) for row in rows), default=0)


def paragraphs_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each paragraph of each cell begins and ends in a table's text, row by row."""
    start = 0
    for line in text.split("\n"):
        if not line.startswith(_HEAD_BEGINS):
            signs = [sign for sign in _SIGN.finditer(line) if sign.lastgroup != "escape"]
            begins = [0, *(sign.end() for sign in signs)]
            ends = [*(sign.start() for sign in signs), len(line)]
            for first, last in zip(begins, ends, strict=True):
                words = line[first:last].strip()
                place = start + line.index(words, first)
                yield place, place + len(words)
        start += len(line) + 1


def _head_text(table: Table, columns: int) -> str:
    """Return the first line, empty where there is nothing to say."""
    said = []
    if len(table.widths) == columns and all(share > 0 for share in table.widths):
        even = table.widths == (1.0 / columns,) * columns
        said.append(f"cột {'đều' if even else ' '.join(map(_percent, table.widths))}")
    if table.header_rows:
        said.append(f"đầu {min(table.header_rows, len(table.rows))}")
    return f"[[{'; '.join(said)}]]" if said else ""


def _percent(share: float) -> str:
    """Return a share in percent, exactly."""
    shown = format(Decimal(repr(share)) * 100, "f")
    return (shown.rstrip("0").rstrip(".") if "." in shown else shown).replace(".", ",")


def _row_text(row: tuple[Cell, ...], places: list[Place]) -> str:
    written: list[str] = []
    left = len(row)
    for place in places:
        if place.cell is None:
            written += [ABOVE] * place.span
            continue
        written.append(_cell_text(place.cell) if left > 0 else NONE)
        written += [LEFT] * (place.span - 1)
        left -= 1
    while written[1:] and written[-1] == NONE:
        written.pop()
    return " | ".join(written if written != [""] else ["", NONE])


def _cell_text(cell: Cell) -> str:
    if cell.paragraphs and _is_plain(cell.paragraphs):
        return cell.paragraphs[0][0].text
    text = "<p>".join(_SIGN.sub(_escaped, write_runs(runs)) for runs in cell.paragraphs)
    return f"\\{text}" if text in _MARKS else text


def _is_plain(paragraphs: tuple[Runs, ...]) -> bool:
    """Tell the one plain run that nearly every cell of a long table is."""
    run = paragraphs[0][0] if len(paragraphs) == len(paragraphs[0]) == 1 else None
    return run is not None and run == Run(run.text) and _WORDS.fullmatch(run.text) is not None


def _escaped(sign: re.Match[str]) -> str:
    if sign["escape"]:
        return sign[0]
    return "<tab>" if sign["tab"] else f"\\{sign[0]}"


def _parted(text: str, *, strict: bool = True) -> tuple[re.Match[str] | None, str]:
    """Return the first line, if it speaks of the columns, and what follows."""
    first, _, rest = text.partition("\n")
    if not first.startswith(_HEAD_BEGINS):
        return None, text
    head = _HEAD.fullmatch(first.strip())
    if head is None and strict:
        raise InvalidInputError(
            "Dòng đầu phải ghi như [[cột 10 40 50; đầu 1]]: độ rộng từng cột, rồi số hàng đầu."
        )
    return head, rest


def _widths(said: str, columns: int) -> tuple[float, ...]:
    if said == "đều":
        return (1.0 / columns,) * columns
    try:
        shares = tuple(float(Decimal(one.replace(",", ".")) / 100) for one in said.split())
    except ArithmeticError:
        shares = (0.0,)
    if not shares or (len(shares) == columns and all(share > 0 for share in shares)):
        return shares
    raise InvalidInputError(
        f"Dòng đầu phải ghi {columns} độ rộng lớn hơn 0, mỗi cột một số, hoặc [[cột đều]]."
    )


def _rows(text: str) -> Iterator[list[_Given]]:
    """Yield the rows: a line each, or more lines where a pasted cell has breaks in it."""
    place = 0
    while place < len(text):
        pasted = _PASTED_ROW.match(text, place)
        line = pasted[0] if pasted else text[place : _line_end(text, place)]
        if pasted:
            yield [_pasted(one) for one in _PASTED_CELL.findall(line)]
        elif line.strip():
            yield [*_split(line, "bar")]
        place += len(line) + 1


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _pasted(field: str) -> Cell:
    """Return a cell of a spreadsheet, whose signs mean nothing."""
    if field.startswith('"') and field.endswith('"') and len(field) > 1:
        field = field[1:-1].replace('""', '"')
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in field.split("\n"))
    return Cell(tuple((Run(line),) for line in lines if line))


def _split(text: str, sign: str) -> Iterator[str]:
    """Yield what stands between the signs of one kind."""
    if "\\" not in text:
        yield from (one.strip(" \t") for one in text.split(_SPLIT[sign]))
        return
    start = 0
    for match in _SIGN.finditer(text):
        if match[sign]:
            yield text[start : match.start()].strip(" \t")
            start = match.end()
    yield text[start:].strip(" \t")


def _placed(given: list[list[_Given]]) -> tuple[tuple[Cell, ...], ...]:
    """Return the cells of each row with their spans."""
    above: list[_Owner | None] = []
    rows: list[list[_Owner]] = []
    for row, places in enumerate(given):
        rows.append([])
        owners: list[_Owner | None] = []
        filled = max((i for i, one in enumerate(places, 1) if one not in _MARKS), default=0)
        for column, one in enumerate(places):
            owner = _owner(one, (row, column), owners, above)
            if owner is None and column < filled:
                owner = _Owner(row, column, Cell())
            if owner:
                owner.cover(row, column)
                if (owner.row, owner.column) == (row, column):
                    rows[-1].append(owner)
            owners.append(owner)
        above = owners
    return tuple(tuple(owner.settled() for owner in row) for row in rows)


def _owner(
    given: _Given,
    place: tuple[int, int],
    owners: list[_Owner | None],
    above: list[_Owner | None],
) -> _Owner | None:
    """Return the cell that covers a place."""
    row, column = place
    if given == LEFT:
        found = owners[column - 1] if column else None
        if found is None:
            raise _refusal(row, column, "dấu < gộp với ô bên trái, nhưng bên trái không có ô.")
        return found
    if given == ABOVE:
        found = above[column] if column < len(above) else None
        if found is None:
            raise _refusal(row, column, "dấu ^ gộp với ô phía trên, nhưng phía trên không có ô.")
        return found
    if given == NONE:
        return None
    return _Owner(row, column, given if isinstance(given, Cell) else _cell(given))


def _cell(text: str) -> Cell:
    if not text:
        return Cell()
    paragraphs: tuple[Runs, ...] = tuple(parse_runs(one) for one in _split(text, "paragraph"))
    return Cell(paragraphs if any(paragraphs) or paragraphs[1:] else ())


def _refusal(row: int, column: int, what: str) -> InvalidInputError:
    return InvalidInputError(f"Hàng {row + 1}, ô {column + 1}: {what}")
