"""Advisory bodies of an agency: councils, boards and teams that issue plans (PL1 II.3a, II.7c)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.numbers import SeriesRow
from webapp.db.models.organisations import AdvisoryBodyRow, AgencyRow
from webapp.domain.errors import InvalidInputError, NotFoundError
from webapp.domain.people import Actor
from webapp.domain.register_book import same_to_readers
from webapp.services import audit
from webapp.services.setting_changes import assign, demand_administrator, demand_fresh, line, lines

NOT_FOUND = "Không tìm thấy tổ chức tư vấn này; chọn một dòng trong danh sách."


@dataclass(frozen=True, slots=True)
class BodyInput:
    """What the form of an advisory body brings; no id: a new one."""

    body_id: int | None
    name: str
    """Lines as the header prints them."""
    abbreviation: str
    """Its part of a notation: BCĐ in KH-BCĐ."""
    active: bool = True
    version: int = 0


@dataclass(frozen=True, slots=True)
class BodyView:
    """An advisory body as the pages of administration show it."""

    values: BodyInput
    label: str
    """Its name on one line."""
    has_series: bool
    """Whether a series of its own is open (PL1 II.3a asks for one)."""


def advisory_bodies(database: Database, actor: Actor) -> tuple[BodyView, ...]:
    """Return the agency's advisory bodies, those at work first."""
    demand_administrator(actor)
    with database.reading() as session:
        rows = session.scalars(
            select(AdvisoryBodyRow)
            .where(AdvisoryBodyRow.agency_id == actor.agency_id)
            .order_by(AdvisoryBodyRow.active.desc(), AdvisoryBodyRow.name)
        )
        with_series = set(
            session.scalars(
                select(SeriesRow.advisory_body_id).where(
                    SeriesRow.agency_id == actor.agency_id, SeriesRow.active
                )
            )
        )
        return tuple(_view(row, has_series=row.id in with_series) for row in rows)


def _view(row: AdvisoryBodyRow, *, has_series: bool) -> BodyView:
    return BodyView(
        BodyInput(row.id, row.name, row.abbreviation, row.active, row.version),
        one_line(row.name),
        has_series,
    )


def one_line(name: str) -> str:
    """Return the lines of a header as one."""
    return " ".join(name.split("\n"))


def save_advisory_body(database: Database, actor: Actor, values: BodyInput, now: datetime) -> int:
    """Change an advisory body or add one; return its id."""
    demand_administrator(actor)
    fields = {
        "name": lines(values.name, "tên tổ chức tư vấn", "name"),
        "abbreviation": line(values.abbreviation, "chữ viết tắt", "abbreviation"),
        "active": values.active,
    }
    with database.transaction() as session:
        session.get_one(AgencyRow, actor.agency_id, with_for_update=LOCKED)  # one change at a time
        row = _body(session, actor, values)
        _demand_another_name(session, actor, values.body_id, str(fields["name"]))
        if values.active and (row.abbreviation, row.active) != (fields["abbreviation"], True):
            _demand_another_abbreviation(session, row, str(fields["abbreviation"]))
        changes = assign(row, fields)
        session.add(row)
        audit.write_ahead(session)
        subject, details = f"advisory_body:{row.id}", {"changes": changes}
        audit.record(
            session, actor, "save_advisory_body", now=now, subject=subject, details=details
        )
        return row.id


def body_of(session: Session, agency_id: int | None, body_id: int) -> AdvisoryBodyRow:
    """Return the agency's advisory body; another agency's does not exist."""
    row = session.get(AdvisoryBodyRow, body_id)
    if row is None or row.agency_id != agency_id:
        raise InvalidInputError(
            "Tổ chức tư vấn này không thuộc cơ quan; chọn lại.", "advisory_body_id"
        )
    return row


def _body(session: Session, actor: Actor, values: BodyInput) -> AdvisoryBodyRow:
    if values.body_id is None:
        return AdvisoryBodyRow(agency_id=actor.agency_id)
    row = session.get(AdvisoryBodyRow, values.body_id, with_for_update=LOCKED)
    if row is None or row.agency_id != actor.agency_id:
        raise NotFoundError(NOT_FOUND)
    demand_fresh(row.version, values.version, "tổ chức tư vấn này")
    return row


def _demand_another_abbreviation(session: Session, row: AdvisoryBodyRow, wanted: str) -> None:
    """Keep the numbers of two issuers apart: each counts from 01, under a notation of its own."""
    agency = session.get_one(AgencyRow, row.agency_id)
    others = session.execute(
        select(AdvisoryBodyRow.name, AdvisoryBodyRow.abbreviation)
        .where(AdvisoryBodyRow.agency_id == row.agency_id, AdvisoryBodyRow.active)
        .where(AdvisoryBodyRow.id != (row.id or 0))
        .order_by(AdvisoryBodyRow.id)
    )
    for name, theirs in [*others, (agency.short_name, agency.abbreviation)]:
        if same_to_readers(theirs) == same_to_readers(wanted):
            raise InvalidInputError(
                f"Chữ viết tắt «{theirs}» là của «{one_line(name)}» nên hai nơi sẽ trùng số, ký "
                "hiệu; thêm chữ để phân biệt, ví dụ BCĐPCTT.",
                "abbreviation",
            )


def _demand_another_name(session: Session, actor: Actor, body_id: int | None, name: str) -> None:
    same = select(AdvisoryBodyRow.id).where(
        AdvisoryBodyRow.agency_id == actor.agency_id,
        AdvisoryBodyRow.name == name,
        AdvisoryBodyRow.id != (body_id or 0),
    )
    if session.scalar(same) is not None:
        raise InvalidInputError("Cơ quan đã có tổ chức tư vấn tên này; đặt tên khác.", "name")
