"""The book of a year as a file to bind or to count with (Điều 16.2b, PL4 I), and who took it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from slugify import slugify
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from webapp.adapters.clock import VIETNAM
from webapp.db.database import Database
from webapp.db.models.numbers import RegisterRow, SeriesRow
from webapp.db.models.organisations import AgencyRow
from webapp.documents.register_docx import make_register
from webapp.documents.register_lines import BookLine, PrintedBook
from webapp.documents.register_xlsx import make_register_workbook
from webapp.domain.errors import InvalidInputError, NotFoundError
from webapp.domain.people import Actor
from webapp.domain.register_book import BookAction, require
from webapp.services import audit
from webapp.services.book_marks import marks_on, standings_on
from webapp.services.closing import closed_book, own_series
from webapp.services.papers import WORD, Download

MOST_LINES = 5_000
"""Of one volume: a Word file with more opens slowly, and nobody binds it."""
_LONGEST_VOLUME = 20
_MAKERS = {
    "docx": (make_register, WORD),
    "xlsx": (
        make_register_workbook,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}
_OUTSIDE_LINES = {"void": "Số hủy", "reserved": "Số đang giữ"}


@dataclass(frozen=True, slots=True)
class Volume:
    """Which lines of which book."""

    series_id: int
    year: int
    first: int | None = None
    """None: from the book's first line."""
    last: int | None = None
    """None: to its last."""
    name: str = ""
    """«Quyển số»."""


@dataclass(frozen=True, slots=True)
class VolumePage:
    """What stands on the page before a volume is taken."""

    series_id: int
    series_name: str
    year: int
    first: int | None
    """None: the book has no line."""
    last: int | None


def volume_page(database: Database, actor: Actor, series_id: int, year: int) -> VolumePage:
    """Return which numbers the book of the year goes from and to."""
    require(BookAction.READ, actor)
    with database.reading() as session:
        series = own_series(session, actor, series_id)
        numbers = select(RegisterRow.number).where(*_of_book(series_id, year))
        return VolumePage(
            series_id=series_id,
            series_name=series.name,
            year=year,
            first=session.scalar(numbers.order_by(RegisterRow.number).limit(1)),
            last=session.scalar(numbers.order_by(RegisterRow.number.desc()).limit(1)),
        )


def printed_register(
    database: Database, actor: Actor, volume: Volume, form: str, now: datetime
) -> Download:
    """Return the volume as `docx` or `xlsx`, and record who took it."""
    require(BookAction.READ, actor)
    if form not in _MAKERS:
        raise NotFoundError("Sổ chỉ tải được dạng .docx hoặc .xlsx; chọn lại dạng tệp.")
    make, media_type = _MAKERS[form]
    with database.transaction() as session:
        series = own_series(session, actor, volume.series_id)
        book = _book(session, series, volume, now)
        details: dict[str, object] = {
            "year": volume.year,
            "form": form,
            "numbers": [book.lines[0].number, book.lines[-1].number],
        }
        subject = f"series:{series.id}"
        audit.record(session, actor, "download_register", now=now, subject=subject, details=details)
    return Download(_file_name(book, form), make(book), media_type)


def _of_book(series_id: int, year: int) -> tuple[ColumnElement[bool], ...]:
    return RegisterRow.series_id == series_id, RegisterRow.year == year


def _book(session: Session, series: SeriesRow, volume: Volume, now: datetime) -> PrintedBook:
    if len(volume.name) > _LONGEST_VOLUME:
        raise InvalidInputError(
            f"Quyển số dài quá {_LONGEST_VOLUME} ký tự; ghi một số hoặc «1/2».", "volume"
        )
    agency = session.get_one(AgencyRow, series.agency_id)
    # Read before the lines: a book that is closed while they are read is not printed as closed.
    closing = _closing(session, series.id, volume.year, now)
    return PrintedBook(
        organ_in_charge=agency.parent_name,
        organ_name=agency.name,
        series_name=series.name,
        year=volume.year,
        volume=volume.name,
        lines=tuple(_lines(session, _rows(session, volume))),
        closing=closing,
        made_at=now.astimezone(VIETNAM),
    )


def _rows(session: Session, volume: Volume) -> Sequence[RegisterRow]:
    query = select(RegisterRow).where(*_of_book(volume.series_id, volume.year))
    if volume.first is not None:
        query = query.where(RegisterRow.number >= volume.first)
    if volume.last is not None:
        query = query.where(RegisterRow.number <= volume.last)
    rows = session.scalars(query.order_by(RegisterRow.number).limit(MOST_LINES + 1)).all()
    if not rows:
        raise InvalidInputError("Không có số nào trong khoảng này; sửa «Từ số», «Đến số».", "first")
    if len(rows) > MOST_LINES:
        raise InvalidInputError(
            f"Một quyển in nhiều nhất {MOST_LINES} dòng; chia quyển bằng «Từ số», «Đến số».", "last"
        )
    return rows


def _lines(session: Session, rows: Sequence[RegisterRow]) -> Iterable[BookLine]:
    marks = marks_on(session, rows, standings_on(session, rows))
    return (_line(row, marks[row.id]) for row in rows)


def _line(row: RegisterRow, marks: str) -> BookLine:
    content = f"{row.type_name} {row.subject}".strip() or _OUTSIDE_LINES.get(row.status, "")
    kept = [row.kept_by, f"{row.copies_kept} bản" if row.copies_kept is not None else ""]
    said = [marks, row.note]
    return BookLine(
        number=row.number,
        notation=row.notation,
        promulgated_on=row.promulgated_on,
        content=content,
        signer_name=row.signer_name,
        recipients=row.recipients,
        kept=": ".join(one for one in kept if one),
        copies=row.copies,
        sent_on=row.sent_on,
        received_by=row.received_by,
        note=" ".join(one for one in said if one),
        is_void=row.status == "void",
    )


def _closing(session: Session, series_id: int, year: int, now: datetime) -> str:
    closed = closed_book(session, series_id, year)
    if closed is None:
        return (
            f"Sổ năm {year} chưa khóa; in lúc {now.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}, "
            "các dòng sau này chưa có ở đây."
        )
    return (
        f"Sổ năm {year} đã khóa lúc {closed.at.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}: "
        f"{closed.lines} dòng, trong đó {closed.voids} số hủy, số cuối {closed.last_number}; "
        f"người khóa sổ: {closed.who}. Mã băm SHA-256 của sổ: {closed.sha256}."
    )


def _file_name(book: PrintedBook, form: str) -> str:
    """Return `so-dang-ky-van-ban-di-2026-ke-hoach-so-115-den-140.docx`."""
    first, last = book.lines[0].number, book.lines[-1].number
    series = slugify(book.series_name, max_length=40, word_boundary=True) or "day-so"
    return f"so-dang-ky-van-ban-di-{book.year}-{series}-so-{first}-den-{last}.{form}"
