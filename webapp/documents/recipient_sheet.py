"""A sheet of recipients: the heads it must have, its lines, and an empty one to begin with."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from itertools import islice

from xlsxwriter import Workbook

from webapp.documents.sheet_reading import READ_COLUMNS, READ_ROWS, SEEN_FOR_HEADS
from webapp.domain.errors import InvalidInputError
from webapp.domain.text import fold

HEADS = ("Tên nơi nhận", "Mã định danh", "Thư điện tử", "Nhóm")
_WIDTHS = (36, 18, 32, 30)
_EXAMPLES = (
    ("UBND tỉnh Hà Lâm", "000.00.00.H99", "vanthu@halam.example.vn", "Để báo cáo"),
    ("Thôn Đồng Mới", "", "", "Các thôn; Để thực hiện"),
)
_EXPLAINED = (
    "Mỗi dòng một nơi nhận; xóa hai dòng ví dụ. Nơi đã có trong danh bạ (cùng tên hoặc cùng mã) "
    "được cập nhật; ô để trống thì giữ như cũ. Nhiều nhóm cách nhau bằng dấu chấm phẩy."
)
TOO_LONG = f"Tệp dài quá {READ_ROWS} hàng; xóa các hàng trống hoặc chia thành nhiều tệp."
"""A sheet that was cut would lose places without a word."""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line below the heads."""

    number: int
    """As the sheet counts its rows."""
    name: str
    code: str
    email: str
    groups: str


def lines_of(rows: Sequence[Sequence[str]]) -> list[SheetLine]:
    """Return the lines below the heads, without empty ones; refuse a sheet without heads."""
    for start, row in enumerate(rows[:SEEN_FOR_HEADS]):
        places = _places(row)
        if places is not None:
            below = enumerate(rows[start + 1 :], start=start + 2)
            return [
                SheetLine(number, *(_cell(one, place) for place in places))
                for number, one in below
                if any(cell.strip() for cell in one)
            ]
    raise InvalidInputError(
        f"Tệp không có hàng đầu đề «{HEADS[0]}»; tải tệp mẫu và điền theo các cột của mẫu.", "file"
    )


def rows_of_csv(text: str) -> list[list[str]]:
    """Return the rows of a text with commas, semicolons or tabs, whichever the heads have most.

    Cut like a sheet: a line of a million marks would take a minute to look through.
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = max(",;\t", key=first.count)
    try:
        reader = csv.reader(StringIO(text), delimiter=mark)
        rows = [row[:READ_COLUMNS] for row in islice(reader, READ_ROWS)]
        goes_on = any(cell.strip() for row in reader for cell in row)
    except csv.Error as error:
        raise InvalidInputError("Tệp .csv hỏng; lưu lại từ Excel rồi tải lên.", "file") from error
    if goes_on:
        raise InvalidInputError(TOO_LONG, "file")
    return rows


def empty_sheet() -> bytes:
    """Return a workbook with the heads and two examples."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Nơi nhận")
        text = workbook.add_format({"num_format": "@", "font_name": "Times New Roman"})
        bold = workbook.add_format({"bold": True, "border": 1, "font_name": "Times New Roman"})
        for place, (name, width) in enumerate(zip(HEADS, _WIDTHS, strict=True)):
            sheet.set_column(place, place, width, text)
            sheet.write_string(0, place, name, bold)
        for number, example in enumerate(_EXAMPLES, start=1):
            for place, words in enumerate(example):
                sheet.write_string(number, place, words, text)
        sheet.write_comment(0, 0, _EXPLAINED, {"x_scale": 3, "y_scale": 2})
        sheet.freeze_panes(1, 0)
    return file.getvalue()


def _places(row: Sequence[str]) -> tuple[int | None, ...] | None:
    """Return the column of each head; None where the row is not the heads."""
    found = {fold(cell.strip()): place for place, cell in reversed(list(enumerate(row)))}
    places = tuple(found.get(fold(name)) for name in HEADS)
    return None if places[0] is None else places


def _cell(row: Sequence[str], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""
