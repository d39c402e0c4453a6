"""The columns that results of a search can be shown in (PL VI I.6: chọn trường hiển thị)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from webapp.adapters.clock import vietnam_today
from webapp.db.models.numbers import RegisterRow
from webapp.db.queries.results import PlanResult
from webapp.documents.result_table import Cell
from webapp.domain.text import fold
from webapp.services.numbering import number_and_notation, number_text_of
from webapp.services.plan_access import NO_SUBJECT
from webapp.services.reading_register import LINE_STATES
from webapp.services.waits import Wait

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class FoundPlan:
    """A plan that was found, with what is not in its own row."""

    plan: PlanResult
    state_label: str
    wait: Wait | None


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A line of the book that was found."""

    row: RegisterRow
    marks: str
    unit_name: str


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column that may be chosen."""

    key: str
    label: str
    width: int
    value: Callable[[Row], Cell]
    usual: bool = False
    """Shown while nobody chose otherwise."""
    order: Callable[[Row], Any] | None = None
    """What it is sorted by where its words would sort wrongly."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How results are shown; empty: the usual columns in the order of the list."""

    columns: tuple[str, ...] = ()
    sort: str = ""
    """Key of a column."""
    descending: bool = False


def chosen(columns: Sequence[Column[Row]], shape: Shape, needed: str = "") -> list[Column[Row]]:
    """Return the columns that were chosen, in their own order; the usual where none was.

    The one of the key `needed` is among them, chosen or not.
    """
    known = {one.key for one in columns}
    wanted = known & set(shape.columns) or {one.key for one in columns if one.usual}
    return [one for one in columns if one.key in {*wanted, needed}]


def in_order(columns: Sequence[Column[Row]], shape: Shape, rows: Iterable[Row]) -> list[Row]:
    """Return the rows by the column that was asked for; those that say nothing in it come last."""
    by = next((one for one in columns if one.key == shape.sort), None)
    if by is None:
        return list(rows)
    filled: list[Row] = []
    blank: list[Row] = []
    for row in rows:
        (blank if by.value(row) in {None, ""} else filled).append(row)
    order = by.order or (lambda row: _sorted_by(by.value(row)))
    return [*sorted(filled, key=order, reverse=shape.descending), *blank]


def _sorted_by(cell: Cell) -> Any:  # noqa: ANN401 - text, a count or a day, each column one kind
    return fold(cell) if isinstance(cell, str) else cell


def _number_order(number: int | None, notation: str, day: date | None) -> tuple[date, str, int]:
    """Numbers begin anew each year."""
    return (day or date.min).replace(month=1, day=1), notation, number or 0


def _wait_until(found: FoundPlan) -> date | None:
    return found.wait.until if found.wait else None


PLAN_COLUMNS: tuple[Column[FoundPlan], ...] = (
    Column(
        "so",
        "Số, ký hiệu",
        16,
        lambda one: number_text_of(one.plan.code_number, one.plan.code_notation),
        usual=True,
        order=lambda one: _number_order(
            one.plan.code_number, one.plan.code_notation, one.plan.promulgated_on
        ),
    ),
    Column("ngay", "Ngày ban hành", 14, lambda one: one.plan.promulgated_on, usual=True),
    Column("loai", "Tên loại", 14, lambda one: one.plan.type_name),
    Column("trich-yeu", "Trích yếu", 46, lambda one: one.plan.subject or NO_SUBJECT, usual=True),
    Column("trang-thai", "Trạng thái", 18, lambda one: one.state_label, usual=True),
    Column("don-vi", "Đơn vị soạn thảo", 22, lambda one: one.plan.unit_name, usual=True),
    Column("nguoi-soan", "Người soạn thảo", 20, lambda one: one.plan.drafter_name, usual=True),
    Column("nguoi-ky", "Người ký", 20, lambda one: one.plan.signer_name),
    Column("ngay-ky", "Ngày ký", 12, lambda one: one.plan.signed_on),
    Column("noi-nhan", "Nơi nhận", 34, lambda one: one.plan.recipients),
    Column("do-khan", "Mức độ khẩn", 12, lambda one: one.plan.priority),
    Column("ho-so", "Mã hồ sơ", 14, lambda one: one.plan.file_notation),
    Column("bao-quan", "Thời hạn bảo quản", 16, lambda one: one.plan.retention),
    Column("ngay-lap", "Ngày lập", 12, lambda one: vietnam_today(one.plan.created_at)),
    Column("tu-ngay", "Ở bước này từ", 12, lambda one: vietnam_today(one.plan.state_since)),
    Column("cho-ai", "Đang chờ", 24, lambda one: one.wait.who if one.wait else ""),
    Column("han", "Hạn", 12, _wait_until),
)
LINE_COLUMNS: tuple[Column[FoundLine], ...] = (
    Column(
        "so",
        "Số, ký hiệu",
        16,
        lambda one: number_and_notation(one.row.number, one.row.notation),
        usual=True,
        order=lambda one: one.row.number,
    ),
    Column("ngay", "Ngày văn bản", 14, lambda one: one.row.promulgated_on, usual=True),
    Column("loai", "Tên loại", 14, lambda one: one.row.type_name, usual=True),
    Column("trich-yeu", "Trích yếu", 46, lambda one: one.row.subject, usual=True),
    Column("nguoi-ky", "Người ký", 20, lambda one: one.row.signer_name, usual=True),
    Column("noi-nhan", "Nơi nhận", 34, lambda one: one.row.recipients, usual=True),
    Column("don-vi", "Đơn vị soạn thảo", 22, lambda one: one.unit_name),
    Column("do-khan", "Mức độ khẩn", 12, lambda one: one.row.priority),
    Column("luu", "Đơn vị, người nhận bản lưu", 18, lambda one: one.row.kept_by),
    Column("so-ban", "Số lượng bản", 9, lambda one: one.row.copies),
    Column("so-trang", "Số trang", 9, lambda one: one.row.pages),
    Column("ngay-chuyen", "Ngày chuyển", 12, lambda one: one.row.sent_on),
    Column("ky-nhan", "Ký nhận", 18, lambda one: one.row.received_by),
    Column("ho-so", "Mã hồ sơ", 14, lambda one: one.row.file_notation),
    Column("bao-quan", "Thời hạn bảo quản", 16, lambda one: one.row.retention),
    Column("tinh-trang", "Tình trạng", 14, lambda one: LINE_STATES[one.row.status]),
    Column(
        "ghi-chu",
        "Ghi chú",
        30,
        lambda one: " ".join(part for part in (one.marks, one.row.note) if part),
    ),
)
