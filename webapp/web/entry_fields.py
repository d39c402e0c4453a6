"""Fields that several rooms ask of a paper's place in the number book."""

from typing import ClassVar

from wtforms import DateField, IntegerField, StringField, TextAreaField
from wtforms.validators import Length
from wtforms.validators import Optional as MayBeEmpty
from wtforms.widgets import TextInput

from webapp.domain import plan
from webapp.domain.process import LONGEST_REASON
from webapp.services.book_entries import LONGEST, BookEntry
from webapp.services.book_numbers import Dating

PRIORITIES = {level: level.capitalize() or "Thường" for level in plan.PRIORITIES}


def at_most(limit: int) -> Length:
    """Return the rule on the length of a line, with its sentence."""
    return Length(max=limit, message=f"Tối đa {limit} ký tự, hãy rút gọn.")


def a_day(label: str) -> DateField:
    """Return a field for a day, typed as 26/04/2022."""
    formats = ["%d/%m/%Y", "%Y-%m-%d"]
    return DateField(label, format=formats, widget=TextInput(), validators=[MayBeEmpty()])


class EntryFields:
    """Columns 6 to 10 and the file; mixed into the forms that ask for them."""

    renamed: ClassVar[dict[str, str]] = {"note": "book_note"}
    kept_by = StringField("Đơn vị, người nhận bản lưu", [at_most(LONGEST["kept_by"])])
    copies_kept = IntegerField("Số bản lưu", [MayBeEmpty()])
    copies = IntegerField("Số lượng bản phát hành", [MayBeEmpty()])
    pages = IntegerField("Số trang", [MayBeEmpty()])
    sent_on = a_day("Ngày chuyển")
    received_by = StringField("Ký nhận", [at_most(LONGEST["received_by"])])
    book_note = StringField("Ghi chú", [at_most(LONGEST["note"])])
    file_notation = StringField("Mã hồ sơ", [at_most(LONGEST["file_notation"])])
    retention = StringField("Thời hạn bảo quản", [at_most(LONGEST["retention"])])

    def to_entry(self) -> BookEntry:
        """Return what the service takes; call it on a valid form only."""
        return BookEntry(
            kept_by=self.kept_by.data or "",
            copies_kept=self.copies_kept.data,
            copies=self.copies.data,
            pages=self.pages.data,
            sent_on=self.sent_on.data,
            received_by=self.received_by.data or "",
            note=self.book_note.data or "",
            file_notation=self.file_notation.data or "",
            retention=self.retention.data or "",
        )


def shown_entry(entry: BookEntry) -> dict[str, object]:
    """Return the values of an entry under the names of the fields."""
    names = ("kept_by", "copies_kept", "copies", "pages", "sent_on", "received_by")
    values = {name: getattr(entry, name) for name in (*names, "file_notation", "retention")}
    return {**values, "book_note": entry.note}


class DatingFields:
    """Another day than today, or a reserved number."""

    day = a_day("Ngày văn bản")
    reason = TextAreaField("Lý do ghi lùi ngày", [at_most(LONGEST_REASON)])
    reserved_row_id = IntegerField("Số văn bản", [MayBeEmpty()])
    """Shown as a choice where numbers are kept for today; 0: the next, whatever waits."""

    def to_dating(self) -> Dating:
        """Return what the service takes; call it on a valid form only."""
        chosen = self.reserved_row_id.data
        day, reason = self.day.data, self.reason.data or ""
        return Dating(day, reason, chosen or None, next_anyway=chosen == 0)
