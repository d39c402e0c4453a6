"""The units of an agency: their tree, and which of them is an agency of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.organisations import AgencyRow, MembershipRow, UnitRow
from webapp.domain import unit_tree
from webapp.domain.errors import InvalidInputError, NotFoundError
from webapp.domain.people import Actor
from webapp.services import assignments, audit
from webapp.services.administration_agencies import people_by
from webapp.services.setting_changes import assign, demand_administrator, demand_fresh, line


@dataclass(frozen=True, slots=True)
class UnitInput:
    """What the form of a unit brings; no id: a new one."""

    unit_id: int | None
    name: str
    abbreviation: str
    active: bool = True
    version: int = 0
    parent_id: int | None = None
    """The unit above it in the same agency."""
    own_agency_id: int | None = None
    """The agency of the installation that the unit is."""


@dataclass(frozen=True, slots=True)
class UnitView:
    """A unit as the pages of administration show it."""

    id: int
    name: str
    abbreviation: str
    active: bool
    people: int
    version: int
    parent_id: int | None
    own_agency_id: int | None
    level: int
    """0: no unit stands above it."""
    own_agency: str
    """Short name of the agency that it is, empty for none."""


def units(database: Database, actor: Actor) -> tuple[UnitView, ...]:
    """Return the agency's units, the active ones first, each before those below it."""
    demand_administrator(actor)
    with database.reading() as session:
        counts = people_by(session, MembershipRow.unit_id)
        rows = {row.id: row for row in _rows(session, actor.agency_id)}
        names = _agency_names(session)
        return tuple(
            UnitView(
                id=row.id,
                name=row.name,
                abbreviation=row.abbreviation,
                active=row.active,
                people=counts.get(row.id, 0),
                version=row.version,
                parent_id=row.parent_id,
                own_agency_id=row.own_agency_id,
                level=level,
                own_agency=names.get(row.own_agency_id, ""),
            )
            for row, level in (
                (rows[unit_id], level)
                for unit_id, level in unit_tree.in_order(_parents(rows.values()))
            )
        )


def agencies_to_be(database: Database, actor: Actor) -> tuple[tuple[int, str], ...]:
    """Return id and short name of the other agencies, which a unit of this one may be."""
    demand_administrator(actor)
    with database.reading() as session:
        names = _agency_names(session)
    return tuple((one, name) for one, name in names.items() if one and one != actor.agency_id)


def save_unit(database: Database, actor: Actor, values: UnitInput, now: datetime) -> int:
    """Change a unit or add one; return its id."""
    demand_administrator(actor)
    with database.transaction() as session:
        session.get_one(AgencyRow, actor.agency_id, with_for_update=LOCKED)  # one change at a time
        row = _unit(session, actor, values)
        changes = assign(row, _unit_values(session, actor, values))
        session.add(row)
        audit.write_ahead(session)
        if "parent_id" in changes:
            assignments.refresh_assignees(session, actor.agency_id, now)
        subject, details = f"unit:{row.id}", {"changes": changes}
        audit.record(session, actor, "save_unit", now=now, subject=subject, details=details)
        return row.id


def _rows(session: Session, agency_id: int) -> list[UnitRow]:
    query = select(UnitRow).where(UnitRow.agency_id == agency_id)
    return list(session.scalars(query.order_by(UnitRow.active.desc(), UnitRow.name)))


def _parents(rows: Iterable[UnitRow]) -> dict[int, int | None]:
    return {row.id: row.parent_id for row in rows}


def _agency_names(session: Session) -> dict[int | None, str]:
    rows = session.execute(
        select(AgencyRow.id, AgencyRow.short_name).order_by(AgencyRow.short_name)
    )
    return dict(rows.all())


def _unit(session: Session, actor: Actor, values: UnitInput) -> UnitRow:
    if values.unit_id is None:
        return UnitRow(agency_id=actor.agency_id)
    row = session.get(UnitRow, values.unit_id)
    if row is None or row.agency_id != actor.agency_id:
        raise NotFoundError("Không tìm thấy đơn vị này; chọn một đơn vị trong danh sách.")
    demand_fresh(row.version, values.version, "đơn vị này")
    return row


def _unit_values(session: Session, actor: Actor, values: UnitInput) -> dict[str, object]:
    name = line(values.name, "tên đơn vị", "name")
    rows = _rows(session, actor.agency_id)
    if any(row.name == name and row.id != values.unit_id for row in rows):
        raise InvalidInputError("Cơ quan đã có đơn vị tên này; đặt tên khác.", "name")
    people = people_by(session, MembershipRow.unit_id).get(values.unit_id, 0)
    if not values.active and people:
        raise InvalidInputError(
            f"Đơn vị còn {people} người; chuyển họ sang đơn vị khác trước.", "active"
        )
    fault = unit_tree.misplaced(_parents(rows), values.unit_id, values.parent_id)
    if fault is not None:
        raise InvalidInputError(fault, "parent_id")
    _demand_free_agency(session, actor, values)
    return {
        "name": name,
        "abbreviation": line(values.abbreviation, "chữ viết tắt", "abbreviation"),
        "active": values.active,
        "parent_id": values.parent_id,
        "own_agency_id": values.own_agency_id,
    }


def _demand_free_agency(session: Session, actor: Actor, values: UnitInput) -> None:
    """Refuse an agency that is no other one of the installation, or is another unit already."""
    wanted = values.own_agency_id
    if wanted is None:
        return
    if wanted == actor.agency_id or session.get(AgencyRow, wanted) is None:
        raise InvalidInputError("Chọn một cơ quan khác trong danh sách.", "own_agency_id")
    taken = select(UnitRow.id).where(UnitRow.own_agency_id == wanted)
    if session.scalar(taken) not in {None, values.unit_id}:
        raise InvalidInputError(
            "Cơ quan này đã gắn với một đơn vị khác; chọn cơ quan khác.", "own_agency_id"
        )
