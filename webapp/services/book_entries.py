"""What the clerk says of a paper beside its number: columns 6 to 10 of the book, and its file."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from webapp.db.models.numbers import RegisterRow
from webapp.domain.errors import InvalidInputError
from webapp.domain.faults import Faults
from webapp.domain.text import clean, squeeze
from webapp.services.secret_marks import refuse_secret_text

MOST_COPIES = 999
"""PL VI II.15 gives the count three digits."""
LONGEST = {"kept_by": 200, "received_by": 200, "note": 500, "file_notation": 20, "retention": 30}
"""PL VI II.1.3, II.11; files: II.3."""
COLUMNS = {
    "kept_by": "đơn vị, người nhận bản lưu",
    "copies_kept": "số bản lưu",
    "copies": "số lượng bản",
    "sent_on": "ngày chuyển",
    "received_by": "ký nhận",
    "note": "ghi chú",
    "pages": "số trang",
    "file_notation": "mã hồ sơ",
    "retention": "thời hạn bảo quản",
}
"""The words for each of them."""
_COUNTS = (
    ("copies", "Số lượng bản phát hành", 1),
    ("copies_kept", "Số bản lưu", 0),
    ("pages", "Số trang", 1),
)


@dataclass(frozen=True, slots=True)
class BookEntry:
    """What the form brings; all of it may be filled in later."""

    kept_by: str | None = None
    """Column 6; None: as the paper's own line «Lưu» says."""
    copies_kept: int | None = None
    copies: int | None = None
    """Column 7: how many were issued."""
    sent_on: date | None = None
    """Column 8."""
    received_by: str = ""
    """Column 9."""
    note: str = ""
    """Column 10, beside what the book itself says there."""
    pages: int | None = None
    file_notation: str = ""
    retention: str = ""


def columns_of(entry: BookEntry, promulgated_on: date, today: date) -> dict[str, object]:
    """Return the columns that the entry fills; refuse what no book can hold."""
    faults = Faults()
    values: dict[str, object] = {
        name: faults.of("", _line, name, getattr(entry, name))
        for name in LONGEST
        if getattr(entry, name) is not None
    }
    for name, label, least in _COUNTS:
        values[name] = faults.of(None, _count, getattr(entry, name), name, label, least)
    values["sent_on"] = faults.last(_sent_on, entry.sent_on, promulgated_on, today)
    return values


def entry_of(row: RegisterRow) -> BookEntry:
    """Return what a line says now, for the form that adds to it."""
    return BookEntry(
        kept_by=row.kept_by,
        copies_kept=row.copies_kept,
        copies=row.copies,
        sent_on=row.sent_on,
        received_by=row.received_by,
        note=row.note,
        pages=row.pages,
        file_notation=row.file_notation,
        retention=row.retention,
    )


def told(names: Collection[str]) -> str:
    """Return the words of the columns, in the order of the form."""
    return ", ".join(words for name, words in COLUMNS.items() if name in names)


def _line(name: str, text: str) -> str:
    value = squeeze(clean(text).text)
    if len(value) > LONGEST[name]:
        raise InvalidInputError(f"Rút gọn {COLUMNS[name]}: tối đa {LONGEST[name]} ký tự.", name)
    refuse_secret_text(value, name)
    return value


def _count(value: int | None, field: str, label: str, least: int) -> int | None:
    if value is not None and not least <= value <= MOST_COPIES:
        raise InvalidInputError(f"{label} từ {least} đến {MOST_COPIES}; sửa lại.", field)
    return value


def _sent_on(day: date | None, promulgated_on: date, today: date) -> date | None:
    if day is None:
        return None
    if day < promulgated_on:
        raise InvalidInputError(
            f"Ngày chuyển không thể trước ngày văn bản {promulgated_on:%d/%m/%Y}; sửa lại.",
            "sent_on",
        )
    if day > today:
        raise InvalidInputError("Ngày chuyển không thể sau ngày hôm nay; sửa lại.", "sent_on")
    return day
