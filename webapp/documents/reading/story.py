"""The story of a Word file: paragraphs and tables in the order of reading, sections noted."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from webapp.documents.reading.grids import (
    MOST_COLUMNS,
    Grid,
    goes_on_left,
    is_deleted,
    merge_of,
    repeats,
    skipped_before,
    span_of,
    unwrapped,
    widths_of,
)
from webapp.documents.reading.inline import Inline, InlineReader
from webapp.documents.reading.items import Item, Paragraph, RawCell, RawTable, Section, Story
from webapp.documents.reading.losses import Losses
from webapp.documents.reading.numbering import Numbering
from webapp.documents.reading.styles import Styles, indent_of, numbering_of
from webapp.documents.reading.table_styles import NO_CELL, CellLook, TableParts
from webapp.documents.reading.wordml import (
    ALTERNATE,
    MATH,
    Element,
    W,
    chosen,
    has,
    number,
    value,
)
from webapp.domain.errors import InvalidInputError
from webapp.domain.plan import Run, plain

MOST_PARAGRAPHS = 40_000
_PARAGRAPHS = {W + "p", MATH + "oMathPara"}
_NOT_TEXT = frozenset(
    f"{W}{name}"
    for name in ("sdtPr", "sdtEndPr", "tblPr", "tcPr", "trPr", "moveFrom", "del", "bookmarkStart",
                 "bookmarkEnd", "proofErr")
)  # fmt: skip


@dataclass(slots=True)
class StoryReader:
    """Walks one part."""

    inline: InlineReader
    styles: Styles
    numbering: Numbering
    losses: Losses
    _section: int = 0
    _landscape: tuple[bool, ...] = ()
    _count: int = 0
    """Tables so far."""
    _carried: tuple[Run, ...] = ()
    """Words of a paragraph whose end a tracked change took out."""
    _in_table: int = 0
    _cell_pictures: int = 0
    _cell: CellLook = NO_CELL

    def read(self, body: Element) -> Story:
        """Return the text of the body of a file."""
        refuse_too_long(body)
        items = tuple(self.blocks(body))
        last = body.find(W + "sectPr")
        self._end_section(last)
        sections = tuple(Section(place, lies) for place, lies in enumerate(self._landscape))
        return Story(items, sections)

    def blocks(self, parent: Element) -> Iterator[Item]:
        """Yield the paragraphs and tables of a body, a cell, a text box or a note."""
        for child in parent:
            tag = child.tag
            if tag in _PARAGRAPHS:
                yield from self._paragraph(child)
            elif tag == W + "tbl":
                yield from self._left_over()
                yield from self._tables(child)
            elif tag == ALTERNATE:
                branch = chosen(child)
                if branch is not None:
                    yield from self.blocks(branch)
            elif tag == W + "altChunk":
                self.losses.embedded += 1
            elif tag not in _NOT_TEXT:
                yield from self.blocks(child)
        yield from self._left_over()

    def _left_over(self) -> Iterator[Paragraph]:
        """Yield the words of a paragraph whose deleted end no other paragraph follows."""
        if self._carried:
            runs, self._carried = self._carried, ()
            yield Paragraph(runs, "", self.styles.paragraph(""), section=self._section)

    def _paragraph(self, element: Element) -> Iterator[Item]:
        properties = element.find(W + "pPr")
        style = self.styles.paragraph(value(properties, "pStyle"))
        inline = self.inline.read(element, style.id, self._cell)
        runs = (*self._carried, *inline.finished())
        self._carried = ()
        if style.contents or _end_is_deleted(properties):
            if style.contents:
                self.losses.contents.append(plain(runs))
                self._after(properties)
            else:
                self._carried = runs
            yield from self._boxes(inline.boxes_before + inline.boxes_after)
            return
        numbered = None if properties is None else numbering_of(properties)
        listed = numbered or style.numbering
        mark = self.numbering.mark(listed, style.id)
        indents = (indent_of(properties), self.numbering.indent(listed, style.id), style.indent)
        if mark and not self._in_table and not any(run.text.strip() or run.note for run in runs):
            self.losses.empty_marks.append(mark)
        yield from self._boxes(inline.boxes_before)
        paragraph = Paragraph(
            runs,
            mark,
            style,
            align=value(properties, "jc") or style.align,
            starts_page=has(properties, "pageBreakBefore") or style.page_break_before,
            section=self._section,
            indent=next(one for one in indents if one is not None),
        )
        yield from self._with_pictures(paragraph, inline)
        yield from self._boxes(inline.boxes_after)
        self._after(properties)

    def _with_pictures(self, paragraph: Paragraph, inline: Inline) -> Iterator[Paragraph]:
        """Yield the paragraph between its pictures, each on a line of its own."""
        count = len(inline.pictures_before) + len(inline.pictures_after)
        if self._in_table:
            self._cell_pictures += count
            count = 0
        if not count:
            yield paragraph
            return
        self.losses.pictures.beside_words += count if paragraph.text.strip() else 0
        alone = replace(paragraph, runs=(), mark="", starts_page=False)
        lines = [
            *(replace(alone, picture=picture) for picture in inline.pictures_before),
            replace(paragraph, starts_page=False),
            *(replace(alone, picture=picture) for picture in inline.pictures_after),
        ]
        yield replace(lines[0], starts_page=paragraph.starts_page)
        yield from lines[1:]

    def _after(self, properties: Element | None) -> None:
        section = None if properties is None else properties.find(W + "sectPr")
        if section is not None and not self._in_table:
            self._end_section(section)

    def _boxes(self, boxes: list[Element]) -> Iterator[Item]:
        """Yield what stands in text boxes, at the place they hang on."""
        for box in boxes:
            held = [item for item in self.blocks(box) if not _is_empty(item)]
            self.losses.boxes += bool(held)
            yield from held

    def _end_section(self, section: Element | None) -> None:
        width, height = number(section, "pgSz", "w") or 0, number(section, "pgSz", "h") or 0
        lies = value(section, "pgSz", "orient") == "landscape" or width > height
        self._landscape = (*self._landscape, lies)
        self._section += 1

    def _tables(self, element: Element) -> Iterator[RawTable]:
        """Yield the table, unless a tracked change took out all its rows."""
        table = self._table(element)
        if table.rows:
            yield table

    def _table(self, element: Element) -> RawTable:
        self._count += 1
        table = self._count
        self._in_table += 1
        before = self._cell_pictures
        grid, header, repeating, around = Grid(), 0, True, self._cell
        given = list(unwrapped(element, "tr"))
        parts = self.styles.table_parts(element, sum(not is_deleted(row) for row in given))
        for row in given:
            if is_deleted(row):
                self._leave_out(row)
                continue
            self._row(row, grid, table, parts)
            repeating = repeating and repeats(row)
            header += repeating
        self._in_table -= 1
        self._cell = around
        columns = _filled(grid)
        rows = tuple(tuple(row) for row in grid.rows)
        widths = widths_of(element, columns)
        pictures = self._cell_pictures - before
        return RawTable(rows, widths, header, self._section, pictures=pictures)

    def _row(self, row: Element, grid: Grid, table: int, parts: TableParts | None) -> None:
        before = skipped_before(row)
        _refuse_wide(before, table)
        grid.begin_row()
        grid.skip(0, before)
        column = before
        cells = list(unwrapped(row, "tc"))
        for place, cell in enumerate(cells):
            columns = span_of(cell)
            _refuse_wide(column + columns, table)
            self._cell = (
                parts.cell(
                    (len(grid.rows) - 1, column), first=not place, last=place == len(cells) - 1
                )
                if parts
                else NO_CELL
            )
            items = tuple(self.blocks(cell))
            paragraphs = tuple(self._paragraphs_of(items))
            if not (goes_on_left(cell) and grid.widen(columns, paragraphs)):
                held = items if items != paragraphs else ()
                grid.put(RawCell(column, columns, 1, paragraphs, held), merge_of(cell))
            column += columns

    def _paragraphs_of(self, items: tuple[Item, ...]) -> Iterator[Paragraph]:
        """Yield the paragraphs of a cell, those of a table inside it too."""
        for item in items:
            if isinstance(item, Paragraph):
                yield item
                continue
            self.losses.nested_tables += 1
            for row in item.rows:
                for inner in row:
                    yield from inner.paragraphs

    def _leave_out(self, row: Element) -> None:
        texts = (*row.iter(W + "t"), *row.iter(W + "delText"))
        self.losses.deleted.append(" ".join(text.text or "" for text in texts))


def _refuse_wide(columns: int, table: int) -> None:
    if columns > MOST_COLUMNS:
        raise InvalidInputError(
            f"Bảng thứ {table} có hơn {MOST_COLUMNS} cột nên không vừa trang giấy nào;"
            " hãy tách bảng hoặc gửi kèm thành tệp Excel rồi nhập lại."
        )


def refuse_too_long(body: Element) -> None:
    """Refuse a text that no plan is long enough for, before it is read."""
    paragraphs = sum(1 for _ in body.iter(W + "p"))
    if paragraphs > MOST_PARAGRAPHS:
        raise InvalidInputError(
            f"Văn bản có {paragraphs} đoạn, nhiều hơn {MOST_PARAGRAPHS} đoạn được phép;"
            " hãy chia nhỏ rồi nhập lại."
        )


def _end_is_deleted(properties: Element | None) -> bool:
    mark = None if properties is None else properties.find(W + "rPr")
    return mark is not None and mark.find(W + "del") is not None


def _is_empty(item: Item) -> bool:
    return isinstance(item, Paragraph) and not item.text.strip() and not item.picture


def _filled(grid: Grid) -> int:
    """Give every row as many columns as the widest one has; return how many."""
    ends = [_end(row) for row in grid.rows]
    covered = _covered(grid)
    columns = max([*ends, *(max(places, default=-1) + 1 for places in covered)], default=0)
    for row, places in zip(grid.rows, covered, strict=True):
        own = {cell.column + n for cell in row for n in range(cell.columns)}
        row += [RawCell(n, 1, 1, ()) for n in range(columns) if n not in own | places]
        row.sort(key=lambda cell: cell.column)
    return columns


def _end(row: list[RawCell]) -> int:
    return max((cell.column + cell.columns for cell in row), default=0)


def _covered(grid: Grid) -> list[set[int]]:
    """Return of each row the columns that cells from above cover."""
    covered: list[set[int]] = [set() for _ in grid.rows]
    for place, row in enumerate(grid.rows):
        for position, cell in enumerate(row):
            below = covered[place + 1 : place + cell.rows]
            if len(below) < cell.rows - 1:
                row[position] = replace(cell, rows=len(below) + 1)
            for columns in below:
                columns.update(range(cell.column, cell.column + cell.columns))
    return covered
