"""Agencies: names, abbreviations and settings are data."""

from dataclasses import dataclass, fields, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.organisations import (
    AgencyRow,
    MembershipRoleRow,
    MembershipRow,
    PersonRow,
)
from webapp.domain.dates import BlankDate
from webapp.domain.errors import InvalidInputError
from webapp.domain.people import Actor, Role
from webapp.services import audit
from webapp.services.setting_changes import (
    assign,
    demand_administrator,
    demand_fresh,
    demand_installation_admin,
    line,
    lines,
)

_MOST_FOOT_LINES = 4


@dataclass(frozen=True, slots=True)
class AgencyInput:
    """What the form of an agency brings; the words are those of the table."""

    name: str
    short_name: str
    abbreviation: str
    place: str
    parent_name: str = ""
    collective: str = ""
    head_title: str = ""
    return_directly: bool = False
    names_on_signing_copy: bool = False
    blank_date: str = BlankDate.DAY
    foot_address: str = ""
    """Lines at the foot of page 1, empty for none (ô 13, PL1 III.4)."""
    version: int = 0


@dataclass(frozen=True, slots=True)
class AgencySummary:
    """One line of the list of agencies."""

    id: int
    short_name: str
    name: str
    people: int
    administrators: tuple[str, ...]


def agency_settings(database: Database, actor: Actor) -> AgencyInput:
    """Return the agency's data as its form shows them."""
    demand_administrator(actor)
    with database.reading() as session:
        row = session.get_one(AgencyRow, actor.agency_id)
        return AgencyInput(
            **{field.name: getattr(row, field.name) for field in fields(AgencyInput)}
        )


def save_agency(database: Database, actor: Actor, values: AgencyInput, now: datetime) -> None:
    """Change the data of the actor's agency."""
    demand_administrator(actor)
    with database.transaction() as session:
        row = session.get_one(AgencyRow, actor.agency_id, with_for_update=LOCKED)
        demand_fresh(row.version, values.version, "thông tin cơ quan")
        changes = assign(row, _agency_values(values))
        audit.record(
            session,
            actor,
            "save_agency",
            now=now,
            subject=f"agency:{row.id}",
            details={"changes": changes},
        )


def add_agency(session: Session, actor: Actor, values: AgencyInput, now: datetime) -> Actor:
    """Make the agency and its first event; return the actor as he acts in it."""
    demand_installation_admin(actor)
    row = AgencyRow()
    changes = assign(row, _agency_values(values))
    session.add(row)
    audit.write_ahead(session)
    inside = replace(actor, agency_id=row.id)
    subject, details = f"agency:{row.id}", {"changes": changes}
    audit.record(session, inside, "create_agency", now=now, subject=subject, details=details)
    return inside


def _agency_values(values: AgencyInput) -> dict[str, object]:
    if values.blank_date not in set(BlankDate):
        raise InvalidInputError("Chọn phần ngày để trống trên bản trình ký.", "blank_date")
    return {
        "name": lines(values.name, "tên cơ quan ban hành", "name"),
        "parent_name": line(
            values.parent_name, "tên cơ quan chủ quản", "parent_name", needed=False
        ),
        "short_name": line(values.short_name, "tên gọi tắt", "short_name"),
        "abbreviation": line(values.abbreviation, "chữ viết tắt", "abbreviation"),
        "place": line(values.place, "địa danh", "place"),
        "collective": line(values.collective, "tên tập thể", "collective", needed=False),
        "head_title": line(values.head_title, "chức vụ người đứng đầu", "head_title", needed=False),
        "return_directly": values.return_directly,
        "names_on_signing_copy": values.names_on_signing_copy,
        "blank_date": values.blank_date,
        "foot_address": _foot(values.foot_address),
    }


def _foot(typed: str) -> str:
    if not typed.strip():
        return ""
    kept = lines(typed, "địa chỉ ở chân trang", "foot_address")
    if kept.count("\n") >= _MOST_FOOT_LINES:
        raise InvalidInputError(
            f"Địa chỉ ở chân trang tối đa {_MOST_FOOT_LINES} dòng; gộp lại.", "foot_address"
        )
    return kept


def list_agencies(database: Database, actor: Actor) -> tuple[AgencySummary, ...]:
    """Return every agency of the installation, by name."""
    demand_installation_admin(actor)
    with database.reading() as session:
        counts = people_by(session, MembershipRow.agency_id)
        administrators = session.execute(
            select(MembershipRow.agency_id, PersonRow.full_name)
            .join(PersonRow, PersonRow.id == MembershipRow.person_id)
            .join(MembershipRoleRow, MembershipRoleRow.membership_id == MembershipRow.id)
            .where(MembershipRow.active, MembershipRoleRow.role == Role.ADMINISTRATOR)
            .order_by(PersonRow.full_name)
        ).all()
        agencies = session.scalars(select(AgencyRow).order_by(AgencyRow.short_name))
        return tuple(
            AgencySummary(
                id=row.id,
                short_name=row.short_name,
                name=row.name,
                people=counts.get(row.id, 0),
                administrators=tuple(name for id_, name in administrators if id_ == row.id),
            )
            for row in agencies
        )


def people_by(
    session: Session, column: InstrumentedAttribute[int] | InstrumentedAttribute[int | None]
) -> dict[int | None, int]:
    """Return how many people work in each agency, or in each unit."""
    query = select(column, func.count()).where(MembershipRow.active).group_by(column)
    return dict(session.execute(query).all())
