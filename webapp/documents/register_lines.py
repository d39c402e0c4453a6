"""A printed book of outgoing documents: its cover and its lines in the ten columns of PL4."""

from dataclasses import dataclass
from datetime import date, datetime

from webapp.domain.numbers_text import number_text

TITLE = "SỔ ĐĂNG KÝ VĂN BẢN ĐI"
COLUMNS = (
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Người ký",
    "Nơi nhận văn bản",
    "Đơn vị, người nhận bản lưu",
    "Số lượng bản",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
)
"""In the order and the words of PL4 I.2."""
CROSSED_OUT = frozenset({0, 2})
"""The columns of a void line that are struck, as on the screen."""


@dataclass(frozen=True, slots=True)
class BookLine:
    """One number of the book, with what stands in its columns."""

    number: int
    notation: str
    promulgated_on: date
    content: str
    """Type and subject."""
    signer_name: str
    recipients: str
    kept: str
    """Who keeps copies, and how many."""
    copies: int | None
    sent_on: date | None
    received_by: str
    note: str
    is_void: bool = False
    """Its number and subject are crossed out."""

    def cells(self) -> tuple[str, ...]:
        """Return what the ten columns say."""
        return (
            f"{number_text(self.number)}/{self.notation}",
            day_text(self.promulgated_on),
            self.content,
            self.signer_name,
            self.recipients,
            self.kept,
            str(self.copies or ""),
            day_text(self.sent_on),
            self.received_by,
            self.note,
        )


@dataclass(frozen=True, slots=True)
class PrintedBook:
    """One volume of the book of a year."""

    organ_in_charge: str
    """The agency above; may be empty."""
    organ_name: str
    """The agency, lines parted by a line feed."""
    series_name: str
    year: int
    volume: str
    """«Quyển số»; empty: left to be written by hand."""
    lines: tuple[BookLine, ...]
    """In the order of their numbers; at least one."""
    closing: str
    """What the last line says: how the book was closed, or that it is still open."""
    made_at: datetime
    """Vietnamese time."""

    @property
    def days(self) -> str:
        """Return «Từ ngày … đến ngày …» of the cover (PL4 I.1)."""
        days = [line.promulgated_on for line in self.lines]
        return f"Từ ngày {day_text(min(days))} đến ngày {day_text(max(days))}"

    @property
    def numbers(self) -> str:
        """Return «Từ số … đến số …» of the cover (PL4 I.1)."""
        first, last = self.lines[0].number, self.lines[-1].number
        return f"Từ số {number_text(first)} đến số {number_text(last)}"


def day_text(day: date | None) -> str:
    """Return «05/02/2026»; empty for no day."""
    return f"{day:%d/%m/%Y}" if day else ""
