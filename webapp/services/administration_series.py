"""Number series of an agency: own for a document type, or common to all (Điều 15.1)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.numbers import RegisterRow, SeriesRow, SeriesYearRow
from webapp.db.models.organisations import AdvisoryBodyRow, AgencyRow, DocumentTypeRow
from webapp.db.upsert import insert_if_absent
from webapp.domain.copies import COPY_CODES
from webapp.domain.errors import InvalidInputError, NotFoundError
from webapp.domain.people import Actor
from webapp.domain.register_book import sound_notation
from webapp.services import audit, numbering
from webapp.services.administration_bodies import body_of, one_line
from webapp.services.restored_books import demand_none_waits, untyped_notation, waiting_books
from webapp.services.setting_changes import assign, demand_administrator, demand_fresh, line

_LARGEST = 99_999


@dataclass(frozen=True, slots=True)
class SeriesInput:
    """What the form of a series brings; no id: a new one."""

    series_id: int | None
    name: str
    document_type_id: int | None
    """The one type it serves; none: common to all types without their own."""
    notation: str
    last_number: int | None
    """«đã dùng đến số …» on the paper book, for a year in which no number was given here;
    None leaves the counter alone."""
    year: int
    active: bool = True
    version: int = 0
    advisory_body_id: int | None = None
    """The advisory body whose own series it is; none: the agency's."""


@dataclass(frozen=True, slots=True)
class SeriesView:
    """A series and its counter in the present year."""

    values: SeriesInput
    type_name: str
    """Empty for a common series."""
    body_name: str
    """The advisory body that counts in it; empty: the agency."""
    numbers_given: bool
    """The counter is no longer ours to set."""
    waits: bool
    """A restored book of it gives no number before the văn thư has told the last on paper."""


@dataclass(frozen=True, slots=True)
class DocumentTypeChoice:
    """A document type that a series may serve."""

    id: int
    name: str
    code: str


def document_types(database: Database) -> tuple[DocumentTypeChoice, ...]:
    """Return the document types of the decree (Điều 7, PL3 III)."""
    with database.reading() as session:
        rows = session.scalars(select(DocumentTypeRow).order_by(DocumentTypeRow.id))
        return tuple(DocumentTypeChoice(row.id, row.name, row.code) for row in rows)


def series_list(database: Database, actor: Actor, now: datetime) -> tuple[SeriesView, ...]:
    """Return the agency's series with their counters of this year in Vietnam."""
    demand_administrator(actor)
    year = vietnam_today(now).year
    with database.reading() as session:
        rows = session.execute(
            select(SeriesRow, DocumentTypeRow.name, AdvisoryBodyRow.name)
            .outerjoin(DocumentTypeRow, DocumentTypeRow.id == SeriesRow.document_type_id)
            .outerjoin(AdvisoryBodyRow, AdvisoryBodyRow.id == SeriesRow.advisory_body_id)
            .where(SeriesRow.agency_id == actor.agency_id)
            .order_by(SeriesRow.active.desc(), SeriesRow.name)
        )
        waiting = {one.series_id for one in waiting_books(session, actor.agency_id)}
        return tuple(
            _view(
                session,
                row,
                (type_name or "", one_line(body_name or "")),
                year,
                waits=row.id in waiting,
            )
            for row, type_name, body_name in rows
        )


def _view(
    session: Session, row: SeriesRow, names: tuple[str, str], year: int, *, waits: bool
) -> SeriesView:
    counter = session.get(SeriesYearRow, (row.id, year))
    is_of_copies = _counted_as(session, row.document_type_id) == "copies"
    return SeriesView(
        values=SeriesInput(
            series_id=row.id,
            name=row.name,
            document_type_id=row.document_type_id,
            notation=row.notation,
            last_number=counter.last_number if counter else 0,
            year=year,
            active=row.active,
            version=row.version,
            advisory_body_id=row.advisory_body_id,
        ),
        type_name="mọi bản sao" if is_of_copies else names[0],
        body_name=names[1],
        numbers_given=_gave_numbers(session, row.id, RegisterRow.year == year),
        waits=waits,
    )


def save_series(database: Database, actor: Actor, values: SeriesInput, now: datetime) -> int:
    """Change a series or add one, and set where its counter begins; return its id."""
    demand_administrator(actor)
    _demand_sensible(values, vietnam_today(now).year)
    with database.transaction() as session:
        session.get_one(AgencyRow, actor.agency_id, with_for_update=LOCKED)  # one change at a time
        demand_none_waits(session, actor.agency_id)
        row = _series(session, actor, values)
        _demand_only_one(session, actor, values)
        changes = assign(row, _fields(session, row, values))
        session.add(row)
        audit.write_ahead(session)
        changes |= _set_counter(session, row.id, values)
        _demand_no_repeat(session, row, values.year)
        subject, details = f"series:{row.id}", {"changes": changes, "year": values.year}
        audit.record(session, actor, "save_series", now=now, subject=subject, details=details)
        return row.id


def _demand_sensible(values: SeriesInput, this_year: int) -> None:
    if values.last_number is not None and not 0 <= values.last_number <= _LARGEST:
        raise InvalidInputError(
            f"Số đã dùng phải từ 0 đến {_LARGEST}; nhập 0 nếu chưa dùng số nào.", "last_number"
        )
    if values.year not in {this_year, this_year + 1}:
        raise InvalidInputError(
            f"Chỉ đặt được số cho năm {this_year} hoặc {this_year + 1}; sửa năm.", "year"
        )


def _series(session: Session, actor: Actor, values: SeriesInput) -> SeriesRow:
    if values.series_id is None:
        return SeriesRow(agency_id=actor.agency_id)
    row = session.get(SeriesRow, values.series_id, with_for_update=LOCKED)
    if row is None or row.agency_id != actor.agency_id:
        raise NotFoundError("Không tìm thấy dãy số này; chọn một dãy số trong danh sách.")
    demand_fresh(row.version, values.version, "dãy số này")
    flag_modified(row, "name")  # a change of the counter alone counts as a change of the page
    return row


def _demand_only_one(session: Session, actor: Actor, values: SeriesInput) -> None:
    others = select(SeriesRow).where(
        SeriesRow.agency_id == actor.agency_id, SeriesRow.id != (values.series_id or 0)
    )
    for other in session.scalars(others):
        if other.name == line(values.name, "tên dãy số", "name"):
            raise InvalidInputError("Cơ quan đã có dãy số tên này; đặt tên khác.", "name")
        same = (_counted_as(session, values.document_type_id), values.advisory_body_id)
        others_own = (_counted_as(session, other.document_type_id), other.advisory_body_id)
        if values.active and other.active and others_own == same:
            raise InvalidInputError(
                f"Loại văn bản này đã có dãy số «{other.name}»; sửa hoặc ngừng dãy số đó.",
                "document_type_id",
            )


def _counted_as(session: Session, type_id: int | None) -> int | str | None:
    """Return what is counted: copies of all kinds are one thing (PL1, Phần II, II.1c)."""
    kind = session.get(DocumentTypeRow, type_id) if type_id is not None else None
    return "copies" if kind is not None and kind.code in COPY_CODES else type_id


def _serves(row: SeriesRow) -> tuple[int | None, int | None]:
    return row.document_type_id, row.advisory_body_id


def _fields(session: Session, row: SeriesRow, values: SeriesInput) -> dict[str, object]:
    type_id = values.document_type_id
    if values.advisory_body_id is not None:
        body_of(session, row.agency_id, values.advisory_body_id)
    if type_id is not None and session.get(DocumentTypeRow, type_id) is None:
        raise InvalidInputError("Chọn một loại văn bản trong danh sách.", "document_type_id")
    used = values.series_id is not None and _gave_numbers(session, row.id)
    if used and _serves(row) != (type_id, values.advisory_body_id):
        raise InvalidInputError(
            "Dãy số đã cấp số nên không đổi loại văn bản, nơi ban hành; ngừng dãy này rồi mở "
            "dãy khác.",
            "document_type_id",
        )
    notation = line(values.notation, "ký hiệu", "notation", needed=False)
    if notation and _counted_as(session, type_id) == "copies":
        raise InvalidInputError(
            "Dãy số bản sao dùng chung cho sao y, trích sao, sao lục nên không có ký hiệu riêng; "
            "để trống ô ký hiệu.",
            "notation",
        )
    if notation and notation != row.notation:
        notation = sound_notation(notation, "notation")
    return {
        "name": line(values.name, "tên dãy số", "name"),
        "document_type_id": type_id,
        "advisory_body_id": values.advisory_body_id,
        "notation": notation,
        "active": values.active,
    }


def _set_counter(session: Session, series_id: int, values: SeriesInput) -> dict[str, list[object]]:
    key = {"series_id": series_id, "year": values.year}
    insert_if_absent(session, SeriesYearRow, **key, first_number=1, last_number=0)
    counter = session.get_one(SeriesYearRow, key, with_for_update=LOCKED)
    if values.last_number is None or counter.last_number == values.last_number:
        return {}
    if counter.closed_at is not None:
        raise numbering.ClosedBookError(values.year)
    if _gave_numbers(session, series_id, RegisterRow.year == values.year):
        raise InvalidInputError(
            f"Sổ đã có dòng trong năm {values.year} nên không đặt lại số được; "
            f"giữ nguyên «đã dùng đến số {counter.last_number}».",
            "last_number",
        )
    return assign(
        counter, {"last_number": values.last_number, "first_number": values.last_number + 1}
    )


def _demand_no_repeat(session: Session, row: SeriesRow, year: int) -> None:
    """Begin above what another series gave under the same notation (Điều 15.1)."""
    if row.document_type_id is None:
        return
    notation = numbering.notation_of(session, row, row.document_type_id)
    if not row.active:
        _demand_no_way_back(session, row, year, notation)
        return
    elsewhere = (
        select(RegisterRow.number)
        .where(
            RegisterRow.agency_id == row.agency_id,
            RegisterRow.year == year,
            or_(RegisterRow.notation == notation, _may_become(session, row)),
            RegisterRow.series_id != row.id,
        )
        .order_by(RegisterRow.number.desc())
    )
    highest = session.scalar(elsewhere.limit(1))
    counter = session.get_one(SeriesYearRow, (row.id, year))
    if highest is not None and counter.last_number < highest:
        raise InvalidInputError(
            f"Dãy số khác đã cấp đến số {numbering.number_and_notation(highest, notation)} năm "
            f"{year}; nhập «đã dùng đến số» từ {highest} trở lên, hoặc dùng tiếp dãy đó.",
            "last_number",
        )


def _may_become(session: Session, row: SeriesRow) -> ColumnElement[bool]:
    """Choose the numbers on papers from before a restore whose type nobody has told yet."""
    untyped = RegisterRow.notation == untyped_notation(session, row)
    return and_(untyped, RegisterRow.status == "reserved")


def _demand_no_way_back(session: Session, row: SeriesRow, year: int, notation: str) -> None:
    """Let a series go on to the end of the year where the one that takes over lies behind it.

    Else 52/KH-UBND would follow 117/KH-UBND, and once more reach 117.
    """
    kind, body = row.document_type_id or 0, row.advisory_body_id
    try:
        heir = numbering.series_of(session, row.agency_id, kind, body)
    except numbering.NoSeriesError:
        return
    ours = (RegisterRow.series_id == row.id, RegisterRow.year == year)
    given = select(func.max(RegisterRow.number)).where(*ours, RegisterRow.notation == notation)
    highest = session.scalar(given) or 0
    counter = numbering.counter_of(session, heir.id, year)
    if numbering.notation_of(session, heir, kind) == notation and counter.last_number < highest:
        raise InvalidInputError(
            f"Ngừng dãy này thì dãy «{heir.name}» cấp tiếp từ số {counter.last_number + 1}, thấp "
            f"hơn số {numbering.number_and_notation(highest, notation)} đã cấp; dùng dãy này đến "
            f"hết năm {year}.",
            "active",
        )


def _gave_numbers(session: Session, series_id: int, *when: ColumnElement[bool]) -> bool:
    query = select(RegisterRow.id).where(RegisterRow.series_id == series_id, *when)
    return session.scalar(query.limit(1)) is not None
