"""Tables as parts of the drafting form: `[[bảng <id>]]` in an outline, the rows in a text apart."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from webapp.domain.block_ids import NewId
from webapp.domain.errors import InvalidInputError
from webapp.domain.outline.table_text import parse_table, size_of, write_table
from webapp.domain.plan import Block, BlockKind
from webapp.domain.text import clean

MOST_TABLES = 200
TABLES_LIMIT = 1_000_000
"""All tables together, in characters of their text."""
EMPTY_TABLE = "[[cột đều; đầu 1]]\n**TT** | **Nội dung** | **Ghi chú**\n1 |  | \n2 |  | "


@dataclass(frozen=True, slots=True)
class TablePart:
    """One table as the form holds it."""

    id: str
    """Of its block."""
    text: str = ""
    """A line a row, as `parse_table` reads it."""
    dropped: bool = False
    """True where it goes with the next save."""
    number: int = field(default=0, compare=False)
    """What the form calls it: «Bảng 2»."""

    @property
    def name(self) -> str:
        """Return the name of its field in the form."""
        return f"table-{self.id}"

    @property
    def place(self) -> str:
        """Return the line that keeps its place in an outline."""
        return f"[[bảng {self.id}]]"

    @property
    def size(self) -> str:
        """Return how big it is: «5 hàng × 3 cột»."""
        rows, columns = size_of(self.text)
        return f"{rows} hàng × {columns} cột"


_FIELD = re.compile(r"table-([\w-]{1,60})")
_PLACE = re.compile(r"^[ \t#]*\[\[bảng ([^#\[\]\n][^\[\]\n]{0,60})\]\][ \t]*$", re.MULTILINE)
"""A block without an id, `[[bảng #1]]`, is found by its number and has no text of its own."""

_NOTE_MARK = re.compile(r"(?<!\\)\[\[chú thích [0-9]+\]\]")


def typed_tables(typed: Mapping[str, str]) -> tuple[TablePart, ...]:
    """Return the tables that a form posted, in its order."""
    found = ((_FIELD.fullmatch(name), text) for name, text in typed.items())
    named = [(match[1], text) for match, text in found if match]
    return tuple(
        TablePart(name, clean(text).text.strip(), bool(typed.get(f"drop-table-{name}")), number)
        for number, (name, text) in enumerate(named, start=1)
    )


def names_of_tables(parts: tuple[TablePart, ...]) -> dict[str, str]:
    """Return the tables as a form posts them; `typed_tables` reads them back."""
    typed = {part.name: part.text for part in parts}
    return typed | {f"drop-{part.name}": "1" for part in parts if part.dropped}


def tables_of(blocks: Iterable[Block]) -> tuple[TablePart, ...]:
    """Return the form's parts of the tables among the blocks."""
    tables = [(block.id, block.table) for block in blocks if block.table and block.id]
    return tuple(
        TablePart(name, write_table(table).strip(), number=number)
        for number, (name, table) in enumerate(tables, start=1)
    )


def cleaned_tables(parts: tuple[TablePart, ...]) -> tuple[TablePart, ...]:
    """Return what will be saved, as regular text; refuse what is too much."""
    kept = tuple(
        replace(part, text=clean(part.text).text.strip()) for part in parts if not part.dropped
    )
    if len(kept) > MOST_TABLES:
        raise InvalidInputError(
            f"Văn bản có {len(kept)} bảng, quá {MOST_TABLES}; bỏ bớt rồi lưu lại.",
            field="tables",
        )
    length = 0
    for part in kept:
        length += len(part.text)
        if length > TABLES_LIMIT:
            raise InvalidInputError(
                f"Từ bảng {part.number} trở đi, chữ trong các bảng quá 1.000.000 ký tự; rút gọn, "
                "hoặc gửi kèm thành tệp riêng.",
                field=part.name,
            )
    return kept


def without_dropped(outline: str, parts: tuple[TablePart, ...]) -> str:
    """Return the outline without the lines of tables that go."""
    gone = {part.id for part in parts if part.dropped}
    return _PLACE.sub(lambda line: "" if line[1] in gone else line[0], outline) if gone else outline


def dropped_along(
    parts: tuple[TablePart, ...], gone: Iterable[str], kept: Iterable[str]
) -> tuple[TablePart, ...]:
    """Return the tables, dropped where their place is in an outline that goes, and in no other."""
    places = {name for outline in gone for name in places_in(outline)}
    places -= {name for outline in kept for name in places_in(outline)}
    return tuple(replace(part, dropped=part.dropped or part.id in places) for part in parts)


def with_typed_tables(blocks: tuple[Block, ...], parts: tuple[TablePart, ...]) -> tuple[Block, ...]:
    """Return the blocks with the tables as typed, and those that are new."""
    typed = {part.id: part for part in parts}
    edited = [
        _edited(block, typed.pop(block.id)) if block.table and block.id in typed else block
        for block in blocks
    ]
    return (*edited, *(_made(part) for part in typed.values()))


def places_in(outline: str) -> list[str]:
    """Return the ids of the tables whose place the outline keeps."""
    return _PLACE.findall(outline)


def placed_tables(
    parts: Iterable[TablePart], outlines: Iterable[tuple[str, str]]
) -> tuple[TablePart, ...]:
    """Return the tables that have a place in an outline."""
    placed = {name for _, outline in outlines for name in places_in(outline)}
    return tuple(part for part in parts if part.id in placed)


def refuse_misplaced(
    parts: tuple[TablePart, ...], outlines: list[tuple[str, str]], kept: Iterable[Block]
) -> None:
    """Refuse a table without a place, and a place without a table; outlines come with fields."""
    placed = placed_tables(parts, outlines)
    for part in parts:
        if part not in placed:
            raise InvalidInputError(
                f"Bảng {part.number} không còn dòng {part.place} trong văn bản; đặt lại dòng đó "
                f"vào chỗ của bảng, hoặc đánh dấu «Xóa bảng {part.number}» rồi lưu.",
                field=part.name,
            )
    known = {part.id for part in parts} | {block.id for block in kept if block.table}
    for name, outline in outlines:
        for unknown in places_in(outline):
            if unknown not in known:
                raise InvalidInputError(
                    f"Dòng [[bảng {unknown}]] không ứng với bảng nào; xóa dòng đó, hoặc bấm "
                    "«Thêm bảng» để có bảng mới.",
                    field=name,
                )


def with_new_table(parts: tuple[TablePart, ...], new_id: NewId) -> tuple[TablePart, ...]:
    """Return the tables with a new one, ready to be filled."""
    return (*parts, TablePart(new_id(), EMPTY_TABLE, number=len(parts) + 1))


def _edited(block: Block, part: TablePart) -> Block:
    """Return the block with the table as typed, untouched where it says the same."""
    if block.table and write_table(block.table).strip() == part.text:
        return block
    return replace(_made(part), level=block.level)


def _made(part: TablePart) -> Block:
    if mark := _NOTE_MARK.search(part.text):
        raise InvalidInputError(
            f"Bảng {part.number}: dấu {mark[0]} không dùng được trong bảng; ghi chữ của chú thích "
            "ngay trong ô, ví dụ 45<note>Tính đến 31/12/2025</note>.",
            field=part.name,
        )
    try:
        return Block(BlockKind.TABLE, table=parse_table(part.text), id=part.id)
    except InvalidInputError as error:
        said = str(error)
        message = f"Bảng {part.number}, {said[0].lower()}{said[1:]}"
        raise InvalidInputError(message, field=part.name) from error
