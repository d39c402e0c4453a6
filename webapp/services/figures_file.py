"""The figures of a period as a table to keep."""

from collections.abc import Iterator
from datetime import datetime

from webapp.adapters.clock import VIETNAM
from webapp.db.database import Database
from webapp.db.models.organisations import AgencyRow
from webapp.documents.result_table import Cell, ResultColumn, ResultTable
from webapp.domain.people import Actor
from webapp.services import audit
from webapp.services.figures import Asked, Count, Figures, figures_of
from webapp.services.papers import Download
from webapp.services.plan_access import NO_SUBJECT
from webapp.services.result_files import demand_form, file_of

_COLUMNS = (
    ResultColumn("Mục", 26),
    ResultColumn("Nội dung", 50),
    ResultColumn("Số lượng", 12),
    ResultColumn("Ghi chú", 34),
)
_Line = tuple[Cell, ...]


def figures_file(
    database: Database, actor: Actor, asked: Asked, form: str, now: datetime
) -> Download:
    """Return the figures as `xlsx`, `docx` or `pdf`, and record who took them."""
    demand_form(form)
    at = now.astimezone(VIETNAM)
    with database.reading() as session:
        found = figures_of(session, actor, asked, now)
        agency = session.get_one(AgencyRow, actor.agency_id)
        table = ResultTable(
            organ_in_charge=agency.parent_name,
            organ_name=agency.name,
            title=f"THỐNG KÊ {found.period.words.upper()}",
            facts=(
                ("Phạm vi", found.whose),
                ("Người xuất", f"{actor.full_name}, lúc {at:%H:%M ngày %d/%m/%Y}"),
            ),
            columns=_COLUMNS,
            rows=tuple(_lines(found)),
            closing="Số liệu do hệ thống đếm tại thời điểm xuất; số ngày là ngày theo lịch.",
            made_at=at,
        )
    data, media_type = file_of(table, form)
    details = {"form": form, "kind": found.kind, "year": found.year, "number": found.number}
    with database.transaction() as session:
        audit.record(session, actor, "export_figures", now=now, details=details)
    days = f"{found.period.first:%Y-%m-%d}-den-{found.period.last:%Y-%m-%d}"
    return Download(f"thong-ke-{days}.{form}", data, media_type)


def _lines(found: Figures) -> Iterator[_Line]:
    yield from _of("Văn bản lập trong kỳ", found.begun, found.by_state)
    yield from _of("Theo đơn vị", None, found.by_unit)
    yield from _of("Theo loại", None, found.by_type)
    yield "Văn bản lập trong kỳ", "Đang quá hạn", found.overdue, ""
    yield from _of("Văn bản đi trong kỳ", None, found.outgoing)
    yield "Văn bản đi trong kỳ", "Số hủy", found.voids, ""
    for one in found.months:
        yield "Theo tháng", one.label, one.begun, f"đã cấp số {one.issued} văn bản"
    for step in found.steps:
        note = f"trung bình {step.average_days:.1f} ngày; quá hạn {step.late}".replace(".", ",")
        yield "Thời gian xử lý", step.label, step.count, note
    yield "Lượt truy cập", "Xem văn bản, hồ sơ trình", found.views, ""
    yield "Lượt truy cập", "Tải văn bản, hồ sơ", found.downloads, ""
    yield "Lượt truy cập", "Tải danh sách, sổ, thống kê", found.lists, ""
    for read in found.most_read:
        told = f"xem {read.views}, tải {read.downloads}"
        yield "Xem, tải nhiều nhất", read.subject or NO_SUBJECT, read.views + read.downloads, told


def _of(group: str, total: int | None, counts: tuple[Count, ...]) -> Iterator[_Line]:
    if total is not None:
        yield group, "Tổng số", total, ""
    for one in counts:
        yield group, one.label, one.count, ""
