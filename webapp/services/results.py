"""What a filter found as a table with chosen columns: looked at, and taken along as a file."""

from dataclasses import dataclass
from datetime import date, datetime

from slugify import slugify
from sqlalchemy.orm import Session

from webapp.adapters.clock import VIETNAM, vietnam_today
from webapp.db.database import Database
from webapp.db.models.organisations import AgencyRow
from webapp.documents.result_table import ResultColumn, ResultTable
from webapp.domain.people import Actor
from webapp.services import audit
from webapp.services.found_rows import Found, found_lines, found_plans
from webapp.services.papers import Download
from webapp.services.reading_lists import PlanFilter
from webapp.services.reading_register import RegisterFilter
from webapp.services.result_columns import Shape
from webapp.services.result_files import demand_form, file_of, makes_pdf
from webapp.services.saved_filters import conditions_of

SHOWN = 50
"""Rows of the page; a file holds them all."""
Wishes = PlanFilter | RegisterFilter


@dataclass(frozen=True, slots=True)
class ChoiceOfColumn:
    """A column on offer."""

    key: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ResultPage:
    """The choice of columns and order, and the first rows as they would stand in the file."""

    title: str
    words: str
    """What the filter asks."""
    columns: tuple[ChoiceOfColumn, ...]
    table: ResultTable
    """Its rows cut to what a page shows."""
    count: int
    limit: str
    """Why not everything is there; empty where it is."""
    makes_pdf: bool


def result_page(
    database: Database, actor: Actor, wishes: Wishes, shape: Shape, now: datetime
) -> ResultPage:
    """Return the page of the results that the actor may read."""
    with database.reading() as session:
        found = _found(session, actor, wishes, shape, vietnam_today(now), shown=SHOWN)
        table = _table(session, actor, found, shape, now)
    keys = {one.key for one in found.columns}
    return ResultPage(
        title=found.title,
        words=found.words,
        columns=tuple(ChoiceOfColumn(one.key, one.label, one.key in keys) for one in found.offered),
        table=table,
        count=found.count,
        limit=found.limit,
        makes_pdf=makes_pdf(found.count),
    )


def result_file(
    database: Database,
    actor: Actor,
    wishes: Wishes,
    shape: Shape,
    form: str,
    *,
    now: datetime,
) -> Download:
    """Return the results as `xlsx`, `docx` or `pdf`, and record who took them (PL VI I.6)."""
    demand_form(form)
    with database.reading() as session:
        found = _found(session, actor, wishes, shape, vietnam_today(now))
        table = _table(session, actor, found, shape, now)
    data, media_type = file_of(table, form)
    details = {
        "form": form,
        "rows": len(table.rows),
        "columns": [one.key for one in found.columns],
        "filter": conditions_of(wishes),
        "sort": shape.sort,
    }
    with database.transaction() as session:
        audit.record(session, actor, f"export_{found.name}", now=now, details=details)
    day = now.astimezone(VIETNAM)
    return Download(f"{slugify(found.title)}-{day:%Y-%m-%d-%H-%M}.{form}", data, media_type)


def _found(
    session: Session,
    actor: Actor,
    wishes: Wishes,
    shape: Shape,
    today: date,
    *,
    shown: int | None = None,
) -> Found:
    if isinstance(wishes, PlanFilter):
        return found_plans(session, actor, wishes, shape, today, shown=shown)
    return found_lines(session, actor, wishes, shape, today, shown=shown)


def _table(
    session: Session, actor: Actor, found: Found, shape: Shape, now: datetime
) -> ResultTable:
    agency, at = session.get_one(AgencyRow, actor.agency_id), now.astimezone(VIETNAM)
    facts = [("Điều kiện", f"{found.words}."), ("Thứ tự", _order(found, shape))]
    facts += [("Số dòng", f"{found.count}. {found.limit}".strip())]
    facts += [("Người xuất", f"{actor.full_name}, lúc {at:%H:%M ngày %d/%m/%Y}")]
    return ResultTable(
        organ_in_charge=agency.parent_name,
        organ_name=agency.name,
        title=found.title.upper(),
        facts=tuple(facts),
        columns=tuple(ResultColumn(one.label, one.width) for one in found.columns),
        rows=found.rows,
        closing="Danh sách do hệ thống xuất để tra cứu, theo quyền xem của người xuất; "
        "không thay sổ đăng ký văn bản đi.",
        made_at=at,
    )


def _order(found: Found, shape: Shape) -> str:
    by = next((one.label for one in found.offered if one.key == shape.sort), None)
    if by is None:
        return found.order
    return f"{by}, {'giảm dần' if shape.descending else 'tăng dần'}"
